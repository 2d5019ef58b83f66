"""The ladder through the window: worked through by keys, F8, handed on, closed with its visit, half-written kept."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.conftest import AREA, NOW, TODAY, USER
from tests.ui.conftest import Ime, OpenWindow
from ui.pages.alarms.page import AlarmPage
from ui.pages.page import Page, Shape
from ui.places import STATES, Place, Room
from ui.theme import theme
from watchdesk.changed import Changed
from watchdesk.desk import Desk
from watchdesk.domain.alarm import AlarmOutcome
from watchdesk.domain.histories import ConsentEntry
from watchdesk.domain.person import EmergencyContact, Person
from watchdesk.domain.words import Consent, Method, Result
from watchdesk.store import users as kept_users
from watchdesk.store.users import User

CTRL = Qt.KeyboardModifier.ControlModifier
Put = Callable[[Page], None]


def person_of(desk: Desk, **values: object) -> Person:
    known = {
        "family_name": "岡田",
        "given_name": "茂",
        "town": "九条南",
        "address": "3-46-9",
        "building": "見本住宅 404号",
        "phones": ("06-6000-7731",),
        "emergency_contacts": (
            EmergencyContact(name="岡田 健一", relation="長男", phone="090-0000-2718"),
            EmergencyContact(name="谷口 芳江", relation="妹", phone="06-6000-5560"),
        ),
    }
    person = desk.people.register(known | values, area=AREA)
    return desk.consents.give(person.id, ConsentEntry(state=Consent.AGREED)).person


@pytest.fixture
def person(empty_desk: Desk) -> Person:
    """Somebody who did not answer a moment ago."""
    person = person_of(empty_desk)
    empty_desk.visits.record(person.id, on=TODAY, method=Method.VISIT, result=Result.NO_ANSWER)
    return person


@pytest.fixture
def page(empty_desk: Desk, person: Person, put: Put, qtbot: QtBot) -> AlarmPage:
    """Her ladder, on screen."""
    made = AlarmPage(empty_desk, theme())
    put(made)
    come_to(made, empty_desk, qtbot)
    return made


def come_to(page: AlarmPage, desk: Desk, qtbot: QtBot) -> None:
    alarm_id = desk.alarms.open()[0].id
    page.enter(Place(room=Room.ALARM, record_id=alarm_id))
    qtbot.waitUntil(lambda: page.view.isVisible() and not page.reader.reading)


def settled(page: AlarmPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.reader.reading and not page._wrote)


def press(page: AlarmPage, key: Qt.Key, qtbot: QtBot, modifier: Qt.KeyboardModifier | None = None) -> None:
    now = QApplication.focusWidget() or page
    QTest.keyClick(now, key, modifier or Qt.KeyboardModifier.NoModifier)
    settled(page, qtbot)


def steps(desk: Desk) -> list[tuple[str, str | None, bool | None, str | None]]:
    (line,) = desk.alarms.open()
    return [(one.step, one.phone, one.reached, one.answer) for one in desk.alarms.get(line.id).steps]


def test_the_first_steps_are_worked_through_by_keys(page: AlarmPage, empty_desk: Desk, qtbot: QtBot, ime: Ime) -> None:
    now = page.view.ladder.now
    assert now.answer.hasFocus()
    ime(now.answer, "しんぶん")
    ime(now.answer, commit="新聞が2日分")
    press(page, Qt.Key.Key_Return, qtbot)
    assert page.view.ladder.code == "phone"
    assert now.rows[0].reached.hasFocus()

    press(page, Qt.Key.Key_Tab, qtbot)
    press(page, Qt.Key.Key_Return, qtbot)
    press(page, Qt.Key.Key_Return, qtbot, CTRL)
    assert page.view.ladder.code == "family"
    assert [row.call.phone for row in now.rows] == ["090-0000-2718", "06-6000-5560"]

    press(page, Qt.Key.Key_Tab, qtbot)
    press(page, Qt.Key.Key_Space, qtbot)
    assert page.view.ladder.code == "family"
    assert now.rows[1].reached.hasFocus()
    ime(now.answer, commit="昨日は元気だった")
    now.rows[1].reached.setFocus()
    press(page, Qt.Key.Key_Return, qtbot)
    assert page.view.ladder.code == "care"
    assert steps(empty_desk) == [
        ("outside", None, None, "新聞が2日分"),
        ("phone", "06-6000-7731", False, None),
        ("nearby", None, None, None),
        ("family", "090-0000-2718", False, None),
        ("family", "06-6000-5560", True, "昨日は元気だった"),
    ]
    assert "済み" in page.view.ladder.lines["outside"].accessibleName()


def test_what_was_heard_at_a_step_still_stands_there_once_it_is_done_again(page: AlarmPage, qtbot: QtBot) -> None:
    ladder = page.view.ladder
    QTest.keyClicks(ladder.now.answer, "shinbun")
    press(page, Qt.Key.Key_Return, qtbot)
    ladder.lines["outside"].click()
    press(page, Qt.Key.Key_Return, qtbot, CTRL)
    assert "shinbun（2回）" in ladder.lines["outside"].accessibleName()


def test_one_press_is_one_deed_however_fast(page: AlarmPage, empty_desk: Desk, qtbot: QtBot) -> None:
    now = page.view.ladder.now
    for _ in range(3):
        QTest.keyClick(now.answer, Qt.Key.Key_Return)
    settled(page, qtbot)
    assert [step[0] for step in steps(empty_desk)] == ["outside"]


def test_f8_writes_the_report_down_at_once_from_any_step(
    page: AlarmPage, empty_desk: Desk, qtbot: QtBot, ime: Ime
) -> None:
    ime(page.view.ladder.now.answer, commit="うめき声がする")
    press(page, Qt.Key.Key_F8, qtbot)
    assert steps(empty_desk) == [("report", None, None, "うめき声がする")]
    assert "通報したと書きとめました" in page.strip.sentence
    assert page.view.ladder.code == "enter"

    page.strip.button.click()
    settled(page, qtbot)
    assert [step[0] for step in steps(empty_desk)] == ["report", "note"]


def test_the_address_stands_as_it_is_read_out(page: AlarmPage) -> None:
    assert page.view.emergency._street.text() == "大阪市西区九条南3丁目46-9 見本住宅 404号"
    assert page.view.emergency._who.text() == "岡田 茂さん"


def test_the_clock_runs_and_says_when_the_time_to_look_has_passed(
    page: AlarmPage, empty_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = page.view.ladder.clock
    assert (clock.since.text(), clock.next.text()) == ("0分", "次に見るのは 10時00分です（あと30分）。")
    clock._now = lambda: NOW + timedelta(minutes=47)
    clock.tick()
    assert (clock.since.text(), clock.next.text()) == ("47分", "もう一度見る時刻を、17分過ぎています。")
    assert clock.next.property("voice") == "care"


def test_it_is_closed_by_an_outcome_with_the_confirming_visit(
    page: AlarmPage, empty_desk: Desk, person: Person, qtbot: QtBot, ime: Ime
) -> None:
    closing = page.view.closing
    closing.choices[AlarmOutcome.MET].setFocus()
    press(page, Qt.Key.Key_Return, qtbot)
    assert closing.ending.hasFocus()
    press(page, Qt.Key.Key_Return, qtbot, CTRL)
    assert len(empty_desk.alarms.open()) == 1
    assert "ひとこと" in closing._note.sentence

    ime(closing.ending, commit="買い物に出ておられた")
    press(page, Qt.Key.Key_Return, qtbot, CTRL)
    assert empty_desk.alarms.open() == ()
    newest = empty_desk.visits.of_person(person.id)[0]
    assert (newest.result, newest.note) == (Result.MET, "買い物に出ておられた")
    assert "本人の無事を確かめた" in page.view.ended.sentence
    assert page.view.closing.isHidden()


def test_what_stands_at_a_step_goes_along_when_it_is_closed(
    page: AlarmPage, empty_desk: Desk, person: Person, qtbot: QtBot, ime: Ime
) -> None:
    ime(page.view.ladder.now.answer, commit="電気がついた")
    page.view.closing.choose(AlarmOutcome.AWAY)
    ime(page.view.closing.ending, commit="入院中だった")
    page.view.closing.finish.click()
    settled(page, qtbot)
    (line,) = empty_desk.alarms.of_person(person.id)
    assert [step.answer for step in empty_desk.alarms.get(line.id).steps] == ["電気がついた"]
    assert empty_desk.drafts.all() == ()
    with qtbot.waitSignal(page.wanted) as caught:
        page.view.ended.button.click()
    assert caught.args == [Place(room=Room.PERSON, person_id=person.id, section=STATES)]


def test_the_visit_is_left_out_where_the_box_is_unticked(
    page: AlarmPage, empty_desk: Desk, person: Person, qtbot: QtBot, ime: Ime
) -> None:
    closing = page.view.closing
    closing.choose(AlarmOutcome.HEARD)
    ime(closing.ending, commit="娘さんの家にいる")
    closing.record.click()
    assert not closing.method.isEnabled()
    closing.finish.click()
    settled(page, qtbot)
    assert len(empty_desk.visits.of_person(person.id)) == 1


def test_a_contact_since_offers_to_close_it_and_records_no_second_one(
    page: AlarmPage, empty_desk: Desk, person: Person, qtbot: QtBot
) -> None:
    empty_desk.visits.record(person.id, on=TODAY, method=Method.PHONE, result=Result.MET)
    page.reread(Changed.VISITS)
    qtbot.waitUntil(lambda: "記録があります" in page.strip.sentence)
    page.strip.button.click()
    assert page.view.closing.outcome is AlarmOutcome.MET
    assert page.view.closing._visit.isHidden()
    press(page, Qt.Key.Key_Return, qtbot, CTRL)
    assert empty_desk.alarms.open() == ()
    assert len(empty_desk.visits.of_person(person.id)) == 2


def test_a_record_taken_back_leaves_it_open_and_the_page_says_so(
    page: AlarmPage, empty_desk: Desk, qtbot: QtBot
) -> None:
    empty_desk.undo.undo()
    page.reread(Changed.ALL)
    qtbot.waitUntil(lambda: "取り消されたか" in page.strip.sentence)
    page.strip.button.click()
    assert page.view.closing.outcome is AlarmOutcome.MISTAKEN


def test_escape_leaves_the_outcome_first_and_then_the_page(page: AlarmPage, qtbot: QtBot) -> None:
    page.view.closing.choose(AlarmOutcome.AWAY)
    QTest.keyClick(page.view.closing.ending, Qt.Key.Key_Escape)
    assert page.view.closing.outcome is None
    with qtbot.waitSignal(page.went_back):
        QTest.keyClick(page.view.closing.choices[AlarmOutcome.MET], Qt.Key.Key_Escape)


def test_what_is_half_written_comes_back_in_the_same_field(
    page: AlarmPage, empty_desk: Desk, put: Put, qtbot: QtBot, ime: Ime
) -> None:
    page.view.closing.choose(AlarmOutcome.AWAY)
    ime(page.view.closing.ending, commit="入院")
    ime(page.view.closing.ending, "ちゅう")
    page.leave()
    again = AlarmPage(empty_desk, theme())
    put(again)
    come_to(again, empty_desk, qtbot)
    assert again.view.closing.outcome is AlarmOutcome.AWAY
    assert again.view.closing.ending.text() == "入院ちゅう"
    qtbot.waitUntil(again.view.closing.ending.hasFocus)
    assert "書きかけを戻しました" in again.strip.sentence


def test_how_the_reporter_was_told_is_kept_right_after_the_closing(empty_desk: Desk, put: Put, qtbot: QtBot) -> None:
    person_id = person_of(empty_desk).id
    empty_desk.alarms.report(person_id=person_id, said="新聞がたまっている", reporter="見本 隣")
    page = AlarmPage(empty_desk, theme())
    put(page)
    come_to(page, empty_desk, qtbot)
    page.view.closing.choose(AlarmOutcome.MET, "会えた")
    page.view.closing.close_it()
    settled(page, qtbot)
    qtbot.keyClicks(page.view.answering.how, "denwa")
    page.leave()
    (draft,) = empty_desk.drafts.all()
    assert draft.texts["how"] == "denwa"


def test_what_others_write_leaves_the_half_written_line_alone(
    page: AlarmPage, empty_desk: Desk, qtbot: QtBot, ime: Ime
) -> None:
    ime(page.view.ladder.now.answer, commit="電気が")
    empty_desk.alarms.write_down(empty_desk.alarms.open()[0].id, "note", answer="別の方から")
    page.reread(Changed.ALARMS)
    settled(page, qtbot)
    assert page.view.ladder.now.answer.text() == "電気が"
    assert page.view.ladder.now.answer.hasFocus()


def test_it_is_handed_to_another_user(page: AlarmPage, empty_desk: Desk, qtbot: QtBot) -> None:
    assert not page.view.handing.hand.isEnabled()
    with empty_desk._ground.store.write(USER, Changed.USERS) as tx:
        kept_users.add(tx.connection, User(name="jirou", full_name="見本 次郎", role="coordinator"), NOW)
        tx.log("added", "user", "jirou")
    page.reread(Changed.USERS)
    qtbot.waitUntil(page.view.handing.hand.isEnabled)
    page.view.handing.hand.click()
    assert "引きつぐ方" in page.strip.sentence
    page.view.handing.to.set_value("jirou")
    page.view.handing.hand.click()
    settled(page, qtbot)
    assert empty_desk.alarms.open()[0].holder == "jirou"
    assert "見本 次郎さんが" in page.view.handing._holder.text()


@pytest.mark.parametrize("shape", list(Shape))
def test_every_shape_shows_who_what_is_urgent_and_how_it_ends(page: AlarmPage, shape: Shape, qtbot: QtBot) -> None:
    page.shape = shape
    page.reshape(shape)
    assert page.bar.isVisible() == (shape is not Shape.WIDE)
    assert page.view.emergency.report.isVisible() == (shape is Shape.WIDE)
    assert page.view.closing.isVisible()
    press(page, Qt.Key.Key_F8, qtbot)
    assert page.view.ladder.code == "enter"


def test_where_room_is_short_what_is_done_folds_into_one_line(page: AlarmPage, qtbot: QtBot) -> None:
    press(page, Qt.Key.Key_Return, qtbot)
    page.reshape(Shape.NARROW)
    assert page.view.ladder.folded.text() == "1つ済み"
    assert not page.view.ladder.lines["outside"].isVisible()
    page.view.ladder.folded.click()
    assert page.view.ladder.lines["outside"].isVisible()


def test_a_hidden_persons_place_is_opened_for_the_call_and_the_ledger_knows(
    empty_desk: Desk, put: Put, qtbot: QtBot
) -> None:
    hidden = person_of(empty_desk, hidden=True)
    empty_desk.alarms.raise_for(hidden.id)
    page = AlarmPage(empty_desk, theme())
    put(page)
    come_to(page, empty_desk, qtbot)
    box = page.view.emergency
    assert box._street.text() == "秘匿の方です。"
    assert page.view.ladder.lines["phone"].accessibleName().endswith("秘匿")
    box.open.click()
    qtbot.waitUntil(lambda: "3丁目46-9" in box._street.text())

    def noted() -> list[tuple[str, str | None]]:
        return [(one.action, one.reason) for one in empty_desk.ledger.entries(5)]

    qtbot.waitUntil(lambda: ("viewed whereabouts", "119番・110番に通報するため") in noted())


def test_recording_no_answer_leads_to_the_ladder(empty_desk: Desk, open_window: OpenWindow, qtbot: QtBot) -> None:
    person = person_of(empty_desk)
    window = open_window(empty_desk, Place(room=Room.VISIT, person_id=person.id, new=True))
    visit = window.page()
    assert visit is not None
    QTest.keyClick(visit.first_focus() or visit, Qt.Key.Key_4)
    QTest.keyClick(QApplication.focusWidget() or visit, Qt.Key.Key_Return, CTRL)
    (line,) = empty_desk.alarms.open()
    assert window.place == Place(room=Room.ALARM, record_id=line.id)
    window.go(Place(room=Room.PERSON, person_id=person.id))
    page = window.page()
    qtbot.waitUntil(lambda: page is not None and "気がかりが開いています" in page.view.alarm.strip.sentence)  # type: ignore[attr-defined]  # the person's page has a view
