"""What is asked of rounds まわり: a sheet by its number, and the sheets with how much of them is typed in."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select, true, update

from watchdesk.domain.copies import CopyState
from watchdesk.domain.round import Round, RoundLine
from watchdesk.errors import NotFound
from watchdesk.store import records
from watchdesk.store.copies import came_out
from watchdesk.store.schema import copies, round_stops, rounds, visits

ALL: ColumnElement[bool] = true()
OUT: ColumnElement[bool] = copies.c.state == CopyState.OUT.value
"""Sheets that nobody has given back yet."""


def by_number(connection: Connection, number: int) -> Round:
    """Return the sheet of a number; NotFound where no sheet has it."""
    found = records.fetch(connection, Round, rounds.c.number == number)
    if not found:
        raise NotFound("その番号のまわり用紙は、ありません。用紙の右上の番号を確かめてください。")
    return found[0]


def lines(connection: Connection, where: ColumnElement[bool] = ALL, limit: int | None = None) -> tuple[RoundLine, ...]:
    """Return the sheets that left the printer whole, newest first."""
    stops = select(func.count()).where(round_stops.c.round_id == rounds.c.id).scalar_subquery()
    typed = (
        select(func.count())
        .select_from(round_stops.join(visits, visits.c.id == round_stops.c.visit_id))
        .where(round_stops.c.round_id == rounds.c.id, visits.c.voided == 0)
        .scalar_subquery()
    )
    asked = (
        select(rounds, copies.c.state, copies.c.made_at, stops.label("stops"), typed.label("typed"))
        .join(copies, copies.c.number == rounds.c.number)
        .where(where, came_out())
        .order_by(rounds.c.number.desc())
        .limit(limit)
    )
    return tuple(_line(row) for row in connection.execute(asked))


def stops_out(connection: Connection) -> dict[str, int]:
    """Return by person the number of the newest sheet that is out and on which the visit is not typed in yet."""
    asked = (
        select(round_stops.c.person_id, func.max(rounds.c.number).label("number"))
        .join(rounds, rounds.c.id == round_stops.c.round_id)
        .join(copies, copies.c.number == rounds.c.number)
        .outerjoin(visits, visits.c.id == round_stops.c.visit_id)
        .where(OUT, came_out(), visits.c.id.is_(None) | (visits.c.voided == 1))
        .group_by(round_stops.c.person_id)
    )
    return {row.person_id: row.number for row in connection.execute(asked)}


def visits_of(ids: Iterable[str]) -> ColumnElement[bool]:
    """The visits of some ids."""
    return visits.c.id.in_(sorted(ids))


def type_in(connection: Connection, round_id: str, person_id: str, visit_id: str) -> None:
    """Write down which visit was typed in from a person's line."""
    here = (round_stops.c.round_id == round_id) & (round_stops.c.person_id == person_id)
    connection.execute(update(round_stops).where(here).values(visit_id=visit_id))


def state_of(connection: Connection, number: int) -> CopyState:
    """Return where the paper of a number is."""
    return CopyState(connection.execute(select(copies.c.state).where(copies.c.number == number)).scalar_one())


def _line(row: Any) -> RoundLine:
    return RoundLine(
        id=row.id,
        number=row.number,
        on=row.on,
        made_on=row.made_at.date(),
        method=row.method,
        walker=row.walker,
        state=CopyState(row.state),
        stops=row.stops,
        typed=row.typed,
    )
