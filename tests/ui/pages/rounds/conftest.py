"""What the tests of rounds share: a sheet that is out, the window, keys that are counted."""

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.conftest import OpenWindow
from ui.main_window import MainWindow
from ui.places import Place
from watchdesk.desk import Desk
from watchdesk.domain.outing import Outing, Reach
from watchdesk.domain.round import Sheet


@pytest.fixture
def printed(desk: Desk) -> Callable[..., Sheet]:
    """Hands out a sheet for so many people under watch, in walking order; further words go to ``prepare``."""

    def hand_out(people: int = 10, **wish: object) -> Sheet:
        ids = [one.id for one in desk.rounds.chosen(Outing(reach=Reach.ALL))][:people]
        drawn = desk.day_sheets.prepare(ids, **{"on": desk.today(), "walker": "中村 清", **wish}).run()
        number = desk.day_sheets.handed_out(drawn).number
        return next(desk.rounds.sheet(line.id) for line in desk.rounds.out() if line.number == number)

    return hand_out


class Keys:
    """A keyboard: keys go where the focus is, and are counted."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.count = 0

    def press(self, *keys: str | Qt.Key, chord: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press keys, one after the other."""
        for key in keys:
            now = QApplication.focusWidget()
            assert now is not None
            self.qtbot.keyClick(now, key, chord)
            self.count += 1

    def digits(self, text: str) -> None:
        """Press the keys of a number, and Enter."""
        self.press(*text, Qt.Key.Key_Return)


@pytest.fixture
def keys(qtbot: QtBot) -> Keys:
    """A keyboard."""
    return Keys(qtbot)


@pytest.fixture
def window(desk: Desk, open_window: OpenWindow) -> Callable[[Place], MainWindow]:
    """The window as the user has it, at a place."""
    return partial(open_window, desk)
