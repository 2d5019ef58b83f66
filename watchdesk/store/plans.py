"""What is asked of plans: appointments of some days or of a person, who is put off, how often people were visited."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from watchdesk.domain.histories import status_on
from watchdesk.domain.planning import AppointmentLine, in_order
from watchdesk.domain.snooze import Snooze, holding
from watchdesk.domain.summary import Span
from watchdesk.domain.words import Status
from watchdesk.store import names, reading, records
from watchdesk.store import people as people_questions
from watchdesk.store.schema import appointments, people, snoozes, visits
from watchdesk.store.visits import COUNTED, within

_LINE = (
    appointments,
    *names.NAME,
    people.c.hidden,
)


def between(first: date, last: date) -> ColumnElement[bool]:
    """The appointments of some days, both included."""
    return appointments.c.on.between(first, last)


def of_person(person_id: str) -> ColumnElement[bool]:
    """The appointments with a person."""
    return appointments.c.person_id == person_id


STANDING = appointments.c.cancelled == 0


def lines(connection: Connection, where: ColumnElement[bool], day: date) -> tuple[AppointmentLine, ...]:
    """Return appointments as lists show them today (``day``), by day and time."""
    asked = select(*_LINE).outerjoin(people, people.c.id == appointments.c.person_id).where(where)
    rows = tuple(reading.rows(connection, asked.order_by(appointments.c.seq)))
    gone = _gone(connection, {row.person_id for row in rows if row.person_id}, day)
    return tuple(sorted((_line(row, row.person_id in gone) for row in rows), key=in_order))


def _gone(connection: Connection, ids: set[str], day: date) -> frozenset[str]:
    stands = people_questions.standings(connection, people_questions.with_ids(ids)) if ids else {}
    return frozenset(one for one, stand in stands.items() if status_on(stand.status_history, day) is Status.ENDED)


def _line(row: Any, gone: bool) -> AppointmentLine:
    return AppointmentLine(
        id=row.id,
        on=row.on,
        what=row.what,
        area=row.area,
        at=row.at,
        until=row.until,
        person_id=row.person_id,
        name=names.name_of(row),
        kana=names.kana_of(row),
        hidden=bool(row.hidden),
        gone=gone,
        who=row.who,
        place=row.place,
        note=row.note,
        cancelled=row.cancelled,
        cancel_reason=row.cancel_reason,
    )


def snoozed(connection: Connection, day: date) -> dict[str, Snooze]:
    """Return by person what is put off 後日 on a day."""
    here = (snoozes.c.since <= day) & (snoozes.c.until > day)
    return holding(records.fetch(connection, Snooze, here), day)


def snoozes_of(connection: Connection, person_id: str) -> tuple[Snooze, ...]:
    """Return all that was ever put off of a person, in the order of entry."""
    return records.fetch(connection, Snooze, snoozes.c.person_id == person_id)


def visits_by_person(connection: Connection, span: Span) -> dict[str, int]:
    """Return how many visits of a span each person has, voided ones left out."""
    asked = select(visits.c.person_id, func.count().label("number")).where(within(span) & COUNTED)
    asked = asked.group_by(visits.c.person_id)
    return {row.person_id: row.number for row in reading.rows(connection, asked)}
