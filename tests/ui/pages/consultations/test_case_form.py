"""The form of a case, written by keys alone while one listens: stamped, counted, kept."""

from collections.abc import Callable, Iterator
from datetime import date, time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from tests.conftest import AREA
from ui.pages.consultations.form import CaseForm
from ui.pages.consultations.writing import ConsultationPage
from ui.pages.page import Page
from ui.places import Place, Room
from ui.theme import theme
from watchdesk.desk import Desk
from watchdesk.domain.consultation import ConsultWay, Urgency
from watchdesk.domain.person import Person

TODAY = date(2026, 11, 22)
CTRL = Qt.KeyboardModifier.ControlModifier
Put = Callable[[Page], None]
Ime = Callable[..., None]


@pytest.fixture
def person(empty_desk: Desk) -> Person:
    values = {"family_name": "見本", "given_name": "静子", "family_kana": "ミホン", "given_kana": "シズコ"}
    return empty_desk.people.register(values, area=AREA)


@pytest.fixture
def page(empty_desk: Desk, put: Put, person: Person) -> Iterator[ConsultationPage]:
    made = ConsultationPage(empty_desk, theme())
    put(made)
    come(made, new=True)
    yield made
    made.leave()


def come(page: ConsultationPage, **place: object) -> CaseForm:
    page.enter(Place(room=Room.CONSULTATION, **place))  # type: ignore[arg-type]  # fields of a place
    first = page.first_focus()
    assert page.editor is not None
    assert first is not None
    first.setFocus()
    return page.editor


def press(key: Qt.Key, chord: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    now = QApplication.focusWidget()
    assert now is not None
    QTest.keyClick(now, key, chord)


def write(text: str) -> None:
    now = QApplication.focusWidget()
    assert now is not None
    QTest.keyClicks(now, text)


def go_to(form: CaseForm, key: str) -> None:
    """Go on by Tab until a field has the focus."""
    for _ in range(30):
        if form.focus_key() == key:
            return
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"no way to {key}")


def test_an_unnamed_caller_is_written_down_by_keys_and_stamped(page: ConsultationPage, empty_desk: Desk) -> None:
    form = page.editor
    assert form is not None
    assert QApplication.focusWidget() is form.whom.sought
    go_to(form, "said")
    write("knee hurts")
    go_to(form, "field")
    write("1")
    press(Qt.Key.Key_Return)
    write("13")
    assert form.focus_key() == "content"
    go_to(form, "done")
    write("told about meals")
    press(Qt.Key.Key_Return, CTRL)
    (line,) = empty_desk.consultations.lines()
    case = empty_desk.consultations.get(line.id)
    assert (case.field, case.content, case.said, case.caller) == ("A1", "B13", "knee hurts", None)
    assert (case.opened_on, case.opened_at, case.way) == (TODAY, time(9, 30), ConsultWay.PHONE)
    assert [step.what for step in case.steps] == ["told about meals"]
    assert page.editor is None
    assert empty_desk.drafts.all() == ()


def test_somebody_on_the_register_is_found_while_one_types(
    page: ConsultationPage, empty_desk: Desk, person: Person, ime: Ime, qtbot: QtBot
) -> None:
    form = page.editor
    assert form is not None
    ime(form.whom.sought, commit="みほん")
    qtbot.waitUntil(lambda: len(form.whom.found) == 1)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert form.whom.person_id == person.id
    assert form.focus_key() == "caller"
    write("yoshiko")
    press(Qt.Key.Key_Return)
    write("daughter")
    go_to(form, "said")
    write("about meals")
    go_to(form, "field")
    write("1")
    go_to(form, "content")
    write("2")
    press(Qt.Key.Key_Return, CTRL)
    (line,) = empty_desk.consultations.lines(person_id=person.id)
    case = empty_desk.consultations.get(line.id)
    assert (case.caller, case.caller_relation, case.content) == ("yoshiko", "daughter", "B2")


def test_a_name_that_is_nobodys_on_the_register_is_the_callers(page: ConsultationPage, empty_desk: Desk) -> None:
    form = page.editor
    assert form is not None
    write("neighbour")
    go_to(form, "said")
    write("noise")
    go_to(form, "field")
    write("4")
    press(Qt.Key.Key_Return, CTRL)
    assert form.notes["content"].wrong
    assert form.focus_key() == "content"
    write("12")
    press(Qt.Key.Key_Return, CTRL)
    assert form.notes["field_word"].wrong
    assert form.focus_key() == "field_word"
    write("cats")
    press(Qt.Key.Key_Return, CTRL)
    (line,) = empty_desk.consultations.lines()
    case = empty_desk.consultations.get(line.id)
    assert (case.caller, case.field_word, case.content) == ("neighbour", "cats", "B12")


def test_other_asks_for_a_word_and_only_other(page: ConsultationPage) -> None:
    form = page.editor
    assert form is not None
    go_to(form, "content")
    word = form.widget("content_word")
    write("1")
    assert not word.isVisible()
    write("4")
    assert form.entries["content"].value() == "B14"
    assert word.isVisible()


def test_two_names_of_whom_one_is_on_no_list_are_asked_about(page: ConsultationPage, empty_desk: Desk) -> None:
    form = page.editor
    assert form is not None
    form.entries["said"].set_value("x")
    form.whom.sought.set_text("stranger")
    form.entries["caller"].set_value("neighbour")
    form.entries["field"].set_value("A1")
    form.entries["content"].set_value("B1")
    page.main_action()
    assert form.notes["whom"].wrong
    assert empty_desk.consultations.lines() == ()


def test_what_is_half_written_comes_back_with_its_own_moment(
    page: ConsultationPage, empty_desk: Desk, put: Put, person: Person, qtbot: QtBot
) -> None:
    form = page.editor
    assert form is not None
    form.whom.show_person(person.id)
    form.restamp.click()
    go_to(form, "opened_at")
    QApplication.focusWidget().clear()  # type: ignore[union-attr]  # the time's line
    write("8:05")
    go_to(form, "urgency")
    page.leave()
    after = ConsultationPage(empty_desk, theme())
    put(after)
    again = come(after, new=True)
    assert again.whom.person_id == person.id
    assert again.entries["opened_at"].value() == time(8, 5)
    assert "書きかけを戻しました" in after.strip.sentence
    after.main_action()
    assert again.notes["field"].wrong or again.notes["said"].wrong


def test_from_a_visit_the_person_and_the_way_stand_there(
    page: ConsultationPage, empty_desk: Desk, person: Person, qtbot: QtBot
) -> None:
    form = come(page, new=True, person_id=person.id, section="visit")
    assert form.whom.person_id == person.id
    assert form.focus_key() == "said"
    assert form.entries["way"].value() == "visit"


def test_a_case_is_written_otherwise_without_its_steps(page: ConsultationPage, empty_desk: Desk) -> None:
    told = {"field": "A1", "content": "B14", "content_word": "cats", "said": "x", "done": "went", "caller": "a"}
    case = empty_desk.consultations.open_case(told)
    form = come(page, record_id=case.id)
    assert "done" not in [key for key in form.entries if form.widget(key).isVisible()]
    form.entries["content"].set_value("B1")
    form.entries["urgency"].set_value(Urgency.URGENT)
    page.main_action()
    after = empty_desk.consultations.get(case.id)
    assert (after.content, after.content_word, after.urgency) == ("B1", None, Urgency.URGENT)
    assert (after.steps, after.caller) == (case.steps, "a")


def test_stopping_leaves_nothing_but_a_way_back(page: ConsultationPage, empty_desk: Desk, qtbot: QtBot) -> None:
    form = page.editor
    assert form is not None
    form.entries["said"].set_value("half")
    with qtbot.waitSignal(page.offered) as offered:
        page.writing.bar.stop.click()
    assert empty_desk.drafts.all() == ()
    offered.args[2]()
    assert [draft.texts["said"] for draft in empty_desk.drafts.all()] == ["half"]


def test_the_empty_form_fits_one_screen(page: ConsultationPage, qtbot: QtBot) -> None:
    page.resize(1190, 606)  # what the window of 1366 × 768 leaves beside the rail and between the bars
    qtbot.wait(50)
    scroll = page.findChild(QScrollArea)
    assert scroll is not None
    assert scroll.verticalScrollBar().maximum() == 0
    last = page.editor.restamp  # type: ignore[union-attr]  # it is open
    assert last.mapTo(page, QPoint(0, last.height())).y() <= page.writing.bar.y()
