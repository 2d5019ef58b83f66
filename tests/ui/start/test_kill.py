"""Killed and locked at 200 random moments: no letter older than two seconds is lost, and one is where one wrote."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.conftest import KEY, USER
from tests.ui import composing
from tests.ui.start.typist import GOES
from ui.main_window import MainWindow
from ui.places import Room
from ui.theme import theme
from ui.whereabouts import name_of
from watchdesk.desk import Desk, open_with_recovery_key

KILLS, LOCKS = 10, 19
"""So many programs are killed, each after so many locks: 200 points."""
PROMISED = 2.0
"""Seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What stood in a field after a letter, or before the first (not ``typed``).

    ``at`` in seconds; ``waited``: so long the program had no processor.
    """

    at: float
    waited: float
    form: str
    field: str
    text: str
    typed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Killed:
    """A store whose program was killed, what was written in it, and when that was."""

    store: Path
    letters: tuple[Letter, ...]
    at: float

    @property
    def safe(self) -> tuple[Letter, ...]:
        """What is older than was promised, by the program's own time."""
        waited = self.letters[-1].waited
        return tuple(one for one in self.letters if self.at - one.at - (waited - one.waited) > PROMISED)

    @property
    def just_begun(self) -> bool:
        """Whether all that was written since she came to a form is younger than was promised.

        Then it need not be there yet, and the focus may still be where the page begins.
        """
        came = max((place for place, one in enumerate(self.letters) if one.form == GOES), default=-1)
        return not any(one.typed for one in self.safe[came + 1 :])

    def may_stand(self, form: str, field: str) -> set[str]:
        """The texts of a field any of which may be found: the last safe one, and whatever was written after it."""
        here = [one for one in self.letters if (one.form, one.field) == (form, field)]
        safe = [one for one in self.safe if (one.form, one.field) == (form, field)]
        return {one.text for one in here[max(0, len(safe) - 1) :]} | (set() if safe else {""})


def kill(template: Path, folder: Path, seed: int) -> Killed:
    """Let somebody write and lock, and kill the program at a random moment after that."""
    store, journal = folder / "store", folder / "journal"
    shutil.copytree(template, store)
    words = (str(store), str(folder / "settings.json"), str(journal), str(seed), str(LOCKS))
    program = subprocess.Popen(
        [sys.executable, "-m", "tests.ui.start.typist", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert program.stdout is not None
    told = program.stdout.readline()
    if not told:
        pytest.fail(program.communicate()[1][-2000:])
    time.sleep(random.Random(seed).uniform(0.05, 4.5))  # noqa: S311  # the same moments for each seed
    at = time.monotonic()
    program.send_signal(signal.SIGKILL)
    program.communicate()
    lines = journal.read_text(encoding="utf-8").splitlines(keepends=True)
    letters = tuple(Letter(**json.loads(line)) for line in lines if line.endswith("\n"))
    return Killed(store=store, letters=letters, at=at)


def open_again(desk: Desk, qtbot: QtBot) -> MainWindow:
    window = MainWindow(desk, theme())
    window.resize(1366, 728)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.start()
    return window


def look(killed: Killed, qtbot: QtBot) -> None:
    """Open the store again, as its user does, and see what is there."""
    desk = open_with_recovery_key(killed.store, USER, KEY)
    window = open_again(desk, qtbot)
    try:
        recent = {(one.form, one.field) for one in killed.letters[len(killed.safe) - 1 :]}

        def is_back() -> bool:
            page, now = window.page(), QApplication.focusWidget()
            assert page is not None
            if now is None or not page.isAncestorOf(now):
                return False
            form, field = f"{page.TITLE}:{window.place.person_id}", name_of(page, now)
            if killed.just_begun and (window.place.room is Room.TODAY or form in {one for one, _ in recent}):
                return True
            return (form, field) in recent and composing.text_of(now) in killed.may_stand(form, field)

        if killed.letters[-1].form != GOES:
            qtbot.waitUntil(is_back, timeout=6000)
        kept = {text for draft in desk.drafts.all() for text in draft.texts.values()}
        for form, field in {(one.form, one.field) for one in killed.safe if one.typed}:
            assert killed.may_stand(form, field) & kept, (form, field)
    finally:
        window.release()
        window.hide()
        window.deleteLater()
        desk.lock()


@pytest.mark.alone
def test_no_letter_older_than_two_seconds_is_lost_at_200_random_moments(
    filled_template: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    folders = [tmp_path / str(number) for number in range(KILLS)]
    for folder in folders:
        folder.mkdir()
    with ThreadPoolExecutor(2 * (os.cpu_count() or 1)) as workers:  # each waits half of its time
        killed = list(workers.map(kill, [filled_template] * KILLS, folders, range(KILLS)))
    assert all(len(one.letters) > LOCKS for one in killed)
    for one in killed:
        look(one, qtbot)
