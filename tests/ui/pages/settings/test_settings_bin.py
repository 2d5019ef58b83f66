"""ごみ箱: what was voided or removed is told with when, by whom and why, and comes back by one press."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.pages.settings.bin import BinSection
from watchdesk.desk import BinKind, Desk
from watchdesk.domain.person import Person
from watchdesk.domain.words import Method, Result
from watchdesk.errors import NotFound


@pytest.fixture
def binned(empty_desk: Desk) -> tuple[Person, str]:
    """Somebody whose registration was removed, and a voided visit of another."""
    gone = empty_desk.people.register({"family_name": "打", "given_name": "まちがい"}, area="九条南")
    stays = empty_desk.people.register({"family_name": "見本", "given_name": "ハナ"}, area="九条南")
    visit = empty_desk.visits.record(stays.id, on=date(2026, 11, 20), method=Method.VISIT, result=Result.ABSENT)
    empty_desk.visits.void(visit.id, "別の方の記録")
    empty_desk.bin.remove_person(gone.id, "練習で登録した")
    return gone, visit.id


def shown(desk: Desk, qtbot: QtBot) -> BinSection:
    made = BinSection(desk)
    qtbot.addWidget(made)
    made.resize(1100, 560)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.enter()
    return made


def test_each_thing_tells_what_when_by_whom_and_why(empty_desk: Desk, binned: tuple[Person, str], qtbot: QtBot) -> None:
    section = shown(empty_desk, qtbot)
    qtbot.waitUntil(lambda: len(section.table.rows()) == 2)
    told = {
        item.kind: (item.name, item.title, item.by, item.reason, item.at is not None) for item in section.table.rows()
    }
    assert told == {
        BinKind.PERSON: ("打 まちがい", "要援護者台帳の記録", "山本 花子", "練習で登録した", True),
        BinKind.VISIT: (
            "見本 ハナ",
            "令和8年11月20日（2026年）の訪問記録（訪問・不在）",
            "山本 花子",
            "別の方の記録",
            True,
        ),
    }
    assert section.count.text() == "2件あります。"


def test_enter_on_a_row_brings_it_back_and_says_so(empty_desk: Desk, binned: tuple[Person, str], qtbot: QtBot) -> None:
    gone, visit_id = binned
    section = shown(empty_desk, qtbot)
    qtbot.waitUntil(lambda: len(section.table.rows()) == 2)
    section.first_focus().setFocus()
    QTest.keyClick(section.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: section.strip.sentence != "")

    assert section.strip.sentence == "打 まちがいさんの台帳を、元に戻しました。"
    assert empty_desk.people.get(gone.id).id == gone.id

    qtbot.waitUntil(lambda: len(section.table.rows()) == 1)
    QTest.keyClick(section.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not empty_desk.visits.get(visit_id).voided)
    qtbot.waitUntil(section.empty.isVisible)
    assert section.empty.accessibleName().startswith("ごみ箱は、からです。")


def test_what_was_brought_back_meanwhile_is_told_and_nothing_is_done_twice(
    empty_desk: Desk, binned: tuple[Person, str], qtbot: QtBot
) -> None:
    gone, _ = binned
    section = shown(empty_desk, qtbot)
    qtbot.waitUntil(lambda: len(section.table.rows()) == 2)
    item = next(item for item in section.table.rows() if item.kind is BinKind.PERSON)
    empty_desk.bin.bring_back(item)

    section.table.opened.emit(item)
    qtbot.waitUntil(lambda: "ごみ箱にいません" in section.strip.sentence)

    qtbot.waitUntil(lambda: len(section.table.rows()) == 1)
    assert empty_desk.people.get(gone.id).name == "打 まちがい"


def test_whoever_is_in_the_bin_is_nowhere_else(empty_desk: Desk, binned: tuple[Person, str]) -> None:
    with pytest.raises(NotFound):
        empty_desk.people.get(binned[0].id)


def test_whoever_comes_back_and_stands_twice_by_now_is_told(empty_desk: Desk, qtbot: QtBot) -> None:
    hana = {"family_name": "見本", "given_name": "ハナ", "family_kana": "ミホン", "birth_date": date(1937, 3, 5)}
    gone = empty_desk.people.register(hana, area="九条南")
    empty_desk.bin.remove_person(gone.id, "練習で登録した")
    empty_desk.people.register(hana, area="九条南")
    section = shown(empty_desk, qtbot)
    qtbot.waitUntil(lambda: len(section.table.rows()) == 1)

    QTest.keyClick(section.table, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: "もうあります：見本 ハナさん" in section.strip.accessibleName())
