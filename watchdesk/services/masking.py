"""Masking 秘匿: what lists, histories and comparisons say of a hidden person's whereabouts until they are opened."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from watchdesk.domain.consent import HIDDEN
from watchdesk.domain.person import Person
from watchdesk.domain.secrecy import WHEREABOUTS, without_whereabouts
from watchdesk.errors import Invalid

OPEN_FIRST = "住所や電話が秘匿の方です。台帳で開いてから、書き直してください。"

IsOpen = Callable[[str], bool]
"""Whether a person's whereabouts were opened since unlocking."""

_SECRET = frozenset({*WHEREABOUTS, "extra", "household_id"})
"""The 取込時の項目 too, where an imported list's own words for an address stand, and who shares the home."""


def nobody(_person_id: str) -> bool:
    """Nobody's were opened."""
    return False


class Unopened:
    """The hidden people who were not opened: ``told(text, person_id)`` is a free text about one without the place."""

    def __init__(self, hidden: Iterable[Person], is_open: IsOpen = nobody) -> None:
        self._people = {person.id: person for person in hidden if not is_open(person.id)}

    def told(self, text: str, person_id: str | None) -> str:
        """Return what may be shown of a text beside a person; of others it is the text as it stands."""
        person = self._people.get(person_id or "")
        return without_whereabouts(text, person) if person is not None else text

    def meant(self, record: Any, texts: Mapping[str, Any]) -> dict[str, Any]:
        """Return the texts, by field, that are to be written in place of a record's that were shown.

        Of a hidden person's who was not opened, what 秘匿 stood for must not be lost: as it was shown it stays as it
        was written, and another text is Invalid (``note.hidden``). ``record`` has a ``person_id``.
        """
        return {name: self._meant(name, getattr(record, name), text, record.person_id) for name, text in texts.items()}

    def _meant(self, name: str, before: str | None, text: str | None, person_id: str | None) -> str | None:
        shown = before and self.told(before, person_id)
        if before in (text, shown):
            return text
        if text != shown:
            raise Invalid(name, OPEN_FIRST, kind="hidden")
        return before


def masked(field: str, words: str, person: Person) -> str:
    """Return what may be shown of a field of a hidden person: 秘匿, or a text without the address it repeats."""
    if not words:
        return words
    return HIDDEN if field in _SECRET else without_whereabouts(words, person)
