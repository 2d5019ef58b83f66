"""The recovery key opens the store without a password, and a new one is set before the register is shown."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.start.program import Program
from ui.start.recover import RecoverScreen
from ui.start.unlock import UnlockScreen
from ui.tasks import wait_for_all
from watchdesk.desk import NewStore, create_desk, new_recovery_key, open_desk
from watchdesk.errors import WrongKey
from watchdesk.store import keyslots

Started = Callable[[Path], Program]
KEY = new_recovery_key()
OLD, NEW = "mukashi-no-uta-1937", "atarashii uta 2026"


@pytest.fixture
def forgotten(tmp_path: Path) -> Path:
    """A store whose password nobody remembers; its key is KEY."""
    folder = tmp_path / "forgotten" / "store"
    new = NewStore(area="九条南", full_name="山本 花子", user="hanako")
    create_desk(folder, new, OLD, KEY, argon2=keyslots.CHEAPEST).lock()
    return folder


@pytest.fixture
def screen(qtbot: QtBot, started: Started, forgotten: Path) -> RecoverScreen:
    """The screen that asks for the key, reached from the unlock screen."""
    program = started(forgotten)
    shown = program.shell.shown
    assert isinstance(shown, UnlockScreen)
    shown.by_key.setFocus()
    qtbot.keyClick(shown.by_key, Qt.Key.Key_Return)
    found = program.shell.shown
    assert isinstance(found, RecoverScreen)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is found.keys.fields[0])
    return found


def type_text(qtbot: QtBot, text: str) -> None:
    for sign in text:
        qtbot.keyClicks(QApplication.focusWidget(), sign)


def enter(qtbot: QtBot) -> None:
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


def test_the_key_then_a_new_password_open_the_register(qtbot: QtBot, screen: RecoverScreen, forgotten: Path) -> None:
    program = screen._doorway.door
    opened = list[object]()
    screen.opened.connect(opened.append)
    type_text(qtbot, KEY.text.replace("-", "").lower())
    enter(qtbot)
    qtbot.waitUntil(lambda: screen.desk is not None, timeout=10000)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is screen.password.first.line)
    type_text(qtbot, NEW)
    enter(qtbot)
    type_text(qtbot, NEW)
    enter(qtbot)
    qtbot.waitUntil(lambda: bool(opened), timeout=15000)
    qtbot.wait(50)
    wait_for_all()
    QApplication.processEvents()  # the register's first page has read what it shows
    opened[0].lock()  # type: ignore[attr-defined]  # a signal carries any object; this one is the desk
    program.open(forgotten, "hanako", NEW).lock()
    with pytest.raises(WrongKey):
        open_desk(forgotten, "hanako", OLD)


def test_a_whole_key_can_be_put_in_at_once(qtbot: QtBot, screen: RecoverScreen) -> None:
    QApplication.clipboard().setText(f" {KEY.text} ")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert screen.keys.text() == KEY.text
    assert screen.open_button.isEnabled()


def test_full_width_and_lower_case_are_put_in_form(qtbot: QtBot, screen: RecoverScreen) -> None:
    screen.keys.fields[0].setText("")
    screen.keys.fields[0].insert("ａb３")
    screen.keys.fields[0].textEdited.emit(screen.keys.fields[0].text())
    assert screen.keys.groups()[0] == "AB3"


def test_backspace_in_an_empty_group_goes_to_the_one_before(qtbot: QtBot, screen: RecoverScreen) -> None:
    type_text(qtbot, "ABCDE")
    assert QApplication.focusWidget() is screen.keys.fields[1]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backspace)
    assert QApplication.focusWidget() is screen.keys.fields[0]


def test_a_key_of_another_store_is_refused_in_words(qtbot: QtBot, screen: RecoverScreen) -> None:
    type_text(qtbot, new_recovery_key().text.replace("-", ""))
    enter(qtbot)
    qtbot.waitUntil(lambda: screen.note.wrong, timeout=10000)
    assert "この保管庫のものではありません" in screen.note.sentence
    assert screen.desk is None


def test_a_slip_names_its_group(qtbot: QtBot, screen: RecoverScreen) -> None:
    slipped = KEY.text.replace("-", "")
    type_text(qtbot, slipped[:7] + ("A" if slipped[7] != "A" else "B") + slipped[8:])
    enter(qtbot)
    qtbot.waitUntil(lambda: screen.note.wrong, timeout=10000)
    assert "2番目" in screen.note.sentence


def test_going_back_shows_the_unlock_screen(qtbot: QtBot, screen: RecoverScreen) -> None:
    shell = screen.window()
    screen.back.setFocus()
    enter(qtbot)
    assert isinstance(shell.shown, UnlockScreen)  # type: ignore[attr-defined]  # the shell, as a plain widget here
