"""A page opens at its beginning, its tabs and its title in sight; what a list comes to is followed."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import OpenWindow
from tests.ui.walking import place
from ui.main_window import MainWindow
from ui.pages.copies.kinds import KINDS
from ui.pages.page import Page
from ui.pages.receivers.page import ReceiversPage
from ui.pages.room_tabs import RoomTabs
from ui.places import Place, Room
from ui.rooms import PAGES
from ui.theme import theme
from ui.widgets.scroll import Scroll
from watchdesk.desk import Desk

FARTHER_DOWN = {Room.ALARM.value, Room.PLANS.value}
"""One comes here to a question or a day that at 150 % stands below the window's edge: that is what is shown."""

SETTLED = 450

pytestmark = pytest.mark.usefixtures("nobody_answers")


def beginning(page: Page) -> Iterator[QWidget]:
    """What a page begins with: its tabs, and its title."""
    yield from page.findChildren(RoomTabs)
    yield from (label for label in page.findChildren(QLabel) if label.text() == page.TITLE)


def out_of_sight(page: Page) -> list[str]:
    """What of the beginning is cut off, and how far the page was scrolled."""
    cut = [
        type(part).__name__
        for part in beginning(page)
        if part.isVisible() and part.visibleRegion().boundingRect().height() < part.height()
    ]
    shifted = [one.verticalScrollBar().value() for one in page.findChildren(Scroll) if one.isVisible()]
    return [*cut, *(f"{by} px" for by in shifted if by)]


def opened(window: MainWindow, qtbot: QtBot, where: Place) -> Page:
    """The page of a place as it stands after a moment."""
    window.go(where)
    qtbot.wait(50)
    QThreadPool.globalInstance().waitForDone(3000)
    qtbot.wait(SETTLED)
    page = window.page()
    assert isinstance(page, Page)
    return page


def test_every_page_opens_at_its_beginning(desk: Desk, open_window: OpenWindow, qtbot: QtBot) -> None:
    theme().apply(zoom=150)
    window = open_window(desk, Place(room=Room.TODAY))
    places = {way: place(desk, way) for way in PAGES if way not in FARTHER_DOWN}
    large = {way: cut for way, where in places.items() if (cut := out_of_sight(opened(window, qtbot, where)))}
    assert large == {}
    theme().apply(zoom=100)
    rooms = [Place(room=room) for room, _ in KINDS]
    small = [cut for where in rooms if (cut := out_of_sight(opened(window, qtbot, where)))]
    assert small == []
    bar = next(one for one in window.findChildren(Scroll) if one.isVisible()).verticalScrollBar()
    bar.setValue(bar.maximum())
    opened(window, qtbot, Place(room=Room.TODAY))
    assert out_of_sight(opened(window, qtbot, rooms[-1])) == [], "nor where it was scrolled when one left"


def test_a_list_longer_than_the_window_keeps_its_current_row_in_sight(
    desk: Desk, open_window: OpenWindow, qtbot: QtBot
) -> None:
    theme().apply(zoom=150)
    window = open_window(desk)
    page = opened(window, qtbot, Place(room=Room.RECEIVERS))
    assert isinstance(page, ReceiversPage)
    table = page.table
    for _ in range(len(table.rows())):
        QTest.keyClick(table, Qt.Key.Key_Down)
        qtbot.wait(20)
    row = table.visualRect(table.currentIndex())
    assert table.viewport().visibleRegion().boundingRect().contains(row)
