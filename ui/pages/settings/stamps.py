"""StampPreview: the stamp boxes 決裁欄 as they will stand on the paper."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import theme
from watchdesk.settings import Stamps

_TITLE, _BOX, _HEAD, _HEIGHT = 1.6, 4.4, 1.6, 5.2
"""Em: width of an office's name and of a box, height of a box's name and of all."""


class StampPreview(QWidget):
    """``show_stamps(stamps)``; narrower boxes where the room is short."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stamps: Stamps = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def show_stamps(self, stamps: Stamps) -> None:
        """Show these boxes."""
        self._stamps = stamps
        told = "、".join(f"{title}の{'と'.join(boxes)}" for title, boxes in stamps)
        self.setAccessibleName(f"決裁欄の見本 {told}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().em(20), theme().em(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().em(8), theme().em(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        boxes = sum(len(names) for _, names in self._stamps)
        room = self.width() - 2 - len(self._stamps) * theme().em(_TITLE)
        width = min(theme().em(_BOX), room // boxes) if boxes else 0
        left = 1
        for title, names in self._stamps:
            left = self._paint_office(painter, left, title)
            for name in names:
                left = self._paint_box(painter, left, width, name)
        if not boxes:
            painter.setPen(theme().colour("soft"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, "決裁欄は、印刷しません。")
        painter.end()

    def _paint_office(self, painter: QPainter, left: int, title: str) -> int:
        look = theme()
        place = QRect(left, 1, look.em(_TITLE), self.height() - 2)
        self._frame(painter, place, look.colour("label"))
        painter.setFont(look.font("small"))
        painter.setPen(look.colour("text"))
        step = min(look.em(1.1), (place.height() - 2) // max(1, len(title)))
        top = place.top() + (place.height() - step * len(title)) // 2
        for at, sign in enumerate(title):
            painter.drawText(
                QRect(place.left(), top + at * step, place.width(), step), Qt.AlignmentFlag.AlignCenter, sign
            )
        return left + place.width()

    def _paint_box(self, painter: QPainter, left: int, width: int, name: str) -> int:
        look = theme()
        whole = QRect(left, 1, width, self.height() - 2)
        self._frame(painter, whole, look.colour("sheet"))
        head = QRect(left, 1, width, look.em(_HEAD))
        self._frame(painter, head, look.colour("label"))
        painter.setFont(look.font("small"))
        painter.setPen(look.colour("text"))
        shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, width - 4)
        painter.drawText(head, Qt.AlignmentFlag.AlignCenter, shown)
        return left + width

    def _frame(self, painter: QPainter, place: QRect, ground: QColor) -> None:
        painter.setPen(QPen(theme().colour("line"), 1))
        painter.setBrush(ground)
        painter.drawRect(place)
