"""書き出しの形 by keys: a profile is made, its columns ordered, left out and named anew; the usual one stays."""

import io

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Ime, OpenWindow
from ui.main_window import MainWindow
from ui.pages.profiles.page import ProfilesPage
from ui.places import Place, Room
from watchdesk.desk import Desk
from watchdesk.domain.month import Month
from watchdesk.domain.profile import USUAL, Chosen, moved, titled, turned
from watchdesk.exports import workbook

NAME = "保健福祉課 月次"
KEY, CTRL, ALT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(*keys: Qt.Key, chord: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        QTest.keyClick(focus(), key, chord)


def heads(desk: Desk, sheet: str) -> list[str]:
    """What stands over the columns of the workbook that this profile makes."""
    made = desk.welfare.month(Month(2026, 10), "hokenfukushi", profile=desk.profiles.get(NAME)).run()
    book = load_workbook(io.BytesIO(workbook.draw(made.sheets(None), "x", desk.today()).data))
    return [str(cell.value) for cell in next(book[sheet].iter_rows())] if sheet in book.sheetnames else []


def come_back(page: ProfilesPage, window: MainWindow, qtbot: QtBot) -> None:
    """Goes elsewhere and comes back to the field that was being written."""
    window.go(Place(room=Room.COPIES))
    window.go(Place(room=Room.PROFILES))
    qtbot.waitUntil(lambda: page.in_place.form is not None and page.in_place.isAncestorOf(focus()))


def made(page: ProfilesPage, window: MainWindow, qtbot: QtBot, ime: Ime) -> None:
    """Makes a profile by keys; its name waits, half-written, while one is elsewhere."""
    press(KEY.Key_N, chord=CTRL)
    ime(focus(), commit=NAME)
    come_back(page, window, qtbot)
    press(KEY.Key_Return, chord=CTRL)
    qtbot.waitUntil(lambda: page.in_place.form is None and page.table.hasFocus())


def test_a_profile_is_made_ordered_renamed_and_taken_out_by_keys(
    desk: Desk, open_window: OpenWindow, qtbot: QtBot, ime: Ime
) -> None:
    window = open_window(desk, Place(room=Room.PROFILES))
    page = window.findChild(ProfilesPage)
    assert page is not None
    qtbot.waitUntil(page.table.hasFocus)
    press(KEY.Key_Return)
    assert desk.profiles.all() == (USUAL,), "the usual one cannot be changed"
    assert "変えられません" in page.strip.sentence

    made(page, window, qtbot, ime)
    assert page.profile.name == NAME
    assert page.table.row().key == "number"
    press(KEY.Key_Down, chord=ALT)
    assert [one.key for one in page.table.rows()][:2] == ["name", "number"]
    press(KEY.Key_F2)
    assert page.in_place.form is not None
    page.in_place.form.entry("profile").set_text("")
    ime(focus(), commit="台帳番号")
    come_back(page, window, qtbot)
    press(KEY.Key_Return, chord=CTRL)
    qtbot.waitUntil(page.table.hasFocus)
    page.table.select("kana")
    press(KEY.Key_Return)
    assert heads(desk, "要援護者")[:3] == ["氏名", "台帳番号", "地域"]

    page.sheet.set_value("visits")
    page.sheet.edited.emit()
    page.doing.whole.click()
    assert heads(desk, "訪問") == []
    page.doing.remove.click()
    assert desk.profiles.all() == (USUAL,)
    press(KEY.Key_Return)
    assert [one.name for one in desk.profiles.all()] == [USUAL.name, NAME]
    assert heads(desk, "要援護者")[1] == "台帳番号"


@pytest.mark.parametrize("steps", [-3, -1, 1, 9])
def test_columns_move_within_their_sheet_and_none_is_lost(steps: int) -> None:
    columns = tuple(Chosen(key=key) for key in "abc")
    for key in "abc":
        assert sorted(one.key for one in moved(columns, key, steps)) == ["a", "b", "c"]
    assert moved(columns, "x", steps) == columns
    assert turned(turned(columns, "b"), "b") == (Chosen(key="a"), Chosen(key="c"), Chosen(key="b"))
    assert titled(columns, "a", "  ") == columns
