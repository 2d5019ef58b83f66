"""Through the window, by the keyboard alone: a sheet comes back, is typed in by digits and Enter, and is counted in."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.pages.rounds.conftest import Keys
from ui.main_window import MainWindow
from ui.pages.rounds.page import RoundsPage
from ui.places import Place, Room
from watchdesk.desk import Desk
from watchdesk.domain.copies import CopyState
from watchdesk.domain.round import Sheet
from watchdesk.domain.words import Condition, Method, Result

PLAIN_AT_MOST = 4
"""Key presses of a plain visit: ten of them take less than three minutes."""


def opened(window: Callable[[Place], MainWindow], keys: Keys, number: str) -> RoundsPage:
    """The page of a sheet whose number was typed."""
    page = window(Place(room=Room.ROUND)).page()
    assert isinstance(page, RoundsPage)
    keys.qtbot.waitUntil(page.home.number.hasFocus)
    keys.digits(number)
    assert page.face is page.entry
    return page


def typed_number(sheet: Sheet) -> str:
    return sheet.shown.replace("第", "").replace("-", "").replace("号", "")


def test_ten_plain_visits_take_at_most_four_keys_each_and_only_digits_and_enter(
    desk: Desk, window: Callable[[Place], MainWindow], printed: Callable[..., Sheet], keys: Keys
) -> None:
    sheet = printed(10)
    page = opened(window, keys, typed_number(sheet))
    answers = ["1", "1", "3", "1", "2", "1", "1", "4", "1", "9"]
    further = {"2": ["", ""], "4": ["", ""], "9": ["", ""]}

    for answer in answers:
        before = keys.count
        keys.digits(answer)
        for more in further.get(answer, []):
            keys.digits(more)
        assert keys.count - before <= PLAIN_AT_MOST

    visits = [line.visit for line in desk.rounds.sheet(sheet.round.id).lines]
    assert [(visit.result, visit.condition) for visit in visits if visit] == [
        (Result.MET, Condition.WELL),
        (Result.MET, Condition.WELL),
        (Result.ABSENT, None),
        (Result.MET, Condition.WELL),
        (Result.MET, Condition.CONCERN),
        (Result.MET, Condition.WELL),
        (Result.MET, Condition.WELL),
        (Result.NO_ANSWER, None),
        (Result.MET, Condition.WELL),
        (Result.MET, Condition.URGENT),
    ]
    assert {(visit.method, visit.visitor, visit.on) for visit in visits if visit} == {
        (Method.VISIT, "中村 清", desk.today())
    }
    assert QApplication.focusWidget() is page.entry.bar.receive
    keys.press(Qt.Key.Key_Return)
    assert desk.rounds.sheet(sheet.round.id).state is CopyState.RETURNED
    assert desk.rounds.out() == ()
