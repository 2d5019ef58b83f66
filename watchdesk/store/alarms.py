"""What is asked of alarms 気がかり: those that are open, a person's, and what was written of somebody since."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, Connection, select

from watchdesk.domain.alarm import Alarm
from watchdesk.domain.cadence import Cadence, cadence
from watchdesk.domain.visit import Visit
from watchdesk.domain.words import CONFIRMED_CONTACT
from watchdesk.store import people as people_questions
from watchdesk.store import records
from watchdesk.store.schema import alarms, people, visits

OPEN: ColumnElement[bool] = alarms.c.closed_at.is_(None)
TO_ANSWER: ColumnElement[bool] = ~OPEN & alarms.c.reporter.is_not(None) & alarms.c.answered_at.is_(None)
"""Closed, and who reported it was not told yet."""


def fetch(connection: Connection, where: ColumnElement[bool]) -> tuple[Alarm, ...]:
    """Return the alarms that fit, the one raised last behind."""
    return records.fetch(connection, Alarm, where, order_by=(alarms.c.raised_at, alarms.c.seq))


def of_person(connection: Connection, person_id: str) -> tuple[Alarm, ...]:
    """Return a person's alarms, open and closed."""
    return fetch(connection, alarms.c.person_id == person_id)


def ids_of_person(connection: Connection, person_id: str) -> tuple[str, ...]:
    """Return the ids of a person's alarms."""
    return tuple(connection.execute(select(alarms.c.id).where(alarms.c.person_id == person_id)).scalars())


def open_of(connection: Connection, person_id: str) -> Alarm | None:
    """Return the alarm that is open about a person, of several (after a merge) the one raised first; None for none."""
    return next(iter(fetch(connection, (alarms.c.person_id == person_id) & OPEN)), None)


def raised_by(connection: Connection, visit_ids: Sequence[str]) -> tuple[Alarm, ...]:
    """Return the open alarms that some visits raised."""
    return fetch(connection, alarms.c.visit_id.in_(visit_ids) & OPEN)


def causes(connection: Connection, visit_ids: Sequence[str]) -> dict[str, Visit]:
    """Return the visits that raised alarms, by id, voided ones too."""
    return {visit.id: visit for visit in records.fetch(connection, Visit, visits.c.id.in_(visit_ids))}


def confirmed_since(connection: Connection, person_id: str, day: date) -> tuple[Visit, ...]:
    """Return a person's confirmed contacts from a day on, voided ones left out, the latest first."""
    theirs = (visits.c.person_id == person_id) & (visits.c.voided == 0) & visits.c.result.in_(CONFIRMED_CONTACT)
    order = (visits.c.on.desc(), visits.c.at.desc().nulls_first(), visits.c.seq.desc())
    return records.fetch(connection, Visit, theirs & (visits.c.on >= day), order_by=order)


def standing(connection: Connection, person_id: str, day: date) -> Cadence | None:
    """Return where a person stands on a day by what is kept beside the people; None when not under watch then."""
    whom = people_questions.with_ids([person_id])
    latest = people_questions.latest(connection, day, select(people.c.id).where(whom)).get(person_id)
    stand = people_questions.standings(connection, whom).get(person_id)
    return cadence(stand, latest.contacts, day) if stand is not None and latest is not None else None
