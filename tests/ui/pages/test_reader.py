"""Reading what a page shows: what changed meanwhile is read once more; what fails is said and can be tried again."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import OpenWindow
from ui.main_window import MainWindow
from ui.pages.merging.page import MergingPage
from ui.pages.page import Page
from ui.pages.partners.page import PartnersPage
from ui.pages.reader import AGAIN, UNREAD
from ui.places import Place, Room
from ui.widgets.empty import Empty
from watchdesk.desk import Desk
from watchdesk.domain.partner import PartnerKind
from watchdesk.errors import Damaged

BROKEN = "保管庫を読めません。"


@pytest.fixture
def window(desk: Desk, open_window: OpenWindow) -> MainWindow:
    return open_window(desk, Place(room=Room.SETTINGS))


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch, desk: Desk) -> Iterator[pytest.MonkeyPatch]:
    """The disk fails under all that is read of people, visits and partners, until ``undo()``."""

    def fail(*_: object) -> None:
        raise Damaged(BROKEN)

    for room, reads in (
        (desk.people, ("lines", "lines_of")),
        (desk.visits, ("during",)),
        (desk.partners, ("lines",)),
        (desk.consents, ("reviews",)),
        (desk.search, ("all_alike",)),
    ):
        for name in reads:
            monkeypatch.setattr(type(room), name, fail)
    yield monkeypatch
    monkeypatch.undo()


def page_at(window: MainWindow, place: Place) -> Page:
    window.go(place)
    page = window.page()
    assert page is not None
    return page


@pytest.mark.parametrize("room", [Room.TODAY, Room.PEOPLE, Room.VISITS, Room.CONSENT, Room.PARTNERS])
def test_a_page_that_cannot_be_read_says_so_and_reads_again_by_one_key(
    window: MainWindow, broken: pytest.MonkeyPatch, qtbot: QtBot, room: Room
) -> None:
    page = page_at(window, Place(room=room))
    qtbot.waitUntil(lambda: bool(said(page)))
    (empty,) = said(page)
    assert empty.button.text() == AGAIN
    qtbot.waitUntil(empty.button.hasFocus)

    broken.undo()
    QTest.keyClick(empty.button, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: not said(page))
    assert page is window.page()  # the button of an empty list leads elsewhere; this one does not


def said(page: Page) -> list[Empty]:
    return [each for each in page.findChildren(Empty) if each.isVisible() and each.accessibleName() == BROKEN]


def test_two_records_that_cannot_be_read_do_not_spin_for_ever(
    window: MainWindow, desk: Desk, broken: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    broken.undo()
    one, other = (line.id for line in desk.people.lines()[:2])

    def fail(*_: object) -> None:
        raise KeyError("of something nobody thought of")

    broken.setattr(type(desk.merging), "compare", fail)
    with qtbot.captureExceptions() as caught:
        page = page_at(window, Place(room=Room.MERGING, person_id=one, only=(other,)))
        assert isinstance(page, MergingPage)
        qtbot.waitUntil(lambda: page._nobody.accessibleName() == UNREAD)
    assert [kind for kind, *_ in caught] == [KeyError]  # it reaches the log

    broken.undo()
    QTest.mouseClick(page._nobody.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.compared is not None)


def test_a_list_that_is_shown_stays_and_the_window_says_that_it_is_of_before(
    window: MainWindow, desk: Desk, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    page = page_at(window, Place(room=Room.PARTNERS))
    assert isinstance(page, PartnersPage)
    qtbot.waitUntil(lambda: page.rows is not None)
    before = page.rows

    def fail(*_: object) -> None:
        raise Damaged(BROKEN)

    with monkeypatch.context() as broken:
        broken.setattr(type(desk.partners), "lines", fail)
        desk.partners.add({"kind": PartnerKind.WATCHER, "name": "見守 一郎"})
        qtbot.waitUntil(lambda: window.strip.sentence == BROKEN)
    assert page.rows == before
    assert page.table.isVisible()

    window.strip.answered.emit()
    qtbot.waitUntil(lambda: page.rows is not None and len(page.rows) == len(before or ()) + 1)


def test_what_changed_while_it_was_read_is_read_once_more(window: MainWindow, qtbot: QtBot) -> None:
    page = page_at(window, Place(room=Room.PARTNERS))
    assert isinstance(page, PartnersPage)
    qtbot.waitUntil(lambda: not page.reader.reading)
    taken: list[object] = []
    page.reader.taken.connect(taken.append)

    for _ in range(3):
        page.reader.read()
    qtbot.waitUntil(lambda: not page.reader.reading)

    assert len(taken) == 1  # neither the stale answer nor one for each question
