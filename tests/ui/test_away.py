"""Nobody before the screen: Windows' messages are read as Windows writes them, and a sleep is seen by the clock."""

import ctypes
from ctypes import wintypes
from datetime import datetime, timedelta, timezone

import pytest
from PySide6.QtCore import QByteArray
from pytestqt.qtbot import QtBot

from ui.away import (
    PBT_APMSUSPEND,
    STOOD_STILL,
    WM_POWERBROADCAST,
    WM_WTSSESSION_CHANGE,
    WTS_SESSION_LOCK,
    Away,
    SessionFilter,
    ask_windows,
    goes_away,
    hides_when,
    read_message,
)

WTS_SESSION_UNLOCK, PBT_APMRESUMESUSPEND, PBT_APMPOWERSTATUSCHANGE, WM_CLOSE = 0x8, 0x7, 0xA, 0x10
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=timezone(timedelta(hours=9)))


def message(number: int, reason: int) -> wintypes.MSG:
    """A message as Windows hands it over."""
    return wintypes.MSG(hWnd=4711, message=number, wParam=reason, lParam=0)


@pytest.mark.parametrize(
    ("number", "reason", "away"),
    [
        (WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK, True),
        (WM_WTSSESSION_CHANGE, 0x2, True),
        (WM_WTSSESSION_CHANGE, 0x4, True),
        (WM_WTSSESSION_CHANGE, 0x6, True),
        (WM_WTSSESSION_CHANGE, WTS_SESSION_UNLOCK, False),
        (WM_POWERBROADCAST, PBT_APMSUSPEND, True),
        (WM_POWERBROADCAST, PBT_APMRESUMESUSPEND, False),
        (WM_POWERBROADCAST, PBT_APMPOWERSTATUSCHANGE, False),
        (WM_CLOSE, WTS_SESSION_LOCK, False),
    ],
)
def test_a_locked_screen_and_a_sleeping_pc_are_told_from_the_rest(number: int, reason: int, away: bool) -> None:
    told = message(number, reason)
    assert read_message(ctypes.addressof(told)) == (number, reason)
    assert goes_away(number, reason) is away


@pytest.mark.parametrize(
    ("kind", "heard"), [(b"windows_generic_MSG", 1), (b"windows_dispatcher_MSG", 0), (b"xcb_generic_event_t", 0)]
)
def test_only_windows_own_messages_are_read_and_none_is_taken_away_from_qt(kind: bytes, heard: int) -> None:
    calls: list[int] = []
    told = message(WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK)
    session = SessionFilter(lambda: calls.append(1))
    assert session.nativeEventFilter(QByteArray(kind), ctypes.addressof(told)) == (False, 0)
    assert len(calls) == heard


def test_asking_windows_does_nothing_elsewhere() -> None:
    ask_windows(0)


def test_a_clock_that_went_on_without_the_program_says_that_the_pc_slept(qtbot: QtBot) -> None:
    clock = [NOW]
    away = Away()
    away.watch(0, lambda: clock[0])
    with qtbot.assertNotEmitted(away.wanted):
        clock[0] += timedelta(seconds=6)
        away.beat()
    with qtbot.waitSignal(away.wanted):
        clock[0] += STOOD_STILL + timedelta(seconds=1)
        away.beat()
    with qtbot.assertNotEmitted(away.wanted):
        away.beat()
        away.stop()
        clock[0] += timedelta(hours=8)
        away.beat()


@pytest.mark.parametrize(("platform", "told"), [("win32", "ロックされたとき"), ("darwin", "覚めたとき")])
def test_the_settings_promise_only_what_the_platform_tells(
    monkeypatch: pytest.MonkeyPatch, platform: str, told: str
) -> None:
    monkeypatch.setattr("ui.away.sys.platform", platform)
    assert told in hides_when()
