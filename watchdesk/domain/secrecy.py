"""Secrecy 秘匿 (DV and the like): where a hidden person lives and can be called stands in the record itself only."""

import re
from dataclasses import dataclass, field

from watchdesk.domain.consent import HIDDEN
from watchdesk.domain.person import Person

WHEREABOUTS = frozenset({"postal_code", "town", "address", "building", "phones"})
"""The fields that are kept secret of a hidden person, in their present and in every past state."""

SHORTEST_BUILDING = 3
"""Letters; a shorter name of a building is an everyday word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """Where a person lives and can be called; None and () where unknown."""

    town: str | None = field(default=None, repr=False)
    address: str | None = field(default=None, repr=False)
    building: str | None = field(default=None, repr=False)
    postal_code: str | None = field(default=None, repr=False)
    phones: tuple[str, ...] = field(default=(), repr=False)


def whereabouts(person: Person) -> Whereabouts:
    """Return where a person lives and can be called."""
    return Whereabouts(**{name: getattr(person, name) for name in WHEREABOUTS})


def without_whereabouts(text: str, person: Person) -> str:
    """Return a free text with 秘匿 in place of a hidden person's address, building, phones and postal code.

    Found in any width, with or without hyphens and 丁目・番・号. Whatever else tells the place cannot be known here.
    """
    if not person.hidden:
        return text
    for pattern in _patterns(person):
        text = re.sub(pattern, HIDDEN, text)
    return text


_BETWEEN = r"(?:丁目|番地|番|号|の|[-‐‑–—―−ーｰ－\s])?"
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def _patterns(person: Person) -> list[str]:
    """The longest first, so that nothing of an address is left standing beside its masked part."""
    street = [f"{person.town}{person.address}"] if person.town and person.address else []
    numbers = [person.address] if person.address and person.address.count("-") > 1 else []
    buildings = _buildings(person.building) if person.building else []
    post = [f"〒{person.postal_code}", person.postal_code] if person.postal_code else []
    texts = [*street, *(each for each in buildings if len(each) >= SHORTEST_BUILDING), *numbers, *person.phones, *post]
    return [pattern for text in texts if (pattern := _as_written(text))]


def _buildings(building: str) -> list[str]:
    """The building with its room, the room without 号室, the building alone."""
    return [building, re.sub("号室$|号$|室$", "", building), re.split(r"[\s0-9０-９]", building)[0]]


def _as_written(text: str) -> str:
    """A pattern of the text in any width; a number stands alone, so that 4-5-1 is not found in 4-5-14."""
    letters = [letter for letter in text if letter not in "-－ー " and not letter.isspace()]
    pattern = _BETWEEN.join(_letter(letter) for letter in letters)
    start = r"(?<!\d)" if letters[:1] and letters[0].isdigit() else ""
    end = r"(?!\d)" if letters[-1:] and letters[-1].isdigit() else ""
    return f"{start}{pattern}{end}"


def _letter(letter: str) -> str:
    return f"[{letter}{letter.translate(_FULL_WIDTH)}]" if letter in "0123456789" else re.escape(letter)
