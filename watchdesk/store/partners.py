"""What is asked of partners 関係者: the list, and whom each is in charge of."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, exists, or_, select, true

from watchdesk.domain.partner import Charge, Partner, PartnerKind
from watchdesk.store import records
from watchdesk.store.schema import charges, partners


def fetch(connection: Connection, kind: PartnerKind | None = None, *, with_retired: bool = True) -> tuple[Partner, ...]:
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


def unused(connection: Connection, ids: Sequence[str]) -> tuple[str, ...]:
    """Return which of some partners nobody has or had in charge."""
    used = exists(select(charges.c.partner_id).where(charges.c.partner_id == partners.c.id))
    asked = select(partners.c.id).where(partners.c.id.in_(ids), ~used).order_by(partners.c.seq)
    return tuple(connection.execute(asked).scalars())
