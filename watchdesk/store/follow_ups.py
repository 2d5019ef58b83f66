"""What is asked of follow-ups 要対応: the lines of a list, whomever they are about and whatever became of that one."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, select, true

from watchdesk.domain.follow_up import FollowUp, FollowUpLine
from watchdesk.domain.histories import status_on
from watchdesk.store import names, reading, records
from watchdesk.store import people as people_questions
from watchdesk.store.schema import follow_ups, people, visits

STANDING = follow_ups.c.voided == 0
OPEN = STANDING & follow_ups.c.done_on.is_(None)
FIRST_DUE = (follow_ups.c.due_on, follow_ups.c.seq)

_LINE = (
    follow_ups.c.id,
    follow_ups.c.what,
    follow_ups.c.due_on,
    follow_ups.c.area,
    follow_ups.c.person_id,
    follow_ups.c.who,
    follow_ups.c.visit_id,
    follow_ups.c.alarm_id,
    follow_ups.c.done_on,
    follow_ups.c.done_by,
    follow_ups.c.outcome,
    follow_ups.c.put_off_reason,
    follow_ups.c.voided,
    follow_ups.c.void_reason,
)


def wanted(person_id: str | None = None, *, still_open: bool = False, until: date | None = None) -> ColumnElement[bool]:
    """The follow-ups about a person, still to be done, due by a day; without any of these all, voided ones too."""
    asked = (
        OPEN if still_open else true(),
        true() if person_id is None else follow_ups.c.person_id == person_id,
        true() if until is None else follow_ups.c.due_on <= until,
    )
    return and_(*asked)


def lines(connection: Connection, day: date, where: ColumnElement[bool]) -> tuple[FollowUpLine, ...]:
    """Return follow-ups as lists show them on a day, what is due first before the rest."""
    asked = (
        select(*_LINE, *names.NAME, visits.c.on.label("visited_on"))
        .select_from(follow_ups)
        .outerjoin(people, people.c.id == follow_ups.c.person_id)
        .outerjoin(visits, visits.c.id == follow_ups.c.visit_id)
        .where(where)
        .order_by(*FIRST_DUE)
    )
    rows = tuple(reading.rows(connection, asked))
    ids = {row.person_id for row in rows if row.person_id is not None}
    stands = people_questions.standings(connection, people_questions.with_ids(sorted(ids))) if ids else {}
    states = {person_id: status_on(stand.status_history, day) for person_id, stand in stands.items()}
    return tuple(_line(row, day, states.get(row.person_id)) for row in rows)


def _line(row: Any, day: date, status: Any) -> FollowUpLine:
    own = {column.name: getattr(row, column.name) for column in _LINE}
    name, kana = names.name_of(row), names.kana_of(row)
    late = (day - row.due_on).days if row.done_on is None and not row.voided else 0
    return FollowUpLine(
        **own, name=name, kana=kana, status=status, visited_on=row.visited_on, overdue_days=max(0, late)
    )


def of_visits(connection: Connection, visit_ids: Sequence[str]) -> tuple[FollowUp, ...]:
    """Return the open follow-ups that were promised at some visits."""
    return records.fetch(connection, FollowUp, OPEN & follow_ups.c.visit_id.in_(visit_ids))
