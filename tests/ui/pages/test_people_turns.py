"""A key in the filter of 10,000 people does not stop the window."""

from collections.abc import Callable
from statistics import median

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Ime
from tests.ui.pulse import LONGEST_STALL, Pulse
from ui.pages.people import PeoplePage
from ui.places import Place, Room
from ui.tasks import favour_the_window
from ui.theme import theme
from watchdesk.desk import Desk, Plan

PEOPLE = 10_000
ROUNDS = 5


@pytest.fixture
def page(qtbot: QtBot, empty_desk: Desk) -> PeoplePage:
    """The list, with everybody in it."""
    theme().apply()
    area = empty_desk.home_area
    assert area is not None
    plan = Plan(areas=(area,), people=PEOPLE, visits=0, until=empty_desk.today())
    empty_desk.demo.fill(plan).run()
    shown = PeoplePage(empty_desk, theme())
    qtbot.addWidget(shown)
    shown.resize(1150, 660)
    shown.show()
    shown.enter(Place(room=Room.PEOPLE))
    qtbot.waitUntil(lambda: shown.table.model().rowCount() > 0, timeout=30_000)
    return shown


def longest_turn(qtbot: QtBot, change: Callable[[], None], arrived: Callable[[], bool]) -> float:
    """Seconds of the longest turn from a change to its painted answer."""
    qtbot.wait(50)
    pulse = Pulse()
    change()
    qtbot.waitUntil(arrived)
    qtbot.wait(50)
    pulse.stop()
    return pulse.longest


@pytest.mark.slow
def test_a_key_in_the_filter_of_10_000_people_does_not_stop_the_window(
    page: PeoplePage, qtbot: QtBot, ime: Ime
) -> None:
    favour_the_window()
    everybody = page.table.model().rowCount()
    typing, dropping = [], []
    for _ in range(ROUNDS):
        typing.append(
            longest_turn(
                qtbot, lambda: ime(page.filter.text, commit="た"), lambda: page.table.model().rowCount() < everybody
            )
        )
        dropping.append(
            longest_turn(qtbot, page.filter.dropped.emit, lambda: page.table.model().rowCount() == everybody)
        )
    assert 0 < everybody <= PEOPLE
    assert median(typing) < LONGEST_STALL
    assert median(dropping) < LONGEST_STALL
