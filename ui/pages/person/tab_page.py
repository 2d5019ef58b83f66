"""TabPage: what one tab of a person holds: a page that scrolls, or, in a narrow window, goes on down the whole one."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.widgets.boxes import Item, column
from ui.widgets.scroll import Scroll


class _Paper(QWidget):
    """As high as its words are at its width; words in their narrowest column would be higher, and leave gaps."""

    arranged = Signal()

    def minimumSizeHint(self) -> QSize:
        size = super().minimumSizeHint()
        return QSize(size.width(), 0) if self.hasHeightForWidth() else size

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.arranged.emit()
        return done


class TabPage(Scroll):
    """``flow(True)`` leaves the scrolling to the page around: two bars beside each other leave nothing to see.

    ``grew`` once it flows and what it holds takes another height.
    """

    grew = Signal()

    def __init__(self, *content: Item) -> None:
        self._paper = _Paper()
        self._paper.setLayout(column(*content, gap=0.5, margins=(1, 1.1)))
        self._flows = False
        super().__init__(self._paper)
        self._paper.arranged.connect(self._arrange)

    def flow(self, flows: bool) -> None:
        """Leave the scrolling to the page around, or scroll by itself."""
        self._flows = flows
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if flows else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(policy)
        self._arrange()

    def whole_height(self) -> int:
        """How high it is with all that it holds, in pixels."""
        return max(self._paper.heightForWidth(self.viewport().width()), self._paper.minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._arrange()

    def _arrange(self) -> None:
        if self._flows:
            self.grew.emit()
