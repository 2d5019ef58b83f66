"""A field's value as plain JSON and back, for the change history: what was put down can be put back."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date, datetime, time
from typing import Any

from watchdesk.domain.activity import Guest
from watchdesk.domain.consultation import ConsultStep, ConsultWay, StepKind, Urgency
from watchdesk.domain.histories import AreaEntry, ConsentEntry, StatusEntry
from watchdesk.domain.override import Danger
from watchdesk.domain.partner import Charge, PartnerKind
from watchdesk.domain.person import EmergencyContact
from watchdesk.domain.words import CareLevel, Condition, Consent, ConsentWay, Living, Method, Result, Sex, Status


def as_json(value: Any) -> Any:
    """Return a record's value as plain JSON: days and times as ISO text, words by code, entries as objects."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, tuple):
        return [as_json(entry) for entry in value]
    if hasattr(value, "__dataclass_fields__"):
        return {field.name: as_json(getattr(value, field.name)) for field in fields(value)}
    return value


def _maybe(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: None if value is None else read(value)


_DAY = _maybe(date.fromisoformat)


def _status(entry: Mapping[str, Any]) -> StatusEntry:
    return StatusEntry(
        state=Status(entry["state"]),
        since=_DAY(entry["since"]),
        until=_DAY(entry["until"]),
        reason=entry["reason"],
    )


def _consent(entry: Mapping[str, Any]) -> ConsentEntry:
    return ConsentEntry(
        state=Consent(entry["state"]),
        since=_DAY(entry["since"]),
        way=_maybe(ConsentWay)(entry["way"]),
        recipients=tuple(entry["recipients"]),
        watch=entry["watch"],
        valid_until=_DAY(entry["valid_until"]),
        witness=entry.get("witness"),
        form=entry.get("form"),
        attachment_id=entry.get("attachment_id"),
    )


def _charge(entry: Mapping[str, Any]) -> Charge:
    return Charge(partner_id=entry["partner_id"], since=_DAY(entry["since"]), until=_DAY(entry["until"]))


def _area(entry: Mapping[str, Any]) -> AreaEntry:
    return AreaEntry(area=entry["area"], since=_DAY(entry["since"]))


def _step(entry: Mapping[str, Any]) -> ConsultStep:
    times = {"on": _DAY(entry["on"]), "at": _maybe(time.fromisoformat)(entry["at"]), "due_on": _DAY(entry["due_on"])}
    return ConsultStep(kind=StepKind(entry["kind"]), what=entry["what"], by=entry["by"], **times)


def _each(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda values: tuple(read(value) for value in values)


_PARTNER_KINDS = frozenset(kind.value for kind in PartnerKind)
"""Other records have kinds too, which are codes of a list."""

_READ: Mapping[str, Callable[[Any], Any]] = {
    "birth_date": _DAY,
    "created_on": _DAY,
    "on": _DAY,
    "at": _maybe(time.fromisoformat),
    "created_at": _maybe(datetime.fromisoformat),
    "sex": _maybe(Sex),
    "living": _maybe(Living),
    "care_level": _maybe(CareLevel),
    "method": Method,
    "result": Result,
    "condition": _maybe(Condition),
    "phones": tuple,
    "criteria": tuple,
    "signs": tuple,
    "emergency_contacts": _each(lambda contact: EmergencyContact(**contact)),
    "status_history": _each(_status),
    "consent_history": _each(_consent),
    "area_history": _each(_area),
    "charges": _each(_charge),
    "kind": lambda code: PartnerKind(code) if code in _PARTNER_KINDS else code,
    "guests": _each(lambda guest: Guest(**guest)),
    "partners": tuple,
    "danger": Danger,
    "made_at": datetime.fromisoformat,
    "reviewed_at": _maybe(datetime.fromisoformat),
    "added_on": _DAY,
    "due_on": _DAY,
    "until": _maybe(lambda value: time.fromisoformat(value) if ":" in value else date.fromisoformat(value)),
    "ended_on": _DAY,
    "done_on": _DAY,
    "opened_on": _DAY,
    "opened_at": _maybe(time.fromisoformat),
    "way": ConsultWay,
    "urgency": Urgency,
    "steps": _each(_step),
}


def from_json(field: str, value: Any) -> Any:
    """Return a field's value as the record has it."""
    return _READ[field](value) if field in _READ else value
