"""The work of reading an alarm for its page, and of finding people by a part of the name."""

from dataclasses import dataclass

from ui.tasks import Progress
from watchdesk.desk import AlarmFacts, Desk, Similar, User
from watchdesk.domain.alarm import AlarmLine
from watchdesk.domain.histories import ConsentEntry
from watchdesk.domain.lines import PersonLine
from watchdesk.domain.secrecy import Whereabouts

FOUND_AT_MOST = 5

OTHER = "other"
"""In the key of a draft: somebody not on the register."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Whom:
    """Whom an alarm is about, as the page's head shows one; ``opened`` are the whereabouts that may be shown."""

    line: PersonLine
    alike: tuple[Similar, ...] = ()
    consent: ConsentEntry | None = None
    opened: Whereabouts | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """All that the page shows: one alarm, or the list of those that are open and to be answered."""

    facts: AlarmFacts | None = None
    whom: Whom | None = None
    users: tuple[User, ...] = ()
    open: tuple[AlarmLine, ...] = ()
    to_answer: tuple[AlarmLine, ...] = ()


def whom(desk: Desk, person_id: str) -> Whom | None:
    """Read who somebody is; None where the record is gone."""
    lines = desk.people.lines_of((person_id,))
    if not lines:
        return None
    consent = desk.people.get(person_id).consent_on(desk.today())
    opened = desk.secrecy.whereabouts(person_id) if desk.secrecy.is_open(person_id) else None
    return Whom(line=lines[0], alike=desk.search.namesakes(person_id), consent=consent, opened=opened)


class AlarmReading:
    """Reads an alarm, or the list where ``alarm_id`` is None."""

    def __init__(self, desk: Desk, alarm_id: str | None) -> None:
        self._desk, self._alarm_id = desk, alarm_id

    def run(self, progress: Progress) -> Shown:
        """Read it."""
        if self._alarm_id is None:
            return Shown(open=self._desk.alarms.open(), to_answer=self._desk.alarms.to_answer())
        facts = self._desk.alarms.facts(self._alarm_id)
        person_id = facts.alarm.person_id
        return Shown(facts=facts, whom=whom(self._desk, person_id) if person_id else None, users=self._desk.users.all())


class Finding:
    """Finds people by a part of the name, the reading, the phone or the address."""

    def __init__(self, desk: Desk, query: str) -> None:
        self._desk, self._query = desk, query

    def run(self, progress: Progress) -> tuple[str, tuple[PersonLine, ...]]:
        """Find them."""
        found = self._desk.search.people(self._query, limit=FOUND_AT_MOST) if self._query else ()
        return self._query, self._desk.people.lines_of(one.id for one in found)
