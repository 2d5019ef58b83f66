"""The unlock screen: the right password opens, each refusal has its own words, and nothing is ever wiped."""

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ui.main_window import MainWindow
from ui.places import Place, Room
from ui.start.door import Door
from ui.start.patience import WAITS, Patience
from ui.start.program import Program
from ui.start.recover import RecoverScreen
from ui.start.restore import RestoreScreen
from ui.start.unlock import UnlockScreen
from ui.start.wizard import Wizard
from watchdesk.desk import open_desk
from watchdesk.store.keyfile import canonical

Started = Callable[[Path], Program]
USER = "hanako"
PASSWORD = "mukashi-no-uta-1937"


def screen_of(program: Program) -> UnlockScreen:
    shown = program.shell.shown
    assert isinstance(shown, UnlockScreen)
    return shown


def unlock_by_keys(qtbot: QtBot, program: Program, password: str) -> None:
    qtbot.keyClicks(screen_of(program).password.line, password)
    qtbot.keyClick(screen_of(program).password.line, Qt.Key.Key_Return)


def test_the_right_password_opens_the_register(qtbot: QtBot, started: Started, store: Path) -> None:
    program = started(store)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is screen_of(program).password.line)
    unlock_by_keys(qtbot, program, PASSWORD)
    qtbot.waitUntil(lambda: isinstance(program.shell.shown, MainWindow), timeout=10000)
    assert program.desk is not None
    assert program.desk.user == USER
    assert not program.shell.line.isVisible()


def test_enter_before_the_users_are_known_opens_all_the_same(qtbot: QtBot, started: Started, store: Path) -> None:
    program = started(store)
    unlock_by_keys(qtbot, program, PASSWORD)
    qtbot.waitUntil(lambda: program.desk is not None, timeout=10000)


def test_the_last_store_and_its_area_are_remembered(
    qtbot: QtBot, started: Started, store: Path, settings_file: Path
) -> None:
    program = started(store)
    unlock_by_keys(qtbot, program, PASSWORD)
    qtbot.waitUntil(lambda: program.desk is not None, timeout=10000)
    kept = json.loads(settings_file.read_text(encoding="utf-8"))
    assert kept["store"] == str(store)
    assert kept["area"] == "九条南"
    assert USER not in settings_file.read_text(encoding="utf-8")


def test_a_wrong_password_is_told_at_the_field_and_can_be_typed_over(
    qtbot: QtBot, started: Started, store: Path
) -> None:
    program = started(store)
    unlock_by_keys(qtbot, program, "chigau-kotoba")
    screen = screen_of(program)
    qtbot.waitUntil(lambda: screen.note.wrong, timeout=10000)
    assert "パスワードがちがいます" in screen.note.sentence
    assert not screen.strip.sentence
    unlock_by_keys(qtbot, program, PASSWORD)
    qtbot.waitUntil(lambda: program.desk is not None, timeout=10000)


def test_an_empty_password_is_asked_for(qtbot: QtBot, started: Started, store: Path) -> None:
    program = started(store)
    unlock_by_keys(qtbot, program, "")
    assert screen_of(program).note.sentence == "パスワードを打ちこんでください。"


def test_waits_grow_with_wrong_passwords_and_end(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    patience, told = Patience(), list[int]()
    patience.ticked.connect(told.append)
    for _ in range(len(WAITS) + 3):
        patience.failed()
    assert told == [*WAITS, *[WAITS[-1]] * 3]
    assert list(WAITS) == sorted(WAITS)
    patience.left = 2
    patience._tick()
    patience._tick()
    assert patience.left == 0
    patience.failed()
    patience.forget()
    assert patience.left == 0


def test_while_one_waits_the_button_says_how_long_and_enter_does_nothing(
    qtbot: QtBot, started: Started, store: Path
) -> None:
    program = started(store)
    for _ in range(3):
        program._patience.failed()
    screen = screen_of(program)
    assert screen.button.text() == "保管庫を開く（あと2秒）"
    assert not screen.button.isEnabled()
    unlock_by_keys(qtbot, program, PASSWORD)
    assert program.desk is None
    assert screen.note.sentence == "パスワードがちがいます。あと2秒待ってから、もう一度お試しください。"
    program._patience._tick()
    program._patience._tick()
    assert screen.button.isEnabled()


def test_after_the_wait_the_right_password_takes_the_place_of_the_wrong_one(
    qtbot: QtBot, started: Started, store: Path
) -> None:
    program = started(store)
    screen = screen_of(program)
    qtbot.waitUntil(screen.button.isEnabled)
    place = screen.password.shown.mapTo(screen, QPoint(0, 0)), screen.button.mapTo(screen, QPoint(0, 0))
    for _ in range(2):
        program._patience.failed()
    unlock_by_keys(qtbot, program, "chigau-kotoba")
    qtbot.waitUntil(lambda: program._patience.left > 0, timeout=10000)
    qtbot.keyClick(screen.password.line, Qt.Key.Key_End)
    qtbot.keyClick(screen.password.line, Qt.Key.Key_Return)
    assert screen.note.wrong
    qtbot.wait(20)
    assert (screen.password.shown.mapTo(screen, QPoint(0, 0)), screen.button.mapTo(screen, QPoint(0, 0))) == place
    while program._patience.left:
        program._patience._tick()
    assert screen.note.wrong
    assert QApplication.focusWidget() is screen.password.line
    unlock_by_keys(qtbot, program, PASSWORD)
    qtbot.waitUntil(lambda: program.desk is not None, timeout=10000)


def test_a_store_in_use_is_told_apart_and_can_be_tried_again(qtbot: QtBot, started: Started, store: Path) -> None:
    other = open_desk(store, USER, PASSWORD)
    program = started(store)
    unlock_by_keys(qtbot, program, PASSWORD)
    screen = screen_of(program)
    qtbot.waitUntil(lambda: bool(screen.strip.sentence), timeout=10000)
    assert "開いています" in screen.strip.sentence
    assert not screen.note.wrong
    other.lock()
    qtbot.keyClick(screen.password.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.desk is not None, timeout=10000)


def test_a_damaged_store_leads_to_the_backups(qtbot: QtBot, started: Started, store: Path) -> None:
    (store / "store.db").write_bytes(b"")
    program = started(store)
    unlock_by_keys(qtbot, program, PASSWORD)
    screen = screen_of(program)
    qtbot.waitUntil(lambda: bool(screen.strip.sentence), timeout=10000)
    assert screen.strip.property("tone") == "urgent"
    assert screen.strip.button.text() == "控えから戻す"
    qtbot.mouseClick(screen.strip.button, Qt.MouseButton.LeftButton)
    assert isinstance(program.shell.shown, RestoreScreen)


def test_a_newer_store_asks_for_a_newer_program(qtbot: QtBot, started: Started, store: Path) -> None:
    keys = json.loads((store / "keys.json").read_text(encoding="utf-8"))
    keys |= {"version": 99}
    del keys["sha256"]
    keys["sha256"] = hashlib.sha256(canonical(keys)).hexdigest()
    (store / "keys.json").write_text(json.dumps(keys), encoding="utf-8")
    (store / "keys.json.previous").unlink(missing_ok=True)
    program = started(store)
    screen = screen_of(program)
    qtbot.waitUntil(lambda: bool(screen.strip.sentence), timeout=10000)
    assert "新しい" in screen.strip.sentence
    assert screen.strip.button.isHidden()


def test_a_store_that_went_away_meanwhile_leads_to_a_new_one(qtbot: QtBot, started: Started, store: Path) -> None:
    program = started(store)
    shutil.rmtree(store)
    unlock_by_keys(qtbot, program, PASSWORD)
    screen = screen_of(program)
    qtbot.waitUntil(lambda: bool(screen.strip.sentence), timeout=10000)
    qtbot.mouseClick(screen.strip.button, Qt.MouseButton.LeftButton)
    assert isinstance(program.shell.shown, Wizard)


def test_the_letters_are_hidden_and_the_input_method_is_off(qtbot: QtBot, started: Started, store: Path) -> None:
    line = screen_of(started(store)).password.line
    assert line.echoMode() == line.EchoMode.Password
    assert not line.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_each_way_out_is_reached_by_tab_and_enter(qtbot: QtBot, started: Started, store: Path) -> None:
    program = started(store)
    screen = screen_of(program)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is screen.password.line)
    reached = []
    for _ in range(8):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget())
    assert [screen.button, screen.by_key, screen.by_backup, screen.practice] == [
        widget for widget in reached if widget in (screen.button, screen.by_key, screen.by_backup, screen.practice)
    ]
    screen.by_key.setFocus()
    qtbot.keyClick(screen.by_key, Qt.Key.Key_Return)
    assert isinstance(program.shell.shown, RecoverScreen)
    program.show_unlock()


def test_the_first_screen_asks_nothing_of_the_store_itself(store: Path) -> None:
    assert Door().users(store) == (USER,)


def test_what_was_lost_is_said_over_the_first_page_until_it_was_read(
    qtbot: QtBot, started: Started, store: Path
) -> None:
    (store / "drafts.db").write_bytes(b"not a database" * 400)
    for end in ("-wal", "-shm"):
        (store / f"drafts.db{end}").unlink(missing_ok=True)
    program = started(store)
    unlock_by_keys(qtbot, program, PASSWORD)
    qtbot.waitUntil(lambda: program.desk is not None and program.window is not None, timeout=10000)
    window = program.window
    assert window is not None
    assert "書きかけは戻りません" in window.strip.sentence
    assert window.strip.isVisible()

    window.go(Place(room=Room.PEOPLE))
    assert "書きかけは戻りません" in window.strip.sentence

    QTest.mouseClick(window.strip.button, Qt.MouseButton.LeftButton)
    assert window.strip.sentence == ""


def test_at_200_percent_the_line_below_says_so_and_leaves_it(
    qtbot: QtBot, started: Started, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QT_SCALE_FACTOR", "2")
    line = started(store).shell.line
    assert "200%" in {label.text() for label in line.findChildren(QLabel)}
    assert not line.less.isEnabled()
    assert not line.more.isEnabled()
