"""The search box: people found while one types, chosen by arrows and Enter, without a popup."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.search_box import SearchBox
from ui.theme import theme
from watchdesk.desk import Desk

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
    return [line.name for line in box.answers.table.rows()]


def test_variants_of_a_name_are_found_as_one_types(box: SearchBox, qtbot: QtBot, ime: Ime) -> None:
    ime(box.line, commit="高橋")

    qtbot.waitUntil(lambda: box.answers.isVisible() and "髙橋 トシ子" in names(box))
    assert QApplication.activePopupWidget() is None
    assert box.line.hasFocus()


def test_arrows_choose_and_enter_opens(box: SearchBox, qtbot: QtBot, ime: Ime) -> None:
    ime(box.line, commit="子")
    qtbot.waitUntil(lambda: len(names(box)) > 1)
    second = box.answers.table.rows()[1]

    QTest.keyClick(box.line, Qt.Key.Key_Down)
    with qtbot.waitSignal(box.chosen) as caught:
        QTest.keyClick(box.line, Qt.Key.Key_Return)

    assert caught.args == [second.id]
    assert not box.answers.isVisible()
    assert box.line.text() == ""


def test_a_press_on_an_answer_opens_it(box: SearchBox, qtbot: QtBot, ime: Ime) -> None:
    ime(box.line, commit="髙橋")
    qtbot.waitUntil(lambda: "髙橋 トシ子" in names(box))
    table = box.answers.table
    place = table.visualRect(table.model().index(0, 0)).center()

    with qtbot.waitSignal(box.chosen):
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_words_still_being_converted_are_not_searched(box: SearchBox, qtbot: QtBot, ime: Ime) -> None:
    ime(box.line, "たかはし")
    QTest.keyClick(box.line, Qt.Key.Key_Return)
    qtbot.wait(80)
    assert not box.answers.isVisible()

    ime(box.line, commit="髙橋")
    qtbot.waitUntil(lambda: "髙橋 トシ子" in names(box))


def test_nobody_found_is_said_in_words(box: SearchBox, qtbot: QtBot) -> None:
    QTest.keyClicks(box.line, "qqq")

    qtbot.waitUntil(box.answers.isVisible)
    assert "いません" in box.answers.accessibleName()


def test_a_hidden_persons_address_neither_finds_nor_shows(box: SearchBox, qtbot: QtBot, ime: Ime) -> None:
    ime(box.line, commit="架空")
    qtbot.waitUntil(lambda: names(box) == ["架空 花"])

    assert box.answers.table.rows()[0].address == "秘匿"
    assert box.answers.table.rows()[0].town is None


def test_esc_closes_the_answers_then_empties_the_box(box: SearchBox, qtbot: QtBot, ime: Ime) -> None:
    ime(box.line, commit="子")
    qtbot.waitUntil(box.answers.isVisible)

    QTest.keyClick(box.line, Qt.Key.Key_Escape)
    assert not box.answers.isVisible()
    assert box.line.text() == "子"
    QTest.keyClick(box.line, Qt.Key.Key_Escape)
    assert box.line.text() == ""


def test_the_answers_are_those_of_the_last_word_typed(box: SearchBox, qtbot: QtBot, ime: Ime) -> None:
    ime(box.line, commit="子")
    ime(box.line, commit=" トシ子")

    qtbot.waitUntil(lambda: names(box) == ["髙橋 トシ子"])
