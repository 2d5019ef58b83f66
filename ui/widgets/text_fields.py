"""Fields of one line and of many: plain words, numbers, telephone numbers, postal codes."""

import re
import unicodedata
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QLineEdit, QTextEdit, QWidget

from ui.theme import set_size
from watchdesk.domain.phone import phone_in_form
from watchdesk.errors import Invalid

_PHONE = re.compile(r"\+?[0-9()-]{9,16}")
_MOST_LINES = 6
_HYPHENS = re.compile("[‐‑‒–—―−ー─－]")


class LineField(QLineEdit):
    """One line of words. ``value()`` is the text without blanks around it, None when there is none.

    All fields of the kit: ``value``, ``set_value``, ``text`` (as typed, for drafts), ``set_text``, ``problem`` (why
    the text can't be read, empty when it can) and the signal ``edited`` (the user's doing only).
    """

    edited = Signal()

    def __init__(self, name: str = "", hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.textEdited.connect(self._tell)
        set_size(self, min_width=4)

    def value(self) -> object:
        """The words, or None."""
        return self.text().strip() or None

    def set_value(self, value: object) -> None:
        """Show a value."""
        self.setText("" if value is None else str(value))
        self.setCursorPosition(0)

    def set_text(self, text: str) -> None:
        """Put back what was typed."""
        self.setText(text)

    def problem(self) -> str:
        """Words can always be read."""
        return ""

    def _tell(self) -> None:
        self.edited.emit()


class NumberField(LineField):
    """A whole number in any width; ``value()`` is an int or None. ``least`` and ``most`` bound it."""

    def __init__(self, name: str = "", least: int = 0, most: int = 9999, parent: QWidget | None = None) -> None:
        super().__init__(name, parent=parent)
        self._least, self._most = least, most
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.editingFinished.connect(self._put_in_form)

    def value(self) -> int | None:
        """The number, None when there is none or it can't be read."""
        digits = half(self.text())
        return int(digits) if re.fullmatch(r"[0-9]{1,9}", digits) and not self.problem() else None

    def problem(self) -> str:
        """A sentence when this is no number, or out of bounds."""
        digits = half(self.text())
        if digits and not (re.fullmatch(r"[0-9]{1,9}", digits) and self._least <= int(digits) <= self._most):
            return f"{self._least}から{self._most}までの数を入れてください。"
        return ""

    def _put_in_form(self) -> None:
        if self.value() is not None:
            self.setText(str(self.value()))


class PhonesField(LineField):
    """Telephone numbers, several parted by 、; ``value()`` is a tuple of half-width texts with hyphens.

    Hyphens that are certain (contract §3) are put in; a number of another area stays as it was typed.
    """

    def __init__(self, name: str = "", hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name, hint, parent)
        self.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)
        self.editingFinished.connect(self._put_in_form)

    def value(self) -> tuple[str, ...]:
        """The numbers, none when the field is empty."""
        parts = map(half, re.split("[、,，;；/／\n]", self.text()))
        return tuple(_phone(part) for part in parts if part)

    def set_value(self, value: object) -> None:
        """Show a tuple of numbers, or one number."""
        numbers = value if isinstance(value, tuple | list) else (value,) if value else ()
        self.setText("、".join(str(number) for number in numbers))

    def problem(self) -> str:
        """A sentence naming the first number that can't be one."""
        for number in self.value():
            if not _PHONE.fullmatch(number):
                return f"「{number}」は電話番号として読み取れません。市外局番から数字で入れてください。"
        return ""

    def _put_in_form(self) -> None:
        if not self.problem():
            self.set_value(self.value())


class PostalCodeField(LineField):
    """A postal code of seven digits, shown as 550-0012; ``value()`` is the seven digits or None.

    ``town_of(code)`` is asked when the code is whole, and ``town_found(town)`` tells what it answered.
    """

    town_found = Signal(str)

    def __init__(
        self, name: str = "", town_of: Callable[[str], str | None] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(name, parent=parent)
        self._town_of = town_of
        self.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)
        self.editingFinished.connect(self._put_in_form)
        self.textEdited.connect(self._look_up)

    def value(self) -> str | None:
        """Seven digits, or None."""
        digits = half(self.text()).replace("-", "").removeprefix("〒")
        return digits if re.fullmatch("[0-9]{7}", digits) else None

    def set_value(self, value: object) -> None:
        """Show seven digits with their hyphen."""
        digits = "" if value is None else str(value)
        self.setText(f"{digits[:3]}-{digits[3:]}" if len(digits) == 7 else digits)

    def problem(self) -> str:
        """A sentence when this is not seven digits."""
        return "" if self.value() or not self.text().strip() else "郵便番号は、7けたの数字で入れてください。"

    def _look_up(self) -> None:
        code = self.value()
        town = self._town_of(code) if code and self._town_of else None
        if town:
            self.town_found.emit(town)

    def _put_in_form(self) -> None:
        if self.value():
            self.set_value(self.value())


class LongTextField(QTextEdit):
    """Words of several lines, plain only; Tab leaves it. ``value()`` is the text or None.

    It is at least ``lines`` high; past six it scrolls inside, so that what stands below stays in sight.
    """

    edited = Signal()

    def __init__(self, name: str = "", lines: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setFocusPolicy(
            Qt.FocusPolicy.StrongFocus
        )  # Qt's own lets the wheel take the focus away from where one types
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        most = max(lines, _MOST_LINES)
        set_size(self, min_height=1.6 * lines + 0.9, max_height=1.6 * most + 0.9, min_width=6)
        self._settled = ""
        self._open_lines()
        self.textChanged.connect(self._tell)

    def value(self) -> str | None:
        """The words, or None."""
        return self.toPlainText().strip() or None

    def set_value(self, value: object) -> None:
        """Show a value."""
        self.set_text("" if value is None else str(value))

    def text(self) -> str:
        """What stands in it."""
        return self.toPlainText()

    def set_text(self, text: str) -> None:
        """Put words in without telling that they were edited."""
        self._settled = text
        self.setPlainText(text)
        self._open_lines()

    def problem(self) -> str:
        """Words can always be read."""
        return ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.InsertParagraphSeparator):
            # Qt would take Enter on an empty line as the wish to end the line's format, and open no new line
            self.textCursor().insertBlock(self.textCursor().blockFormat())
            self.ensureCursorVisible()
        else:
            super().keyPressEvent(event)

    def _open_lines(self) -> None:
        lines = QTextBlockFormat()
        lines.setLineHeight(160, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(lines)

    def _tell(self) -> None:
        if self.toPlainText() != self._settled:
            self._settled = self.toPlainText()
            self.edited.emit()


def _phone(typed: str) -> str:
    """A number with the hyphens that are certain; what can't be read stays, for ``problem`` to name."""
    try:
        return phone_in_form(typed) if _PHONE.fullmatch(typed) else typed
    except Invalid:
        return typed


def half(text: str) -> str:
    """Digits, letters and hyphens in half width, without blanks."""
    return "".join(_HYPHENS.sub("-", unicodedata.normalize("NFKC", _HYPHENS.sub("-", text))).split())
