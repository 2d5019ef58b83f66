"""Copies 写し: sheets and files with names in them that left the program, numbered, with the people on them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, RowMapping, Text, and_, cast, func, insert, select, true, update

from watchdesk.domain.copies import CopyDeed, CopyEvent, CopyLine, CopyState
from watchdesk.errors import NotFound
from watchdesk.store.names import NAME, kana_of, name_of
from watchdesk.store.schema import audit, copies, copy_events, copy_people, people

NOT_MADE = ("print cancelled", "not printed", "not saved")
"""Deeds in the ledger that say of a numbered copy that it did not come out whole."""

ALL: ColumnElement[bool] = true()
OUT: ColumnElement[bool] = copies.c.state == str(CopyState.OUT)
"""Copies that are still out."""
LOST: ColumnElement[bool] = copies.c.state == str(CopyState.LOST)
"""Copies that nobody has found again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A sheet or file that goes out; ``kind`` is the report's or export's key, ``holder`` who carries it, in words."""

    kind: str
    title: str
    made_at: datetime
    made_by: str
    receiver: str | None = None
    holder: str | None = field(default=None, repr=False)
    purpose: str | None = None
    due_back: date | None = None
    reprint_of: int | None = None
    pages: int | None = None
    state: str = "out"
    state_on: date


def add(connection: Connection, copy: Copy, ids: Iterable[str]) -> int:
    """Write a copy down with the ids of the people on it; return its number."""
    row = {name: getattr(copy, name) for name in Copy.__dataclass_fields__}
    key = connection.execute(insert(copies).values(row)).inserted_primary_key
    number = int(key[0]) if key else 0
    rows = [{"number": number, "person_id": person_id} for person_id in sorted(set(ids))]
    if rows:
        connection.execute(insert(copy_people), rows)
    made = CopyEvent(
        number=number, on=copy.state_on, deed=CopyDeed.OUT, by=copy.made_by, at=copy.made_at, whom=copy.holder
    )
    _put(connection, made)
    return number


# ---- what was done with them


def happened(connection: Connection, event: CopyEvent, *, due_back: date | None = None) -> None:
    """Write down what was done with a copy; where it is now, or who has it until when, follows."""
    _put(connection, event)
    this = update(copies).where(copies.c.number == event.number)
    state = event.deed.state
    if state is not None:
        connection.execute(this.values(state=str(state), state_on=event.on))
    elif event.deed is CopyDeed.HANDED_ON:
        connection.execute(this.values(holder=event.whom, due_back=due_back))


def _put(connection: Connection, event: CopyEvent) -> None:
    row = {name: getattr(event, name) for name in CopyEvent.__dataclass_fields__}
    connection.execute(insert(copy_events).values(row))


def events(connection: Connection, number: int) -> tuple[CopyEvent, ...]:
    """Return what was done with a copy, in the order in which it was written down."""
    asked = select(copy_events).where(copy_events.c.number == number).order_by(copy_events.c.seq)
    found = connection.execute(asked).mappings()
    return tuple(CopyEvent(**{name: row[name] for name in CopyEvent.__dataclass_fields__}) for row in found)


# ---- which there are


def made(connection: Connection, kind: str, title: str) -> bool:
    """Whether a copy of a kind, whose title begins so, ever left the program whole."""
    asked = select(copies.c.number).where(
        copies.c.kind == kind, copies.c.title.startswith(title, autoescape=True), came_out()
    )
    return connection.execute(asked.limit(1)).first() is not None


def same_before(connection: Connection, kind: str, title: str, receiver: str | None, ids: Iterable[str]) -> int | None:
    """Return the number of the newest copy of the same paper: of its kind, title and receiver, with the same people."""
    like = and_(copies.c.kind == kind, copies.c.title == title, copies.c.receiver.is_(receiver))
    wanted = set(ids)
    asked = select(copies.c.number).where(like, came_out()).order_by(copies.c.number.desc())
    for number in connection.execute(asked).scalars().all():
        if set(people_of(connection, number)) == wanted:
            return int(number)
    return None


def came_out() -> ColumnElement[bool]:
    """Return what is true of copies that left the program whole.

    That one did not is a deed of its own, which a full export takes along; before that only the ledger told it.
    """
    undone = select(copy_events.c.number).where(copy_events.c.deed == CopyDeed.NOT_MADE)
    failed = select(audit.c.entity_id).where(audit.c.entity == "copy", audit.c.action.in_(NOT_MADE))
    return copies.c.number.not_in(undone) & cast(copies.c.number, Text).not_in(failed)


def failed_before(connection: Connection) -> tuple[CopyEvent, ...]:
    """Return as deeds what only the ledger says of copies that did not come out whole: so it was told at first."""
    undone = select(copy_events.c.number).where(copy_events.c.deed == CopyDeed.NOT_MADE)
    asked = (
        select(copies.c.number, audit.c.by, func.min(audit.c.at).label("at"))
        .join(audit, audit.c.entity_id == cast(copies.c.number, Text))
        .where(audit.c.entity == "copy", audit.c.action.in_(NOT_MADE), copies.c.number.not_in(undone))
        .group_by(copies.c.number)
        .order_by(copies.c.number)
    )
    found = [(row, datetime.fromisoformat(row.at)) for row in connection.execute(asked)]
    return tuple(
        CopyEvent(number=row.number, on=at.date(), deed=CopyDeed.NOT_MADE, by=row.by, at=at) for row, at in found
    )


def people_of(connection: Connection, number: int) -> tuple[str, ...]:
    """Return the ids of the people whom a copy names."""
    asked = select(copy_people.c.person_id).where(copy_people.c.number == number).order_by(copy_people.c.person_id)
    return tuple(connection.execute(asked).scalars())


def names_on(connection: Connection) -> dict[int, tuple[str, ...]]:
    """Return by number the names and readings of the people of the register whom each copy names."""
    found: dict[int, list[str]] = {}
    asked = select(copy_people.c.number, *NAME).join(people, people.c.id == copy_people.c.person_id)
    for row in connection.execute(asked.order_by(copy_people.c.number, people.c.seq)):
        found.setdefault(row.number, []).extend(filter(None, (name_of(row), kana_of(row))))
    return {number: tuple(names) for number, names in found.items()}


def named_on(connection: Connection, number: int) -> dict[str, str]:
    """Return the names of the people of the register on one copy by their ids, by reading."""
    asked = select(copy_people.c.person_id, *NAME).join(people, people.c.id == copy_people.c.person_id)
    found = connection.execute(asked.where(copy_people.c.number == number))
    known = sorted(found, key=lambda row: (kana_of(row) or "￿", row.person_id))
    return {row.person_id: name_of(row) or "" for row in known}


def holders(connection: Connection, limit: int = 50) -> tuple[str, ...]:
    """Return who has or had a copy, in words, those of the newest copies in front."""
    newest = func.max(copies.c.number)
    asked = (
        select(copies.c.holder).where(copies.c.holder.is_not(None)).group_by(copies.c.holder).order_by(newest.desc())
    )
    return tuple(connection.execute(asked.limit(limit)).scalars())


def naming(connection: Connection, person_id: str) -> tuple[int, ...]:
    """Return the numbers of the copies that name a person."""
    asked = select(copy_people.c.number).where(copy_people.c.person_id == person_id).order_by(copy_people.c.number)
    return tuple(connection.execute(asked).scalars())


def lines(connection: Connection, where: ColumnElement[bool] = ALL) -> tuple[CopyLine, ...]:
    """Return the copies that left the program whole, newest first; receivers by code only."""
    return _lines(connection, where & came_out())


def _lines(connection: Connection, where: ColumnElement[bool]) -> tuple[CopyLine, ...]:
    last = select(func.max(copy_events.c.on)).where(
        copy_events.c.number == copies.c.number,
        copy_events.c.deed.not_in(_NOT_SEEN),
        (copy_events.c.deed != CopyDeed.OUT) | (copy_events.c.at != copies.c.made_at),
    )
    count = select(func.count()).where(copy_people.c.number == copies.c.number)
    asked = (
        select(copies, last.scalar_subquery().label("checked_on"), count.scalar_subquery().label("people"))
        .where(where)
        .order_by(copies.c.number.desc())
    )
    return tuple(_line(row) for row in connection.execute(asked).mappings())


_NOT_SEEN = (CopyDeed.LOST, CopyDeed.TOLD, CopyDeed.NOT_TOLD, CopyDeed.NOT_MADE)
"""Deeds at which nobody had the copy in hand."""


def lines_naming(connection: Connection, person_id: str) -> tuple[CopyLine, ...]:
    """Return the copies that left the program whole and name a person, newest first; receivers by code only."""
    numbers = select(copy_people.c.number).where(copy_people.c.person_id == person_id)
    return lines(connection, copies.c.number.in_(numbers))


def held(connection: Connection) -> tuple[CopyLine, ...]:
    """Return the copies that somebody named carries and that are still out, newest first; receivers by code only."""
    return lines(connection, OUT & copies.c.holder.is_not(None))


def numbered(numbers: Iterable[int]) -> ColumnElement[bool]:
    """The copies of some numbers."""
    return copies.c.number.in_(sorted(set(numbers)))


def line(connection: Connection, number: int) -> CopyLine:
    """Return one copy, though it did not come out whole; NotFound where there is none of that number."""
    found = _lines(connection, copies.c.number == number)
    if not found:
        raise NotFound(f"第{number}号の写しは、ありません。番号を確かめてください。")
    return found[0]


def made_between(connection: Connection, begin: datetime, end: datetime, person_id: str | None) -> tuple[int, ...]:
    """Return the numbers of the copies with names in them that left within a span, of one person where given."""
    named = select(copy_people.c.number)
    if person_id is not None:
        named = named.where(copy_people.c.person_id == person_id)
    asked = select(copies.c.number, copies.c.made_at).where(copies.c.number.in_(named), came_out())
    found = connection.execute(asked.order_by(copies.c.number))
    return tuple(row.number for row in found if begin <= row.made_at < end)


_TOLD = ("number", "kind", "title", "made_by", "receiver", "holder", "purpose", "pages", "due_back")


def _line(row: RowMapping) -> CopyLine:
    values = {name: row[name] for name in (*_TOLD, "state_on", "checked_on", "reprint_of", "people")}
    return CopyLine(**values, made_on=row["made_at"].date(), state=CopyState(row["state"]))
