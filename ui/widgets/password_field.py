"""PasswordField: a password without an input method, with Caps Lock and かな told in words."""

import ctypes
import sys

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QWidget

from ui.theme import set_property
from ui.widgets.boxes import column
from ui.widgets.field_note import FieldNote
from ui.widgets.text_fields import LineField

_CAPS_VK = 0x14
_KANA_VK = 0x15
CAPS = "大文字のまま（Caps Lock）になっています。"
KANA = "かな入力になっています。かなキーを押して、英数にしてください。"


class PasswordField(QWidget):
    """A line whose letters are hidden until 打った文字を表示する is ticked; ``text()`` is what was typed.

    The input method is off here. Caps Lock and かな are told under the line, below what is wrong, which stays until
    the text changes. ``entered`` when Enter is pressed, ``edited`` at each change. Nothing of it may go into a draft,
    so it has no ``value``.
    """

    edited = Signal()
    entered = Signal()

    def __init__(self, name: str = "パスワード", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = _SecretLine(name)
        self.note, self.locks = FieldNote(), FieldNote()
        self.shown = QCheckBox("打った文字を表示する")
        self.shown.toggled.connect(self._show_letters)
        self.setLayout(column(self.line, column(self.note, self.locks, gap=0.4), self.shown, gap=0.4))
        self.setFocusProxy(self.line)
        self.setAccessibleName(name)
        self.line.textChanged.connect(self._take_error_away)
        self.line.edited.connect(self.edited)
        self.line.returnPressed.connect(self.entered)
        self.line.lock_seen.connect(self._tell_locks)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def text(self) -> str:
        """What was typed, as it is; the store puts it in form (contract §4)."""
        return self.line.text()

    def clear(self) -> None:
        """Empty it, and hide the letters of the next one."""
        self.line.clear()
        self.shown.setChecked(False)

    def show_error(self, sentence: str) -> None:
        """Say what is wrong under the line, and mark what was typed, so that the next try takes its place."""
        self.note.complain(sentence)
        set_property(self.line, "wrong", True)
        self.line.selectAll()

    def _take_error_away(self) -> None:
        self.note.say("")
        set_property(self.line, "wrong", False)

    def _show_letters(self, shown: bool) -> None:
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.line.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

    def _tell_locks(self, caps: bool, kana: bool) -> None:
        self.locks.say(KANA if kana else CAPS if caps else "", "care")


class _SecretLine(LineField):
    lock_seen = Signal(bool, bool)

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
            | Qt.InputMethodHint.ImhSensitiveData
        )
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self._caps: bool | None = None
        self._kana = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self._look(known_caps())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text()
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        caps = known_caps()
        if caps is None and letter.isascii() and letter.isalpha():
            caps = letter.isupper() != shifted
        kana = bool(letter) and any("\u3041" <= sign <= "\u30ff" or "\uff61" <= sign <= "\uff9f" for sign in letter)
        self._kana = kana or (self._kana and not letter.strip())
        self._look(caps)
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_CapsLock:
            self._look(known_caps())
        super().keyReleaseEvent(event)

    def _look(self, caps: bool | None) -> None:
        self._caps = self._caps if caps is None else caps
        self.lock_seen.emit(bool(self._caps), self._kana or known_kana())


def known_caps() -> bool | None:
    """Whether Caps Lock is on; None where the system does not tell (Wayland, tests)."""
    if sys.platform == "win32":
        return bool(ctypes.windll.user32.GetKeyState(_CAPS_VK) & 1)
    return _x_caps() if QApplication.platformName() == "xcb" else None


def known_kana() -> bool:
    """Whether the かな lock of a Japanese keyboard is on (Windows tells)."""
    return sys.platform == "win32" and bool(ctypes.windll.user32.GetKeyState(_KANA_VK) & 1)


def _x_caps() -> bool | None:
    """Caps Lock as X tells it: bit 0 of the indicators."""
    try:
        x11 = ctypes.CDLL("libX11.so.6")
    except OSError:
        return None
    x11.XOpenDisplay.restype = ctypes.c_void_p
    display = x11.XOpenDisplay(None)
    if not display:
        return None
    lights = ctypes.c_uint()
    failed = x11.XkbGetIndicatorState(ctypes.c_void_p(display), 0x0100, ctypes.byref(lights))
    x11.XCloseDisplay(ctypes.c_void_p(display))
    return None if failed else bool(lights.value & 1)
