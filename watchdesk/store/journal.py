"""Journal of merges and removals: raw rows as they lay in the store, taken out whole and put back byte for byte."""

import base64
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Table,
    TableClause,
    Text,
    column,
    insert,
    select,
    table,
    text,
    type_coerce,
    update,
)

from watchdesk.errors import NotFound
from watchdesk.store.records import Row
from watchdesk.store.schema import journal, metadata, people

IDS_AT_ONCE = 400
"""Ids in one statement."""

_BYTES = "base64"
"""Key of a blob in the journal's JSON."""


class Deed(StrEnum):
    """What a row of the journal tells of."""

    MERGED = "merged"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A merge or a removal, without its rows. ``entity_id`` is the record that stayed, or that was removed."""

    id: str
    deed: Deed
    entity: str
    entity_id: str
    other_id: str | None = None
    """The record that went into it."""
    title: str = field(repr=False)
    at: datetime
    by: str
    reason: str | None = field(default=None, repr=False)
    undone_at: datetime | None = None
    undone_by: str | None = None

    @property
    def holds(self) -> bool:
        """Whether it has not been taken back."""
        return self.undone_at is None


_COLUMNS = [journal.c[name] for name in Entry.__dataclass_fields__]
_IN_ORDER = text("journal.rowid")


def add(connection: Connection, entry: Entry, rows: Mapping[str, Any]) -> None:
    """Write an entry with all it takes to play it backwards."""
    own = {name: getattr(entry, name) for name in Entry.__dataclass_fields__}
    connection.execute(insert(journal).values(own | {"rows": dict(rows)}))


def entries(connection: Connection, deed: Deed, about: str | None = None) -> tuple[Entry, ...]:
    """Return merges or removals, oldest first; ``about``: only those of one record, in whatever part."""
    asked = select(*_COLUMNS).where(journal.c.deed == deed).order_by(_IN_ORDER)
    if about is not None:
        asked = asked.where((journal.c.entity_id == about) | (journal.c.other_id == about))
    return tuple(map(_entry, connection.execute(asked)))


def get(connection: Connection, entry_id: str) -> Entry:
    """Return one entry; NotFound where there is none."""
    row = connection.execute(select(*_COLUMNS).where(journal.c.id == entry_id)).first()
    if row is None:
        raise NotFound("お探しの記録が見つかりません。")
    return _entry(row)


def _entry(row: Any) -> Entry:
    values = row._asdict()
    return Entry(**values | {"deed": Deed(values["deed"])})


def rows_of(connection: Connection, entry_id: str) -> dict[str, Any]:
    """Return what an entry keeps."""
    return dict(connection.execute(select(journal.c.rows).where(journal.c.id == entry_id)).scalar_one())


def mark_undone(connection: Connection, entry_id: str, at: datetime, by: str) -> None:
    """Write down that an entry was played backwards."""
    connection.execute(update(journal).where(journal.c.id == entry_id).values(undone_at=at, undone_by=by))


def gone_into(connection: Connection, person_id: str) -> tuple[str, ...]:
    """Return the ids of the records that went into a person's, and into those again."""
    into = {entry.other_id or "": entry.entity_id for entry in entries(connection, Deed.MERGED) if entry.holds}
    found: list[str] = [person_id]
    for one in found:
        found.extend(gone for gone, stayed in into.items() if stayed == one)
    return tuple(found[1:])


# ---- rows as they lie in the store


def raw(of: Table) -> TableClause:
    """A table whose values come and go as SQLite has them: no word, day or JSON is read on the way."""
    return table(of.name, *(column(one.name) for one in of.columns))


def raw_rows(connection: Connection, of: Table, key: str, values: Collection[Any]) -> list[Row]:
    """Return the rows whose column ``key`` has one of some values, in the order of the table's own key."""
    if not values:
        return []
    bare = raw(of)
    order = [bare.c[one.name] for one in of.primary_key.columns]
    found = [
        row._asdict()
        for some in _in_parts(values)
        for row in connection.execute(select(*bare.c).where(bare.c[key].in_(some)).order_by(*order))
    ]
    return [{name: _told(value) for name, value in row.items()} for row in found]


def _in_parts(values: Collection[Any]) -> Iterable[list[Any]]:
    every = sorted(values)
    return (every[start : start + IDS_AT_ONCE] for start in range(0, len(every), IDS_AT_ONCE))


def _told(value: Any) -> Any:
    return {_BYTES: base64.b64encode(value).decode("ascii")} if isinstance(value, bytes) else value


def _untold(value: Any) -> Any:
    return base64.b64decode(value[_BYTES]) if isinstance(value, dict) else value


def put_in(connection: Connection, of: Table, rows: Sequence[Row]) -> int:
    """Put rows back as they were; return how many references to what is no longer there had to be left out.

    A column that the table lost since is passed over. Where another record took the row's place in the order of entry,
    people behind it move on by one; any other row goes to the end.
    """
    left_out = 0
    for row in rows:
        known = {name: _untold(value) for name, value in row.items() if name in of.c}
        loose = _loose(connection, of, known)
        left_out += len(loose)
        if all(key.nullable for key in loose):
            known |= {key.name: None for key in loose}
            connection.execute(insert(raw(of)).values(_placed(connection, of, known)))
    return left_out


def _placed(connection: Connection, of: Table, row: Row) -> Row:
    bare = raw(of)
    if "seq" not in row or not connection.execute(select(bare.c.seq).where(bare.c.seq == row["seq"])).first():
        return row
    if of is not people:
        return {name: value for name, value in row.items() if name != "seq"}
    behind: ColumnElement[bool] = bare.c.seq >= row["seq"]
    connection.execute(update(bare).where(behind).values(seq=-bare.c.seq - 1))
    connection.execute(update(bare).where(bare.c.seq < 0).values(seq=-bare.c.seq))
    return row


def _loose(connection: Connection, of: Table, row: Row) -> list[Column[Any]]:
    """Columns that name a record which is not there any more."""
    loose = []
    for key in of.foreign_keys:
        target, value = key.column, row.get(key.parent.name)
        there = select(target).where(type_coerce(target, Text) == value)
        if value is not None and connection.execute(there).first() is None:
            loose.append(key.parent)
    return loose


def named(table_name: str) -> Table | None:
    """The table of a name; None where a later version has none."""
    return metadata.tables.get(table_name)
