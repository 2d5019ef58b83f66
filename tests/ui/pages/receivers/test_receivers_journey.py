"""渡す相手 by keys: whom to call, a key out of a file, its phrase said by the other side, a password again."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Ime, OpenWindow
from ui import file_picker
from ui.main_window import MainWindow
from ui.pages.receivers.page import ReceiversPage
from ui.pages.settings.codes import CodesSection
from ui.places import Place, Room
from watchdesk.desk import Desk, receiving
from watchdesk.domain.receiver import HandWay
from watchdesk.domain.spoken_password import Spoken

OFFICE = "hokenfukushi"
KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(*keys: Qt.Key, chord: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        QTest.keyClick(focus(), key, chord)


@pytest.fixture
def phrase(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Spoken:
    """Of a key in a file, which is chosen after one that holds none."""
    _own, public, phrase = receiving.new_key(tmp_path / "鍵.txt")
    chosen = [tmp_path / "名簿.txt", public]
    chosen[0].write_text("これは鍵ではありません", encoding="utf-8")
    monkeypatch.setattr(file_picker, "open_file", lambda *_: chosen.pop(0))
    return phrase


def come(window: MainWindow, qtbot: QtBot) -> ReceiversPage:
    page = window.findChild(ReceiversPage)
    assert page is not None
    qtbot.waitUntil(lambda: bool(page.table.rows()) and page.table.hasFocus())
    return page


def test_a_contact_is_written_in_place_and_a_half_written_one_comes_back(
    desk: Desk, open_window: OpenWindow, qtbot: QtBot, ime: Ime
) -> None:
    window = open_window(desk, Place(room=Room.RECEIVERS, record_id=OFFICE))
    page = come(window, qtbot)
    press(KEY.Key_F2)
    ime(focus(), commit="係の方")
    window.go(Place(room=Room.COPIES))
    window.go(Place(room=Room.RECEIVERS))
    qtbot.waitUntil(lambda: page.in_place.form is not None and page.in_place.isAncestorOf(focus()))
    assert page.in_place.question is not None
    assert page.in_place.question.draft.endswith(OFFICE)
    form = page.in_place.form
    assert form is not None
    form.entry("phone").setFocus()
    ime(focus(), commit="06-6000-0000")
    press(KEY.Key_Return, chord=CTRL)
    kept = desk.receivers.get(OFFICE)
    assert (kept.contact, kept.phone, kept.agreed_on) == ("係の方", "06-6000-0000", desk.today())
    qtbot.waitUntil(lambda: page.in_place.form is None and page.table.hasFocus())
    press(KEY.Key_F2)
    assert page.in_place.form is not None
    page.in_place.form.entry("phone").set_text("")
    press(KEY.Key_Return, chord=CTRL)
    assert desk.receivers.get(OFFICE).phone is None, "what is taken away is gone"


def test_a_key_is_used_only_once_the_other_side_said_its_phrase(
    desk: Desk, open_window: OpenWindow, qtbot: QtBot, ime: Ime, phrase: Spoken
) -> None:
    page = come(open_window(desk, Place(room=Room.RECEIVERS, record_id=OFFICE)), qtbot)

    press(KEY.Key_K)
    qtbot.waitUntil(lambda: "公開鍵" in page.strip.sentence)
    assert desk.receivers.get(OFFICE).public_key is None
    press(KEY.Key_K)
    qtbot.waitUntil(lambda: page.in_place.form is not None)
    assert phrase.said not in [label.text() for label in page.findChildren(QLabel)], "nobody can copy it from here"
    assert desk.receivers.get(OFFICE).usable_key is None

    assert page.in_place.form is not None
    page.in_place.form.entry("confirmed_with").set_text("係の方")
    page.in_place.form.entry("phrase").setFocus()
    ime(focus(), commit="かも・すね・たて・わご・なの")
    press(KEY.Key_Return, chord=CTRL)
    assert page.strip.sentence == "直すところが1つあります。"
    assert desk.receivers.get(OFFICE).usable_key is None
    page.in_place.form.entry("phrase").set_text(phrase.said.replace("・", " "))
    press(KEY.Key_Return, chord=CTRL)
    kept = desk.receivers.get(OFFICE)
    assert (kept.confirmed_on, kept.confirmed_with, kept.usable_key) == (desk.today(), "係の方", kept.public_key)
    qtbot.waitUntil(lambda: page.view.phrase.text() == phrase.said)

    qtbot.waitUntil(page.table.hasFocus)
    press(KEY.Key_P)
    assert desk.receivers.get(OFFICE).way is HandWay.KEY, "it is asked first"
    press(KEY.Key_Return)
    assert desk.receivers.get(OFFICE).way is HandWay.PASSWORD
    assert desk.receivers.get(OFFICE).public_key is None


def test_the_pages_of_the_room_are_reached_by_their_tabs(desk: Desk, open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window(desk, Place(room=Room.RECEIVERS))
    page = come(window, qtbot)
    page.kinds.setFocus()
    press(KEY.Key_Left)
    qtbot.waitUntil(lambda: window.place.room is not Room.RECEIVERS)


def test_the_button_of_a_new_receiver_opens_their_own_list(desk: Desk, open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window(desk, Place(room=Room.RECEIVERS))
    come(window, qtbot).more.setFocus()
    press(KEY.Key_Space)
    qtbot.waitUntil(lambda: window.findChild(CodesSection) is not None)
    section = window.findChild(CodesSection)
    assert section is not None
    assert section.choice.value() == "recipients"
