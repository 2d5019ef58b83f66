"""Framed: a box with a thick edge in the colour of a job or tone, for the step to do now and for what is urgent."""

from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QWidget

from ui.theme import theme


class Framed(QFrame):
    """``Framed(edge="accent", ground="tint")``; the edge is 2 px thick."""

    def __init__(self, *, edge: str, ground: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edge, self._ground = edge, ground

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().colour(self._ground))
        painter.setPen(QPen(theme().colour(self._edge), 2))
        painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()
