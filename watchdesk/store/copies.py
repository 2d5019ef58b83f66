"""Copies 写し: sheets and files with names in them that left the program, numbered, with the people on them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, RowMapping, Text, cast, insert, select, update

from watchdesk.domain.copies import CopyLine, CopyState
from watchdesk.errors import NotFound
from watchdesk.store.schema import audit, copies, copy_people

NOT_MADE = ("print cancelled", "not printed", "not saved")
"""Deeds in the ledger that say of a numbered copy that it did not come out whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A sheet or file that goes out; ``kind`` is the report's or export's key, ``holder`` who carries it, in words."""

    kind: str
    title: str
    made_at: datetime
    made_by: str
    receiver: str | None = None
    holder: str | None = field(default=None, repr=False)
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
    asked = select(copies.c.number).where(
        copies.c.kind == kind, copies.c.title.startswith(title, autoescape=True), came_out()
    )
    return connection.execute(asked.limit(1)).first() is not None


def came_out() -> ColumnElement[bool]:
    """Return what is true of copies that left the program whole."""
    failed = select(audit.c.entity_id).where(audit.c.entity == "copy", audit.c.action.in_(NOT_MADE))
    return cast(copies.c.number, Text).not_in(failed)


def naming(connection: Connection, person_id: str) -> tuple[int, ...]:
    """Return the numbers of the copies that name a person."""
    asked = select(copy_people.c.number).where(copy_people.c.person_id == person_id).order_by(copy_people.c.number)
    return tuple(connection.execute(asked).scalars())


def lines_naming(connection: Connection, person_id: str) -> tuple[CopyLine, ...]:
    """Return the copies that left the program whole and name a person, newest first; receivers by code only."""
    numbers = select(copy_people.c.number).where(copy_people.c.person_id == person_id)
    asked = select(copies).where(copies.c.number.in_(numbers), came_out()).order_by(copies.c.number.desc())
    return tuple(_line(row) for row in connection.execute(asked).mappings())


def held(connection: Connection) -> tuple[CopyLine, ...]:
    """Return the copies that somebody named carries and that are still out, newest first; receivers by code only."""
    out = (copies.c.state == str(CopyState.OUT)) & copies.c.holder.is_not(None)
    asked = select(copies).where(out, came_out()).order_by(copies.c.number.desc())
    return tuple(_line(row) for row in connection.execute(asked).mappings())


def line(connection: Connection, number: int) -> CopyLine:
    """Return one copy; NotFound where there is none of that number."""
    row = connection.execute(select(copies).where(copies.c.number == number)).mappings().first()
    if row is None:
        raise NotFound(f"第{number}号の写しは、ありません。番号を確かめてください。")
    return _line(row)


def settle(connection: Connection, number: int, state: CopyState, on: date) -> None:
    """Write down where a copy is from a day on."""
    connection.execute(update(copies).where(copies.c.number == number).values(state=str(state), state_on=on))


def made_between(connection: Connection, begin: datetime, end: datetime, person_id: str | None) -> tuple[int, ...]:
    """Return the numbers of the copies with names in them that left within a span, of one person where given."""
    named = select(copy_people.c.number)
    if person_id is not None:
        named = named.where(copy_people.c.person_id == person_id)
    asked = select(copies.c.number, copies.c.made_at).where(copies.c.number.in_(named), came_out())
    found = connection.execute(asked.order_by(copies.c.number))
    return tuple(row.number for row in found if begin <= row.made_at < end)


def _line(row: RowMapping) -> CopyLine:
    own = ("number", "kind", "title", "made_by", "receiver", "holder", "pages", "due_back", "state_on")
    values = {name: row[name] for name in own}
    return CopyLine(**values, made_on=row["made_at"].date(), state=CopyState(row["state"]))
