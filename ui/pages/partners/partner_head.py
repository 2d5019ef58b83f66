"""PartnerHead: who a partner is: reading over the name, whether retired, and what one can do."""

from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.pages.page import Shape
from ui.widgets.action_button import ActionButton
from ui.widgets.badge import Badge
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.flow import Flow
from watchdesk.domain.partner import Partner


class PartnerHead(QWidget):
    """``show_partner(partner, writing=…)``: while the record is being written the buttons are away."""

    def __init__(self) -> None:
        super().__init__()
        self._reading, self._name = words("", "small", "soft"), words("", "title", wrap=True)
        self._badge = Badge("退任", "away")
        self.rewrite = ActionButton("書き直す", "pen-line", "F2", kind="main")
        self.right = ActionButton("いまも正しい", "check", "S")
        self.retire = ActionButton("退いたことにする", "circle-stop")
        self.bring_back = ActionButton("退任を取り消す", "undo-2")
        self._buttons = QWidget()
        self._buttons.setLayout(Flow(self.bring_back, self.retire, self.right, self.rewrite, gap=0.75))
        named = row(column(self._reading, self._name, gap=0), self._badge, STRETCH, gap=0.75)
        self._layout = row(named, self._buttons, gap=0.75)
        self._layout.setStretch(0, 1)
        self.setLayout(self._layout)

    def show_partner(self, partner: Partner, kind: str, *, writing: bool = False) -> None:
        """Show who it is; ``kind`` is the word of what she is."""
        self._reading.setText(partner.kana or "")
        self._reading.setVisible(bool(partner.kana))
        self._name.setText(partner.name)
        self._name.setAccessibleName(f"{partner.name} {partner.kana or ''} {kind}")
        self._badge.setVisible(partner.retired)
        self.retire.setVisible(not partner.retired)
        self.right.setVisible(not partner.retired)
        self.bring_back.setVisible(partner.retired)
        self._buttons.setVisible(not writing)

    def reshape(self, shape: Shape) -> None:
        """The buttons stand below the name where room is short."""
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._layout.setDirection(down if shape is Shape.NARROW else across)
        for button in (self.rewrite, self.right):
            button.hide_keys(shape is not Shape.WIDE)
