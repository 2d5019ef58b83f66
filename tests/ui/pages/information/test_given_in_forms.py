"""What was told is chosen by keys in the form of a visit and of a consultation, and stands there with the record."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.conftest import TODAY
from tests.ui.conftest import OpenWindow
from ui.main_window import MainWindow
from ui.places import Place, Room
from watchdesk.desk import Desk
from watchdesk.domain.info_item import InfoItem

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(desk: Desk, open_window: OpenWindow) -> MainWindow:
    return open_window(desk, Place(room=Room.TODAY))


@pytest.fixture
def meals(desk: Desk) -> InfoItem:
    desk.information.record({"title": "福祉タクシー", "body": "meal のあとにも"})
    desk.information.record({"title": "古い meal", "valid_until": TODAY.replace(day=1)})
    return desk.information.record({"title": "配食サービス", "tags": "meal"})


def press(key: Qt.Key, chord: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    now = QApplication.focusWidget()
    assert now is not None
    QTest.keyClick(now, key, chord)


def write(text: str) -> None:
    now = QApplication.focusWidget()
    assert now is not None
    QTest.keyClicks(now, text)


def visit_form(window: MainWindow, person_id: str) -> Any:
    window.go(Place(room=Room.VISIT, person_id=person_id, new=True))
    page: Any = window.page()
    return page


def test_at_a_visit_it_is_found_and_chosen_by_keys(
    window: MainWindow, desk: Desk, qtbot: QtBot, meals: InfoItem
) -> None:
    person = desk.people.lines()[0]
    page = visit_form(window, person.id)
    assert not page.form.given.isVisible()
    press(Key.Key_1)
    press(Key.Key_F9)
    qtbot.waitUntil(page.form.given.sought.hasFocus)
    write("meal")
    qtbot.waitUntil(lambda: [button.text() for button in page.form.given.found] == ["配食サービス", "福祉タクシー"])
    press(Key.Key_Return)
    assert page.form.given.value() == (meals.id,)
    press(Key.Key_Return, CTRL)
    (line,) = desk.information.given_to(person.id)
    assert (line.title, line.where) == ("配食サービス", "訪問")


def test_another_one_is_chosen_by_the_arrows_and_let_go(
    window: MainWindow, desk: Desk, qtbot: QtBot, meals: InfoItem
) -> None:
    page = visit_form(window, desk.people.lines()[0].id)
    press(Key.Key_F9)
    qtbot.waitUntil(page.form.given.sought.hasFocus)
    write("meal")
    qtbot.waitUntil(lambda: len(page.form.given.found) == 2)
    press(Key.Key_Down)
    press(Key.Key_Down)
    press(Key.Key_Return)
    assert [button.text() for button in page.form.given.taken] == ["福祉タクシー"]
    page.form.given.taken[0].click()
    assert page.form.given.value() == ()


def test_what_was_chosen_and_typed_is_a_draft(window: MainWindow, desk: Desk, qtbot: QtBot, meals: InfoItem) -> None:
    person = desk.people.lines()[0]
    page = visit_form(window, person.id)
    press(Key.Key_F9)
    qtbot.waitUntil(page.form.given.sought.hasFocus)
    write("meal")
    press(Key.Key_Return)
    write("ta")
    window.go(Place(room=Room.TODAY))
    page = visit_form(window, person.id)
    assert page.form.given.value() == (meals.id,)
    assert page.form.given.sought.text() == "ta"
    assert page.form.given.isVisible()


def test_the_record_says_what_was_told_at_it(window: MainWindow, desk: Desk, qtbot: QtBot, meals: InfoItem) -> None:
    visit = desk.visits.of_person(desk.people.lines()[0].id)[0]
    desk.information.give([meals.id], visit_id=visit.id)
    window.go(Place(room=Room.VISIT, person_id=visit.person_id, visit_id=visit.id))
    page: Any = window.page()
    qtbot.waitUntil(page.corrections.given.isVisible)
    assert "配食サービス" in page.corrections.given.text()


def test_in_a_consultation_it_is_written_with_it(window: MainWindow, desk: Desk, qtbot: QtBot, meals: InfoItem) -> None:
    window.go(Place(room=Room.CONSULTATION, new=True))
    page: Any = window.page()
    form = page.editor
    form.entries["said"].set_text("食事のしたく")
    form.entries["field"].set_value("A1")
    form.entries["content"].set_value("B1")
    form.entries["given"].sought.setFocus()
    qtbot.waitUntil(form.entries["given"].sought.hasFocus)
    write("meal")
    press(Key.Key_Return)
    press(Key.Key_Return, CTRL)
    (case,) = desk.consultations.lines()
    assert [line.title for line in desk.information.given_at(consultation_id=case.id)] == ["配食サービス"]


def test_in_a_case_that_is_open_more_is_told_by_a_key_and_stands_in_it(
    window: MainWindow, desk: Desk, qtbot: QtBot, meals: InfoItem
) -> None:
    case = desk.consultations.open_case({"field": "A1", "content": "B1", "said": "食事のしたく"})
    window.go(Place(room=Room.CONSULTATIONS, record_id=case.id))
    cases: Any = window.page()
    qtbot.waitUntil(lambda: cases.table.row() is not None and cases.table.hasFocus())
    press(Key.Key_J)
    page: Any = window.page()
    assert window.place.room is Room.INFORMATION
    qtbot.waitUntil(page.filter.text.hasFocus)
    qtbot.waitUntil(lambda: bool(page.table.rows()))
    write("meal")
    press(Key.Key_Return)
    press(Key.Key_G)
    assert [line.item_id for line in desk.information.given_at(consultation_id=case.id)] == [meals.id]
    page.context.button.click()
    assert window.page() is cases
    qtbot.waitUntil(lambda: "配食サービス" in cases.case._handed.text())
