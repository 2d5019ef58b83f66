"""Nothing that one does to a list of 10,000 people stops the window."""

from collections.abc import Callable
from statistics import median

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.conftest import CROWD
from tests.ui.conftest import Ime
from tests.ui.pulse import LONGEST_STALL, Pulse
from ui.pages.people.page import PeoplePage
from ui.places import Place, Room
from ui.tasks import favour_the_window
from ui.theme import theme
from watchdesk.desk import Desk
from watchdesk.domain.words import Living

ROUNDS = 5


@pytest.fixture
def page(qtbot: QtBot, crowded_desk: Desk) -> PeoplePage:
    """The list, with everybody in it."""
    theme().apply()
    shown = PeoplePage(crowded_desk, theme())
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
    qtbot.waitUntil(arrived, timeout=30_000)
    qtbot.wait(50)
    pulse.stop()
    return pulse.longest


@pytest.mark.alone
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
    assert 0 < everybody <= CROWD
    assert median(typing) < LONGEST_STALL
    assert median(dropping) < LONGEST_STALL


@pytest.mark.alone
def test_no_field_of_the_panel_stops_the_window(page: PeoplePage, qtbot: QtBot) -> None:
    favour_the_window()
    everybody = page.table.model().rowCount()
    page.filter.show_more(True)
    more = page.filter.more
    turns: dict[str, list[float]] = {"living": [], "ages": [], "all": []}

    def choose() -> None:
        more.living.set_several((Living.ALONE,))
        more.living.edited.emit()

    def type_an_age() -> None:
        more.age_from.setText("80")
        more.age_from.edited.emit()

    for _ in range(ROUNDS):
        turns["living"].append(longest_turn(qtbot, choose, lambda: page.table.model().rowCount() < everybody))
        fewer = page.table.model().rowCount()
        turns["ages"].append(longest_turn(qtbot, type_an_age, lambda: page.table.model().rowCount() < fewer))  # noqa: B023  # called at once
        turns["all"].append(
            longest_turn(qtbot, page.filter.dropped.emit, lambda: page.table.model().rowCount() == everybody)
        )
    assert {name: median(told) for name, told in turns.items() if median(told) >= LONGEST_STALL} == {}


@pytest.mark.alone
def test_neither_sorting_nor_other_columns_nor_reading_again_stop_the_window(page: PeoplePage, qtbot: QtBot) -> None:
    favour_the_window()
    table, panel = page.table, page.parts.columns
    page.shown_columns.open_panel()
    every = tuple(panel.list.item(place).data(Qt.ItemDataRole.UserRole) for place in range(panel.list.count()))
    turns: dict[str, list[float]] = {"all columns": [], "read again": []}

    def choose(keys: tuple[str, ...]) -> None:
        turns["all columns"].append(
            longest_turn(qtbot, lambda: panel.chosen.emit(keys), lambda: keys in ((), page.shown_columns.keys))
        )

    def sort(title: str, *, descending: bool) -> None:
        turns.setdefault(title, []).append(
            longest_turn(qtbot, lambda: table.sort_by(title, descending=descending), lambda: True)
        )

    def read_again() -> None:
        before = page.rows
        turns["read again"].append(
            longest_turn(qtbot, lambda: page.enter(Place(room=Room.PEOPLE)), lambda: page.rows is not before)
        )

    for _ in range(ROUNDS):
        choose(())
        choose(every)
        read_again()
    for title in table.titles:
        for descending in (True, False, True):
            sort(title, descending=descending)
    assert {name: median(told) for name, told in turns.items() if median(told) >= LONGEST_STALL} == {}
