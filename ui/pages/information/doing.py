"""Doing: the buttons below an item: told, written otherwise, printed, put aside; whom of the register to tell."""

from PySide6.QtWidgets import QWidget

from ui.widgets.action_button import ActionButton
from ui.widgets.flow import Flow
from watchdesk.domain.info_item import InfoItem


class Doing(QWidget):
    """Its buttons are connected by the page; ``show_item`` offers what fits an item."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tell = ActionButton("伝えたと書く", "check", "G")
        self.unheard = ActionButton("まだ伝えていない方", "users", "K", kind="low")
        self.send = ActionButton("印刷する", "printer", "Ctrl+P", kind="low")
        self.rewrite = ActionButton("書き直す", "pen-line", "F2", kind="low")
        self.pdf = ActionButton("PDFを見る", "file-text", kind="low")
        self.attach = ActionButton("PDFを付ける", "file-input", kind="low")
        self.detach = ActionButton("PDFを外す", "circle-x", kind="low")
        self.shelve = ActionButton("しまう", "archive", kind="low")
        self.again = ActionButton("また使う", "archive-restore", kind="low")
        self._all = (
            *(self.tell, self.unheard, self.send, self.rewrite),
            *(self.pdf, self.attach, self.detach, self.shelve, self.again),
        )
        self.setLayout(Flow(*self._all))

    def show_item(self, item: InfoItem, *, has_rule: bool) -> None:
        """Offer what fits it."""
        has_pdf = item.file_name is not None
        self.tell.setVisible(not item.retired)
        self.unheard.setVisible(has_rule and not item.retired)
        self.pdf.setVisible(has_pdf)
        self.attach.set_words("別のPDFにする" if has_pdf else "PDFを付ける")
        self.detach.setVisible(has_pdf)
        self.shelve.setVisible(not item.retired)
        self.again.setVisible(item.retired)

    def hide_keys(self, hidden: bool) -> None:
        """Leave the key caps out where room is short."""
        for button in self._all:
            button.hide_keys(hidden)
