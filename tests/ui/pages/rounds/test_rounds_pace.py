"""Typing a sheet never holds the window up, not even one of far too many people."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from tests.ui.pages.rounds.conftest import Keys
from tests.ui.pulse import LONGEST_STALL, Span
from ui.main_window import MainWindow
from ui.pages.rounds.page import RoundsPage
from ui.places import Place, Room
from watchdesk.desk import Desk
from watchdesk.domain.round import Sheet

FAR_TOO_MANY = 80


@pytest.mark.alone
def test_each_enter_of_a_sheet_of_80_is_done_within_the_longest_stall(
    desk: Desk, window: Callable[[Place], MainWindow], printed: Callable[..., Sheet], keys: Keys
) -> None:
    sheet = printed(FAR_TOO_MANY)
    page = window(Place(room=Room.ROUND, record_id=sheet.round.id)).page()
    assert isinstance(page, RoundsPage)
    keys.qtbot.waitUntil(page.entry.fields.answer.hasFocus)
    took = []
    for _ in range(12):
        keys.press("1")
        keys.qtbot.wait(20)  # what was announced before is told by now
        span = Span()
        keys.press(Qt.Key.Key_Return)
        took.append(span.seconds())
    assert sorted(took)[len(took) // 2] < LONGEST_STALL
    assert desk.rounds.sheet(sheet.round.id).typed == len(took)
