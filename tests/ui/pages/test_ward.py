"""A store of the whole ward 区: lists tell the area of each line and narrow to one; people are taken into an area."""

from datetime import date
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import OpenWindow
from ui.main_window import MainWindow
from ui.pages.people.page import PeoplePage
from ui.pages.person.page import PersonPage
from ui.pages.reports.page import ReportsPage
from ui.pages.visits.page import VisitsPage
from ui.places import Place, Room
from ui.widgets.area_field import EVERYWHERE
from ui.widgets.record_table import RecordTable
from watchdesk.desk import Desk
from watchdesk.domain.histories import AreaEntry, ConsentEntry
from watchdesk.domain.words import Consent, Method, Result

PEOPLE = (("九条南", "佐藤"), ("九条南", "田中"), ("日吉", "鈴木"))
AGREED = ConsentEntry(state=Consent.AGREED, since=date(2026, 1, 5))


@pytest.fixture
def ward(ward_desk: Desk) -> Desk:
    """Two people in 九条南, one in 日吉, each visited in November."""
    for area, family_name in PEOPLE:
        values = {"family_name": family_name, "town": area}
        person = ward_desk.people.register(values, area=area, consent=AGREED, since=date(2026, 1, 5))
        ward_desk.visits.record(person.id, on=date(2026, 11, 5), method=Method.VISIT, result=Result.MET)
    return ward_desk


@pytest.fixture
def window(ward: Desk, open_window: OpenWindow) -> MainWindow:
    return open_window(ward, Place(room=Room.PEOPLE))


def titles(table: RecordTable) -> list[str]:
    """Heads of the columns shown."""
    model, head = table.model(), table.horizontalHeader()
    every = range(model.columnCount())
    return [
        str(model.headerData(column, Qt.Orientation.Horizontal)) for column in every if not head.isSectionHidden(column)
    ]


def people_of(window: MainWindow, qtbot: QtBot) -> PeoplePage:
    window.go(Place(room=Room.PEOPLE))
    page = window.page()
    assert isinstance(page, PeoplePage)
    qtbot.waitUntil(lambda: bool(page.table.rows()))
    return page


def visits_of(window: MainWindow, qtbot: QtBot) -> VisitsPage:
    window.go(Place(room=Room.VISITS))
    page = window.page()
    assert isinstance(page, VisitsPage)
    qtbot.waitUntil(lambda: bool(page.table.rows()))
    return page


def test_lists_tell_the_area_of_each_line(window: MainWindow, qtbot: QtBot) -> None:
    assert "地域" in titles(people_of(window, qtbot).table)
    assert "地域" in titles(visits_of(window, qtbot).table)


def test_in_the_store_of_an_area_nobody_is_asked_for_it(qtbot: QtBot, desk: Desk, open_window: OpenWindow) -> None:
    window = open_window(desk, Place(room=Room.PEOPLE))
    for page in (people_of(window, qtbot), visits_of(window, qtbot)):
        assert "地域" not in titles(page.table)
        assert not page.filter.area.isVisible()


def test_people_are_narrowed_to_an_area_by_keys(window: MainWindow, qtbot: QtBot, ward: Desk) -> None:
    page = people_of(window, qtbot)
    page.filter.area.setFocus()
    while page.filter.area.value() != "日吉":
        QTest.keyClick(page.filter.area, Qt.Key.Key_Down)
    assert [row.line.name for row in page.table.rows()] == ["鈴木"]
    assert page.count.text() == "日吉地域　3名のうち1名"
    QTest.keyClick(page.filter.area, Qt.Key.Key_Escape)
    assert len(page.table.rows()) == len(PEOPLE)


def test_visits_are_narrowed_to_the_area_in_which_they_count(window: MainWindow, qtbot: QtBot, ward: Desk) -> None:
    moved = next(line for line in ward.people.lines() if line.name == "田中")
    ward.people.move(moved.id, AreaEntry(area="日吉", since=date(2026, 11, 10)))
    page = visits_of(window, qtbot)
    page.filter.area.set_value("九条南")
    page.filter.area.edited.emit()
    qtbot.waitUntil(lambda: {line.name for line in page.table.rows()} == {"佐藤", "田中"})


def test_somebody_new_is_taken_into_the_area_that_is_chosen(window: MainWindow, qtbot: QtBot, ward: Desk) -> None:
    window.go(Place(room=Room.PERSON, new=True))
    page = window.page()
    assert isinstance(page, PersonPage)
    assert page.editor is not None
    name, area = page.editor.form.entry("family_name"), page.editor.form.entry("area")
    assert area.value() is None, "no area is taken for granted"
    QTest.keyClicks(name, "Abe")
    QTest.keyClick(name, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(ward.people.lines()) == len(PEOPLE), "the area was not told yet"
    assert area.hasFocus()
    area.set_value("日吉")
    area.edited.emit()
    QTest.keyClick(area, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: [line.area for line in ward.people.lines() if line.name == "Abe"] == ["日吉"])


def test_a_report_is_of_one_area_or_of_all(window: MainWindow, qtbot: QtBot, ward: Desk) -> None:
    window.go(Place(room=Room.REPORTS))
    page = window.page()
    assert isinstance(page, ReportsPage)
    for wanted, parts in (("日吉", 1), (EVERYWHERE, len(ward.codes.areas) + 1)):
        page.head.area.set_value(wanted)
        page.head.area.edited.emit()
        qtbot.waitUntil(partial(_has_parts, page, parts), timeout=20000)


def _has_parts(page: ReportsPage, parts: int) -> bool:
    return page.report is not None and len(page.report.parts) == parts
