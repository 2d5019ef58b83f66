"""今日 says of each of its lines what it counts, in place of how it stands, and back."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.pages.test_today import shown
from watchdesk.desk import DAY_LINES, Desk
from watchdesk.domain.definitions import DAY


def test_each_line_says_what_it_counts_until_it_is_put_away(desk: Desk, qtbot: QtBot) -> None:
    page = shown(desk, qtbot)
    line = page.lines.line("due")
    stands = line.about
    assert line.accessibleDescription() == DAY["due"]
    QTest.keyClick(page.counting, Qt.Key.Key_Space)
    assert [page.lines.line(one.key).shown_about for one in DAY_LINES] == [DAY[one.key] for one in DAY_LINES]
    QTest.mouseClick(page.counting, Qt.MouseButton.LeftButton)
    assert line.shown_about == line.about == stands
    page.close()
