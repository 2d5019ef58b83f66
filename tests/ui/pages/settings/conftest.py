"""The settings as the window shows them, on a real store."""

from collections.abc import Callable

import pytest

from ui.pages.page import Page
from ui.pages.settings.page import SettingsPage
from ui.places import Place, Room
from ui.theme import theme
from watchdesk.desk import Desk


@pytest.fixture
def show(put: Callable[[Page], None]) -> Callable[..., SettingsPage]:
    """Shows the settings at a section."""

    def shown(desk: Desk, title: str = "この保管庫") -> SettingsPage:
        page = SettingsPage(desk, theme())
        put(page)
        page.enter(Place(room=Room.SETTINGS))
        page.open_section(title)
        return page

    return shown
