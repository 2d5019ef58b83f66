"""Through the window by keys: letters to those whose consent is to be confirmed, and the year's sheet, onto paper."""

from datetime import timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.conftest import TODAY
from tests.ui.conftest import OpenWindow
from ui.main_window import MainWindow
from ui.pages.consents.page import ConsentsPage
from ui.pages.person.page import PersonPage
from ui.pages.sheets.face import SheetFace
from ui.pages.sheets.page import SheetsPage
from ui.places import STATES, Place, Room
from watchdesk.desk import Desk
from watchdesk.domain.copies import CopyState
from watchdesk.domain.histories import ConsentEntry
from watchdesk.domain.words import Consent

Key = Qt.Key
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(desk: Desk, open_window: OpenWindow) -> MainWindow:
    return open_window(desk)


def press(key: Qt.Key, chord: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    now = QApplication.focusWidget()
    assert now is not None
    QTest.keyClick(now, key, chord)


def consents(window: MainWindow, qtbot: QtBot) -> ConsentsPage:
    page = window.page()
    assert isinstance(page, ConsentsPage)
    qtbot.waitUntil(lambda: page.shown is not None and not page.reader.reading)
    return page


def drawn(window: MainWindow, qtbot: QtBot) -> SheetFace:
    page = window.page()
    assert isinstance(page, SheetsPage)
    assert page.face is not None
    face = page.face
    qtbot.waitUntil(lambda: face.drawn is not None)
    return face


def test_from_the_letters_one_comes_to_the_labels_of_the_same_people_and_back_to_the_list(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    listed = desk.consents.ask_again()
    ending = ConsentEntry(state=Consent.AGREED, since=TODAY, valid_until=TODAY + timedelta(days=9))
    desk.consents.give(listed[0].id, ending)
    window.start(Place(room=Room.CONSENT))
    page = consents(window, qtbot)
    assert len(page.table.rows()) == len(listed) - 1
    QTest.mouseClick(page.soon, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(page.table.rows()) == len(listed))
    assert "期限が近い方が1名います。" in page.count.text()
    page.table.select(listed[0].id)
    page.table.setFocus()
    press(Key.Key_Space)
    press(Key.Key_P, CTRL)
    letter = drawn(window, qtbot)
    assert letter.drawn is not None
    assert letter.drawn.named == (listed[0].id,)
    QTest.mouseClick(letter.along[0], Qt.MouseButton.LeftButton)
    labels = drawn(window, qtbot)
    assert labels.drawn is not None
    assert (labels.drawn.title[:5], labels.drawn.named) == ("宛名ラベル", (listed[0].id,))
    assert labels.form.form.entry("order").value() == "given", "the first label goes on the first letter"
    assert labels.form.form.entry("form").findData(None) < 0, "one of them always holds"
    press(Key.Key_Escape)
    assert drawn(window, qtbot).papers.KIND.key == "re-ask"
    press(Key.Key_Escape)
    assert window.page() is page


@pytest.mark.usefixtures("two_sets")
def test_letters_to_those_marked_are_printed_and_noted_on_the_list(
    window: MainWindow, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    window.start(Place(room=Room.CONSENT))
    page = consents(window, qtbot)
    qtbot.waitUntil(page.table.hasFocus)
    assert "みなさんに" in page.letters.text() or "みなさんに" in page.letters.accessibleName()
    first, second = (one.id for one in page.table.rows()[:2])
    press(Key.Key_Space)
    press(Key.Key_Down)
    press(Key.Key_Space)
    press(Key.Key_P, CTRL)

    face = drawn(window, qtbot)
    assert face.drawn is not None
    assert face.drawn.named == (first, second)
    assert not face.held.isVisibleTo(face), "what goes to the persons never comes back"
    with qtbot.waitSignal(face.said, timeout=20000):
        press(Key.Key_P, CTRL)
    assert len(desk.copies.all()) == 4, "two sets of two letters, each a copy of its own"
    assert {copy.state for copy in desk.copies.all()} == {CopyState.GIVEN}
    assert len(PdfReader(tmp_path / "paper.pdf").pages) == 4

    window.go(Place(room=Room.CONSENT))
    page = consents(window, qtbot)
    qtbot.waitUntil(lambda: bool(page.table.rows()[0].given))
    assert [one.id for one in page.table.rows() if one.given] == [first, second]


def test_without_marks_the_letters_are_for_everybody_on_the_list(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    window.start(Place(room=Room.CONSENT))
    page = consents(window, qtbot)
    QTest.mouseClick(page.forms, Qt.MouseButton.LeftButton)
    face = drawn(window, qtbot)
    assert face.drawn is not None
    assert list(face.drawn.named) == [one.id for one in desk.consents.ask_again()]


def test_chosen_anew_the_letters_are_for_all_again(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    only = desk.consents.ask_again()[0].id
    window.start(Place(room=Room.SHEETS, section="re-ask", only=(only,)))
    face = drawn(window, qtbot)
    assert face.drawn is not None
    assert face.drawn.named == (only,)
    asked, anew_asked = face.form.form.keys(), ("soon", "reply_by", "without_form")
    assert asked == anew_asked[1:], "whoever is on the list was chosen there"
    press(Key.Key_Escape)
    window.go(Place(room=Room.SHEETS))
    page = window.page()
    assert isinstance(page, SheetsPage)
    QTest.mouseClick(page.chooser.cards["re-ask"].button, Qt.MouseButton.LeftButton)
    anew = drawn(window, qtbot)
    assert anew.drawn is not None
    assert len(anew.drawn.named) > 1
    assert anew.form.form.keys() == anew_asked


@pytest.mark.usefixtures("two_sets")
def test_the_years_sheet_is_chosen_and_printed_by_keys(
    window: MainWindow, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    window.start(Place(room=Room.SHEETS))
    page = window.page()
    assert isinstance(page, SheetsPage)
    card = page.chooser.cards["annual"].button
    for _ in page.chooser.cards:
        if not card.hasFocus():
            press(Key.Key_Down)
    assert card.hasFocus()
    press(Key.Key_Space)
    face = drawn(window, qtbot)
    assert "お名前は、のりません" in face.counts.text()
    with qtbot.waitSignal(face.said, timeout=20000):
        press(Key.Key_P, CTRL)
    assert "年間のまとめ 2026年度" in (desk.ledger.entries()[0].entity_id or "")
    assert desk.copies.all() == ()
    assert len(PdfReader(tmp_path / "paper.pdf").pages) == 2


def test_the_form_is_made_from_the_page_of_a_person(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    person_id = desk.consents.ask_again()[0].id
    window.start(Place(room=Room.PERSON, person_id=person_id, section=STATES))
    page = window.page()
    assert isinstance(page, PersonPage)
    qtbot.waitUntil(page.view.states.consent.paper.isVisible)
    QTest.mouseClick(page.view.states.consent.paper, Qt.MouseButton.LeftButton)
    face = drawn(window, qtbot)
    assert face.drawn is not None
    assert face.drawn.named == (person_id,)
    desk.sheets.of("consent-form").handed_out(face.drawn)
    window.go(Place(room=Room.PERSON, person_id=person_id, section=STATES))
    qtbot.waitUntil(lambda: "令和8年11月22日に、手紙か同意書をつくりました" in page.view.states.consent.why.sentence)
