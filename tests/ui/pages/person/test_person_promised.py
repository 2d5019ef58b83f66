"""What was promised stands on a person's page, also once the watch rests, and leads to where it is done."""

from collections.abc import Callable
from datetime import date, timedelta

from pytestqt.qtbot import QtBot

from tests.conftest import AREA
from ui.pages.page import Page
from ui.pages.person.page import PersonPage
from ui.places import Place, Room
from ui.theme import theme
from watchdesk.desk import Desk
from watchdesk.domain.histories import StatusEntry
from watchdesk.domain.words import Method, Result, Status

TODAY = date(2026, 11, 22)


def come(desk: Desk, put: Callable[[Page], None], qtbot: QtBot, person_id: str) -> PersonPage:
    page = PersonPage(desk, theme())
    put(page)
    page.enter(Place(room=Room.PERSON, person_id=person_id))
    qtbot.waitUntil(lambda: page.facts is not None)
    return page


def test_promises_stand_there_the_late_ones_first_and_lead_to_their_page(
    empty_desk: Desk, put: Callable[[Page], None], qtbot: QtBot
) -> None:
    person = empty_desk.people.register({"family_name": "見本"}, area=AREA)
    visit = empty_desk.visits.record(person.id, on=TODAY - timedelta(days=9), method=Method.VISIT, result=Result.ABSENT)
    empty_desk.follow_ups.promise("傘を返す", TODAY + timedelta(days=5), person.id)
    empty_desk.follow_ups.promise("電話する", TODAY - timedelta(days=3), visit_id=visit.id)
    empty_desk.people.set_status(person.id, StatusEntry(state=Status.ENDED, since=TODAY, reason="moved"))
    page = come(empty_desk, put, qtbot, person.id)
    told = page.view.promised.told.text()
    assert told == "要対応 11月19日まで 電話する（3日超過）\n要対応 11月27日まで 傘を返す"
    with qtbot.waitSignal(page.wanted) as wanted:
        page.view.promised.see.click()
    assert wanted.args == [Place(room=Room.FOLLOW_UPS, person_id=person.id)]
    with qtbot.waitSignal(page.wanted) as wanted:
        page.view.promised.add.click()
    assert wanted.args == [Place(room=Room.FOLLOW_UPS, person_id=person.id, new=True)]


def test_where_nothing_is_promised_it_is_said(empty_desk: Desk, put: Callable[[Page], None], qtbot: QtBot) -> None:
    person = empty_desk.people.register({"family_name": "見本"}, area=AREA)
    page = come(empty_desk, put, qtbot, person.id)
    assert page.view.promised.told.text() == "要対応　なし"
    assert not page.view.promised.see.isVisible()
