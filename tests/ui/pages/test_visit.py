"""訪問を記録する: three keys for the plain case, drafts that are never lost, corrections with their reason."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.pages.visit import VisitPage
from ui.places import Place, Room
from ui.theme import theme
from watchdesk.desk import Desk

Shown = Callable[..., QWidget]
Opened = Callable[..., VisitPage]


@pytest.fixture
def person_id(desk: Desk) -> str:
    return next(line.id for line in desk.people.lines() if line.is_watched)


@pytest.fixture
def opened(desk: Desk, person_id: str, shown: Shown, qtbot: QtBot) -> Opened:
    """The page as the window shows it, with the focus where it belongs."""

    def show(**place: str) -> VisitPage:
        page = VisitPage(desk, theme())
        window = shown(page)
        window.resize(1150, 640)
        page.enter(Place(room=Room.VISIT, **{"person_id": person_id, **place}))
        page.first_focus().setFocus()
        return page

    return show


def press(qtbot: QtBot, key: str | Qt.Key, chord: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    now = QApplication.focusWidget()
    assert now is not None
    qtbot.keyClick(now, key, chord)


def test_one_and_control_enter_record_that_the_person_is_well(
    opened: Opened, desk: Desk, person_id: str, qtbot: QtBot
) -> None:
    before = len(desk.visits.of_person(person_id))
    page = opened()
    with qtbot.waitSignal(page.went_back):
        press(qtbot, "1")
        press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    newest = desk.visits.of_person(person_id)[0]
    assert len(desk.visits.of_person(person_id)) == before + 1
    assert (newest.method, newest.result, newest.condition) == ("visit", "met", "well")
    assert (newest.on, newest.visitor, newest.note, newest.signs) == (desk.today(), "山本 花子", None, ())
