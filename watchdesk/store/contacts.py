"""Latest contacts of each person, kept beside the person by every write and repaired by a check."""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import Connection, ScalarSelect, Select, func, or_, select, text, update

from watchdesk.store.schema import people, visits

AT_ONCE = 500
"""Ids in one statement; more than that renews everybody."""


IS_CONFIRMED = text("visits.voided = 0 AND visits.result IN ('met', 'confirmed')")
"""The very words of the index of confirmed contacts: only so does SQLite look there."""


def latest(*, confirmed: bool, until: date | None = None) -> ScalarSelect[Any]:
    """A person's latest confirmed contact, or latest attempt, up to a day; asked beside ``people``."""
    counted = IS_CONFIRMED if confirmed else visits.c.voided == 0
    asked: Select[Any] = select(func.max(visits.c.on)).where(visits.c.person_id == people.c.id, counted)
    if until is not None:
        asked = asked.where(visits.c.on <= until)
    return asked.correlate(people).scalar_subquery()


def renew(connection: Connection, person_ids: Collection[str]) -> None:
    """Set the latest confirmed contact and the latest attempt of some people from their visits."""
    statement = update(people).values(last_confirmed=latest(confirmed=True), last_attempt=latest(confirmed=False))
    if len(person_ids) <= AT_ONCE:
        statement = statement.where(people.c.id.in_(sorted(person_ids)))
    connection.execute(statement)


def wrong(connection: Connection) -> tuple[str, ...]:
    """Return the ids of people whose kept days differ from their visits."""
    asked = select(people.c.id).where(
        or_(
            people.c.last_confirmed.is_distinct_from(latest(confirmed=True)),
            people.c.last_attempt.is_distinct_from(latest(confirmed=False)),
        )
    )
    return tuple(connection.execute(asked).scalars())
