"""NameField and KanaField: the reading of a name is taken from what was typed before the conversion."""

import re

from PySide6.QtCore import Signal
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QWidget

from ui.widgets.text_fields import LineField
from watchdesk.domain.kana import is_kana, katakana

_HALF_TYPED = re.compile("[A-Za-zＡ-Ｚａ-ｚ]+$")


class NameField(LineField):
    """A name; ``reading_added(kana)`` after each conversion, in full-width katakana.

    A conversion shows kana before it shows kanji: the last kana seen before the commit is its reading. A predicted
    conversion gives a short one, so a reading is a proposal that the kana field lets the user mend.
    """

    reading_added = Signal(str)

    def __init__(self, name: str = "", hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name, hint, parent)
        self._reading = ""

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        open_text, committed = event.preeditString(), event.commitString()
        if committed:
            self._commit(committed, open_text)
        if open_text:
            typed = _HALF_TYPED.sub("", open_text)
            if is_kana(typed):
                self._reading = katakana(typed)
        elif not committed:
            self._reading = ""
        super().inputMethodEvent(event)

    def _commit(self, committed: str, still_open: str) -> None:
        reading = katakana(committed) if is_kana(committed) else self._reading
        rest = katakana(still_open)
        if rest and reading.endswith(rest):
            reading = reading[: -len(rest)]
        self._reading = ""
        if reading:
            self.reading_added.emit(reading)


class KanaField(LineField):
    """A reading; ``value()`` is full-width katakana or None; ``follow(name_field)`` fills it until edited by hand."""

    def __init__(self, name: str = "", hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name, hint, parent)
        self._own = False
        self.textEdited.connect(self._take_over)
        self.editingFinished.connect(self._put_in_form)

    def follow(self, name: NameField) -> None:
        """Add the readings of a name field, and empty itself when the name is emptied, until edited by hand."""
        name.reading_added.connect(self._add)
        name.textChanged.connect(self._follow_emptying)

    def value(self) -> str | None:
        """The reading in form."""
        return katakana(self.text()) or None

    def set_value(self, value: object) -> None:
        """Show a reading; one that is there already is the user's own."""
        super().set_value(value)
        self._own = bool(self.text())

    def set_text(self, text: str) -> None:
        """Put back what was typed; it is the user's own from then on."""
        super().set_text(text)
        self._own = bool(text)

    def problem(self) -> str:
        """A sentence when something else than kana stands here."""
        text = self.text().strip()
        return "" if not text or is_kana(text) else "ふりがなは、カタカナかひらがなで入れてください。"

    def _add(self, reading: str) -> None:
        if not self._own:
            self.setText(self.text() + reading)
            self.edited.emit()

    def _follow_emptying(self, text: str) -> None:
        if not text and not self._own:
            self.clear()

    def _take_over(self) -> None:
        self._own = bool(self.text())

    def _put_in_form(self) -> None:
        if not self.problem():
            self.setText(self.value() or "")
