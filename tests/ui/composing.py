"""Composing: an input method in the middle of a conversion, in any field of a window, and keys that must do nothing."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QImage, QInputMethodEvent, QKeySequence, QShortcut, QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

READING, NAME = "やまだ", "山田"

CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
Chord = tuple[Qt.Key, Qt.KeyboardModifier]

_PLAIN = (
    *("Return", "Enter", "Escape", "Up", "Down", "Left", "Right", "Home", "End", "PageUp", "PageDown"),
    *("Backspace", "Delete", *(f"F{number}" for number in range(1, 12))),
)
_KEYS: tuple[Chord, ...] = (
    *((Qt.Key[f"Key_{name}"], Qt.KeyboardModifier.NoModifier) for name in _PLAIN),
    *((Qt.Key[f"Key_{name}"], CTRL) for name in ("Return", "Enter", "Tab", "PageUp", "PageDown", *"ADKNOPSZ")),
    *((Qt.Key[f"Key_{name}"], ALT) for name in ("Left", "Down", "Up", "Minus", *"123456789")),
    (Qt.Key.Key_Return, SHIFT),
)
"""What a window usually listens to; the shortcuts of the window in question come in by themselves."""

_HIDING = {(Qt.Key.Key_F12, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_L, CTRL)}
"""These hide the screen whatever is open."""

_TYPED = "17r"


def fields(inside: QWidget) -> list[QWidget]:
    """The fields in sight that take words from an input method."""
    return [widget for widget in inside.findChildren(QWidget) if _takes_words(widget) and widget.isVisible()]


def _takes_words(widget: QWidget) -> bool:
    if not widget.isEnabled() or not widget.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled):
        return False
    if isinstance(widget, QLineEdit | QTextEdit | QPlainTextEdit):
        return not widget.isReadOnly()
    return isinstance(widget, QComboBox) and widget.isEditable()


def text_of(field: QWidget) -> str:
    """What stands in a field, without what is being converted."""
    if isinstance(field, QTextEdit | QPlainTextEdit):
        return field.toPlainText()
    return field.currentText() if isinstance(field, QComboBox) else str(field.property("text"))


def name_of(field: QWidget) -> str:
    """A field as a report calls it."""
    return field.accessibleName() or type(field).__name__


def speak(field: QWidget, preedit: str = "", commit: str = "") -> None:
    """What an input method tells a field."""
    mark = QInputMethodEvent.Attribute(QInputMethodEvent.AttributeType.TextFormat, 0, len(preedit), QTextCharFormat())
    event = QInputMethodEvent(preedit, [mark] if preedit else [])
    event.setCommitString(commit)
    QCoreApplication.sendEvent(field, event)


def problems(window: QWidget, field: QWidget, place: Any = None) -> Iterator[str]:
    """What goes wrong while a conversion is open in a field: what acts, what is lost. ``place()``: where one is."""
    field.setFocus(Qt.FocusReason.OtherFocusReason)
    if QApplication.focusWidget() is not field:
        yield "the field does not take the focus"
        return
    where = place or (lambda: None)
    begun, text = where(), text_of(field)
    speak(field, READING)
    QApplication.processEvents()
    before, shown = state(window), _picture(field)
    for key, held in (*_KEYS, *_shortcuts(window)):
        QTest.keyClick(field, key, held)
        if (where(), QApplication.focusWidget()) != (begun, field) or QApplication.activePopupWidget():
            yield f"{QKeySequence(key | held).toString()} acts"  # type: ignore[operator]  # Qt puts them together so
            return
    QApplication.processEvents()
    if state(window) != before or text_of(field) != text:
        yield "a key changes something"
    if _picture(field) != shown:
        yield "what is being converted is not shown as before"
    yield from _goes_on(field, where)


def _goes_on(field: QWidget, where: Any) -> Iterator[str]:
    begun = where()
    for sign in _TYPED:
        QTest.keyClick(field, sign)
    QApplication.processEvents()
    if (where(), QApplication.focusWidget()) != (begun, field):
        yield "a letter or a digit acts"
        return
    speak(field, commit=NAME)
    if NAME not in text_of(field):
        yield "what was converted does not come in"
    QApplication.processEvents()
    if (where(), QApplication.focusWidget()) != (begun, field):
        yield "the end of the conversion acts"


def empty(field: QWidget) -> None:
    """Take out what was written for a test."""
    if isinstance(field, QLineEdit | QTextEdit | QPlainTextEdit):
        field.selectAll()
        QTest.keyClick(field, Qt.Key.Key_Delete)
    QApplication.processEvents()


def _shortcuts(window: QWidget) -> set[Chord]:
    """Every key that something in the window listens to, single letters and digits aside."""
    own = [shortcut.key() for shortcut in window.findChildren(QShortcut)]
    own += [button.shortcut() for button in window.findChildren(QAbstractButton)]
    chords = {(sequence[0].key(), sequence[0].keyboardModifiers()) for sequence in own if not sequence.isEmpty()}
    return {(key, held) for key, held in chords - _HIDING if held & (CTRL | ALT) or key > Qt.Key.Key_Escape}


def state(window: QWidget) -> list[tuple[int, object]]:
    """All that can be pressed or written in, in sight, and how each stands."""
    return [
        (id(widget), _value(widget))
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisible()
    ]


def _value(widget: QWidget) -> object:
    if isinstance(widget, QAbstractButton):
        return widget.isChecked()
    if isinstance(widget, QComboBox | QTabBar):
        return widget.currentIndex()
    if isinstance(widget, QAbstractItemView):
        return (widget.currentIndex().row(), widget.model() and widget.model().rowCount())
    if isinstance(widget, QLineEdit | QTextEdit | QPlainTextEdit):
        return text_of(widget)
    return None


def _picture(field: QWidget) -> QImage:
    return field.grab().toImage()
