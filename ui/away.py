"""Away: what Windows tells of a locked screen and of sleep, and a clock that went on while this program stood still."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from ctypes import wintypes
from datetime import datetime, timedelta

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject, QTimer, Signal

WM_POWERBROADCAST = 0x0218
WM_WTSSESSION_CHANGE = 0x02B1
PBT_APMSUSPEND = 0x0004
WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT, WTS_SESSION_LOGOFF, WTS_SESSION_LOCK = 0x2, 0x4, 0x6, 0x7
"""Windows' own numbers (winuser.h, wtsapi32.h)."""

_GOING = {
    WM_POWERBROADCAST: frozenset({PBT_APMSUSPEND}),
    WM_WTSSESSION_CHANGE: frozenset(
        {WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT, WTS_SESSION_LOGOFF, WTS_SESSION_LOCK}
    ),
}
_THIS_SESSION = _TO_A_WINDOW = 0

BEATS_EVERY = 5000
"""Milliseconds between two looks at the clock."""
STOOD_STILL = timedelta(seconds=40)
"""So much more on the clock than between two beats: the PC slept meanwhile, or the clock was set."""


def hides_when() -> str:
    """When the screen is hidden without a key and before the idle minutes are over, in words, on this platform."""
    if sys.platform == "win32":
        return "パソコンの画面がロックされたとき、スリープに入るときも隠れます。"
    return "スリープから覚めたときも、5秒ほどで隠れます。"


class Away(QObject):
    """``wanted`` when nobody sits before the screen any more. ``watch(window, now)`` begins, ``stop()`` ends it.

    Windows tells before it locks or sleeps. Elsewhere nothing is told; that the PC slept is seen when it wakes.
    """

    wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now: Callable[[], datetime] | None = None
        self._last: datetime | None = None
        self._filter: SessionFilter | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(BEATS_EVERY)
        self._timer.timeout.connect(self.beat)

    def watch(self, window: int, now: Callable[[], datetime]) -> None:
        """Listen from now on; ``window`` is the system's number of the window, ``now`` the local time."""
        self.stop()
        self._now, self._last = now, now()
        self._timer.start()
        if sys.platform == "win32":
            self._filter = SessionFilter(self.wanted.emit)
            QCoreApplication.instance().installNativeEventFilter(self._filter)  # type: ignore[union-attr]  # one runs
            ask_windows(window)

    def stop(self) -> None:
        """Listen no more."""
        self._timer.stop()
        if self._filter is not None:
            QCoreApplication.instance().removeNativeEventFilter(self._filter)  # type: ignore[union-attr]  # one runs
        self._now = self._filter = None

    def beat(self) -> None:
        """Look whether the clock went on without this program."""
        if self._now is None or self._last is None:
            return
        before, self._last = self._last, self._now()
        if self._last - before > STOOD_STILL:
            self.wanted.emit()


class SessionFilter(QAbstractNativeEventFilter):
    """Calls ``away`` at once, inside of Windows' message: it may send the PC to sleep as soon as that returns."""

    def __init__(self, away: Callable[[], object]) -> None:
        super().__init__()
        self._away = away

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> tuple[bool, int]:
        told = kind.data() if isinstance(kind, QByteArray) else bytes(kind)
        if told == b"windows_generic_MSG" and goes_away(*read_message(int(message))):
            self._away()
        return False, 0


def goes_away(message: int, reason: int) -> bool:
    """Whether a message of Windows says that the screen is locked, handed over, or that the PC goes to sleep."""
    return reason in _GOING.get(message, ())


def read_message(address: int) -> tuple[int, int]:
    """The number of a message that lies at an address (MSG), and its first parameter."""
    told = wintypes.MSG.from_address(address)
    return int(told.message or 0), int(told.wParam or 0)


def ask_windows(window: int) -> None:
    """Ask Windows to tell this window of locked screens and of sleep; a Windows that refuses leaves the idle time."""
    if sys.platform != "win32":
        return
    for library, call, told in (
        ("wtsapi32", "WTSRegisterSessionNotification", _THIS_SESSION),
        ("user32", "RegisterSuspendResumeNotification", _TO_A_WINDOW),
    ):
        function = getattr(ctypes.WinDLL(library), call)
        function.restype, function.argtypes = ctypes.c_void_p, (wintypes.HWND, wintypes.DWORD)
        function(window, told)
