"""要援護者: which columns, in which order, sorted by what: chosen by keys, kept for the user, the same on paper."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from ui.pages.page import Page, Shape
from ui.pages.people.page import PeoplePage
from ui.places import Place, Room
from ui.theme import theme
from watchdesk.desk import USUAL_COLUMNS, Desk
from watchdesk.domain.histories import StatusEntry
from watchdesk.domain.people_filter import PeopleFilter
from watchdesk.domain.people_order import by_place, by_reading
from watchdesk.domain.words import Status

LIST = Place(room=Room.PEOPLE)
ALT = Qt.KeyboardModifier.AltModifier


def at(desk: Desk, put: Callable[[Page], None], qtbot: QtBot) -> PeoplePage:
    made = PeoplePage(desk, theme())
    put(made)
    made.enter(LIST)
    qtbot.waitUntil(lambda: bool(made.table.rows()))
    return made


@pytest.fixture
def page(desk: Desk, put: Callable[[Page], None], qtbot: QtBot) -> PeoplePage:
    return at(desk, put, qtbot)


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def kept(page: PeoplePage, desk: Desk, qtbot: QtBot, does: Callable[[], bool]) -> None:
    page.leave()
    qtbot.waitUntil(does)


def test_columns_are_ticked_moved_and_made_usual_again_by_keys(
    page: PeoplePage, desk: Desk, put: Callable[[Page], None], qtbot: QtBot
) -> None:
    page.parts.choose.setFocus()
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    panel = page.parts.columns
    assert focus() is panel.list
    QTest.keyClick(focus(), Qt.Key.Key_Space)
    assert page.shown_columns.keys == USUAL_COLUMNS[1:], "様子 is gone"
    QTest.keyClick(focus(), Qt.Key.Key_Down)
    QTest.keyClick(focus(), Qt.Key.Key_Space)
    assert "name" in page.shown_columns.keys, "whose line it is always stands there"
    QTest.keyClick(focus(), Qt.Key.Key_Down)
    QTest.keyClick(focus(), Qt.Key.Key_Up, ALT)
    assert page.shown_columns.keys[:2] == ("age", "name")
    assert page.table.titles[:2] == ("年齢", "氏名")
    QTest.keyClick(focus(), Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert focus() is page.parts.choose

    kept(page, desk, qtbot, lambda: desk.preferences.people_list().columns[:2] == ("age", "name"))
    again = at(desk, put, qtbot)
    assert again.shown_columns.keys == page.shown_columns.keys
    again.parts.choose.click()
    again.parts.columns.usual.click()
    assert again.shown_columns.keys == USUAL_COLUMNS
    assert again.parts.columns.keys() == USUAL_COLUMNS
    kept(again, desk, qtbot, lambda: desk.preferences.people_list().columns == ())


def test_every_column_that_is_chosen_says_what_paper_says(page: PeoplePage) -> None:
    page.parts.choose.click()
    panel = page.parts.columns
    for place in range(panel.list.count()):
        panel.list.item(place).setCheckState(Qt.CheckState.Checked)
    assert len(page.shown_columns.keys) == panel.list.count()
    titles = {panel.list.item(place).text() for place in range(panel.list.count())}
    assert titles <= set(page.table.titles)
    assert "地域" not in titles, "all live in the area of the store"
    assert {"該当区分", "エアコン", "まだ書いていないこと", "民生委員", "整理番号"} <= titles


def test_what_was_sorted_by_is_kept_also_without_its_column(
    page: PeoplePage, desk: Desk, put: Callable[[Page], None], qtbot: QtBot
) -> None:
    page.parts.columns.chosen.emit(("name", "age"))
    choice = page.sort.choice
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Home)
    assert choice.currentText() == "氏名（五十音順）"
    lines = [row.line for row in page.table.rows()]
    assert lines == sorted(lines, key=by_reading)
    QTest.keyClick(choice, Qt.Key.Key_Down)
    assert choice.currentText() == "住所（丁目・建物・階・部屋の順）"
    lines = [row.line for row in page.table.rows()]
    assert lines == sorted(lines, key=by_place)
    assert "住所" not in page.table.titles

    kept(page, desk, qtbot, lambda: desk.preferences.people_list().sort == "address")
    again = at(desk, put, qtbot)
    assert [row.line.id for row in again.table.rows()] == [line.id for line in lines]


def test_the_list_begins_with_who_is_due_first(page: PeoplePage) -> None:
    days = [row.line.due.due_on for row in page.table.rows() if row.line.due is not None]
    assert days == sorted(days)
    assert page.sort.choice.currentText() == "次の期限（期限の近い順）"


def test_a_pause_with_an_end_says_when_it_is_over(page: PeoplePage, desk: Desk, qtbot: QtBot) -> None:
    somebody = page.table.rows()[0]
    pause = StatusEntry(state=Status.PAUSED, since=date(2026, 11, 20), until=date(2026, 12, 5), reason="入院")
    desk.people.set_status_of([somebody.id], pause)
    page.filter.show_filter(replace(page.filter.wanted(), status=(Status.PAUSED,)))
    page.enter(LIST)
    qtbot.waitUntil(lambda: any(row.id == somebody.id and row.line.paused_until for row in page.table.rows()))
    marks = next(column for column in page.table.model().columns if column.title == "注意")  # type: ignore[attr-defined]  # the kit's
    row = next(row for row in page.table.rows() if row.id == somebody.id)
    assert "12月5日に再開" in marks.value(row)


@pytest.mark.parametrize(("wide", "high"), [(760, 420), (683, 300)])
def test_what_opens_beside_the_list_stands_in_its_place_where_room_is_short(
    page: PeoplePage, qtbot: QtBot, wide: int, high: int
) -> None:
    page.resize(wide, high)
    page.shape = Shape.NARROW
    page.reshape(Shape.NARROW)
    page.parts.choose.click()
    assert page.parts.covered
    assert focus() is page.parts.columns.list
    qtbot.waitUntil(lambda: bars(page) == [page.parts.columns.list.verticalScrollBar()])

    QTest.keyClick(focus(), Qt.Key.Key_Escape)
    assert not page.parts.covered
    assert page.table.isVisible()

    page._open_saved()
    page.parts.saved.chosen.emit(PeopleFilter(age_from=80))
    assert page.table.isVisible(), "who fits is to be seen"
    assert focus() is page.table


def bars(page: PeoplePage) -> list[QScrollBar]:
    return [bar for bar in page.findChildren(QScrollBar) if bar.isVisible()]
