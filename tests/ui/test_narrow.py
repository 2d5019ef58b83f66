"""The narrow window of 200 %: one column, cards, tabs as one field, filters behind a button; by keys alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import OpenWindow
from ui.main_window import MainWindow
from ui.pages.page import Page, Shape
from ui.pages.people.page import PeoplePage
from ui.pages.person.page import PersonPage
from ui.pages.visits.page import VisitsPage
from ui.places import Place, Room
from ui.theme import theme
from watchdesk.desk import Desk

WIDTH, HEIGHT = 683, 364
"""What is left of 1366 × 768 at 200 %, without the taskbar."""


@pytest.fixture
def window(desk: Desk, open_window: OpenWindow, qtbot: QtBot) -> MainWindow:
    made = open_window(desk, Place(room=Room.TODAY), size=(WIDTH, HEIGHT))
    qtbot.waitUntil(lambda: made.shape is Shape.NARROW)
    return made


def people_of(window: MainWindow, qtbot: QtBot) -> PeoplePage:
    window.go(Place(room=Room.PEOPLE))
    page = window.page()
    assert isinstance(page, PeoplePage)
    qtbot.waitUntil(lambda: page.rows is not None and page.table.hasFocus())
    return page


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def tab_to(widget: QWidget, *, back: bool = False) -> None:
    for _ in range(60):
        if focus() is widget:
            return
        QTest.keyClick(focus(), Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab)
    pytest.fail(f"Tab does not come to {widget.accessibleName()}")


def in_sight(page: Page, widget: QWidget) -> bool:
    shown = widget.visibleRegion().boundingRect()
    return shown.width() > 0 and shown.height() >= min(widget.height(), page.height() // 2)


def test_every_person_is_a_card_that_opens_by_enter(window: MainWindow, qtbot: QtBot) -> None:
    page = people_of(window, qtbot)
    assert page.table.cards
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    chosen = page.table.row()
    assert chosen is not None
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert window.place == Place(room=Room.PERSON, person_id=chosen.id)


def test_a_card_says_name_consent_and_the_next_day_to_those_who_hear_it(window: MainWindow, qtbot: QtBot) -> None:
    page = people_of(window, qtbot)
    model = page.table.model()
    heard = model.data(model.index(0, page.table.currentIndex().column()), Qt.ItemDataRole.AccessibleTextRole)
    row = page.table.rows()[0]
    assert row.line.name in heard
    assert "同意" in heard
    assert "超過" in heard or "次の期限" in heard


def test_the_filters_open_by_a_press_narrow_and_are_counted(window: MainWindow, qtbot: QtBot) -> None:
    page = people_of(window, qtbot)
    assert not page.filter.isVisible()
    tab_to(page.drawer.button, back=True)
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    assert focus() is page.filter.text
    tab_to(page.filter.overdue)
    QTest.keyClick(focus(), Qt.Key.Key_Space)
    tab_to(page.drawer.button, back=True)
    QTest.keyClick(focus(), Qt.Key.Key_Return)

    assert not page.filter.isVisible()
    assert page.drawer.button.text() == "しぼる（1件）"
    assert page.drawer.told.text().endswith(f"名のうち{len(page.table.rows())}名")
    everybody = len(page.table.rows())
    QTest.keyClick(focus(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(page.table.rows()) > everybody)
    assert page.drawer.button.text() == "しぼる"


def test_cards_are_sorted_by_a_field(window: MainWindow, qtbot: QtBot) -> None:
    page = people_of(window, qtbot)
    tab_to(page.sort.choice)
    QTest.keyClick(focus(), Qt.Key.Key_Home)
    assert page.sort.choice.currentText() == "氏名（五十音順）"
    orders = [row.order for row in page.table.rows()]
    assert orders == sorted(orders)
    QTest.keyClick(focus(), Qt.Key.Key_Down)
    assert page.sort.choice.currentText() == "住所（丁目・建物・階・部屋の順）"
    places = [row.place for row in page.table.rows()]
    assert places == sorted(places) != orders


def test_the_tabs_of_a_person_are_one_field(window: MainWindow, qtbot: QtBot, desk: Desk) -> None:
    window.go(Place(room=Room.PERSON, person_id=desk.people.lines()[0].id))
    page = window.page()
    assert isinstance(page, PersonPage)
    qtbot.waitUntil(lambda: page.facts is not None)
    view = page.view
    assert view.tabs.tabBar().isHidden()
    tab_to(view.tab_choice)
    assert view.tab_choice.accessibleName()
    QTest.keyClick(focus(), Qt.Key.Key_Down)
    assert view.tabs.currentIndex() == 1
    QTest.keyClick(focus(), Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert view.tabs.currentIndex() == 2
    assert view.tab_choice.currentIndex() == 2
    assert focus() is view.tab_choice

    window.resize(1366, 728)
    qtbot.waitUntil(lambda: view.tabs.tabBar().isVisible())
    assert not view.tab_choice.isVisible()
    assert focus() is view.tabs.tabBar()


def test_visits_are_cards_with_their_fields_behind_a_button(window: MainWindow, qtbot: QtBot) -> None:
    window.go(Place(room=Room.VISITS))
    page = window.page()
    assert isinstance(page, VisitsPage)
    qtbot.waitUntil(lambda: not page.reading and page.table.hasFocus())
    assert page.table.cards
    tab_to(page.drawer.button, back=True)
    QTest.keyClick(focus(), Qt.Key.Key_Space)
    assert focus() is page.filter.text


def test_each_stop_of_tab_comes_into_sight(window: MainWindow, qtbot: QtBot, desk: Desk) -> None:
    person = desk.people.lines()[0]
    for place in (
        Place(room=Room.TODAY),
        Place(room=Room.PEOPLE),
        Place(room=Room.PERSON, person_id=person.id),
        Place(room=Room.VISITS),
    ):
        window.go(place)
        qtbot.wait(250)
        page = window.page()
        assert page is not None
        seen: set[int] = set()
        while id(focus()) not in seen and len(seen) < 40:
            seen.add(id(focus()))
            QTest.keyClick(focus(), Qt.Key.Key_Tab)
            if page.isAncestorOf(focus()):
                qtbot.waitUntil(lambda: in_sight(page, focus()), timeout=3000)  # noqa: B023  # this place's


def cut(page: Page) -> list[str]:
    """What is wider than its room."""
    areas = [area for area in page.findChildren(QScrollArea) if area.isVisible() and area.widget() is not None]
    return [
        f"{area.widget().width()} in {area.viewport().width()}"
        for area in areas
        if area.widget().width() > area.viewport().width()
    ]


@pytest.mark.parametrize("size", [(1366, 728, 150), (1366, 728, 125), (WIDTH, HEIGHT, 100)])
def test_no_page_is_wider_than_its_room(
    window: MainWindow, qtbot: QtBot, desk: Desk, size: tuple[int, int, int]
) -> None:
    width, height, zoom = size
    person = desk.people.lines()[0]
    visit = next(iter(desk.visits.of_person(person.id)))
    theme().apply(zoom=zoom)
    window.resize(width, height)
    places = [Place(room=room) for room in (Room.TODAY, Room.PEOPLE, Room.VISITS, Room.REPORTS, Room.SETTINGS)]
    places += [Place(room=Room.PERSON, person_id=person.id), Place(room=Room.PERSON, new=True), Place(room=Room.IMPORT)]
    places += [Place(room=Room.VISIT, person_id=person.id), Place(room=Room.VISIT, visit_id=visit.id)]
    for place in places:
        window.go(place)
        qtbot.wait(250)
        page = window.page()
        assert page is not None
        qtbot.waitUntil(lambda: cut(page) == [], timeout=3000)  # noqa: B023  # this place's


@pytest.mark.parametrize("zoom", [100, 110, 125, 140, 150])
def test_name_state_consent_and_due_day_have_a_column_at_every_zoom(
    window: MainWindow, qtbot: QtBot, zoom: int
) -> None:
    theme().apply(zoom=zoom)
    window.resize(1366, 728)
    page = people_of(window, qtbot)
    qtbot.wait(100)
    places = range(page.table.model().columnCount())
    titles = [page.table.model().headerData(at, Qt.Orientation.Horizontal) for at in places]
    here = {title for at, title in enumerate(titles) if not page.table.isColumnHidden(at)}
    assert {"氏名", "様子", "同意", "次の期限"} <= here
    assert here.isdisjoint(page.table.folded)
    room = page.table.viewport().width()
    assert sum(page.table.columnWidth(at) for at in places if not page.table.isColumnHidden(at)) <= room
