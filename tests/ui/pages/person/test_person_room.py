"""The person page where much is to be shown: one scroll bar, nothing that matters left out, no gaps in the register."""

from datetime import date

import pytest
from PySide6.QtWidgets import QLabel, QScrollBar
from pytestqt.qtbot import QtBot

from tests.ui.conftest import OpenWindow
from tests.ui.pages.person.pressed import press
from ui.pages.person.page import PersonPage
from ui.pages.person.view import TIES
from ui.places import Place, Room
from ui.widgets.form_sheet import FormSheet
from watchdesk.desk import Desk
from watchdesk.domain.person import Person
from watchdesk.domain.words import Condition, Method, Result

NOTE = "新聞がたまっていたが、声をかけると出てこられた。ゴミ出しは隣の方が手伝っている。"


@pytest.fixture
def person(desk: Desk) -> Person:
    """Somebody of whom much is written: three visits with notes, and something to be done."""
    values = {"family_name": "髙橋", "doctor": "あわざ内科 桑名医師", "evacuation": NOTE, "notes": NOTE * 2}
    person = desk.people.register(values, area="九条南")
    for day in (1, 8, 15):
        desk.visits.record(
            person.id,
            on=date(2026, 11, day),
            method=Method.VISIT,
            result=Result.MET,
            condition=Condition.WELL,
            details={"note": NOTE},
        )
    desk.follow_ups.promise("火災報知器の電池のことを、いっしょに見る", date(2026, 11, 28), person.id)
    return person


@pytest.fixture
def page(desk: Desk, person: Person, open_window: OpenWindow, qtbot: QtBot) -> PersonPage:
    page = open_window(desk, Place(room=Room.PERSON, person_id=person.id)).page()
    assert isinstance(page, PersonPage)
    qtbot.waitUntil(lambda: page.facts is not None)
    qtbot.wait(60)
    return page


def bars(page: PersonPage) -> int:
    return len([bar for bar in page.findChildren(QScrollBar) if bar.isVisible()])


def visits_beside(page: PersonPage) -> list[str]:
    told = (label for label in page.view.latest.findChildren(QLabel) if label.isVisible())
    return [label.text() for label in told if label.text() == NOTE]


def test_what_stands_beside_the_register_brings_no_second_scroll_bar(page: PersonPage) -> None:
    assert bars(page) == 1


def test_where_room_is_short_older_visits_are_left_out_and_what_is_to_be_done_is_told(
    page: PersonPage, qtbot: QtBot
) -> None:
    latest = page.view.latest
    assert len(visits_beside(page)) < 3
    assert latest.all.isVisible()
    for button in (page.view.promised.add, page.view.planned.add):
        assert button.visibleRegion().boundingRect().height() == button.height()

    page.window().resize(1366, 1200)
    qtbot.waitUntil(lambda: len(visits_beside(page)) == 3)
    assert not latest.all.isVisible()
    page.window().resize(1366, 728)
    qtbot.waitUntil(lambda: len(visits_beside(page)) < 3 and bars(page) == 1)


def test_in_a_smaller_window_all_three_stand_below_the_register(page: PersonPage, qtbot: QtBot) -> None:
    page.window().resize(1000, 600)
    qtbot.waitUntil(lambda: len(visits_beside(page)) == 3)


def test_after_joining_a_household_the_field_for_the_next_stands_whole_in_sight(
    page: PersonPage, desk: Desk, person: Person, qtbot: QtBot
) -> None:
    desk.people.change(person.id, {"phones": ("06-6000-4312",)})
    for name in ("一郎", "二郎", "三郎"):
        desk.people.register({"family_name": name, "phones": ("06-6000-4312",)}, area="九条南")
    page.window().resize(1366, 560)
    page.view.tabs.setCurrentIndex(TIES)
    part = page.view.ties.household
    qtbot.waitUntil(lambda: len(part.nearby.rows) == 3)
    for _ in range(2):
        press(part.nearby, "同じ世帯にする")
        assert part.sought.hasFocus()
        qtbot.wait(200)
        qtbot.waitUntil(lambda: part.sought.visibleRegion().boundingRect().height() == part.sought.height())


def test_the_sections_of_the_register_follow_each_other_without_gaps(page: PersonPage) -> None:
    sheets = [sheet for section in page.view.register.sections for sheet in section.findChildren(FormSheet)]
    assert len(sheets) > 2
    for sheet in sheets:
        layout = sheet.layout()
        assert layout is not None
        assert sheet.height() <= layout.totalHeightForWidth(sheet.width()) + 2
