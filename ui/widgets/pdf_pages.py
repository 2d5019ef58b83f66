"""PdfPages: the pages of a PDF one below the other: what was found is marked, and figures are pressed on them."""

import time
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from operator import attrgetter

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QGuiApplication, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QToolTip, QWidget

from ui.theme import theme
from ui.widgets.pdf_finding import TURN, FoundPlace, boxes_of
from ui.widgets.scroll import bring_place_into_sight
from watchdesk.domain.figure_place import FigurePlace

POINTS_AN_INCH = 72
_FOUND = QColor(255, 205, 0, 96)
_CURRENT = QColor("#1F4E79")
"""Colours on the paper, which is white in every look: a found place is tinted, the one gone to is framed as well."""

Tell = Callable[[FigurePlace], str]
"""Says what a figure counts; nothing where it is not known."""


class PdfPages(QPdfView):
    """``mark(places, current)`` marks; ``reveal(place)`` scrolls to one. Home and End lead to the ends.

    ``show_figures(places, tell)``: the mouse over one of them is told what it counts; ``figure_pressed(place)``.
    """

    figure_pressed = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._places: Sequence[FoundPlace] = ()
        self._current = -1
        self._known: dict[FoundPlace, tuple[QRectF, ...]] = {}
        self._asked: list[FoundPlace] = []
        self._figures: Sequence[FigurePlace] = ()
        self._tell: Tell = _nothing
        self._over: FigurePlace | None = None
        self._pressed: FigurePlace | None = None
        self._laid: list[QRect] = []
        self._laid_for: tuple[float, ...] = ()
        self.documentChanged.connect(self._forget_papers)
        self._looking = QTimer(self)
        self._looking.timeout.connect(self._look)

    def mark(self, places: Sequence[FoundPlace], current: int = -1) -> None:
        """Mark these places, and one of them (counted from 0) as the one gone to."""
        if not places:
            self._known = {}
        self._places, self._current = places, current
        self.viewport().update()

    def show_figures(self, places: Sequence[FigurePlace], tell: Tell) -> None:
        """Let these figures of the document be pressed and told of."""
        self._figures, self._tell = places, tell
        self.viewport().setMouseTracking(bool(places))
        self._come_over(None)

    def figure_box(self, place: FigurePlace) -> QRectF:
        """Where a figure stands in the part of the pages that is in sight."""
        paper, scale = self._on_paper(place.page)
        box = QRectF(place.left, place.top, place.width, place.height)
        return QRectF(box.topLeft() * scale + QPointF(paper.topLeft()), box.size() * scale).translated(-self._moved())

    def figure_at(self, at: QPointF) -> FigurePlace | None:
        """The figure under a point of the part in sight, where something is known of it."""
        place = next((place for place in self._figures_in_sight() if self.figure_box(place).contains(at)), None)
        return place if place is not None and self._tell(place) else None

    def reveal(self, place: FoundPlace) -> None:
        """Bring a place into sight, with some of what stands around it."""
        boxes = self._boxes(place, self.papers()[place.page])
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        seen = QRectF(QPointF(across.value(), down.value()), QSizeF(self.viewport().size()))
        first = boxes[0]
        if first.top() < seen.top() or first.bottom() > seen.bottom():
            down.setValue(round(first.top() - seen.height() / 3))
        if first.left() < seen.left() or first.right() > seen.right():
            across.setValue(round(first.left() - seen.width() / 3))
        bring_place_into_sight(self.viewport(), self.boxes(place)[0].toRect())

    def boxes(self, place: FoundPlace) -> list[QRectF]:
        """Where a place stands in the part of the pages that is in sight, a box a line."""
        return [box.translated(-self._moved()) for box in self._boxes(place, self.papers()[place.page])]

    def papers(self) -> list[QRect]:
        """Where the pages lie, from the top left corner of all; as Qt lays them, which it tells nobody."""
        asked = (self.document().pageCount(), self.viewport().width(), self.zoomMode().value, self.zoomFactor())
        if asked != self._laid_for:
            self._laid, self._laid_for = self._lay(), asked
        return self._laid

    def _forget_papers(self) -> None:
        self._laid_for = ()

    def _lay(self) -> list[QRect]:
        sizes = [self._size(page) for page in range(self.document().pageCount())]
        margins = self.documentMargins()
        widest = max((size.width() for size in sizes), default=0) + margins.left() + margins.right()
        width = max(widest, self.viewport().width())
        top, papers = margins.top(), []
        for size in sizes:
            papers.append(QRect((width - size.width()) // 2, top, size.width(), size.height()))
            top += size.height() + self.pageSpacing()
        return papers

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self._paint_found()
        if self._over is not None:
            painter = QPainter(self.viewport())
            painter.setPen(QPen(_CURRENT, max(2, theme().em(0.1))))
            painter.drawRect(self.figure_box(self._over))
            painter.end()

    def _paint_found(self) -> None:
        if not self._places:
            return
        papers = self.papers()
        painter = QPainter(self.viewport())
        painter.translate(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        self._asked = []
        for number in self._in_sight(papers):
            place = self._places[number]
            if place in self._known:
                _paint(painter, self._boxes(place, papers[place.page]), current=number == self._current)
            else:
                self._asked.append(place)
        painter.end()
        if self._asked:
            self._looking.start(0)

    def _look(self) -> None:
        """Find out where on the paper the places in sight stand, a few a turn."""
        begun = time.monotonic()
        while self._asked and time.monotonic() - begun < TURN:
            self._where(self._asked.pop(0))
        if not self._asked:
            self._looking.stop()
        self.viewport().update()

    def _where(self, place: FoundPlace) -> tuple[QRectF, ...]:
        if place not in self._known:
            self._known[place] = boxes_of(self.document(), place)
        return self._known[place]

    def _in_sight(self, papers: Sequence[QRect]) -> range:
        """The places on the pages in sight; thousands may be marked on the others."""
        top = self.verticalScrollBar().value()
        first = bisect_left(papers, top, key=QRect.bottom)
        behind = bisect_right(papers, top + self.viewport().height(), key=QRect.top)
        page_of = attrgetter("page")
        return range(bisect_left(self._places, first, key=page_of), bisect_left(self._places, behind, key=page_of))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: self.verticalScrollBar().maximum()}
        if event.key() in ends:
            self.verticalScrollBar().setValue(ends[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._figures:
            place = self.figure_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self._tell(place) if place is not None else "", self.viewport())
            return True
        if event.type() in {QEvent.Type.Leave, QEvent.Type.Wheel}:
            self._come_over(None)
        return super().viewportEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._come_over(self.figure_at(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = self.figure_at(event.position()) if left else None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        place, self._pressed = self._pressed, None
        if place is not None and place.ref.opens and self.figure_at(event.position()) == place:
            self.figure_pressed.emit(place)

    def _come_over(self, place: FigurePlace | None) -> None:
        """The mouse is over another figure, or over none."""
        if place == self._over:
            return
        self._over = place
        hand = place is not None and place.ref.opens
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)
        self.viewport().update()

    def _figures_in_sight(self) -> list[FigurePlace]:
        papers, top = self.papers() if self._figures else [], self.verticalScrollBar().value()
        first = bisect_left(papers, top, key=QRect.bottom)
        behind = bisect_right(papers, top + self.viewport().height(), key=QRect.top)
        return [place for place in self._figures if first <= place.page < behind]

    def _on_paper(self, page: int) -> tuple[QRect, float]:
        """Where a page lies, and how many pixels a point is on it."""
        paper = self.papers()[page]
        return paper, paper.width() / max(self.document().pagePointSize(page).width(), 1)

    def _moved(self) -> QPointF:
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _size(self, page: int) -> QSize:
        points = self.document().pagePointSize(page) * (
            QGuiApplication.primaryScreen().logicalDotsPerInch() / POINTS_AN_INCH
        )
        if self.zoomMode() == QPdfView.ZoomMode.Custom:
            return (points * self.zoomFactor()).toSize()
        size, margins = points.toSize(), self.documentMargins()
        room = self.viewport().width() - margins.left() - margins.right()
        return size * (room / max(size.width(), 1))

    def _boxes(self, place: FoundPlace, paper: QRect) -> list[QRectF]:
        scale = paper.width() / max(self.document().pagePointSize(place.page).width(), 1)
        boxes = self._where(place) or (QRectF(0, 0, 1, 1),)
        return [
            QRectF(box.topLeft() * scale + QPointF(paper.topLeft()), box.size() * scale).adjusted(-1, -1, 1, 1)
            for box in boxes
        ]


def _nothing(_place: FigurePlace) -> str:
    return ""


def _paint(painter: QPainter, boxes: Sequence[QRectF], *, current: bool) -> None:
    line = max(2, theme().em(0.12))
    for box in boxes:
        painter.fillRect(box, _FOUND)
        if current:
            painter.setPen(QPen(_CURRENT, line))
            painter.drawRect(box.adjusted(-line, -line, line, line))
