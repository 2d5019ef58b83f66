"""Flow: items side by side that go on in the next line where the room ends."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from ui.theme import set_gaps


class Flow(QLayout):
    """Like words in a paragraph: each item at its own size, lines as high as their highest item; ``gap`` in em."""

    def __init__(self, *widgets: QWidget, gap: float = 0.5) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        set_gaps(self, gap)
        for widget in widgets:
            self.addWidget(widget)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, place: QRect) -> None:
        super().setGeometry(place)
        self._arrange(place, move=True)

    def sizeHint(self) -> QSize:
        sizes = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() for size in sizes) + self.spacing() * max(0, len(sizes) - 1)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        sizes = [item.minimumSize() for item in self._items if not item.isEmpty()]
        return QSize(
            max((size.width() for size in sizes), default=0), max((size.height() for size in sizes), default=0)
        )

    def _arrange(self, place: QRect, *, move: bool) -> int:
        top = place.y()
        for line in self._lines(place.width()):
            height = max(item.sizeHint().height() for item in line)
            left = place.x()
            for item in line:
                size = item.sizeHint()
                if move:
                    corner = QPoint(left, top + (height - size.height()) // 2)
                    item.setGeometry(QRect(corner, QSize(min(size.width(), place.width()), size.height())))
                left += size.width() + self.spacing()
            top += height + self.spacing()
        return max(0, top - place.y() - self.spacing())

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        left = width + 1
        for item in self._items:
            if item.isEmpty():
                continue
            wanted = item.sizeHint().width()
            if left + wanted > width:
                lines.append([])
                left = 0
            lines[-1].append(item)
            left += wanted + self.spacing()
        return lines
