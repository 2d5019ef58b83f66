"""What moves a closed month is refused in the window until its reason is written; then the same is done again."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.late_mark import LateMark
from ui.main_window import MainWindow
from ui.pages.activities.activity import ActivityPage
from ui.pages.importing.page import ImportPage
from ui.pages.person.page import PersonPage
from ui.pages.visit.page import VisitPage
from ui.places import CONSENT, Place, Room
from ui.why import FORM
from watchdesk.desk import Desk
from watchdesk.domain.histories import StatusEntry
from watchdesk.domain.month import Month
from watchdesk.domain.words import Method, Result, Status

OCTOBER = Month(2026, 10)
DAY = date(2026, 10, 20)
WHY = "用紙があとから届いたため"
Open = Callable[..., MainWindow]
Ime = Callable[..., None]


@pytest.fixture
def closed(desk: Desk) -> Desk:
    """A store whose October is closed."""
    desk.closings.close(OCTOBER)
    return desk


@pytest.fixture
def say_why(qtbot: QtBot, ime: Ime) -> Callable[[MainWindow], None]:
    """Writes the reason by keys alone: the focus stands in its field."""

    def write(main: MainWindow) -> None:
        qtbot.waitUntil(main.why.reason.isVisible)
        qtbot.waitUntil(main.why.reason.hasFocus)
        ime(main.why.reason, commit=WHY)
        QTest.keyClick(main.why.reason, Qt.Key.Key_Return)

    return write


def _reasons(desk: Desk) -> list[str]:
    return [one.reason for one in desk.closings.amended(OCTOBER)]


def _notes(desk: Desk, who: str) -> list[str | None]:
    return [line.note for line in desk.visits.of_person(who) if not line.voided]


def test_a_late_visit_waits_for_its_reason_with_everything_typed_in_its_form(
    closed: Desk, open_window: Open, qtbot: QtBot, say_why: Callable[[MainWindow], None]
) -> None:
    who = closed.reports.members(OCTOBER).at_end[0]
    main = open_window(closed, Place(room=Room.VISIT, person_id=who))
    page = main.page()
    assert isinstance(page, VisitPage)
    page.form.day.set_value(DAY)
    page.form.outcome.choose_by_digit("1")
    page.form.note.setPlainText("縁側で話した")

    page.main_action()
    QTest.keyClick(main.why.reason, Qt.Key.Key_Return)
    assert main.why.isVisible(), "without words nothing is written"
    QTest.keyClick(main.why.reason, Qt.Key.Key_Escape)
    assert not main.why.isVisible()
    assert page.form.note.toPlainText() == "縁側で話した"
    assert "縁側で話した" not in _notes(closed, who)

    page.main_action()
    main.why.reason.setText(f"{closed.people.get(who).name}さんの用紙が遅れた")
    QTest.keyClick(main.why.reason, Qt.Key.Key_Return)
    assert main.why.isVisible(), "a reason names nobody"
    assert "お名前を消してください" in main.why.strip.sentence
    assert "縁側で話した" not in _notes(closed, who)
    say_why(main)
    assert _notes(closed, who).count("縁側で話した") == 1
    assert _reasons(closed) == [WHY]

    main.undoing.undo()
    qtbot.waitUntil(main.why.isVisible)
    assert main.why.reason.text() == WHY, "of the same month it need not be written anew"
    QTest.keyClick(main.why.reason, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(_reasons(closed)) == 2)
    assert "縁側で話した" not in _notes(closed, who)


def test_the_reason_of_a_correction_serves_both_and_the_month_it_moved_is_told(
    closed: Desk, open_window: Open, qtbot: QtBot
) -> None:
    visit = next(line for line in closed.visits.during(OCTOBER) if line.result is Result.MET and not line.voided)
    main = open_window(closed, Place(room=Room.VISIT, person_id=visit.person_id, visit_id=visit.id))
    page = main.page()
    assert isinstance(page, VisitPage)
    assert "令和8年10月は締めてあります。" in page.entered.text(), "told before anything is written"
    page.form.outcome.choose_by_digit("3")
    page.form.reason.setText(f"{closed.people.get(visit.person_id).name}さんの日をまちがえたため")

    page.main_action()
    qtbot.waitUntil(main.why.reason.isVisible)
    assert "お名前を消してください" in main.why.strip.sentence
    assert _reasons(closed) == []
    QTest.keyClick(main.why.reason, Qt.Key.Key_Escape)

    page.form.reason.setText("typo")
    page.main_action()
    qtbot.waitUntil(main.why.isVisible)
    assert main.why.strip.sentence.startswith("令和8年10月は締めてあります。")
    assert "わけ「typo」と一緒に、次の訂正版にのります" in main.why.strip.sentence
    assert not main.why.reason.isVisible(), "nothing is asked a second time"
    assert page.strip.isHidden(), "nothing was done wrong"
    assert _reasons(closed) == ["typo"]
    assert closed.visits.get(visit.id).result is Result.ABSENT
    QTest.mouseClick(main.why.strip.button, Qt.MouseButton.LeftButton)
    assert not main.why.isVisible()


def test_voiding_a_question_in_place_and_a_form_page_ask_in_the_same_way(
    closed: Desk, open_window: Open, qtbot: QtBot, ime: Ime, say_why: Callable[[MainWindow], None]
) -> None:
    who = closed.reports.members(OCTOBER).at_end[0]
    with closed.closings.because("準備"):
        visit = closed.visits.record(who, on=DAY, method=Method.VISIT, result=Result.MET)
    main = open_window(closed, Place(room=Room.VISIT, person_id=who, visit_id=visit.id))
    page: Any = main.page()
    page.form.reason.setText("二重に書いたため")
    page.void()
    qtbot.waitUntil(main.why.isVisible)
    assert not main.why.reason.isVisible(), "why it is voided is said already"
    assert closed.visits.get(visit.id).voided

    main.go(Place(room=Room.ACTIVITY, new=True))
    page = main.page()
    assert isinstance(page, ActivityPage)
    qtbot.waitUntil(lambda: page.editor is not None)
    assert page.editor is not None
    page.editor.form.set_values({"on": DAY, "kind": "C2", "title": "まつり"})
    page.main_action()
    say_why(main)
    assert any(line.title == "まつり" for line in closed.activities.lines(DAY, DAY))

    main.go(Place(room=Room.PERSON, person_id=who))
    person = main.page()
    assert isinstance(person, PersonPage)
    part = person.view.states.status
    part.show_person(closed.people.get(who), frozenset())
    part.in_place.ask(part.question("pause", closed.people.get(who)))
    assert part.in_place.form is not None
    part.in_place.form.set_values({"since": DAY, "reason": "入院"})
    part.in_place.write()
    qtbot.waitUntil(main.why.isVisible)
    QTest.keyClick(main.why.reason, Qt.Key.Key_Return)
    assert any(entry.since == DAY for entry in closed.people.get(who).status_history)
    assert len(_reasons(closed)) == 4


def test_a_list_taken_in_on_another_thread_asks_and_is_taken_in_with_the_reason(
    closed: Desk, open_window: Open, qtbot: QtBot, tmp_path: Path, say_why: Callable[[MainWindow], None]
) -> None:
    who = closed.people.get(closed.reports.members(OCTOBER).at_end[0])
    file = tmp_path / "訪問.csv"
    row = f"2026-10-20,{who.name},{who.birth_date},訪問,本人と話せた"
    file.write_text(f"訪問日,氏名,生年月日,方法,結果\n{row}\n", encoding="utf-8-sig")
    main = open_window(closed, Place(room=Room.IMPORT))
    page = main.page()
    assert isinstance(page, ImportPage)
    page.open(file)
    qtbot.waitUntil(lambda: page.outcome is not None, timeout=20000)
    page.take_in()
    qtbot.waitUntil(main.why.isVisible, timeout=20000)
    say_why(main)
    qtbot.waitUntil(lambda: _reasons(closed) == [WHY], timeout=20000)


@pytest.mark.parametrize("suddenly", [False, True])
def test_a_reason_half_written_comes_back_over_the_form_that_asked_and_is_written_once(
    closed: Desk, open_window: Open, qtbot: QtBot, ime: Ime, *, suddenly: bool
) -> None:
    who = closed.reports.members(OCTOBER).at_end[0]
    main = open_window(closed, Place(room=Room.VISIT, person_id=who))
    _begin_to_explain(main, ime)
    if suddenly:
        qtbot.wait(2000)  # the promise; then the power fails: nobody keeps anything
    else:
        main.release(hiding=True)
    again = _shown_again(main, qtbot)
    qtbot.waitUntil(again.why.isVisible, timeout=8000)
    assert again.why.reason.text() == "用紙が"
    assert _reasons(closed) == []
    assert "縁側で話した" not in _notes(closed, who)
    qtbot.waitUntil(again.why.reason.hasFocus)
    assert not again.why.reason.hasSelectedText(), "the next key writes over nothing"
    ime(again.why.reason, commit="遅れた")
    QTest.keyClick(again.why.reason, Qt.Key.Key_Return)
    assert _notes(closed, who).count("縁側で話した") == 1
    assert _reasons(closed) == ["用紙が遅れた"]
    again.release(hiding=True)
    assert closed.drafts.load(FORM) is None, "it is written down: nothing more is asked"


def test_a_reason_does_not_come_back_without_its_change(closed: Desk, open_window: Open, qtbot: QtBot) -> None:
    main = open_window(closed, Place(room=Room.TODAY))
    main.release(hiding=True)
    alone = {
        "reason": "用紙が",
        "months": "2026年10月",
        "open": "1",
        "form": "visit:gone",
        "does": "VisitPage.main_action",
    }
    closed.drafts.save(FORM, alone, None)
    again = _shown_again(main, qtbot)
    qtbot.wait(500)
    assert not again.why.isVisible()
    again.release()


def _begin_to_explain(main: MainWindow, ime: Ime) -> None:
    page = main.page()
    assert isinstance(page, VisitPage)
    page.form.day.set_value(DAY)
    page.form.outcome.choose_by_digit("1")
    page.form.note.setFocus()
    ime(page.form.note, commit="縁側で話した")
    page.main_action()
    ime(main.why.reason, commit="用紙が")


def _shown_again(main: MainWindow, qtbot: QtBot) -> MainWindow:
    again = MainWindow(main.desk, main.theme)
    qtbot.addWidget(again)
    again.resize(1366, 728)
    again.show()
    again.start()
    return again


def test_each_record_that_moved_a_closed_month_shows_it_on_its_own_page(
    closed: Desk, open_window: Open, qtbot: QtBot
) -> None:
    who = closed.reports.members(OCTOBER).at_end[0]
    with closed.closings.because(WHY):
        visit = closed.visits.record(who, on=DAY, method=Method.VISIT, result=Result.MET)
        case = closed.consultations.open_case({"field": "A1", "content": "B1", "said": "配食", "opened_on": DAY})
        activity = closed.activities.record({"on": DAY, "kind": "C2", "title": "まつり"})
        contact = closed.activities.coordinate({"on": DAY, "kind": "E1", "what": "様子", "whom": "見本"})
        closed.people.set_status(who, StatusEntry(state=Status.PAUSED, since=DAY))
    usual = closed.consultations.open_case({"field": "A1", "content": "B1", "said": "今日の相談"})
    main = open_window(closed, Place(room=Room.VISIT, person_id=who, visit_id=visit.id))

    def marked(place: Place, *, at: str | None = None) -> bool:
        main.go(place)
        page: Any = main.page()
        if at is not None:
            qtbot.waitUntil(lambda: page.table.select(at), timeout=8000)
        qtbot.wait(300)
        marks = [mark for mark in page.findChildren(LateMark) if mark.isVisible()]
        assert all(WHY in mark.told.text() for mark in marks)
        return len(marks) == 1

    assert marked(Place(room=Room.VISIT, person_id=who, visit_id=visit.id))
    assert marked(Place(room=Room.CONSULTATIONS, record_id=case.id), at=case.id)
    assert not marked(Place(room=Room.CONSULTATIONS, record_id=usual.id), at=usual.id)
    assert marked(Place(room=Room.CONSULTATION, record_id=case.id))
    assert marked(Place(room=Room.ACTIVITIES, month=OCTOBER, record_id=activity.id), at=activity.id)
    assert marked(Place(room=Room.ACTIVITIES, month=OCTOBER, record_id=contact.id), at=contact.id)
    assert marked(Place(room=Room.ACTIVITY, record_id=activity.id))
    assert marked(Place(room=Room.PERSON, person_id=who, section=CONSENT))
