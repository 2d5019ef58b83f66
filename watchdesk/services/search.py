"""Search: people by any part of what is known of them, from one character on; visits by notes; who is similar."""

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from heapq import nlargest
from typing import Any

from watchdesk.changed import Changed
from watchdesk.domain.address import in_form
from watchdesk.domain.folding import fold
from watchdesk.domain.likeness import Likeness, Reason, Register, Traits, apart, traits
from watchdesk.domain.lines import PersonLine
from watchdesk.domain.secrecy import without_whereabouts
from watchdesk.services import hits
from watchdesk.services.ground import Ground
from watchdesk.services.hits import Hit, HitKind
from watchdesk.services.settings import Settings
from watchdesk.store import people as people_questions
from watchdesk.store import search as questions
from watchdesk.store.search import Known, NoteHit, Seen

AT_MOST = 200
OF_A_KIND = 50
"""So many finds of each kind while one types."""

SIMILAR_AT_MOST = 5
"""So many similar people are named beside a form or a person."""

_NAMED_ALIKE = frozenset({Reason.NAME, Reason.VARIANT, Reason.READING})


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPerson:
    """A person found; ``score`` grows with how well the query fits."""

    id: str
    name: str
    kana: str | None
    area: str
    score: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundVisit:
    """A visit whose note holds the query."""

    id: str
    person_id: str
    date: date
    snippet: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Similar:
    """A similar person: why (同じ読み, 字ちがい（髙・高）), and what tells the two apart (81歳（S20.1.1生）, a home).

    ``may_be_same`` is False for those who only share a dwelling or a phone.
    """

    line: PersonLine
    reasons: tuple[str, ...]
    apart: tuple[str, ...] = field(repr=False)
    may_be_same: bool


@dataclass(frozen=True, slots=True)
class _Index:
    """Everybody as search sees them: in the order of entry, and by id."""

    people: tuple[Known, ...]
    by_id: Mapping[str, Known]


class Search:
    """One index in memory over all people, made at the first question and brought up to date after writes."""

    def __init__(self, ground: Ground, settings: Settings) -> None:
        self._ground = ground
        self._settings = settings
        self._index: _Index | None = None
        self._index_of: tuple[int, date] | None = None
        self._seen: Seen = {}
        self._register = Register()
        self._partners: tuple[Known, ...] | None = None
        self._writes = 0
        self._lock = threading.Lock()
        ground.store.listen(self._forget)

    def _forget(self, changed: Changed) -> None:
        if changed & Changed.PEOPLE:
            self._writes += 1
        if changed & Changed.PARTNERS:
            self._partners = None

    def people(self, query: str, area: str | None = None, limit: int = AT_MOST) -> tuple[FoundPerson, ...]:
        """Return who fits every word of the query, best first, then by reading."""
        words = hits.words_of(query)
        if not words:
            return ()
        found = [
            FoundPerson(id=known.id, name=known.name, kana=known.kana, area=known.area, score=hits.score(known, words))
            for known in self._known().people
            if (area is None or known.area == area) and hits.fits(known, words)
        ]
        found.sort(key=lambda one: (-one.score, hits.written_otherwise(one.name, query), one.kana or "￿", one.name))
        return tuple(found[:limit])

    def fitting(self, query: str) -> frozenset[str]:
        """Return the ids of exactly those whom ``people`` finds; for narrowing a list at each key, so not in order."""
        words = hits.words_of(query)
        found = self._known().people if words else ()
        for word, bare, _ in words:
            found = tuple(one for one in found if word in one.all or (bare and bare in one.voiceless))
        return frozenset(one.id for one in found)

    def everywhere(self, query: str, area: str | None = None) -> tuple[Hit, ...]:
        """Return people, partners and visits that fit every word, best first, each with where it was found.

        Of visits, those written last are looked through; ``visits`` looks through all. Asked off the window's thread.
        """
        words = hits.words_of(query)
        if not words:
            return ()
        index = self._known()
        found = [
            *_found(HitKind.PERSON, index.people, words, area),
            *_found(HitKind.PARTNER, self._known_partners(), words, area),
        ]
        with self._ground.store.read() as connection:
            noted = questions.latest_notes_with(connection, query, OF_A_KIND)
        told = [hit for hit in self._without_whereabouts(noted, query) if self._is_of(hit.person_id, area)]
        return hits.best_first([*found, *hits.visit_hits(told, dict(index.by_id), query, self._ground.today())], query)

    def _is_of(self, person_id: str, area: str | None) -> bool:
        known = self._known().by_id.get(person_id)
        return known is not None and area in (None, known.area)

    def similar(
        self, values: Mapping[str, Any], area: str | None = None, but: str | None = None
    ) -> tuple[Similar, ...]:
        """Return the people similar to what a form holds, best first; quick enough for each key.

        ``values`` are ``Person``'s fields, any of them missing, in any way of writing. People of ``area`` come first,
        since those of other areas may have moved. ``but`` is the record that is being edited.
        """
        address = values.get("address")
        asked = traits(but or "", {**values, "address": in_form(address) if address else None})
        found = list(self._near(asked))
        found.sort(key=lambda pair: (not pair[1].may_be_same, area is not None and pair[0].area != area))
        return self._similar(found[:SIMILAR_AT_MOST])

    def namesakes(self, person_id: str) -> tuple[Similar, ...]:
        """Return the people of the same area whom one may take for a person, with what tells them apart."""
        return self._similar(self._alike(person_id)[:SIMILAR_AT_MOST], person_id)

    def _similar(self, found: list[tuple[Known, Likeness]], this: str | None = None) -> tuple[Similar, ...]:
        if not found:
            return ()
        ids = [known.id for known, _ in found]
        asked = people_questions.with_ids([*ids, this] if this else ids)
        with self._ground.store.read() as connection:
            read = people_questions.lines(connection, self._ground.today(), self._settings.get("soon_days"), asked)
        lines = {line.id: line for line in read}
        return tuple(
            Similar(
                line=lines[known.id],
                reasons=why.words,
                apart=apart(lines[known.id], lines.get(this) if this else None),
                may_be_same=why.may_be_same,
            )
            for known, why in found
            if known.id in lines
        )

    def alike(self, person_id: str) -> tuple[str, ...]:
        """Return the ids of people of the same area whose name or reading is the same when folded."""
        return tuple(other.id for other, _ in self._alike(person_id))

    def _alike(self, person_id: str) -> list[tuple[Known, Likeness]]:
        this = self._known().by_id.get(person_id)
        found = self._near(this.traits) if this else ()
        return [
            (other, why) for other, why in found if this and _NAMED_ALIKE & set(why.reasons) and other.area == this.area
        ]

    def _near(self, asked: Traits) -> tuple[tuple[Known, Likeness], ...]:
        known = self._known().by_id
        with self._lock:
            found = self._register.similar(asked)
        return tuple((known[other.id], why) for other, why in found if other.id in known)

    def all_alike(self) -> frozenset[str]:
        """Return the ids of everybody who has somebody alike in the same area."""
        bearers: dict[tuple[str, str], list[str]] = {}
        for one in self._known().people:
            for name in {one.traits.folded, *one.traits.sounds}:
                bearers.setdefault((one.area, name), []).append(one.id)
        return frozenset(person_id for ids in bearers.values() if len(ids) > 1 for person_id in ids)

    def visits(self, query: str, area: str | None = None, limit: int = AT_MOST) -> tuple[FoundVisit, ...]:
        """Return visits whose note holds the query, newest first; voided ones are left out."""
        with self._ground.store.read() as connection:
            found = questions.notes_with(connection, query, area, limit)
        return tuple(
            FoundVisit(id=hit.id, person_id=hit.person_id, date=hit.on, snippet=hits.around(hit.note, query))
            for hit in self._without_whereabouts(found, query)
        )

    def _without_whereabouts(self, found: Iterable[NoteHit], query: str) -> tuple[NoteHit, ...]:
        """Leave out what was found by a hidden person's address or phone in a note, and tell neither."""
        index = self._known()
        found = tuple(found)
        wanted = {hit.person_id for hit in found if hit.person_id in index.by_id and index.by_id[hit.person_id].hidden}
        if not wanted:
            return found
        with self._ground.store.read() as connection:
            hidden = {one.id: one for one in people_questions.fetch(connection, people_questions.with_ids(wanted))}
        told = (
            replace(hit, note=without_whereabouts(hit.note, hidden[hit.person_id])) if hit.person_id in hidden else hit
            for hit in found
        )
        return tuple(hit for hit in told if all(fold(word) in fold(hit.note) for word in query.split()))

    def _known_partners(self) -> tuple[Known, ...]:
        kept = self._partners
        if kept is None:
            with self._ground.store.read() as connection:
                kept = questions.known_partners(connection)
            self._partners = kept
        return kept

    def _known(self) -> _Index:
        """Everybody as search sees them: brought up to date after a write to people, and on another day."""
        with self._lock:
            wanted = (self._writes, self._ground.today())
            if self._index is None or self._index_of != wanted:
                with self._ground.store.read() as connection:
                    people = tuple(questions.known_people(connection, wanted[1], self._seen, self._register))
                self._index = _Index(people, {one.id: one for one in people})
                self._index_of = wanted
            return self._index


def _found(kind: HitKind, known: Iterable[Known], words: hits.Words, area: str | None) -> tuple[Hit, ...]:
    fitting = (one for one in known if one.area in (area or one.area, "") and hits.fits(one, words))
    best = nlargest(OF_A_KIND, fitting, key=lambda one: hits.score(one, words))
    return tuple(hits.hit_of(kind, one, words) for one in best)
