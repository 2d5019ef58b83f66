"""IconLabel: an icon beside its words, in a colour of the look."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons
from ui.theme import theme


class IconLabel(QWidget):
    """An icon by name, in the colour of a job or tone, ``size`` em square; silent for screen readers."""

    def __init__(self, name: str, colour: str = "text", size: float = 1.25, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._colour, self._size = name, colour, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def show_icon(self, name: str, colour: str | None = None) -> None:
        """Show another icon."""
        self._name, self._colour = name, colour or self._colour
        self.update()

    def sizeHint(self) -> QSize:
        side = theme().em(self._size)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        icons.paint(painter, self._name, theme().look.colour(self._colour), self.rect())
        painter.end()
