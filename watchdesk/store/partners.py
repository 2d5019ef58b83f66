"""What is asked of partners 関係者: the list, and whom each is in charge of."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Text, exists, func, or_, select, true, type_coerce

from watchdesk.domain.partner import Charge, Partner
from watchdesk.store import past, records
from watchdesk.store.schema import audit, changes, charges, journal, partners


def fetch(connection: Connection, kind: str | None = None, *, with_retired: bool = True) -> tuple[Partner, ...]:
    """Return the partners, of one kind where it is named, in the order of entry."""
    where = true() if kind is None else partners.c.kind == kind
    return records.fetch(connection, Partner, where if with_retired else where & (partners.c.retired == 0))


def charges_of(connection: Connection, partner_id: str) -> tuple[tuple[str, Charge], ...]:
    """Return the people a partner is, was or will be in charge of, with the days, in the order of the people's ids."""
    asked = select(charges).where(charges.c.partner_id == partner_id).order_by(charges.c.person_id, charges.c.position)
    return tuple(
        (row.person_id, Charge(partner_id=row.partner_id, since=row.since, until=row.until))
        for row in connection.execute(asked)
    )


def standing_charges(connection: Connection, day: date) -> tuple[tuple[str, Charge], ...]:
    """Return the charges of all partners that end on a day or later, or not at all, each with its person's id."""
    asked = select(charges).where(or_(charges.c.until.is_(None), charges.c.until >= day))
    return tuple(
        (row.person_id, Charge(partner_id=row.partner_id, since=row.since, until=row.until))
        for row in connection.execute(asked.order_by(charges.c.person_id, charges.c.position))
    )


def unused(connection: Connection, ids: Sequence[str], import_id: str) -> tuple[str, ...]:
    """Return which of some partners nobody has or had in charge, nor may have again from the past or the bin.

    What the import itself wrote and took back does not count, nor what a merge did that was taken back.
    """
    used = exists(select(charges.c.partner_id).where(charges.c.partner_id == partners.c.id))
    counts = (func.coalesce(audit.c.reason, "") != import_id) & audit.c.seq.not_in(past.lines_of_undone_merges())
    written = select(changes.c.seq).join(audit, audit.c.seq == changes.c.audit_seq).where(counts)
    put_back = exists(written.where(changes.c.field == "charges", _names(changes.c.old)))
    fetched_back = exists(select(journal.c.id).where(journal.c.undone_at.is_(None), _names(journal.c.rows)))
    free = ~(used | put_back | fetched_back)
    asked = select(partners.c.id).where(partners.c.id.in_(ids), free).order_by(partners.c.seq)
    return tuple(connection.execute(asked).scalars())


def _names(kept: Column[Any]) -> ColumnElement[bool]:
    """Whether what is kept as JSON names the partner."""
    return func.instr(type_coerce(kept, Text), partners.c.id) > 0
