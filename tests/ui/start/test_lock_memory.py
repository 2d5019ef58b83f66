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
from ui import file_picker
from ui.main_window import MainWindow
from ui.pages.page import Page
from ui.pages.receiving.page import ReceivingPage
from ui.places import Place, Room
from ui.start.program import Program
from ui.start.unlock import UnlockScreen
from watchdesk.desk import Desk, Draft, receiving
from watchdesk.domain.lines import PersonLine, VisitLine
from watchdesk.domain.month import Month
from watchdesk.domain.person import Person
from watchdesk.domain.visit import Visit
from watchdesk.exports.locking import Lock
from watchdesk.store.keyslots import DataKey

Started = Callable[[Path], Program]
SECRET = (DataKey, Desk, Draft, MainWindow, Page, Person, PersonLine, Visit, VisitLine, receiving.Received)


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


@pytest.fixture
def came(program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A file that came lies there, and is what the system's dialog finds; its password."""
    desk = program.desk
    assert desk is not None
    password = "kamo-sune-tewa-gona-284753"
    parcel = desk.welfare.month(Month(2026, 10), "hokenfukushi").run()
    sending = desk.handing.sending(tmp_path / "10月.xlsx", Lock(password=password))
    path = desk.handing.hand_over(parcel, sending).run().file.path
    monkeypatch.setattr(file_picker, "open_file", lambda *_: path)
    return password


def test_a_file_that_came_is_forgotten_once_the_screen_is_hidden(
    qtbot: QtBot, program: Program, earlier: set[int], came: str
) -> None:
    assert program.window is not None
    program.window.go(Place(room=Room.RECEIVING))
    page = program.window.findChild(ReceivingPage)
    assert page is not None
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(page.asking.password.line.hasFocus)
    QTest.keyClicks(QApplication.focusWidget(), came)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(page.view.isVisible, timeout=20_000)
    del page
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F12)
    qtbot.waitUntil(lambda: isinstance(program.shell.shown, UnlockScreen) and program.shell.shown.button.isEnabled())
    assert [type(one).__name__ for one in secrets() if id(one) not in earlier] == []
