"""A day is understood at once in every form of the contract, and a wrong one comes with what was meant."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCalendarWidget
from pytestqt.qtbot import QtBot

from ui.widgets.date_field import DateField

TODAY = date(2026, 11, 2)
Ime = Callable[..., None]


@pytest.fixture
def birth(qtbot: QtBot) -> DateField:
    field = DateField("生年月日", TODAY, birth=True, calendar=False)
    qtbot.addWidget(field)
    field.show()
    return field


@pytest.fixture
def visited(qtbot: QtBot) -> DateField:
    field = DateField("訪問日", TODAY, near=True)
    qtbot.addWidget(field)
    field.show()
    return field


@pytest.mark.parametrize(
    "written",
    [
        *("1937-03-05", "1937/3/5", "1937年3月5日", "19370305", "昭和12年3月5日", "昭12.3.5", "S12.3.5", "S12/03/05"),
        *("Ｓ１２．３．５", "㍼12.3.5", "昭和十二年三月五日", "昭和12年3月5日(金)"),
    ],
)
def test_every_form_of_the_contract_is_understood_while_it_is_typed(birth: DateField, written: str, ime: Ime) -> None:
    ime(birth.line, commit=written)
    assert birth.value() == date(1937, 3, 5)
    assert birth.note.sentence == "昭和12年3月5日（1937年） 89歳"
    assert birth.problem() == ""


def test_a_day_outside_its_era_offers_the_day_that_was_meant(birth: DateField, qtbot: QtBot) -> None:
    birth.set_text("昭和64年1月8日")
    assert birth.value() is None
    assert birth.note.wrong
    assert birth.line.property("wrong") is True
    assert "平成元年1月8日" in birth.note.button.text()
    with qtbot.waitSignal(birth.edited, timeout=500):
        qtbot.mouseClick(birth.note.button, Qt.MouseButton.LeftButton)
    assert birth.value() == date(1989, 1, 8)
    assert birth.text() == "平成元年1月8日"
    assert not birth.note.wrong


def test_a_day_without_an_era_is_never_guessed(birth: DateField) -> None:
    birth.set_text("12.3.5")
    assert birth.value() is None
    assert birth.problem()
    assert "昭和12年3月5日" in birth.note.button.text()


def test_half_a_day_is_not_complained_about_while_it_is_typed(birth: DateField, qtbot: QtBot) -> None:
    birth.line.setFocus()
    qtbot.keyClicks(birth.line, "S12.")
    assert birth.note.sentence == ""
    qtbot.keyClick(birth.line, Qt.Key.Key_Return)
    assert birth.note.wrong


def test_leaving_the_field_writes_the_day_out_in_full(birth: DateField, qtbot: QtBot) -> None:
    qtbot.keyClicks(birth.line, "S12.3.5")
    qtbot.keyClick(birth.line, Qt.Key.Key_Return)
    assert birth.text() == "昭和12年3月5日"


def test_an_empty_field_is_no_day_and_no_error(birth: DateField) -> None:
    birth.set_text("S12.3.5")
    birth.set_text("  ")
    assert (birth.value(), birth.problem(), birth.note.sentence) == (None, "", "")


def test_a_birth_after_today_is_refused_in_words(birth: DateField) -> None:
    birth.set_text("令和9年1月1日")
    assert birth.value() is None
    assert "今日より先の日" in birth.problem()


def test_a_day_ahead_passes_where_it_may_lie_ahead(qtbot: QtBot) -> None:
    field = DateField("休止の終わり", TODAY, ahead=True)
    qtbot.addWidget(field)
    field.set_text("令和9年1月1日")
    assert field.value() == date(2027, 1, 1)


@pytest.mark.parametrize(("written", "day"), [("11/2", TODAY), ("2", TODAY), ("きのう", date(2026, 11, 1))])
def test_a_near_day_needs_no_year(visited: DateField, written: str, day: date) -> None:
    visited.set_text(written)
    assert visited.value() == day


def test_the_year_is_needed_where_the_day_is_not_near(birth: DateField) -> None:
    birth.set_text("11/2")
    assert birth.value() is None


def test_the_calendar_opens_and_closes_by_key_and_fills_the_field(visited: DateField, qtbot: QtBot) -> None:
    visited.activateWindow()
    visited.line.setFocus()
    qtbot.keyClick(visited.line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    panel = visited.findChild(QCalendarWidget)
    assert panel is not None
    assert panel.maximumDate().toPython() == TODAY
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: visited.findChild(QCalendarWidget) is None)
    assert QApplication.focusWidget() is visited.line
    qtbot.mouseClick(visited.button, Qt.MouseButton.LeftButton)
    panel = visited.findChild(QCalendarWidget)
    assert panel is not None
    panel.activated.emit(panel.selectedDate())
    assert visited.value() == TODAY


def test_a_new_day_changes_what_is_after_today(visited: DateField) -> None:
    visited.set_text("令和8年11月3日")
    assert visited.problem()
    visited.set_today(date(2026, 11, 3))
    assert visited.value() == date(2026, 11, 3)
    assert not visited.note.wrong


def test_line_and_button_are_named_by_the_field(visited: DateField) -> None:
    assert visited.line.accessibleName() == "訪問日"
    assert visited.button.accessibleName() == "訪問日の暦を開く"
