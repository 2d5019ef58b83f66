"""Copies 写し: sheets and files with names in them that left the program, numbered, with the people on them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, Text, cast, insert, select

from watchdesk.store.schema import audit, copies, copy_people

NOT_MADE = ("print cancelled", "not printed", "not saved")
"""Deeds in the ledger that say of a numbered copy that it did not come out whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A sheet or file that goes out; ``kind`` is the report's or export's key."""

    kind: str
    title: str
    made_at: datetime
    made_by: str
    receiver: str | None = None
    pages: int | None = None
    state: str = "out"
    state_on: date


def add(connection: Connection, copy: Copy, people: Iterable[str]) -> int:
    """Write a copy down with the ids of the people on it; return its number."""
    row = {name: getattr(copy, name) for name in Copy.__dataclass_fields__}
    key = connection.execute(insert(copies).values(row)).inserted_primary_key
    number = int(key[0]) if key else 0
    rows = [{"number": number, "person_id": person_id} for person_id in sorted(set(people))]
    if rows:
        connection.execute(insert(copy_people), rows)
    return number


def made(connection: Connection, kind: str, title: str) -> bool:
    """Whether a copy of a kind, whose title begins so, ever left the program whole."""
    failed = select(audit.c.entity_id).where(audit.c.entity == "copy", audit.c.action.in_(NOT_MADE))
    asked = select(copies.c.number).where(
        copies.c.kind == kind,
        copies.c.title.startswith(title, autoescape=True),
        cast(copies.c.number, Text).not_in(failed),
    )
    return connection.execute(asked.limit(1)).first() is not None


def naming(connection: Connection, person_id: str) -> tuple[int, ...]:
    """Return the numbers of the copies that name a person."""
    asked = select(copy_people.c.number).where(copy_people.c.person_id == person_id).order_by(copy_people.c.number)
    return tuple(connection.execute(asked).scalars())
