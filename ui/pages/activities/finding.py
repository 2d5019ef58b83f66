"""How the form of an activity finds people of the register and those of the directory, off the window's thread."""

from collections.abc import Sequence
from functools import partial
from itertools import islice

from ui.pages.activities.named import Answer, Finding, Name
from ui.tasks import Progress
from ui.widgets import person_words
from watchdesk.desk import Desk
from watchdesk.domain import line_words
from watchdesk.domain.folding import fold
from watchdesk.domain.lines import PersonLine
from watchdesk.domain.partner import Partner

_ENOUGH = 30
"""So many are asked for, as some of those found may be chosen already."""


class _LookingForPeople:
    def __init__(self, desk: Desk, query: str) -> None:
        self._desk, self._query = desk, query

    def run(self, progress: Progress) -> Answer:
        """Find them by a part of the name."""
        found = self._desk.search.people(self._query, limit=_ENOUGH)
        return self._query, tuple(map(_person, self._desk.people.lines_of(one.id for one in found)))


class _NamingPeople:
    def __init__(self, desk: Desk, ids: Sequence[str]) -> None:
        self._desk, self._ids = desk, ids

    def run(self, progress: Progress) -> Answer:
        """Read their names."""
        return "", tuple(map(_person, self._desk.people.lines_of(self._ids)))


class _LookingInDirectory:
    def __init__(self, desk: Desk, query: str) -> None:
        self._desk, self._query = desk, query

    def run(self, progress: Progress) -> Answer:
        """Find those of the directory whose name, reading or body has the words."""
        typed = fold(self._query)
        fitting = (one for one in self._desk.partners.all() if any(typed in fold(text) for text in _texts(one)))
        kinds = self._desk.codes.labels("partner_kinds")
        return self._query, tuple(_partner(one, kinds.get(one.kind, "")) for one in islice(fitting, _ENOUGH))


class _NamingPartners:
    def __init__(self, desk: Desk, ids: Sequence[str]) -> None:
        self._desk, self._ids = desk, frozenset(ids)

    def run(self, progress: Progress) -> Answer:
        """Read their names, also of those who retired."""
        known = self._desk.partners.all(with_retired=True)
        kinds = self._desk.codes.labels("partner_kinds")
        return "", tuple(_partner(one, kinds.get(one.kind, "")) for one in known if one.id in self._ids)


def people(desk: Desk) -> Finding:
    """Find people of the register."""
    return Finding(look=partial(_LookingForPeople, desk), name=partial(_NamingPeople, desk))


def partners(desk: Desk) -> Finding:
    """Find those of the directory."""
    return Finding(look=partial(_LookingInDirectory, desk), name=partial(_NamingPartners, desk))


def _person(line: PersonLine) -> Name:
    where = "秘匿" if line.hidden else line_words.street(line)
    about = "　".join(part for part in (person_words.age(line), where) if part)
    return Name(id=line.id, name=line.name, reading=line.kana or "", about=about)


def _partner(one: Partner, kind: str) -> Name:
    about = "　".join(part for part in (kind, one.organisation, one.role) if part)
    return Name(id=one.id, name=one.name, reading=one.kana or "", about=about)


def _texts(one: Partner) -> tuple[str, ...]:
    return tuple(text for text in (one.name, one.kana, one.organisation) if text)
