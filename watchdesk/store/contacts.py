"""Latest contacts of each person, kept beside the person by every write and repaired by a check."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, ScalarSelect, Select, func, or_, select, update

from watchdesk.domain.words import CONFIRMED_CONTACT
from watchdesk.store.schema import people, visits

AT_ONCE = 500
"""Ids in one statement; more than that renews everybody."""


def _latest(*, confirmed: bool) -> ScalarSelect[Any]:
    asked: Select[Any] = select(func.max(visits.c.on)).where(visits.c.person_id == people.c.id, visits.c.voided == 0)
    if confirmed:
        asked = asked.where(visits.c.result.in_(sorted(CONFIRMED_CONTACT)))
    return asked.correlate(people).scalar_subquery()


def renew(connection: Connection, person_ids: Collection[str]) -> None:
    """Set the latest confirmed contact and the latest attempt of some people from their visits."""
    statement = update(people).values(last_confirmed=_latest(confirmed=True), last_attempt=_latest(confirmed=False))
    if len(person_ids) <= AT_ONCE:
        statement = statement.where(people.c.id.in_(sorted(person_ids)))
    connection.execute(statement)


def wrong(connection: Connection) -> tuple[str, ...]:
    """Return the ids of people whose kept days differ from their visits."""
    asked = select(people.c.id).where(
        or_(
            people.c.last_confirmed.is_distinct_from(_latest(confirmed=True)),
            people.c.last_attempt.is_distinct_from(_latest(confirmed=False)),
        )
    )
    return tuple(connection.execute(asked).scalars())
