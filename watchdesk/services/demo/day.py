"""The demo store's work in hand: what was promised and agreed, one put off, one alarm open, one sheet out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from itertools import cycle
from random import Random

from watchdesk.domain.address import walking_key
from watchdesk.domain.alarm import Alarm, AlarmOrigin
from watchdesk.domain.appointment import Appointment
from watchdesk.domain.follow_up import FollowUp
from watchdesk.domain.histories import is_watched
from watchdesk.domain.person import Person
from watchdesk.domain.round import Round, Stop
from watchdesk.domain.snooze import Snooze
from watchdesk.domain.visit import Visit
from watchdesk.domain.words import Result
from watchdesk.services.demo.partners import MADE_BY, Team
from watchdesk.services.demo.words import Row, opaque_id, rows, stream
from watchdesk.store import copies
from watchdesk.store.copies import Copy
from watchdesk.store.store import Tx

JAPAN = timezone(timedelta(hours=9))
ON_A_SHEET = 6
"""People on the sheet that is out."""


@dataclass(frozen=True, slots=True)
class Area:
    """An area whose desk is filled: its people under watch, who helps, its latest visits by person, the last day."""

    name: str
    people: Sequence[Person]
    team: Team
    latest: Mapping[str, Visit]
    until: date
    random: Random

    @property
    def morning(self) -> datetime:
        """When all of it was written down."""
        return datetime.combine(self.until, time(9), JAPAN)


class Latest(dict[str, Visit]):
    """The latest visit of each person, gathered from visits on their way into the store."""

    def gathered(self, visits: Iterable[Visit]) -> Iterator[Visit]:
        """Pass visits on, in the order of their days, and keep each person's last one."""
        for visit in visits:
            self[visit.person_id] = visit
            yield visit


def areas(
    people: Sequence[Person], latest: Mapping[str, Visit], teams: Mapping[str, Team], *, until: date, seed: int
) -> Iterator[Area]:
    """Every area that has people under watch."""
    for name, team in teams.items():
        here = [person for person in people if person.area_on(until) == name and is_watched(person, until)]
        if here:
            yield Area(name, here, team, latest, until, stream(seed, "day", name))


def write(tx: Tx, area: Area) -> None:
    """Write it for an area."""
    alarms = tuple(_alarms(area))
    busy = {alarm.person_id for alarm in alarms}
    free = cycle([person for person in area.people if person.id not in busy] or area.people)
    tx.add_all([_follow_up(area, row, next(free)) for row in _rows_of("follow_up")])
    tx.add_all([_appointment(area, row, next(free)) for row in _rows_of("appointment")])
    tx.add_all([_snooze(area, row, next(free)) for row in _rows_of("snooze")])
    tx.add_all(alarms)
    _send_round(tx, area)


def _rows_of(kind: str) -> list[Row]:
    return [row for row in rows("day") if row["kind"] == kind]


def _day(area: Area, row: Row) -> date:
    return area.until + timedelta(days=int(row["days"]))


def _who(area: Area, row: Row) -> str | None:
    who = {"watcher": area.team.watchers, "minsei": area.team.minsei}.get(row["who"])
    return who[0].name if who else None


def _follow_up(area: Area, row: Row, person: Person) -> FollowUp:
    return FollowUp(
        id=opaque_id(area.random),
        what=row["text"],
        due_on=_day(area, row),
        area=area.name,
        person_id=person.id,
        who=_who(area, row),
        created_by=MADE_BY,
        created_at=area.morning - timedelta(days=7),
    )


def _appointment(area: Area, row: Row, person: Person) -> Appointment:
    return Appointment(
        id=opaque_id(area.random),
        on=_day(area, row),
        at=time.fromisoformat(row["at"]) if row["at"] else None,
        what=row["text"],
        area=area.name,
        person_id=person.id,
        who=_who(area, row),
        created_by=MADE_BY,
        created_at=area.morning - timedelta(days=4),
    )


def _snooze(area: Area, row: Row, person: Person) -> Snooze:
    return Snooze(
        id=opaque_id(area.random),
        person_id=person.id,
        since=area.until,
        until=_day(area, row),
        reason=row["text"],
        created_by=MADE_BY,
        created_at=area.morning,
    )


def _alarms(area: Area) -> Iterator[Alarm]:
    """One, of whoever did not answer last; none where everybody did."""
    silent = (
        visit
        for person in area.people
        if (visit := area.latest.get(person.id)) is not None and visit.result is Result.NO_ANSWER
    )
    visit = max(silent, key=lambda one: (one.on, one.id), default=None)
    if visit is not None:
        yield Alarm(
            id=opaque_id(area.random),
            area=area.name,
            origin=AlarmOrigin.NO_ANSWER,
            raised_at=datetime.combine(visit.on, visit.at or time(10), JAPAN),
            raised_by=MADE_BY,
            holder=MADE_BY,
            person_id=visit.person_id,
            visit_id=visit.id,
        )


def _send_round(tx: Tx, area: Area) -> None:
    """A sheet printed the day before, which has not come back."""
    walker = area.team.watchers[0].name
    walked = sorted(
        area.people[:ON_A_SHEET], key=lambda one: (one.hidden, walking_key(one.town, one.address, one.building))
    )
    names = [person.id for person in walked]
    printed = area.morning - timedelta(days=1)
    copy = Copy(
        kind="day_sheet",
        title=f"まわり用紙 {len(names)}名",
        made_at=printed,
        made_by=MADE_BY,
        receiver="mimamori_in",
        holder=walker,
        pages=1,
        state_on=printed.date(),
    )
    number = copies.add(tx.connection, copy, names)
    tx.add_all(
        [
            Round(
                id=opaque_id(area.random),
                number=number,
                on=printed.date(),
                walker=walker,
                stops=tuple(Stop(person_id=one) for one in names),
                created_by=MADE_BY,
                created_at=printed,
            )
        ]
    )
