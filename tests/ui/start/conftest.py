"""A program on a real store that opens cheaply, in a window without a screen."""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.start.door import Door
from ui.start.doorway import Doorway
from ui.start.program import Program
from ui.start.shell import Shell
from watchdesk.desk import create_desk
from watchdesk.store import keyslots

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=ZoneInfo("Asia/Tokyo"))


@pytest.fixture
def doorway() -> Doorway:
    """Opens and makes stores by the fixed clock, without a second's stretching."""
    door = Door(clock=lambda: NOW, make_desk=partial(create_desk, argon2=keyslots.CHEAPEST))
    return Doorway(lambda: door)


@pytest.fixture
def store(tmp_path: Path, filled_template: Path) -> Path:
    """The folder of a closed store of 九条南 with fictional people."""
    folder = tmp_path / "watchdesk" / "store"
    shutil.copytree(filled_template, folder)
    return folder


@pytest.fixture
def settings_file(tmp_path: Path) -> Path:
    """This PC's settings, not there yet."""
    return tmp_path / "config" / "settings.json"


@pytest.fixture
def started(qtbot: QtBot, doorway: Doorway, settings_file: Path) -> Iterator[Callable[[Path], Program]]:
    """Starts the program on a folder and shows its window."""
    programs: list[Program] = []

    def start(folder: Path) -> Program:
        shell = Shell()
        qtbot.addWidget(shell, before_close_func=lambda shell: setattr(shell, "_may_close", True))
        shell.resize(1366, 728)
        with qtbot.waitActive(shell):
            shell.show()
            shell.activateWindow()
        program = Program(shell, doorway, folder, settings_file)
        programs.append(program)
        program.begin()
        return program

    yield start
    for program in programs:
        program.end_at_once()
    QThreadPool.globalInstance().waitForDone(3000)
    QApplication.processEvents()
