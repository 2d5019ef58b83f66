"""Through the window by keys: an item written, found while one types, told to somebody, and taken back."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.conftest import TODAY
from tests.ui.conftest import OpenWindow
from ui.main_window import MainWindow
from ui.pages.information.page import InformationPage
from ui.pages.information.writing import InfoItemPage
from ui.places import Place, Room
from ui.search_finding import Finding
from watchdesk.desk import Desk
from watchdesk.domain.info_item import InfoItem
from watchdesk.domain.people_filter import PeopleFilter
from watchdesk.domain.words import Living

Key = Qt.Key
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(desk: Desk, open_window: OpenWindow) -> MainWindow:
    return open_window(desk)


def press(key: Qt.Key, chord: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    now = QApplication.focusWidget()
    assert now is not None
    QTest.keyClick(now, key, chord)


def write(text: str) -> None:
    now = QApplication.focusWidget()
    assert now is not None
    QTest.keyClicks(now, text)


def room(window: MainWindow, qtbot: QtBot, place: Place | None = None) -> InformationPage:
    window.go(place or Place(room=Room.INFORMATION))
    page = window.page()
    assert isinstance(page, InformationPage)
    qtbot.waitUntil(lambda: page.total is not None and not page.reader.reading)
    return page


def titles(page: InformationPage) -> list[str]:
    return [line.item.title for line in page.table.rows()]


def some_items(desk: Desk) -> dict[str, InfoItem]:
    made = [
        desk.information.record(values)
        for values in (
            {"title": "配食サービス", "tags": "meal", "fits": PeopleFilter(age_from=80, living=(Living.ALONE,))},
            {"title": "福祉タクシー", "tags": "taxi", "body": "meal のあとにも"},
            {"title": "古い案内", "tags": "meal", "valid_until": TODAY.replace(day=1)},
        )
    ]
    return {item.title: item for item in made}


def test_an_item_is_written_and_found_again_by_keys_alone(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    window.start(Place(room=Room.TODAY))
    QTest.keyClick(window, Key.Key_8, ALT)
    page = window.page()
    assert isinstance(page, InformationPage)
    qtbot.waitUntil(page.empty.button.hasFocus)
    press(Key.Key_N, CTRL)
    form = window.page()
    assert isinstance(form, InfoItemPage)
    assert form.editor is not None
    qtbot.waitUntil(form.editor.form.entry("title").hasFocus)
    write("meals")
    press(Key.Key_Return)
    qtbot.waitUntil(form.editor.form.entry("body").hasFocus)
    write("brought to the door")
    press(Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: window.page() is page and titles(page) == ["meals"])
    qtbot.waitUntil(page.filter.text.hasFocus)
    write("door")
    assert titles(page) == ["meals"]
    write("x")
    assert titles(page) == []
    press(Key.Key_Escape)
    assert titles(page) == ["meals"]


def test_what_is_half_written_comes_back(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    window.start(Place(room=Room.TODAY))
    window.go(Place(room=Room.INFO_ITEM, new=True))
    form = window.page()
    assert isinstance(form, InfoItemPage)
    assert form.editor is not None
    qtbot.waitUntil(form.editor.form.entry("title").hasFocus)
    write("half")
    window.go(Place(room=Room.TODAY))
    window.go(Place(room=Room.INFO_ITEM, new=True))
    assert form.editor.form.entry("title").text() == "half"


def test_the_best_fit_stands_first_and_what_has_expired_last(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    some_items(desk)
    window.start(Place(room=Room.TODAY))
    page = room(window, qtbot)
    qtbot.waitUntil(page.filter.text.hasFocus)
    write("meal")
    assert titles(page) == ["配食サービス", "福祉タクシー", "古い案内"]
    press(Key.Key_Down)
    assert page.table.row().item.title == "福祉タクシー"
    assert page.filter.text.hasFocus(), "one goes on typing"


def test_it_is_told_to_somebody_found_by_name_and_taken_back(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    some_items(desk)
    person = desk.people.lines()[0]
    window.start(Place(room=Room.TODAY))
    page = room(window, qtbot)
    qtbot.waitUntil(page.filter.text.hasFocus)
    write("taxi")
    press(Key.Key_Return)
    qtbot.waitUntil(page.table.hasFocus)
    press(Key.Key_G)
    asked = page.beside.telling
    qtbot.waitUntil(asked.whom.sought.hasFocus)
    asked.whom.sought.setText(person.name)
    asked.whom.sought.textEdited.emit(person.name)
    qtbot.waitUntil(lambda: bool(asked.whom.found))
    press(Key.Key_Down)
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: len(desk.information.given_to(person.id)) == 1)
    assert page.strip.isVisible()
    page.strip.button.click()
    assert desk.information.given_to(person.id) == ()


def test_a_caller_without_a_name_is_told_by_two_keys(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    items = some_items(desk)
    window.start(Place(room=Room.TODAY))
    page = room(window, qtbot, Place(room=Room.INFORMATION, record_id=items["福祉タクシー"].id))
    qtbot.waitUntil(lambda: page.table.row().item.title == "福祉タクシー")
    page.table.setFocus()
    press(Key.Key_G)
    qtbot.waitUntil(page.beside.telling.whom.sought.hasFocus)
    press(Key.Key_Return)
    assert desk.information.times_told(items["福祉タクシー"].id) == 1


def test_for_one_person_it_is_told_at_once_and_stands_beside(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    items, person = some_items(desk), desk.people.lines()[0]
    window.start(Place(room=Room.TODAY))
    page = room(window, qtbot, Place(room=Room.INFORMATION, person_id=person.id))
    page.table.select(items["配食サービス"].id)
    page.table.setFocus()
    press(Key.Key_G)
    (line,) = desk.information.given_to(person.id)
    assert line.title == "配食サービス"
    qtbot.waitUntil(lambda: not page.reader.reading)
    assert page.beside.told.isVisible()
    page.beside.told.taking_back.emit(line)
    assert desk.information.given_to(person.id) == ()


def test_those_who_have_not_heard_open_in_the_list_of_people(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    items = some_items(desk)
    wanted = tuple(line.id for line in desk.information.unheard(items["配食サービス"].id))
    window.start(Place(room=Room.TODAY))
    page = room(window, qtbot, Place(room=Room.INFORMATION, record_id=items["配食サービス"].id))
    qtbot.waitUntil(page.beside.doing.unheard.isEnabled)
    page.table.setFocus()
    press(Key.Key_K)
    qtbot.waitUntil(lambda: window.place.room is Room.PEOPLE)
    assert window.place.only == wanted
    assert "配食サービス" in window.place.because


def test_what_is_put_aside_is_out_of_sight_and_comes_back(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    items = some_items(desk)
    window.start(Place(room=Room.TODAY))
    page = room(window, qtbot, Place(room=Room.INFORMATION, record_id=items["福祉タクシー"].id))
    page.beside.doing.shelve.click()
    qtbot.waitUntil(lambda: "福祉タクシー" not in titles(page))
    page = room(window, qtbot, Place(room=Room.INFORMATION, record_id=items["福祉タクシー"].id))
    qtbot.waitUntil(lambda: page.table.row().item.title == "福祉タクシー")
    page.beside.doing.again.click()
    qtbot.waitUntil(lambda: not page.reader.reading)
    page.filter.shelved.setChecked(False)
    assert "福祉タクシー" in titles(page)


def test_the_sheet_is_shown_before_it_is_printed_and_esc_comes_back(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    items = some_items(desk)
    window.start(Place(room=Room.TODAY))
    page = room(window, qtbot, Place(room=Room.INFORMATION, record_id=items["配食サービス"].id))
    qtbot.waitUntil(page.filter.text.hasFocus)
    press(Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: page.print.drawn is not None)
    assert page.print.send.isEnabled()
    page.print.slip.click()
    qtbot.waitUntil(lambda: page.print.drawn is not None and page.print.drawn.facts.slip)
    press(Key.Key_Escape)
    qtbot.waitUntil(page.filter.text.hasFocus)


@pytest.mark.parametrize("width", [911, 683])
def test_it_is_whole_in_a_small_window(window: MainWindow, desk: Desk, qtbot: QtBot, width: int) -> None:
    some_items(desk)
    window.start(Place(room=Room.TODAY))
    window.resize(width, 480)
    page = room(window, qtbot)
    qtbot.waitUntil(partial(lambda: len(titles(page)) == 3))
    assert page.table.isVisible()


def test_the_search_over_all_rooms_finds_an_item_and_opens_it(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    items = some_items(desk)
    found = Finding(desk, "taxi").run(lambda done, total: None)
    (answer,) = found.groups["福祉情報"]
    assert answer.name == "福祉タクシー"
    window.start(Place(room=Room.TODAY))
    page = room(window, qtbot, answer.place)
    qtbot.waitUntil(lambda: page.table.row().id == items["福祉タクシー"].id)


def test_whom_one_was_about_to_tell_comes_back(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    items, people = some_items(desk), desk.people.lines()[:2]
    window.start(Place(room=Room.TODAY))
    page = room(window, qtbot, Place(room=Room.INFORMATION, record_id=items["福祉タクシー"].id))
    qtbot.waitUntil(lambda: page.table.row().id == items["福祉タクシー"].id)
    page.table.setFocus()
    press(Key.Key_G)
    asked = page.beside.telling
    qtbot.waitUntil(asked.whom.sought.hasFocus)
    write("half")
    press(Key.Key_Return)
    assert asked.note.wrong, "a name that is nobody's on the register is not taken for no name"
    window.go(Place(room=Room.TODAY))
    page = room(window, qtbot)
    qtbot.waitUntil(lambda: page.beside.telling.whom.sought.text() == "half")
    assert page.beside.telling.isVisible()
    page.beside.telling.stop.click()
    assert all(desk.information.given_to(one.id) == () for one in people)
    assert not any(draft.form.startswith("info_given") for draft in desk.drafts.all())


def test_the_arrows_go_among_all_whose_name_was_found(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    items = some_items(desk)
    for kana in ("イチ", "ニ", "サン"):
        desk.people.register({"family_name": "同姓", "family_kana": "ドウセイ", "given_name": kana}, area="九条南")
    window.start(Place(room=Room.TODAY))
    page = room(window, qtbot, Place(room=Room.INFORMATION, record_id=items["福祉タクシー"].id))
    page.table.setFocus()
    press(Key.Key_G)
    whom = page.beside.telling.whom
    qtbot.waitUntil(whom.sought.hasFocus)
    whom.sought.setText("同姓")
    whom.sought.textEdited.emit("同姓")
    qtbot.waitUntil(lambda: len(whom.found) == 3)
    for place in range(3):
        press(Key.Key_Down)
        assert whom.found[place].hasFocus()
    press(Key.Key_Up)
    assert whom.found[1].hasFocus()
