"""Secrecy 秘匿 at the desk: a hidden person's whereabouts are opened with a reason, until the screen is locked."""

from collections.abc import Iterable
from typing import Protocol

from watchdesk.domain.lines import PersonLine
from watchdesk.domain.person import Person
from watchdesk.domain.secrecy import Whereabouts, whereabouts
from watchdesk.errors import Invalid, WatchDeskError
from watchdesk.services.ground import Ground
from watchdesk.store.store import get


class Note(Protocol):
    """Writes a line about a person into the ledger 管理台帳, at once or as soon as the store is free."""

    def __call__(self, action: str, person_id: str, reason: str | None = None, /) -> None: ...


class Secrecy:
    """Whose whereabouts were opened since the store was unlocked."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._opened: set[str] = set()

    def open(self, person_id: str, reason: str, note: Note | None = None) -> Whereabouts:
        """Open a hidden person's whereabouts until the screen is locked; the ledger gets the reason, never the value.

        ``note``: who writes it where other work may hold the store; the whereabouts are open at once all the same.
        Raises Invalid without a reason. Of a person who is not hidden nothing is asked and nothing written down.
        """
        person = self._person(person_id)
        if person.hidden:
            if not reason.strip():
                raise Invalid("reason", "住所と電話を見るわけを書いてください。", kind="missing")
            note = note or self._note
            note("viewed whereabouts", person_id, reason.strip())
            self._opened.add(person_id)
        return whereabouts(person)

    def close(self, person_id: str) -> None:
        """Hide a person's whereabouts again, before the screen is locked."""
        self._opened.discard(person_id)

    def is_open(self, person_id: str) -> bool:
        """Whether a hidden person's whereabouts were opened since the store was unlocked."""
        return person_id in self._opened

    def of_one_home(self, person_id: str, lines: Iterable[PersonLine]) -> tuple[PersonLine, ...]:
        """Return who of a household may be named beside a person of it: to share a home tells where a hidden one lives.

        Beside a hidden person nobody else is named, and a hidden one beside nobody, until opened.
        """
        lines = tuple(lines)
        told = [line for line in lines if line.id == person_id or not line.hidden or self.is_open(line.id)]
        closed = any(line.id == person_id and line.hidden and not self.is_open(line.id) for line in lines)
        return tuple(line for line in told if line.id == person_id or not closed)

    def whereabouts(self, person_id: str) -> Whereabouts:
        """Return a person's whereabouts; WatchDeskError (``secret``) where they are hidden and were not opened."""
        return whereabouts(self.refuse_unopened(person_id))

    def refuse_unopened(self, person_id: str) -> Person:
        """Return the record; WatchDeskError (``secret``) where its whereabouts are hidden and were not opened."""
        person = self._person(person_id)
        if person.hidden and not self.is_open(person_id):
            sentence = "この方の住所と電話は、秘匿です。見るわけを書いて、開いてください。"
            raise WatchDeskError(sentence, code="secret")
        return person

    def _note(self, action: str, person_id: str, reason: str | None = None) -> None:
        self._ground.store.note(self._ground.user, action, "person", person_id, reason)

    def _person(self, person_id: str) -> Person:
        with self._ground.store.read() as connection:
            return get(connection, Person, person_id)
