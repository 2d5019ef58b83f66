"""FilterDrawer: the fields that narrow a list, put behind one button where room is short."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import column, row, words

LOW = 29.0
"""Em of height of a page under which its fields go behind the button: the list needs what room there is."""


class FilterDrawer(QWidget):
    """Holds ``fields``; ``fold(True)`` shows 「しぼる」 instead, which opens and closes them by a press.

    ``tell(count, drops, sentence)`` says how many things are asked for and, beside the button, what is shown; where
    ``drops``, しぼり込みをやめる stands there as long as the fields, with their own, are closed: ``dropped``.
    ``first`` is the field one comes to.
    """

    dropped = Signal()

    def __init__(self, fields: QWidget, first: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields, self._first = fields, first
        self._folded = self._open = self._drops = False
        self._count = 0
        self.button = ActionButton("しぼる", "search", kind="low", drops=True)
        self.drop = ActionButton("しぼり込みをやめる", "rotate-ccw", "Esc", kind="low")
        self._head = QWidget()
        self.told = words("", voice="soft", wrap=True)
        line = row(self.button, self.told, self.drop, gap=0.75)
        line.setStretch(1, 1)
        self._head.setLayout(line)
        self.setLayout(column(self._head, fields, gap=0.6))
        self.button.clicked.connect(self._press)
        self.drop.clicked.connect(self.dropped)
        self._arrange()

    @property
    def folded(self) -> bool:
        """Whether the fields are behind the button."""
        return self._folded

    def fold(self, folded: bool) -> None:
        """Put the fields behind the button, or show them for good."""
        if folded != self._folded:
            self._folded = folded
            self._open = self._fields.isAncestorOf(self.focusWidget() or self)
            self._arrange()

    def reach(self) -> None:
        """Show the fields, so that one can come to them."""
        self._open = True
        self._arrange()

    def tell(self, count: int, sentence: str = "", *, drops: bool) -> None:
        """Say how many things are asked for, what is shown, and whether there is anything to drop."""
        self._count, self._drops = count, drops
        self.told.setText(sentence)
        self._arrange()

    def _press(self) -> None:
        if self._open:
            self._open = False
            self._arrange()
        else:
            self.reach()
            self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrange(self) -> None:
        opened = self._open and self._folded
        told = f"しぼる（{self._count}件）" if self._count else "しぼる"
        self.button.set_words("しぼる欄をとじる" if opened else told, "chevron-up" if opened else "search")
        state = "欄が開いています" if opened else "欄は閉じています"
        self.button.setAccessibleDescription(f"{state}。押すと変わります。")
        self._head.setVisible(self._folded)
        self.drop.setVisible(self._drops and not opened)
        self._fields.setVisible(opened or not self._folded)
