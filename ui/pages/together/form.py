"""TogetherForm: what is asked of a visit that several people had in the same way: day, way, visitor, result, a note."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QBoxLayout, QLayout, QSizePolicy, QWidget

from ui.pages.visit.outcome import OutcomeField
from ui.pages.visit.visitor import VisitorField
from ui.theme import set_property, set_size
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.field_note import FieldNote
from ui.widgets.record_form import Entry
from ui.widgets.text_fields import LongTextField
from ui.widgets.time_field import TimeField
from watchdesk.domain.words import Method
from watchdesk.errors import Invalid

_FIELD_OF = {"result": "outcome", "condition": "outcome"}


class TogetherForm(QWidget):
    """``values()`` gives what ``record_together`` takes, ``texts()`` everything as typed, ``check()`` what is missing.

    ``edited(key)`` with each change by the user; ``confirmed`` when Enter is pressed on the choice made.
    """

    edited = Signal(str)
    confirmed = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.day = DateField("訪問日", today, near=True, calendar=False)
        self.at = TimeField("時刻")
        self.method = ChoiceField("方法", [(way.value, way.label) for way in Method], optional=False)
        self.visitor = VisitorField("訪問した人")
        self.outcome = OutcomeField()
        self.note = LongTextField("書きとめ", lines=2)
        self._entries: dict[str, Entry] = {
            "on": self.day,
            "at": self.at,
            "method": self.method,
            "visitor": self.visitor,
            "outcome": self.outcome,
            "note": self.note,
        }
        self._notes = {"on": self.day.note, "outcome": self.outcome.note, "at": FieldNote(), "note": FieldNote()}
        self._lay_out()
        for key, entry in self._entries.items():
            cast(QWidget, entry).setProperty("key", key)
            entry.edited.connect(self._was_edited)
        self.outcome.confirmed.connect(self.confirmed)

    def _lay_out(self) -> None:
        set_size(self.day.line, width=10.5)
        set_size(self.at, width=6.2)
        cast(QLayout, self.day.layout()).removeWidget(self.day.note)
        when = row(_asked("訪問日", self.day), _asked("時刻", self.at), STRETCH)
        who = row(_asked("方法", self.method), _asked("訪問した人", self.visitor), STRETCH)
        self._fields = row(when, who, STRETCH)
        note = _asked("書きとめ（みなさんの記録に、同じ文が入ります）", self.note)
        set_size(self.note, max_height=5.7)
        notes = (self.day.note, self._notes["at"])
        asked = (self._fields, *notes, self.outcome, self.outcome.ways, note, self._notes["note"])
        self.setLayout(column(*asked, STRETCH, gap=0.7))
        for low in (self.outcome, self.outcome.ways):
            low.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def arrange(self, *, wide: bool) -> None:
        """The fields side by side, or below each other."""
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._fields.setDirection(across if wide else down)

    def fill(self, on: date, visitor: str, names: Sequence[str]) -> None:
        """An empty form: a note in the post box, today, by somebody."""
        self.day.set_today(on)
        self.day.set_value(on)
        self.at.set_value(None)
        self.method.set_value(Method.POSTING)
        self.visitor.set_names(names)
        self.visitor.set_value(visitor)
        self.outcome.set_method(Method.POSTING)
        self.note.set_value(None)
        self.clear_errors()

    def way(self) -> Method:
        """The way of visiting."""
        return Method(self.method.value() or Method.POSTING)

    def values(self) -> dict[str, Any]:
        """What the records are made of; ask ``check`` first."""
        result, condition = self.outcome.value() or (None, None)
        return {
            "on": self.day.value(),
            "method": self.way(),
            "result": result,
            "condition": condition,
            "details": {"at": self.at.value(), "note": self.note.value(), "visitor": self.visitor.value()},
        }

    def texts(self) -> dict[str, str]:
        """Everything as typed, for a draft."""
        return {key: entry.text() for key, entry in self._entries.items()}

    def restore(self, texts: Mapping[str, str]) -> None:
        """Put a draft back."""
        for key in (key for key in self._entries if key in texts):
            self._entries[key].set_text(texts[key])
            if key == "method":
                self.outcome.set_method(self.way())

    def check(self) -> tuple[Invalid, ...]:
        """What can't be recorded as it stands, in reading order."""
        found = [
            Invalid(key, entry.problem(), kind="unreadable") for key, entry in self._entries.items() if entry.problem()
        ]
        if not self.day.text().strip():
            found.insert(0, Invalid("on", "訪問日を入れてください。", kind="missing"))
        return tuple(found)

    def show_errors(self, errors: Sequence[Invalid]) -> str:
        """Mark these fields, go to the first, and return what the bar says."""
        self.clear_errors()
        here = {_FIELD_OF.get(error.field, error.field): str(error) for error in errors}
        marked = [key for key in self._entries if key in here]
        for key in marked:
            self._mark(key, here[key])
        if marked:
            self.field(marked[0]).setFocus(Qt.FocusReason.OtherFocusReason)
        elsewhere = "".join(sentence for key, sentence in here.items() if key not in self._entries)
        return (f"直すところが{len(marked)}つあります。" if marked else "") + elsewhere

    def clear_errors(self) -> None:
        """Take all marks away."""
        for key, note in self._notes.items():
            if key != "on" and note.wrong:
                note.say("")
                set_property(cast(QWidget, self._entries[key]), "wrong", False)

    def field(self, key: str) -> QWidget:
        """The widget that takes the focus for a field; the choice made for the outcome and unknown keys."""
        if key in self._entries and key != "outcome":
            return cast(QWidget, self._entries[key])
        return self.outcome.focus_target()

    def focus_key(self) -> str:
        """Key of the field that has the focus; empty when none has."""
        now = QApplication.focusWidget()
        for key, entry in self._entries.items():
            field = cast(QWidget, entry)
            if now is not None and (field is now or field.isAncestorOf(now)):
                return key
        return ""

    def _mark(self, key: str, sentence: str) -> None:
        if key == "on":
            self.day.show_error(sentence)
        else:
            self._notes[key].complain(sentence)
            set_property(cast(QWidget, self._entries[key]), "wrong", True)

    def _was_edited(self) -> None:
        key = str(self.sender().property("key"))
        if key == "method":
            self.outcome.set_method(self.way())
        self.clear_errors()
        self.edited.emit(key)


def _asked(title: str, field: QWidget) -> QLayout:
    label = words(title, "strong")
    label.setBuddy(field)
    return column(label, field, gap=0.3)
