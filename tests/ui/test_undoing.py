"""元に戻す: what was done last is always named in sight, taken back by one key, and a field's own undo comes first."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import TODAY
from tests.ui.conftest import OpenWindow
from ui.main_window import MainWindow
from ui.places import Place, Room
from ui.undoing import NOTHING, UndoButton
from watchdesk.desk import Desk
from watchdesk.domain.words import Condition, Method, Result

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(desk: Desk, open_window: OpenWindow) -> MainWindow:
    return open_window(desk, Place(room=Room.VISITS))


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def voided(desk: Desk) -> str:
    person = desk.people.lines()[0]
    visit = desk.visits.record(
        person.id, on=date(2026, 11, 20), method=Method.VISIT, result=Result.MET, condition=Condition.WELL
    )
    desk.visits.void(visit.id, "二重")
    return visit.id


def test_before_anything_was_written_the_button_says_so_and_cannot_be_pressed(window: MainWindow) -> None:
    button = window.undoing.button
    assert button.isVisible()
    assert not button.isEnabled()
    assert button.accessibleName() == f"元に戻す（{NOTHING}）"


def test_what_was_done_last_is_named_and_ctrl_z_takes_it_back(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    visit_id = voided(desk)
    qtbot.waitUntil(lambda: window.undoing.button.whole == "元に戻す: 訪問記録の取消")
    assert window.undoing.button.isEnabled()

    QTest.keyClick(window, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: window.strip.sentence != "")

    assert window.strip.sentence == "「訪問記録の取消」を元に戻しました。"
    assert not desk.visits.get(visit_id).voided
    qtbot.waitUntil(lambda: window.undoing.button.whole == "元に戻す: 訪問の記録")


def test_the_button_does_the_same_as_the_key(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    visit_id = voided(desk)
    qtbot.waitUntil(window.undoing.button.isEnabled)

    QTest.mouseClick(window.undoing.button, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: not desk.visits.get(visit_id).voided)


def test_a_field_takes_back_its_own_typing_and_the_page_nothing(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    visit_id = voided(desk)
    window.top.look_for()
    field = focus()
    QTest.keyClicks(field, "abc")

    QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
    QTest.qWait(100)

    assert window.top.search.line.text() == ""
    assert desk.visits.get(visit_id).voided


def test_in_a_field_in_which_nothing_was_typed_the_key_is_the_pages(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    visit_id = voided(desk)
    window.top.look_for()

    QTest.keyClick(focus(), Qt.Key.Key_Z, CTRL)

    qtbot.waitUntil(lambda: not desk.visits.get(visit_id).voided)


def test_while_a_conversion_is_open_nothing_is_undone(
    window: MainWindow, desk: Desk, qtbot: QtBot, ime: Callable[..., None]
) -> None:
    visit_id = voided(desk)
    window.top.look_for()
    field = focus()
    ime(field, "やま")

    QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
    QTest.qWait(100)

    assert desk.visits.get(visit_id).voided


def test_what_was_written_since_stays_and_the_strip_says_why(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    assert desk.today() == TODAY
    visit_id = voided(desk)
    qtbot.waitUntil(window.undoing.button.isEnabled)
    for _ in range(3):
        window.strip.clear()
        window.undoing.undo()
        qtbot.waitUntil(lambda: window.strip.sentence != "")

    assert window.strip.sentence == "元に戻せることは、ありません。"
    assert desk.visits.get(visit_id).voided
    qtbot.waitUntil(lambda: not window.undoing.button.isEnabled())


def test_an_import_is_taken_back_on_its_own_page(window: MainWindow, desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("氏名,生年月日\n見本 ハナ,S12.3.5\n", encoding="utf-8")
    desk.imports.people(desk.imports.open(file)).run()
    qtbot.waitUntil(lambda: window.undoing.button.whole == "元に戻す: 取りこみ")

    QTest.keyClick(window, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: window.strip.button.text() == "取りこみの画面へ")
    assert "取りこみの画面から" in window.strip.sentence
    window.strip.button.click()

    assert window.place.room is Room.IMPORT


def test_where_room_is_short_less_is_said_but_all_is_heard(qtbot: QtBot) -> None:
    button = UndoButton()
    qtbot.addWidget(button)
    button.show()
    button.name("台帳の書き直し（氏名・電話）")
    button.resize(button.sizeHint())
    assert button.text() == "元に戻す: 台帳の書き直し（氏名・電話）"
    button.resize(button.sizeHint().width() - 10, button.height())
    assert button.text() == "元に戻す: 台帳の書き直し"
    button.resize(button.minimumSizeHint())
    assert button.text() == "元に戻す"
    assert button.accessibleName() == "元に戻す: 台帳の書き直し（氏名・電話）"
