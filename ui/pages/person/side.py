"""SideColumn: what stands beside the register: the main button, and the latest visits, as many as find room."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.pages.person.visits import LatestVisits
from ui.widgets.boxes import STRETCH, column


class SideColumn(QWidget):
    """``put(widgets)``, one of them the latest visits; never higher than the page, which would scroll because of it.

    Where room is short the older visits are left out: 「すべて見る」 leads to all of them.
    """

    def __init__(self, latest: LatestVisits) -> None:
        super().__init__()
        self._latest = latest
        self._items = column(gap=1)
        self._whole = column(self._items, STRETCH, gap=0)
        self.setLayout(self._whole)

    def put(self, *widgets: QWidget) -> None:
        """Put widgets in, one below the other; those that stand in it already come into this order."""
        for widget in widgets:
            self._items.addWidget(widget)

    def hasHeightForWidth(self) -> bool:
        return False

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self._height() - sum(self._heights()))

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return done

    def _heights(self) -> tuple[int, ...]:
        return self._latest.heights(self.minimumWidth() or self.width())

    def _height(self) -> int:
        """What it would be high with all visits."""
        shown = self._whole.totalHeightForWidth(self.minimumWidth() or self.width())
        return shown + sum(self._heights()[self._latest.shown :])

    def _fit(self) -> None:
        if not self.isAncestorOf(self._latest):
            return
        heights, room = self._heights(), self.height() - self._height()
        number = len(heights)
        while number and room < 0:
            number -= 1
            room += heights[number]
        self._latest.show_only(number)
