"""今日, printed: by keys to the pages and back, each set a numbered copy; Ctrl+P leads to the day's round."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import TODAY
from ui import file_picker
from ui.pages.page import Page, Shape
from ui.pages.today.page import TodayPage
from ui.places import Place, Room
from ui.printing import Printing
from ui.theme import theme
from watchdesk.changed import Changed
from watchdesk.desk import Desk
from watchdesk.errors import WatchDeskError

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(desk: Desk, put: Callable[[Page], None], qtbot: QtBot) -> TodayPage:
    made = TodayPage(desk, theme())
    put(made)
    made.enter(Place(room=Room.TODAY))
    qtbot.waitUntil(lambda: made.facts is not None)
    return made


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def opened(page: TodayPage, qtbot: QtBot) -> TodayPage:
    """The pages, reached by the keyboard."""
    page.print.setFocus()
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.paper.drawn is not None, timeout=20_000)
    return page


def words_of(page: TodayPage) -> str:
    return "".join("".join(page.paper.paper.view.texts()).split())


def test_ctrl_p_leads_to_the_days_round_and_r_still_starts_a_visit(page: TodayPage, desk: Desk, qtbot: QtBot) -> None:
    page.people.table.setFocus()
    with qtbot.waitSignal(page.wanted) as caught:
        QTest.keyClick(focus(), Qt.Key.Key_P, CTRL)
    assert caught.args == [Place(room=Room.ROUND, new=True)]

    with qtbot.waitSignal(page.wanted) as caught:
        QTest.keyClick(focus(), Qt.Key.Key_R)
    assert caught.args == [Place(room=Room.VISIT, person_id=desk.due.to_see()[0].id, new=True)]


def test_the_pages_show_what_is_on_screen_and_esc_leads_back(page: TodayPage, qtbot: QtBot) -> None:
    opened(page, qtbot)

    shown = words_of(page)
    for line in page.people.table.rows():
        assert "".join(line.name.split()) in shown
    assert page.lines.line("due").figure + "名" in shown
    assert "写しの番号は、印刷するときにつきます" in shown
    assert f"{len(page.people.table.rows())}名のお名前がのります" in page.paper.counts.text()
    assert focus() is page.paper.send

    QTest.keyClick(focus(), Qt.Key.Key_Escape)
    assert page.people.table.isVisible()
    assert focus() is page.print


@pytest.mark.usefixtures("two_sets")
def test_two_sets_printed_are_two_copies_in_the_ledger(page: TodayPage, desk: Desk, qtbot: QtBot) -> None:
    opened(page, qtbot)

    QTest.keyClick(focus(), Qt.Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: "プリンターに送りました" in page.paper.strip.sentence, timeout=30_000)

    assert "第1号から第2号" in page.paper.strip.sentence
    assert set(desk.ledger.copies_naming(page.people.table.rows()[0].id)) == {1, 2}


@pytest.mark.usefixtures("two_sets")
def test_a_set_that_the_printer_refused_is_told_in_the_ledger(
    page: TodayPage, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_self: Printing, _progress: object) -> int:
        raise WatchDeskError("紙がありません。")

    monkeypatch.setattr(Printing, "run", refuse)
    opened(page, qtbot)

    QTest.keyClick(focus(), Qt.Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: "紙がありません" in page.paper.strip.sentence, timeout=20_000)

    assert [(entry.action, entry.entity_id) for entry in desk.ledger.entries(2)] == [
        ("not printed", "1"),
        ("printed", "1"),
    ]


def test_kept_as_pdf_it_is_a_copy_and_says_that_anybody_can_open_it(
    page: TodayPage, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    target = tmp_path / "today.pdf"
    monkeypatch.setattr(file_picker, "save_file", lambda *_: target)
    opened(page, qtbot)

    page.paper.keep.setFocus()
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "に残しました" in page.paper.strip.sentence, timeout=20_000)

    assert target.read_bytes().startswith(b"%PDF")
    assert "第1号" in page.paper.strip.sentence
    assert "だれでも開けます" in page.paper.strip.sentence


def test_pages_that_lie_open_are_made_anew_when_something_is_written(page: TodayPage, desk: Desk, qtbot: QtBot) -> None:
    opened(page, qtbot)
    before = page.paper.drawn
    desk.plans.snooze(page.people.table.rows()[0].id, TODAY + timedelta(days=3), "短い入院")

    page.reread(Changed.PLANS)
    qtbot.waitUntil(lambda: page.paper.drawn not in (None, before), timeout=20_000)

    assert "短い入院" in words_of(page)
    now = page.paper.drawn
    page.reread(Changed.COPIES)
    assert page.paper.drawn is now


def test_an_empty_register_offers_neither_paper_nor_round(
    empty_desk: Desk, put: Callable[[Page], None], qtbot: QtBot
) -> None:
    page = TodayPage(empty_desk, theme())
    put(page)
    page.enter(Place(room=Room.TODAY))
    qtbot.waitUntil(lambda: page.facts is not None)

    assert not page.print.isVisible()
    assert not page.go_round.isVisible()


def test_in_a_narrow_window_both_can_be_reached(page: TodayPage, qtbot: QtBot) -> None:
    page.reshape(Shape.NARROW)
    page.resize(560, 364)
    opened(page, qtbot)
    assert page.paper.send.isVisible()
