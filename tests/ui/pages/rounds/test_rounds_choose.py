"""まわり用紙をつくる: who is due stands there in walking order, one goes by a key, each set printed is a round."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.pages.rounds.conftest import Keys
from ui import file_picker
from ui.main_window import MainWindow
from ui.pages.rounds.page import RoundsPage
from ui.places import Place, Room
from watchdesk.changed import Changed
from watchdesk.desk import Desk
from watchdesk.domain.histories import ConsentEntry
from watchdesk.domain.outing import Outing, Reach
from watchdesk.domain.round import Naming
from watchdesk.domain.words import Consent

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(window: Callable[[Place], MainWindow], keys: Keys) -> RoundsPage:
    """The choice of people, as it is come to from 今日."""
    made = window(Place(room=Room.ROUND, new=True)).page()
    assert isinstance(made, RoundsPage)
    keys.qtbot.waitUntil(made.choose.table.hasFocus)
    return made


def drawn(page: RoundsPage, keys: Keys) -> None:
    keys.press(Qt.Key.Key_P, chord=CTRL)
    keys.qtbot.waitUntil(lambda: page.paper.drawn is not None, timeout=20_000)


def test_those_due_today_stand_there_in_walking_order(page: RoundsPage, desk: Desk) -> None:
    expected = tuple(one.id for one in desk.rounds.chosen(Outing()))
    assert expected
    assert page.choose.ids() == expected
    assert f"{len(expected)}名の用紙をつくる" in page.choose.draw.text()


def test_space_takes_one_out_and_brings_that_one_back(page: RoundsPage, keys: Keys) -> None:
    ids = page.choose.ids()
    keys.press(Qt.Key.Key_Down, Qt.Key.Key_Space)
    assert page.choose.ids() == (ids[0], *ids[2:])
    assert page.choose.table.row().id == ids[1], "the current one stays"
    keys.press(Qt.Key.Key_Space)
    assert page.choose.ids() == ids


def test_a_wider_reach_and_a_town_and_a_watcher_choose_as_the_rule_does(page: RoundsPage, desk: Desk) -> None:
    choose = page.choose
    choose.reach.set_value(Reach.ALL)
    choose.reach.edited.emit()
    everybody = choose.ids()
    assert everybody == tuple(one.id for one in desk.rounds.chosen(Outing(reach=Reach.ALL)))
    watcher = choose.watcher.itemData(1)
    choose.watcher.set_value(watcher)
    choose.watcher.edited.emit()
    assert choose.ids() == tuple(one.id for one in desk.rounds.chosen(Outing(reach=Reach.ALL, watcher=watcher)))
    assert 0 < len(choose.ids()) < len(everybody)


def test_nobody_left_says_so_and_offers_a_wider_choice(page: RoundsPage, keys: Keys) -> None:
    page.choose.building.setText("どこにもない建物")
    page.choose.building.edited.emit()
    assert page.choose.ids() == ()
    assert not page.choose.draw.isEnabled()
    assert page.choose.empty.isVisible()
    page.choose.empty.button.click()
    assert page.choose.ids()


def test_whoever_stands_on_a_sheet_that_is_out_is_told_with_its_number(
    desk: Desk, window: Callable[[Place], MainWindow], keys: Keys
) -> None:
    ids = [one.id for one in desk.rounds.chosen(Outing())][:2]
    desk.day_sheets.handed_out(desk.day_sheets.prepare(ids, on=desk.today()).run())
    page = window(Place(room=Room.ROUND, new=True)).page()
    assert isinstance(page, RoundsPage)
    keys.qtbot.waitUntil(lambda: bool(page.choose.table.rows()))
    assert "2名は、出ている用紙にもいます。" in page.choose.count.text()
    column = page.choose.table.titles.index("わけ")
    assert "第1-3号に出ています" in page.choose.table.model().index(0, column).data(Qt.ItemDataRole.AccessibleTextRole)


def say_to_the_walker(page: RoundsPage, keys: Keys) -> None:
    """Open the fields of the look and write a sentence; the pages are drawn with it, and it goes on."""
    page.paper.look.more.click()
    keys.qtbot.waitUntil(page.paper.look.form.entry("remarks").hasFocus)
    keys.press(*"MIZU")
    keys.qtbot.waitUntil(
        lambda: page.paper.drawn is not None and page.paper.drawn.facts.look.remarks == "MIZU", timeout=20_000
    )
    assert page.paper.look.form.entry("remarks").hasFocus(), "drawing anew does not take the keys away"
    keys.press(*"GA")


@pytest.mark.usefixtures("two_sets")
def test_each_set_printed_is_a_round_of_its_own(page: RoundsPage, keys: Keys, desk: Desk) -> None:
    ids = page.choose.ids()
    page.choose.wish.walker.set_text("中村 清")
    page.choose.wish.naming.set_value(Naming.INITIALS)
    drawn(page, keys)
    assert QApplication.focusWidget() is page.paper.send
    say_to_the_walker(page, keys)
    keys.press(Qt.Key.Key_P, chord=CTRL)
    keys.qtbot.waitUntil(lambda: bool(page.paper.strip.sentence), timeout=30_000)
    page.paper.look.begin()
    assert page.paper.drawn is not None
    assert page.paper.drawn.facts.look.remarks == "MIZUGA", "what is typed is printed, however soon after"
    assert page.paper.look.look().remarks == "", "what was said to one walker is not said to the next"
    rounds = desk.rounds.out()
    assert [line.number for line in rounds] == [2, 1]
    assert {(line.walker, line.stops) for line in rounds} == {("中村 清", len(ids))}
    assert "第1号から第2号" in page.paper.strip.sentence
    assert desk.rounds.sheet(rounds[0].id).round.naming is Naming.INITIALS


def test_a_kept_file_is_a_round_too(
    page: RoundsPage, keys: Keys, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_picker, "save_file", lambda *_: tmp_path / "用紙.pdf")
    drawn(page, keys)
    page.paper.keep.click()
    keys.qtbot.waitUntil(lambda: bool(page.paper.strip.sentence), timeout=30_000)
    assert len(desk.rounds.out()) == 1
    assert (tmp_path / "用紙.pdf").read_bytes().startswith(b"%PDF")


def test_a_withdrawal_meanwhile_takes_the_name_off_the_pages(page: RoundsPage, keys: Keys, desk: Desk) -> None:
    drawn(page, keys)
    assert page.paper.drawn is not None
    gone = page.paper.drawn.named[0]
    desk.consents.give(gone, ConsentEntry(state=Consent.WITHDRAWN, since=desk.today()))
    page.reread(Changed.PEOPLE)
    keys.qtbot.waitUntil(lambda: page.paper.drawn is not None, timeout=20_000)
    assert gone not in page.paper.drawn.named
    assert page.paper.withheld.sentence.startswith("1名は、のりません。")


def test_an_opened_hidden_place_is_told_before_it_reaches_paper(page: RoundsPage, keys: Keys, desk: Desk) -> None:
    one = page.choose.ids()[0]
    desk.people.change(one, {"hidden": True})
    desk.secrecy.open(one, "今日の訪問のため")
    drawn(page, keys)
    assert page.paper.secret.sentence.startswith("秘匿の方が1名います。")


def test_esc_leads_from_the_pages_to_the_choice_as_it_was(page: RoundsPage, keys: Keys) -> None:
    keys.press(Qt.Key.Key_Space)
    ids = page.choose.ids()
    drawn(page, keys)
    keys.press(Qt.Key.Key_Escape)
    assert page.face is page.choose
    assert page.choose.ids() == ids
    assert page.choose.table.hasFocus()
