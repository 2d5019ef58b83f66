"""The list of 10,000 people: from a key in the filter to the painted answer, against painting the list anew."""

import statistics
import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui.pages.people.page import PeoplePage
from ui.places import Place, Room
from ui.theme import theme
from watchdesk.desk import Desk

PATIENCE = 60.0
"""Seconds."""


def measure(desk: Desk) -> tuple[float, float]:
    """Seconds from a key to the painted list, and of painting the same list, median of ten."""
    app = QApplication.instance() or QApplication([])  # held, or it goes at once
    app.processEvents()
    theme().apply()
    page = PeoplePage(desk, theme())
    page.resize(1150, 660)
    page.show()
    page.enter(Place(room=Room.PEOPLE))
    _until(lambda: page.rows is not None and page.table.model().rowCount() > 0)
    before = page.table.model().rowCount()
    taken, floor = [], []
    for _ in range(10):
        taken.append(_seconds(lambda: _type_and_paint(page, before)))
        QTest.keyClick(page.filter.text, Qt.Key.Key_Backspace)
        _until(lambda: page.table.model().rowCount() == before)
        floor.append(_seconds(page.table.viewport().repaint))
    page.close()
    return statistics.median(taken), statistics.median(floor)


def _type_and_paint(page: PeoplePage, before: int) -> None:
    event = QInputMethodEvent()
    event.setCommitString("た")
    QCoreApplication.sendEvent(page.filter.text, event)
    _until(lambda: page.table.model().rowCount() != before)
    page.table.viewport().repaint()


def _until(done: Callable[[], bool]) -> None:
    end = time.perf_counter() + PATIENCE
    while not done():
        QApplication.processEvents()
        if time.perf_counter() > end:
            raise TimeoutError


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun
