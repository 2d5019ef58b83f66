"""The report page as the window shows it, on a real store."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from ui.pages.page import Page
from ui.pages.reports.page import ReportsPage
from ui.places import Place, Room
from ui.theme import theme
from watchdesk.desk import Desk

Reports = Callable[[Desk], ReportsPage]
Made = Callable[[ReportsPage], None]


@pytest.fixture
def reports(put: Callable[[Page], None]) -> Reports:
    """Shows the report page, whose report is being made."""

    def shown(desk: Desk) -> ReportsPage:
        page = ReportsPage(desk, theme())
        put(page)
        page.enter(Place(room=Room.REPORTS))
        first = page.first_focus()
        assert first is not None
        first.setFocus()
        return page

    return shown


@pytest.fixture
def made(qtbot: QtBot) -> Made:
    """Waits until the report of a page is made."""

    def wait(page: ReportsPage) -> None:
        qtbot.waitUntil(lambda: page.report is not None, timeout=20000)

    return wait


@pytest.fixture
def page(reports: Reports, made: Made, desk: Desk) -> ReportsPage:
    """The report page with October's report made."""
    shown = reports(desk)
    made(shown)
    return shown
