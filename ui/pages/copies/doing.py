"""CopyDoing: what can be done with a copy: it came back, was shredded, lost or found, or somebody else has it now."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.pages.copies.files import FILES
from ui.pages.copies.questions import DESTROYED, FOUND, HANDED_ON, LOST
from ui.widgets.action_button import ActionButton
from ui.widgets.flow import Flow
from watchdesk.domain.copies import DAY_SHEET, CopyLine, CopyState


class CopyDoing(QWidget):
    """``returned``: it came back; ``asked(question)`` where something is to be told first; ``guided`` of a loss.

    ``opened``: the day sheet itself, to be typed in.
    """

    returned = Signal()
    asked = Signal(str)
    guided = Signal()
    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.back = ActionButton("戻りました", "archive-restore", "M")
        self.shredded = ActionButton("廃棄しました", "check", "H")
        self.lost = ActionButton("なくしました", "triangle-alert", "L")
        self.on = ActionButton("持つ方・返す日", "user-round", "T", kind="low")
        self.sheet = ActionButton("打ちこむ", "pen-line", "Enter", kind="low", only_shown=True)
        self.guide = ActionButton("なくしたときの手順", "list", "Enter", only_shown=True)
        self.found = ActionButton("見つかりました", "search", "F")
        self.again = ActionButton("やはり出ています", "undo-2", kind="low")
        self._all = (self.back, self.shredded, self.lost, self.sheet, self.on, self.guide, self.found, self.again)
        self.setLayout(Flow(*self._all))
        self.back.clicked.connect(self.returned)
        self.sheet.clicked.connect(self.opened)
        self.guide.clicked.connect(self.guided)
        for button, question in (
            (self.shredded, DESTROYED),
            (self.lost, LOST),
            (self.on, HANDED_ON),
            (self.found, FOUND),
            (self.again, FOUND),
        ):
            button.clicked.connect(lambda _checked=False, question=question: self.asked.emit(question))

    def show_copy(self, copy: CopyLine, *, came_back: bool = False) -> None:
        """Offer what fits where it is; a file is erased, and only its stick or envelope comes back, if it did not."""
        file = copy.kind in FILES
        self.back.set_words("USBメモリー・封筒が戻りました" if file else "戻りました")
        self.shredded.set_words("消しました・廃棄しました" if file else "廃棄しました")
        lost = copy.state is CopyState.LOST
        for button in (self.back, self.shredded, self.lost, self.on):
            button.setVisible(copy.is_out)
        self.back.setVisible(copy.is_out and not came_back)
        self.sheet.setVisible(copy.is_out and copy.kind == DAY_SHEET)
        for button in (self.guide, self.found):
            button.setVisible(lost)
        self.again.setVisible(not copy.is_out and not lost)

    def hide_keys(self, hidden: bool) -> None:
        """Leave the key caps out where room is short."""
        for button in self._all:
            button.hide_keys(hidden)
