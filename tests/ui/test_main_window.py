"""The frame around the pages: rooms by keys, history, regions, help, sizes, what the status line says."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import OpenWindow
from ui.main_window import MainWindow
from ui.menu import MENU
from ui.pages.page import Shape
from ui.pages.people.page import PeoplePage
from ui.pages.person.page import PersonPage
from ui.pages.plans.page import PlansPage
from ui.pages.plans.period import Period, View
from ui.pages.today.page import TodayPage
from ui.places import Place, Room
from ui.rooms import PAGES
from ui.theme import theme
from watchdesk.desk import Desk, NewStore, create_desk, new_recovery_key
from watchdesk.domain.histories import ConsentEntry
from watchdesk.domain.words import Condition, Consent
from watchdesk.store import keyslots

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def window(desk: Desk, open_window: OpenWindow, qtbot: QtBot) -> MainWindow:
    return at_today(open_window(desk, Place(room=Room.TODAY)), qtbot)


def at_today(window: MainWindow, qtbot: QtBot) -> MainWindow:
    page = window.page()
    assert isinstance(page, TodayPage)
    qtbot.waitUntil(lambda: page.facts is not None)
    return window


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def writing(window: MainWindow, qtbot: QtBot) -> QWidget:
    """The field that one writes in now."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    found = window.focusWidget()
    assert found is not None
    return found


def test_alt_and_a_digit_lead_to_a_room(window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(focus(), Qt.Key.Key_2, ALT)

    assert window.place.room is Room.PEOPLE
    assert isinstance(window.stack.currentWidget(), PeoplePage)


def test_alt_left_goes_back_place_by_place(window: MainWindow, qtbot: QtBot, desk: Desk) -> None:
    person = desk.people.lines()[0]
    window.go(Place(room=Room.PEOPLE))
    window.go(Place(room=Room.PERSON, person_id=person.id))

    QTest.keyClick(window, Qt.Key.Key_Left, ALT)
    assert window.place == Place(room=Room.PEOPLE)
    QTest.keyClick(window, Qt.Key.Key_Left, ALT)
    assert window.place == Place(room=Room.TODAY)
    QTest.keyClick(window, Qt.Key.Key_Left, ALT)
    assert window.place == Place(room=Room.TODAY)


def test_alt_left_leads_to_what_was_shown_when_one_went_not_when_one_came(window: MainWindow, qtbot: QtBot) -> None:
    window.go(Place(room=Room.PLANS, section=Period(View.MONTH, window.desk.today()).section()))
    page = window.page()
    assert isinstance(page, PlansPage)
    qtbot.waitUntil(lambda: page.read is not None and page.grid.hasFocus())
    came = page.period.day
    QTest.keyClick(page.grid, Qt.Key.Key_Right)
    assert page.period.day == came + timedelta(days=1)
    window.go(Place(room=Room.PEOPLE))
    QTest.keyClick(window, Qt.Key.Key_Left, ALT)
    assert window.page() is page
    assert page.period.day == came + timedelta(days=1)


def test_f12_keeps_drafts_and_asks_to_hide_the_screen(window: MainWindow, qtbot: QtBot, desk: Desk) -> None:
    window.go(Place(room=Room.PERSON, new=True))
    page = window.page()
    assert isinstance(page, PersonPage)
    assert page.editor is not None
    QTest.keyClicks(focus(), "yamada")

    with qtbot.waitSignal(window.lock_wanted):
        QTest.keyClick(focus(), Qt.Key.Key_F12)

    draft = desk.drafts.load("person:new")
    assert draft is not None
    assert draft.texts["family_name"] == "yamada"
    assert draft.focus == "family_name"
    assert window.place == Place(room=Room.PERSON, new=True)


def test_f6_goes_around_rail_page_and_status_line(window: MainWindow, qtbot: QtBot) -> None:
    seen = []
    for _ in range(6):
        QTest.keyClick(focus(), Qt.Key.Key_F6)
        seen.append(focus())

    page = window.page()
    assert page is not None
    assert any(window.rail.isAncestorOf(widget) for widget in seen)
    assert any(page.isAncestorOf(widget) for widget in seen)
    assert any(window.status.isAncestorOf(widget) for widget in seen)


def test_tab_visits_every_stop_in_reading_order_and_comes_around(window: MainWindow, qtbot: QtBot) -> None:
    window.top.search.line.setFocus()
    first = focus()
    seen = [first]
    while len(seen) < 60:
        QTest.keyClick(focus(), Qt.Key.Key_Tab)
        if focus() is first:
            break
        seen.append(focus())

    def place(inside: QWidget) -> int:
        return next(at for at, widget in enumerate(seen) if inside.isAncestorOf(widget))

    page = window.page()
    assert page is not None
    assert len(seen) == len(set(seen)) < 60
    assert place(window.top) < place(window.rail) < place(page) < place(window.status)


def test_f1_explains_the_page_and_esc_gives_the_focus_back(window: MainWindow, qtbot: QtBot) -> None:
    before = focus()

    QTest.keyClick(focus(), Qt.Key.Key_F1)
    assert window.help.isVisible()
    assert window.help.isAncestorOf(focus())

    QTest.keyClick(focus(), Qt.Key.Key_Escape)
    assert not window.help.isVisible()
    assert focus() is before


def test_after_f1_one_goes_on_in_the_very_button_it_was_pressed_at(window: MainWindow, qtbot: QtBot) -> None:
    page = window.page()
    assert isinstance(page, TodayPage)
    before = page.people.put_off
    assert before is not page.first_focus()
    before.setFocus()
    QTest.keyClick(before, Qt.Key.Key_F1)
    QTest.keyClick(focus(), Qt.Key.Key_Escape)
    assert focus() is before


def test_f1_does_not_tell_of_a_key_what_it_does_elsewhere(window: MainWindow, qtbot: QtBot) -> None:
    window.go(Place(room=Room.ALARM))
    QTest.keyClick(focus(), Qt.Key.Key_F1)
    caps = [widget.accessibleName() for widget in window.help.findChildren(QWidget)]
    assert caps.count("F8") == 1


def test_f1_tells_the_key_of_every_room(window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(focus(), Qt.Key.Key_F1)
    told = {label.text() for label in window.help.findChildren(QLabel)}
    keys = {widget.accessibleName() for widget in window.help.findChildren(QWidget)}
    for entry in MENU:
        assert f"{entry.word}へ移ります" in told
        assert f"Alt+{entry.digit}" in keys


def test_type_grows_and_shrinks_by_keys(window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(focus(), Qt.Key.Key_Plus, CTRL)
    assert theme().zoom == 110
    QTest.keyClick(focus(), Qt.Key.Key_Minus, CTRL)
    assert theme().zoom == 100
    for _ in range(9):
        QTest.keyClick(focus(), Qt.Key.Key_Plus, CTRL)
    assert theme().zoom == 150
    QTest.keyClick(focus(), Qt.Key.Key_0, CTRL)
    assert theme().zoom == 100


@pytest.mark.parametrize(
    ("width", "zoom", "shape"),
    [(1366, 100, Shape.WIDE), (1366, 150, Shape.MIDDLE), (683, 100, Shape.NARROW)],
)
def test_the_shape_follows_the_width_in_em(
    window: MainWindow, qtbot: QtBot, width: int, zoom: int, shape: Shape
) -> None:
    theme().apply(zoom=zoom)
    window.resize(width, 728)

    qtbot.waitUntil(lambda: window.shape is shape)
    assert window.rail.isVisible() is (shape is not Shape.NARROW)
    assert window.top.menu.isVisible() is (shape is Shape.NARROW)


@pytest.mark.parametrize("size", [(1366, 728, 100), (1366, 728, 150), (683, 364, 100)])
def test_every_page_fits_its_window(window: MainWindow, qtbot: QtBot, desk: Desk, size: tuple[int, int, int]) -> None:
    width, height, zoom = size
    person = desk.people.lines()[0]
    theme().apply(zoom=zoom)
    window.resize(width, height)
    places = (
        Place(room=Room.TODAY),
        Place(room=Room.PEOPLE),
        Place(room=Room.PERSON, person_id=person.id),
        Place(room=Room.PERSON, new=True),
    )
    for place in places:
        window.go(place)
        qtbot.wait(120)
        assert (window.width(), window.height()) == (width, height), place
        page = window.page()
        assert page is not None
        assert page.width() <= width


def test_the_title_names_the_area_and_nobody(window: MainWindow, desk: Desk) -> None:
    window.go(Place(room=Room.PERSON, person_id=desk.people.lines()[0].id))

    assert window.windowTitle() == "見守りデスク 九条南地域"


def test_the_status_line_says_when_something_was_saved(window: MainWindow, qtbot: QtBot, desk: Desk) -> None:
    desk.people.register({"family_name": "架空"}, area="九条南")

    qtbot.waitUntil(lambda: window.status.saved.text() == "要援護者の台帳を保存しました（9時30分）")


def test_the_status_line_knows_the_newest_proven_backup(window: MainWindow, qtbot: QtBot, desk: Desk) -> None:
    desk.backups.make().run()

    qtbot.waitUntil(lambda: "11月22日 9時30分" in window.status.backup.text())


def test_what_went_wrong_stays_until_it_was_read(window: MainWindow, qtbot: QtBot) -> None:
    window.tell("ディスクに空きがありません。")
    assert "空き" in window.strip.sentence

    QTest.mouseClick(window.strip.button, Qt.MouseButton.LeftButton)
    assert window.strip.sentence == ""


def test_every_control_has_a_name_for_those_who_hear_the_screen(window: MainWindow, qtbot: QtBot, desk: Desk) -> None:
    person = desk.people.lines()[0]
    for place in (Place(room=Room.TODAY), Place(room=Room.PEOPLE), Place(room=Room.PERSON, person_id=person.id)):
        window.go(place)
        qtbot.wait(150)
        nameless = [
            type(widget).__name__
            for widget in window.findChildren(QWidget)
            if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not widget.accessibleName()
        ]
        assert nameless == []


def test_a_ward_store_opens_too(ward_desk: Desk, open_window: OpenWindow) -> None:
    window = open_window(ward_desk, Place(room=Room.TODAY))

    assert window.windowTitle() == "見守りデスク 西区"


def test_every_room_of_the_rail_opens(window: MainWindow, qtbot: QtBot) -> None:
    for entry in MENU:
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        QTest.keyClick(window, Qt.Key(ord(entry.digit)), ALT)
        assert window.place.room is entry.room
        page = window.page()
        assert page is not None
        assert page.TITLE
        qtbot.wait(50)
    assert set(PAGES) == set(Room)


def test_from_a_new_name_to_the_first_visit_by_keys_alone(
    window: MainWindow, qtbot: QtBot, desk: Desk, ime: Callable[..., None]
) -> None:
    QTest.keyClick(writing(window, qtbot), Qt.Key.Key_2, ALT)
    qtbot.waitUntil(lambda: isinstance(page := window.page(), PeoplePage) and page.rows is not None)
    QTest.keyClick(writing(window, qtbot), Qt.Key.Key_N, CTRL)
    qtbot.waitUntil(lambda: window.place == Place(room=Room.PERSON, new=True))
    ime(writing(window, qtbot), "みほん")
    ime(writing(window, qtbot), commit="見本")
    QTest.keyClick(writing(window, qtbot), Qt.Key.Key_Return)
    ime(writing(window, qtbot), commit="花子")
    QTest.keyClick(writing(window, qtbot), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: isinstance(page := window.page(), PersonPage) and page.facts is not None)
    person_id = window.place.person_id
    assert person_id is not None
    assert (desk.people.get(person_id).name, desk.people.get(person_id).kana) == ("見本 花子", "ミホン")

    QTest.keyClick(writing(window, qtbot), Qt.Key.Key_R)
    qtbot.waitUntil(lambda: window.place.room is Room.VISIT)
    qtbot.wait(300)
    QTest.keyClick(writing(window, qtbot), Qt.Key.Key_1)
    QTest.keyClick(writing(window, qtbot), Qt.Key.Key_Return, CTRL)

    qtbot.waitUntil(lambda: len(desk.visits.of_person(person_id)) == 1)
    assert desk.visits.of_person(person_id)[0].condition is Condition.WELL


def test_the_list_keeps_its_filter_while_one_looks_at_somebody(window: MainWindow, qtbot: QtBot) -> None:
    window.go(Place(room=Room.PEOPLE))
    page = window.page()
    assert isinstance(page, PeoplePage)
    qtbot.waitUntil(lambda: page.rows is not None)
    QTest.keyClick(page.filter.overdue, Qt.Key.Key_Space)
    shown_rows = [row.id for row in page.table.rows()]
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert window.place.room is Room.PERSON

    QTest.keyClick(window, Qt.Key.Key_Left, ALT)

    assert [row.id for row in page.table.rows()] == shown_rows
    current = page.table.row()
    assert current is not None
    assert current.id == shown_rows[1]
    assert focus() is page.table


def test_going_elsewhere_keeps_what_is_half_written_at_once(window: MainWindow, qtbot: QtBot, desk: Desk) -> None:
    window.go(Place(room=Room.PERSON, new=True))
    QTest.keyClicks(writing(window, qtbot), "yamada")
    QTest.keyClick(window, Qt.Key.Key_1, ALT)

    assert window.place.room is Room.TODAY
    draft = desk.drafts.load("person:new")
    assert draft is not None
    assert draft.texts["family_name"] == "yamada"


@pytest.fixture
def moments() -> list[datetime]:
    """What the clock of ``left_open`` has said; the last of them is now."""
    return [datetime(2026, 11, 22, 9, 30, tzinfo=ZoneInfo("Asia/Tokyo"))]


@pytest.fixture
def left_open(tmp_path: Path, moments: list[datetime]) -> Iterator[Desk]:
    """A store with somebody who is watched over, and a clock that can be moved."""
    new = NewStore(area="九条南", full_name="山本 花子", user="hanako")
    key, cheap = new_recovery_key(), keyslots.CHEAPEST
    desk = create_desk(tmp_path / "store", new, "mukashi-no-uta-1937", key, clock=lambda: moments[-1], argon2=cheap)
    desk.people.register({"family_name": "架空"}, area="九条南", consent=ConsentEntry(state=Consent.AGREED))
    yield desk
    desk.lock()


def test_a_window_left_open_over_night_shows_the_new_day(
    left_open: Desk, moments: list[datetime], open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = at_today(open_window(left_open, Place(room=Room.TODAY)), qtbot)
    page = window.page()
    assert isinstance(page, TodayPage)
    assert page.lines.line("due").figure == "0"

    moments.append(moments[0] + timedelta(days=40))
    QApplication.sendEvent(window, QEvent(QEvent.Type.WindowActivate))

    assert "令和9年1月1日" in window.top.day.text()
    qtbot.waitUntil(lambda: page.lines.line("due").figure == "1")


def test_each_warning_waits_until_it_was_read_whatever_else_is_said(window: MainWindow, qtbot: QtBot) -> None:
    window.warn(("一つめです。", "二つめです。"))
    window.tell("プリンターがありません。")
    assert window.strip.sentence == "プリンターがありません。"

    for shown in ("一つめです。", "二つめです。", ""):
        QTest.mouseClick(window.strip.button, Qt.MouseButton.LeftButton)
        assert window.strip.sentence == shown
