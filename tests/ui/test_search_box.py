"""The search box: everything found while one types, chosen by arrows and Enter, without a popup."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import AREA, TODAY
from ui.pages.page import Shape
from ui.pages.settings.page import SECTIONS
from ui.places import Place, Room
from ui.rooms import PAGES
from ui.search_box import SearchBox
from ui.search_finding import AT_MOST, EACH, GROUPS, HANDED, PEOPLE, VISITS, Answer
from ui.search_pages import WAYS, ways
from ui.theme import theme
from ui.top_bar import TopBar
from ui.widgets.marked_text import paint_marked
from watchdesk.desk import Desk
from watchdesk.domain.histories import ConsentEntry, StatusEntry
from watchdesk.domain.partner import PartnerKind
from watchdesk.domain.words import Condition, Consent, EndReason, Method, Result, Status

Ime = Callable[..., None]


@pytest.fixture
def box(desk: Desk, qtbot: QtBot) -> Iterator[SearchBox]:
    desk.people.register({"family_name": "髙橋", "given_name": "トシ子", "family_kana": "タカハシ"}, area="九条南")
    hidden = {"family_name": "架空", "given_name": "花", "hidden": True, "town": "九条南", "address": "1-1-1"}
    desk.people.register(hidden, area="九条南")
    window = QWidget()
    layout = QVBoxLayout(window)
    made = SearchBox(desk, theme())
    layout.addWidget(made)
    layout.addStretch(1)
    qtbot.addWidget(window)
    window.resize(1200, 700)
    window.show()
    qtbot.waitExposed(window)
    made.line.setFocus()
    yield made
    window.close()


def names(box: SearchBox) -> list[str]:
    return [answer.name for answer in box.answers.answers]


def answer(box: SearchBox, name: str) -> Answer:
    return next(one for one in box.answers.answers if one.name == name)


def look(box: SearchBox, qtbot: QtBot, ime: Ime, words: str) -> None:
    box.clear()
    ime(box.line, commit=words)
    qtbot.waitUntil(lambda: box.answers.isVisible() and box.answers.found is not None)
    qtbot.waitUntil(lambda: box.answers.found is not None and box.answers.found.query == words)


def test_variants_of_a_name_are_found_as_one_types(box: SearchBox, qtbot: QtBot, ime: Ime) -> None:
    look(box, qtbot, ime, "高橋")

    assert "髙橋 トシ子" in names(box)
    assert QApplication.activePopupWidget() is None
    assert box.line.hasFocus()


def test_arrows_choose_and_enter_opens(box: SearchBox, qtbot: QtBot, ime: Ime) -> None:
    look(box, qtbot, ime, "子")
    second = box.answers.answers[1]

    QTest.keyClick(box.line, Qt.Key.Key_Down)
    with qtbot.waitSignal(box.chosen) as caught:
        QTest.keyClick(box.line, Qt.Key.Key_Return)

    assert caught.args == [second.place]
    assert not box.answers.isVisible()
    assert box.line.text() == ""


def test_a_press_on_an_answer_opens_it(box: SearchBox, qtbot: QtBot, ime: Ime) -> None:
    look(box, qtbot, ime, "髙橋トシ子")
    shown = box.answers.list
    place = shown.visualRect(shown.model().index(1, 0)).center()

    with qtbot.waitSignal(box.chosen) as caught:
        QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert caught.args == [answer_place(box, "髙橋")]


def answer_place(box: SearchBox, family_name: str) -> Place:
    found = box._desk.search.people(family_name)
    return Place(room=Room.PERSON, person_id=next(one.id for one in found if one.name == "髙橋 トシ子"))


def test_words_still_being_converted_are_not_searched(box: SearchBox, qtbot: QtBot, ime: Ime) -> None:
    ime(box.line, "たかはし")
    QTest.keyClick(box.line, Qt.Key.Key_Return)
    qtbot.wait(80)
    assert not box.answers.isVisible()

    look(box, qtbot, ime, "髙橋")
    with qtbot.assertNotEmitted(box.chosen):
        ime(box.line, "とし")
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Escape):
            QTest.keyClick(box.line, key)
    assert box.line.text() == "髙橋"


def test_nothing_found_is_said_in_words(box: SearchBox, qtbot: QtBot) -> None:
    QTest.keyClicks(box.line, "qqq")

    qtbot.waitUntil(box.answers.isVisible)
    assert "ありません" in box.answers.accessibleName()
    QTest.keyClick(box.line, Qt.Key.Key_Return)
    assert box.answers.isVisible()


def test_a_hidden_persons_address_neither_finds_nor_shows(box: SearchBox, qtbot: QtBot, ime: Ime) -> None:
    look(box, qtbot, ime, "架空 花")

    found = answer(box, "架空 花")
    assert "1-1-1" not in found.spoken
    assert ("秘匿", "away") in found.states


def test_esc_closes_the_answers_then_empties_the_box(box: SearchBox, qtbot: QtBot, ime: Ime) -> None:
    look(box, qtbot, ime, "子")

    QTest.keyClick(box.line, Qt.Key.Key_Escape)
    assert not box.answers.isVisible()
    assert box.line.text() == "子"
    QTest.keyClick(box.line, Qt.Key.Key_Down)
    assert box.answers.isVisible()
    QTest.keyClick(box.line, Qt.Key.Key_Escape)
    QTest.keyClick(box.line, Qt.Key.Key_Escape)
    assert box.line.text() == ""


def test_the_answers_are_those_of_the_last_word_typed(box: SearchBox, qtbot: QtBot, ime: Ime) -> None:
    ime(box.line, commit="子")
    ime(box.line, commit=" トシ子")

    qtbot.waitUntil(lambda: box.answers.found is not None and box.answers.found.query == "子 トシ子")
    assert names(box)[0] == "髙橋 トシ子"


def test_enter_never_opens_the_answer_to_other_words(box: SearchBox, qtbot: QtBot, ime: Ime) -> None:
    look(box, qtbot, ime, "架空")
    with qtbot.waitSignal(box.chosen) as caught:
        ime(box.line, commit="")
        box.line.setText("髙橋トシ子")
        QTest.keyClick(box.line, Qt.Key.Key_Return)

    assert caught.args == [answer_place(box, "髙橋")]

    with qtbot.assertNotEmitted(box.chosen):
        box.line.setText("子")
        QTest.keyClick(box.line, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: len(names(box)) > 1)


def test_people_come_first_then_partners_pages_and_what_was_written(
    box: SearchBox, desk: Desk, qtbot: QtBot, ime: Ime
) -> None:
    person = desk.people.register({"family_name": "月報"}, area=AREA)
    partner = desk.partners.add({"kind": PartnerKind.BODY, "name": "月報会館", "phones": ("06-6000-7777",)})
    desk.visits.record(
        person.id,
        on=TODAY,
        method=Method.VISIT,
        result=Result.MET,
        condition=Condition.WELL,
        details={"note": "月報の話をした。"},
    )
    told = {"field": "A1", "content": "B1", "said": "月報はいつ出るのか"}
    case = desk.consultations.open_case({**told, "caller": "近所の方"})
    handed = desk.referrals.prepare({"receiver": "hokatsu", "reason": "月報にのせる相談"})
    item = desk.information.record({"title": "月報のお知らせ"})
    look(box, qtbot, ime, "月報")

    groups = [one.group for one in box.answers.answers]
    assert groups == sorted(groups, key=GROUPS.index)
    assert set(groups) == set(GROUPS)
    assert box.answers.answers[0].place == Place(room=Room.PERSON, person_id=person.id)
    assert answer(box, "月報会館").place == Place(room=Room.PARTNER, partner_id=partner.id)
    assert answer(box, "月報をつくる・印刷する").place == Place(room=Room.REPORTS)
    assert next(one for one in box.answers.answers if one.group == HANDED).place.record_id == handed.id
    assert answer(box, "月報のお知らせ").place == Place(room=Room.INFORMATION, record_id=item.id)
    visit = next(one for one in box.answers.answers if one.group == VISITS)
    assert visit.place.room is Room.VISIT
    assert visit.where == "記録 11月22日"
    asked = answer(box, "近所の方")
    assert asked.place == Place(room=Room.CONSULTATIONS, record_id=case.id)
    assert (asked.where, asked.told) == ("対応中 11月22日", "月報はいつ出るのか")
    assert [visit.told[start:end] for start, end in visit.told_marks] == ["月報"]


def test_an_answer_says_where_it_was_found(box: SearchBox, desk: Desk, qtbot: QtBot, ime: Ime) -> None:
    desk.people.register({"family_name": "電話", "given_name": "持つ", "phones": ("06-6099-4321",)}, area=AREA)
    look(box, qtbot, ime, "0994321")

    found = box.answers.answers[0]
    assert (found.name, found.where) == ("電話 持つ", "電話")
    assert [found.told[start:end] for start, end in found.told_marks] == ["099-4321"]


def test_what_must_be_seen_first_stands_beside_the_name(box: SearchBox, desk: Desk, qtbot: QtBot, ime: Ime) -> None:
    refused = desk.people.register({"family_name": "断った"}, area=AREA, consent=ConsentEntry(state=Consent.REFUSED))
    desk.people.set_status(refused.id, StatusEntry(state=Status.ENDED, since=TODAY, reason=EndReason.MOVED))
    look(box, qtbot, ime, "断った")

    assert [word for word, _ in box.answers.answers[0].states] == ["不同意", "終了"]
    assert "不同意、終了" in box.answers.spoken


def test_of_very_many_some_of_each_group_are_shown_and_all_people_lead_to_the_list(
    box: SearchBox, desk: Desk, qtbot: QtBot, ime: Ime
) -> None:
    told = {"on": TODAY, "method": Method.VISIT, "result": Result.MET, "condition": Condition.WELL}
    for number in range(30):
        person = desk.people.register({"family_name": f"試{number}"}, area=AREA)
        desk.visits.record(person.id, details={"note": "試しに話した。"}, **told)
    look(box, qtbot, ime, "試")

    shown = box.answers.answers
    assert len(shown) == AT_MOST + 1
    assert sum(one.group == VISITS for one in shown) == EACH
    last = [one for one in shown if one.group == PEOPLE][-1]
    assert last.name == "30名を一覧で見る"
    assert last.place.room is Room.PEOPLE
    assert set(last.place.only or ()) == desk.search.fitting("試")
    assert "要援護者 30名、訪問記録 30件" in box.answers.accessibleName()


def test_in_a_narrow_window_leaving_the_box_brings_the_buttons_back(desk: Desk, qtbot: QtBot) -> None:
    window = QWidget()
    bar, elsewhere = TopBar(desk, theme()), QLineEdit()
    layout = QVBoxLayout(window)
    layout.addWidget(bar)
    layout.addWidget(elsewhere)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    bar.reshape(Shape.NARROW)
    bar.look_for()
    qtbot.waitUntil(bar.search.line.hasFocus)
    assert not bar.menu.isVisible()

    elsewhere.setFocus()
    assert bar.menu.isVisible()
    assert bar.hide_button.isVisible()
    assert not bar.search.isVisible()
    assert elsewhere.hasFocus()


def test_every_page_of_the_window_is_found_by_words() -> None:
    for way in WAYS:
        assert way.place.room in PAGES
        assert way.place.because in {"", *SECTIONS}
        assert ways(way.word)[0] == way
    for word, wanted in {
        "控え": "控えをとる・点検する",
        "取りこみ": "名簿を取りこむ",
        "げっぽう": "月報をつくる・印刷する",
        "まとめ": "同じ方の台帳をひとつにまとめる",
        "重複": "同じ方の台帳をひとつにまとめる",
    }.items():
        assert wanted in [way.word for way in ways(word)]
    assert {way.place.because for way in WAYS} >= set(SECTIONS)
    assert ways("") == () == ways("・")


def test_what_was_found_is_emphasised_and_long_words_end_in_dots() -> None:
    wide, long = QImage(400, 40, QImage.Format.Format_RGB32), "とても長いことばがここに書いてあります" * 3
    pictures = []
    for marks in ((), ((0, 2),)):
        wide.fill(theme().colour("sheet"))
        painter = QPainter(wide)
        end = paint_marked(painter, wide.rect(), long, marks, role="body", ink="text")
        painter.end()
        assert end <= 400
        pictures.append(wide.copy())
    assert pictures[0] != pictures[1]


def test_a_single_answer_is_shown_whole_without_a_scroll_bar(box: SearchBox, qtbot: QtBot, ime: Ime) -> None:
    look(box, qtbot, ime, "髙橋 トシ子")
    assert len(box.answers.answers) == 1
    assert box.answers.list.verticalScrollBar().maximum() == 0
