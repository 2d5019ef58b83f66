"""A person's page as the window shows it, on one of its tabs, and what a user does there."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.pages.person.pressed import Opened
from ui.pages.person.page import PersonPage
from ui.pages.person.view import TIES
from ui.places import Place, Room
from ui.theme import theme
from watchdesk.desk import Desk
from watchdesk.domain.person import Person


@pytest.fixture
def on_ties(desk: Desk, person: Person, qtbot: QtBot) -> Iterator[Opened]:
    """Opens the page of the test's ``person`` on the tab 関わる人, all of it read."""
    pages: list[PersonPage] = []

    def show() -> PersonPage:
        page = PersonPage(desk, theme())
        pages.append(page)
        qtbot.addWidget(page)
        page.resize(1180, 640)
        page.show()
        page.activateWindow()
        page.enter(Place(room=Room.PERSON, person_id=person.id))
        qtbot.waitUntil(lambda: page.facts is not None)
        page.view.tabs.setCurrentIndex(TIES)
        qtbot.waitUntil(lambda: page.view.ties.papers.ties is not None)
        return page

    yield show
    for page in pages:
        page.leave()
        page.close()
