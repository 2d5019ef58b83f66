"""Status and area of one person: told as they came to be, added to, taken back, for the whole household at once."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.pages.in_place import InPlace
from ui.pages.person.page import PersonPage
from ui.places import STATES, Place, Room
from ui.theme import theme
from watchdesk.desk import Desk
from watchdesk.domain.histories import AreaEntry, StatusEntry
from watchdesk.domain.partner import Charge, PartnerKind
from watchdesk.domain.person import Person
from watchdesk.domain.words import EndReason, Status

TODAY = date(2026, 11, 22)
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def person(desk: Desk) -> Person:
    return desk.people.register({"family_name": "髙橋", "given_name": "トシ子"}, area="九条南")


@pytest.fixture
def page(desk: Desk, person: Person, qtbot: QtBot) -> Iterator[PersonPage]:
    made = shown(desk, qtbot, person)
    yield made
    made.close()


def shown(desk: Desk, qtbot: QtBot, person: Person) -> PersonPage:
    made = PersonPage(desk, theme())
    qtbot.addWidget(made)
    made.resize(1180, 640)
    made.show()
    made.activateWindow()
    made.enter(Place(room=Room.PERSON, person_id=person.id, section=STATES))
    qtbot.waitUntil(lambda: made.facts is not None and made.view.states.isVisible())
    return made


def reread(page: PersonPage, desk: Desk, qtbot: QtBot) -> None:
    """What the window does after a write."""
    person_id = page.facts.person.id if page.facts is not None else ""
    now = desk.people.get(person_id)
    page.view.states.show_person(now)
    qtbot.wait(50)


def answer(in_place: InPlace, **values: object) -> None:
    assert in_place.form is not None
    for key, value in values.items():
        in_place.form.entry(key).set_value(value)
    in_place.write()


def test_a_pause_brings_the_person_back_on_its_last_day(page: PersonPage, desk: Desk, person: Person) -> None:
    part = page.view.states.status
    QTest.keyClick(part.openers["pause"], Qt.Key.Key_Return)
    answer(part.in_place, until=date(2026, 12, 20), reason="入院")

    saved = desk.people.get(person.id)
    assert saved.status_on(TODAY) is Status.PAUSED
    assert saved.status_on(date(2026, 12, 20)) is Status.ACTIVE
    assert "令和8年12月20日に再開します" in page.strip.sentence


def test_a_pause_offers_the_whole_household_by_name_and_nobody_is_ticked_in_advance(
    page: PersonPage, desk: Desk, person: Person, qtbot: QtBot
) -> None:
    spouse = desk.people.register({"family_name": "髙橋", "given_name": "一郎"}, area="九条南")
    sister = desk.people.register({"family_name": "山下", "given_name": "キヨ"}, area="九条南")
    desk.people.join(spouse.id, person.id)
    desk.people.join(sister.id, person.id)
    reread(page, desk, qtbot)
    part = page.view.states.status
    part.come_to("pause")
    assert part.in_place.form is not None
    assert part.in_place.question is not None
    assert "髙橋 一郎さん、山下 キヨさんは、そのままです" in part.in_place.question.told
    assert not part.in_place.form.entry("household").value()

    answer(part.in_place, household=(spouse.id,))

    states = {one.id: desk.people.get(one.id).status_on(TODAY) for one in (person, spouse, sister)}
    assert states == {person.id: Status.PAUSED, spouse.id: Status.PAUSED, sister.id: Status.ACTIVE}
    assert "世帯の2名の休止" in page.strip.sentence


def test_who_lives_alone_is_asked_of_no_household(page: PersonPage) -> None:
    page.view.states.status.come_to("pause")

    form = page.view.states.status.in_place.form
    assert form is not None
    assert "household" not in form.keys()  # noqa: SIM118  # a form is no mapping


def test_a_pause_that_would_end_before_it_begins_is_refused_at_its_field(
    page: PersonPage, desk: Desk, person: Person
) -> None:
    part = page.view.states.status
    part.come_to("pause")
    answer(part.in_place, until=date(2026, 11, 1))

    assert desk.people.get(person.id).status_history == person.status_history
    assert "直すところが1つ" in page.strip.sentence
    assert part.in_place.form is not None
    assert part.in_place.form.entry("until").text() != ""


def test_an_end_asks_for_its_reason(page: PersonPage, desk: Desk, person: Person) -> None:
    part = page.view.states.status
    part.come_to("end")
    answer(part.in_place)
    assert desk.people.get(person.id).status_on(TODAY) is Status.ACTIVE

    answer(part.in_place, reason=EndReason.FACILITY)

    assert desk.people.get(person.id).end_reason_on(TODAY) is EndReason.FACILITY


def test_an_ending_is_undone_with_a_reason_that_stands_in_the_ledger(
    page: PersonPage, desk: Desk, person: Person, qtbot: QtBot
) -> None:
    ended = StatusEntry(state=Status.ENDED, since=TODAY, reason=EndReason.MOVED.value)
    desk.people.set_status(person.id, ended)
    reread(page, desk, qtbot)
    part = page.view.states.status
    back = part.openers["back-status_history"]
    assert "「終了」の記録を取り消す" in back.text()

    QTest.keyClick(back, Qt.Key.Key_Return)
    answer(part.in_place)
    assert desk.people.get(person.id).status_on(TODAY) is Status.ENDED, "a reason is asked for"
    answer(part.in_place, reason="別の方とまちがえた")

    assert desk.people.get(person.id).status_on(TODAY) is Status.ACTIVE
    assert "別の方とまちがえた" in [entry.reason for entry in desk.ledger.entries(entity_id=person.id)]


def test_the_first_entry_of_all_cannot_be_taken_back(page: PersonPage) -> None:
    assert all(not part.openers[f"back-{part.kept_in}"].isVisible() for part in page.view.states.parts)


def test_what_is_to_come_is_told_as_planned_and_what_holds_stays(
    desk: Desk, person: Person, page: PersonPage, qtbot: QtBot
) -> None:
    desk.people.set_status(person.id, StatusEntry(state=Status.PAUSED, since=date(2026, 12, 1)))
    reread(page, desk, qtbot)

    rows = page.view.states.status.table.texts()
    assert [(row[0], row[1]) for row in rows] == [("予定", "休止"), ("いま", "見守り中")]


def test_a_pause_that_is_over_is_told_as_such(desk: Desk, person: Person, page: PersonPage, qtbot: QtBot) -> None:
    desk.people.set_status(
        person.id, StatusEntry(state=Status.PAUSED, since=date(2026, 2, 19), until=date(2026, 2, 25), reason="入院")
    )
    reread(page, desk, qtbot)

    rows = page.view.states.status.table.texts()
    assert rows[0][:3] == ("いま", "見守り中（再開）", "R8.2.25から")
    assert rows[1] == ("前", "休止", "R8.2.19から", "R8.2.25に再開", "入院")


def test_an_entry_of_a_past_day_that_a_later_one_overrules_says_so(
    desk: Desk, person: Person, page: PersonPage, qtbot: QtBot
) -> None:
    desk.people.set_status(person.id, StatusEntry(state=Status.ACTIVE, since=date(2026, 11, 1)))
    reread(page, desk, qtbot)
    part = page.view.states.status
    part.come_to("end")
    answer(part.in_place, since=date(2026, 10, 1), reason=EndReason.OTHER)

    assert "いまの状態は「見守り中」のまま" in page.strip.sentence


def test_a_move_takes_the_household_along_and_names_the_watcher_left_behind(
    page: PersonPage, desk: Desk, person: Person, qtbot: QtBot
) -> None:
    spouse = desk.people.register({"family_name": "髙橋", "given_name": "一郎"}, area="九条南")
    desk.people.join(spouse.id, person.id)
    watcher = desk.partners.add({"kind": PartnerKind.WATCHER, "name": "大田 実", "area": "九条南"})
    desk.people.put_in_charge(person.id, Charge(partner_id=watcher.id))
    reread(page, desk, qtbot)
    elsewhere = next(area for area in desk.codes.areas if area != "九条南")
    part = page.view.states.area
    part.come_to("move")
    answer(part.in_place, area=elsewhere, since=date(2026, 11, 20))
    assert {desk.people.get(one.id).area_on(TODAY) for one in (person, spouse)} == {elsewhere}

    reread(page, desk, qtbot)
    qtbot.waitUntil(lambda: "大田 実さん" in part.behind.sentence)
    QTest.mouseClick(part.behind.button, Qt.MouseButton.LeftButton)

    assert desk.people.get(person.id).in_charge_on(date(2026, 11, 19)) == (watcher.id,)
    assert desk.people.get(person.id).in_charge_on(TODAY) == ()
    assert "令和8年11月19日まで" in page.strip.sentence


def test_the_area_one_is_in_is_no_place_to_move_to(page: PersonPage) -> None:
    part = page.view.states.area
    part.come_to("move")

    assert part.in_place.form is not None
    box = part.in_place.form.entry("area")
    assert "九条南" not in [box.itemData(place) for place in range(box.count())]


def test_areas_are_told_too(desk: Desk, person: Person, page: PersonPage, qtbot: QtBot) -> None:
    elsewhere = next(area for area in desk.codes.areas if area != "九条南")
    desk.people.move(person.id, AreaEntry(area=elsewhere, since=date(2026, 12, 1)))
    reread(page, desk, qtbot)

    assert page.view.states.area.table.texts() == (
        ("予定", f"{elsewhere}地域", "R8.12.1から"),
        ("いま", "九条南地域", "はじめから"),
    )


def test_a_half_written_ending_comes_back(page: PersonPage, desk: Desk, person: Person, qtbot: QtBot) -> None:
    part = page.view.states.status
    part.come_to("end")
    assert part.in_place.form is not None
    part.in_place.form.entry("since").set_text("令和8年11月1日")
    page.leave()

    again = shown(desk, qtbot, person)
    form = again.view.states.status.in_place.form

    assert form is not None
    assert form.entry("since").text() == "令和8年11月1日"


def test_keys_alone_end_and_give_up(page: PersonPage, desk: Desk, person: Person) -> None:
    part = page.view.states.status
    part.openers["end"].setFocus()
    QTest.keyClick(part.openers["end"], Qt.Key.Key_Return)
    assert part.in_place.form is not None
    part.in_place.form.entry("reason").set_value(EndReason.DECEASED)
    QTest.keyClick(part.in_place.form.entry("reason"), Qt.Key.Key_Return, CTRL)

    assert desk.people.get(person.id).end_reason_on(TODAY) is EndReason.DECEASED
    assert part.in_place.form is None


def test_nothing_is_drawn_before_somebody_looks(desk: Desk, person: Person, qtbot: QtBot) -> None:
    page = PersonPage(desk, theme())
    qtbot.addWidget(page)
    page.resize(1180, 640)
    page.show()
    page.enter(Place(room=Room.PERSON, person_id=person.id))
    qtbot.waitUntil(lambda: page.facts is not None)
    assert page.view.states.status.table.texts() == ()

    page.view.tabs.setCurrentIndex(2)

    qtbot.waitUntil(lambda: page.view.states.status.table.texts() != ())
