"""What stays in memory once the screen is hidden: no key, no record, no page."""

import gc
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.start.test_lock import unlock
from ui.main_window import MainWindow
from ui.pages.page import Page
from ui.places import Place, Room
from ui.start.program import Program
from ui.start.unlock import UnlockScreen
from watchdesk.desk import Desk, Draft
from watchdesk.domain.lines import PersonLine, VisitLine
from watchdesk.domain.person import Person
from watchdesk.domain.visit import Visit
from watchdesk.store.keyslots import DataKey

Started = Callable[[Path], Program]
SECRET = (DataKey, Desk, Draft, MainWindow, Page, Person, PersonLine, Visit, VisitLine)


def secrets() -> list[object]:
    """What is secret, and in memory."""
    gc.unfreeze()  # else what the program set aside at its start is not told
    return [one for one in gc.get_objects() if isinstance(one, SECRET)]


@pytest.fixture
def earlier() -> set[int]:
    """Who is in memory already: other tests of this process may keep somebody."""
    gc.collect()
    return {id(one) for one in secrets()}


@pytest.fixture
def program(qtbot: QtBot, earlier: set[int], started: Started, store: Path) -> Program:
    """The program with the register open."""
    program = started(store)
    unlock(qtbot, program)
    return program


def test_key_records_and_pages_are_gone_once_the_screen_is_hidden(
    qtbot: QtBot, program: Program, earlier: set[int]
) -> None:
    assert program.desk is not None
    assert program.window is not None
    person = program.desk.people.lines()[3].id
    for place in (
        Place(room=Room.PEOPLE),
        Place(room=Room.VISITS),
        Place(room=Room.PERSON, person_id=person),
        Place(room=Room.SETTINGS),
        Place(room=Room.VISIT, person_id=person, new=True),
    ):
        program.window.go(place)
        qtbot.wait(300)
    QTest.keyClicks(QApplication.focusWidget(), "1")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F12)
    qtbot.waitUntil(lambda: isinstance(program.shell.shown, UnlockScreen) and program.shell.shown.button.isEnabled())
    assert [type(one).__name__ for one in secrets() if id(one) not in earlier] == []
