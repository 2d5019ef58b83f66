"""Lock: hides the screen by F12, Ctrl+L or after idle minutes, whatever has the focus, and loses nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QClipboard, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication

from ui.tasks import Task
from ui.widgets.manners import end_conversion
from watchdesk.errors import WatchDeskError
from watchdesk.settings import BY_KEY
from watchdesk.settings import IDLE_MINUTES as IDLE_SETTING

if TYPE_CHECKING:
    from ui.main_window import MainWindow
    from watchdesk.desk import Desk

IDLE_MINUTES: float = BY_KEY[IDLE_SETTING].default

_SIGNS_OF_LIFE = frozenset(
    {
        *(QEvent.Type.KeyPress, QEvent.Type.InputMethod, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove),
        *(QEvent.Type.Wheel, QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate),
    }
)
"""An input method on Windows takes the keys, and tells of them in events of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """When the screen was hidden (local time), whether something half-written waits, and who was there."""

    at: datetime
    drafts: bool
    user: str = ""

    @property
    def time(self) -> str:
        """The time in words: 13時20分."""
        return f"{self.at.hour}時{self.at.minute:02}分"


class Lock(QObject):
    """``wanted`` when the screen is to be hidden. ``watch(True)`` while there is something to hide.

    The keys are taken before any shortcut, conversion or dialog sees them: a caller at the desk can't wait.
    """

    wanted = Signal()

    def __init__(self, parent: QObject | None = None, idle_minutes: float = IDLE_MINUTES) -> None:
        super().__init__(parent)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self.wanted)
        self.set_minutes(idle_minutes)

    def set_minutes(self, minutes: float) -> None:
        """Hide after so many minutes in which nobody touched key or mouse; they begin anew now."""
        self._idle.setInterval(round(minutes * 60_000))

    @property
    def minutes(self) -> float:
        """Idle minutes after which it hides."""
        return self._idle.interval() / 60_000

    def watch(self, watching: bool) -> None:
        """Begin or end to listen for the keys and to count idle minutes."""
        app = QApplication.instance()
        if app is None:
            return
        if watching:
            app.installEventFilter(self)
            self._idle.start()
        else:
            app.removeEventFilter(self)
            self._idle.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS_OF_LIFE:
            self._idle.start()
        if not isinstance(event, QKeyEvent) or not _hides(event):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # so that it comes as a key press, and nobody else's shortcut fires
        elif event.type() == QEvent.Type.KeyPress:
            QTimer.singleShot(0, self.wanted.emit)
        return True


def put_away(desk: Desk, window: MainWindow, blank: Callable[[], object] = lambda: None) -> Hidden:
    """Blank the window by ``blank``, then let the register go; the desk can be locked then.

    What is being converted goes into its field first, or it would be lost with the focus. Dialogs are closed, and
    what we put on the clipboard is taken off it.
    """
    end_conversion()
    blank()
    _close_dialogs()
    _clear_clipboard()
    let_go(window, hiding=True)
    return Hidden(at=desk.now(), drafts=_some_draft(desk), user=desk.user)


def let_go(window: MainWindow, *, hiding: bool = False) -> None:
    """Keep what is half-written and give running work up. What goes wrong is told, and hinders nobody from leaving.

    ``hiding``: one comes back to where one is, also where nothing is half-written.
    """
    end_conversion()
    for task in window.findChildren(Task):
        task.cancel()
    try:
        window.release(hiding=hiding)
    except Exception as error:  # told by the hook: the screen is hidden all the same
        sys.excepthook(type(error), error, error.__traceback__)


def _clear_clipboard() -> None:
    """What others put there is theirs. A history of the clipboard that the system keeps is out of our reach."""
    clipboard = QGuiApplication.clipboard()
    if clipboard.ownsClipboard():
        clipboard.clear()
    if clipboard.supportsSelection() and clipboard.ownsSelection():
        clipboard.clear(QClipboard.Mode.Selection)


def _some_draft(desk: Desk) -> bool:
    with suppress(WatchDeskError):
        return bool(desk.drafts.all())
    return False


def _close_dialogs() -> None:
    """System dialogs drawn by Qt, menus, lists of choices: nothing of the register may stay on the screen."""
    for _ in range(len(QApplication.topLevelWidgets())):
        at = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if at is None or not at.close():
            return


def _hides(event: QKeyEvent) -> bool:
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    plain = held == Qt.KeyboardModifier.NoModifier
    return (event.key() == Qt.Key.Key_F12 and plain) or (
        event.key() == Qt.Key.Key_L and held == Qt.KeyboardModifier.ControlModifier
    )
