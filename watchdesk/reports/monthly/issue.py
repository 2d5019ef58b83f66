"""An issue of a month 月締め: its facts as plain JSON, and the report drawn from them whenever it is printed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar

from watchdesk.domain.closing import Closing, Difference
from watchdesk.domain.closing_records import Stood
from watchdesk.domain.consent import HIDDEN, Disclosed, Purpose, disclose
from watchdesk.domain.person import Person
from watchdesk.domain.secrecy import without_whereabouts
from watchdesk.domain.summary import Ids, Members
from watchdesk.reports.monthly.facts import MonthlyFacts, PersonChange, PersonLine, VisitLine
from watchdesk.reports.monthly.gather import RECEIVER, Part
from watchdesk.store.values import as_json, read_as

FORM = 1
"""Of the JSON; a later one has to read the earlier."""

Json = dict[str, Any]
Row = TypeVar("Row", PersonLine, VisitLine, PersonChange)
WHERE = "住所"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What an issue keeps: the facts without names, then each row that named somebody, under that person's id.

    ``behind``: by figure the ids of its records. ``amended``: corrections of the month that this issue told of already,
    it and those before. ``stood``: the records as they were counted; None in an issue made before they were kept.
    ``changes``: of a 訂正版, what it tells otherwise of whom.
    """

    facts: MonthlyFacts
    people: tuple[tuple[str, PersonLine], ...] | None = field(default=None, repr=False)
    visits: tuple[tuple[str, VisitLine], ...] | None = field(default=None, repr=False)
    members: Members
    behind: Mapping[str, Ids] = field(default_factory=dict)
    amended: int = 0
    stood: Stood | None = None
    changes: tuple[tuple[str, PersonChange], ...] = field(default=(), repr=False)


def keep(part: Part, behind: Mapping[str, Ids], amended: int = 0, stood: Stood | None = None) -> Kept:
    """Return what is to be kept of a part of today's report. It is whole: the running month's last day is over."""
    facts = part.facts
    return Kept(
        facts=replace(
            facts, people=None, visits=None, changes=None, provisional=False, outdated=False, issue=None, code=""
        ),
        people=_named(part.named, facts.people),
        visits=_named(part.visited, facts.visits),
        members=part.members,
        behind=behind,
        amended=amended,
        stood=stood,
    )


def _named(ids: Ids, rows: Disclosed[Row] | None) -> tuple[tuple[str, Row], ...] | None:
    return tuple(zip(ids, rows.rows, strict=True)) if rows is not None else None


def to_json(kept: Kept) -> Json:
    """Return it as plain JSON."""
    plain: Json = as_json(kept)
    return {"form": FORM} | plain


def from_json(plain: Mapping[str, Any]) -> Kept:
    """Read it back."""
    kept: Kept = read_as(Kept, plain)
    return kept


def part_of(kept: Kept, closing: Closing, people: Mapping[str, Person], *, day: date, default: frozenset[str]) -> Part:
    """Return the report's part of an issue as it may be printed on a day: through the gate once more (contract §6).

    ``people``: by the id under which a row names them, as they are today. Whoever is not there any more, or did not
    agree that the receiver may have it, is left out, though counted. Who was hidden 秘匿 since has no address.
    """
    lines = _gate(_masked_people(kept.people or (), people), day, default)
    visits = _gate(_masked_visits(kept.visits or (), people), day, default)
    changes = _gate(_masked_changes(kept.changes, people), day, default)
    withheld = {*lines.withheld_ids, *changes.withheld_ids}
    rows = (*(kept.people or ()), *kept.changes)
    named = [people[one] for one, _ in rows if one in people and people[one].id not in withheld]
    left_out = len(kept.people or ()) - lines.provided
    facts = replace(
        kept.facts,
        issue=closing.issue,
        code=closing.code,
        people=lines if kept.people is not None else None,
        visits=visits if kept.visits is not None else None,
        changes=changes if kept.people is not None else None,
        unnamed_people=kept.facts.unnamed_people + left_out,
        unnamed_visits=kept.facts.unnamed_visits + len(kept.visits or ()) - visits.provided,
        left_out=left_out,
    )
    return Part(
        area=closing.area,
        facts=facts,
        members=kept.members,
        named=tuple(dict.fromkeys(one.id for one in named)),
        hidden=frozenset(one.id for one in named if one.hidden),
        behind=kept.behind,
        stood=kept.stood,
    )


def _gate(subjects: Iterable[tuple[Person, Row]], day: date, default: frozenset[str]) -> Disclosed[Row]:
    return disclose(subjects, purpose=Purpose.MONTHLY_REPORT, receiver=RECEIVER, day=day, default_recipients=default)


def _known(rows: Iterable[tuple[str, Row]], people: Mapping[str, Person]) -> Iterator[tuple[Person, Row]]:
    yield from ((people[person_id], row) for person_id, row in rows if person_id in people)


def _masked_people(
    rows: Iterable[tuple[str, PersonLine]], people: Mapping[str, Person]
) -> Iterator[tuple[Person, PersonLine]]:
    """Who was hidden since comes last: between neighbours the place would tell where they live."""
    known = list(_known(rows, people))
    hidden = [(person, row) for person, row in known if person.hidden and row.address != HIDDEN]
    yield from ((person, row) for person, row in known if not person.hidden or row.address == HIDDEN)
    yield from ((person, replace(row, address=HIDDEN)) for person, row in sorted(hidden, key=lambda one: one[1].kana))


def _masked_visits(
    rows: Iterable[tuple[str, VisitLine]], people: Mapping[str, Person]
) -> Iterator[tuple[Person, VisitLine]]:
    for person, row in _known(rows, people):
        yield person, replace(row, note=without_whereabouts(row.note, person)) if person.hidden else row


def _masked_changes(
    rows: Iterable[tuple[str, PersonChange]], people: Mapping[str, Person]
) -> Iterator[tuple[Person, PersonChange]]:
    """In the order of the reading: that of walking would tell where a hidden person lives."""
    for person, row in sorted(((people[one], row) for one, row in rows if one in people), key=lambda one: one[1].kana):
        yield person, replace(row, moved=tuple(map(_masked, row.moved))) if person.hidden else row


def _masked(one: Difference) -> Difference:
    return replace(one, before=HIDDEN, after=HIDDEN) if one.what == WHERE else one
