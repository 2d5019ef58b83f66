"""A leaflet for many homes: people marked in the list, one record each in one go, undone as one; by keys alone."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.conftest import OpenWindow
from ui.main_window import MainWindow
from ui.pages.alarms.page import AlarmPage
from ui.pages.page import Shape
from ui.pages.people.page import PeoplePage
from ui.pages.together.page import TogetherPage
from ui.places import Place, Room
from watchdesk.desk import Desk
from watchdesk.domain.words import Condition, Method, Result

TODAY = date(2026, 11, 22)
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(desk: Desk, open_window: OpenWindow) -> MainWindow:
    return open_window(desk, Place(room=Room.PEOPLE))


@pytest.fixture
def people(window: MainWindow, qtbot: QtBot) -> PeoplePage:
    """The list, with the focus in it."""
    page = window.page()
    assert isinstance(page, PeoplePage)
    qtbot.waitUntil(lambda: page.table.row() is not None)
    page.table.setFocus()
    return page


def press(key: Qt.Key, chord: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, times: int = 1) -> None:
    for _ in range(times):
        now = QApplication.focusWidget()
        assert now is not None
        QTest.keyClick(now, key, chord)


def mark(number: int) -> None:
    for _ in range(number):
        press(Qt.Key.Key_Space)
        press(Qt.Key.Key_Down)


@pytest.fixture
def together(window: MainWindow, people: PeoplePage, qtbot: QtBot) -> Callable[[int], TogetherPage]:
    """Marks so many people and comes to the form."""

    def come(number: int) -> TogetherPage:
        mark(number)
        press(Qt.Key.Key_T)
        page = window.page()
        assert isinstance(page, TogetherPage)
        qtbot.waitUntil(lambda: len(page.table.rows()) == number)
        return page

    return come


def posted(desk: Desk) -> set[str]:
    return desk.visits.alike([line.id for line in desk.people.lines()], TODAY, Method.POSTING)  # type: ignore[return-value]  # a frozen one


def test_the_space_bar_marks_and_unmarks_and_the_buttons_say_how_many(people: PeoplePage) -> None:
    assert not people.parts.together.isVisible()
    mark(3)
    assert people.parts.together.text() == "印の3名の訪問をまとめて記録する"
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Space)
    assert people.parts.together.text() == "印の2名の訪問をまとめて記録する"
    people.parts.unmark.click()
    assert not people.parts.together.isVisible()
    assert people.marking.marks.ids == ()


def test_marks_stay_while_the_list_is_narrowed_sorted_and_read_again(people: PeoplePage, qtbot: QtBot) -> None:
    mark(2)
    marked = people.marking.marks.ids
    press(Qt.Key.Key_Space, SHIFT)
    people.filter.overdue.click()
    people.people.reader.read()
    qtbot.waitUntil(lambda: not people.people.reader.reading)
    assert people.marking.marks.ids == marked


def test_everybody_shown_is_marked_at_once_and_none_again(people: PeoplePage) -> None:
    press(Qt.Key.Key_A, CTRL)
    assert set(people.marking.marks.ids) == {row.id for row in people.table.rows()}
    press(Qt.Key.Key_A, CTRL)
    assert people.marking.marks.ids == ()


def test_a_press_on_a_box_marks_too(people: PeoplePage) -> None:
    press(Qt.Key.Key_Space)
    place = people.table.visualRect(people.table.model().index(3, 0))
    QTest.mouseClick(
        people.table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place.left() + 12, place.center().y())
    )
    assert len(people.marking.marks.ids) == 2


def test_forty_homes_get_a_leaflet_and_each_a_record_in_one_deed(
    window: MainWindow, people: PeoplePage, together: Callable[[int], TogetherPage], desk: Desk, qtbot: QtBot
) -> None:
    before = posted(desk)
    ids = [row.id for row in people.table.rows()[:40]]
    deeds = len(desk._ground.store.deeds)
    page = together(40)
    assert page.record.text() == "40名の訪問を記録する"
    press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: window.page() is people)
    assert posted(desk) - before == set(ids) - before
    assert len(desk._ground.store.deeds) == deeds + 1
    (visit,) = [line for line in desk.visits.of_person(ids[0]) if line.on == TODAY and line.method is Method.POSTING]
    assert (visit.result, visit.condition, visit.visitor) == (Result.OUTSIDE_ONLY, None, "山本 花子")
    assert people.marking.marks.ids == ()


def test_all_are_undone_as_one_by_the_offer_and_by_control_z(
    window: MainWindow, people: PeoplePage, together: Callable[[int], TogetherPage], desk: Desk, qtbot: QtBot
) -> None:
    before = posted(desk)
    together(3)
    press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: window.page() is people)
    assert len(posted(desk)) == len(before) + 3
    window.strip.button.click()
    qtbot.waitUntil(lambda: posted(desk) == before)
    people.table.setFocus()
    together(2)
    press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: window.page() is people)
    qtbot.waitUntil(lambda: window.undoing.button.whole == "元に戻す: 訪問の記録（2件）")
    press(Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: posted(desk) == before)


def test_the_way_and_the_outcome_may_be_others_and_a_note_goes_to_all(
    together: Callable[[int], TogetherPage], window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    page = together(2)
    ids = [row.id for row in page.table.rows()]
    page.form.method.setFocus()
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_1)
    page.form.note.setFocus()
    QTest.keyClicks(page.form.note, "tea")
    press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: window.page() is not page)
    for one in ids:
        newest = desk.visits.of_person(one)[0]
        assert (newest.on, newest.method, newest.result) == (TODAY, Method.VISIT, Result.MET)
        assert (newest.condition, newest.note) == (Condition.WELL, "tea")


def test_what_can_not_be_recorded_is_said_and_nothing_written(
    together: Callable[[int], TogetherPage], desk: Desk
) -> None:
    before = posted(desk)
    page = together(2)
    page.form.day.set_text("2026-12-24")
    press(Qt.Key.Key_Return, CTRL)
    assert "直すところが1つ" in page.told.text()
    assert posted(desk) == before


def test_whoever_has_such_a_record_already_is_named_and_can_be_left_out(
    people: PeoplePage, desk: Desk, together: Callable[[int], TogetherPage]
) -> None:
    first = people.table.rows()[0]
    desk.visits.record(first.id, on=TODAY, method=Method.POSTING, result=Result.OUTSIDE_ONLY)
    page = together(3)
    assert first.line.name in page.strip.sentence
    page.strip.button.click()
    assert [line.id for line in page.table.rows()] == [row.id for row in people.table.rows()[1:3]]
    assert page.strip.sentence == ""


def test_one_of_them_is_left_out_by_a_key(together: Callable[[int], TogetherPage]) -> None:
    page = together(3)
    page.table.setFocus()
    press(Qt.Key.Key_Delete)
    assert page.record.text() == "2名の訪問を記録する"


def test_who_was_left_out_stays_so_until_taken_in_again(
    window: MainWindow, people: PeoplePage, together: Callable[[int], TogetherPage], qtbot: QtBot
) -> None:
    page = together(3)
    page.table.setFocus()
    press(Qt.Key.Key_Delete)
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.page() is people)
    people.table.setFocus()
    press(Qt.Key.Key_T)
    qtbot.waitUntil(lambda: page.record.text() == "2名の訪問を記録する")
    assert "書きかけを戻しました" in page.told.text()
    page.take_in.click()
    assert page.record.text() == "3名の訪問を記録する"
    assert page.take_in.isHidden()


def test_what_is_half_written_comes_back_for_the_same_people(
    window: MainWindow, people: PeoplePage, together: Callable[[int], TogetherPage], qtbot: QtBot
) -> None:
    page = together(2)
    page.form.note.setFocus()
    QTest.keyClicks(page.form.note, "half")
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.page() is people)
    people.table.setFocus()
    press(Qt.Key.Key_T)
    assert page.form.note.text() == "half"
    assert "書きかけを戻しました" in page.told.text()


def test_who_is_put_into_the_form_while_others_are_recorded_keeps_what_is_half_written(
    window: MainWindow, people: PeoplePage, together: Callable[[int], TogetherPage], desk: Desk, qtbot: QtBot
) -> None:
    others = tuple(row.id for row in people.table.rows()[5:7])
    page, before = together(2), posted(desk)
    page.main_action()
    page.enter(Place(room=Room.VISITS_TOGETHER, only=others))
    page.form.note.setFocus()
    QTest.keyClicks(page.form.note, "half")
    page.drafts.keep()
    qtbot.waitUntil(lambda: window.strip.sentence.startswith("2名の訪問"))
    assert len(posted(desk)) == len(before) + 2
    assert page.form.note.text() == "half"
    assert window.page() is page
    assert [draft.texts["note"] for draft in desk.drafts.all()] == ["half"]


@pytest.mark.parametrize("number", [1, 2])
def test_silence_leads_to_the_ladder_as_after_the_visit_of_one(
    window: MainWindow, people: PeoplePage, together: Callable[[int], TogetherPage], qtbot: QtBot, number: int
) -> None:
    page = together(2)
    for _ in range(2 - number):
        page._leave_out_current()
    page.form.method.setFocus()
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_4)
    press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: isinstance(window.page(), AlarmPage))
    assert len({line.person_id for line in page.desk.alarms.open()}) >= number


@pytest.mark.parametrize(("shape", "width"), [(Shape.MIDDLE, 911), (Shape.NARROW, 683)])
def test_it_fits_smaller_windows(
    window: MainWindow, together: Callable[[int], TogetherPage], qtbot: QtBot, shape: Shape, width: int
) -> None:
    page: Any = together(2)
    window.resize(width, 485)
    qtbot.waitUntil(lambda: page.shape is shape)
    assert page.minimumSizeHint().width() <= 680
    assert page.record.isVisible()
