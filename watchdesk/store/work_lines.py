"""What is asked of the records behind the figures of work: the records of some ids, and whom they name."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, select

from watchdesk.domain.activity import Activity, Coordination
from watchdesk.domain.consultation import Consultation
from watchdesk.domain.referral import Referral
from watchdesk.domain.summary import Span
from watchdesk.store import names as name_questions
from watchdesk.store import records
from watchdesk.store.schema import people, visits
from watchdesk.store.visits import COUNTED, within

AT_ONCE = 500
"""Ids asked for in one question."""

Kept = TypeVar("Kept", Consultation, Referral, Activity, Coordination)


def fetch(connection: Connection, record: type[Kept], ids: Sequence[str]) -> tuple[Kept, ...]:
    """Return the records of some ids, in the order of the ids."""
    table = records.kept(record).table
    found: dict[str, Kept] = {}
    for start in range(0, len(ids), AT_ONCE):
        part = records.fetch(connection, record, table.c.id.in_(ids[start : start + AT_ONCE]))
        found |= {one.id: one for one in part}
    return tuple(found[one] for one in ids if one in found)


def names(connection: Connection, ids: Iterable[str | None]) -> dict[str | None, str]:
    """Return the names of some people by id."""
    wanted = sorted({one for one in ids if one is not None})
    found: dict[str | None, str] = {}
    for start in range(0, len(wanted), AT_ONCE):
        asked = select(people.c.id, people.c.family_name, people.c.given_name)
        for row in connection.execute(asked.where(people.c.id.in_(wanted[start : start + AT_ONCE]))):
            found[row.id] = " ".join(part for part in (row.family_name, row.given_name) if part)
    return found


def partner_names(connection: Connection) -> dict[str, str]:
    """Return every partner's name by id."""
    return name_questions.of_partners(connection)


def visits_by_day(connection: Connection, span: Span, area: str | None) -> tuple[Any, ...]:
    """Return ``(day, id)`` of the visits that count in a span and an area, in the order of the days."""
    asked = select(visits.c.on, visits.c.id).where(within(span, area) & COUNTED).order_by(visits.c.on, visits.c.seq)
    return tuple(map(tuple, connection.execute(asked)))
