"""Any page as the window shows it."""

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from ui.pages.page import Page, Shape


@pytest.fixture
def put(qtbot: QtBot) -> Iterator[Callable[[Page], None]]:
    """Puts a page on screen, wide and active, and keeps it until the test ends."""
    pages: list[Page] = []

    def put_on_screen(page: Page) -> None:
        pages.append(page)
        qtbot.addWidget(page)
        page.resize(1190, 640)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        page.reshape(Shape.WIDE)

    yield put_on_screen
    pages.clear()
