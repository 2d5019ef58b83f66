"""What is asked of the past: which values changed, by whom and why; which of it belongs to a merge taken back."""

import dataclasses
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Text, func, insert, literal, select, type_coerce

from watchdesk.errors import NotFound
from watchdesk.store import audit as ledger
from watchdesk.store.audit import Entry
from watchdesk.store.schema import attachments, audit, changes, imports, journal

GONE_INTO, TOOK_IN, SPLIT = "gone into", "took in", "split"
"""Instead of a field's name: this record went into another one, took one in, or was made two again; ``new`` is the id
of the journal's row."""

MARKS = frozenset({GONE_INTO, TOOK_IN, SPLIT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One field of one record as one deed changed it; ``old`` and ``new`` as plain JSON (``store/values.py``)."""

    seq: int
    line: int
    at: datetime
    by: str
    action: str
    reason: str | None = dataclasses.field(repr=False)
    entity: str
    entity_id: str
    field: str
    old: Any = dataclasses.field(repr=False)
    new: Any = dataclasses.field(repr=False)


_COLUMNS = (
    changes.c.seq,
    audit.c.seq.label("line"),
    audit.c.at,
    audit.c.by,
    audit.c.action,
    audit.c.reason,
    changes.c.entity,
    changes.c.entity_id,
    changes.c.field,
    changes.c.old,
    changes.c.new,
)


def _changes(connection: Connection, where: ColumnElement[bool]) -> tuple[Change, ...]:
    asked = select(*_COLUMNS).join(audit, audit.c.seq == changes.c.audit_seq).where(where)
    rows = connection.execute(asked.order_by(audit.c.seq.desc(), changes.c.seq))
    return tuple(Change(**row._asdict() | {"at": datetime.fromisoformat(row.at)}) for row in rows)


def changes_of(connection: Connection, ids: Collection[str]) -> tuple[Change, ...]:
    """Return what was changed of some records, newest first; what one deed changed in the record's order."""
    return _changes(connection, changes.c.entity_id.in_(sorted(ids)))


def changes_by(connection: Connection, lines: Sequence[Entry]) -> tuple[Change, ...]:
    """Return what some lines of the ledger changed, newest first."""
    ids = {line.entity_id for line in lines if line.entity_id is not None}
    found: list[Change] = []
    every, wanted = sorted(ids), {line.seq for line in lines}
    for start in range(0, len(every), 400):
        found += changes_of(connection, every[start : start + 400])
    return tuple(change for change in sorted(found, key=lambda one: -one.line) if change.line in wanted)


def change(connection: Connection, seq: int) -> Change:
    """Return one change by its number; NotFound where there is none."""
    found = _changes(connection, changes.c.seq == seq)
    if not found:
        raise NotFound("お探しの履歴が見つかりません。")
    return found[0]


def lines(connection: Connection, numbers: Sequence[int]) -> tuple[Entry, ...]:
    """Return some lines of the ledger by their numbers, which stand next to each other, oldest first."""
    if not numbers:
        return ()
    first, last = min(numbers), max(numbers)
    found = ledger.between(connection, first, last)
    wanted = set(numbers)
    return tuple(entry for entry in found if entry.seq in wanted)


def latest(connection: Connection, entity: str, action: str) -> dict[str, Entry]:
    """Return the latest line of an action on each record of a kind, by its id."""
    newest = select(func.max(audit.c.seq)).where(audit.c.entity == entity, audit.c.action == action)
    found = ledger.numbered(connection, newest.group_by(audit.c.entity_id))
    return {entry.entity_id: entry for entry in found if entry.entity_id is not None}


def lines_about(connection: Connection, ids: Collection[str], actions: Collection[str]) -> tuple[Entry, ...]:
    """Return the ledger's lines of some actions on some records, newest first."""
    here = audit.c.entity_id.in_(sorted(ids)) & audit.c.action.in_(sorted(actions))
    return tuple(reversed(ledger.numbered(connection, select(audit.c.seq).where(here))))


def mark(connection: Connection, line: int, entity_id: str, what: str, journal_id: str) -> None:
    """Note beside a line of the ledger that it belongs to a merge."""
    row = {"audit_seq": line, "entity": "person", "entity_id": entity_id, "field": what, "new": journal_id}
    connection.execute(insert(changes).values(row))


def keep(
    connection: Connection, line: int, entity_id: str, values: dict[str, tuple[Any, Any]], *, entity: str = "person"
) -> None:
    """Keep old and new values, as plain JSON, of what is no longer there, or is no record of ``RECORDS``."""
    rows = [
        {"audit_seq": line, "entity": entity, "entity_id": entity_id, "field": name, "old": old, "new": new}
        for name, (old, new) in values.items()
    ]
    if rows:
        connection.execute(insert(changes), rows)


def lines_of_undone_merges() -> Any:
    """The numbers of the ledger's lines of merges that were taken back, and of taking them back; a subquery."""
    quoted = literal('"') + journal.c.id + literal('"')
    undone = select(quoted).where(journal.c.undone_at.is_not(None))
    return select(changes.c.audit_seq).where(
        changes.c.field.in_(sorted(MARKS)), type_coerce(changes.c.new, Text).in_(undone)
    )


def attachment_ids(connection: Connection, person_id: str) -> dict[str, str]:
    """Return the titles of a person's attachments by id, removed ones too."""
    asked = select(attachments.c.id, attachments.c.title).where(attachments.c.person_id == person_id)
    return {row.id: row.title for row in connection.execute(asked)}


def files_of_imports(connection: Connection) -> dict[str, str]:
    """Return the names of the files taken in, by import: an import stands as the reason of what it changed."""
    return {row.id: row.file for row in connection.execute(select(imports.c.id, imports.c.file))}


def undone_imports(connection: Connection) -> frozenset[str]:
    """Return the ids of the imports that were taken back."""
    return frozenset(connection.execute(select(imports.c.id).where(imports.c.undone_at.is_not(None))).scalars())
