"""A person's own plans in a line beside the latest visits, and where they lead."""

from datetime import time, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.conftest import TODAY
from tests.ui.pages.person.test_person import shown
from ui.places import Place, Room
from watchdesk.changed import Changed
from watchdesk.desk import Desk

TUESDAY = TODAY + timedelta(days=2)


def test_the_next_plan_stands_in_one_line_and_leads_to_its_day(desk: Desk, qtbot: QtBot) -> None:
    person = next(line.id for line in desk.people.lines() if line.is_watched)
    for days in (9, 2):
        what = "受診の付き添い" if days == 2 else "訪問"
        desk.plans.agree({"on": TODAY + timedelta(days=days), "at": time(10), "what": what, "person_id": person})
    page = shown(desk, qtbot, Place(room=Room.PERSON, person_id=person))
    places: list[Place] = []
    page.wanted.connect(places.append)

    planned = page.view.planned
    assert planned.told.text() == "次の予定 11月24日（火） 10:00 受診の付き添い（ほか1件）"
    planned.see.setFocus()
    QTest.keyClick(planned.see, Qt.Key.Key_Return)
    planned.add.setFocus()
    QTest.keyClick(planned.add, Qt.Key.Key_Return)

    first = desk.plans.of_person(person)[0]
    assert places == [
        Place(room=Room.PLANS, section=f"month {TUESDAY.isoformat()}", record_id=first.id),
        Place(room=Room.APPOINTMENT, new=True, person_id=person),
    ]


def test_who_is_put_off_is_told_and_so_is_the_end_of_it(desk: Desk, qtbot: QtBot) -> None:
    person = next(line.id for line in desk.people.lines() if line.is_watched)
    page = shown(desk, qtbot, Place(room=Room.PERSON, person_id=person))
    planned = page.view.planned
    assert planned.told.text() == "予定　なし"
    assert not planned.see.isVisibleTo(page)

    desk.plans.snooze(person, TUESDAY, "ご家族と旅行")
    page.reread(Changed.PLANS)
    qtbot.waitUntil(lambda: "後日 11月24日（火）まで：ご家族と旅行" in planned.told.text())
    desk.plans.wake(person)
    page.reread(Changed.PLANS)
    qtbot.waitUntil(lambda: "後日" not in planned.told.text())
