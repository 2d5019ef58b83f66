"""Finding among 1,000 items stops nobody who types."""

from typing import Any

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import OpenWindow
from tests.ui.pulse import LONGEST_STALL, Pulse
from ui.places import Place, Room
from watchdesk.changed import Changed
from watchdesk.desk import Desk
from watchdesk.domain.info_item import InfoItem


@pytest.fixture
def window(desk: Desk, open_window: OpenWindow) -> Any:
    with desk._ground.store.write(desk.user, Changed.INFORMATION) as tx:
        tx.add_all(
            [
                InfoItem(id=f"item-{n}", title=f"notice {n}", body="くわしい説明です。" * 60, tags=("meal", f"word{n}"))
                for n in range(1000)
            ]
        )
    return open_window(desk, Place(room=Room.TODAY))


@pytest.mark.alone
def test_each_key_is_answered_at_once(window: Any, qtbot: QtBot) -> None:
    window.go(Place(room=Room.INFORMATION))
    page = window.page()
    qtbot.waitUntil(lambda: page.total == 1000 and not page.reader.reading)
    qtbot.waitUntil(page.filter.text.hasFocus)
    qtbot.wait(600)
    pulse = Pulse()
    for letter in "meal 777":
        QTest.keyClicks(page.filter.text, letter)
        qtbot.wait(30)
    pulse.stop()
    assert len(page.table.rows()) == 1
    assert pulse.longest < LONGEST_STALL
