"""10,000 people in memory, a form half-written, work running: from the key to a blank window in half a second."""

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.conftest import CROWD
from tests.ui.start.test_lock import unlock
from ui.pages.people.page import PeoplePage
from ui.pages.visit.page import VisitPage
from ui.places import Place, Room
from ui.start.program import Program
from ui.start.unlock import UnlockScreen
from ui.tasks import start

Started = Callable[[Path], Program]

PROMISED = 0.5
"""Seconds."""


class Painted(QObject):
    """Hears when a blank cover, and when the unlock screen, is painted; seconds by the clock on the wall."""

    def __init__(self, program: Program) -> None:
        super().__init__()
        self._cover, self._begun = program.shell._cover, time.perf_counter()
        self.blank = self.screen = 0.0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and not self.screen:
            passed = time.perf_counter() - self._begun
            if watched is self._cover:
                self.blank = self.blank or passed
            elif isinstance(watched, UnlockScreen):
                self.screen = passed
        return False


class Busy:
    """Work that computes without end."""

    def run(self, progress: Callable[[int, int], None]) -> None:
        for step in range(100_000):
            sum(range(20_000))
            progress(step, 100_000)


@pytest.fixture
def program(qtbot: QtBot, started: Started, store: Path) -> Program:
    """The program over 10,000 people."""
    program = started(store)
    unlock(qtbot, program)
    return program


@pytest.fixture
def store(tmp_path: Path, crowded_template: Path) -> Path:
    """The folder of a closed store of 九条南 with 10,000 people."""
    return Path(shutil.copytree(crowded_template, tmp_path / "watchdesk" / "store"))


@pytest.mark.alone
def test_the_window_is_blank_half_a_second_after_the_key(qtbot: QtBot, program: Program) -> None:
    assert program.window is not None
    assert program.desk is not None
    window = program.window
    window.go(Place(room=Room.PEOPLE))
    people = window.page()
    assert isinstance(people, PeoplePage)
    qtbot.waitUntil(lambda: people.rows is not None and len(people.rows) >= CROWD, timeout=120_000)
    window.go(Place(room=Room.VISIT, person_id=people.rows[7].id if people.rows else None, new=True))
    page = window.page()
    assert isinstance(page, VisitPage)
    page.form.note.setFocus()
    QTest.keyClicks(page.form.note, "shinbun ga 3 nichi bun")
    start(Busy(), window)
    time.sleep(0.05)
    painted = Painted(program)
    QApplication.instance().installEventFilter(painted)  # type: ignore[union-attr]  # one runs
    QTest.keyClick(page.form.note, Qt.Key.Key_F12)
    qtbot.waitUntil(lambda: bool(painted.screen), timeout=10_000)
    QApplication.instance().removeEventFilter(painted)  # type: ignore[union-attr]  # one runs
    assert 0 < painted.blank < PROMISED
    assert painted.blank <= painted.screen < 2 * PROMISED
    unlock(qtbot, program)
    assert program.window is not None
    again = program.window.page()
    assert isinstance(again, VisitPage)
    assert again.form.note.text() == "shinbun ga 3 nichi bun"
