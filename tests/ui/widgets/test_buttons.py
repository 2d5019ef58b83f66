"""Buttons, the rail and the big answers do what their words say, by key as by mouse."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.theme import theme
from ui.widgets.action_button import ActionButton
from ui.widgets.big_choice import Answer, BigChoice, BigChoices
from ui.widgets.rail import Rail

ROOMS = (("today", "sun", "今日", "1"), ("people", "users", "要援護者", "2"), ("visits", "search", "訪問記録", "3"))
ANSWERS = (
    Answer(key="well", digit="1", word="元気", explanation="変わりなく話せた", tone="ok"),
    Answer(key="concern", digit="2", word="気になる", explanation="いつもと違う", tone="care"),
    Answer(key="urgent", digit="9", word="緊急", explanation="119・110へ", tone="urgent"),
)


Shown = Callable[..., QWidget]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_and_space_press_a_button(qtbot: QtBot, shown: Shown, key: Qt.Key) -> None:
    button = ActionButton("月報を印刷する", "printer", "Ctrl+P", "main")
    shown(button)
    button.setFocus()
    with qtbot.waitSignal(button.clicked, timeout=500):
        qtbot.keyClick(button, key)


def test_the_key_on_its_cap_presses_the_button_from_anywhere(qtbot: QtBot, shown: Shown) -> None:
    button, elsewhere = ActionButton("記録する", keys="Ctrl+Enter", kind="main"), QLineEdit()
    shown(button, elsewhere)
    elsewhere.setFocus()
    with qtbot.waitSignal(button.clicked, timeout=500):
        qtbot.keyClick(elsewhere, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_a_key_acts_at_once(qtbot: QtBot, shown: Shown) -> None:
    button = ActionButton("保存する", keys="F2")
    told: list[str] = []
    window = shown(button)
    button.clicked.connect(lambda: told.append("pressed"))
    qtbot.keyClick(window, Qt.Key.Key_F2)
    assert told == ["pressed"]


def test_a_button_that_says_something_else_keeps_its_key(qtbot: QtBot, shown: Shown) -> None:
    button = ActionButton("記録する", keys="F2")
    window = shown(button)
    button.set_words("書き直しを記録する", "check")
    with qtbot.waitSignal(button.clicked, timeout=500):
        qtbot.keyClick(window, Qt.Key.Key_F2)


@pytest.mark.parametrize("chosen", [None, "urgent"])
def test_answers_that_cannot_be_chosen_look_different(shown: Shown, chosen: str | None) -> None:
    choices = BigChoices("様子", ANSWERS)
    shown(choices)
    choices.choose(chosen)
    for button in choices.findChildren(BigChoice):
        button.clearFocus()
        before = button.grab().toImage()
        button.setEnabled(False)
        assert button.grab().toImage() != before, button.answer.word


def test_a_button_that_cannot_be_pressed_says_why(qtbot: QtBot, shown: Shown) -> None:
    button = ActionButton("次へ進む", keys="F8")
    window = shown(button)
    button.set_reason("あと3名")
    assert button.accessibleName() == "次へ進む（あと3名）"
    with qtbot.assertNotEmitted(button.clicked, wait=50):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        qtbot.keyClick(window, Qt.Key.Key_F8)
    button.set_reason(None)
    with qtbot.waitSignal(button.clicked, timeout=500):
        qtbot.keyClick(window, Qt.Key.Key_F8)
    assert button.accessibleName() == "次へ進む"


@pytest.mark.parametrize("kind", ["main", "plain", "low", "link", "danger"])
def test_a_button_has_room_for_its_words_at_every_zoom(qtbot: QtBot, shown: Shown, kind: str) -> None:
    button = ActionButton("今日のまわり用紙を印刷する", "printer", "Ctrl+P", kind)
    shown(button)
    for zoom in (100, 150):
        theme().apply(zoom=zoom)
        hint = button.sizeHint()
        assert hint.width() > button.fontMetrics().horizontalAdvance(button.text()) + theme().em(1.25)
        assert hint.height() >= theme().em(2.25)
        assert button.font().bold() == (kind in {"main", "danger"})


def test_a_button_that_opens_a_list_shows_it_and_has_room_for_it(shown: Shown) -> None:
    plain, drops = ActionButton("今日", "menu"), ActionButton("今日", "menu", drops=True)
    shown(plain, drops)
    assert drops.sizeHint().width() > plain.sizeHint().width() + theme().em(1)
    assert drops.accessibleName() == "今日"
    assert drops.grab().toImage() != plain.grab().toImage()


def test_a_kind_that_does_not_exist_is_refused(qtbot: QtBot) -> None:
    with pytest.raises(ValueError, match="huge"):
        ActionButton("x", kind="huge")


def test_arrows_move_along_the_rail_and_tab_leaves_it(qtbot: QtBot, shown: Shown) -> None:
    rail, line = Rail(ROOMS), QLineEdit()
    shown(rail, line)
    rail.show_room("people")
    rail.take_focus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    focused = QApplication.focusWidget()
    assert focused.accessibleName() == "訪問記録"
    with qtbot.waitSignal(rail.chosen) as told:
        qtbot.keyClick(focused, Qt.Key.Key_Space)
    assert told.args == ["visits"]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is line


def test_a_room_that_is_not_in_the_rail_marks_none(qtbot: QtBot, shown: Shown) -> None:
    rail = Rail(ROOMS)
    shown(rail)
    rail.show_room("people")
    rail.show_room("elsewhere")
    rail.take_focus()
    assert QApplication.focusWidget().accessibleName() == "今日"


def test_digits_and_arrows_choose_an_answer(qtbot: QtBot, shown: Shown) -> None:
    choices = BigChoices("様子", ANSWERS)
    shown(choices)
    choices.setFocus()
    with qtbot.waitSignal(choices.chosen) as told:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_2)
    assert told.args == ["concern"]
    assert choices.key() == "concern"
    assert not choices.choose_by_digit("5")


def test_an_answer_chosen_by_the_program_is_not_announced(qtbot: QtBot, shown: Shown) -> None:
    choices = BigChoices("様子", ANSWERS)
    shown(choices)
    with qtbot.assertNotEmitted(choices.chosen, wait=30):
        choices.choose("urgent")
    assert choices.key() == "urgent"
    choices.choose(None)
    assert choices.key() is None


def test_answers_go_on_in_the_next_line_where_the_page_is_narrow(qtbot: QtBot, shown: Shown) -> None:
    choices = BigChoices("様子", ANSWERS)
    window = shown(choices)
    window.resize(900, 300)
    qtbot.waitUntil(lambda: len({button.y() for button in choices._buttons}) == 1)
    window.resize(300, 500)
    qtbot.waitUntil(lambda: len({button.y() for button in choices._buttons}) > 1)
    assert window.minimumSizeHint().width() <= 300
