"""Who comes back to what: the second user to nothing of the first, the first to the very field; F8 and closing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.start.test_lock import PASSWORD
from tests.ui.start.test_lock import unlock as unlock_first
from ui.pages.today.page import TodayPage
from ui.pages.visit.page import VisitPage
from ui.places import Place, Room
from ui.start.program import Program
from ui.start.unlock import UnlockScreen

Started = Callable[[Path], Program]
OTHER = "kawa-no-soba-1951"


@pytest.fixture
def program(qtbot: QtBot, started: Started, store: Path) -> Program:
    """The program with the register open."""
    program = started(store)
    unlock_first(qtbot, program)
    return program


def write_note(program: Program, words: str) -> str:
    """Half a visit of somebody, whose id is returned."""
    assert program.desk is not None
    assert program.window is not None
    person = next(line.id for line in program.desk.people.lines() if line.is_watched)
    program.window.go(Place(room=Room.VISIT, person_id=person, new=True))
    page = program.window.page()
    assert isinstance(page, VisitPage)
    page.form.note.setFocus()
    QTest.keyClicks(page.form.note, words)
    return person


def screen_of(program: Program) -> UnlockScreen:
    shown = program.shell.shown
    assert isinstance(shown, UnlockScreen)
    return shown


def test_a_second_user_is_chosen_and_comes_to_nothing_of_the_first(qtbot: QtBot, program: Program) -> None:
    assert program.desk is not None
    program.desk.users.add(PASSWORD, "ichiro", OTHER, full_name="佐藤 一郎")
    person = write_note(program, "shinbun")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F12)
    qtbot.waitUntil(lambda: program.window is None)
    screen = screen_of(program)
    qtbot.waitUntil(lambda: screen.user.count() == 2, timeout=10_000)
    assert screen.user.value() == "hanako"  # who was there comes first
    screen.user.set_value("ichiro")
    QTest.keyClicks(screen.password.line, OTHER)
    QTest.keyClick(screen.password.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.window is not None, timeout=60_000)
    assert program.window is not None
    assert program.desk is not None
    assert isinstance(program.window.page(), TodayPage)
    assert program.desk.drafts.all() == ()
    program.window.go(Place(room=Room.VISIT, person_id=person, new=True))
    page = program.window.page()
    assert isinstance(page, VisitPage)
    assert not page.form.note.text()

    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F12)
    qtbot.waitUntil(lambda: program.window is None)
    qtbot.waitUntil(lambda: screen_of(program).user.count() == 2, timeout=10_000)
    assert screen_of(program).user.value() == "ichiro"  # not the first of the list: who was there
    screen_of(program).user.set_value("hanako")
    unlock_first(qtbot, program)
    assert program.window is not None
    assert program.window.place.person_id == person
    again = program.window.page()
    assert isinstance(again, VisitPage)
    assert again.form.note.text() == "shinbun"
    assert QApplication.focusWidget() is again.form.note


def test_f8_puts_the_form_on_today_naming_whom_and_what_and_leads_back(qtbot: QtBot, program: Program) -> None:
    person = write_note(program, "shinbun")
    assert program.window is not None
    assert program.desk is not None
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F8)
    assert isinstance(program.window.page(), TodayPage)
    (parked,) = program.desk.drafts.parked()
    name = program.desk.people.lines_of((person,))[0].name
    assert parked.words == f"{name}さん・訪問を記録する"
    today = program.window.page()
    assert isinstance(today, TodayPage)
    qtbot.waitUntil(lambda: len(today.parked.cards) == 1)
    assert f"{parked.words} " in today.parked.cards[0].accessibleName()
    assert "「書きとめ」の欄から" in today.parked.cards[0].accessibleName()
    qtbot.waitUntil(lambda: today.first_focus() is QApplication.focusWidget())
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_1)
    page = program.window.page()
    assert isinstance(page, VisitPage)
    assert page.form.note.text() == "shinbun"
    QTest.keyClicks(page.form.note, "3")
    program.window.go(Place(room=Room.TODAY))
    assert len(program.desk.drafts.parked()) == 1  # it stays until it is recorded or thrown away


def test_f8_where_nothing_is_half_written_says_so_and_stays(program: Program) -> None:
    assert program.window is not None
    assert program.desk is not None
    program.window.go(Place(room=Room.VISITS))
    program.window.park()
    assert program.window.place.room is Room.VISITS
    assert "書きかけがない" in program.window.status.saved.text()
    assert program.desk.drafts.parked() == ()


def test_what_was_left_half_written_opens_first_the_next_time_and_only_then(
    qtbot: QtBot, started: Started, program: Program, store: Path
) -> None:
    write_note(program, "shinbun")
    program.end_at_once()
    second = started(store)
    unlock_first(qtbot, second)
    assert second.window is not None
    page = second.window.page()
    assert isinstance(page, VisitPage)
    assert page.form.note.text() == "shinbun"
    assert QApplication.focusWidget() is page.form.note
    assert "の書きかけを戻しました" in page.strip.sentence

    second.end_at_once()  # opened again and nothing typed: it is still what was being written
    second = started(store)
    unlock_first(qtbot, second)
    assert second.window is not None
    assert isinstance(second.window.page(), VisitPage)
    second.window.go(Place(room=Room.TODAY))
    second.end_at_once()
    third = started(store)
    unlock_first(qtbot, third)
    assert third.window is not None
    assert isinstance(third.window.page(), TodayPage)


def test_the_idle_minutes_are_the_stores_and_five_at_first(qtbot: QtBot, program: Program) -> None:
    assert program.desk is not None
    assert program.lock.minutes == 5
    program.desk.settings.change({"idle_minutes": 12})
    qtbot.waitUntil(lambda: program.lock.minutes == 12)
