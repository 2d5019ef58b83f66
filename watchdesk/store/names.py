"""Names as rows have them, and of those a record refers to by id only: partners, the people of the household."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, select

from watchdesk.store.schema import (
    alarms,
    appointments,
    consultations,
    follow_ups,
    partners,
    people,
    referrals,
    visits,
)

NAME = (people.c.family_name, people.c.given_name, people.c.family_kana, people.c.given_kana)
"""What ``name_of`` and ``kana_of`` read in a row of the register, or beside one in an outer join."""


def name_of(row: Any) -> str | None:
    """Return a row's name: 山本 花子; None where it is nobody's."""
    return " ".join(part for part in (row.family_name, row.given_name) if part) or None


def kana_of(row: Any) -> str | None:
    """Return the reading of a row's name, None where it is not known."""
    return " ".join(part for part in (row.family_kana, row.given_kana) if part) or None


def of_everybody(connection: Connection) -> tuple[Any, ...]:
    """Return ``NAME`` of everybody in the register."""
    return tuple(connection.execute(select(*NAME)))


def of_partners(connection: Connection) -> dict[str, str]:
    """Return every partner's name by id."""
    return {row.id: row.name for row in connection.execute(select(partners.c.id, partners.c.name))}


def of_households(connection: Connection, is_open: Callable[[str], bool], but: Collection[str] = ()) -> dict[str, str]:
    """Return the names of the people of each household by its id, one behind the other; ``but`` leaves people out.

    A hidden person 秘匿 is named only where ``is_open`` says so: to share a home tells where one lives.
    """
    asked = select(people.c.id, people.c.hidden, people.c.household_id, people.c.family_name, people.c.given_name)
    here = people.c.household_id.is_not(None) & people.c.id.not_in(sorted(but))
    found: dict[str, list[str]] = {}
    for row in connection.execute(asked.where(here).order_by(people.c.seq)):
        if not row.hidden or is_open(row.id):
            found.setdefault(row.household_id, []).append(name_of(row) or "")
    return {household: "、".join(names) for household, names in found.items()}


def of_place(connection: Connection, place: Mapping[str, str]) -> str:
    """Return the name of whom a place of the window shows; empty for nobody.

    By ``person_id``, ``visit_id``, ``partner_id``, or the record (``record_id``) that is about somebody.
    """
    if place.get("partner_id"):
        found = connection.execute(select(partners.c.name).where(partners.c.id == place["partner_id"])).scalar()
        return str(found or "")
    for whose in _whose(place):
        row = connection.execute(select(*NAME).where(people.c.id.in_(whose))).first()
        if row is not None:
            return name_of(row) or ""
    return ""


def _whose(place: Mapping[str, str]) -> Iterator[Any]:
    """Of whom a place may be, as selects of a person's id."""
    if place.get("visit_id"):
        yield select(visits.c.person_id).where(visits.c.id == place["visit_id"])
    elif place.get("person_id"):
        yield [place["person_id"]]
    elif place.get("record_id"):
        yield from (select(kept.c.person_id).where(kept.c.id == place["record_id"]) for kept in _ABOUT_SOMEBODY)


_ABOUT_SOMEBODY = (consultations, alarms, appointments, follow_ups, referrals)
