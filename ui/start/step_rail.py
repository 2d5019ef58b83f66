"""StepRail: where one is in the wizard: the steps done, the present one, and those to come."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from ui import icons
from ui.theme import set_size, theme
from ui.widgets.boxes import STRETCH, column, words


class StepRail(QFrame):
    """A line a step; ``show_step(number)`` counts from 1."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__()
        self.setProperty("ground", "rail")
        self._lines = [_StepLine(number, name) for number, name in enumerate(names, 1)]
        head = words("はじめての準備", "name")
        head.setContentsMargins(theme().em(1.2), 0, 0, theme().em(0.4))
        self.setLayout(column(head, *self._lines, STRETCH, gap=0, margins=(1.5, 0)))
        set_size(self, width=15.5)

    def show_step(self, number: int) -> None:
        """Mark the present step."""
        for line in self._lines:
            line.show_step(number)


class _StepLine(QWidget):
    def __init__(self, number: int, name: str) -> None:
        super().__init__()
        self._number, self._name, self._present = number, name, 1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_step(self, present: int) -> None:
        self._present = present
        state = "済み" if present > self._number else "今ここ" if present == self._number else "これから"
        self.setAccessibleName(f"{self._number} {self._name} {state}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().em(12), theme().em(3.1))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, here = theme(), self._present == self._number
        if here:
            painter.fillRect(self.rect(), look.colour("window"))
            painter.fillRect(QRect(0, 0, look.em(0.25), self.height()), look.colour("accent"))
        self._paint_sign(painter, here)
        painter.setFont(look.font("strong" if here else "body"))
        painter.setPen(look.colour("accent" if here else "text"))
        words_at = self.rect().adjusted(look.em(4.1), 0, 0, 0)
        painter.drawText(words_at, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, self._name)
        painter.end()

    def _paint_sign(self, painter: QPainter, here: bool) -> None:
        look, side = theme(), theme().em(1.85)
        place = QRect(look.em(1.5), (self.height() - side) // 2, side, side)
        done = self._present > self._number
        ink, ground = ("ok", look.ground("ok")) if done else ("accent", look.colour("accent"))
        painter.setPen(QPen(look.colour(ink if done or here else "soft"), 2))
        painter.setBrush(ground if done or here else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(place)
        if done:
            gap = look.em(0.45)
            icons.paint(painter, "check", look.look.colour("ok"), place.adjusted(gap, gap, -gap, -gap))
            return
        painter.setPen(look.colour("on" if here else "soft"))
        painter.setFont(look.font("strong"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(self._number))
