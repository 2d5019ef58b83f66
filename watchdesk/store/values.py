"""A field's value as plain JSON and back: for the change history, and for the facts of a month that was closed."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from watchdesk.store.records import record_of


def as_json(value: Any) -> Any:
    """Return a value as plain JSON: days and times as ISO text, words by code, dataclasses and mappings as objects."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, tuple):
        return [as_json(entry) for entry in value]
    if isinstance(value, Mapping):
        return {_key(key): as_json(entry) for key, entry in value.items()}
    if hasattr(value, "__dataclass_fields__"):
        return {field.name: as_json(getattr(value, field.name)) for field in fields(value)}
    return value


def _key(key: Any) -> Any:
    return key.value if isinstance(key, Enum) else key


def from_json(entity: str, field: str, value: Any) -> Any:
    """Return a field's value as the record has it; ``entity``: the record's word in the ledger.

    What no field of the record is (a mark, a field of an earlier version) comes back as it is.
    """
    record: Any = record_of(entity)
    kind = _kinds(record).get(field)
    return value if kind is None else read_as(kind, value)


@cache
def _kinds(record: Any) -> Mapping[str, Any]:
    """The types of a record's fields, as they are written in it; of none there are none."""
    return get_type_hints(record) if record is not None else {}


def read_as(kind: Any, value: Any) -> Any:
    """Return what ``as_json`` made plain, by its type: tuples, mappings, dataclasses, words, days and times."""
    if value is None:
        return None
    if get_origin(kind) in (Union, UnionType):
        return read_as(next(one for one in get_args(kind) if one is not NoneType), value)
    if isinstance(value, list):
        return _named(kind, value) if hasattr(kind, "_fields") else _tuple(get_args(kind), value)
    if isinstance(value, dict) and not is_dataclass(kind):
        of_key, of_entry = get_args(kind)
        return {_made(of_key)(key): read_as(of_entry, entry) for key, entry in value.items()}
    return _entry(kind, value) if is_dataclass(kind) else _made(kind)(value)


def _tuple(kinds: tuple[Any, ...], value: list[Any]) -> tuple[Any, ...]:
    """Entries of one kind (``tuple[X, ...]``), or each of its own."""
    if Ellipsis in kinds:
        return tuple(read_as(kinds[0], entry) for entry in value)
    return tuple(read_as(kind, entry) for kind, entry in zip(kinds, value, strict=True))


def _named(kind: Any, value: list[Any]) -> Any:
    """A named tuple; what an earlier version did not write yet, at its end, is as it is by itself."""
    return kind(*(read_as(of, entry) for of, entry in zip(_kinds(kind).values(), value, strict=False)))


def _entry(kind: Any, value: Mapping[str, Any]) -> Any:
    """A dataclass; what an earlier version did not write yet is as the dataclass has it by itself."""
    return kind(**{name: read_as(of, value[name]) for name, of in _kinds(kind).items() if name in value})


def _made(kind: Any) -> Callable[[Any], Any]:
    """What makes a single value of its JSON."""
    if kind in (date, datetime, time):
        made: Callable[[Any], Any] = kind.fromisoformat
        return made
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    return lambda value: value
