"""Masking 秘匿: what histories and comparisons say of a hidden person's whereabouts until they are opened."""

from collections.abc import Callable

from watchdesk.domain.consent import HIDDEN
from watchdesk.domain.person import Person
from watchdesk.domain.secrecy import WHEREABOUTS, without_whereabouts

IsOpen = Callable[[str], bool]
"""Whether a person's whereabouts were opened since unlocking."""

_SECRET = frozenset({*WHEREABOUTS, "extra", "household_id"})
"""The 取込時の項目 too, where an imported list's own words for an address stand, and who shares the home."""


def nobody(_person_id: str) -> bool:
    """Nobody's were opened."""
    return False


def masked(field: str, words: str, person: Person) -> str:
    """Return what may be shown of a field of a hidden person: 秘匿, or a text without the address it repeats."""
    if not words:
        return words
    return HIDDEN if field in _SECRET else without_whereabouts(words, person)
