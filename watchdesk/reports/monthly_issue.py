"""An issue of a month 月締め: its facts as plain JSON, and the report drawn from them whenever it is printed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar

from watchdesk.domain.closing import Closing, Difference
from watchdesk.domain.closing_differences import Names, differences
from watchdesk.domain.closing_records import Stood
from watchdesk.domain.consent import HIDDEN, Disclosed, Purpose, disclose
from watchdesk.domain.person import Person
from watchdesk.domain.secrecy import without_whereabouts
from watchdesk.domain.summary import Ids, Members
from watchdesk.reports.monthly_facts import MonthlyFacts, PersonLine, VisitLine
from watchdesk.reports.monthly_gather import RECEIVER, Part
from watchdesk.store.values import as_json, read_as

FORM = 1
"""Of the JSON; a later one has to read the earlier."""

Json = dict[str, Any]
Row = TypeVar("Row", PersonLine, VisitLine)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What an issue keeps: the facts without names, then each row that named somebody, under that person's id.

    ``behind``: by figure the ids of its records. ``amended``: corrections of the month that this issue told of already,
    it and those before. ``stood``: the records as they were counted; None in an issue made before they were kept.
    """

    facts: MonthlyFacts
    people: tuple[tuple[str, PersonLine], ...] | None = field(default=None, repr=False)
    visits: tuple[tuple[str, VisitLine], ...] | None = field(default=None, repr=False)
    members: Members
    behind: Mapping[str, Ids] = field(default_factory=dict)
    amended: int = 0
    stood: Stood | None = None


def keep(part: Part, behind: Mapping[str, Ids], amended: int = 0, stood: Stood | None = None) -> Kept:
    """Return what is to be kept of a part of today's report. It is whole: the running month's last day is over."""
    facts = part.facts
    return Kept(
        facts=replace(facts, people=None, visits=None, provisional=False, outdated=False, issue=None, code=""),
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
    named = [one for one, _ in _known(kept.people or (), people) if one.id not in set(lines.withheld_ids)]
    left_out = len(kept.people or ()) - lines.provided
    facts = replace(
        kept.facts,
        issue=closing.issue,
        code=closing.code,
        people=lines if kept.people is not None else None,
        visits=visits if kept.visits is not None else None,
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


# ---- what two issues show otherwise

_COVER = ("coordinator", "office", "phone", "receivers", "stamps", "area")
_BESIDE = ("previous", "last_year", "year_to_date", "trend")
_WORDS = ("signs", "lists")
_OTHERWISE = "書きかえ"


def otherwise(before: Kept, after: Kept) -> tuple[Difference, ...]:
    """Return all that the paper shows otherwise: each figure, then in a line each what is no figure; no names."""
    names = Names(signs={sign.code: sign.label for sign in after.facts.signs}, lists=after.facts.lists)
    return (
        *differences(before.facts.figures, after.facts.figures, names),
        *_rows("お名前をのせる方", "名", before.people, after.people),
        *_rows("訪問記録のくわしい内容", "件", before.visits, after.visits),
        *_texts(before.facts, after.facts),
    )


def _rows(what: str, unit: str, old: tuple[Any, ...] | None, new: tuple[Any, ...] | None) -> Iterator[Difference]:
    if old is None or new is None:
        return
    if len(old) != len(new):
        yield Difference(what=what, before=f"{len(old):,}{unit}", after=f"{len(new):,}{unit}")
    known = set(old)
    rewritten = sum(one not in known for one in new)
    more = max(len(new) - len(old), 0)
    if rewritten > more:
        yield Difference(what=f"{what}のうち{_OTHERWISE}", before="—", after=f"{rewritten - more:,}{unit}")
    elif not rewritten and len(old) == len(new) and old != new:
        yield Difference(what=f"{what}の順", before="—", after=_OTHERWISE)


def _texts(old: MonthlyFacts, new: MonthlyFacts) -> Iterator[Difference]:
    for what, names in (
        ("特記事項", ("remarks",)),
        ("来月の予定", ("coming",)),
        ("くらべる数（前の月・前の年・今年度）とグラフ", _BESIDE),
        ("表紙（作成者・あて先・決裁欄）", _COVER),
        ("一覧の言葉", _WORDS),
    ):
        if any(getattr(old, name) != getattr(new, name) for name in names):
            yield Difference(what=what, before="—", after=_OTHERWISE)
