"""まわり: the number of a sheet that came back is typed, a wrong one is refused, papers come in and are lost."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.pages.rounds.conftest import Keys
from ui.main_window import MainWindow
from ui.pages.rounds.page import RoundsPage
from ui.places import Place, Room
from watchdesk.desk import Desk, Seen
from watchdesk.domain.copies import CopyState
from watchdesk.domain.round import Sheet
from watchdesk.domain.words import Condition, Result

Window = Callable[[Place], MainWindow]
Printed = Callable[..., Sheet]
WELL = Seen(result=Result.MET, condition=Condition.WELL)


def at_home(window: Window, keys: Keys) -> RoundsPage:
    page = window(Place(room=Room.ROUND)).page()
    assert isinstance(page, RoundsPage)
    keys.qtbot.waitUntil(lambda: not page.rounds.reading)
    return page


def test_with_no_paper_out_the_page_says_what_to_do_and_the_main_action_has_the_focus(
    window: Window, keys: Keys
) -> None:
    page = at_home(window, keys)
    assert page.home.empty.isVisible()
    assert QApplication.focusWidget() is page.home.make
    keys.press(Qt.Key.Key_Return)
    assert page.face is page.choose


@pytest.mark.parametrize("typed", ["14", "31", "1", "abc"])
def test_a_wrong_number_is_refused_below_its_field_and_opens_nothing(
    window: Window, printed: Printed, keys: Keys, typed: str
) -> None:
    printed(3)
    page = at_home(window, keys)
    keys.qtbot.waitUntil(page.home.number.hasFocus)
    keys.digits(typed)
    assert page.face is page.home
    assert page.home.note.wrong
    assert page.home.note.sentence.endswith("。")
    assert page.home.number.hasFocus()
    keys.digits("13")  # what was wrong is marked, so that typing takes its place
    assert page.face is page.entry


def test_a_number_that_no_sheet_has_is_told_from_one_typed_wrong(window: Window, printed: Printed, keys: Keys) -> None:
    printed(3)
    page = at_home(window, keys)
    keys.qtbot.waitUntil(page.home.number.hasFocus)
    keys.digits("21")
    assert "まわり用紙は、ありません" in page.home.note.sentence


def test_a_sheet_is_opened_from_the_list_by_enter(window: Window, printed: Printed, keys: Keys) -> None:
    sheet = printed(3)
    page = at_home(window, keys)
    page.home.table.setFocus()
    keys.press(Qt.Key.Key_Return)
    assert page.entry.sheet is not None
    assert page.entry.sheet.round.id == sheet.round.id


def test_the_search_box_finds_a_sheet_by_its_number(window: Window, printed: Printed, keys: Keys) -> None:
    sheet = printed(3)
    main = window(Place(room=Room.TODAY))
    keys.press(Qt.Key.Key_K, chord=Qt.KeyboardModifier.ControlModifier)
    keys.qtbot.keyClicks(QApplication.focusWidget(), "1-3")
    box = main.top.search
    keys.qtbot.waitUntil(lambda: any(one.name == f"まわり用紙 {sheet.shown}" for one in box.answers.answers))
    (found,) = [one for one in box.answers.answers if one.place.room is Room.ROUND]
    assert found.place == Place(room=Room.ROUND, record_id=sheet.round.id)


def test_a_lost_paper_names_the_people_on_it_and_can_be_found_again(
    desk: Desk, window: Window, printed: Printed, keys: Keys
) -> None:
    sheet = printed(3)
    page = at_home(window, keys)
    page.home.lost.click()
    assert desk.rounds.sheet(sheet.round.id).state is CopyState.LOST
    assert page.home.strip.sentence.startswith("第1-3号をなくしたと、管理台帳に書きました。")
    for line in sheet.lines:
        assert line.person is not None
        assert line.person.name in page.home.strip.sentence
    page.home.strip.button.click()
    assert desk.rounds.sheet(sheet.round.id).state is CopyState.OUT


def test_a_lost_paper_is_printed_anew_for_those_who_are_not_typed_in_yet(
    desk: Desk, window: Window, printed: Printed, keys: Keys
) -> None:
    sheet = printed(3)
    desk.rounds.enter(sheet.round.id, sheet.lines[0].person_id, WELL)
    page = at_home(window, keys)
    page.home.print_again.click()
    keys.qtbot.waitUntil(lambda: page.face is page.choose and len(page.choose.ids()) == 2)
    assert page.choose.ids() == tuple(line.person_id for line in sheet.lines[1:])


def test_a_paper_is_counted_in_from_the_list_and_taken_back(
    desk: Desk, window: Window, printed: Printed, keys: Keys
) -> None:
    sheet = printed(3)
    page = at_home(window, keys)
    page.home.receive.click()
    assert desk.rounds.sheet(sheet.round.id).state is CopyState.RETURNED
    keys.qtbot.waitUntil(lambda: not page.home.receive.isEnabled())
    assert "まだ打っていない方が3名" in page.home.strip.sentence
    page.home.strip.button.click()
    assert desk.rounds.sheet(sheet.round.id).state is CopyState.OUT


def test_a_sheet_that_is_gone_is_told_over_the_list(window: Window, keys: Keys) -> None:
    page = window(Place(room=Room.ROUND, record_id="gone")).page()
    assert isinstance(page, RoundsPage)
    assert page.face is page.home
    assert page.home.strip.sentence
