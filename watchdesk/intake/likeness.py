"""Who on the register a person of a list may be (contract §5, “Same person?”)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from watchdesk.domain.likeness import FIELDS, Likeness, Register, Traits, folded, traits
from watchdesk.domain.person import Person


class Kind(StrEnum):
    """Whether a person of a list is on the register."""

    KNOWN = "known"
    DOUBTFUL = "doubtful"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Same:
    """The answer: the one that is known, those in doubt, or nobody."""

    kind: Kind
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Keys:
    """What two people are compared by, folded; empty where it is not known."""

    person: Person = field(repr=False)
    name: str = field(repr=False)
    kana: str = field(repr=False)
    address: str = field(repr=False)

    def named_like(self, other: "_Keys") -> bool:
        return self.name == other.name or (bool(self.kana) and self.kana == other.kana)

    def contradicts(self, other: "_Keys") -> bool:
        return self.name != other.name or bool(self.kana and other.kana and self.kana != other.kana)


def _keys(person: Person) -> _Keys:
    return _Keys(
        person,
        folded(person.name),
        folded(person.kana or ""),
        folded(f"{person.town or ''}{person.address or ''}"),
    )


def traits_of(person: Person) -> Traits:
    """Return what a record is compared by."""
    return traits(person.id, {name: getattr(person, name) for name in FIELDS})


class Index:
    """People found again by birth date and by name and address; 10,000 of them are asked 10,000 times in seconds."""

    def __init__(self, people: Iterable[Person] = ()) -> None:
        """Index the people of the register."""
        self._by_birth: dict[object, dict[str, _Keys]] = {}
        self._by_name: dict[tuple[str, str], dict[str, _Keys]] = {}
        self._people: dict[str, _Keys] = {}
        self._register = Register()
        for person in people:
            self.put(person)

    def get(self, person_id: str) -> Person:
        """Return the person as last put."""
        return self._people[person_id].person

    def put(self, person: Person) -> None:
        """Add a person, or replace the one of the same id."""
        before = self._people.get(person.id)
        if before is not None:
            for shelf, key in self._places(before):
                del shelf[key][person.id]
        keys = _keys(person)
        self._people[person.id] = keys
        for shelf, key in self._places(keys):
            shelf.setdefault(key, {})[person.id] = keys
        self._register.put(traits_of(person))

    def _places(self, keys: _Keys) -> list[tuple[dict[Any, dict[str, _Keys]], object]]:
        names = {(sound, keys.address) for sound in (keys.name, keys.kana) if sound}
        born = [(self._by_birth, keys.person.birth_date)] if keys.person.birth_date else []
        return [*born, *((self._by_name, name) for name in names)]

    def same(self, person: Person) -> Same:
        """Return who on the register the person is.

        Known: birth date equal and kana or folded name equal, neither contradicting. Doubtful: one of the two equal and
        the other contradicting; birth date and address equal; name and address equal where one has no birth date; or
        two who are known. Two addresses that are not told agree.
        """
        mine = _keys(person)
        born = self._by_birth.get(person.birth_date, {}).values() if person.birth_date else ()
        known = [other for other in born if mine.named_like(other) and not mine.contradicts(other)]
        if len(known) == 1:
            return Same(Kind.KNOWN, (known[0].person.id,))
        doubtful = known or [
            *(other for other in born if mine.named_like(other) or (mine.address and mine.address == other.address)),
            *self._undated(mine),
        ]
        if doubtful:
            return Same(Kind.DOUBTFUL, tuple(dict.fromkeys(other.person.id for other in doubtful)))
        return Same(Kind.NEW)

    def _undated(self, mine: _Keys) -> list[_Keys]:
        """Those of equal name and address where one of the two has no birth date."""
        return [
            other
            for sound in (mine.name, mine.kana)
            if sound
            for other in self._by_name.get((sound, mine.address), {}).values()
            if mine.person.birth_date is None or other.person.birth_date is None
        ]

    def namesakes(self, person: Person) -> tuple[str, ...]:
        """Return those of equal name and address but another birth date: perhaps one of the two dates is mistyped."""
        mine = _keys(person)
        if not mine.address:
            return ()
        others = self._by_name.get((mine.name, mine.address), {}).values()
        return tuple(other.person.id for other in others if other.person.id != person.id)

    def similar(self, person: Person) -> tuple[tuple[Person, Likeness], ...]:
        """Return those who may be the person nevertheless, or be taken for one, the most similar first."""
        near = self._register.similar(traits_of(person))
        return tuple((self.get(other.id), likeness) for other, likeness in near if likeness.may_be_same)
