"""What a person's fields say in words, and the way from the register's form to the record's values."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from ui.tasks import Progress
from watchdesk.desk import Codes, Desk, Similar, Wording
from watchdesk.domain.address import changed_more_than_width, in_form
from watchdesk.domain.alarm import AlarmLine
from watchdesk.domain.consultation import ConsultationLine
from watchdesk.domain.follow_up import FollowUpLine
from watchdesk.domain.info_item import GivenLine
from watchdesk.domain.lines import PersonLine, VisitLine
from watchdesk.domain.person import Person
from watchdesk.domain.planning import AppointmentLine
from watchdesk.domain.secrecy import WHEREABOUTS
from watchdesk.domain.snooze import Snooze
from watchdesk.fields import PERSON_FIELDS, PERSON_SECTIONS, Field, Kind, Section

_NEVER_EMPTY: Mapping[str, Any] = {"hidden": False, "phones": (), "criteria": (), "emergency_contacts": ()}


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFacts:
    """All that the page shows of somebody; ``papers``: how many are attached; ``alarm``: the 気がかり that is open."""

    person: Person
    line: PersonLine
    alike: tuple[Similar, ...]
    visits: tuple[VisitLine, ...]
    papers: int
    alarm: AlarmLine | None = None
    plans: tuple[AppointmentLine, ...] = ()
    """What is agreed on with her from today on."""
    put_off: Snooze | None = None
    promises: tuple[FollowUpLine, ...] = ()
    """What is still to be done for her."""
    cases: tuple[ConsultationLine, ...] = ()
    given: tuple[GivenLine, ...] = ()
    """The consultations about her."""

    def with_person(self, person: Person) -> "PersonFacts":
        """The same with a record that was just written."""
        return replace(self, person=person)


class PersonReading:
    """The work of reading it."""

    def __init__(self, desk: Desk, person_id: str) -> None:
        self._desk, self._person_id = desk, person_id

    def run(self, progress: Progress) -> PersonFacts:
        """Read the record, its line, the people with similar names, all visits, and how many papers there are."""
        return PersonFacts(
            person=self._desk.people.get(self._person_id),
            line=self._desk.people.line(self._person_id),
            alike=self._desk.search.namesakes(self._person_id),
            visits=self._desk.visits.of_person(self._person_id),
            papers=len(self._desk.attachments.of_person(self._person_id)),
            alarm=self._desk.alarms.open_of(self._person_id),
            plans=self._desk.plans.of_person(self._person_id),
            put_off=self._desk.plans.snoozed(self._desk.today()).get(self._person_id),
            promises=self._desk.follow_ups.open(self._person_id),
            cases=self._desk.consultations.lines(person_id=self._person_id),
            given=self._desk.information.given_to(self._person_id),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewriting:
    """What one saving changed: the fields' values before it and after it, by key."""

    before: Mapping[str, Any] = field(repr=False)
    after: Mapping[str, Any] = field(repr=False)

    @classmethod
    def between(cls, before: Person, after: Person) -> "Rewriting":
        """Find what differs."""
        keys = [field.name for field in fields(Person) if getattr(before, field.name) != getattr(after, field.name)]
        return cls(before={key: getattr(before, key) for key in keys}, after={key: getattr(after, key) for key in keys})

    def back(self, present: Person) -> dict[str, Any]:
        """Return the values that take it back; what was written once more since is left as it is."""
        return {key: value for key, value in self.before.items() if getattr(present, key) == self.after[key]}


def keys_of(section: Section) -> frozenset[str]:
    """Return the keys of a section's fields."""
    return frozenset(field.key for field in section.fields)


def section_of(key: str) -> int:
    """Return the place of the register's section in which a field is written."""
    return next(place for place, section in enumerate(PERSON_SECTIONS) if key in keys_of(section))


def shows_whereabouts(place: int | None) -> bool:
    """Whether address or phones stand in a section, or in the whole register (None)."""
    sections = PERSON_SECTIONS if place is None else (PERSON_SECTIONS[place],)
    return any(WHEREABOUTS & keys_of(section) for section in sections)


def form_values(person: Person) -> dict[str, Any]:
    """Return the record's values by the form's keys."""
    return {field.key: getattr(person, field.key) for field in PERSON_FIELDS}


def record_values(values: Mapping[str, Any], codes: Codes, person: Person | None) -> dict[str, Any]:
    """Return what the form says as the record keeps it; the address in form, its own words kept beside (contract §3).

    ``values`` may be those of some fields only; keys that are not the register's are left out. ``person`` is as the
    store has them now: what else is kept beside the fields stays.
    """
    asked = {field.key: field for field in PERSON_FIELDS}
    kept = {key: _kept(asked[key], value, codes) for key, value in values.items() if key in asked}
    address = kept.get("address")
    if address:
        kept["address"] = in_form(address)
        if changed_more_than_width(address, kept["address"]):
            kept["extra"] = {**(person.extra if person is not None else {}), "原文 丁目・番地": address}
    return kept


def changed_titles(person: Person, values: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the words of the fields that the values would change, in the form's order."""
    return tuple(
        field.title
        for field in PERSON_FIELDS
        if field.key in values and values[field.key] != getattr(person, field.key)
    )


def words_of(field: Field, person: Person, codes: Codes) -> str:
    """Return a field of a person in words, empty where nothing is written."""
    return Wording(codes=codes).value("person", field.key, getattr(person, field.key))


def _kept(field: Field, value: Any, codes: Codes) -> Any:
    if value is None or value == "":
        return _NEVER_EMPTY.get(field.key)
    return codes.value(field.code_list, value) if field.kind is Kind.CHOICE else value
