"""What search reads: what is known of each person, folded, and the visits whose notes hold a text."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, select, text

from watchdesk.domain.folding import fold, fold_voiceless
from watchdesk.store import notes, reading
from watchdesk.store import people as people_questions
from watchdesk.store.schema import people, visits


@dataclass(frozen=True, slots=True)
class Known:
    """A person as search sees one: folded names, folded rest; a hidden person's address and phone are not in it.

    ``all`` is names and rest in one, a line each.
    """

    id: str
    name: str = field(repr=False)
    kana: str | None = field(repr=False)
    area: str
    names: tuple[str, ...] = field(repr=False)
    rest: str = field(repr=False)
    voiceless: str = field(repr=False)
    all: str = field(repr=False)


_COLUMNS = (
    people.c.id,
    people.c.number,
    people.c.family_name,
    people.c.given_name,
    people.c.family_kana,
    people.c.given_kana,
    people.c.town,
    people.c.address,
    people.c.building,
    people.c.phones,
    people.c.notes,
    people.c.hidden,
)


def known_people(connection: Connection, day: date) -> Iterator[Known]:
    """Yield everybody, in the order of entry."""
    areas = people_questions.areas(connection, day)
    for row in reading.rows(connection, select(*_COLUMNS).order_by(people.c.seq)):
        yield _known(row, areas.get(row.id, ""))


def _known(row: Any, area: str) -> Known:
    name = f"{row.family_name} {row.given_name}" if row.given_name else row.family_name
    kana = " ".join(part for part in (row.family_kana, row.given_kana) if part) or None
    place = [] if row.hidden else [f"{row.town or ''}{row.address or ''}", row.building, *row.phones]
    names = tuple(fold(part) for part in (name, kana) if part)
    rest = "\n".join(fold(part) for part in (row.number, *place, row.notes) if part)
    return Known(
        row.id,
        name,
        kana,
        area,
        names=names,
        rest=rest,
        all="\n".join((*names, rest)),
        voiceless="\n".join(fold_voiceless(part) for part in (name, kana) if part),
    )


@dataclass(frozen=True, slots=True)
class NoteHit:
    """A visit whose note holds the text asked for."""

    id: str
    person_id: str
    on: date
    note: str = field(repr=False)


def notes_with(connection: Connection, query: str, area: str | None, limit: int) -> tuple[NoteHit, ...]:
    """Return visits whose note holds every word of the query, newest first; voided ones are left out."""
    expression = " AND ".join(f"({words})" for word in query.split() if (words := notes.matching(word)))
    if not expression:
        return ()
    hits = text("visits.seq IN (SELECT rowid FROM visit_notes WHERE visit_notes MATCH :expression)")
    asked = select(visits.c.id, visits.c.person_id, visits.c.on, visits.c.note).where(
        hits.bindparams(expression=expression), visits.c.voided == 0
    )
    if area is not None:
        asked = asked.where(visits.c.area == area)
    newest = asked.order_by(visits.c.on.desc(), visits.c.seq.desc()).limit(limit)
    return tuple(NoteHit(row.id, row.person_id, row.on, row.note) for row in connection.execute(newest))
