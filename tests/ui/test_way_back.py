"""The way back: from somebody's page by Esc, from the records behind a figure by the key of the figure's room."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import OpenWindow
from ui.main_window import MainWindow
from ui.pages.person.page import PersonPage
from ui.places import Place, Room
from watchdesk.desk import Desk
from watchdesk.domain.month import Month

ALT = Qt.KeyboardModifier.AltModifier


def test_one_comes_back_to_the_paper_from_somebody_and_from_the_records_behind_a_figure(
    open_window: OpenWindow, qtbot: QtBot, desk: Desk
) -> None:
    window = open_window(desk, Place(room=Room.SHEETS, section=(kind := desk.sheets.kinds[0].key)))
    leave_somebody(window, qtbot, desk)
    assert (window.place.room, window.place.section) == (Room.SHEETS, kind)
    visit = desk.visits.during(Month(2026, 11))[0]
    window.go(Place(room=Room.VISITS, only=(visit.id,), because="年間のまとめ"))
    QTest.keyClick(window, Qt.Key.Key_9, ALT)
    assert (window.place.room, window.place.section) == (Room.SHEETS, kind)
    QTest.keyClick(window, Qt.Key.Key_9, ALT)
    assert window.place == Place(room=Room.REPORTS)


def leave_somebody(window: MainWindow, qtbot: QtBot, desk: Desk) -> None:
    """Esc ends a form first; what was half-written keeps one here."""
    window.go(Place(room=Room.PERSON, person_id=desk.people.lines()[0].id))
    page = window.page()
    assert isinstance(page, PersonPage)
    qtbot.waitUntil(lambda: page.facts is not None)
    page.rewrite(1)
    assert page.editor is not None
    QTest.keyClick(page.editor.first_field(), Qt.Key.Key_Escape)
    assert window.place.room is Room.PERSON
    page.writing.put_away()
    QTest.keyClick(page.view.record, Qt.Key.Key_Escape)
