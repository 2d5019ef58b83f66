"""What search reads: what is known of people and partners, folded, and the visits whose notes hold a text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, TextClause, select, text

from watchdesk.domain.folding import fold, fold_voiceless
from watchdesk.domain.likeness import FIELDS, Register, Traits, traits
from watchdesk.domain.person import Person
from watchdesk.domain.secrecy import without_whereabouts
from watchdesk.store import notes, reading
from watchdesk.store import people as people_questions
from watchdesk.store.schema import partners, people, visits


@dataclass(frozen=True, slots=True)
class Part:
    """One thing known of somebody: what it is called, as it is written, and folded."""

    title: str
    text: str = field(repr=False)
    folded: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody as search sees one: folded names, the rest in parts; where a hidden person lives is not in it.

    ``all`` is names and rest in one, a line each.
    """

    id: str
    name: str = field(repr=False)
    kana: str | None = field(repr=False)
    area: str
    hidden: bool
    names: tuple[str, ...] = field(repr=False)
    parts: tuple[Part, ...] = field(repr=False)
    rest: str = field(repr=False)
    all: str = field(repr=False)
    voiceless: str = field(repr=False)
    traits: Traits = field(repr=False)


_COLUMNS = tuple(people.c[name] for name in ("id", "number", *FIELDS, "postal_code", "emergency_contacts", "notes"))

NOBODY = traits("", {})
"""Traits of those who are not compared."""

Seen = dict[str, tuple[tuple[Any, ...], Known]]
"""What was folded of whom, so that after a write only those who changed are folded again."""


def known_people(connection: Connection, day: date, seen: Seen, register: Register) -> Iterator[Known]:
    """Yield everybody, in the order of entry; ``seen`` and ``register`` are brought up to date."""
    areas = people_questions.areas(connection, day)
    hidden = {person.id: person for person in people_questions.fetch(connection, people.c.hidden == 1)}
    gone = set(seen)
    for row in reading.rows(connection, select(*_COLUMNS).order_by(people.c.seq)):
        area = areas.get(row.id, "")
        gone.discard(row.id)
        written = (area, *row)
        before = seen.get(row.id)
        if before is None or before[0] != written:
            seen[row.id] = (written, _known(row, area, hidden.get(row.id)))
            register.put(seen[row.id][1].traits)
        yield seen[row.id][1]
    for person_id in gone:
        del seen[person_id]
        register.drop(person_id)


def _known(row: Any, area: str, hidden: Person | None) -> Known:
    name = f"{row.family_name} {row.given_name}" if row.given_name else row.family_name
    kana = " ".join(part for part in (row.family_kana, row.given_kana) if part) or None
    who = Who(row.id, name, kana, area, hidden is not None)
    return _folded(who, _parts(row, hidden), traits(row.id, row._mapping))


@dataclass(frozen=True, slots=True)
class Who:
    """Whom a search finds, as results name them."""

    id: str
    name: str = field(repr=False)
    kana: str | None = field(repr=False)
    area: str
    hidden: bool = False


def _folded(who: Who, told: Iterable[tuple[str, str | None]], compared: Traits) -> Known:
    parts = tuple(Part(title, text, fold(text)) for title, text in told if text)
    names = tuple(fold(name) for name in (who.name, who.kana) if name)
    rest = "\n".join(part.folded for part in parts)
    return Known(
        who.id,
        who.name,
        who.kana,
        who.area,
        who.hidden,
        names=names,
        parts=parts,
        rest=rest,
        all="\n".join((*names, rest)),
        voiceless="\n".join(fold_voiceless(name) for name in (who.name, who.kana) if name),
        traits=compared,
    )


def _parts(row: Any, hidden: Person | None) -> Iterator[tuple[str, str]]:
    """What is found besides the names; of a hidden person nothing that tells a place or a phone."""
    yield "整理番号", row.number or ""
    if hidden is None:
        yield "住所", f"{row.town or ''}{row.address or ''}"
        yield "建物・部屋", row.building or ""
        yield from (("電話", phone) for phone in row.phones)
        for contact in row.emergency_contacts:
            told = (contact.get("name"), contact.get("relation"), contact.get("phone"))
            yield "緊急連絡先", " ".join(part for part in told if part)
    yield "特記事項", without_whereabouts(row.notes, hidden) if row.notes and hidden else row.notes or ""


def known_partners(connection: Connection) -> tuple[Known, ...]:
    """Return the partners 関係者, in the order of entry."""
    return tuple(_known_partner(row) for row in reading.rows(connection, select(partners).order_by(partners.c.seq)))


def _known_partner(row: Any) -> Known:
    phones = (("電話", phone) for phone in row.phones)
    told = (("役割", row.role), ("所属", row.organisation), *phones, ("時間", row.hours), ("覚え書き", row.note))
    return _folded(Who(row.id, row.name, row.kana, row.area or ""), told, NOBODY)


@dataclass(frozen=True, slots=True)
class NoteHit:
    """A visit whose note holds the text asked for."""

    id: str
    person_id: str
    on: date
    note: str = field(repr=False)


def notes_with(connection: Connection, query: str, area: str | None, limit: int) -> tuple[NoteHit, ...]:
    """Return visits whose note holds every word of the query, newest first; voided ones are left out."""
    hits = _matching(query, "SELECT rowid FROM visit_notes WHERE visit_notes MATCH :expression")
    return _note_hits(connection, hits, area, limit)


LATEST_WRITTEN = 400
"""So many of the notes that were written last are looked through while one types."""


def latest_notes_with(connection: Connection, query: str, limit: int) -> tuple[NoteHit, ...]:
    """The same among the notes written last, newest first: at once, also where one letter stands in half of all."""
    if len(fold(query)) == 1:
        found = _read_through(connection, fold(query), limit)
        if len(found) == limit:
            return found
    latest = "SELECT rowid FROM visit_notes WHERE visit_notes MATCH :expression ORDER BY rowid DESC LIMIT :latest"
    hits = _matching(query, latest)
    return _note_hits(connection, hits.bindparams(latest=LATEST_WRITTEN) if hits is not None else None, None, limit)


def _read_through(connection: Connection, letter: str, limit: int) -> tuple[NoteHit, ...]:
    """Notes with a letter among the last ones: the index would join all the pairs that begin with a common one."""
    asked = select(visits.c.id, visits.c.person_id, visits.c.on, visits.c.note).where(
        visits.c.note.is_not(None), visits.c.voided == 0
    )
    last = connection.execute(asked.order_by(visits.c.seq.desc()).limit(LATEST_WRITTEN))
    found = [NoteHit(row.id, row.person_id, row.on, row.note) for row in last if letter in fold(row.note)]
    return tuple(sorted(found, key=lambda hit: hit.on, reverse=True)[:limit])


def _matching(query: str, asked: str) -> TextClause | None:
    expression = " AND ".join(f"({words})" for word in query.split() if (words := notes.matching(word)))
    return text(f"visits.seq IN ({asked})").bindparams(expression=expression) if expression else None


def _note_hits(connection: Connection, hits: TextClause | None, area: str | None, limit: int) -> tuple[NoteHit, ...]:
    if hits is None:
        return ()
    asked = select(visits.c.id, visits.c.person_id, visits.c.on, visits.c.note).where(hits, visits.c.voided == 0)
    if area is not None:
        asked = asked.where(visits.c.area == area)
    newest = asked.order_by(visits.c.on.desc(), visits.c.seq.desc()).limit(limit)
    return tuple(NoteHit(row.id, row.person_id, row.on, row.note) for row in connection.execute(newest))
