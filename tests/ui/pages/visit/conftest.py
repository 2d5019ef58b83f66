"""What the tests of the visit form share: somebody under watch, the form as the window shows it, keys."""

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import OpenWindow
from ui.main_window import MainWindow
from ui.pages.visit.page import VisitPage
from ui.places import Place, Room
from ui.theme import theme
from watchdesk.desk import Desk
from watchdesk.domain.lines import VisitLine

Shown = Callable[..., QWidget]


@pytest.fixture
def person_id(desk: Desk) -> str:
    """Somebody under watch."""
    return next(line.id for line in desk.people.lines() if line.is_watched)


@pytest.fixture
def form_at(desk: Desk, person_id: str, shown: Shown) -> Callable[..., VisitPage]:
    """The page as the window shows it, with the focus where it belongs; ``form_at(visit_id=…)`` for a correction."""

    def show(**place: str) -> VisitPage:
        page = VisitPage(desk, theme())
        shown(page).resize(1150, 640)
        page.enter(Place(room=Room.VISIT, **{"person_id": person_id, **place}))
        page.first_focus().setFocus()
        return page

    return show


@pytest.fixture
def newest(desk: Desk, person_id: str) -> Callable[[], VisitLine]:
    """The one record entered since: the only one that was not there before."""
    before = {line.id for line in desk.visits.of_person(person_id)}

    def find() -> VisitLine:
        (found,) = [line for line in desk.visits.of_person(person_id) if line.id not in before]
        return found

    return find


class Hands:
    """What a user does: keys go where the focus is."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot

    def press(
        self, key: str | Qt.Key, chord: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, times: int = 1
    ) -> None:
        """Press a key."""
        for _ in range(times):
            now = QApplication.focusWidget()
            assert now is not None
            self.qtbot.keyClick(now, key, chord)

    def write(self, text: str, into: QWidget) -> None:
        """Write in a field in place of what stands there."""
        into.setFocus()
        into.selectAll()
        self.qtbot.keyClicks(into, text)

    def record(self) -> None:
        """Press Ctrl+Enter."""
        self.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


@pytest.fixture
def hands(qtbot: QtBot) -> Hands:
    """What a user does."""
    return Hands(qtbot)


@pytest.fixture
def window(desk: Desk, open_window: OpenWindow) -> Callable[[Place], MainWindow]:
    """The window as the user has it, at a place."""
    return partial(open_window, desk)
