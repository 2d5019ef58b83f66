"""今日 tells of the paper that is not back, counted by state, and of the monthly check, and opens exactly these."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.conftest import AREA, KEY, NOW, TODAY, USER
from ui.pages.page import Page
from ui.pages.today.page import TodayPage
from ui.places import LOSS, WHEREABOUTS, Place, Room
from ui.theme import theme
from watchdesk.changed import Changed
from watchdesk.desk import Desk, open_with_recovery_key
from watchdesk.domain.copies import CopyState, Held


def opened_by(page: TodayPage, key: str, qtbot: QtBot) -> Place:
    """Where a line leads by Enter."""
    with qtbot.waitSignal(page.wanted) as caught:
        QTest.keyClick(page.lines.line(key), Qt.Key.Key_Return)
    assert caught.args is not None
    place = caught.args[0]
    assert isinstance(place, Place)
    return place


def handed(desk: Desk, days: int, *people: str) -> int:
    """A list that was due back so many days ago."""
    held = Held(holder="林 恵", due_back=TODAY - timedelta(days=days))
    return desk.ledger.copy_made("people_list", "名簿", people, how="printed", receiver="minsei", held=held)


def test_paper_that_should_be_back_is_counted_by_state_and_opened_exactly(
    empty_desk: Desk, put: Callable[[Page], None], qtbot: QtBot
) -> None:
    person = empty_desk.people.register({"family_name": "見本", "town": "新町"}, area=AREA)
    late, later, _in_time = (handed(empty_desk, days) for days in (3, 9, 0))
    lost = handed(empty_desk, 5, person.id)
    empty_desk.copies.settle(lost, CopyState.LOST)
    page = TodayPage(empty_desk, theme())
    put(page)
    page.enter(Place(room=Room.TODAY))
    line = page.lines.line("rounds")
    qtbot.waitUntil(lambda: line.figure == "2")
    assert line.about == "期限切れ2"
    assert opened_by(page, "rounds", qtbot).only == (str(later), str(late))
    told = page.lines.line("lost")
    assert (told.figure, told.about) == ("1", "まだ知らせていない方 1名・2か所")
    assert opened_by(page, "lost", qtbot) == Place(room=Room.COPIES, section=LOSS, record_id=str(lost))
    assert page.lines.line("whereabouts").isHidden()

    for number in (late, later):
        empty_desk.copies.settle(number, CopyState.RETURNED)
    page.reread(Changed.COPIES)
    qtbot.waitUntil(lambda: line.figure == "0")
    assert opened_by(page, "rounds", qtbot) == Place(room=Room.COPIES, only=(str(lost),), because="なくした写し")

    for office in empty_desk.copies.loss(lost).offices:
        empty_desk.copies.told(lost, office=office.word)
    empty_desk.copies.told(lost, person_id=person.id)
    page.reread(Changed.COPIES)
    qtbot.waitUntil(page.lines.line("lost").isHidden)


def test_the_monthly_check_stands_there_from_the_first_until_it_is_done(
    opened: Callable[[Path], Desk], empty_template: Path, put: Callable[[Page], None], qtbot: QtBot
) -> None:
    november = opened(empty_template)
    number = handed(november, -60)
    november.lock()
    desk = open_with_recovery_key(november.folder, USER, KEY, clock=lambda: NOW + timedelta(days=9))
    page = TodayPage(desk, theme())
    put(page)
    page.enter(Place(room=Room.TODAY))
    line = page.lines.line("whereabouts")
    qtbot.waitUntil(lambda: line.figure == "1")
    assert line.isVisible()
    assert opened_by(page, "whereabouts", qtbot).section == WHEREABOUTS
    desk.copies.seen(number)
    page.reread(Changed.COPIES)
    qtbot.waitUntil(line.isHidden)
    page.hide()
    qtbot.wait(50)
    desk.lock()
