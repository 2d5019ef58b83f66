"""Secrecy 秘匿 at the desk: a hidden person's whereabouts are opened with a reason, until the screen is locked."""

from watchdesk.domain.person import Person
from watchdesk.domain.secrecy import Whereabouts, whereabouts, without_whereabouts
from watchdesk.errors import Invalid, WatchDeskError
from watchdesk.services.ground import Ground
from watchdesk.store.store import get


class Secrecy:
    """Whose whereabouts were opened since the store was unlocked."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._opened: set[str] = set()

    def open(self, person_id: str, reason: str) -> Whereabouts:
        """Open a hidden person's whereabouts until the screen is locked; the ledger gets the reason, never the value.

        Raises Invalid without a reason. Of a person who is not hidden nothing is asked and nothing written down.
        """
        person = self._person(person_id)
        if person.hidden:
            if not reason.strip():
                raise Invalid("reason", "住所と電話を見るわけを書いてください。", kind="missing")
            told = without_whereabouts(reason.strip(), person)
            self._ground.store.note(self._ground.user, "viewed whereabouts", "person", person_id, told)
            self._opened.add(person_id)
        return whereabouts(person)

    def is_open(self, person_id: str) -> bool:
        """Whether a hidden person's whereabouts were opened since the store was unlocked."""
        return person_id in self._opened

    def whereabouts(self, person_id: str) -> Whereabouts:
        """Return a person's whereabouts; WatchDeskError (``secret``) where they are hidden and were not opened."""
        person = self._person(person_id)
        if person.hidden and not self.is_open(person_id):
            sentence = "この方の住所と電話は、秘匿です。見るわけを書いて、開いてください。"
            raise WatchDeskError(sentence, code="secret")
        return whereabouts(person)

    def _person(self, person_id: str) -> Person:
        with self._ground.store.read() as connection:
            return get(connection, Person, person_id)
