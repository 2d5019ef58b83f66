"""Imports as the store remembers them: which file, when, by whom, what was added and changed by it, and what since."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, text, union, update

from watchdesk.store import past, values
from watchdesk.store.journal import Deed, entries
from watchdesk.store.schema import attachments, audit, changes, import_records, imports, overrides, visits

ADDED, UPDATED, BROUGHT = "added", "updated", "brought"
"""What an import did with a record; partners that it made beside its people are brought."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRecord:
    """One import: ``kind`` people or visits, the file's name, its counts, and when it was taken back."""

    id: str
    kind: str
    file: str = field(repr=False)
    sha256: str
    at: datetime
    by: str
    counts: Mapping[str, int]
    undone_at: datetime | None = None
    undone_by: str | None = None


def add(connection: Connection, record: ImportRecord, done: Mapping[str, Iterable[str]]) -> None:
    """Write an import down; ``done``: record ids by added or updated."""
    row = {name: getattr(record, name) for name in ImportRecord.__dataclass_fields__}
    connection.execute(insert(imports).values(row | {"counts": dict(record.counts)}))
    rows = [
        {"import_id": record.id, "record_id": record_id, "done": what}
        for what, ids in done.items()
        for record_id in ids
    ]
    if rows:
        connection.execute(insert(import_records), rows)


def fetch(connection: Connection) -> tuple[ImportRecord, ...]:
    """Return all imports, newest first; two of one second in the order of entry."""
    rows = connection.execute(select(imports).order_by(imports.c.at.desc(), text("imports.rowid DESC")))
    return tuple(ImportRecord(**row._asdict()) for row in rows)


def records_of(connection: Connection, import_id: str, done: str) -> tuple[str, ...]:
    """Return the ids of the records that an import added or updated."""
    asked = select(import_records.c.record_id).where(
        import_records.c.import_id == import_id, import_records.c.done == done
    )
    return tuple(connection.execute(asked).scalars())


def audit_line(connection: Connection, import_id: str) -> int | None:
    """Return the number of the ledger's line that ends an import: what comes behind came since.

    None where the ledger does not know it: it came with a full export of another store.
    """
    asked = select(func.max(audit.c.seq)).where(audit.c.entity == "import", audit.c.entity_id == import_id)
    return connection.execute(asked).scalar()


def touched_since(connection: Connection, import_id: str, line: int) -> frozenset[str]:
    """Return the ids of records changed behind the ledger's line of an import, and of people visited since.

    What was put back when it was taken back in part counts as nothing; nor does what another import or a merge did
    that was itself taken back since, and the taking back.
    """
    undone = select(imports.c.id).where(imports.c.undone_at.is_not(None))
    behind = select(audit.c.seq).where(
        audit.c.seq > line,
        func.coalesce(audit.c.reason, "").not_in(undone),
        func.coalesce(audit.c.reason, "") != import_id,
        audit.c.seq.not_in(past.lines_of_undone_merges()),
    )
    changed = select(changes.c.entity_id).where(changes.c.audit_seq.in_(behind)).distinct()
    recorded = select(audit.c.entity_id).where(audit.c.seq > line, audit.c.entity == "visit")
    taken_in = (
        select(import_records.c.record_id)
        .join(audit, audit.c.entity_id == import_records.c.import_id)
        .where(audit.c.seq > line, audit.c.entity == "import")
    )
    visited_since = select(visits.c.person_id).where(visits.c.id.in_(recorded) | visits.c.id.in_(taken_in))
    return frozenset(connection.execute(changed).scalars()) | frozenset(connection.execute(visited_since).scalars())


def in_bin(connection: Connection, record_ids: Iterable[str]) -> frozenset[str]:
    """Return which of some people lie in the bin: nothing of them is there to be taken back."""
    return frozenset(entry.entity_id for entry in entries(connection, Deed.REMOVED) if entry.holds) & set(record_ids)


def leaned_on(connection: Connection, person_ids: Iterable[str]) -> frozenset[str]:
    """Return which of some people have a visit, voided or not, an attachment, or were in an emergency's override."""
    wanted = set(person_ids)
    columns = (visits.c.person_id, attachments.c.person_id, overrides.c.person_id)
    asked = union(*(select(column) for column in columns))
    return frozenset(connection.execute(asked).scalars()) & wanted


def values_before(connection: Connection, record_id: str, import_id: str) -> dict[str, Any]:
    """Return the values that an import replaced in a record, by field."""
    asked = (
        select(changes.c.entity, changes.c.field, changes.c.old)
        .join(audit, audit.c.seq == changes.c.audit_seq)
        .where(changes.c.entity_id == record_id, audit.c.reason == import_id, audit.c.action == "changed")
    )
    return {row.field: values.from_json(row.entity, row.field, row.old) for row in connection.execute(asked)}


def mark_undone(connection: Connection, import_id: str, at: datetime, by: str) -> None:
    """Write down that an import was taken back."""
    connection.execute(update(imports).where(imports.c.id == import_id).values(undone_at=at, undone_by=by))
