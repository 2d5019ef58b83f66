"""Likeness: the one rule by which two people may be the same, or taken for each other, told in words."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from watchdesk.domain.address import Address, room_of, walking_key
from watchdesk.domain.era import show_day_short
from watchdesk.domain.folding import fold, half_width
from watchdesk.domain.kana import is_kana
from watchdesk.domain.lines import PersonLine
from watchdesk.domain.words import Word

FIELDS = (
    *("family_name", "given_name", "family_kana", "given_kana", "birth_date"),
    *("town", "address", "building", "phones", "hidden"),
)
"""The fields of a person that are compared."""

_NUMBERS = re.compile("[0-9]+[^0-9]+[0-9]")
_NO_DIGIT = re.compile("[^0-9]")
_SELECTORS = re.compile("[\\s\ufe00-\ufe0f\U000e0100-\U000e01ef]")


class Reason(Word):
    """Why two people are similar, the most telling first."""

    NAME = "name", "同じ氏名"
    VARIANT = "variant", "字ちがい"
    READING = "reading", "同じ読み"
    BIRTH_DATE = "birth_date", "同じ生年月日"
    PHONE = "phones", "同じ電話"
    ROOM = "room", "同じ部屋"
    ADDRESS = "address", "同じ住所"


_WEIGHT = {
    Reason.NAME: 8,
    Reason.VARIANT: 8,
    Reason.READING: 6,
    Reason.BIRTH_DATE: 7,
    Reason.PHONE: 4,
    Reason.ROOM: 3,
    Reason.ADDRESS: 2,
}
CROWD = 40
"""A mark that more people share (the phone of a home, 1月1日 for an unknown birth date) brings nobody together."""

_TAKEN_FOR = frozenset({Reason.NAME, Reason.VARIANT, Reason.READING, Reason.BIRTH_DATE})


@dataclass(frozen=True, slots=True)
class Likeness:
    """Why two people are similar; ``letters`` are those that differ in two ways of writing one name (髙・高)."""

    reasons: tuple[Reason, ...]
    letters: str = field(default="", repr=False)

    @property
    def words(self) -> tuple[str, ...]:
        """The reasons as they are told: 字ちがい（髙・高）, 同じ読み."""
        return tuple(
            f"{reason.label}（{self.letters}）" if reason is Reason.VARIANT and self.letters else reason.label
            for reason in self.reasons
        )

    @property
    def may_be_same(self) -> bool:
        """Whether the two may be one person; people who only share a dwelling or a phone are its household."""
        return bool(_TAKEN_FOR & set(self.reasons))

    @property
    def weight(self) -> int:
        """How much they have in common; the most is told first."""
        return sum(_WEIGHT[reason] for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class Traits:
    """What a person is compared by, folded; empty where it is not known, and where the person is hidden."""

    id: str
    name: str = field(repr=False)
    folded: str = field(repr=False)
    sounds: frozenset[str] = field(repr=False)
    parts: frozenset[str] = field(repr=False)
    birth_date: date | None = field(repr=False)
    address: str = field(repr=False)
    building: str = field(repr=False)
    room: str = field(repr=False)
    phones: frozenset[str] = field(repr=False)

    def marks(self) -> Iterator[tuple[Reason, object]]:
        """What somebody similar has one of too."""
        if self.folded:
            yield Reason.NAME, self.folded
        for sound in self.sounds:
            yield Reason.READING, sound
        if self.birth_date:
            yield Reason.BIRTH_DATE, self.birth_date
        for phone in self.phones:
            yield Reason.PHONE, phone
        if self.address:
            yield Reason.ADDRESS, (self.address, self.room)


def traits(person_id: str, values: Mapping[str, Any]) -> Traits:
    """Return what a person is compared by; ``values`` are ``FIELDS`` as a record or a half-filled form has them."""
    names, readings = (
        tuple(str(values.get(key) or "") for key in keys)
        for keys in (("family_name", "given_name"), ("family_kana", "given_kana"))
    )
    address, building, room = _place(values)
    return Traits(
        person_id,
        name=" ".join(part for part in names if part),
        folded=folded("".join(names)),
        sounds=frozenset(fold(text) for text in ("".join(readings), _spoken(names)) if fold(text)),
        parts=frozenset(fold(part) for part in (*names, *readings) if fold(part)),
        birth_date=values.get("birth_date"),
        address=address,
        building=building,
        room=room,
        phones=frozenset() if values.get("hidden") else _digits(values.get("phones") or ()),
    )


def folded(text: str) -> str:
    """Return the key of a name; one of signs alone, which folding drops, is its own."""
    return fold(text) or text.strip()


def _spoken(names: Iterable[str]) -> str:
    """A name that is written in kana is its own reading."""
    written = "".join(names)
    return written if is_kana(written) else ""


def _digits(phones: Iterable[str]) -> frozenset[str]:
    return frozenset(digits for phone in phones if (digits := _NO_DIGIT.sub("", half_width(phone))))


def _place(values: Mapping[str, Any]) -> tuple[str, str, str]:
    """Address, building and room; nothing where it is hidden, or where many may live: a block without the room."""
    address, building = str(values.get("address") or ""), str(values.get("building") or "")
    room = fold(room_of(building)) if building else ""
    if values.get("hidden") or not _NUMBERS.search(half_width(address)) or (building and not room):
        return "", "", ""
    return fold(f"{values.get('town') or ''}{address}"), walking_key(None, None, building)[3], room


def compare(one: Traits, other: Traits) -> Likeness | None:
    """Return why two people are similar, None where they are not; the same from either side."""
    reasons: list[Reason] = []
    letters = ""
    if one.folded and one.folded == other.folded:
        letters = differing_letters(one.name, other.name)
        reasons.append(Reason.VARIANT if letters else Reason.NAME)
    if one.sounds & other.sounds:
        reasons.append(Reason.READING)
    if _same_birth(one, other):
        reasons.append(Reason.BIRTH_DATE)
    if one.phones & other.phones:
        reasons.append(Reason.PHONE)
    if _same_place(one, other):
        reasons.append(Reason.ROOM if one.room else Reason.ADDRESS)
    return Likeness(tuple(reasons), letters) if reasons else None


def _same_birth(one: Traits, other: Traits) -> bool:
    """Whether an equal birth date tells anything: names or readings share a part, or one has no name yet.

    Of 10,000 people every other one shares a birth date with somebody; two whose names, phones and homes all differ
    are two.
    """
    if one.birth_date is None or one.birth_date != other.birth_date:
        return False
    named = bool(one.parts & other.parts or one.sounds & other.sounds) or one.folded == other.folded
    near = bool(one.phones & other.phones) or _same_place(one, other)
    return named or near or not (one.parts and other.parts)


def _same_place(one: Traits, other: Traits) -> bool:
    if not one.address or (one.address, one.room) != (other.address, other.room):
        return False
    return one.building == other.building or not (one.building and other.building)


def differing_letters(one: str, other: str) -> str:
    """Return the letters in which two ways of writing a name differ, 髙・高; "" where only widths and spaces do.

    Where the letters do not stand side by side, the names themselves.
    """
    mine, theirs = (_SELECTORS.sub("", unicodedata.normalize("NFKC", name)) for name in (one, other))
    if mine == theirs:
        return ""
    if len(mine) != len(theirs):
        return "・".join(sorted((one, other)))
    pairs = (sorted(pair, reverse=True) for pair in zip(mine, theirs, strict=True) if pair[0] != pair[1])
    return "、".join(dict.fromkeys("・".join(pair) for pair in pairs))


class Register:
    """People found again by what they have in common; each question costs the same however many there are.

    What more than ``CROWD`` others have tells nothing, so that nobody is compared with all of them.
    """

    def __init__(self, people: Iterable[Traits] = ()) -> None:
        """Take people in."""
        self._shelves: dict[tuple[Reason, object], dict[str, Traits]] = {}
        self._people: dict[str, Traits] = {}
        for person in people:
            self.put(person)

    def put(self, person: Traits) -> None:
        """Add a person, or replace the one of the same id."""
        self.drop(person.id)
        self._people[person.id] = person
        for mark in person.marks():
            self._shelves.setdefault(mark, {})[person.id] = person

    def drop(self, person_id: str) -> None:
        """Forget a person, known or not."""
        before = self._people.pop(person_id, None)
        for mark in before.marks() if before else ():
            self._shelves[mark].pop(person_id, None)

    def get(self, person_id: str) -> Traits | None:
        """Return a person's traits, None where nobody has the id."""
        return self._people.get(person_id)

    def similar(self, person: Traits) -> tuple[tuple[Traits, Likeness], ...]:
        """Return who is similar to a person, the most similar first; the person's own id is left out."""
        compared = ((other, compare(person, other)) for other in self.near(person))
        found = [(other, likeness) for other, likeness in compared if likeness is not None]
        return tuple(sorted(found, key=lambda pair: (-pair[1].weight, pair[0].name, pair[0].id)))

    def near(self, person: Traits) -> tuple[Traits, ...]:
        """Return whom a person is compared with: others who have one of the person's marks too."""
        shelves = (self._shelves.get(mark, {}) for mark in person.marks())
        told = (shelf for shelf in shelves if len(shelf) - (person.id in shelf) <= CROWD)
        near = {other.id: other for shelf in told for other in shelf.values()}
        near.pop(person.id, None)
        return tuple(near.values())


def apart(line: PersonLine, this: PersonLine | None = None) -> tuple[str, ...]:
    """Return what tells a similar person apart from ``this`` one: reading, age, home; without it all of these."""
    told = _telling(line)
    same = set(_telling(this)) if this is not None else set()
    return tuple(text for text in told if text not in same)


def _telling(line: PersonLine) -> tuple[str, ...]:
    born = f"{show_day_short(line.birth_date)}生" if line.birth_date else ""
    home = Address(town=line.town, address=line.address, building=line.building).line
    texts = (
        line.kana or "",
        "" if line.age is None else f"{line.age}歳（{born}）",
        home,
        line.sex.label if line.sex else "",
    )
    return tuple(text for text in texts if text)
