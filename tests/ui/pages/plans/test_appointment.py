"""An appointment written down by keys, kept as a draft, moved, and taken back."""

from collections.abc import Callable
from datetime import time, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.conftest import AREA, TODAY
from ui.pages.page import Page
from ui.pages.plans.appointment import AppointmentPage
from ui.places import Place, Room
from ui.theme import theme
from watchdesk.desk import Desk

Put = Callable[[Page], None]
Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
TUESDAY = TODAY + timedelta(days=2)
NEW = Place(room=Room.APPOINTMENT, new=True, section=TUESDAY.isoformat())


def shown(desk: Desk, put: Put, place: Place) -> AppointmentPage:
    page = AppointmentPage(desk, theme())
    put(page)
    page.enter(place)
    first = page.first_focus()
    assert first is not None
    first.setFocus()
    return page


def write(page: AppointmentPage, key: str, text: str) -> None:
    assert page.editor is not None
    entry = page.editor.form.entry(key)
    entry.setFocus()
    entry.set_text(text)
    entry.edited.emit()


def find(page: AppointmentPage, qtbot: QtBot, name: str) -> None:
    assert page.editor is not None
    whom = page.editor.whom
    whom.sought.setFocus()
    whom.sought.insert(name)
    whom.sought.edited.emit()
    qtbot.waitUntil(lambda: bool(whom.found.rows) and whom.found.isVisible())


def test_the_name_shown_is_that_of_who_was_put_back_last(desk: Desk, put: Put, qtbot: QtBot) -> None:
    page = shown(desk, put, NEW)
    assert page.editor is not None
    first, last = desk.people.lines()[:2]
    whom = page.editor.whom
    whom.show_person(last.id)
    whom._name((first.id, first))
    whom._name(("gone", None))
    assert whom.person_id == last.id
    qtbot.waitUntil(lambda: last.name in whom._told.text())


def test_a_meeting_is_written_by_keys_alone(desk: Desk, put: Put) -> None:
    page = shown(desk, put, NEW)
    places: list[Place] = []
    page.wanted.connect(places.append)
    assert page.editor is not None
    assert page.editor.whom.sought.hasFocus()

    QTest.keyClick(page.editor.whom.sought, Key.Key_Return)
    what = page.editor.form.entry("what")
    assert what.hasFocus(), "with nobody on the register"
    what.insert("定例会")
    QTest.keyClick(what, Key.Key_Return, CTRL)

    (line,) = desk.plans.appointments(TUESDAY, TUESDAY)
    assert (line.what, line.person_id) == ("定例会", None)
    assert places[-1].room is Room.PLANS
    assert places[-1].record_id == line.id


def test_whom_it_is_with_is_found_by_name(desk: Desk, put: Put, qtbot: QtBot) -> None:
    person = next(line for line in desk.people.lines() if line.is_watched)
    page = shown(desk, put, NEW)
    find(page, qtbot, person.name)
    assert page.editor is not None
    button = next(row.buttons[0] for row in page.editor.whom.found.rows if person.name in row.accessibleName())
    button.setFocus()
    QTest.keyClick(button, Key.Key_Return)
    assert page.editor.form.entry("what").hasFocus()
    write(page, "what", "訪問")
    write(page, "at", "14:30")
    page.main_action()
    (line,) = desk.plans.appointments(TUESDAY, TUESDAY)
    assert (line.person_id, line.at) == (person.id, time(14, 30))
    assert [one.id for one in desk.plans.of_person(person.id)] == [line.id]


def test_what_is_missing_is_told_beside_the_button(desk: Desk, put: Put) -> None:
    page = shown(desk, put, NEW)
    write(page, "until", "9:00")
    page.main_action()
    assert "直すところ" in page.writing.bar.sentence
    write(page, "what", "訪問")
    page.main_action()
    assert desk.plans.appointments(TODAY, TUESDAY) == ()
    assert page.editor is not None
    assert page.editor.form.entry("until").hasFocus()


def test_a_half_written_appointment_comes_back_with_its_person(desk: Desk, put: Put, qtbot: QtBot) -> None:
    person = next(line for line in desk.people.lines() if line.is_watched)
    page = shown(desk, put, Place(room=Room.APPOINTMENT, new=True, person_id=person.id, section=TUESDAY.isoformat()))
    write(page, "what", "受診の付き")
    page.leave()

    again = shown(desk, put, Place(room=Room.APPOINTMENT, new=True))

    assert again.editor is not None
    assert again.editor.form.entry("what").text() == "受診の付き"
    assert again.editor.form.values()["on"] == TUESDAY
    assert again.editor.whom.person_id == person.id
    assert "書きかけを戻しました" in again.strip.sentence


def test_an_appointment_is_moved_to_another_day_and_back(desk: Desk, put: Put) -> None:
    agreed = desk.plans.agree({"on": TUESDAY, "what": "定例会", "note": "用紙を持って行く"})
    page = shown(desk, put, Place(room=Room.APPOINTMENT, record_id=agreed.id))
    offers: list[Callable[[], object]] = []
    told: list[str] = []
    page.offered.connect(lambda sentence, _button, _does: told.append(sentence))
    page.offered.connect(lambda _sentence, _button, does: offers.append(does))
    write(page, "on", "11/30")
    page.main_action()
    assert desk.plans.get(agreed.id).on == TODAY + timedelta(days=8)
    assert told == ["11月30日（月）に移しました。"]
    offers[-1]()
    assert desk.plans.get(agreed.id) == agreed


def test_giving_up_leaves_a_way_back_to_what_was_written(desk: Desk, put: Put) -> None:
    page = shown(desk, put, NEW)
    offers: list[Callable[[], object]] = []
    places: list[Place] = []
    page.offered.connect(lambda _sentence, _button, does: offers.append(does))
    page.wanted.connect(places.append)
    write(page, "what", "定例会")
    page.writing.stop()
    assert page.editor is None
    offers[-1]()
    page.enter(places[-1])
    assert page.editor is not None
    assert page.editor.form.entry("what").text() == "定例会"


def test_an_appointment_that_is_gone_leads_back(desk: Desk, put: Put, qtbot: QtBot) -> None:
    page = shown(desk, put, Place(room=Room.APPOINTMENT, record_id="no such"))
    with qtbot.waitSignal(page.went_back):
        first = page.first_focus()
        assert first is not None
        QTest.keyClick(first, Key.Key_Return)


def test_in_a_ward_store_the_area_is_asked_where_nobody_is_named(ward_desk: Desk, put: Put) -> None:
    page = shown(ward_desk, put, NEW)
    write(page, "what", "区の定例会")
    page.main_action()
    assert ward_desk.plans.appointments(TUESDAY, TUESDAY) == ()
    assert "直すところ" in page.writing.bar.sentence
    write(page, "area", "九条南")
    page.main_action()
    assert [line.area for line in ward_desk.plans.appointments(TUESDAY, TUESDAY)] == ["九条南"]


def test_the_place_of_a_hidden_person_is_not_shown_until_it_was_opened(empty_desk: Desk, put: Put) -> None:
    home = {"hidden": True, "town": "九条", "address": "8-8-8"}
    person = empty_desk.people.register({"family_name": "見本", **home}, area=AREA)
    agreed = empty_desk.plans.agree({"on": TUESDAY, "what": "訪問", "place": "九条8-8-8", "person_id": person.id})
    page = shown(empty_desk, put, Place(room=Room.APPOINTMENT, record_id=agreed.id))
    assert page.editor is not None
    assert page.editor.form.entry("place").text() == "秘匿"
    write(page, "note", "午後")
    page.main_action()
    empty_desk.secrecy.open(person.id, "確かめるため")
    kept = empty_desk.plans.get(agreed.id)
    assert (kept.place, kept.note) == ("九条8-8-8", "午後")


def test_a_draft_of_another_day_says_its_day(empty_desk: Desk, put: Put) -> None:
    yesterday = empty_desk.now() - timedelta(days=1)
    kept = {"what": "訪問"}
    empty_desk.drafts._drafts.save(empty_desk.users.current().name, "appointment:new", kept, "what", yesterday)
    page = shown(empty_desk, put, NEW)
    assert page.strip.sentence.startswith("11月21日 9時30分の書きかけを戻しました。")
