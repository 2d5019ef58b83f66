"""Planning 予定: what a day of the calendar holds, and how much each watcher has to do; computed, never stored."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from watchdesk.domain.cadence import DueState
from watchdesk.domain.lines import InCharge, PersonLine
from watchdesk.domain.partner import PartnerKind
from watchdesk.domain.words import Status

ONE_WEEK = 7
"""Days."""

NOBODY_IN_CHARGE = "担当の見守り員がいない方"


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentLine:
    """An appointment 予定 as lists show it; ``name`` and ``kana`` are the person's, None where it is with nobody.

    ``gone``: the person's watch has ended 終了 since, so the plan is to be looked at again.
    """

    id: str
    on: date
    what: str = field(repr=False)
    area: str
    at: time | None = None
    until: time | None = None
    person_id: str | None = None
    name: str | None = field(default=None, repr=False)
    kana: str | None = field(default=None, repr=False)
    hidden: bool = False
    gone: bool = False
    who: str | None = field(default=None, repr=False)
    place: str | None = field(default=None, repr=False)
    note: str | None = field(default=None, repr=False)
    cancelled: bool = False
    cancel_reason: str | None = field(default=None, repr=False)

    @property
    def begins(self) -> str:
        """10:00, or "" where no time was agreed on."""
        return f"{self.at:%H:%M}" if self.at else ""

    @property
    def clock(self) -> str:
        """10:00〜11:00, 10:00, or "" where no time was agreed on."""
        return f"{self.begins}〜{self.until:%H:%M}" if self.until else self.begins

    @property
    def title(self) -> str:
        """見本 ふみさん・受診の付き添い; what alone where it is with nobody on the register."""
        return f"{self.name}さん・{self.what}" if self.name else self.what

    @property
    def told(self) -> str:
        """見本 ふみさん・受診の付き添い（長女） 地域会館の前: with whom, what for and where, in one line."""
        who = f"（{self.who}）" if self.who else ""
        return " ".join(part for part in (f"{self.title}{who}", self.place) if part)


def in_order(line: AppointmentLine) -> tuple[date, bool, time, str]:
    """Sort key: day, time of day with an unknown one first, as on a wall calendar."""
    return line.on, line.at is not None, line.at or time.min, line.kana or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDay:
    """A day of the calendar. ``due``: ids of those whose due day it is; ``back``: whose 後日 ends on it."""

    day: date
    holiday: str | None = None
    closed: bool = False
    appointments: tuple[AppointmentLine, ...] = ()
    due: tuple[str, ...] = ()
    back: tuple[str, ...] = ()


def weeks_of_month(first: date) -> tuple[date, date]:
    """Return the Sunday on or before the month's first day and the Saturday on or after its last."""
    last = (first.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return week_of(first.replace(day=1))[0], week_of(last)[1]


def week_of(day: date) -> tuple[date, date]:
    """Return the Sunday and the Saturday of a day's week, as calendars on Japanese walls have it."""
    sunday = day - timedelta(days=day.isoweekday() % ONE_WEEK)
    return sunday, sunday + timedelta(days=ONE_WEEK - 1)


def due_by_day(lines: Iterable[PersonLine]) -> dict[date, tuple[str, ...]]:
    """Return who is due on which day, by the one function of ``cadence``; nothing of it is stored."""
    found: dict[date, list[str]] = {}
    for line in lines:
        if line.due is not None:
            found.setdefault(line.due.due_on, []).append(line.id)
    return {day: tuple(ids) for day, ids in found.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkloadLine:
    """What one watcher 見守り員 has to do; each tuple holds exactly the people behind its number (ids).

    ``partner`` None: the people whom no watcher is in charge of. ``people`` are all whose watch has not ended;
    ``soon``, ``due`` and ``overdue`` stand apart from each other. ``visits`` are this month's records of these people,
    whoever made them, ``visited`` the people they were made of.
    """

    partner: InCharge | None
    people: tuple[str, ...] = ()
    soon: tuple[str, ...] = ()
    due: tuple[str, ...] = ()
    overdue: tuple[str, ...] = ()
    visited: tuple[str, ...] = ()
    visits: int = 0

    @property
    def name(self) -> str:
        """The watcher's name, or that there is none."""
        return self.partner.name if self.partner else NOBODY_IN_CHARGE


def workload(
    lines: Iterable[PersonLine], watchers: Sequence[InCharge], visits: Mapping[str, int]
) -> tuple[WorkloadLine, ...]:
    """Return the watchers in the order given, also those with nobody, then the people without one.

    ``visits``: this month's records by person. A person with two watchers stands with both.
    """
    entrusted: dict[str | None, list[PersonLine]] = {watcher.partner_id: [] for watcher in watchers}
    alone: list[PersonLine] = []
    for line in lines:
        if line.status is Status.ENDED:
            continue
        theirs = [one.partner_id for one in line.charges if one.kind == PartnerKind.WATCHER]
        for partner_id in theirs:
            entrusted.setdefault(partner_id, []).append(line)
        if not theirs:
            alone.append(line)
    with_one = (_load(watcher, entrusted[watcher.partner_id], visits) for watcher in watchers)
    return (*with_one, *((_load(None, alone, visits),) if alone else ()))


def _load(partner: InCharge | None, people: Sequence[PersonLine], visits: Mapping[str, int]) -> WorkloadLine:
    def standing(state: DueState) -> tuple[str, ...]:
        return tuple(line.id for line in people if line.due is not None and line.due.state is state)

    ids = tuple(line.id for line in people)
    return WorkloadLine(
        partner=partner,
        people=ids,
        soon=standing(DueState.SOON),
        due=standing(DueState.DUE),
        overdue=standing(DueState.OVERDUE),
        visited=tuple(one for one in ids if visits.get(one)),
        visits=sum(visits.get(one, 0) for one in ids),
    )
