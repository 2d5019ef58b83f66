"""RecordForm: asks for a record's fields as on the paper form, one widget a kind of field."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, cast

from PySide6.QtCore import Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from ui.theme import set_gaps, set_property
from ui.widgets.boxes import column, row, words
from ui.widgets.choice_field import Choice, ChoiceField, YesNoField
from ui.widgets.choices_field import ChoicesField
from ui.widgets.contacts_field import ContactsField
from ui.widgets.date_field import DateField
from ui.widgets.field_note import FieldNote
from ui.widgets.form_sheet import FormSheet
from ui.widgets.furigana import KanaField, NameField
from ui.widgets.going_on import takes_enter
from ui.widgets.text_fields import LineField, LongTextField, NumberField, PhonesField, PostalCodeField
from ui.widgets.time_field import TimeField
from watchdesk.errors import Invalid
from watchdesk.fields import Field, Kind, Section


class Entry(Protocol):
    """What every field of the kit can do; see ``LineField``."""

    edited: SignalInstance

    def value(self) -> Any: ...
    def set_value(self, value: object) -> None: ...
    def text(self) -> str: ...
    def set_text(self, text: str) -> None: ...
    def problem(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What the fields of a form need to know: the day it is, the code lists, the town of a postal code.

    ``choices(code_list)`` gives [(code, word)] of a ``Field.code_list``. ``births`` are the keys of days of birth,
    ``ahead`` the keys of days that may lie after today, ``coming`` of those that do, so that 12/10 is the next one,
    ``near`` the keys where a day's number and きのう are enough.
    """

    today: date
    choices: Callable[[str], Sequence[Choice]] = lambda name: ()
    town_of: Callable[[str], str | None] = lambda code: None
    births: frozenset[str] = frozenset({"birth_date"})
    ahead: frozenset[str] = frozenset()
    coming: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()


class RecordForm(QWidget):
    """A form sheet a section, numbered; each field's key is the record's.

    ``values()`` gives what the widgets understood: str, int, bool, date, time, code, or tuple; None for nothing.
    ``check()`` tells what can't be recorded as it stands (required and missing, unreadable); ``show_errors`` marks
    fields and puts the focus on the first. ``texts()`` is everything as typed, for a draft, and ``restore`` puts it
    back with the focus. A name with a reading beside it (family_name, family_kana) fills the reading in.

    ``edited(key)`` with each change by the user; ``submitted`` on Ctrl+Enter. Enter goes on to the next field.

    ``by_turns``: only the first section is made at once, each further one in a turn of the event loop of its own, so
    that a long form stops nobody. What needs a field that is still to come makes its section first, and what needs all
    of them makes all; ``set_values``, ``restore`` and ``written`` do not. ``stacks`` as of ``FormSheet``.
    """

    edited = Signal(str)
    submitted = Signal()

    def __init__(
        self,
        sections: tuple[Section, ...],
        asking: Asking,
        parent: QWidget | None = None,
        *,
        by_turns: bool = False,
        stacks: float = 0.0,
    ) -> None:
        super().__init__(parent)
        self._stacks = stacks
        self._asking, self._sections = asking, sections
        self._fields = {field.key: field for section in sections for field in section.fields}
        self._entries: dict[str, Entry] = {}
        self._notes: dict[str, FieldNote] = {}
        self._sheets: dict[int, FormSheet] = {}
        self._values: Mapping[str, Any] | None = None
        self._filled: dict[str, str] = {}
        self._typed: dict[str, str] = {}
        self._awaited: dict[str, list[Callable[[], None]]] = {}
        self._column = QVBoxLayout()
        set_gaps(self._column, 1)
        self._column.addStretch(1)
        self.setLayout(self._column)
        self._turn = QTimer(self)
        self._turn.timeout.connect(self._make_next)
        if by_turns:
            self._make_next()
            self._turn.start(0)
        else:
            self._make_all()

    @property
    def sheets(self) -> tuple[FormSheet, ...]:
        """The sheets of the sections made so far, in reading order."""
        return tuple(self._sheets[place] for place in sorted(self._sheets))

    def entry(self, key: str) -> Any:
        """The widget of a field, for what a page adds to it."""
        if key not in self._entries:
            self._make(next(place for place, section in enumerate(self._sections) if key in _keys(section)))
        return self._entries[key]

    def once_made(self, key: str, call: Callable[[], None]) -> None:
        """Call when the widget of a field is there; at once where it is."""
        if key in self._entries:
            call()
        else:
            self._awaited.setdefault(key, []).append(call)

    def keys(self) -> tuple[str, ...]:
        """Keys of all fields, in reading order."""
        return tuple(self._fields)

    def values(self) -> dict[str, Any]:
        """What stands in the fields, understood; an unreadable field counts as empty, so ask ``check`` first."""
        self._make_all()
        return {key: self._value(key) for key in self._fields}

    def so_far(self) -> dict[str, Any]:
        """What stands in the fields made so far, understood; nobody waits for the others."""
        return {key: self._value(key) for key in self._entries}

    def put_below(self, key: str, widget: QWidget) -> None:
        """Put something over the whole width below a field that was made; see ``once_made``."""
        place = next(place for place, section in enumerate(self._sections) if key in _keys(section))
        self._sheets[place].put_below(_keys(self._sections[place]).index(key) + 1, widget)

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show values by key; keys that the form does not ask for are left alone, missing ones are emptied."""
        self._values = dict(values)
        self._typed.clear()
        self._fill(self._entries)
        self.clear_errors()

    def texts(self) -> dict[str, str]:
        """Everything as typed, a conversion that is still open left out."""
        self._make_all()
        return {key: self._entries[key].text() for key in self._fields}

    def written(self) -> dict[str, str]:
        """What stands otherwise than ``set_values`` filled it, as typed, by key."""
        texts = {key: entry.text() for key, entry in self._entries.items()}
        changed = {key: text for key, text in texts.items() if text != self._filled[key]} | self._typed
        return {key: changed[key] for key in self._fields if key in changed}

    def restore(self, texts: Mapping[str, str], focus_key: str = "") -> None:
        """Put a draft back, and the focus where it was."""
        for key in (key for key in self._fields if key in texts):
            if key in self._entries:
                self._entries[key].set_text(texts[key])
            else:
                self._typed[key] = texts[key]
        if focus_key in self._fields:
            self.focus_on(focus_key)

    def focus_key(self) -> str:
        """Key of the field that has the focus, empty when none has."""
        now = QApplication.focusWidget()
        for key in self._entries:
            widget = self._widget(key)
            if now is not None and (widget is now or widget.isAncestorOf(now)):
                return key
        return ""

    def focus_on(self, key: str) -> None:
        """Put the focus on a field, behind what stands there: a first letter must not replace it."""
        widget = self._widget(key)
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        line = widget.focusProxy() or widget
        if isinstance(line, QLineEdit):
            line.end(False)

    def check(self) -> tuple[Invalid, ...]:
        """What can't be recorded as it stands, in reading order."""
        self._make_all()
        found = []
        for key, field in self._fields.items():
            problem = self._entries[key].problem()
            if problem:
                found.append(Invalid(key, problem, kind="unreadable"))
            elif field.required and self._value(key) in (None, "", ()):
                found.append(Invalid(key, field.missing, kind="missing"))
        return tuple(found)

    def show_errors(self, errors: Sequence[Invalid]) -> str:
        """Mark these fields, put the focus on the first, and return what the bar or a strip says of them.

        An error of a field that the form does not ask for is returned in full.
        """
        self.clear_errors()
        here = [error for error in errors if self._key_of(error) is not None]
        for error in here:
            self._complain(cast(str, self._key_of(error)), str(error))
        if here:
            self.focus_on(min((cast(str, self._key_of(error)) for error in here), key=list(self._fields).index))
        elsewhere = "".join(str(error) for error in errors if error not in here)
        return fields_to_mend(len(here)) + elsewhere

    @property
    def to_mend(self) -> int:
        """How many fields are marked as wrong now."""
        return sum(note.wrong for note in self._notes.values())

    def clear_errors(self) -> None:
        """Take all marks away."""
        for key in self._entries:
            self._unmark(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not takes_enter(self, event, self.submitted.emit):
            super().keyPressEvent(event)

    def _make_all(self) -> None:
        for place in range(len(self._sections)):
            self._make(place)

    def _make_next(self) -> None:
        """Make the first section that is still to come; after the last, what has the focus is brought into sight."""
        place = next((place for place in range(len(self._sections)) if place not in self._sheets), None)
        if place is not None:
            self._make(place)
            return
        self._turn.stop()
        if self.focus_key() not in _keys(self._sections[0]):
            QTimer.singleShot(_SETTLED, self._keep_in_sight)

    def _make(self, place: int) -> None:
        if place in self._sheets:
            return
        section = self._sections[place]
        must = any(field.is_marked for field in section.fields)
        legend = (words(f"{MUST}は、必ず入れる欄です", "small", "soft"),) if must else ()
        number = place + 1 if len(self._sections) > 1 else None
        sheet = FormSheet(number, section.title, *legend, narrow=_NARROW, stacks=self._stacks)
        self._sheets[place] = sheet
        for field in section.fields:
            self._ask(sheet, field)
        self._pair_names(_keys(section))
        self._fill(_keys(section))
        self._column.insertWidget(self.sheets.index(sheet), sheet)
        for key in _keys(section):
            for call in self._awaited.pop(key, ()):
                call()

    def _fill(self, keys: Iterable[str]) -> None:
        """Fill fields that are there, and put back what was typed into them."""
        for key in keys:
            entry = self._entries[key]
            if self._values is not None:
                entry.set_value(self._values.get(key))
            self._filled[key] = entry.text()
        for key in keys:
            if key in self._typed:
                self._entries[key].set_text(self._typed.pop(key))

    def _keep_in_sight(self) -> None:
        """Sections made above what has the focus have pushed it down."""
        now = QApplication.focusWidget()
        at = self.parentWidget()
        while at is not None and not isinstance(at, QScrollArea):
            at = at.parentWidget()
        if isinstance(at, QScrollArea) and now is not None and self.isAncestorOf(now):
            at.ensureWidgetVisible(now)

    def _ask(self, sheet: FormSheet, field: Field) -> None:
        entry = _MAKERS[field.kind](field, self._asking)
        widget = cast(QWidget, entry)
        note = entry.note if isinstance(entry, DateField) else FieldNote()
        self._entries[field.key], self._notes[field.key] = entry, note
        must = field.is_marked
        widget.setAccessibleName(f"{field.title}（必ず）" if must else field.title)
        widget.setAccessibleDescription(field.hint)
        widget.setProperty("key", field.key)
        if field.hint and not isinstance(entry, DateField):
            note.say(field.hint)
        box = QWidget()
        line = row(widget, words(field.unit, voice="soft")) if field.unit else widget
        box.setLayout(column(line, gap=0) if isinstance(entry, DateField) else column(line, note, gap=0.3))
        box.setFocusProxy(widget)
        box.setAccessibleName(field.title)
        sheet.add(f"{field.title}{MUST if must else ''}", box, wide=field.wide or field.kind in _WIDE)
        entry.edited.connect(self._was_edited)

    def _pair_names(self, keys: tuple[str, ...]) -> None:
        for key in keys:
            entry = self._entries[key]
            kana = self._entries.get(key.removesuffix("name") + "kana")
            if isinstance(entry, NameField) and isinstance(kana, KanaField):
                kana.follow(entry)
            if isinstance(entry, PostalCodeField) and "town" in self._fields:
                entry.town_found.connect(self._fill_town)

    def _fill_town(self, town: str) -> None:
        if not self.entry("town").text().strip():
            self.entry("town").set_value(town)

    def _value(self, key: str) -> Any:
        entry = self._entries[key]
        return entry.answer() if isinstance(entry, YesNoField) else entry.value()

    def _widget(self, key: str) -> QWidget:
        return cast(QWidget, self.entry(key))

    def _key_of(self, error: Invalid) -> str | None:
        """The field of an error: its own key, or the part of it that the form asks for (name → family_name)."""
        if error.field in self._fields:
            return error.field
        return next((key for key in self._fields if key.endswith(f"_{error.field}")), None)

    def _complain(self, key: str, sentence: str) -> None:
        entry = self.entry(key)
        if isinstance(entry, DateField):
            entry.show_error(sentence)
        else:
            self._notes[key].complain(sentence)
            set_property(self._widget(key), "wrong", True)

    def _unmark(self, key: str) -> None:
        entry = self._entries[key]
        if not isinstance(entry, DateField) and self._notes[key].wrong:
            self._notes[key].say(self._fields[key].hint)
            set_property(self._widget(key), "wrong", False)

    def _was_edited(self) -> None:
        key = str(self.sender().property("key"))
        self._unmark(key)
        self.edited.emit(key)


def fields_to_mend(count: int) -> str:
    """How many fields are to be mended, in words; empty for none."""
    return f"直すところが{count}つあります。" if count else ""


def _keys(section: Section) -> tuple[str, ...]:
    return tuple(field.key for field in section.fields)


def _day(field: Field, asking: Asking) -> DateField:
    return DateField(
        field.title,
        asking.today,
        birth=field.key in asking.births,
        ahead=field.key in asking.ahead,
        coming=field.key in asking.coming,
        near=field.key in asking.near,
        calendar=field.key not in asking.births,
    )


def _choice(field: Field, asking: Asking) -> ChoiceField:
    return ChoiceField(field.title, asking.choices(field.code_list), optional=not (field.required or field.settled))


MUST = "＊"
_SETTLED, _NARROW = 40, 46.0
"""Milliseconds until the section made last has its place; em of width under which one field a line is asked."""

Maker = Callable[[Field, Asking], Entry]
_MAKERS: Mapping[Kind, Maker] = {
    Kind.TEXT: lambda field, asking: LineField(field.title),
    Kind.LONG_TEXT: lambda field, asking: LongTextField(field.title),
    Kind.FAMILY_NAME: lambda field, asking: NameField(field.title),
    Kind.GIVEN_NAME: lambda field, asking: NameField(field.title),
    Kind.KANA: lambda field, asking: KanaField(field.title),
    Kind.DAY: _day,
    Kind.TIME: lambda field, asking: TimeField(field.title),
    Kind.NUMBER: lambda field, asking: NumberField(field.title),
    Kind.POSTAL_CODE: lambda field, asking: PostalCodeField(field.title, asking.town_of),
    Kind.TOWN: lambda field, asking: LineField(field.title),
    Kind.PHONES: lambda field, asking: PhonesField(field.title),
    Kind.CHOICE: _choice,
    Kind.CHOICES: lambda field, asking: ChoicesField(field.title, asking.choices(field.code_list)),
    Kind.YES_NO: lambda field, asking: YesNoField(field.title, optional=not field.required),
    Kind.CONTACTS: lambda field, asking: ContactsField(field.title),
}
_WIDE = frozenset({Kind.LONG_TEXT, Kind.CHOICES, Kind.CONTACTS})
