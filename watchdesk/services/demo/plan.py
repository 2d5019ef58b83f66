"""When the fictional people are visited: attempts in believable chains, exactly as many as asked for."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import TypeAlias

import jpholiday

from watchdesk.domain.histories import watched_periods
from watchdesk.domain.person import Person
from watchdesk.domain.words import Status
from watchdesk.errors import Invalid
from watchdesk.services.demo.attempts import (
    ASKING,
    CHAINS,
    ENDINGS_IN_TIME,
    ENDINGS_OVERDUE,
    FIRM,
    LAST_MINUTE,
    MINUTES,
    REACHED,
    UNKNOWN_TIME,
)
from watchdesk.services.demo.histories import Span
from watchdesk.services.demo.words import draw, shares, stream

OVERDUE_SHARE = 0.05
LEAST_OVERDUE = 5
"""At least so many, and this part of all under watch, are overdue at the end: work for 今日."""

LATE_BY = 25
"""The overdue ones are up to so many days late."""

RARELY = 0.12
"""Who is not under watch is called on so much more rarely, to ask for consent."""

_MONTH_WEIGHT = {1: 1.1, 2: 1.1, 7: 1.3, 8: 1.25, 9: 1.1, 12: 1.05}
"""Heat and cold bring more visits."""

_GAPS = (1, 1, 2, 2, 3, 5)
"""Work days between the attempts of a chain."""


@dataclass(frozen=True, slots=True)
class WorkDays:
    """The days on which the helpers go out: weekdays but no holidays, none on the last day, which has only begun."""

    days: tuple[date, ...]
    reach: tuple[float, ...]
    """Weight of all days before each day; one longer than ``days``."""

    @classmethod
    def of(cls, span: Span) -> "WorkDays":
        """Return the work days of a span; where it has none, its days."""
        every = [span.first + timedelta(days=passed) for passed in range((span.until - span.first).days)] or [
            span.until
        ]
        days = tuple(day for day in every if _is_work_day(day)) or tuple(every)
        return cls(days, (0.0, *accumulate(_MONTH_WEIGHT.get(day.month, 1.0) for day in days)))

    def place(self, day: date) -> int:
        """Return the place of the first work day on or after the day."""
        return bisect_left(self.days, day)


def _is_work_day(day: date) -> bool:
    year_end = (day.month, day.day) >= (12, 29) or (day.month, day.day) <= (1, 3)
    return day.weekday() < 5 and not year_end and not jpholiday.is_holiday(day)


Window: TypeAlias = tuple[int, int]
"""Places of work days, the second one excluded."""


@dataclass(frozen=True, slots=True)
class Subject:
    """One person as the plan sees them: ``windows`` of work days on which they may be called on."""

    order: int
    windows: tuple[Window, ...]
    interval: int
    watched: bool
    open: bool
    """Whether they are still under watch at the end."""

    def weight(self, work: WorkDays) -> float:
        """How many attempts this person calls for, relative to others."""
        reach = sum(work.reach[end] - work.reach[start] for start, end in self.windows)
        return reach / self.interval if self.watched else reach / 30 * RARELY


def subjects(people: Sequence[Person], work: WorkDays, span: Span) -> list[Subject]:
    """Return those whom one can call on within the span."""
    found = (_subject(order, person, work, span) for order, person in enumerate(people))
    return [subject for subject in found if subject.windows]


def _subject(order: int, person: Person, work: WorkDays, span: Span) -> Subject:
    periods = [(period.first, period.last) for period in watched_periods(person)]
    windows = _windows(periods, person, work)
    still = any(first <= span.until <= last for first, last in periods)
    if windows:
        return Subject(order, windows, person.interval_days, watched=True, open=still)
    return Subject(order, _windows(_active(person), person, work), person.interval_days, watched=False, open=False)


def _windows(periods: Sequence[tuple[date, date]], person: Person, work: WorkDays) -> tuple[Window, ...]:
    places = ((work.place(max(first, person.created_on)), bisect_right(work.days, last)) for first, last in periods)
    return tuple((start, end) for start, end in places if start < end)


def _active(person: Person) -> list[tuple[date, date]]:
    """Return the days until the record ended, whatever the consent says."""
    ends = (entry.since for entry in person.status_history if entry.state is not Status.ACTIVE and entry.since)
    return [(person.created_on, min(ends, default=date.max) - timedelta(days=1))]


_ATTEMPT_BITS, _ORDER_BITS, _MINUTE_BITS = 8, 24, 11


def packed(place: int, minute: int, order: int, attempt: int) -> int:
    """Put an attempt into one whole number that sorts by day, time and person: a million of them sort in a second."""
    return ((place << _MINUTE_BITS | minute) << _ORDER_BITS | order) << _ATTEMPT_BITS | attempt


def unpacked(key: int) -> tuple[int, int, int, int]:
    """Return the work day's place, the minute, the person's and the attempt's place."""
    attempt = key & (1 << _ATTEMPT_BITS) - 1
    key >>= _ATTEMPT_BITS
    order = key & (1 << _ORDER_BITS) - 1
    key >>= _ORDER_BITS
    return key >> _MINUTE_BITS, key & (1 << _MINUTE_BITS) - 1, order, attempt


def plan(people: Sequence[Person], work: WorkDays, span: Span, count: int, seed: int) -> list[int]:
    """Return exactly ``count`` packed attempts in order of time.

    Raises Invalid where there is nobody to call on.
    """
    if not count:
        return []
    random = stream(seed, "plan")
    known = subjects(people, work, span)
    if not known:
        raise Invalid("people", "訪問できる方がいません。人数を1人以上にしてください。", kind="missing")
    wanted = shares([subject.weight(work) * (0.75 + random.random() / 2) for subject in known], count)
    late = _overdue(known, wanted, work, span, random)
    keys: list[int] = []
    for subject, number in zip(known, wanted, strict=True):
        if number:
            _Round(subject, work, span, random, keys).fill(number, late.get(subject.order))
    keys.sort()
    return keys


def _overdue(
    known: Sequence[Subject], wanted: Sequence[int], work: WorkDays, span: Span, random: Random
) -> dict[int, tuple[tuple[int, ...], ...]]:
    """Choose who is overdue at the end, each with the attempts made since the last confirmed contact."""
    able = [
        subject.order
        for subject, number in zip(known, wanted, strict=True)
        if subject.open and number > len(ENDINGS_OVERDUE) and _long_watched(subject, work, span)
    ]
    number = min(len(able), max(LEAST_OVERDUE, int(len(able) * OVERDUE_SHARE)))
    chosen = random.sample(able, number)
    return {order: ENDINGS_OVERDUE[turn % len(ENDINGS_OVERDUE)] for turn, order in enumerate(chosen)}


def _long_watched(subject: Subject, work: WorkDays, span: Span) -> bool:
    start = work.days[subject.windows[-1][0]]
    return (span.until - start).days > subject.interval + LATE_BY + 20


@dataclass(slots=True)
class _Round:
    """Plans the attempts of one person and adds them, packed, to ``keys``."""

    subject: Subject
    work: WorkDays
    span: Span
    random: Random
    keys: list[int]

    def fill(self, number: int, late: tuple[tuple[int, ...], ...] | None) -> None:
        """Plan so many attempts; ``late``: attempts since a last confirmed contact that lies too far back."""
        if not self.subject.watched:
            self._spread([(draw(self.random, ASKING),) for _ in range(number)], self.subject.windows)
        elif self.subject.open:
            self._until_today(number, late)
        else:
            self._spread(list(self._chains(number)), self.subject.windows)

    def _until_today(self, number: int, late: tuple[tuple[int, ...], ...] | None) -> None:
        start, end = self.subject.windows[-1]
        last = self._last_contact(start, end, late is not None)
        ending = draw(self.random, ENDINGS_IN_TIME) if late is None else late
        after = [(FIRM[draw(self.random, kind)],) for kind in ending[: min(number - 1, end - 1 - last)]]
        before = [(first, min(close, last)) for first, close in self.subject.windows if first < min(close, last)]
        self._spread(list(self._chains(number - 1 - len(after))), before or self.subject.windows)
        self._attempts((FIRM[draw(self.random, REACHED)],), last, end)
        self._spread(after, [(last + 1, end)])

    def _last_contact(self, start: int, end: int, late: bool) -> int:
        """Return the place of the last confirmed contact: within the interval, or too far back."""
        due_from = self.span.until - timedelta(days=self.subject.interval)
        if not late:
            first = min(max(start, self.work.place(due_from)), end - 1)
            return first + int(self.random.random() * (end - first))
        day = due_from - timedelta(days=1 + int(self.random.random() ** 2 * LATE_BY))
        return max(start, bisect_right(self.work.days, day) - 1)

    def _chains(self, number: int) -> Iterator[tuple[int, ...]]:
        while number > 0:
            kinds = draw(self.random, CHAINS)
            if len(kinds) > number:
                kinds = (REACHED,)
            number -= len(kinds)
            yield tuple(draw(self.random, kind) for kind in kinds)

    def _spread(self, chains: Sequence[tuple[int, ...]], windows: Sequence[Window]) -> None:
        """Spread the chains evenly, as heat and cold weigh the days, each somewhere within its part of the time."""
        reach = self.work.reach
        part = sum(reach[end] - reach[start] for start, end in windows) / max(1, len(chains))
        for turn, chain in enumerate(chains):
            left = (turn + 0.25 + self.random.random() / 2) * part
            for start, end in windows:
                span = reach[end] - reach[start]
                if left < span:
                    break
                left -= span
            self._attempts(chain, min(bisect_right(reach, reach[start] + left, start, end) - 1, end - 1), end)

    def _attempts(self, chain: tuple[int, ...], place: int, end: int) -> None:
        minute = draw(self.random, MINUTES)
        self.keys.append(packed(place, minute, self.subject.order, chain[0]))
        for attempt in chain[1:]:
            place, minute = self._next(place, minute, end)
            self.keys.append(packed(place, minute, self.subject.order, attempt))

    def _next(self, place: int, minute: int, end: int) -> tuple[int, int]:
        """Return when the next attempt of a chain is made: a later day, or later on the last one."""
        later = min(place + draw(self.random, _GAPS), end - 1)
        if later > place:
            return later, draw(self.random, MINUTES)
        return later, UNKNOWN_TIME if minute > LAST_MINUTE - 35 else minute + 5 * (1 + int(self.random.random() * 6))
