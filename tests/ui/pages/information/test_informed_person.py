"""The person page tells what was told to somebody and when, and leads to telling more."""

from typing import Any

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import OpenWindow
from ui.pages.person.view import VISITS
from ui.places import Place, Room
from watchdesk.desk import Desk


def test_what_was_told_stands_with_the_visits_and_leads_on(desk: Desk, open_window: OpenWindow, qtbot: QtBot) -> None:
    person = desk.people.lines()[0]
    items = [desk.information.record({"title": f"案内 {number}"}) for number in range(5)]
    window = open_window(desk, Place(room=Room.PERSON, person_id=person.id))
    page: Any = window.page()
    qtbot.waitUntil(lambda: page.facts is not None)
    informed: Any = page.view.informed
    assert isinstance(informed, QWidget)
    page.view.tabs.setCurrentIndex(VISITS)
    assert informed.isVisible()
    assert "まだ" in informed.told.text()
    desk.information.give([item.id for item in items], person_id=person.id)
    qtbot.waitUntil(lambda: "案内 4" in informed.told.text())
    assert "ほか2件" in informed.told.text()
    assert "令和8年11月22日" in informed.told.text()
    informed.tell.click()
    assert window.place == Place(room=Room.INFORMATION, person_id=person.id)
    room: Any = window.page()
    qtbot.waitUntil(lambda: room.total is not None)
    assert room.beside.told.isVisible()
