"""WhomForm: a form about somebody, each field with its note below it: what those of 相談 and つなぎ have in common."""

from collections.abc import Mapping
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.drafts import Texts
from ui.pages.consultations.whom import NAME, PERSON, Whom
from ui.pages.writing import Editor
from ui.theme import set_property
from ui.widgets.boxes import column
from ui.widgets.field_note import FieldNote
from ui.widgets.going_on import takes_enter
from ui.widgets.record_form import Entry, fields_to_mend


class WhomForm(Editor):
    """A form's own are its ``entries`` by key, made before ``note_entries()``, and ``edit(key)`` at each change.

    ``whom`` is the person it is about. ``submitted`` on Ctrl+Enter; Enter leads to the next field.
    """

    whom: Whom
    entries: dict[str, Entry]
    notes: dict[str, FieldNote]

    def edit(self, key: str) -> None:
        """A field was changed by the user; ``NAME``: whom it is about."""
        raise NotImplementedError

    def restore(self, texts: Mapping[str, str]) -> None:
        """Put back what was written."""
        for key, entry in self.entries.items():
            if key in texts:
                entry.set_text(texts[key])
        self.whom.restore(texts)

    @property
    def to_mend(self) -> int:
        """How many fields are marked as wrong now."""
        return sum(note.wrong for note in self.notes.values())

    def written(self) -> dict[str, str]:
        """Everything as it stands, for a draft."""
        return dict(self.texts()[0])

    def texts(self) -> Texts:
        """The same, with the field that has the focus."""
        return {key: entry.text() for key, entry in self.entries.items()} | self.whom.texts(), self.focus_key()

    def mark(self, key: str, sentence: str) -> str:
        """Mark what is wrong, lead there, and say it for the bar; of no field the sentence itself."""
        key = NAME if key == PERSON else key
        if key not in self.notes:
            return sentence
        self.notes[key].complain(sentence)
        widget = self.whom if key == NAME else self.widget(key)
        if key != NAME:
            set_property(widget, "wrong", True)
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        return fields_to_mend(1)

    def clear_errors(self) -> None:
        """Take all marks away."""
        for key in self.notes:
            self.unmark(key)

    def unmark(self, key: str) -> None:
        """Take a field's mark away."""
        if self.notes[key].wrong:
            self.notes[key].say("")
            if key != NAME:
                set_property(self.widget(key), "wrong", False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not takes_enter(self, event, self.submitted.emit):
            super().keyPressEvent(event)

    # ---- for its children

    def note_entries(self) -> None:
        """Give each field its note, and hear of its changes."""
        self.notes = {key: FieldNote() for key in (*self.entries, NAME)}
        for key, entry in self.entries.items():
            self.widget(key).setProperty("key", key)
            entry.edited.connect(self._was_edited)
        self.whom.edited.connect(self._whom_edited)

    def noted(self, key: str) -> QWidget:
        """A field, or whom it is about (``NAME``), over its note."""
        widget = self.whom if key == NAME else self.widget(key)
        made = QWidget()
        made.setLayout(column(widget, self.notes[key], gap=0.2))
        made.setFocusProxy(widget)
        made.setAccessibleName(widget.accessibleName())
        return made

    def widget(self, key: str) -> QWidget:
        """A field."""
        return cast(QWidget, self.entries[key])

    def focus_key(self) -> str:
        """The field that has the focus, "" where none has."""
        now = QApplication.focusWidget()
        if now is None:
            return ""
        return next((key for key in self.entries if self.widget(key) is now or self.widget(key).isAncestorOf(now)), "")

    def _whom_edited(self) -> None:
        self._take(NAME)

    def _was_edited(self) -> None:
        self._take(str(self.sender().property("key")))

    def _take(self, key: str) -> None:
        self.unmark(key)
        self.edit(key)
        self.keeper.touch()
        self.edited.emit()
