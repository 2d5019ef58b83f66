"""A backup is put back beside the store, by the secret of its day, and the store of today is never touched."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.main_window import MainWindow
from ui.start.program import Program
from ui.start.restore import RestoreScreen
from watchdesk.desk import NewStore, create_desk, new_recovery_key, open_desk
from watchdesk.store import keyslots

Started = Callable[[Path], Program]
KEY = new_recovery_key()
PASSWORD = "mukashi-no-uta-1937"


@pytest.fixture
def backed_up(tmp_path: Path) -> Path:
    """A damaged store with one proven backup."""
    folder = tmp_path / "backed" / "store"
    new = NewStore(area="九条南", full_name="山本 花子", user="hanako")
    create_desk(folder, new, PASSWORD, KEY, argon2=keyslots.CHEAPEST).close()
    (folder / "store.db").write_bytes(b"broken")
    return folder


@pytest.fixture
def program(started: Started, backed_up: Path) -> Program:
    """At the screen that puts a backup back."""
    program = started(backed_up)
    program.show_backups()
    return program


def screen_of(program: Program) -> RestoreScreen:
    shown = program.shell.shown
    assert isinstance(shown, RestoreScreen)
    return shown


def test_an_own_backup_is_offered_put_back_beside_and_opened(qtbot: QtBot, program: Program, backed_up: Path) -> None:
    screen = screen_of(program)
    qtbot.waitUntil(lambda: screen.backup.count() == 1, timeout=10000)
    assert "0名・0件" in screen.backup.currentText()
    qtbot.keyClicks(screen.password.line, PASSWORD)
    qtbot.keyClick(screen.password.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: screen.strip.property("tone") == "ok", timeout=15000)
    beside = backed_up.with_name("store-控えから1")
    assert str(beside) in screen.strip.sentence
    qtbot.mouseClick(screen.strip.button, Qt.MouseButton.LeftButton)
    assert isinstance(program.shell.shown, MainWindow)
    assert program.folder == beside
    assert (backed_up / "store.db").read_bytes() == b"broken"


def test_the_recovery_key_of_its_day_opens_it_too(qtbot: QtBot, program: Program) -> None:
    screen = screen_of(program)
    qtbot.waitUntil(lambda: screen.backup.count() == 1, timeout=10000)
    screen.by_key.click()
    assert screen.password.isHidden()
    for field, group in zip(screen.keys.fields, KEY.text.split("-"), strict=True):
        qtbot.keyClicks(field, group)
    qtbot.mouseClick(screen.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: screen.strip.property("tone") == "ok", timeout=15000)


def test_a_wrong_password_leaves_nothing_behind(qtbot: QtBot, program: Program, backed_up: Path) -> None:
    screen = screen_of(program)
    qtbot.waitUntil(lambda: screen.backup.count() == 1, timeout=10000)
    before = sorted(path.name for path in backed_up.parent.iterdir())
    qtbot.keyClicks(screen.password.line, "chigau-kotoba")
    qtbot.keyClick(screen.password.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(screen.strip.sentence), timeout=15000)
    assert "パスワードがちがいます" in screen.strip.sentence
    assert sorted(path.name for path in backed_up.parent.iterdir()) == before
    assert screen.button.isEnabled()


def test_a_backup_from_elsewhere_can_be_picked(qtbot: QtBot, program: Program, backed_up: Path, tmp_path: Path) -> None:
    screen = screen_of(program)
    qtbot.waitUntil(lambda: screen.backup.count() == 1, timeout=10000)
    stick = tmp_path / "usb.wdbackup"
    shutil.copy(next((backed_up / "backups").glob("*.wdbackup")), stick)
    screen.pick(stick)
    assert screen.backup.value() == str(stick)
    qtbot.keyClicks(screen.password.line, PASSWORD)
    qtbot.keyClick(screen.password.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: screen.strip.property("tone") == "ok", timeout=15000)


def test_a_file_that_is_no_backup_is_refused_in_words(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    screen = screen_of(program)
    qtbot.waitUntil(lambda: screen.backup.count() == 1, timeout=10000)
    wrong = tmp_path / "写真.wdbackup"
    wrong.write_bytes(b"no backup")
    screen.pick(wrong)
    qtbot.keyClicks(screen.password.line, PASSWORD)
    qtbot.keyClick(screen.password.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(screen.strip.sentence), timeout=15000)
    assert screen.strip.property("tone") == "urgent"


def test_without_backups_the_screen_says_where_to_look(qtbot: QtBot, started: Started, tmp_path: Path) -> None:
    program = started(tmp_path / "nothing" / "store")
    program.show_backups()
    screen = screen_of(program)
    qtbot.waitUntil(lambda: "控えがありません" in screen.strip.sentence, timeout=10000)
    assert screen.button.text() == "戻して開く（控えを選ぶと進めます）"
    qtbot.mouseClick(screen.back, Qt.MouseButton.LeftButton)
    assert not isinstance(program.shell.shown, RestoreScreen)


def test_what_was_put_back_opens_by_the_same_password_later(qtbot: QtBot, program: Program, backed_up: Path) -> None:
    screen = screen_of(program)
    qtbot.waitUntil(lambda: screen.backup.count() == 1, timeout=10000)
    qtbot.keyClicks(screen.password.line, PASSWORD)
    qtbot.keyClick(screen.password.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: screen.strip.property("tone") == "ok", timeout=15000)
    screen.strip.button.click()
    program.end_at_once()
    open_desk(backed_up.with_name("store-控えから1"), "hanako", PASSWORD).lock()
