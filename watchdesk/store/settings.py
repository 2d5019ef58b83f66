"""Settings and monthly remarks as they lie in the store: plain values by key."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from watchdesk.domain.month import Month
from watchdesk.store.kinds import month_number
from watchdesk.store.schema import remarks, settings


def fetch(connection: Connection) -> dict[str, Any]:
    """Return the settings that were ever changed."""
    return {row.key: row.value for row in connection.execute(select(settings))}


def put(connection: Connection, values: Mapping[str, Any]) -> None:
    """Set some settings."""
    for key, value in values.items():
        new = insert(settings).values(key=key, value=value)
        connection.execute(new.on_conflict_do_update(index_elements=["key"], set_={"value": value}))


def fetch_remarks(connection: Connection, month: Month) -> dict[str, str]:
    """Return the remarks 特記事項 on a month by area."""
    asked = select(remarks.c.area, remarks.c.remark).where(remarks.c.month == month_number(month.first))
    return {row.area: row.remark for row in connection.execute(asked)}


def put_remark(connection: Connection, month: Month, area: str, remark: str) -> None:
    """Write the remarks on a month of an area; "" is the ward."""
    new = insert(remarks).values(month=month_number(month.first), area=area, remark=remark)
    connection.execute(new.on_conflict_do_update(index_elements=["month", "area"], set_={"remark": remark}))
