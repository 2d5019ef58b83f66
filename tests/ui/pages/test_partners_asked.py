"""The half-yearly calls: the list 今日 leads to, one key for what still holds, changes on the spot, and on paper."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.conftest import TODAY
from tests.ui.conftest import Ime, OpenWindow
from ui.pages.page import Page
from ui.pages.partners.page import PartnersPage
from ui.pages.partners.rows import TO_ASK
from ui.pages.today.page import TodayPage
from ui.places import Place, Room
from ui.search_pages import ways
from ui.theme import theme
from watchdesk.desk import Desk
from watchdesk.domain.partner import Partner, PartnerKind

CTRL = Qt.KeyboardModifier.ControlModifier
OLD, OLDER = date(2026, 3, 1), date(2025, 3, 1)
Put = Callable[[Page], None]


@pytest.fixture
def known(empty_desk: Desk) -> dict[str, Partner]:
    """Two to be asked, one asked lately."""
    told = (("青木 練", "アオキ", OLDER), ("見本 ふみ", "ミホン", OLD), ("渡辺 新", "ワタナベ", date(2026, 11, 1)))
    return {
        name: empty_desk.partners.add(
            {"kind": PartnerKind.WATCHER, "name": name, "kana": kana, "verified_on": day, "phones": ("06-6000-1111",)}
        )
        for name, kana, day in told
    }


@pytest.fixture
def page(empty_desk: Desk, known: dict[str, Partner], put: Put, qtbot: QtBot) -> PartnersPage:
    """The call list, on screen."""
    made = PartnersPage(empty_desk, theme())
    put(made)
    ids = tuple(one.id for one in empty_desk.partners.to_ask())
    made.enter(Place(room=Room.PARTNERS, only=ids, because="半年、確かめていない関係者"))
    qtbot.waitUntil(lambda: made.table.row() is not None)
    return made


def names(page: PartnersPage) -> list[str]:
    return [row.partner.name for row in page.table.rows()]


def test_only_those_that_the_day_counted_are_listed_until_that_is_dropped(page: PartnersPage) -> None:
    assert names(page) == ["青木 練", "見本 ふみ"]
    assert page.count.text() == "「半年、確かめていない関係者」は、2件です。"
    assert page.table.hasFocus()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert len(names(page)) == 3


def test_one_key_says_that_all_still_holds_and_goes_on(
    page: PartnersPage, empty_desk: Desk, known: dict[str, Partner], qtbot: QtBot
) -> None:
    first = page.table.row()
    assert first is not None
    with qtbot.waitSignal(page.offered) as caught:
        QTest.keyClick(page, Qt.Key.Key_S)
    assert empty_desk.partners.get(first.id).verified_on == TODAY
    assert caught.args is not None
    assert caught.args[:2] == [f"「{first.partner.name}」は、いまも正しいと書きました。", "取り消す"]
    page.reader.read()
    qtbot.waitUntil(lambda: page.table.row() is not None and page.table.row().id != first.id)
    assert names(page) == ["青木 練", "見本 ふみ"]

    caught.args[2]()
    assert empty_desk.partners.get(first.id) == known[first.partner.name]


def test_what_changed_is_written_on_the_spot_and_counts_as_asked(
    page: PartnersPage, empty_desk: Desk, known: dict[str, Partner], ime: Ime
) -> None:
    QTest.keyClick(page, Qt.Key.Key_F2)
    form = page.in_place.form
    assert form is not None
    assert form.entry("phones").text() == "06-6000-1111"
    ime(form.entry("hours"), commit="平日の午前")
    QTest.keyClick(form.entry("hours"), Qt.Key.Key_Return, CTRL)

    after = empty_desk.partners.get(known["青木 練"].id)
    assert (after.hours, after.verified_on, after.phones) == ("平日の午前", TODAY, ("06-6000-1111",))
    empty_desk.undo.undo()
    assert empty_desk.partners.get(after.id) == known["青木 練"]


def test_a_change_half_written_survives_esc_and_leaving(
    page: PartnersPage, empty_desk: Desk, put: Put, qtbot: QtBot, ime: Ime
) -> None:
    QTest.keyClick(page, Qt.Key.Key_F2)
    assert page.in_place.form is not None
    ime(page.in_place.form.entry("role"), commit="班")
    QTest.keyClick(page.in_place.form.entry("role"), Qt.Key.Key_Escape)
    assert page.in_place.form is None
    assert "残してあります" in page.strip.sentence
    page.leave()

    again = PartnersPage(empty_desk, theme())
    put(again)
    again.enter(Place(room=Room.PARTNERS))
    qtbot.waitUntil(lambda: again.in_place.form is not None)
    assert again.in_place.form is not None
    assert again.in_place.form.entry("role").text() == "班"


def test_the_list_narrows_to_those_to_be_asked(page: PartnersPage) -> None:
    QTest.keyClick(page, Qt.Key.Key_Escape)
    page.filter.asking.set_value(TO_ASK)
    page.filter.changed.emit()
    assert names(page) == ["青木 練", "見本 ふみ"]


def test_the_shown_list_goes_on_paper_as_a_numbered_copy_of_the_desk(
    page: PartnersPage, empty_desk: Desk, known: dict[str, Partner], qtbot: QtBot
) -> None:
    QTest.keyClick(page, Qt.Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: page.paper.drawn is not None)
    drawn = page.paper.drawn
    assert drawn is not None
    assert drawn.named == (known["青木 練"].id, known["見本 ふみ"].id)
    assert "2件" in page.paper.counts.text()

    copy = empty_desk.call_sheets.handed_out(drawn)
    assert copy.number == 1
    line = empty_desk.ledger.entries(1)[0]
    assert (line.entity, line.entity_id, line.action) == ("copy", "1", "printed")
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert not page.prints
    assert page.table.hasFocus()


def test_the_line_of_the_day_opens_exactly_those_it_counts(
    empty_desk: Desk, known: dict[str, Partner], open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window(empty_desk, Place(room=Room.TODAY))
    today = window.page()
    assert isinstance(today, TodayPage)
    qtbot.waitUntil(lambda: today.facts is not None)
    line = today.lines.line("partners")
    assert (line.figure, line.isVisible()) == ("2", True)
    QTest.keyClick(line, Qt.Key.Key_Return)

    page = window.page()
    assert isinstance(page, PartnersPage)
    qtbot.waitUntil(lambda: page.table.row() is not None)
    assert names(page) == ["青木 練", "見本 ふみ"]
    for _ in names(page):
        QTest.keyClick(page.table, Qt.Key.Key_S)
    assert empty_desk.partners.to_ask() == ()
    assert "いまも正しいと書きました" in window.strip.sentence
    QTest.keyClick(page.table, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: len(empty_desk.partners.to_ask()) == 1)


def test_a_day_on_which_nobody_is_to_be_asked_has_no_such_line(empty_desk: Desk, put: Put, qtbot: QtBot) -> None:
    page = TodayPage(empty_desk, theme())
    put(page)
    page.enter(Place(room=Room.TODAY))
    qtbot.waitUntil(lambda: page.facts is not None)
    assert page.lines.line("partners").isHidden()


def test_words_lead_to_those_to_be_asked(empty_desk: Desk, known: dict[str, Partner], put: Put, qtbot: QtBot) -> None:
    way = next(way for way in ways("電話で確かめる") if way.place.room is Room.PARTNERS)
    page = PartnersPage(empty_desk, theme())
    put(page)
    page.enter(way.place)
    qtbot.waitUntil(lambda: page.table.row() is not None)
    assert names(page) == ["青木 練", "見本 ふみ"]
    assert ways("引き継ぎ")[0].word == "見守り員の担当を引きつぐ"
    assert known


def test_the_call_list_begins_at_its_first_row_wherever_one_stood_before(
    page: PartnersPage, known: dict[str, Partner], qtbot: QtBot
) -> None:
    QTest.keyClick(page, Qt.Key.Key_Escape)
    QTest.keyClick(page.table, Qt.Key.Key_End)
    page.enter(Place(room=Room.PARTNERS, only=tuple(one.id for one in known.values()), because="三人"))
    qtbot.waitUntil(lambda: not page.reader.reading and page.table.row() is not None and page._coming is False)
    assert page.table.row().partner.name == "青木 練"
