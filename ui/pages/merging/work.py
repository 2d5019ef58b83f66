"""Merging off the window's thread: who may be the same person, two records side by side, and making them one."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from ui.tasks import Progress
from watchdesk.desk import Desk, FieldPair, Which
from watchdesk.domain.lines import PersonLine
from watchdesk.domain.person import Person
from watchdesk.errors import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """Somebody who may be merged with a person, and why it may be the same one."""

    line: PersonLine
    reasons: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The record's id."""
        return self.line.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Others:
    """Those who fit some words; without words those who are similar."""

    person_id: str
    text: str = field(repr=False)
    rows: tuple[Other, ...]


class FindingOthers:
    """The work of finding them."""

    def __init__(self, desk: Desk, person_id: str, text: str) -> None:
        self._desk, self._person_id, self._text = desk, person_id, text

    def run(self, progress: Progress) -> Others:
        """Find them."""
        rows = self._found() if self._text else self._similar()
        return Others(person_id=self._person_id, text=self._text, rows=rows)

    def _similar(self) -> tuple[Other, ...]:
        person = self._desk.people.get(self._person_id)
        values = {one.name: getattr(person, one.name) for one in fields(Person)}
        found = self._desk.search.similar(values, person.area_on(self._desk.today()), person.id)
        return tuple(Other(line=one.line, reasons=one.reasons) for one in found)

    def _found(self) -> tuple[Other, ...]:
        ids = [one.id for one in self._desk.search.people(self._text) if one.id != self._person_id]
        lines = {line.id: line for line in self._desk.people.lines_of(ids)}
        return tuple(Other(line=lines[one]) for one in ids if one in lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of two records: whose it is, and how many visits stand on it."""

    line: PersonLine
    visits: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two records side by side: where they differ, and what both say alike (title, words)."""

    kept: Side
    gone: Side
    pairs: tuple[FieldPair, ...]
    same: tuple[tuple[str, str], ...] = field(repr=False)

    @property
    def doubts(self) -> tuple[str, ...]:
        """What speaks against their being one person."""
        own, theirs = self.kept.line, self.gone.line
        told = {"生年月日": (own.birth_date, theirs.birth_date), "性別": (own.sex, theirs.sex)}
        return tuple(title for title, (one, other) in told.items() if one and other and one != other)


class Comparing:
    """The work of putting them side by side."""

    def __init__(self, desk: Desk, kept: str, gone: str) -> None:
        self._desk, self._kept, self._gone = desk, kept, gone

    def run(self, progress: Progress) -> Comparison:
        """Read both; NotFound where one is gone."""
        return Comparison(
            kept=self._side(self._kept),
            gone=self._side(self._gone),
            pairs=self._desk.merging.compare(self._kept, self._gone),
            same=self._desk.merging.same(self._kept, self._gone),
        )

    def _side(self, person_id: str) -> Side:
        found = self._desk.people.lines_of((person_id,))
        if not found:
            raise NotFound("この方の台帳は、いまはありません。もうまとめてあるのかもしれません。")
        visits = [line for line in self._desk.visits.of_person(person_id) if not line.voided]
        return Side(line=found[0], visits=len(visits))


class MakingOne:
    """The work of merging; its result is the merge's id."""

    def __init__(self, desk: Desk, comparison: Comparison, choices: Mapping[str, Which], reason: str) -> None:
        self._desk, self._comparison = desk, comparison
        self._choices, self._reason = choices, reason

    def run(self, progress: Progress) -> str:
        """Merge."""
        kept, gone = self._comparison.kept.line.id, self._comparison.gone.line.id
        return self._desk.merging.merge(kept, gone, self._choices, self._reason)
