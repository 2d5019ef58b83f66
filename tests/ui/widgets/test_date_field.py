"""A day is understood at once in every form of the contract, and a wrong one comes with what was meant."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.calendar_panel import CalendarPanel
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


@pytest.mark.parametrize(
    ("written", "may_lie", "day"),
    [
        ("12/10", {"coming": True}, date(2026, 12, 10)),
        ("10月1日", {"coming": True}, date(2027, 10, 1)),
        ("2/29", {"coming": True}, date(2028, 2, 29)),
        ("12/10", {"ahead": True}, date(2026, 12, 10)),
        ("10/20", {"ahead": True}, date(2026, 10, 20)),
        ("11/2", {"coming": True}, TODAY),
        ("12/10", {}, date(2025, 12, 10)),
        ("10/1", {}, date(2026, 10, 1)),
    ],
)
def test_a_day_without_a_year_lies_where_the_field_looks_and_is_told_at_once(
    qtbot: QtBot, ime: Ime, written: str, may_lie: dict[str, bool], day: date
) -> None:
    field = DateField("再開の日", TODAY, **may_lie)  # type: ignore[arg-type]  # names of switches
    qtbot.addWidget(field)
    ime(field.line, commit=written)
    assert field.value() == day
    assert f"（{day.year}年）" in field.note.sentence
    field.line.editingFinished.emit()
    assert field.text().endswith(f"{day.month}月{day.day}日")
    assert field.value() == day, "written out in full it is the same day"


def test_what_a_field_gives_as_an_example_is_of_its_own_kind(qtbot: QtBot, birth: DateField) -> None:
    field = DateField("再開の日", TODAY, coming=True)
    qtbot.addWidget(field)
    for one in (field, birth):
        one.set_text("来月ごろ")
    assert "令和8年11月2日や2026/11/2のように" in field.problem()
    assert "昭和12年3月5日" in birth.problem()
    field.set_text("9.1.10")
    assert "令和9年1月10日" in field.note.button.text()


def opened(field: DateField, qtbot: QtBot) -> CalendarPanel:
    field.activateWindow()
    qtbot.waitUntil(field.isActiveWindow)
    field.line.setFocus()
    qtbot.keyClick(field.line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    panel = field.window().findChild(CalendarPanel)
    assert panel is not None
    qtbot.waitUntil(lambda: panel.isAncestorOf(QApplication.focusWidget() or field))
    return panel


def closed(field: DateField) -> bool:
    return not any(panel.isVisible() for panel in field.window().findChildren(CalendarPanel))


def press(qtbot: QtBot, key: Qt.Key, chord: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    now = QApplication.focusWidget()
    assert now is not None
    qtbot.keyClick(now, key, chord)


@pytest.fixture
def on_page(qtbot: QtBot, shown: Callable[..., QWidget]) -> DateField:
    """A field on a page with others, in a window that is large enough."""
    field = DateField("訪問日", TODAY, near=True)
    window = shown(QLineEdit("above"), field, QLineEdit("below"))
    window.resize(800, 700)
    qtbot.waitUntil(lambda: window.height() == 700)
    return field


def test_the_calendar_opens_over_the_page_and_pushes_nothing(on_page: DateField, qtbot: QtBot) -> None:
    parts = [on_page, *(child for child in on_page.window().children() if isinstance(child, QLineEdit))]
    places = [part.geometry() for part in parts]
    panel = opened(on_page, qtbot)
    qtbot.wait(50)
    assert [part.geometry() for part in parts] == places
    assert not panel.isWindow()
    assert on_page.window().rect().contains(panel.geometry())
    line = QRect(on_page.line.mapTo(on_page.window(), QPoint(0, 0)), on_page.line.size())
    assert not panel.geometry().intersects(line)


def test_the_month_is_named_in_both_calendars(visited: DateField, qtbot: QtBot) -> None:
    panel = opened(visited, qtbot)
    assert panel.month_words.text() == "令和8年（2026年）11月"
    visited.set_text("平成元年1月9日")
    panel.days.setCurrentPage(1989, 1)
    assert panel.month_words.text() == "昭和64年（1989年）1月"


def test_arrows_and_pages_move_and_enter_takes_the_day(visited: DateField, qtbot: QtBot) -> None:
    panel = opened(visited, qtbot)
    press(qtbot, Qt.Key.Key_PageUp)
    assert panel.month_words.text().endswith("10月")
    press(qtbot, Qt.Key.Key_Left)
    press(qtbot, Qt.Key.Key_Up)
    with qtbot.waitSignal(visited.edited, timeout=500):
        press(qtbot, Qt.Key.Key_Return)
    assert visited.value() == date(2026, 9, 24)
    assert closed(visited)
    assert QApplication.focusWidget() is visited.line


def test_with_ctrl_the_pages_are_years(visited: DateField, qtbot: QtBot) -> None:
    panel = opened(visited, qtbot)
    press(qtbot, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert panel.month_words.text() == "令和7年（2025年）11月"


def test_esc_closes_the_calendar_and_leaves_the_text_alone(visited: DateField, qtbot: QtBot) -> None:
    visited.set_text("きの")
    opened(visited, qtbot)
    press(qtbot, Qt.Key.Key_Right)
    press(qtbot, Qt.Key.Key_Escape)
    assert closed(visited)
    assert QApplication.focusWidget() is visited.line
    assert visited.text() == "きの"


def test_no_day_after_today_can_be_taken_where_none_may_be(visited: DateField, qtbot: QtBot) -> None:
    panel = opened(visited, qtbot)
    assert panel.days.maximumDate().toPython() == TODAY
    assert not panel.after.isEnabled()
    press(qtbot, Qt.Key.Key_Right)
    press(qtbot, Qt.Key.Key_Return)
    assert visited.value() == TODAY


def test_going_elsewhere_closes_the_calendar(on_page: DateField, qtbot: QtBot) -> None:
    opened(on_page, qtbot)
    below = next(child for child in reversed(on_page.window().children()) if isinstance(child, QLineEdit))
    qtbot.mouseClick(below, Qt.MouseButton.LeftButton)
    assert closed(on_page)
    assert QApplication.focusWidget() is below


def test_the_button_opens_and_closes_it_again(visited: DateField, qtbot: QtBot) -> None:
    qtbot.mouseClick(visited.button, Qt.MouseButton.LeftButton)
    assert not closed(visited)
    visited.button.click()
    assert closed(visited)


def test_where_there_is_no_room_below_it_lies_above(on_page: DateField, qtbot: QtBot) -> None:
    window = on_page.window()
    layout = window.layout()
    assert layout is not None
    layout.setContentsMargins(0, 500, 0, 0)
    qtbot.waitUntil(lambda: on_page.mapTo(window, QPoint(0, 0)).y() > 480)
    panel = opened(on_page, qtbot)
    assert panel.geometry().bottom() < on_page.line.mapTo(window, QPoint(0, 0)).y()
    assert window.rect().contains(panel.geometry())


def test_a_window_lower_than_the_calendar_still_holds_it(on_page: DateField, qtbot: QtBot) -> None:
    on_page.window().resize(680, 330)
    panel = opened(on_page, qtbot)
    assert on_page.window().rect().contains(panel.geometry())


def test_those_who_hear_the_screen_hear_the_day(visited: DateField, qtbot: QtBot) -> None:
    opened(visited, qtbot)
    press(qtbot, Qt.Key.Key_Left)
    now = QApplication.focusWidget()
    assert now is not None
    assert now.accessibleName() == "訪問日の暦 令和8年11月1日（2026年） 日曜日"


def test_a_new_day_changes_what_is_after_today(visited: DateField) -> None:
    visited.set_text("令和8年11月3日")
    assert visited.problem()
    visited.set_today(date(2026, 11, 3))
    assert visited.value() == date(2026, 11, 3)
    assert not visited.note.wrong


def test_line_and_button_are_named_by_the_field(visited: DateField) -> None:
    assert visited.line.accessibleName() == "訪問日"
    assert visited.button.accessibleName() == "訪問日の暦を開く"
