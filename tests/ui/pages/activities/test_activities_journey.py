"""Through the window by keys: a contact in one line, an activity written and opened again, both taken back."""

from datetime import date
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.conftest import TODAY
from tests.ui.conftest import OpenWindow
from ui.main_window import MainWindow
from ui.pages.activities.activity import ActivityPage
from ui.pages.activities.page import ActivitiesPage
from ui.places import Place, Room
from watchdesk.desk import Desk
from watchdesk.domain.activity import Activity

Key = Qt.Key
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
MONTH = (date(2026, 11, 1), TODAY)


@pytest.fixture
def window(empty_desk: Desk, open_window: OpenWindow) -> MainWindow:
    return open_window(empty_desk)


def press(key: Qt.Key, chord: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    now = QApplication.focusWidget()
    assert now is not None
    QTest.keyClick(now, key, chord)


def write(text: str) -> None:
    now = QApplication.focusWidget()
    assert now is not None
    QTest.keyClicks(now, text)


def holds(page: ActivitiesPage, count: int) -> bool:
    return len(page.table.rows()) == count


def is_current(page: ActivitiesPage, record_id: str) -> bool:
    row = page.table.row()
    return row is not None and row.id == record_id


def written(window: MainWindow, desk: Desk, qtbot: QtBot) -> Activity:
    """Write an activity in its form, of the third kind."""
    form = window.page()
    assert isinstance(form, ActivityPage)
    editor = form.editor
    assert editor is not None
    qtbot.waitUntil(editor.form.entry("kind").hasFocus)
    for _ in range(2):
        press(Key.Key_Down)
    press(Key.Key_Return)
    qtbot.waitUntil(editor.form.entry("title").hasFocus)
    write("cleaning")
    press(Key.Key_Return, CTRL)
    (held,) = desk.activities.lines(*MONTH)
    assert (held.title, held.on) == ("cleaning", TODAY)
    return held


def test_a_day_of_contacts_and_an_activity_by_keys_alone(window: MainWindow, empty_desk: Desk, qtbot: QtBot) -> None:
    window.start(Place(room=Room.TODAY))
    QTest.keyClick(window, Key.Key_6, ALT)
    page = window.page()
    assert isinstance(page, ActivitiesPage)
    qtbot.waitUntil(page.line.whom.hasFocus)
    write("ward")
    press(Key.Key_Return)
    write("sheet")
    press(Key.Key_Return)
    qtbot.waitUntil(partial(holds, page, 1))

    press(Key.Key_N, CTRL)
    held = written(window, empty_desk, qtbot)
    qtbot.waitUntil(lambda: window.page() is page and page.table.hasFocus())
    qtbot.waitUntil(partial(is_current, page, held.id))

    press(Key.Key_R)
    assert page.line.whom.hasFocus()
    page.table.setFocus()
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(window.page(), ActivityPage))
    opened = window.page()
    assert isinstance(opened, ActivityPage)
    assert opened.editor is not None
    assert opened.editor.activity == held
    QTest.keyClick(window, Key.Key_Left, ALT)
    qtbot.waitUntil(lambda: window.page() is page and page.table.hasFocus())

    for left in (1, 0):
        with qtbot.waitSignal(window.undoing.told):  # a press before that is passed over
            QTest.keyClick(window, Key.Key_Z, CTRL)
        qtbot.waitUntil(partial(holds, page, left))
    assert (empty_desk.activities.lines(*MONTH), empty_desk.activities.coordination(*MONTH)) == ((), ())
