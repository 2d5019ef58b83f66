"""Code lists as a store overrides them: entries by list and code; who names a code."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, func, select
from sqlalchemy.dialects.sqlite import insert

from watchdesk.store.schema import (
    activities,
    area_history,
    codes,
    consent_recipients,
    partners,
    person_criteria,
    visit_signs,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptCode:
    """An entry of a list as the store shows it, in place of the shipped one or beside them."""

    list: str
    code: str
    label: str
    short: str = ""
    group: str = ""
    position: int
    hidden: bool = False


_NAMED_IN = {
    "criteria": person_criteria.c.code,
    "recipients": consent_recipients.c.code,
    "signs": visit_signs.c.code,
    "own_activities": activities.c.own_kind,
    "areas": area_history.c.area,
    "partner_kinds": partners.c.kind,
}


def fetch(connection: Connection) -> tuple[KeptCode, ...]:
    """Return every entry that the store overrides or added."""
    return tuple(
        KeptCode(
            list=row.list,
            code=row.code,
            label=row.label,
            short=row.short or "",
            group=row.group or "",
            position=row.position,
            hidden=row.hidden,
        )
        for row in connection.execute(select(codes))
    )


def put(connection: Connection, kept: Iterable[KeptCode]) -> None:
    """Keep entries as they are to be shown."""
    for entry in kept:
        values = {
            "label": entry.label,
            "short": entry.short or None,
            "group": entry.group or None,
            "position": entry.position,
            "hidden": entry.hidden,
        }
        new = insert(codes).values(list=entry.list, code=entry.code, **values)
        connection.execute(new.on_conflict_do_update(index_elements=["list", "code"], set_=values))


def uses(connection: Connection, name: str, code: str) -> int:
    """Return how many times records name a code of a list."""
    column = _NAMED_IN[name]
    return connection.execute(select(func.count()).select_from(column.table).where(column == code)).scalar_one()


def named_areas(connection: Connection) -> frozenset[str]:
    """Return the areas that records name."""
    return frozenset(connection.execute(select(area_history.c.area).distinct()).scalars())
