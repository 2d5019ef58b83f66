"""Moving what refers to a person to another one and back, and out of the store and back: for merges and the bin."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, delete, func, select, update

from watchdesk.domain.visit import Visit
from watchdesk.store import journal, notes, records
from watchdesk.store.records import Child, Row
from watchdesk.store.schema import (
    activity_guests,
    alarms,
    appointments,
    attachments,
    audit,
    changes,
    consultations,
    coordination,
    copy_events,
    copy_people,
    follow_ups,
    import_records,
    info_given,
    overrides,
    people,
    referrals,
    round_stops,
    snoozes,
    visit_signs,
    visits,
)
from watchdesk.store.schema import journal as journal_table
from watchdesk.store.store import Tx


@dataclass(frozen=True, slots=True)
class Reference:
    """A column that names a person, in rows that live by themselves; ``key`` tells the row, ``noun`` names it.

    ``once``: a person may be named once only by each ``key``. ``binned``: goes into the bin with the person.
    """

    table: Table
    key: str
    noun: str
    column: str = "person_id"
    once: bool = False
    binned: bool = False


MOVES: tuple[Reference, ...] = (
    Reference(visits, "id", "訪問記録", binned=True),
    Reference(attachments, "id", "添付", binned=True),
    Reference(overrides, "id", "緊急の提供"),
    Reference(copy_people, "number", "写し", once=True),
    Reference(copy_events, "seq", "写しの記録"),
    Reference(follow_ups, "id", "要対応", binned=True),
    Reference(snoozes, "id", "後日", binned=True),
    Reference(appointments, "id", "予定"),
    Reference(alarms, "id", "気がかり"),
    Reference(round_stops, "round_id", "まわり用紙", once=True),
    Reference(consultations, "id", "相談"),
    Reference(referrals, "id", "つなぎ"),
    Reference(info_given, "id", "福祉情報"),
    Reference(activity_guests, "activity_id", "活動", once=True),
    Reference(coordination, "id", "連絡調整"),
)
"""What goes over to the record that stays. A test walks all tables and fails where one that names people is missing."""

STAYS: tuple[tuple[Table, str], ...] = (
    (import_records, "record_id"),
    (audit, "entity_id"),
    (changes, "entity_id"),
    (journal_table, "entity_id"),
    (journal_table, "other_id"),
)
"""What keeps the id it has: it tells what was done to that record, and is found through the journal.

The facts of a closed month (``closings``) and what was changed in it (``amendments``) stay as they were issued, too.
"""


def owned() -> Iterator[Table]:
    """The tables of what is part of a person's record, parents first."""

    def below(children: Sequence[Child]) -> Iterator[Table]:
        for child in children:
            yield child.table
            yield from below(child.children)

    return below(records.PERSON.children)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """All rows that a merge touched beside the record that stays, as they were; keys of those that were its own."""

    gone: Mapping[str, list[Row]]
    moved: Mapping[str, list[Any]]
    dropped: Mapping[str, list[Row]]
    stayed: Mapping[str, list[Any]]

    def plain(self) -> dict[str, Any]:
        """For the journal's JSON."""
        return {"gone": self.gone, "moved": self.moved, "dropped": self.dropped, "stayed": self.stayed}

    @classmethod
    def read(cls, plain: Mapping[str, Any]) -> "Moved":
        """From the journal's JSON."""
        return cls(gone=plain["gone"], moved=plain["moved"], dropped=plain["dropped"], stayed=plain["stayed"])


def over(tx: Tx, kept: str, gone: str) -> Moved:
    """Move all that names ``gone`` to ``kept`` and take the record out of the register; the caller logs it."""
    connection = tx.connection
    stayed = {place.table.name: keys(connection, place, kept) for place in MOVES}
    dropped, moved = {}, {}
    for place in MOVES:
        name = place.table.name
        twice = set(stayed[name]) if place.once else set()
        moved[name] = [key for key in keys(connection, place, gone) if key not in twice]
        dropped[name] = _drop(connection, place, gone, twice)
        _rename(connection, place, gone, kept, moved[name])
    return Moved(gone=_take_out(connection, gone), moved=moved, dropped=dropped, stayed=stayed)


def back(tx: Tx, kept: str, gone: str, journaled: Moved) -> dict[str, int]:
    """Undo ``over``; return by noun how many rows came to the record that stayed since, and stay with it."""
    connection = tx.connection
    put_back(connection, journaled.gone)
    since = {}
    for place in MOVES:
        name = place.table.name
        moved = journaled.moved.get(name, [])
        _rename(connection, place, kept, gone, moved)
        journal.put_in(connection, place.table, journaled.dropped.get(name, []))
        since[place.noun] = len(set(keys(connection, place, kept)) - set(journaled.stayed.get(name, [])))
    return {noun: number for noun, number in since.items() if number}


def keys(connection: Connection, place: Reference, person_id: str) -> list[Any]:
    """Return the keys of the rows that name a person."""
    asked = select(place.table.c[place.key]).where(place.table.c[place.column] == person_id)
    return list(connection.execute(asked.order_by(place.table.c[place.key])).scalars())


def _rename(connection: Connection, place: Reference, old: str, new: str, of: Sequence[Any]) -> None:
    for start in range(0, len(of), journal.IDS_AT_ONCE):
        some = place.table.c[place.key].in_(of[start : start + journal.IDS_AT_ONCE])
        here = place.table.c[place.column] == old
        connection.execute(update(place.table).where(some & here).values({place.column: new}))


def _drop(connection: Connection, place: Reference, person_id: str, of: set[Any]) -> list[Row]:
    if not of:
        return []
    theirs = journal.raw_rows(connection, place.table, place.column, [person_id])
    here = (place.table.c[place.column] == person_id) & place.table.c[place.key].in_(of)
    connection.execute(delete(place.table).where(here))
    return [row for row in theirs if row[place.key] in of]


def _take_out(connection: Connection, person_id: str) -> dict[str, list[Row]]:
    """Take a record with all that is part of it out of the register; return its rows, parents first."""
    rows = {people.name: journal.raw_rows(connection, people, "id", [person_id])}
    for table in owned():
        rows[table.name] = journal.raw_rows(connection, table, records.PERSON.owner, [person_id])
    connection.execute(delete(people).where(people.c.id == person_id))
    return rows


def put_back(connection: Connection, rows: Mapping[str, Sequence[Row]]) -> int:
    """Put rows back, parents first; return how many references had to be left empty."""
    tables = ((journal.named(name), some) for name, some in rows.items())
    return sum(journal.put_in(connection, table, some) for table, some in tables if table is not None)


# ---- into the bin and out of it


def in_the_way(connection: Connection, person_id: str) -> tuple[str, ...]:
    """Return the nouns of what stands in the way of taking a person out: anything that is not itself done away with."""
    standing = {
        visits: visits.c.voided == 0,
        attachments: attachments.c.removed == 0,
        follow_ups: follow_ups.c.voided == 0,
    }
    nouns = []
    for place in MOVES:
        if place.table in _STAY_BEHIND:
            continue
        asked = select(func.count()).where(place.table.c[place.column] == person_id)
        if place.table in standing:
            asked = asked.where(standing[place.table])
        if connection.execute(asked).scalar_one():
            nouns.append(place.noun)
    return tuple(nouns)


_STAY_BEHIND = (copy_people, copy_events, round_stops, snoozes)
"""The papers that name somebody go on naming them; what was put off for nobody goes along."""


def into_bin(tx: Tx, person_id: str) -> dict[str, list[Row]]:
    """Take a person out with what was voided or removed; return all rows, parents first."""
    connection = tx.connection
    with_it = {
        place.table.name: journal.raw_rows(connection, place.table, place.column, [person_id])
        for place in MOVES
        if place.binned
    }
    ids = [row["id"] for row in with_it[visits.name]]
    signs = {visit_signs.name: journal.raw_rows(connection, visit_signs, records.VISIT.owner, ids)}
    tx.remove(Visit, ids)
    for table in (attachments, snoozes, follow_ups):
        connection.execute(delete(table).where(table.c.person_id == person_id))
    return _take_out(connection, person_id) | with_it | signs


def out_of_bin(tx: Tx, rows: Mapping[str, Sequence[Row]]) -> None:
    """Put a person back with all that went along."""
    put_back(tx.connection, rows)
    ids = [row["id"] for row in rows.get(visits.name, ())]
    if ids:
        notes.index(tx.connection, records.fetch(tx.connection, Visit, visits.c.id.in_(ids)))
