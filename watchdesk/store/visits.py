"""What is asked of visits: lines of a month or a person, and what is counted of a span."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from watchdesk.domain.lines import VisitLine
from watchdesk.domain.month import Month
from watchdesk.domain.summary import Span, VisitCounts
from watchdesk.domain.words import CONFIRMED_CONTACT, Condition, Method, Result
from watchdesk.store import reading, records
from watchdesk.store.kinds import month_number
from watchdesk.store.schema import people, visit_signs, visits

NEWEST_FIRST = (visits.c.on.desc(), visits.c.at.desc().nulls_first(), visits.c.seq.desc())
OLDEST_FIRST = (visits.c.on, visits.c.at.asc().nulls_last(), visits.c.seq)

_LINE = (
    visits.c.id,
    visits.c.person_id,
    people.c.family_name,
    people.c.given_name,
    people.c.family_kana,
    people.c.given_kana,
    visits.c.on,
    visits.c.at,
    visits.c.method,
    visits.c.result,
    visits.c.condition,
    visits.c.note,
    visits.c.visitor,
    visits.c.area,
    visits.c.voided,
    visits.c.void_reason,
)


def lines(
    connection: Connection,
    where: ColumnElement[bool],
    *,
    order_by: Sequence[Any] = NEWEST_FIRST,
    limit: int | None = None,
) -> tuple[VisitLine, ...]:
    """Return visits as lists show them, voided ones too."""
    asked = select(*_LINE).join(people, people.c.id == visits.c.person_id).where(where).order_by(*order_by)
    rows = tuple(reading.rows(connection, asked.limit(limit)))
    (child,) = records.VISIT.children
    owners = select(visits.c.id).where(where)
    if limit is not None:
        owners = owners.where(visits.c.id.in_([row.id for row in rows]))
    signs = records.entries_of(connection, child, records.VISIT.owner, owners)
    return tuple(_line(row, signs.get(row.id, ())) for row in rows)


def _line(row: Any, signs: tuple[str, ...]) -> VisitLine:
    return VisitLine(
        id=row.id,
        person_id=row.person_id,
        name=f"{row.family_name} {row.given_name}" if row.given_name else row.family_name,
        kana=" ".join(part for part in (row.family_kana, row.given_kana) if part) or None,
        on=row.on,
        at=row.at,
        method=row.method,
        result=row.result,
        condition=row.condition,
        signs=signs,
        note=row.note,
        visitor=row.visitor,
        area=row.area,
        voided=row.voided,
        void_reason=row.void_reason,
    )


def within(span: Span, area: str | None = None) -> ColumnElement[bool]:
    """The visits dated in a span, voided ones too; of an area where one is named."""
    months = visits.c.month.between(month_number(span.first), month_number(span.last))
    days = visits.c.on.between(span.first, span.last)
    return months & days & (visits.c.area == area) if area is not None else months & days


def of_person(person_id: str) -> ColumnElement[bool]:
    """The visits of a person, voided ones too."""
    return visits.c.person_id == person_id


def with_ids(ids: Iterable[str]) -> ColumnElement[bool]:
    """The visits of some ids, voided ones too."""
    return visits.c.id.in_(sorted(ids))


COUNTED = visits.c.voided == 0


def counts(connection: Connection, span: Span) -> dict[str | None, VisitCounts]:
    """Return what is counted of a span: by area, and of the whole ward under None (contract §2)."""
    here = within(span) & COUNTED
    gathered: dict[str | None, _Gathered] = {None: _Gathered()}
    kinds = (visits.c.area, visits.c.method, visits.c.result, visits.c.condition)
    for area, method, result, condition, number in connection.execute(
        select(*kinds, func.count()).where(here).group_by(*kinds)
    ):
        for place in (area, None):
            gathered.setdefault(place, _Gathered()).rows.append((method, result, condition, number))
    _gather_people(connection, here, gathered)
    _gather_signs(connection, here, gathered)
    return {place: found.counts() for place, found in gathered.items()}


class _Gathered:
    def __init__(self) -> None:
        self.rows: list[tuple[Method, Result, Condition | None, int]] = []
        self.signs: dict[str, int] = {}
        self.visited: set[str] = set()
        self.confirmed: set[str] = set()
        self.days: set[date] = set()

    def counts(self) -> VisitCounts:
        return VisitCounts(
            rows=tuple(self.rows),
            signs=self.signs,
            visited=frozenset(self.visited),
            confirmed=frozenset(self.confirmed),
            days=frozenset(self.days),
        )


def _gather_people(connection: Connection, here: ColumnElement[bool], into: dict[str | None, _Gathered]) -> None:
    confirmed = func.max(visits.c.result.in_(sorted(CONFIRMED_CONTACT)))
    grouped = select(visits.c.area, visits.c.person_id, confirmed).where(here)
    by_person = grouped.group_by(visits.c.area, visits.c.person_id)
    for area, person_id, was_confirmed in map(tuple, reading.rows(connection, by_person)):
        for place in (area, None):
            into[place].visited.add(person_id)
            if was_confirmed:
                into[place].confirmed.add(person_id)
    for area, day in connection.execute(select(visits.c.area, visits.c.on).where(here).distinct()):
        into[area].days.add(day)
        into[None].days.add(day)


def _gather_signs(connection: Connection, here: ColumnElement[bool], into: dict[str | None, _Gathered]) -> None:
    asked = (
        select(visits.c.area, visit_signs.c.code, func.count(visits.c.id.distinct()))
        .join(visits, visits.c.id == visit_signs.c.visit_id)
        .where(here)
        .group_by(visits.c.area, visit_signs.c.code)
    )
    for area, code, number in connection.execute(asked):
        for place in (area, None):
            into[place].signs[code] = into[place].signs.get(code, 0) + number


def visited_on(connection: Connection, on: date, method: Method) -> frozenset[str]:
    """Return who has a record of a way of visiting on a day, voided ones left out."""
    here = within(Span(on, on)) & COUNTED & (visits.c.method == method)
    return frozenset(connection.execute(select(visits.c.person_id).where(here)).scalars())


def visitors(connection: Connection, limit: int = 30) -> tuple[str, ...]:
    """Return the visitors of the newest 2,000 records, most often first."""
    newest = select(visits.c.visitor).order_by(visits.c.seq.desc()).limit(2000).subquery()
    asked = select(newest.c.visitor).where(newest.c.visitor.is_not(None)).group_by(newest.c.visitor)
    return tuple(connection.execute(asked.order_by(func.count().desc(), newest.c.visitor).limit(limit)).scalars())


def confirmed_by_month(connection: Connection, span: Span) -> dict[Month, frozenset[str]]:
    """Return who had a confirmed contact in each month of a span, in whatever area."""
    here = within(span) & COUNTED & visits.c.result.in_(sorted(CONFIRMED_CONTACT))
    found: dict[Month, set[str]] = {}
    by_month = select(visits.c.month, visits.c.person_id).where(here).distinct()
    for number, person_id in map(tuple, reading.rows(connection, by_month)):
        found.setdefault(Month(*divmod(number, 100)), set()).add(person_id)
    return {month: frozenset(ids) for month, ids in found.items()}


def number(connection: Connection) -> int:
    """How many visits are in the store, voided ones too."""
    return connection.execute(select(func.count()).select_from(visits)).scalar_one()
