"""PdfFinding: every place of some words in a PDF, looked for page by page between the window's own turns."""

import time
from typing import NamedTuple

from PySide6.QtCore import QObject, QRectF, QTimer, Signal
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView

from watchdesk.domain.page_words import Span, word_places

TURN = 0.012
"""Seconds that one turn may take; a page takes 2 ms."""


class FoundPlace(NamedTuple):
    """A place of the words: its page, counted from 0, and where in the page's text, as Qt counts letters."""

    page: int
    start: int
    length: int


def boxes_of(document: QPdfDocument, place: FoundPlace) -> tuple[QRectF, ...]:
    """Return where a place stands on its page, a box a line, in points from the top left corner. It takes some ms."""
    polygons = document.getSelectionAtIndex(*place).bounds()
    return _by_line([polygon.boundingRect() for polygon in polygons])


class PdfFinding(QObject):
    """``look_for(words)`` begins; ``done`` tells when all pages are looked through. ``places`` are in reading order."""

    done = Signal()

    def __init__(self, view: QPdfView) -> None:
        super().__init__(view)
        self.sought = ""
        self.places: list[FoundPlace] = []
        self._view = view
        self._texts: list[str] = []
        self._next = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._turn)

    @property
    def running(self) -> bool:
        """Whether pages are still to be looked through."""
        return self._timer.isActive()

    def forget(self) -> None:
        """Another PDF is shown: nothing is found, nothing known of its pages."""
        self._texts = []
        self.look_for("")

    def look_for(self, sought: str) -> None:
        """Begin anew; without words nothing is looked for."""
        self.sought, self.places, self._next = sought, [], 0
        self._timer.stop()
        if sought:
            self._timer.start(0)

    def finish(self) -> None:
        """Look through the rest at once."""
        while self.running:
            self._turn()

    def _turn(self) -> None:
        begun = time.monotonic()
        while self._next < self._pages() and time.monotonic() - begun < TURN:
            self._look_at(self._next)
            self._next += 1
        if self._next >= self._pages():
            self._timer.stop()
            self.done.emit()

    def _pages(self) -> int:
        return self._view.document().pageCount()

    def _look_at(self, page: int) -> None:
        if page == len(self._texts):
            self._texts.append(self._view.document().getAllText(page).text())
        text = self._texts[page]
        self.places += [_place(page, text, span) for span in word_places(text, self.sought)]


def _place(page: int, text: str, span: Span) -> FoundPlace:
    """Qt counts letters beyond U+FFFF twice."""
    start, end = (_units(text[:place]) for place in span)
    return FoundPlace(page, start, end - start)


def _by_line(boxes: list[QRectF]) -> tuple[QRectF, ...]:
    """One box a line: Qt gives one for each piece of it."""
    lines: list[QRectF] = []
    for box in boxes:
        if lines and lines[-1].top() < box.center().y() < lines[-1].bottom():
            lines[-1] = lines[-1].united(box)
        else:
            lines.append(box)
    return tuple(lines)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
