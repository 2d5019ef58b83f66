"""Closing: drafts kept, a proven backup made with progress, no question; what went wrong is told before the end."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.start.program import Program
from ui.start.unlock import UnlockScreen
from ui.start.waiting import ClosingScreen
from watchdesk.desk import backups_of, open_desk

Started = Callable[[Path], Program]
PASSWORD = "mukashi-no-uta-1937"


@pytest.fixture
def program(qtbot: QtBot, started: Started, store: Path) -> Program:
    """The program with the register open."""
    program = started(store)
    screen = program.shell.shown
    assert isinstance(screen, UnlockScreen)
    qtbot.keyClicks(screen.password.line, PASSWORD)
    qtbot.keyClick(screen.password.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.window is not None, timeout=15000)
    return program


def test_closing_backs_up_and_closes_without_a_question(qtbot: QtBot, program: Program, store: Path) -> None:
    program.shell.close()
    assert program.shell.isVisible()
    assert isinstance(program.shell.shown, ClosingScreen)
    qtbot.waitUntil(lambda: not program.shell.isVisible(), timeout=20000)
    assert len(backups_of(store)) == 1
    open_desk(store, "hanako", PASSWORD).lock()


def test_a_half_written_form_is_there_after_closing(qtbot: QtBot, program: Program, store: Path) -> None:
    assert program.desk is not None
    program.desk.drafts.save("visit", {"note": "留守"}, "note")
    program.shell.close()
    qtbot.waitUntil(lambda: not program.shell.isVisible(), timeout=20000)
    desk = open_desk(store, "hanako", PASSWORD)
    draft = desk.drafts.load("visit")
    desk.lock()
    assert draft is not None
    assert draft.texts == {"note": "留守"}


def test_a_backup_that_cannot_be_made_is_told_and_the_store_is_closed(
    qtbot: QtBot, program: Program, store: Path
) -> None:
    (store / "backups").rmdir() if (store / "backups").is_dir() else None
    (store / "backups").write_text("in the way", encoding="utf-8")
    program.shell.close()
    screen = program.shell.shown
    assert isinstance(screen, ClosingScreen)
    qtbot.waitUntil(lambda: bool(screen.strip.sentence), timeout=20000)
    assert screen.strip.sentence.startswith("今日の控えをとれませんでした。")
    assert program.shell.isVisible()
    open_desk(store, "hanako", PASSWORD).lock()
    qtbot.mouseClick(screen.strip.button, Qt.MouseButton.LeftButton)
    assert not program.shell.isVisible()


def test_before_the_register_is_open_the_window_just_closes(qtbot: QtBot, started: Started, store: Path) -> None:
    program = started(store)
    program.shell.close()
    assert not program.shell.isVisible()


def test_when_the_pc_is_shut_down_the_store_is_locked_at_once(program: Program, store: Path) -> None:
    program.end_at_once()
    assert not program.shell.isVisible()
    open_desk(store, "hanako", PASSWORD).lock()
    assert not backups_of(store)
