"""Who follows the focus is told where it goes, and is never called while it is taken apart."""

import gc
from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

import ui as ui_folder
from tests.ui.conftest import Shown
from ui.widgets.focus import follow_focus


class Follower(QWidget):
    """Holds a line and hears of the focus."""

    heard: list[tuple[QWidget | None, QWidget | None]]

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heard = []
        self.line = QLineEdit(self)
        self.line.setProperty("noRing", True)  # a ring holds what it lies around
        follow_focus(self._hear)

    def _hear(self, old: QWidget | None, now: QWidget | None) -> None:
        self.heard.append((old, now))


class Window(QWidget):
    """A window that only the cycle collector frees: it and its part hold each other."""

    def __init__(self) -> None:
        super().__init__()
        self.part = Follower(self)
        self.around = {"window": self}


def test_it_hears_who_had_the_focus_and_who_has_it(shown: Shown) -> None:
    one, other = Follower(), Follower()
    shown(one, other)
    one.line.setFocus()
    other.heard.clear()
    other.line.setFocus()
    assert other.heard == [(one.line, other.line)]


def test_a_window_that_is_freed_while_it_has_the_focus_calls_nobody_any_more(qtbot: QtBot) -> None:
    stays = Follower()
    qtbot.addWidget(stays)
    window = Window()
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.part.line.setFocus()
    heard = window.part.heard
    heard.clear()
    stays.heard.clear()
    del window
    gc.collect()  # a slot of the part itself would be sought in the half of it that is gone
    assert heard == []
    assert stays.heard


def test_what_qt_deleted_first_is_not_called(shown: Shown) -> None:
    gone, stays = Follower(), Follower()
    shown(gone, stays)
    heard = gone.heard
    delete(gone)
    heard.clear()
    stays.line.setFocus()
    assert heard == []
    assert stays.heard


def test_only_one_place_listens_to_the_signal_of_qt() -> None:
    folder = Path(ui_folder.__file__).parent
    listening = {path.name for path in folder.rglob("*.py") if "focusChanged" in path.read_text(encoding="utf-8")}
    assert listening == {"focus.py"}
