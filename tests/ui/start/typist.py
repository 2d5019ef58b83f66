"""Typist: writes in forms of the real window, locks it and unlocks it again, and notes each character she wrote.

Run as a program (store, settings file, journal, seed, number of locks) she goes on until she is killed.
"""

import json
import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui import composing
from ui.pc_settings import PcSettings
from ui.places import Place, Room
from ui.start.opening import dress
from ui.start.program import Program
from ui.start.unlock import UnlockScreen
from ui.whereabouts import caret_of, name_of

PASSWORD = "mukashi-no-uta-1937"
LETTERS = "abc 123新聞玄関雪靱𠮷"
GOES = "goes"
"""In the journal instead of a form: she is between two."""
_WAITING = Path("/proc/thread-self/schedstat")

Open = Callable[[Any], QWidget]


class Typist:
    """``write()`` goes to a form and writes there; ``hide_and_unlock()`` raises where not all is as it was."""

    def __init__(self, program: Program, journal: Path, seed: int) -> None:
        self.program, self._random = program, random.Random(seed)  # noqa: S311  # the same steps for each seed
        self._journal = journal.open("a", encoding="utf-8")
        self._field: QWidget | None = None

    def unlock(self) -> None:
        """Type the password."""
        screen = self.program.shell.shown
        assert isinstance(screen, UnlockScreen)
        wait(screen.button.isEnabled)
        QTest.keyClicks(screen.password.line, PASSWORD)
        QTest.keyClick(screen.password.line, Qt.Key.Key_Return)
        wait(lambda: self.program.window is not None)

    def write(self) -> None:
        """Go to one of the forms, or stay, and write some letters here and there in it."""
        if self._field is None or self._random.random() < 0.4:
            self._field = self._go()
        for _ in range(self._random.randint(1, 6)):
            self._letter(self._field)
            QTest.qWait(self._random.choice((1, 10, 40)))
        if self._random.random() < 0.2:
            QTest.qWait(self._random.randint(100, 1800))

    def hide_and_unlock(self) -> None:
        """F12, the password, and look whether text, caret and focus are as they were."""
        assert self._field is not None
        page = self._page()
        before = (name_of(page, self._field), composing.text_of(self._field), caret_of(self._field))
        QTest.keyClick(self._field, Qt.Key.Key_F12)
        wait(lambda: self.program.window is None)
        self.unlock()
        wait(lambda: self._here() == before, lambda: f"{before} came back as {self._here()}")
        self._field = QApplication.focusWidget()

    def _here(self) -> tuple[str, str, tuple[int, int]] | None:
        now = QApplication.focusWidget()
        if self.program.window is None or now is None or not self._page().isAncestorOf(now):
            return None
        return name_of(self._page(), now), composing.text_of(now), caret_of(now)

    def _letter(self, field: QWidget) -> None:
        if self._random.random() < 0.1:
            QTest.keyClick(field, Qt.Key.Key_Left)
        letter = self._random.choice(LETTERS)
        if letter.isascii():
            QTest.keyClick(field, letter)
        else:
            composing.speak(field, commit=letter)
        self._note(field)

    def _note(self, field: QWidget, *, typed: bool = True) -> None:
        """Into the journal: when, where, and all that stands there by now."""
        form = f"{self._page().TITLE}:{self.program.window and self.program.window.place.person_id}"
        self._put_down(form, name_of(self._page(), field), composing.text_of(field), typed=typed)

    def _put_down(self, form: str, field: str = "", text: str = "", *, typed: bool = False) -> None:
        waited = int(_WAITING.read_text().split()[1]) / 1e9
        told = {"at": time.monotonic(), "waited": waited, "form": form, "field": field, "text": text, "typed": typed}
        self._journal.write(json.dumps(told) + "\n")
        self._journal.flush()

    def _page(self) -> Any:
        assert self.program.window is not None
        return self.program.window.page()

    def _go(self) -> QWidget:
        place, opened = self._random.choice(self._forms())
        assert self.program.window is not None
        self._put_down(GOES)
        self.program.window.go(place)
        wait(lambda: opened(self._page()) is not None)
        field = opened(self._page())
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        wait(field.hasFocus)
        self._note(field, typed=False)
        return field

    def _forms(self) -> tuple[tuple[Place, Open], ...]:
        assert self.program.desk is not None
        ids = [line.id for line in self.program.desk.people.lines() if line.is_watched][:3]
        visits = [(Place(room=Room.VISIT, person_id=one, new=True), lambda page: page.form.note) for one in ids]
        return (
            *visits,
            (Place(room=Room.VISIT, person_id=ids[0], new=True), lambda page: page.form.visitor),
            (Place(room=Room.PERSON, new=True), lambda page: page.editor and page.editor.form.entry("family_name")),
            (Place(room=Room.PARTNER, new=True), lambda page: page.editor and page.editor.form.entry("name")),
            (Place(room=Room.SETTINGS, because="月報"), lambda page: page.section.form.entry("office")),
        )


def wait(until: Callable[[], object], told: Callable[[], str] = str) -> None:
    """Let the window work until something holds."""
    for _ in range(1000):
        if until():
            return
        QTest.qWait(10)
    raise AssertionError(told() or "waited in vain")


def main(store: str, settings: str, journal: str, seed: str, locks: str) -> None:
    """Write and lock so often, say so, and write until the end."""
    os.environ["WATCHDESK_STORE"] = store
    app = QApplication([])
    program = dress(app, PcSettings(store=store), Path(settings))
    program.shell.resize(1366, 728)
    program.shell.show()
    program.shell.activateWindow()
    program.begin()
    typist = Typist(program, Path(journal), int(seed))
    typist.unlock()
    for _ in range(int(locks)):
        typist.write()
        typist.hide_and_unlock()
    sys.stdout.write("locked often enough\n")
    sys.stdout.flush()
    while True:
        typist.write()


if __name__ == "__main__":
    main(*sys.argv[1:])
