"""要援護者 at 150 %: the list scrolls, and the page around it does not scroll too."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import OpenWindow
from ui.main_window import MainWindow
from ui.pages.page import Shape
from ui.pages.people.page import PeoplePage
from ui.places import Place, Room
from ui.theme import theme
from ui.widgets.scroll import Scroll
from watchdesk.desk import Desk


@pytest.fixture
def window(desk: Desk, open_window: OpenWindow) -> Iterator[MainWindow]:
    theme().apply(zoom=150)
    yield open_window(desk, Place(room=Room.PEOPLE), size=(1366, 749))  # 768 without the window's own title
    theme().apply(zoom=100)


def test_one_bar_stands_beside_the_list(window: MainWindow, qtbot: QtBot) -> None:
    page = window.page()
    assert isinstance(page, PeoplePage)
    qtbot.waitUntil(lambda: len(page.table.rows()) > 10)
    qtbot.wait(100)
    assert page.shape is Shape.MIDDLE
    around = next(one for one in page.findChildren(Scroll) if one.isVisible() and one.isAncestorOf(page.table))
    assert page.table.verticalScrollBar().maximum() > 0
    assert around.verticalScrollBar().maximum() == 0
    assert page.table.geometry().bottom() <= page.table.parentWidget().height(), "two rows stand whole"
