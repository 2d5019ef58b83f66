"""What is asked of month closings 月締め, and of what was changed in a month that was closed."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, insert, select, update

from watchdesk.domain.closing import Amendment, Closing, latest
from watchdesk.domain.month import Month
from watchdesk.store.kinds import month_number
from watchdesk.store.schema import facts as known
from watchdesk.store.schema_closings import amendments, closings

CLOSINGS_SINCE = "closings_since"
"""Fact of the store: the day on which it first met a program that closes months; none long before are asked for."""

_OWN = [column for column in closings.columns if column.name not in ("seq", "facts")]


def add(connection: Connection, closing: Closing, facts: Mapping[str, Any]) -> None:
    """Write an issue down with its facts as plain JSON."""
    row = {column.name: getattr(closing, column.name) for column in _OWN}
    row |= {"month": month_number(closing.month.first), "area": closing.area or ""}
    connection.execute(insert(closings).values(row | {"facts": dict(facts)}))


def fetch(connection: Connection, where: ColumnElement[bool] | None = None) -> tuple[Closing, ...]:
    """Return issues without their facts, by month, area and number."""
    asked = select(*_OWN).order_by(closings.c.month, closings.c.area, closings.c.issue)
    rows = connection.execute(asked if where is None else asked.where(where))
    return tuple(_closing(row) for row in rows)


def of_month(month: Month) -> ColumnElement[bool]:
    """The issues of a month."""
    return closings.c.month == month_number(month.first)


def of(month: Month, area: str | None) -> ColumnElement[bool]:
    """The issues of a month and an area, None: of the ward."""
    return of_month(month) & (closings.c.area == (area or ""))


def from_day(day: date) -> ColumnElement[bool]:
    """The issues of the months that end on a day or after it."""
    return closings.c.month >= month_number(day)


def standing(connection: Connection, where: ColumnElement[bool] | None = None) -> tuple[Closing, ...]:
    """Return the last issue of each month and area, where it was not opened again."""
    by_month: dict[Month, list[Closing]] = {}
    for one in fetch(connection, where):
        by_month.setdefault(one.month, []).append(one)
    return tuple(one for issues in by_month.values() for one in latest(issues).values() if one.stands)


def facts(connection: Connection, closing_id: str) -> dict[str, Any]:
    """Return the facts of an issue as plain JSON."""
    return dict(connection.execute(select(closings.c.facts).where(closings.c.id == closing_id)).scalar_one())


def since(connection: Connection) -> date | None:
    """Return the day on which the store first met a program that closes months."""
    found = connection.execute(select(known.c.value).where(known.c.key == CLOSINGS_SINCE)).scalar()
    return date.fromisoformat(found) if found else None


def reopen(connection: Connection, closing_id: str, at: datetime, by: str, reason: str) -> None:
    """Write down that a month was opened again."""
    opened = update(closings).where(closings.c.id == closing_id)
    connection.execute(opened.values(reopened_at=at, reopened_by=by, reopened_reason=reason))


def amend(connection: Connection, amendment: Amendment) -> None:
    """Write down that figures of a closed month were changed, and why."""
    connection.execute(
        insert(amendments).values(
            month=month_number(amendment.month.first),
            area=amendment.area or "",
            at=amendment.at,
            by=amendment.by,
            reason=amendment.reason,
            line=amendment.line,
            records=[list(one) for one in amendment.records],
        )
    )


def amended(connection: Connection, month: Month | None = None) -> tuple[Amendment, ...]:
    """Return what was changed in closed months, of one month where it is named, in the order it was done."""
    asked = select(amendments).order_by(amendments.c.seq)
    if month is not None:
        asked = asked.where(amendments.c.month == month_number(month.first))
    return tuple(_amendment(row) for row in connection.execute(asked))


def _closing(row: Any) -> Closing:
    values = row._asdict()
    return Closing(**values | {"month": _month(values["month"]), "area": values["area"] or None})


def _amendment(row: Any) -> Amendment:
    return Amendment(
        month=_month(row.month),
        area=row.area or None,
        at=row.at,
        by=row.by,
        reason=row.reason,
        line=row.line,
        records=tuple((entity, record_id) for entity, record_id in row.records),
    )


def _month(number: int) -> Month:
    return Month(*divmod(number, 100))
