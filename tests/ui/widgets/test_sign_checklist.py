"""SignChecklist: ticked by keys and by the mouse, beside what was noted before."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.theme import looks, theme
from ui.widgets.sign_checklist import GROUP, SIGN, TODAY, Earlier, SignChecklist
from watchdesk.desk import Code

Shown = Callable[..., QWidget]
SIGNS = tuple(Code(f"S{at:02}", f"気づき{at}", "外観" if at < 4 else "体調") for at in range(1, 13))
BEFORE = (Earlier(day="11月2日", signs=frozenset({"S02", "S99"})), Earlier(day="10月5日"))


@pytest.fixture
def checklist(shown: Shown) -> SignChecklist:
    made = SignChecklist()
    shown(made).resize(700, 300)
    made.set_signs(SIGNS, BEFORE)
    return made


def place(checklist: SignChecklist, row: int, column: int) -> QPoint:
    return checklist.visualRect(checklist.model().index(row, column)).center()


def test_space_ticks_the_row_and_takes_the_tick_away(checklist: SignChecklist, qtbot: QtBot) -> None:
    checklist.setFocus()
    qtbot.keyClick(checklist, Qt.Key.Key_Space)
    for key in (Qt.Key.Key_End, Qt.Key.Key_Space, Qt.Key.Key_Up, Qt.Key.Key_Space, Qt.Key.Key_Space):
        qtbot.keyClick(checklist, key)
    assert checklist.value() == ("S01", "S12")


def test_a_press_anywhere_on_a_row_ticks_it_but_not_on_its_group(checklist: SignChecklist, qtbot: QtBot) -> None:
    for column in (SIGN, TODAY):
        with qtbot.waitSignal(checklist.edited):
            qtbot.mouseClick(checklist.viewport(), Qt.MouseButton.LeftButton, pos=place(checklist, column, column))
    qtbot.mouseClick(checklist.viewport(), Qt.MouseButton.LeftButton, pos=place(checklist, 0, GROUP))
    assert checklist.value() == ("S02", "S03")


def test_setting_ticks_is_not_told_as_the_users_doing(checklist: SignChecklist, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(checklist.edited):
        checklist.set_text("S03,S01")
        checklist.set_value(None)


def test_a_tick_stays_while_another_list_is_shown_and_comes_in_the_lists_order(checklist: SignChecklist) -> None:
    checklist.set_value(("S12", "S03"))
    assert checklist.text() == "S03,S12"
    checklist.set_signs(SIGNS[:5], BEFORE)
    assert set(checklist.value()) == {"S03", "S12"}
    checklist.set_signs(SIGNS, BEFORE)
    assert checklist.value() == ("S03", "S12")


def test_a_screen_reader_hears_group_sign_tick_and_what_was_before(checklist: SignChecklist) -> None:
    checklist.set_value(("S02",))
    spoken = checklist.model().index(1, TODAY).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "外観 気づき2 印あり、前にも印 11月2日"


def test_the_head_says_how_many_are_ticked(checklist: SignChecklist) -> None:
    across = Qt.Orientation.Horizontal
    assert checklist.model().headerData(SIGN, across) == "いくつでも選べます"
    checklist.set_value(("S02", "S05"))
    assert checklist.model().headerData(SIGN, across) == "2つ選んでいます"


def test_what_was_ticked_before_is_in_sight(checklist: SignChecklist) -> None:
    checklist.set_value(("S11",))
    row = checklist.visualRect(checklist.model().index(10, SIGN))
    assert checklist.viewport().rect().contains(row)


def test_the_oldest_visits_give_way_where_words_would_be_cut(checklist: SignChecklist) -> None:
    theme().apply(zoom=150)
    checklist.window().resize(440, 300)
    hidden = [checklist.isColumnHidden(at) for at in range(TODAY, TODAY + 3)]
    assert hidden[0] is False
    assert hidden == sorted(hidden)
    assert hidden[-1]


@pytest.mark.parametrize("look", list(looks()))
def test_a_tick_can_be_told_from_none_in_every_look(checklist: SignChecklist, look: str) -> None:
    theme().apply(look)
    cell = checklist.visualRect(checklist.model().index(0, TODAY))
    before = checklist.viewport().grab(cell).toImage()
    checklist.set_value(("S01",))
    after = checklist.viewport().grab(cell).toImage()
    differing = sum(
        before.pixelColor(x, y) != after.pixelColor(x, y) for x in range(cell.width()) for y in range(cell.height())
    )
    assert differing > cell.height() * 5
