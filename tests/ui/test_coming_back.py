"""Hidden and shown again: every text field of every page has its text, its caret and the focus, as if nothing was."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui import composing
from tests.ui.walking import LEAST, WAYS, Walk, form_of, place
from ui.main_window import MainWindow
from ui.places import Room
from ui.theme import theme
from ui.whereabouts import caret_of, name_of
from watchdesk.desk import Desk

pytestmark = pytest.mark.usefixtures("nobody_answers")

FILTER, SEARCH = "narrows a list; nothing is recorded from it", "looks for somebody, or for a sheet"
KEPT_NOWHERE = {
    "言葉でしぼる": FILTER,
    "年齢（から）": FILTER,
    "年齢（まで）": FILTER,
    "建物の名前": FILTER,
    "最後に安否を確認してからの日数": FILTER,
    "用紙の番号": SEARCH,
    "同じ世帯の方をさがす": SEARCH,
    "まとめる相手をさがす": SEARCH,
    "お会いする方をさがす": SEARCH,
    "福祉情報をさがす": SEARCH,
    "印刷されるものの中をさがす": SEARCH,
    "見るページの番号": SEARCH,
    "さがす": SEARCH,
}
"""Fields by their accessible name whose text goes when the screen is hidden, and why. Passwords go as well."""

ONCE_OPENED = {Room.PARTNERS.value: {"持つ方", "返す日", "使いみち"}}
"""Beside the pages of a list that was narrowed by hand: it comes back with these pages, once they are opened again."""


PATIENCE = 15_000
"""Milliseconds for a page to come back, on a machine shared by several."""

KNOWN: dict[Room, set[str]] = {}
"""The fields that earlier ways met."""


@pytest.fixture
def show(desk: Desk, qtbot: QtBot) -> Iterator[Callable[[], MainWindow]]:
    """Opens the window over the unlocked desk; the one before was hidden."""
    windows: list[MainWindow] = []

    def open_window() -> MainWindow:
        if windows:
            windows[-1].release(hiding=True)
            windows[-1].hide()
            windows.pop().deleteLater()
        made = MainWindow(desk, theme())
        windows.append(made)
        made.resize(1366, 728)
        made.show()
        made.activateWindow()
        qtbot.waitUntil(made.isActiveWindow)
        made.start()
        return made

    yield open_window
    for window in windows:
        window.release()
        window.hide()
        window.deleteLater()


@pytest.mark.parametrize("way", WAYS)
def test_each_field_comes_back_with_its_text_its_caret_and_the_focus(
    way: str, show: Callable[[], MainWindow], desk: Desk, qtbot: QtBot
) -> None:
    def hide_and_show(walk: Walk, field: QWidget) -> Iterator[str]:
        if composing.name_of(field) in {*KEPT_NOWHERE, *ONCE_OPENED.get(way, ())}:
            return
        QTest.keyClick(walk.window, Qt.Key.Key_Shift)  # somebody is there: nothing moves by itself any more
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        walk.settle()
        focus = QApplication.focusWidget()
        assert focus is not None
        before = composing.text_of(field)
        QTest.keyClicks(focus, "12")
        QTest.keyClick(focus, Qt.Key.Key_Left)
        name, text, caret = name_of(walk.page(), focus), composing.text_of(field), caret_of(focus)
        walk.window = show()
        try:
            qtbot.waitUntil(lambda: came_back(walk, name, text, caret), timeout=PATIENCE)
        except Exception:
            yield told(walk, name, text, caret)
            return
        now = QApplication.focusWidget()
        assert now is not None
        put_text(now, before)

    walk = Walk(show(), qtbot, place(desk, way), hide_and_show, called=form_of, known=KNOWN)
    walk.go()
    assert walk.wrong == []
    assert way == Room.TODAY.value or len(walk.seen) >= LEAST.get(way, 0)


def came_back(walk: Walk, name: str, text: str, caret: tuple[int, int]) -> bool:
    now = QApplication.focusWidget()
    if now is None or not walk.page().isAncestorOf(now):
        return False
    return (name_of(walk.page(), now), composing.text_of(now), caret_of(now)) == (name, text, caret)


def told(walk: Walk, name: str, text: str, caret: tuple[int, int]) -> str:
    now = QApplication.focusWidget()
    found = (name_of(walk.page(), now), composing.text_of(now), caret_of(now)) if now is not None else None
    return f"{(name, text, caret)} came back as {found}"


def put_text(field: QWidget, text: str) -> None:
    """Write what stood there before, so that the next field begins as this one did."""
    composing.empty(field)
    if text:
        composing.speak(field, commit=text)
    QApplication.processEvents()
