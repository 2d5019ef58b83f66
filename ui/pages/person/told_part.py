"""ToldPart: what a room has about one person, in a line each, and the links that lead there."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.theme import set_gaps, set_property
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, rule, words


class ToldPart(QWidget):
    """``tell(lines)``: without any it says that there is ``nothing`` (相談 なし), in one line with the links.

    The visits above want the room. ``see`` leads to what is told, and is not there without. ``wanted(Place)``.
    """

    wanted = Signal(object)

    def __init__(self, noun: str, *links: ActionButton) -> None:
        super().__init__()
        self._nothing = f"{noun}　なし"
        self.see, self.add = ActionButton(f"{noun}を見る", kind="link"), ActionButton(f"{noun}を書く", kind="link")
        self.told = words("", wrap=True)
        self._parts = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._parts.addLayout(row(self.told, margins=(0.3, 0.9)), 1)
        self._parts.addLayout(row(STRETCH, self.see, self.add, *links, margins=(0.2, 0.5)))
        set_gaps(self._parts, 0)
        self.setLayout(column(rule(), self._parts, gap=0))

    def tell(self, lines: Sequence[str], *, voice: str = "text") -> None:
        """Show these lines."""
        self.told.setText("\n".join(lines) or self._nothing)
        set_property(self.told, "voice", voice if lines else "soft")
        self.see.setVisible(bool(lines))
        below, beside = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._parts.setDirection(below if lines else beside)
