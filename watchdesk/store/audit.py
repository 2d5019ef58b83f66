"""Audit 管理台帳: who did what to which record, as an append-only chain without values (architecture, decision 3)."""

import hashlib
import hmac
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import Connection, FromClause, Select, Text, cast, func, insert, select, union_all

from watchdesk.store.schema import (
    alarms,
    appointments,
    attachments,
    audit,
    consultations,
    copy_people,
    follow_ups,
    handovers,
    overrides,
    partners,
    people,
    referrals,
    snoozes,
    visits,
)

START = "0" * 64
"""What the first entry is chained to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the ledger: ids, names of fields and a reason, never a value of a personal field."""

    seq: int
    at: datetime
    by: str
    action: str
    entity: str
    entity_id: str | None
    fields: tuple[str, ...]
    reason: str | None


@dataclass(frozen=True, slots=True)
class Head:
    """The chain's end: number and seal of its last entry; anchored outside of the database."""

    seq: int
    mac: str


def _seal(key: bytes, before: str, entry: Entry) -> str:
    parts = [
        before,
        entry.seq,
        entry.at.isoformat(timespec="seconds"),
        entry.by,
        entry.action,
        entry.entity,
        entry.entity_id,
        list(entry.fields),
        entry.reason,
    ]
    sealed = json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode()
    return hmac.new(key, sealed, hashlib.sha256).hexdigest()


def head(connection: Connection) -> Head:
    """Return the chain's end."""
    last = connection.execute(select(audit.c.seq, audit.c.mac).order_by(audit.c.seq.desc()).limit(1)).first()
    return Head(last.seq, last.mac) if last else Head(0, START)


def holds(connection: Connection, anchor: Head) -> bool:
    """Whether a line noted earlier still stands in the chain."""
    found = connection.execute(select(audit.c.mac).where(audit.c.seq == anchor.seq)).scalar()
    return anchor.seq == 0 or found == anchor.mac


def append(connection: Connection, key: bytes, entry: Entry) -> int:
    """Write one line behind the chain's end, in the caller's transaction; return its number."""
    end = head(connection)
    sealed = Entry(
        seq=end.seq + 1,
        at=entry.at,
        by=entry.by,
        action=entry.action,
        entity=entry.entity,
        entity_id=entry.entity_id,
        fields=entry.fields,
        reason=entry.reason,
    )
    connection.execute(
        insert(audit).values(
            seq=sealed.seq,
            at=sealed.at.isoformat(timespec="seconds"),
            by=sealed.by,
            action=sealed.action,
            entity=sealed.entity,
            entity_id=sealed.entity_id,
            fields=list(sealed.fields),
            reason=sealed.reason,
            mac=_seal(key, end.mac, sealed),
        )
    )
    return sealed.seq


def entries(
    connection: Connection, *, limit: int | None = None, entity_id: str | None = None, newest_first: bool = True
) -> Iterator[Entry]:
    """Yield lines of the ledger, of one record where ``entity_id`` is given."""
    asked = select(audit).order_by(audit.c.seq.desc() if newest_first else audit.c.seq).limit(limit)
    if entity_id is not None:
        asked = asked.where(audit.c.entity_id == entity_id)
    for row in connection.execute(asked):
        yield _entry(row)


def between(connection: Connection, first: int, last: int) -> tuple[Entry, ...]:
    """Return the lines of a stretch of the ledger, oldest first."""
    asked = select(audit).where(audit.c.seq.between(first, last)).order_by(audit.c.seq)
    return tuple(_entry(row) for row in connection.execute(asked))


def numbered(connection: Connection, numbers: Select[tuple[int]]) -> tuple[Entry, ...]:
    """Return the lines whose numbers are asked for, oldest first."""
    asked = select(audit).where(audit.c.seq.in_(numbers)).order_by(audit.c.seq)
    return tuple(_entry(row) for row in connection.execute(asked))


def _entry(row: object) -> Entry:
    values = row._asdict()  # type: ignore[attr-defined]  # SQLAlchemy rows are named tuples
    return Entry(
        seq=values["seq"],
        at=datetime.fromisoformat(values["at"]),
        by=values["by"],
        action=values["action"],
        entity=values["entity"],
        entity_id=values["entity_id"],
        fields=tuple(values["fields"]),
        reason=values["reason"],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the ledger and whom it is about, as that one is called now; the ledger itself holds no names.

    ``name`` is of a person, of the one whose visit, attachment or emergency it is, or of a partner; None where it is
    about nobody, or about somebody who was taken out. ``on`` is the day of a visit. Of a file that went out,
    ``receiver`` is the code of whom it went to, and ``number`` its copy's.
    """

    entry: Entry
    name: str | None = field(default=None, repr=False)
    on: date | None = None
    receiver: str | None = None
    number: int | None = None


_THEIRS = (visits, attachments, overrides, follow_ups, alarms, appointments, snoozes, consultations, referrals)
"""Records of a person that have ids of their own."""
_PERSON = func.coalesce(*(table.c.person_id for table in _THEIRS), audit.c.entity_id)
_NAME = func.coalesce(
    people.c.family_name + func.coalesce(" " + func.nullif(people.c.given_name, ""), ""), partners.c.name
)


def lines(connection: Connection, *, limit: int | None = None, about: Sequence[str] | None = None) -> tuple[Line, ...]:
    """Return lines of the ledger, newest first; ``about``: only of these people, their visits and copies."""
    about_whom: FromClause = audit
    for table in (*_THEIRS, partners, handovers):
        about_whom = about_whom.outerjoin(table, table.c.id == audit.c.entity_id)
    file = handovers.c.receiver.label("receiver"), handovers.c.copy_number.label("number")
    asked = (
        select(audit, _NAME.label("name"), visits.c.on.label("visited_on"), *file)
        .select_from(about_whom.outerjoin(people, people.c.id == _PERSON))
        .order_by(audit.c.seq.desc())
        .limit(limit)
    )
    if about is not None:
        asked = asked.where(audit.c.entity_id.in_(_ids_of(about)))
    rows = connection.execute(asked)
    return tuple(
        Line(entry=_entry(row), name=row.name, on=row.visited_on, receiver=row.receiver, number=row.number)
        for row in rows
    )


def _ids_of(persons: Sequence[str]) -> Select[tuple[str]]:
    """The ids under which people stand in the ledger: their own, those of their records, numbers of their copies."""
    own = select(people.c.id).where(people.c.id.in_(persons))
    theirs = (select(table.c.id).where(table.c.person_id.in_(persons)) for table in _THEIRS)
    papers = select(cast(copy_people.c.number, Text)).where(copy_people.c.person_id.in_(persons))
    every = union_all(own, *theirs, papers).subquery()
    return select(every.c[0])


def broken_at(connection: Connection, key: bytes, anchor: Head | None = None) -> int | None:
    """Return the number of the first line that was changed, left out or cut off; None where the chain is whole.

    ``anchor`` is a chain's end noted earlier outside of the database: it must still stand in the chain.
    """
    before, expected, found = START, 1, anchor is None or anchor.seq == 0
    for row in connection.execute(select(audit).order_by(audit.c.seq)):
        if row.seq != expected or not hmac.compare_digest(row.mac, _seal(key, before, _entry(row))):
            return expected
        found = found or (anchor is not None and anchor == Head(row.seq, row.mac))
        before, expected = row.mac, expected + 1
    return None if found else expected
