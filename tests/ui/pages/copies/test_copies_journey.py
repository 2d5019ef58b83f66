"""The paper ledger in the window, by keys: a list goes out with a holder, is looked for, lost, reported and found."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Ime, OpenWindow
from ui.main_window import MainWindow
from ui.pages.copies.home import CopiesHome
from ui.pages.copies.page import CopiesPage
from ui.pages.copies.questions import DESTROYED, Questions
from ui.pages.copies.rows import OWN, split
from ui.pages.people.page import PeoplePage
from ui.places import Place, Room
from ui.search_finding import PAGES, Finding
from ui.widgets.choice_field import ChoiceField
from watchdesk.desk import Desk
from watchdesk.domain.check_digit import shown
from watchdesk.domain.copies import A_MONTH, DESTROYED_HOW, CopyDeed, CopyState, Held
from watchdesk.domain.month import Month
from watchdesk.exports.locking import Lock

KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(*keys: Qt.Key, chord: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        QTest.keyClick(focus(), key, chord)


def choose(field: ChoiceField, word: str) -> None:
    """Goes through a choice by keys until it stands on a word."""
    field.setFocus()
    press(KEY.Key_Home)
    for _ in range(field.count()):
        if field.value() != word:
            press(KEY.Key_Down)
    assert field.value() == word


def page_of(window: MainWindow, kind: type) -> object:
    found = window.findChild(kind)
    assert found is not None
    return found


def printed_for(people: PeoplePage, desk: Desk, qtbot: QtBot, ime: Ime) -> int:
    """Prints the list in two sets for 林 恵 by keys; returns the number of the newer one."""
    qtbot.waitUntil(lambda: bool(people.table.rows()))
    press(KEY.Key_P, chord=CTRL)
    face = people.parts.printing
    qtbot.waitUntil(face.receiver.hasFocus)
    while face.receiver.value() != "minsei":
        press(KEY.Key_Down)
    qtbot.waitUntil(face.held.isVisible, timeout=20_000)
    assert face.held.due_back.value() == desk.today() + A_MONTH
    face.held.holder.setFocus()
    ime(focus(), commit="林 恵")
    press(KEY.Key_P, chord=CTRL)
    qtbot.waitUntil(lambda: "管理台帳に第" in face.strip.sentence, timeout=20_000)
    copies = [line for line in desk.copies.out() if line.holder == "林 恵"]
    assert [line.reprint_of for line in copies] == [None, None], "sets of one print are no reprints of each other"
    assert {(line.receiver, line.due_back) for line in copies} == {("minsei", desk.today() + A_MONTH)}
    return copies[0].number


def narrowed(home: CopiesHome, qtbot: QtBot) -> None:
    """Narrows by the kind of paper, then by who has it, and asks for all again."""
    choose(home.narrowing.kind, "要援護者名簿")
    assert [row.copy.kind for row in home.table.rows()] == ["roster"]
    (roster,) = home.table.rows()
    known = replace(roster.copy, title="要援護者名簿 令和8年11月22日 16名 内容780F")
    assert split(known) == ("要援護者名簿", "R8.11.22 16名"), "what tells reprints apart is not for reading"
    month = replace(known, title="月報 2026-10 九条南地域 第2号")
    assert split(month) == ("月報", "令和8年10月 九条南地域 第2号"), "a month is in words"
    choose(home.narrowing.kind, "")
    choose(home.narrowing.holder, "林 恵")
    qtbot.waitUntil(lambda: [row.copy.holder for row in home.table.rows()] == ["林 恵"])
    choose(home.narrowing.holder, "")


def shredded(home: CopiesHome, desk: Desk, number: int, qtbot: QtBot) -> None:
    """Is asked how, thinks better of it by Esc, is asked again and answers."""
    press(KEY.Key_H)
    qtbot.waitUntil(lambda: home.in_place.form is not None)
    press(KEY.Key_Escape)
    assert home.in_place.form is None
    qtbot.waitUntil(home.table.hasFocus)
    press(KEY.Key_H)
    qtbot.waitUntil(lambda: home.in_place.form is not None)
    press(KEY.Key_Return, chord=CTRL)
    qtbot.waitUntil(lambda: desk.copies.get(number).state is CopyState.DESTROYED)


def looked_for(page: CopiesPage, missing: int, qtbot: QtBot) -> None:
    """Answers the whole monthly check by number keys: one is missing, the others are there."""
    press(KEY.Key_K)
    qtbot.waitUntil(lambda: page.face is page.check and page.check.table.hasFocus())
    for one in range(len(page.check.table.rows())):
        row = page.check.table.row()
        assert row is not None
        press(KEY.Key_3 if row.id == missing else KEY.Key_1)
        assert sum(bool(line.answer) for line in page.check.table.rows()) == one + 1
    assert "見当たらない写しが、1枚" in page.check.strip.sentence


def reported(page: CopiesPage, desk: Desk, number: int, qtbot: QtBot) -> str:
    """Goes through what a loss asks for by keys; returns the words of the report on paper."""
    qtbot.waitUntil(lambda: page.face is page.loss and page.loss.loss is not None)
    qtbot.waitUntil(lambda: focus() in page.loss.offices())
    press(KEY.Key_Return)
    page.loss.people.setFocus()
    press(KEY.Key_T)
    window = page.window()
    assert isinstance(window, MainWindow)
    assert "さんに知らせたと書きました" in window.status.saved.text()
    loss = desk.copies.loss(number)
    assert [one.told is not None for one in loss.offices] == [True, False]
    assert [one.told is not None for one in loss.people].count(True) == 1
    press(KEY.Key_P, chord=CTRL)
    qtbot.waitUntil(lambda: page.lost_paper.drawn is not None, timeout=20_000)
    return "".join("".join(page.lost_paper.paper.view.texts()).split())


@pytest.mark.usefixtures("two_sets")
def test_a_list_goes_out_with_its_holder_is_looked_for_lost_reported_and_found(
    desk: Desk, open_window: OpenWindow, qtbot: QtBot, ime: Ime
) -> None:
    window = open_window(desk, Place(room=Room.PEOPLE))
    people = page_of(window, PeoplePage)
    assert isinstance(people, PeoplePage)
    number = printed_for(people, desk, qtbot, ime)

    press(KEY.Key_0, chord=Qt.KeyboardModifier.AltModifier)
    page = page_of(window, CopiesPage)
    assert isinstance(page, CopiesPage)
    qtbot.waitUntil(lambda: bool(page.home.table.rows()) and page.home.table.hasFocus())
    assert str(number) in [row.id for row in page.home.table.rows()]
    looked_for(page, number, qtbot)
    assert desk.copies.get(number).state is CopyState.LOST
    page.check.strip.button.setFocus()
    press(KEY.Key_Return)
    words = reported(page, desk, number, qtbot)
    assert f"第{number}号" in words
    assert "林恵" in words
    names = ["".join(one.line.name.split()) for one in desk.copies.loss(number).people if one.line is not None]
    assert names
    assert all(name in words for name in names)

    press(KEY.Key_Escape)
    qtbot.waitUntil(lambda: page.face is page.loss)
    press(KEY.Key_F)
    qtbot.waitUntil(lambda: page.loss.in_place.form is not None)
    press(KEY.Key_Return, chord=CTRL)
    qtbot.waitUntil(lambda: page.face is page.home)
    deeds = [event.deed for event in desk.copies.past(number)]
    assert deeds == [CopyDeed.OUT, CopyDeed.LOST, CopyDeed.TOLD, CopyDeed.TOLD, CopyDeed.OUT]


def test_a_number_typed_into_the_search_box_leads_to_the_copy(desk: Desk) -> None:
    numbers = [desk.ledger.copy_made("roster", "名簿", [], how="printed", receiver="minsei") for _ in range(3)]
    for typed in ("第3号", shown(numbers[2])):
        pages = Finding(desk, typed).run(lambda _done, _of: None).groups[PAGES]
        assert [answer.place for answer in pages] == [Place(room=Room.COPIES, record_id=str(numbers[2]))]


def test_a_copy_comes_back_by_one_key_is_found_by_its_number_and_shredded_in_words(
    desk: Desk, open_window: OpenWindow, qtbot: QtBot
) -> None:
    ids = [line.id for line in desk.people.lines()][:3]
    held = Held(holder="林 恵", due_back=desk.today() - timedelta(days=3))
    first, second = (
        desk.ledger.copy_made("people_list", "名簿", ids, how="printed", receiver="minsei", held=held) for _ in "ab"
    )
    desk.ledger.copy_made("roster", "要援護者名簿", ids, how="printed", receiver="minsei")
    window = open_window(desk, Place(room=Room.COPIES, only=(str(first), str(second)), because="期限を過ぎた写し"))
    page = page_of(window, CopiesPage)
    assert isinstance(page, CopiesPage)
    home = page.home
    qtbot.waitUntil(lambda: home.table.hasFocus() and len(home.table.rows()) == 2)
    assert [row.line.late for row in home.table.rows()] == [3, 3]

    current = home.table.row()
    assert current is not None
    press(KEY.Key_M)
    qtbot.waitUntil(home.strip.isVisible)
    assert desk.copies.get(current.copy.number).state is CopyState.RETURNED
    press(KEY.Key_Escape)
    qtbot.waitUntil(lambda: not home.filter.drop.isVisible())
    narrowed(home, qtbot)
    home.filter.text.setFocus()
    QTest.keyClicks(focus(), shown(first).removeprefix("第").removesuffix("号"))
    qtbot.waitUntil(lambda: [row.copy.number for row in home.table.rows()] == [first])
    home.filter.text.clear()
    home.come_to(second if current.copy.number == first else first)
    home.table.setFocus()
    row = home.table.row()
    assert row is not None
    shredded(home, desk, row.copy.number, qtbot)
    assert desk.copies.past(row.copy.number)[-1].note == "細かく裁った"


def test_the_desks_own_paper_is_shredded_at_once_and_the_list_is_printed_as_it_is_shown(
    desk: Desk, open_window: OpenWindow, qtbot: QtBot
) -> None:
    own = [desk.ledger.copy_made("today_sheet", f"今日 {one}", [], how="printed") for one in range(3)]
    other = desk.ledger.copy_made("people_list", "名簿", [], how="printed", receiver="minsei")
    window = open_window(desk, Place(room=Room.COPIES))
    page = page_of(window, CopiesPage)
    assert isinstance(page, CopiesPage)
    home = page.home
    qtbot.waitUntil(home.table.hasFocus)
    home.filter.show_tab(OWN)
    press(KEY.Key_P, chord=CTRL)
    qtbot.waitUntil(lambda: page.list_paper.drawn is not None, timeout=20_000)
    words = "".join("".join(page.list_paper.paper.view.texts()).split())
    assert all(f"第{number}号" in words for number in own)
    assert f"第{other}号" not in words
    assert "机の上の紙" in words
    press(KEY.Key_Escape)
    qtbot.waitUntil(lambda: page.face is home)

    home.shred.setFocus()
    press(KEY.Key_Return)
    qtbot.waitUntil(lambda: home.in_place.form is not None)
    press(KEY.Key_Return, chord=CTRL)
    qtbot.waitUntil(lambda: desk.copies.get(own[0]).state is CopyState.DESTROYED)
    assert [line.number for line in desk.copies.out() if line.own] == []
    assert desk.copies.get(other).state is CopyState.OUT


def test_the_copies_that_name_somebody_are_shown_alone_until_the_filter_is_dropped(
    desk: Desk, open_window: OpenWindow, qtbot: QtBot
) -> None:
    first, second = (line.id for line in desk.people.lines()[:2])
    both = desk.ledger.copy_made("roster", "名簿", [first, second], how="printed", receiver="minsei")
    desk.ledger.copy_made("roster", "名簿", [second], how="printed", receiver="minsei")
    window = open_window(desk, Place(room=Room.COPIES, person_id=first))
    page = page_of(window, CopiesPage)
    assert isinstance(page, CopiesPage)
    qtbot.waitUntil(lambda: [row.copy.number for row in page.home.table.rows()] == [both])
    qtbot.waitUntil(page.home.table.hasFocus)
    press(KEY.Key_Escape)
    qtbot.waitUntil(lambda: len(page.home.table.rows()) == 2)


def test_of_a_file_the_ledger_writes_down_that_its_stick_came_back_and_that_it_was_erased(
    desk: Desk, open_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    parcel = desk.welfare.month(Month(2026, 10), "hokenfukushi").run()
    lock = Lock(password="kamo-sune-tewa-gona-284753")
    until = desk.today() + A_MONTH
    file = (
        desk.handing.hand_over(parcel, desk.handing.sending(tmp_path / "月.xlsx", lock, erase_by=until)).run().handover
    )
    assert file.copy_number is not None
    window = open_window(desk, Place(room=Room.COPIES, record_id=str(file.copy_number)))
    page = page_of(window, CopiesPage)
    assert isinstance(page, CopiesPage)
    qtbot.waitUntil(page.home.table.hasFocus)
    press(KEY.Key_M)
    assert desk.handovers.get(file.id).returned_on == desk.today()
    assert desk.copies.get(file.copy_number).state is CopyState.OUT, "what is still to be erased is out"
    qtbot.waitUntil(lambda: not page.home.doing.back.isVisible())
    press(KEY.Key_H)
    qtbot.waitUntil(lambda: page.home.in_place.form is not None)
    press(KEY.Key_Return, chord=CTRL)
    assert desk.handovers.get(file.id).erased_on == desk.today()
    assert desk.copies.get(file.copy_number).state is CopyState.DESTROYED

    lock = Lock(password="kamo-sune-tewa-gona-284754")
    other = desk.handing.hand_over(parcel, desk.handing.sending(tmp_path / "次.xlsx", lock)).run().handover
    assert other.copy_number is not None
    shredded = Questions(desk).about(DESTROYED, desk.copies.get(other.copy_number))
    shredded.write({"how": DESTROYED_HOW[2], "on": desk.today()})
    assert desk.handovers.get(other.id).erased_on == desk.today(), "however it went, nobody waits for it any more"
    assert desk.copies.past(other.copy_number)[-1].note == DESTROYED_HOW[2]
