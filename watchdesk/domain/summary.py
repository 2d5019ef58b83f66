"""The figures of a span 集計: who is under watch, who came and went, what was visited (contract §2, one definition)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, TypeVar

from watchdesk.domain.histories import (
    ONE_DAY,
    HasHistories,
    Period,
    is_watched,
    status_on,
    watched_periods,
)
from watchdesk.domain.month import Month
from watchdesk.domain.words import CONFIRMED_CONTACT, Condition, Method, Result, Status, Word
from watchdesk.domain.work import Work, WorkFigures
from watchdesk.errors import Invalid

DEFAULT_VISIT_COUNT_METHODS = (Method.VISIT, Method.INTERCOM, Method.PHONE, Method.GREETING)
"""Methods that count as 訪問回数 unless the ward's setting says otherwise (contract §2.10)."""

Key = TypeVar("Key", bound=Word)


class Added(Word):
    """増: why a person is under watch who was not on the day before the span (contract §2.2)."""

    NEW = "new", "新規"
    RESUMED = "resumed", "再開"
    CONSENTED = "consented", "同意"
    MOVED_IN = "moved_in", "転入"


class Ended(Word):
    """減: why a person is no longer under watch on the span's last day (contract §2.2)."""

    PAUSED = "paused", "休止"
    ENDED = "ended", "終了"
    WITHDRAWN = "withdrawn", "同意の撤回など"
    MOVED_OUT = "moved_out", "転出"


@dataclass(frozen=True, slots=True)
class Span:
    """Days ``first`` to ``last``, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise Invalid("month", "まだ始まっていない月の集計はできません。", kind="ahead")

    @classmethod
    def of_month(cls, month: Month, today: date) -> "Span":
        """Return the month's days; the running month ends today. A month ahead raises ``Invalid``."""
        return cls(month.first, month.last_by(today))

    @classmethod
    def year_to_date(cls, month: Month, today: date) -> "Span":
        """Return the days from 1 April to the month's end, in the running month to today (contract §2.11)."""
        return cls(month.fiscal_start.first, cls.of_month(month, today).last)

    @property
    def day_before(self) -> date:
        """The day of ``at_start``: the last day before the span."""
        return self.first - ONE_DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """The spans that stand beside a month; None where the store has no record before the end of that span."""

    previous: Span | None
    last_year: Span | None
    year_to_date: Span | None


def beside(month: Month, today: date, earliest_record: date | None) -> Beside:
    """Return the spans of contract §2.11. ``earliest_record``: earliest day of anything recorded, None: nothing is."""

    def known(span: Span) -> Span | None:
        return span if earliest_record is not None and earliest_record <= span.last else None

    return Beside(
        previous=known(Span.of_month(month.previous, today)),
        last_year=known(Span.of_month(month.year_before, today)),
        year_to_date=known(Span.year_to_date(month, today)),
    )


class Watch(NamedTuple):
    """One person's spans under watch, computed once, and the histories that give the reasons."""

    id: str
    periods: tuple[Period, ...]
    histories: HasHistories

    @classmethod
    def of(cls, person_id: str, histories: HasHistories) -> "Watch":
        """Work out the spans under watch."""
        return cls(person_id, watched_periods(histories), histories)


class Roll:
    """Everyone who was ever under watch, sorted by area once, so that many spans can be counted quickly.

    Keeps the order in which the people are given; figures open into their people in that order.
    """

    def __init__(self, people: Iterable[Watch]) -> None:
        """Sort the people by area."""
        self._everywhere: list[tuple[Watch, tuple[Period, ...]]] = []
        self._by_area: dict[str, list[tuple[Watch, tuple[Period, ...]]]] = {}
        for watch in people:
            if not watch.periods:
                continue
            self._everywhere.append((watch, watch.periods))
            for area in dict.fromkeys(period.area for period in watch.periods):
                here = tuple(period for period in watch.periods if period.area == area)
                self._by_area.setdefault(area, []).append((watch, here))

    def within(self, area: str | None) -> Sequence[tuple[Watch, tuple[Period, ...]]]:
        """Return the people ever under watch in an area (None: in the ward), each with the spans there."""
        return self._everywhere if area is None else self._by_area.get(area, ())


Ids = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Members:
    """Who makes up each figure of people: person ids, in the order of the roll."""

    under_watch: Ids
    at_start: Ids
    added_by: Mapping[Added, Ids]
    ended_by: Mapping[Ended, Ids]
    at_end: Ids
    confirmed_under_watch: Ids
    not_confirmed: Ids

    @property
    def added(self) -> Ids:
        """増, reason by reason."""
        return tuple(who for ids in self.added_by.values() for who in ids)

    @property
    def ended(self) -> Ids:
        """減, reason by reason."""
        return tuple(who for ids in self.ended_by.values() for who in ids)


def members(span: Span, area: str | None, roll: Roll, confirmed_anywhere: frozenset[str]) -> Members:
    """Return who is in which figure of people (contract §2.1, §2.2, §2.5); ``area`` None: the ward.

    ``confirmed_anywhere``: everyone with a confirmed contact in the span, in whatever area it was made.
    """
    people = [_standing(watch, periods, span) for watch, periods in roll.within(area)]
    under_watch = tuple(person.watch.id for person in people if person.within)
    added = [person.watch for person in people if person.within and not person.at_start]
    ended = [person.watch for person in people if (person.at_start or person.within) and not person.at_end]
    return Members(
        under_watch=under_watch,
        at_start=tuple(person.watch.id for person in people if person.at_start),
        added_by={why: tuple(watch.id for watch in added if _why_added(watch, span) is why) for why in Added},
        ended_by={why: tuple(watch.id for watch in ended if _why_ended(watch, span) is why) for why in Ended},
        at_end=tuple(person.watch.id for person in people if person.at_end),
        confirmed_under_watch=tuple(who for who in under_watch if who in confirmed_anywhere),
        not_confirmed=tuple(who for who in under_watch if who not in confirmed_anywhere),
    )


class _Standing(NamedTuple):
    """Whether a person was under watch on the day before a span, on any day of it, on its last day."""

    watch: Watch
    at_start: bool
    within: bool
    at_end: bool


def _standing(watch: Watch, periods: tuple[Period, ...], span: Span) -> _Standing:
    if len(periods) == 1 and periods[0].first < span.first and span.last <= periods[0].last:
        return _Standing(watch, True, True, True)
    return _Standing(
        watch,
        any(period.meets(span.day_before, span.day_before) for period in periods),
        any(period.meets(span.first, span.last) for period in periods),
        any(period.meets(span.last, span.last) for period in periods),
    )


def _why_added(watch: Watch, span: Span) -> Added:
    if watch.periods[0].first >= span.first:
        return Added.NEW
    if status_on(watch.histories.status_history, span.day_before) is not Status.ACTIVE:
        return Added.RESUMED
    return Added.MOVED_IN if is_watched(watch.histories, span.day_before) else Added.CONSENTED


def _why_ended(watch: Watch, span: Span) -> Ended:
    status = status_on(watch.histories.status_history, span.last)
    if status is not Status.ACTIVE:
        return Ended.PAUSED if status is Status.PAUSED else Ended.ENDED
    return Ended.MOVED_OUT if is_watched(watch.histories, span.last) else Ended.WITHDRAWN


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitCounts:
    """What the store adds up of a span and an area (or the ward), voided records left out.

    ``rows``: method, result, condition and number of visits. ``signs``: visits by sign code.
    ``visited``, ``confirmed``: ids of people with any visit, with a confirmed contact. ``days``: the days of visits.
    """

    rows: tuple[tuple[Method, Result, Condition | None, int], ...] = ()
    signs: Mapping[str, int] = field(default_factory=dict)
    visited: frozenset[str] = frozenset()
    confirmed: frozenset[str] = frozenset()
    days: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitFigures:
    """Visits by method and result, zeros included (contract §2.3)."""

    total: int
    by_method: Mapping[Method, int]
    by_result: Mapping[Result, int]
    table: Mapping[Method, Mapping[Result, int]]

    def to_json(self) -> dict[str, object]:
        """Return the form of contract §6."""
        return {
            "total": self.total,
            "by_method": _plain(self.by_method),
            "by_result": _plain(self.by_result),
            "table": {method.value: _plain(row) for method, row in self.table.items()},
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """Confirmed contacts by condition, and ``urgent`` seen otherwise (contract §2.12)."""

    well: int
    concern: int
    urgent: int
    unknown: int
    urgent_unseen: int

    def to_json(self) -> dict[str, object]:
        """Return the form of contract §6."""
        return {
            "well": self.well,
            "concern": self.concern,
            "urgent": self.urgent,
            "unknown": self.unknown,
            "urgent_unseen": self.urgent_unseen,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The figures of one span and one area or the ward; names as in contract §6.

    ``confirm_rate`` in percent, None when nobody is under watch. ``signs``: the codes noted, sorted; a code list with
    zeros is the report's matter. ``work``: what was done beside the visits.
    """

    under_watch: int
    at_start: int
    added: int
    added_by: Mapping[Added, int]
    ended: int
    ended_by: Mapping[Ended, int]
    at_end: int
    visits: VisitFigures
    people_visited: int
    people_confirmed: int
    confirmed_under_watch: int
    not_confirmed: int
    confirm_rate: float | None
    conditions: Conditions
    signs: Mapping[str, int]
    visit_count: int
    visit_count_methods: tuple[Method, ...]
    active_days: int
    work: WorkFigures = field(default_factory=WorkFigures)

    def to_json(self) -> dict[str, object]:
        """Return the ``figures`` document of contract §6: plain dicts, lists, numbers and texts."""
        return {
            "under_watch": self.under_watch,
            "at_start": self.at_start,
            "added": self.added,
            "added_by": _plain(self.added_by),
            "ended": self.ended,
            "ended_by": _plain(self.ended_by),
            "at_end": self.at_end,
            "visits": self.visits.to_json(),
            "people_visited": self.people_visited,
            "people_confirmed": self.people_confirmed,
            "confirmed_under_watch": self.confirmed_under_watch,
            "not_confirmed": self.not_confirmed,
            "confirm_rate": self.confirm_rate,
            "conditions": self.conditions.to_json(),
            "signs": dict(self.signs),
            **self.work.to_json(),
            "visit_count": self.visit_count,
            "visit_count_methods": [method.value for method in self.visit_count_methods],
            "active_days": self.active_days,
        }


def figures(
    span: Span,
    area: str | None,
    roll: Roll,
    counts: VisitCounts,
    *,
    confirmed_anywhere: frozenset[str],
    visit_count_methods: Iterable[Method] = DEFAULT_VISIT_COUNT_METHODS,
    work: Work | None = None,
) -> Figures:
    """Return the figures of a span; ``area`` None: the ward. ``counts`` are of the same span and area."""
    return figures_of(members(span, area, roll, confirmed_anywhere), counts, visit_count_methods, work)


def figures_of(
    who: Members, counts: VisitCounts, visit_count_methods: Iterable[Method], work: Work | None = None
) -> Figures:
    """Return the sizes of what makes up each figure; ``work`` of the same span and area, None: nothing but visits."""
    visits = _visits(counts)
    counted = set(visit_count_methods)
    return Figures(
        under_watch=len(who.under_watch),
        at_start=len(who.at_start),
        added=len(who.added),
        added_by={reason: len(ids) for reason, ids in who.added_by.items()},
        ended=len(who.ended),
        ended_by={reason: len(ids) for reason, ids in who.ended_by.items()},
        at_end=len(who.at_end),
        visits=visits,
        people_visited=len(counts.visited),
        people_confirmed=len(counts.confirmed),
        confirmed_under_watch=len(who.confirmed_under_watch),
        not_confirmed=len(who.not_confirmed),
        confirm_rate=percent(len(who.confirmed_under_watch), len(who.under_watch)),
        conditions=_conditions(counts),
        signs={code: counts.signs[code] for code in sorted(counts.signs)},
        visit_count=sum(visits.by_method[method] for method in counted),
        visit_count_methods=tuple(method for method in Method if method in counted),
        active_days=len(counts.days | work.days if work is not None else counts.days),
        work=work.figures if work is not None else WorkFigures(),
    )


def percent(part: int, whole: int) -> float | None:
    """Return the percentage, rounded half up to 0.1 by integer arithmetic; None of nothing (contract §2.5)."""
    return (2000 * part + whole) // (2 * whole) / 10 if whole else None


def _visits(counts: VisitCounts) -> VisitFigures:
    table = {method: dict.fromkeys(Result, 0) for method in Method}
    for method, result, _, number in counts.rows:
        table[method][result] += number
    return VisitFigures(
        total=sum(number for *_, number in counts.rows),
        by_method={method: sum(row.values()) for method, row in table.items()},
        by_result={result: sum(row[result] for row in table.values()) for result in Result},
        table=table,
    )


def _conditions(counts: VisitCounts) -> Conditions:
    seen: dict[Condition | None, int] = dict.fromkeys((*Condition, None), 0)
    urgent_unseen = 0
    for _, result, condition, number in counts.rows:
        if result in CONFIRMED_CONTACT:
            seen[condition] += number
        elif condition is Condition.URGENT:
            urgent_unseen += number
    return Conditions(
        well=seen[Condition.WELL],
        concern=seen[Condition.CONCERN],
        urgent=seen[Condition.URGENT],
        unknown=seen[None],
        urgent_unseen=urgent_unseen,
    )


def _plain(numbers: Mapping[Key, int]) -> dict[str, int]:
    return {key.value: number for key, number in numbers.items()}
