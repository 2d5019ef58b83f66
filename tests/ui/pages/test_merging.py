"""Two records of one person: found, laid side by side, made one by keys alone, and made two again."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import OpenWindow
from ui.main_window import MainWindow
from ui.pages.merging.page import MergingPage
from ui.pages.merging.side import SideChoice
from ui.places import Place, Room
from ui.widgets.scroll import Scroll
from watchdesk.desk import Desk, Which
from watchdesk.domain.person import Person
from watchdesk.domain.words import Condition, Method, Result
from watchdesk.errors import NotFound

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def both(empty_desk: Desk) -> tuple[Person, Person]:
    """Two records of one person, each with what the other has not."""
    kept = empty_desk.people.register(
        {
            "family_name": "髙橋",
            "given_name": "トシ子",
            "family_kana": "たかはし",
            "given_kana": "としこ",
            "birth_date": date(1938, 4, 2),
            "phones": ("06-6000-0001",),
        },
        area="九条南",
    )
    gone = empty_desk.people.register(
        {
            "family_name": "高橋",
            "given_name": "敏子",
            "family_kana": "たかはし",
            "given_kana": "としこ",
            "birth_date": date(1938, 4, 2),
            "phones": ("090-0000-0002",),
            "town": "九条南",
            "address": "1-2-3",
            "building": "見本荘 5号室",
        },
        area="九条南",
    )
    empty_desk.people.register({"family_name": "山本", "given_name": "太郎"}, area="九条南")
    for person in (kept, gone):
        empty_desk.visits.record(
            person.id, on=date(2026, 11, 20), method=Method.VISIT, result=Result.MET, condition=Condition.WELL
        )
    return kept, gone


@pytest.fixture
def window(empty_desk: Desk, both: tuple[Person, Person], open_window: OpenWindow) -> MainWindow:
    return open_window(empty_desk, Place(room=Room.VISITS))


def side_by_side(window: MainWindow, both: tuple[Person, Person], qtbot: QtBot) -> MergingPage:
    window.go(Place(room=Room.MERGING, person_id=both[0].id, only=(both[1].id,)))
    page = window.page()
    assert isinstance(page, MergingPage)
    qtbot.waitUntil(lambda: page.compared is not None)
    return page


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def test_similar_people_are_offered_first_and_anybody_is_found_by_words(
    window: MainWindow, both: tuple[Person, Person], qtbot: QtBot
) -> None:
    window.go(Place(room=Room.MERGING, person_id=both[0].id))
    page = window.page()
    assert isinstance(page, MergingPage)
    choose = page.choose
    qtbot.waitUntil(lambda: [row.id for row in choose.table.rows()] == [both[1].id])
    assert "同じ読み" in choose.table.rows()[0].reasons

    choose.text.setFocus()
    choose.text.setText("山本")
    choose.text.edited.emit()
    qtbot.waitUntil(lambda: [row.line.name for row in choose.table.rows()] == ["山本 太郎"])

    choose.text.setText("髙橋")
    choose.text.edited.emit()
    qtbot.waitUntil(lambda: [row.id for row in choose.table.rows()] == [both[1].id])  # never oneself


def test_by_keys_alone_the_two_become_one_and_two_again(
    window: MainWindow, both: tuple[Person, Person], empty_desk: Desk, qtbot: QtBot
) -> None:
    kept, gone = both
    window.go(Place(room=Room.MERGING, person_id=kept.id))
    page = window.page()
    assert isinstance(page, MergingPage)
    qtbot.waitUntil(lambda: len(page.choose.table.rows()) == 1)
    page.choose.table.setFocus()
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), SideChoice))

    QTest.keyClick(focus(), Qt.Key.Key_Right)
    while not page.reason.hasFocus():
        QTest.keyClick(focus(), Qt.Key.Key_Tab)
    QTest.keyClicks(focus(), "one and the same")
    QTest.keyClick(focus(), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: window.place == Place(room=Room.PERSON, person_id=kept.id))

    one = empty_desk.people.get(kept.id)
    assert (one.family_name, one.given_name, one.building) == ("高橋", "敏子", "見本荘 5号室")
    assert one.phones == ("06-6000-0001", "090-0000-0002")
    assert len(empty_desk.visits.of_person(kept.id)) == 2
    assert window.strip.sentence == "髙橋 トシ子さんの台帳を、ひとつにまとめました。"

    window.strip.button.click()
    qtbot.waitUntil(lambda: window.strip.sentence.startswith("2つの台帳に戻しました。"))
    assert empty_desk.people.get(kept.id) == kept
    assert empty_desk.people.get(gone.id) == gone


def test_only_what_differs_is_shown_and_the_rest_on_a_press(
    window: MainWindow, both: tuple[Person, Person], qtbot: QtBot
) -> None:
    page = side_by_side(window, both, qtbot)
    assert set(page.board.choices()) == {
        *("family_name", "given_name", "town", "address", "building", "phones"),
    }
    assert not page._alike.isVisible()
    assert page.same.text().startswith("同じ項目も見る（")

    page.same.click()

    assert page._alike.isVisible()
    assert page.same.text() == "同じ項目をかくす"


def test_the_proposal_is_chosen_and_its_result_told(
    window: MainWindow, both: tuple[Person, Person], qtbot: QtBot
) -> None:
    page = side_by_side(window, both, qtbot)
    assert page.board.choices()["phones"] is Which.BOTH
    assert page.board.result("phones") == "06-6000-0001、090-0000-0002"
    assert page.board.choices()["building"] is Which.GONE

    choice = page.board.choice("phones")
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Left)
    assert page.board.result("phones") == "06-6000-0001"
    QTest.keyClick(choice, Qt.Key.Key_Right)
    QTest.keyClick(choice, Qt.Key.Key_Right)
    assert page.board.result("phones") == "090-0000-0002"


def test_the_parts_of_an_address_are_chosen_together(
    window: MainWindow, both: tuple[Person, Person], qtbot: QtBot
) -> None:
    page = side_by_side(window, both, qtbot)
    choice = page.board.choice("town")
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Left)
    chosen = page.board.choices()
    assert {chosen[name] for name in ("town", "address", "building")} == {Which.KEPT}


def test_without_a_reason_nothing_is_merged(
    window: MainWindow, both: tuple[Person, Person], empty_desk: Desk, qtbot: QtBot
) -> None:
    page = side_by_side(window, both, qtbot)
    page.main_action()
    assert page.reason.hasFocus()
    assert empty_desk.people.get(both[1].id) == both[1]
    assert empty_desk.merging.all() == ()


def test_what_was_half_chosen_comes_back(
    window: MainWindow, both: tuple[Person, Person], empty_desk: Desk, qtbot: QtBot
) -> None:
    page = side_by_side(window, both, qtbot)
    choice = page.board.choice("phones")
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Left)
    page.reason.setFocus()
    QTest.keyClicks(page.reason, "same")
    window.go(Place(room=Room.VISITS))
    assert empty_desk.drafts.load(f"merging:{both[0].id}:{both[1].id}") is not None

    page = side_by_side(window, both, qtbot)

    assert page.board.choices()["phones"] is Which.KEPT
    assert page.reason.text() == "same"
    assert "選びかけを戻しました" in page.strip.sentence
    page.strip.button.click()
    assert page.board.choices()["phones"] is Which.BOTH
    assert page.reason.text() == ""
    assert empty_desk.drafts.load(f"merging:{both[0].id}:{both[1].id}") is None


def test_the_record_that_stays_may_be_the_other(
    window: MainWindow, both: tuple[Person, Person], empty_desk: Desk, qtbot: QtBot
) -> None:
    page = side_by_side(window, both, qtbot)
    page.swap.click()
    qtbot.waitUntil(lambda: page.compared is not None and page.compared.kept.line.id == both[1].id)
    page.reason.setText("同じ方")
    page.main_action()
    qtbot.waitUntil(lambda: window.place == Place(room=Room.PERSON, person_id=both[1].id))
    with pytest.raises(NotFound):
        empty_desk.people.get(both[0].id)


def test_the_down_key_leads_from_the_words_into_the_list(
    window: MainWindow, both: tuple[Person, Person], qtbot: QtBot
) -> None:
    window.go(Place(room=Room.MERGING, person_id=both[0].id))
    page = window.page()
    assert isinstance(page, MergingPage)
    qtbot.waitUntil(page.choose.table.isVisible)
    page.choose.text.setFocus()
    qtbot.waitUntil(page.choose.text.hasFocus)
    QTest.keyClick(page.choose.text, Qt.Key.Key_Down)
    assert page.choose.table.hasFocus()


def test_what_was_written_and_chosen_stays_when_the_two_change_places(
    window: MainWindow, both: tuple[Person, Person], empty_desk: Desk, qtbot: QtBot
) -> None:
    page = side_by_side(window, both, qtbot)
    page.reason.setText("ご本人に確かめました")
    page.board.choice("phones").set_value(Which.GONE)
    page.board.choice("given_name").set_value(Which.GONE)
    page.swap.click()
    qtbot.waitUntil(lambda: page.compared is not None and page.compared.kept.line.id == both[1].id)
    assert page.reason.text() == "ご本人に確かめました"
    assert page.board.choices()["given_name"] is Which.KEPT  # still 敏子
    assert page.board.choices()["phones"] is Which.KEPT
    page.main_action()
    qtbot.waitUntil(lambda: window.place == Place(room=Room.PERSON, person_id=both[1].id))
    merged = empty_desk.people.get(both[1].id)
    assert (merged.given_name, merged.phones) == ("敏子", ("090-0000-0002",))
    assert [one.form for one in empty_desk.drafts.all() if one.form.startswith("merging:")] == []


def test_different_days_of_birth_are_warned_of(
    window: MainWindow, both: tuple[Person, Person], empty_desk: Desk, qtbot: QtBot
) -> None:
    empty_desk.people.change(both[1].id, {"birth_date": date(1941, 4, 2)})
    page = side_by_side(window, both, qtbot)
    assert "生年月日がちがいます。別の方かもしれません。" in page._doubt.sentence


def test_a_record_that_is_gone_by_now_is_told(
    window: MainWindow, both: tuple[Person, Person], empty_desk: Desk, qtbot: QtBot
) -> None:
    empty_desk.merging.merge(both[0].id, both[1].id, reason="同じ方")
    window.go(Place(room=Room.MERGING, person_id=both[0].id, only=(both[1].id,)))
    page = window.page()
    assert isinstance(page, MergingPage)
    qtbot.waitUntil(lambda: "もうまとめてあるのかもしれません" in page._nobody.accessibleName())
    page.main_action()
    assert len(empty_desk.merging.all()) == 1


def test_a_comparison_begins_at_its_top_where_it_warns_and_holds_no_room_afterwards(
    window: MainWindow, both: tuple[Person, Person], empty_desk: Desk, qtbot: QtBot
) -> None:
    empty_desk.people.change(both[1].id, {"birth_date": date(1941, 4, 2), "notes": "耳が遠い。" * 80})
    page = side_by_side(window, both, qtbot)
    bar = next(one for one in page.findChildren(Scroll)).verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())

    window.go(Place(room=Room.MERGING, person_id=both[0].id))
    qtbot.waitUntil(page.choose.table.isVisible)
    qtbot.waitUntil(lambda: bar.maximum() == 0)

    side_by_side(window, both, qtbot)
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    qtbot.wait(200)  # whatever follows the focus has done so by then
    assert bar.value() == 0
    assert not page._doubt.visibleRegion().isEmpty()


def test_each_field_stands_on_a_line_of_its_own_from_the_beginning(
    desk: Desk, open_window: OpenWindow, qtbot: QtBot
) -> None:
    """The ring around the first choice comes while the lines are still laid out; it may not leave some behind."""
    double = desk.people.register({"family_name": "濱田", "given_name": "恵美子"}, area="九条南")
    other = next(line for line in desk.people.lines() if line.id != double.id)
    made = open_window(desk, Place(room=Room.VISITS))
    made.go(Place(room=Room.MERGING, person_id=other.id))
    page = made.page()
    assert isinstance(page, MergingPage)
    qtbot.waitUntil(lambda: page.choose.count.text() != "")
    made.go(Place(room=Room.MERGING, person_id=other.id, only=(double.id,)))
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), SideChoice))
    qtbot.wait(300)

    lines = [[line.title, line.kept, line.asked, line.gone, line.result] for line in page.board._lines]
    tops = [{cell.y() for cell in cells} for cells in (list(page.board._heads), *lines)]
    assert all(len(each) == 1 for each in tops)
    assert sorted(tops, key=min) == tops
