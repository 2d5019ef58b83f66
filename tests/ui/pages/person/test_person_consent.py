"""Consent of one person: changed, withdrawn and its copies fetched, confirmed in two keys, passed by in danger."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ui.pages.in_place import InPlace
from ui.pages.person.consent import AGAIN, CHANGE, EMERGENCY, NO_SCAN, ConsentPart
from ui.pages.person.page import PersonPage
from ui.places import CONSENT, STATES, Place, Room
from ui.theme import theme
from ui.widgets.strip import Strip
from watchdesk.desk import Desk
from watchdesk.domain.copies import CopyState
from watchdesk.domain.histories import ConsentEntry
from watchdesk.domain.override import Danger
from watchdesk.domain.person import Person
from watchdesk.domain.words import Consent, ConsentWay

TODAY = date(2026, 11, 22)
LONG_AGO = ConsentEntry(
    state=Consent.AGREED, since=date(2025, 4, 1), way=ConsentWay.ORAL, recipients=("chokai",), form="令和7年度版"
)

ALL_NOTED = {
    "state": Consent.AGREED,
    "way": ConsentWay.WRITTEN,
    "witness": "長女",
    "form": "令和8年度版",
    "recipients": ("minsei", "shobo_keisatsu"),
    "valid_until": date(2027, 3, 31),
    "watch": False,
}


@pytest.fixture
def person(desk: Desk) -> Person:
    return desk.people.register({"family_name": "髙橋", "given_name": "トシ子"}, area="九条南", consent=LONG_AGO)


@pytest.fixture
def page(desk: Desk, person: Person, qtbot: QtBot) -> Iterator[PersonPage]:
    made = shown(desk, qtbot, person)
    yield made
    made.close()


def shown(desk: Desk, qtbot: QtBot, person: Person, section: str = STATES) -> PersonPage:
    made = PersonPage(desk, theme())
    qtbot.addWidget(made)
    made.resize(1180, 640)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.enter(Place(room=Room.PERSON, person_id=person.id, section=section))
    qtbot.waitUntil(lambda: made.facts is not None and made.view.states.isVisible())
    return made


def part_of(page: PersonPage) -> ConsentPart:
    return page.view.states.consent


def answer(in_place: InPlace, **values: object) -> None:
    assert in_place.form is not None
    for key, value in values.items():
        in_place.form.entry(key).set_value(value)
    in_place.write()


def reread(page: PersonPage, desk: Desk, person: Person, qtbot: QtBot) -> None:
    """What the window does after a write."""
    page.view.states.show_person(desk.people.get(person.id))
    qtbot.wait(50)


def test_a_new_consent_is_written_with_all_that_was_noted(
    page: PersonPage, desk: Desk, person: Person, tmp_path: Path, qtbot: QtBot
) -> None:
    scan = tmp_path / "form.pdf"
    scan.write_bytes(b"%PDF-1.7 signed")
    attached = desk.attachments.add(person.id, scan, "同意書")
    reread(page, desk, person, qtbot)
    part_of(page).come_to(CHANGE)
    answer(part_of(page).in_place, **ALL_NOTED, attachment_id=attached.id)

    noted = ConsentEntry(**ALL_NOTED, since=TODAY, attachment_id=attached.id)  # type: ignore[arg-type]  # mixed values
    assert desk.people.get(person.id).consent_on(TODAY) == noted
    reread(page, desk, person, qtbot)
    assert part_of(page).table.texts()[0] == (
        "いま",
        "同意\n訪問は望まない",
        "R8.11.22から\nR9.3.31まで",
        "書面\n立会人 長女",
        "令和8年度版\n写し 同意書",
        "民生委員・児童委員（主任児童委員を含む）、消防署・警察署",
    )


def test_without_attachments_the_scan_says_that_there_are_none(page: PersonPage) -> None:
    part = part_of(page)
    part.come_to(CHANGE)

    assert part.in_place.form is not None
    assert part.in_place.form.entry("attachment_id").currentText() == NO_SCAN


def test_the_signed_form_is_taken_in_where_the_consent_is_written(
    page: PersonPage, desk: Desk, person: Person, tmp_path: Path, qtbot: QtBot
) -> None:
    signed = tmp_path / "同意書 髙橋.png"
    paper = QImage(40, 60, QImage.Format.Format_RGB32)
    paper.fill(Qt.GlobalColor.white)
    assert paper.save(str(signed))
    part = part_of(page)
    part.come_to(CHANGE)
    assert part.in_place.form is not None
    assert part.scan is not None
    qtbot.waitUntil(part.scan.add.isVisible)
    part.in_place.form.entry("witness").set_text("長女")
    part.scan.take_in(signed)
    field = part.in_place.form.entry("attachment_id")
    qtbot.waitUntil(lambda: field.value() is not None)
    page.view.states.show_person(desk.people.get(person.id))  # as the window does after the write
    assert field.currentText() == "同意書 髙橋"
    answer(part.in_place, state=Consent.AGREED, way=ConsentWay.WRITTEN)

    now = desk.people.get(person.id).consent_on(TODAY)
    assert now is not None
    assert now.attachment_id == desk.attachments.of_person(person.id)[0].id
    assert now.witness == "長女"


def test_a_file_that_is_no_form_is_refused_in_words_and_nothing_typed_is_lost(
    page: PersonPage, tmp_path: Path, qtbot: QtBot
) -> None:
    wrong = tmp_path / "memo.txt"
    wrong.write_text("memo", encoding="utf-8")
    part = part_of(page)
    part.come_to(CHANGE)
    assert part.in_place.form is not None
    assert part.scan is not None
    part.in_place.form.entry("witness").set_text("長女")
    part.scan.take_in(wrong)
    qtbot.waitUntil(lambda: "PDF" in page.strip.sentence)
    assert part.in_place.form.entry("witness").text() == "長女"
    assert part.scan.add.isEnabled()


def test_the_receivers_of_before_are_ticked_already(page: PersonPage) -> None:
    part = part_of(page)
    part.come_to(CHANGE)

    assert part.in_place.form is not None
    assert part.in_place.form.entry("recipients").value() == ("chokai",)


def test_a_day_ahead_is_refused_at_its_field_and_stays_as_typed(page: PersonPage, desk: Desk, person: Person) -> None:
    part = part_of(page)
    part.come_to(CHANGE)
    assert part.in_place.form is not None
    part.in_place.form.entry("since").set_text("令和9年1月1日")
    answer(part.in_place, state=Consent.AGREED)

    assert desk.people.get(person.id).consent_history == person.consent_history
    assert part.in_place.form.entry("since").text() == "令和9年1月1日"
    assert "直すところが1つ" in page.strip.sentence


def test_what_a_withdrawal_leaves_outside_is_listed_at_once_and_settled_one_by_one(
    page: PersonPage, desk: Desk, person: Person, qtbot: QtBot
) -> None:
    first = desk.ledger.copy_made("list", "名簿", [person.id], how="printed", receiver="chokai")
    second = desk.ledger.copy_made("list", "見守り用紙", [person.id], how="printed", receiver="minsei")
    part = part_of(page)
    part.come_to(CHANGE)
    answer(part.in_place, state=Consent.WITHDRAWN)
    assert "写し2枚" in page.strip.sentence
    reread(page, desk, person, qtbot)
    qtbot.waitUntil(lambda: [line.number for line in part.copies.lines] == [second, first])
    who = f"に {desk.users.current().full_name}さんが出しました"
    assert any(who in label.text() for label in part.copies.findChildren(QLabel))

    for number, state in ((first, CopyState.RETURNED), (second, CopyState.LOST)):
        button = part.copies.button(number, state)
        assert button is not None
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        qtbot.wait(50)
        assert QApplication.focusWidget() is part.copies.button(number, CopyState.OUT), "a slip is taken back at once"

    assert {line.number: line.state for line in desk.consents.copies_naming(person.id)} == {
        first: CopyState.RETURNED,
        second: CopyState.LOST,
    }
    assert desk.consents.to_call_back(person.id) == ()


def test_the_desks_own_paper_is_to_be_shredded_and_comes_last(
    page: PersonPage, desk: Desk, person: Person, qtbot: QtBot
) -> None:
    given = desk.ledger.copy_made("list", "名簿", [person.id], how="printed", receiver="chokai")
    own = desk.ledger.copy_made("people_list", "一覧", [person.id], how="printed")
    desk.consents.give(person.id, ConsentEntry(state=Consent.WITHDRAWN))
    reread(page, desk, person, qtbot)
    part = part_of(page)

    qtbot.waitUntil(lambda: [line.number for line in part.copies.lines] == [given, own])
    told = part.copies.findChild(Strip)
    assert isinstance(told, Strip)
    assert "机の上で使う紙1枚は、細かく裁って" in told.sentence
    assert part.copies.button(own, CopyState.RETURNED) is None
    shredded = part.copies.button(own, CopyState.DESTROYED)
    assert shredded is not None
    QTest.keyClick(shredded, Qt.Key.Key_Return)
    assert [line.number for line in desk.consents.to_call_back(person.id)] == [given]
    assert "細かく裁って" not in told.sentence


def test_a_copy_marked_by_mistake_can_be_taken_back(page: PersonPage, desk: Desk, person: Person, qtbot: QtBot) -> None:
    number = desk.ledger.copy_made("list", "名簿", [person.id], how="printed", receiver="chokai")
    desk.consents.give(person.id, ConsentEntry(state=Consent.REFUSED, since=TODAY))
    reread(page, desk, person, qtbot)
    part = part_of(page)
    qtbot.waitUntil(lambda: bool(part.copies.lines))
    for state in (CopyState.DESTROYED, CopyState.OUT):
        button = part.copies.button(number, state)
        assert button is not None
        QTest.keyClick(button, Qt.Key.Key_Return)

    assert desk.consents.copies_naming(person.id)[0].state is CopyState.OUT


def test_a_few_keys_confirm_a_consent_again_and_tell_its_way_of_today(
    page: PersonPage, desk: Desk, person: Person
) -> None:
    part = part_of(page)
    assert "前に確かめたのは R7.4.1" in part.why.sentence

    QTest.keyClick(page, Qt.Key.Key_K)
    assert part.in_place.form is not None
    assert part.in_place.form.entry("way").value() is None, "the way of before is not that of today"
    QTest.keyClick(part.in_place.form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.people.get(person.id).consent_history == person.consent_history, "the way is asked for"
    part.in_place.form.entry("way").set_value(ConsentWay.WRITTEN)
    QTest.keyClick(part.in_place.form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    now = desk.people.get(person.id).consent_on(TODAY)
    assert now == ConsentEntry(
        state=Consent.AGREED, since=TODAY, way=ConsentWay.WRITTEN, recipients=("chokai",), form="令和7年度版"
    )


def test_what_asks_for_a_consent_does_not_say_the_words_of_the_button_below_it_again(page: PersonPage) -> None:
    part = part_of(page)
    assert part.why.isVisible()
    assert not part.why.button.isVisible()
    assert part.openers[AGAIN].isVisible()


def test_whoever_comes_from_the_list_to_ask_stands_in_the_form_that_is_wanted(
    desk: Desk, person: Person, qtbot: QtBot
) -> None:
    unanswered = desk.people.register({"family_name": "未回答"}, area="九条南")

    page = shown(desk, qtbot, person, CONSENT)
    assert part_of(page).in_place.first() is QApplication.focusWidget()
    page.enter(Place(room=Room.PERSON, person_id=unanswered.id, section=CONSENT))
    qtbot.waitUntil(lambda: page.facts is not None and page.facts.person.id == unanswered.id)
    asked = part_of(page)

    assert asked.in_place.form is not None
    assert asked.in_place.form.entry("state") is QApplication.focusWidget()


def test_nobody_who_has_not_agreed_can_be_confirmed(desk: Desk, qtbot: QtBot) -> None:
    unanswered = desk.people.register({"family_name": "未回答"}, area="九条南")
    page = shown(desk, qtbot, unanswered)
    part = part_of(page)

    assert not part.openers[AGAIN].isVisible()
    assert part.openers[CHANGE].isVisible()


def test_an_emergency_wants_a_reason_and_holds_three_hours(
    page: PersonPage, desk: Desk, person: Person, qtbot: QtBot
) -> None:
    part = part_of(page)
    part.come_to(EMERGENCY)
    answer(part.in_place, danger=Danger.LIFE)
    assert desk.consents.open_override(person.id) is None, "a reason is asked for"

    answer(part.in_place, reason="部屋で倒れている。救急隊に持病を伝える")

    assert desk.consents.open_override(person.id) is not None
    assert "12時30分まで" in page.strip.sentence
    reread(page, desk, person, qtbot)
    qtbot.waitUntil(lambda: "12時30分まで" in page.view.emergency.strip.sentence)
    assert page.view.emergency.strip.isVisible()
    assert not part.openers[EMERGENCY].isEnabled()
    with qtbot.waitSignal(page.wanted) as caught:
        QTest.mouseClick(page.view.emergency.strip.button, Qt.MouseButton.LeftButton)
    assert caught.args[0].room is Room.CONSENT


def test_everybody_at_once_is_for_a_disaster_only(page: PersonPage, desk: Desk) -> None:
    part = part_of(page)
    part.come_to(EMERGENCY)
    answer(part.in_place, danger=Danger.LIFE, scope="all", reason="停電")
    assert desk.consents.overrides_open() == ()

    answer(part.in_place, danger=Danger.DISASTER)

    assert desk.consents.overrides_open()[0].person_id is None


def test_a_half_written_consent_comes_back(page: PersonPage, desk: Desk, person: Person, qtbot: QtBot) -> None:
    part = part_of(page)
    part.come_to(CHANGE)
    assert part.in_place.form is not None
    part.in_place.form.entry("witness").set_text("長女")
    page.leave()

    again = shown(desk, qtbot, person)
    form = part_of(again).in_place.form

    assert form is not None
    assert form.entry("witness").text() == "長女"
