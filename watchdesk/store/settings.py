"""Settings and monthly remarks as they lie in the store: plain values by key."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from watchdesk.domain.month import Month
from watchdesk.domain.remark import Remark
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


def fetch_remarks(connection: Connection, month: Month) -> dict[str, Remark]:
    """Return the remarks 特記事項 on a month, with its 来月の予定, by area; "" is the ward."""
    asked = select(remarks.c.area, remarks.c.remark, remarks.c.coming)
    found = connection.execute(asked.where(remarks.c.month == month_number(month.first)))
    return {row.area: Remark(remark=row.remark, coming=row.coming or "") for row in found}


def put_remark(connection: Connection, month: Month, area: str, remark: Remark) -> None:
    """Write the remarks on a month of an area; "" is the ward."""
    texts = {"remark": remark.remark, "coming": remark.coming or None}
    new = insert(remarks).values(month=month_number(month.first), area=area, **texts)
    connection.execute(new.on_conflict_do_update(index_elements=["month", "area"], set_=texts))
