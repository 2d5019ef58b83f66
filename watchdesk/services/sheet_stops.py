"""What a day sheet says of a person: only what the walker needs to know."""

from collections.abc import Collection

from watchdesk.domain.consent import HIDDEN
from watchdesk.domain.day_sheet_look import ITEMS, READING
from watchdesk.domain.person import Person
from watchdesk.domain.round import Naming
from watchdesk.domain.secrecy import without_whereabouts
from watchdesk.reports.day_sheet import SheetStop

_EVERY = tuple(key for key, _ in ITEMS)


def stop_of(person: Person, naming: Naming, *, opened: bool, items: Collection[str] = _EVERY) -> SheetStop:
    """Return a person's line; ``opened``: a hidden one's whereabouts were opened, so that they stand on it.

    ``items``: what of the day sheet's ``ITEMS`` is told, each behind its word, the reading over the name.

    With initials neither name nor reading is given; the number is the ward's, where there is one.
    """
    secret = person.hidden and not opened
    hints = tuple(
        f"{word}：{_plain(person, told, secret=secret)}"
        for name, word in ITEMS
        if name != READING and name in items and (told := getattr(person, name))
    )
    named = naming is Naming.FULL
    return SheetStop(
        id=person.id,
        name=person.name if named else initials(person),
        kana=(person.kana or "") if named and READING in items else "",
        address=HIDDEN if secret else f"{person.town or ''}{person.address or ''}",
        building="" if secret else person.building or "",
        hints=hints,
        hidden=secret,
    )


def initials(person: Person) -> str:
    """Return the first letters of the reading, of the name where there is none, and the number: サ・キ　番号 12."""
    family, given = (person.family_kana or person.family_name), (person.given_kana or person.given_name or "")
    letters = "・".join(part[0] for part in (family.strip(), given.strip()) if part)
    return f"{letters}　番号 {person.number}" if person.number else letters


def _plain(person: Person, told: str, *, secret: bool) -> str:
    """A text in one line, without a hidden person's place in it."""
    shown = without_whereabouts(told, person) if secret else told
    return " ".join(shown.split())
