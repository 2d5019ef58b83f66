"""The ways to つなぎ: from 今日 exactly those that wait, from a person's page, by words."""

from datetime import date, timedelta

import pytest
from pytestqt.qtbot import QtBot

from tests.conftest import AREA
from tests.ui.conftest import OpenWindow
from ui.main_window import MainWindow
from ui.pages.person.page import PersonPage
from ui.pages.referrals.page import ReferralsPage
from ui.pages.referrals.writing import ReferralPage
from ui.pages.today.page import TodayPage
from ui.places import Place, Room
from ui.search_pages import ways
from watchdesk.desk import Desk
from watchdesk.domain.person import Person
from watchdesk.domain.referral import SendWay

TODAY, DAY = date(2026, 11, 22), timedelta(days=1)
TOLD = {"receiver": "hokatsu", "reason": "meals"}


@pytest.fixture
def person(empty_desk: Desk) -> Person:
    return empty_desk.people.register({"family_name": "見本", "family_kana": "ミホン"}, area=AREA)


@pytest.fixture
def window(empty_desk: Desk, person: Person, open_window: OpenWindow) -> MainWindow:
    return open_window(empty_desk)


def test_today_opens_exactly_those_that_wait_for_an_answer(
    window: MainWindow, empty_desk: Desk, person: Person, qtbot: QtBot
) -> None:
    room = empty_desk.referrals
    waits = room.prepare(TOLD)
    room.send(waits.id, SendWay.POST, TODAY - 4 * DAY)
    room.prepare(TOLD)
    over = room.prepare(TOLD)
    room.send(over.id, SendWay.PHONE)
    room.answer(over.id, "someone comes")
    window.start(Place(room=Room.TODAY))
    page = window.page()
    assert isinstance(page, TodayPage)
    line = page.lines.line("referrals")
    qtbot.waitUntil(lambda: line.figure == "1")
    assert line.about == "いちばん長いもので、5日目です"
    line.click()
    shown = window.page()
    assert isinstance(shown, ReferralsPage)
    qtbot.waitUntil(lambda: shown.rows is not None and not shown._coming)
    assert [row.id for row in shown.table.rows()] == [waits.id]


def test_where_nothing_waits_today_says_nothing_of_it(window: MainWindow, empty_desk: Desk, qtbot: QtBot) -> None:
    empty_desk.referrals.prepare(TOLD)
    window.start(Place(room=Room.TODAY))
    page = window.page()
    assert isinstance(page, TodayPage)
    qtbot.waitUntil(lambda: page.lines._facts is not None)
    assert page.lines.line("referrals").isHidden()


def test_a_persons_page_leads_to_a_new_one_about_her(window: MainWindow, person: Person, qtbot: QtBot) -> None:
    window.start(Place(room=Room.PERSON, person_id=person.id))
    page = window.page()
    assert isinstance(page, PersonPage)
    qtbot.waitUntil(lambda: page.facts is not None)
    page.view.consulted.hand_on.click()
    shown = window.page()
    assert isinstance(shown, ReferralPage)
    assert shown.editor is not None
    assert shown.editor.whom.person_id == person.id


@pytest.mark.parametrize(("typed", "place"), [("つなぎの", Room.REFERRALS), ("つなぎ票", Room.REFERRAL)])
def test_it_is_found_by_its_words(typed: str, place: Room) -> None:
    assert place in {way.place.room for way in ways(typed)}


def test_a_persons_page_leads_to_her_sharing_sheet(window: MainWindow, person: Person, qtbot: QtBot) -> None:
    window.start(Place(room=Room.PERSON, person_id=person.id))
    page = window.page()
    assert isinstance(page, PersonPage)
    qtbot.waitUntil(lambda: page.facts is not None)
    page.view.share.click()
    shown = window.page()
    assert isinstance(shown, ReferralsPage)
    assert shown.share.person_id == person.id
    assert shown.share.isVisible()
