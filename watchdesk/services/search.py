"""Search: people by any part of what is known of them, from one character on; visits by their notes."""

import threading
from dataclasses import dataclass
from datetime import date

from watchdesk.changed import Changed
from watchdesk.domain.folding import fold, fold_voiceless
from watchdesk.services.ground import Ground
from watchdesk.store import search as questions
from watchdesk.store.search import Known

AT_MOST = 200
AROUND = 20
"""Characters of a note shown on either side of what was found."""


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


class Search:
    """One index in memory over all people, made at the first question and again after people were written."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._index: tuple[Known, ...] | None = None
        self._index_of: tuple[int, date] | None = None
        self._writes = 0
        self._lock = threading.Lock()
        ground.store.listen(self._forget)

    def _forget(self, changed: Changed) -> None:
        if changed & Changed.PEOPLE:
            self._writes += 1

    def people(self, query: str, area: str | None = None, limit: int = AT_MOST) -> tuple[FoundPerson, ...]:
        """Return who fits every word of the query, best first, then by reading."""
        words = _folded(query)
        if not words:
            return ()
        found = [
            FoundPerson(id=known.id, name=known.name, kana=known.kana, area=known.area, score=score)
            for known in self._known()
            if (area is None or known.area == area) and (score := _score(known, words))
        ]
        found.sort(key=lambda person: (-person.score, person.kana or "￿", person.name))
        return tuple(found[:limit])

    def fitting(self, query: str) -> frozenset[str]:
        """Return the ids of exactly those whom ``people`` finds; for narrowing a list at each key, so not in order."""
        words = _folded(query)
        found = self._known() if words else ()
        for word, bare in words:
            found = tuple(one for one in found if word in one.all or (bare and bare in one.voiceless))
        return frozenset(one.id for one in found)

    def alike(self, person_id: str) -> tuple[str, ...]:
        """Return the ids of people of the same area whose name or reading is the same when folded."""
        known = {one.id: one for one in self._known()}
        this = known.get(person_id)
        if this is None:
            return ()
        names = set(this.names)
        return tuple(
            one.id for one in known.values() if one.id != this.id and one.area == this.area and names & set(one.names)
        )

    def all_alike(self) -> frozenset[str]:
        """Return the ids of everybody who has somebody alike in the same area."""
        bearers: dict[tuple[str, str], list[str]] = {}
        for one in self._known():
            for name in set(one.names):
                bearers.setdefault((one.area, name), []).append(one.id)
        return frozenset(person_id for ids in bearers.values() if len(ids) > 1 for person_id in ids)

    def visits(self, query: str, area: str | None = None, limit: int = AT_MOST) -> tuple[FoundVisit, ...]:
        """Return visits whose note holds the query, newest first; voided ones are left out."""
        with self._ground.store.read() as connection:
            hits = questions.notes_with(connection, query, area, limit)
        return tuple(
            FoundVisit(id=hit.id, person_id=hit.person_id, date=hit.on, snippet=_snippet(hit.note, query))
            for hit in hits
        )

    def _known(self) -> tuple[Known, ...]:
        """Everybody as search sees them: made anew after a write to people, and on another day."""
        with self._lock:
            wanted = (self._writes, self._ground.today())
            if self._index is None or self._index_of != wanted:
                with self._ground.store.read() as connection:
                    self._index = tuple(questions.known_people(connection, wanted[1]))
                self._index_of = wanted
            return self._index


def _folded(query: str) -> tuple[tuple[str, str], ...]:
    """Each word of a query by both of its keys, the second without 濁点."""
    return tuple((fold(word), fold_voiceless(word)) for word in query.split() if fold(word))


def _score(known: Known, words: tuple[tuple[str, str], ...]) -> int:
    """Return how well a person fits: the whole name 100, its beginning 80, inside 60, anything else known 40, 20."""
    return min(_word_score(known, word, bare) for word, bare in words)


def _word_score(known: Known, word: str, bare: str) -> int:
    if word in known.names:
        return 100
    if any(name.startswith(word) for name in known.names):
        return 80
    if any(word in name for name in known.names):
        return 60
    if word in known.rest:
        return 40
    return 20 if bare and bare in known.voiceless else 0


def _snippet(note: str, query: str) -> str:
    """The part of a note around what was found, however it is written there."""
    wanted = fold(query.split(maxsplit=1)[0])
    at = next((start for start in range(len(note)) if fold(note[start : start + AROUND]).startswith(wanted)), 0)
    before, after = max(0, at - AROUND), at + len(query) + AROUND
    return f"{'…' if before else ''}{note[before:after]}{'…' if after < len(note) else ''}".replace("\n", " ")
