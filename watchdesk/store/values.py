"""A field's value as plain JSON and back, for the change history: what was put down can be put back."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from functools import cache
from types import NoneType
from typing import Any, get_args, get_type_hints

from watchdesk.store.records import record_of


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


def from_json(entity: str, field: str, value: Any) -> Any:
    """Return a field's value as the record has it; ``entity``: the record's word in the ledger.

    What no field of the record is (a mark, a field of an earlier version) comes back as it is.
    """
    record: Any = record_of(entity)
    kind = _kinds(record).get(field)
    return value if kind is None else _read(kind, value)


@cache
def _kinds(record: Any) -> Mapping[str, Any]:
    """The types of a record's fields, as they are written in it; of none there are none."""
    return get_type_hints(record) if record is not None else {}


def _read(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    known = [one for one in get_args(kind) if one is not NoneType]
    if isinstance(value, list):
        return tuple(_read(known[0], entry) for entry in value)
    if NoneType in get_args(kind):
        return _read(known[0], value)
    if is_dataclass(kind):
        return _entry(kind, value)
    return _made(kind)(value)


def _entry(kind: Any, value: Mapping[str, Any]) -> Any:
    """An entry of a list; what an earlier version did not write yet is as the entry has it by itself."""
    return kind(**{name: _read(of, value[name]) for name, of in _kinds(kind).items() if name in value})


def _made(kind: Any) -> Callable[[Any], Any]:
    """What makes a single value of its JSON."""
    if kind in (date, datetime, time):
        made: Callable[[Any], Any] = kind.fromisoformat
        return made
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    return lambda value: value
