"""PersonForm: asks for a person's fields, all or one section, and keeps what is half-written as a draft."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.drafts import DraftKeeper
from ui.pages.person.need import NeedWatch
from ui.pages.person.similar import SimilarWatch
from ui.pages.person.values import form_values, record_values
from ui.pages.writing import Editor
from ui.widgets.boxes import column
from ui.widgets.record_form import Asking, RecordForm
from watchdesk.desk import Desk
from watchdesk.domain.likeness import FIELDS
from watchdesk.domain.person import Person
from watchdesk.domain.words import Consent
from watchdesk.errors import Invalid
from watchdesk.fields import CONSENT_FIELDS, PERSON_SECTIONS, Field, Kind, Section

AREA_FIELD = Field("area", "地域", Kind.CHOICE, required=True, code_list="areas")
BEGUN_FIELD = Field(
    "begun", "見守りを始めた日", Kind.DAY, hint="前から見守っている方で、日がわからないときは空にします。"
)
NEW_SECTIONS = (*PERSON_SECTIONS, Section("地域と同意", (AREA_FIELD, BEGUN_FIELD, *CONSENT_FIELDS)))
"""A new person is asked for area and consent too; only the name has to be written, the rest is filled or may wait."""


_PLACE = "section"
"""Beside a draft's fields: the number of the section being rewritten."""


class PersonForm(Editor):
    """``place`` is the section to rewrite, None for the whole of a new person or of a known one.

    ``begin()`` fills it and puts a draft back; it returns whether there was one. ``values()`` gives what the record
    takes. ``submitted`` on Ctrl+Enter, ``wanted(Place)`` to see one of the similar people that are named while one
    types.
    """

    wanted = Signal(object)

    def __init__(self, desk: Desk, person: Person | None, place: int | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self.person, self.place = desk, person, place
        self._at = ""
        self.form = RecordForm(_sections(person, place), asking(desk), by_turns=True)
        self.setLayout(column(self.form, gap=0))
        self.form.submitted.connect(self.submitted)
        self.keeper = DraftKeeper(desk, self._texts, self)
        self.form.edited.connect(self.edited)
        self.form.edited.connect(self._was_edited)
        self.similar = SimilarWatch(desk, self.form, person)
        self.similar.wanted.connect(self.wanted)
        self.need = NeedWatch(desk, self.form)
        if {"town", "postal_code"} <= set(self.form.keys()):
            self.form.once_made("town", self._watch_town)

    @property
    def draft_key(self) -> str:
        """Under which the draft is kept; the section stands behind it."""
        return draft_key(self.person)

    def begin(self) -> bool:
        """Fill the form, and put back what was half-written."""
        self.form.set_values(form_values(self.person) if self.person is not None else self._new_values())
        draft = self.keeper.begin(self.draft_key)
        if draft is not None:
            self._at = draft.focus or ""
            self.form.restore(draft.texts, self._at)
            self.similar.look(self._at if self._at in FIELDS else "family_name")
            self.need.look()
        return draft is not None

    def written(self) -> dict[str, str]:
        """What was written since the form was filled, as typed, by key; of somebody new all that stands in it.

        What was not touched is left out: another part of the program may have written it meanwhile.
        """
        return self.form.texts() if self.person is None else self.form.written()

    def refuse_what_is_wrong(self) -> None:
        """Raise the first Invalid of what can't be recorded as it stands."""
        errors = self.form.check()
        if errors:
            raise errors[0]

    def complain(self, error: Invalid) -> str:
        """Mark all that is wrong, or what was refused; return what the bar says of it."""
        return self.form.show_errors(self.form.check() or (error,))

    def values(self, present: Person | None = None) -> dict[str, Any]:
        """What the record takes of what was written; ``present`` is the person as the store has them now."""
        told, written = self.form.values(), self.written()
        values = record_values({key: told[key] for key in written}, self._desk.codes, present)
        if values.get("interval_days", 1) is None:
            values["interval_days"] = self._desk.settings.get("interval_days")
        return values

    def told(self) -> Mapping[str, Any]:
        """What the form understood, by key."""
        return self.form.values()

    def restore(self, texts: Mapping[str, str]) -> None:
        """Put back what was written."""
        self.form.restore(texts)

    @property
    def to_mend(self) -> int:
        """How many fields are marked as wrong now."""
        return self.form.to_mend

    def first_field(self) -> QWidget:
        """Where the focus belongs: the field that was being written, else the first."""
        key = self.form.focus_key() or self._at or self.form.keys()[0]
        widget: QWidget = self.form.entry(key)
        return widget

    def focus_first(self) -> None:
        """Put the focus on the first field."""
        self.form.focus_on(self.form.keys()[0])

    def _texts(self) -> tuple[Mapping[str, str], str]:
        """As long as nothing was written, nothing is read: most of the form may still have to be made."""
        place = {} if self.place is None else {_PLACE: str(self.place)}
        written = self.written() if self.form.written() else {}
        return {**written, **place}, self.form.focus_key()

    def _was_edited(self, key: str) -> None:
        self.keeper.touch()
        self.similar.look(key)

    def _watch_town(self) -> None:
        self.form.entry("town").editingFinished.connect(self._fill_postal_code)

    def _fill_postal_code(self) -> None:
        code = self.form.entry("postal_code")
        town = self.form.entry("town").text().strip()
        found = self._desk.codes.postal_code_of(town) if town and not code.text().strip() else None
        if found:
            code.set_value(found)
            self.keeper.touch()

    def _new_values(self) -> dict[str, Any]:
        return {
            "interval_days": self._desk.settings.get("interval_days"),
            "area": self._desk.home_area,
            "begun": self._desk.today(),
            "state": Consent.PENDING,
            "watch": True,
        }


def draft_key(person: Person | None) -> str:
    """Under which what is half-written of somebody is kept."""
    return f"person:{person.id}" if person is not None else "person:new"


def place_of(texts: Mapping[str, str]) -> int | None:
    """Return the section that a draft belongs to, None for the whole form."""
    place = texts.get(_PLACE, "")
    return int(place) if place.isdecimal() and int(place) < len(PERSON_SECTIONS) else None


def asking(desk: Desk) -> Asking:
    """What the fields of a person's forms need to know."""

    def choices(code_list: str) -> tuple[tuple[str, str], ...]:
        return tuple((entry.code, entry.label) for entry in desk.codes.entries(code_list))

    return Asking(
        today=desk.today(),
        choices=choices,
        town_of=desk.codes.town_of,
        ahead=frozenset({"until"}),
        coming=frozenset({"valid_until"}),
    )


def _sections(person: Person | None, place: int | None) -> tuple[Section, ...]:
    if person is None:
        return NEW_SECTIONS
    return PERSON_SECTIONS if place is None else (PERSON_SECTIONS[place],)
