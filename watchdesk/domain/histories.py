"""Histories of status, consent and area: what held on a day, and when a person was under watch (contract §1, §2.1)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Protocol, TypeVar

from watchdesk.domain.words import Consent, ConsentWay, EndReason, Status
from watchdesk.errors import Invalid

BEGINNING = date.min
"""The day of an entry without a date: before all days."""

NO_AREA = ""
"""Under watch, but before the first area entry."""

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusEntry:
    """A state from its first day on; a pause may say the first day active again (``until``)."""

    state: Status
    since: date | None = None
    until: date | None = None
    reason: str | None = None

    def __post_init__(self) -> None:
        if self.until is not None and (self.state is not Status.PAUSED or self.until <= (self.since or BEGINNING)):
            raise Invalid("status", "再開の日は、休止の日より後の日にしてください。", kind="until")
        if self.state is Status.ENDED and self.reason is not None and self.reason not in set(EndReason):
            raise Invalid("end_reason", "終了理由は、一覧から選んでください。")


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentEntry:
    """What a person agreed to, from ``since`` on. ``watch`` false: agrees to the list only, wants no visits.

    ``witness`` 立会人; ``form`` names the version of the form that was signed, ``attachment_id`` its scan.
    """

    state: Consent
    since: date | None = None
    way: ConsentWay | None = None
    recipients: tuple[str, ...] = ()
    watch: bool = True
    valid_until: date | None = None
    witness: str | None = field(default=None, repr=False)
    form: str | None = None
    attachment_id: str | None = None

    @property
    def lets_watch(self) -> bool:
        """Whether visits are agreed to."""
        return self.state is Consent.AGREED and self.watch


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaEntry:
    """The area 地域 a person lives in from ``since`` on."""

    area: str
    since: date | None = None

    def __post_init__(self) -> None:
        if not self.area.strip():
            raise Invalid("area", "地域を選んでください。", kind="missing")


class Dated(Protocol):
    """An entry of a history."""

    @property
    def since(self) -> date | None:
        """First day of the entry; None holds from before all days."""


Entry = TypeVar("Entry", bound=Dated)


def on(entries: Sequence[Entry], day: date) -> Entry | None:
    """Return the latest entry dated on or before the day; on equal dates the one entered last; None before any."""
    found: Entry | None = None
    for entry in entries:
        since = entry.since or BEGINNING
        if since <= day and (found is None or since >= (found.since or BEGINNING)):
            found = entry
    return found


def without_last(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return a history without the entry that was entered last; Invalid where it is the only one."""
    if len(entries) < 2:
        sentence = "最初の記録は取り消せません。違っているときは、新しい記録を入れてください。"
        raise Invalid("history", sentence, kind="only")
    return tuple(entries[:-1])


def status_on(entries: Sequence[StatusEntry], day: date) -> Status | None:
    """Return the status on a day; a pause is over from its ``until`` on."""
    entry = on(entries, day)
    if entry is None:
        return None
    if entry.until is not None and entry.until <= day:
        return Status.ACTIVE
    return entry.state


def paused_until(entries: Sequence[StatusEntry], day: date) -> date | None:
    """Return the first day active again of the pause that holds on a day; None without one, or where it is open."""
    entry = on(entries, day)
    return entry.until if entry is not None and entry.until is not None and entry.until > day else None


def consent_on(entries: Sequence[ConsentEntry], day: date) -> ConsentEntry | None:
    """Return the consent that held on a day."""
    return on(entries, day)


def area_on(entries: Sequence[AreaEntry], day: date) -> str | None:
    """Return the area a person was in on a day."""
    entry = on(entries, day)
    return entry.area if entry else None


def area_of_visit(entries: Sequence[AreaEntry], day: date) -> str | None:
    """Return the area a visit of the day belongs to: the person's then, before the first entry the earliest one."""
    found = area_on(entries, day)
    if found is not None or not entries:
        return found
    return min(entries, key=lambda entry: entry.since or BEGINNING).area


@dataclass(frozen=True, slots=True)
class Period:
    """Days ``first`` to ``last``, both included, under watch in one area."""

    first: date
    last: date
    area: str

    def meets(self, first: date, last: date) -> bool:
        """Whether the two spans share a day."""
        return self.first <= last and first <= self.last


class HasHistories(Protocol):
    """A person, or a row that carries a person's three histories."""

    @property
    def status_history(self) -> Sequence[StatusEntry]:
        """Status entries in the order they were entered."""

    @property
    def consent_history(self) -> Sequence[ConsentEntry]:
        """Consent entries in the order they were entered."""

    @property
    def area_history(self) -> Sequence[AreaEntry]:
        """Area entries in the order they were entered."""


def is_watched(person: HasHistories, day: date) -> bool:
    """Whether the person is under watch on the day, wherever they live (contract §2.1)."""
    if status_on(person.status_history, day) is not Status.ACTIVE:
        return False
    consent = consent_on(person.consent_history, day)
    return consent is not None and consent.lets_watch


def watched_in(person: HasHistories, day: date) -> str | None:
    """Return the area in which the person is under watch on the day, None where not under watch (contract §2.1).

    ``NO_AREA`` where no area entry has begun: such a day counts for the ward and for no area.
    """
    if not is_watched(person, day):
        return None
    return area_on(person.area_history, day) or NO_AREA


def watched_periods(person: HasHistories) -> tuple[Period, ...]:
    """Return every span of days under watch, by area, in order of time; the last one is open (``date.max``)."""
    days = sorted(_turning_days(person))
    periods: list[Period] = []
    for position, day in enumerate(days):
        area = watched_in(person, day)
        last = days[position + 1] - ONE_DAY if position + 1 < len(days) else date.max
        if area is None:
            continue
        if periods and periods[-1].area == area and periods[-1].last + ONE_DAY == day:
            periods[-1] = Period(periods[-1].first, last, area)
        else:
            periods.append(Period(day, last, area))
    return tuple(periods)


def _turning_days(person: HasHistories) -> Iterable[date]:
    yield from {
        BEGINNING,
        *(entry.since or BEGINNING for entry in person.status_history),
        *(entry.until for entry in person.status_history if entry.until is not None),
        *(entry.since or BEGINNING for entry in person.consent_history),
        *(entry.since or BEGINNING for entry in person.area_history),
    }
