"""While a conversion is open nothing fires; the wheel changes no field; the ring is always seen."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSpinBox,
    QTabBar,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ui.theme import em, theme
from ui.widgets.action_button import ActionButton
from ui.widgets.manners import composing, end_conversion
from ui.widgets.ring import GAP, WIDTH, Ring, _Line
from ui.widgets.scroll import Scroll

Shown = Callable[..., QWidget]
Ime = Callable[..., None]


@pytest.fixture(scope="module")
def ring(qapp: QApplication) -> Ring:
    return qapp.findChild(Ring) or Ring(qapp)


def lines(window: QWidget) -> list[_Line]:
    return [line for line in window.findChildren(_Line) if line.isVisible()]


def test_no_shortcut_fires_while_a_conversion_is_open(qtbot: QtBot, shown: Shown, ime: Ime) -> None:
    line, button = QLineEdit(), ActionButton("記録する", keys="Ctrl+Enter")
    window = shown(line, button)
    letter = QShortcut(QKeySequence("F12"), window)
    line.setFocus()
    ime(line, "たか")
    assert composing(line)
    with qtbot.assertNotEmitted(button.clicked, wait=20), qtbot.assertNotEmitted(letter.activated, wait=20):
        qtbot.keyClick(line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        qtbot.keyClick(line, Qt.Key.Key_F12)
    ime(line, commit="高")
    ime(line)
    assert not composing(line)
    with qtbot.waitSignal(letter.activated, timeout=500):
        qtbot.keyClick(line, Qt.Key.Key_F12)
    with qtbot.waitSignal(button.clicked, timeout=500):
        qtbot.keyClick(line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_enter_that_ends_a_conversion_sends_nothing(qtbot: QtBot, shown: Shown, ime: Ime) -> None:
    line = QLineEdit()
    shown(line)
    line.setFocus()
    ime(line, "さがす")
    with qtbot.assertNotEmitted(line.returnPressed, wait=20):
        qtbot.keyClick(line, Qt.Key.Key_Return)
    ime(line, commit="探す")
    with qtbot.waitSignal(line.returnPressed, timeout=500):
        qtbot.keyClick(line, Qt.Key.Key_Return)


def test_an_open_conversion_is_put_in_as_it_stands_before_the_field_is_left_or_read(
    qtbot: QtBot, shown: Shown, ime: Ime
) -> None:
    line, text, other = QLineEdit(), QTextEdit(), QLineEdit()
    shown(line, text, other)
    settled = list[str]()
    line.editingFinished.connect(lambda: settled.append(line.text()))
    line.setFocus()
    ime(line, "やまだ")
    qtbot.keyClick(line, Qt.Key.Key_Tab)
    assert (settled, QApplication.focusWidget()) == (["やまだ"], text)
    ime(text, "耳が遠い")
    end_conversion()
    assert text.toPlainText() == "耳が遠い"
    end_conversion()
    other.setFocus()
    assert text.toPlainText() == "耳が遠い"


def test_a_keyboard_goes_on_writing_where_an_input_method_forgot_its_conversion(
    qtbot: QtBot, shown: Shown, ime: Ime
) -> None:
    line = QLineEdit("山")
    shown(line)
    line.setFocus()
    ime(line, "やまだ")
    qtbot.keyClick(line, "7")
    assert line.text() == "山7"


def test_a_conversion_left_behind_holds_nothing(shown: Shown, ime: Ime) -> None:
    line, other = QLineEdit(), QLineEdit()
    shown(line, other)
    line.setFocus()
    ime(line, "たか")
    other.setFocus()
    assert not composing(line)
    assert not composing(None)


def test_the_wheel_over_a_field_scrolls_the_page_instead(qtbot: QtBot, shown: Shown) -> None:
    line, combo, spin, tabs, content = QLineEdit(), QComboBox(), QSpinBox(), QTabBar(), QWidget()
    combo.addItems(["見守り中", "休止"])
    for title in ("数", "ページ"):
        tabs.addTab(title)
    layout = QVBoxLayout(content)
    for widget in (line, combo, spin, tabs, *(QLabel("行") for _ in range(80))):
        layout.addWidget(widget)
    page = Scroll(content)
    window = shown(page)
    window.resize(400, 300)
    qtbot.waitUntil(lambda: page.verticalScrollBar().maximum() > 0)
    for field in (combo, spin, tabs):
        field.setFocus()
        before = page.verticalScrollBar().value()
        at = field.mapTo(window, field.rect().center())
        QTest.wheelEvent(window.windowHandle(), at.toPointF(), QPoint(0, -120))
        assert page.verticalScrollBar().value() > before
        page.verticalScrollBar().setValue(0)
    assert (combo.currentIndex(), spin.value(), tabs.currentIndex()) == (0, 0, 0)


def test_the_ring_stands_around_what_has_the_focus(ring: Ring, shown: Shown, qtbot: QtBot) -> None:
    one, two = QLineEdit(), ActionButton("見る")
    window = shown(one, two)
    for widget in (one, two):
        widget.setFocus()
        qtbot.waitUntil(lambda: len(lines(window)) == 1)
        (line,) = lines(window)
        at = line.mapTo(window, QPoint(0, 0))
        assert at == widget.pos() - QPoint(GAP + WIDTH, GAP + WIDTH)
        assert line.width() == widget.width() + 2 * (GAP + WIDTH)
        assert line.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


def test_the_ring_follows_a_widget_that_moves_and_leaves_one_that_goes(ring: Ring, shown: Shown, qtbot: QtBot) -> None:
    one, two = QLineEdit(), QLineEdit()
    window = shown(one, two)
    one.setFocus()
    one.hide()
    one.setParent(None)
    window.resize(500, 400)
    two.setFocus()
    qtbot.waitUntil(lambda: len(lines(window)) == 1)
    window.resize(700, 400)
    qtbot.waitUntil(lambda: lines(window)[0].width() == two.width() + 10)


def test_the_ring_scrolls_with_its_widget_and_is_not_cut_by_a_tight_cell(
    ring: Ring, shown: Shown, qtbot: QtBot
) -> None:
    cell, line, content = QWidget(), QLineEdit(), QWidget()
    inner = QVBoxLayout(cell)
    inner.setContentsMargins(0, 0, 0, 0)
    inner.addWidget(line)
    outer = QVBoxLayout(content)
    outer.addWidget(cell)
    outer.addWidget(QLabel("\n" * 60))
    page = QScrollArea()
    page.setWidgetResizable(True)
    page.setWidget(content)
    window = shown(page)
    line.setFocus()
    qtbot.waitUntil(lambda: len(lines(window)) == 1)
    (around,) = lines(window)
    assert around.parentWidget() is content


def test_a_button_that_has_just_become_shorter_hears_the_click(ring: Ring, shown: Shown, qtbot: QtBot) -> None:
    line, button = QLineEdit(), ActionButton("次へ")
    beside = QWidget()
    row = QHBoxLayout(beside)
    row.addWidget(button)
    row.addStretch(1)
    button.set_reason("パスワードを入れると進めます")
    shown(line, beside)
    line.setFocus()
    qtbot.wait(1)
    button.set_reason(None)
    with qtbot.waitSignal(button.clicked, timeout=500):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_what_gets_the_focus_comes_into_sight(ring: Ring, shown: Shown, qtbot: QtBot) -> None:
    content, last = QWidget(), QLineEdit()
    layout = QVBoxLayout(content)
    for widget in (QLineEdit(), *(QLabel("行") for _ in range(80)), last):
        layout.addWidget(widget)
    page = Scroll(content)
    shown(page).resize(400, 300)
    last.setFocus()
    seen = page.viewport().rect()
    qtbot.waitUntil(lambda: seen.contains(last.mapTo(page.viewport(), last.rect().bottomLeft())))


def test_a_page_of_any_size_fits_the_smallest_window(shown: Shown) -> None:
    content = QWidget()
    layout = QVBoxLayout(content)
    layout.addWidget(QLabel("行\n" * 200))
    theme().apply(zoom=150)
    smallest = Scroll(content).minimumSizeHint()
    assert smallest.width() <= 680
    assert smallest.height() <= max(330, em(8))
