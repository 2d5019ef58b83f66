"""Calendar spans, due days and workload as pure functions; a simulated year in which nobody is lost."""

from collections.abc import Sequence
from datetime import date, time, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain import brute_force
from tests.domain.registers import person_with
from watchdesk.domain.cadence import Contact, Contacts, DueState, cadence
from watchdesk.domain.histories import StatusEntry
from watchdesk.domain.lines import InCharge, PersonLine
from watchdesk.domain.partner import PartnerKind
from watchdesk.domain.person import Person
from watchdesk.domain.planning import (
    NOBODY_IN_CHARGE,
    AppointmentLine,
    due_by_day,
    in_order,
    week_of,
    weeks_of_month,
    workload,
)
from watchdesk.domain.snooze import Snooze, holding
from watchdesk.domain.words import Result, Status

DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 12, 31))
WATCHER = InCharge("w1", PartnerKind.WATCHER, "林 二")
MINSEI = InCharge("m1", PartnerKind.MINSEI, "森 一")


# --- spans ---------------------------------------------------------------------------------------------------------


@given(DAYS)
def test_a_week_runs_from_its_sunday_to_its_saturday(day: date) -> None:
    first, last = week_of(day)
    assert first <= day <= last
    assert (first.isoweekday(), last - first) == (7, timedelta(days=6))


@given(DAYS)
def test_a_month_is_shown_in_whole_weeks_and_none_too_many(day: date) -> None:
    first, last = weeks_of_month(day)
    assert first <= day.replace(day=1) < first + timedelta(days=7)
    assert last - timedelta(days=7) < _last_of(day) <= last
    assert ((last - first).days + 1) % 7 == 0


def _last_of(day: date) -> date:
    return max(one for one in brute_force.days_of(day.replace(day=1), day.replace(day=1) + timedelta(days=31))
               if one.month == day.month)  # fmt: skip


def test_appointments_of_a_day_stand_by_time_those_without_one_first() -> None:
    at = [time(14), None, time(9, 30)]
    lines = [AppointmentLine(id=str(place), on=date(2026, 11, 24), what="予定", area="", at=one)
             for place, one in enumerate(at)]  # fmt: skip
    assert [line.begins for line in sorted(lines, key=in_order)] == ["", "09:30", "14:00"]


# --- who has how much to do ----------------------------------------------------------------------------------------


def _line(person_id: str, *charges: InCharge, status: Status = Status.ACTIVE) -> PersonLine:
    return PersonLine(id=person_id, name=person_id, charges=charges, status=status)


def test_a_person_with_two_watchers_stands_with_both_and_one_with_a_minsei_alone_with_nobody() -> None:
    other = InCharge("w2", PartnerKind.WATCHER, "青 三")
    lines = [_line("a", WATCHER, other), _line("b", MINSEI), _line("c", WATCHER, status=Status.ENDED)]
    load = workload(lines, [WATCHER, other], {"a": 2, "c": 1})
    assert [(one.name, one.people, one.visited, one.visits) for one in load] == [
        ("林 二", ("a",), ("a",), 2),
        ("青 三", ("a",), ("a",), 2),
        (NOBODY_IN_CHARGE, ("b",), (), 0),
    ]


def test_without_people_there_is_nobody_to_be_in_charge_of() -> None:
    assert workload([], [], {}) == ()
    assert due_by_day([_line("a")]) == {}


# --- a simulated year ----------------------------------------------------------------------------------------------

FIRST, YEAR, SOON = date(2026, 1, 1), 365, 7
RESULTS = (*(Result.MET,) * 3, Result.CONFIRMED, *(Result.ABSENT,) * 3, Result.NO_ANSWER, Result.OUTSIDE_ONLY,
           Result.DECLINED)  # fmt: skip


class _Life:
    """One person's year: visits at random, now and then put off or paused."""

    def __init__(self, number: int, chance: Random) -> None:
        self.chance = chance
        self.contacts: list[Contact] = []
        self.snoozes: list[Snooze] = []
        self.interval = chance.choice((3, 7, 14, 30, 60))
        self.status: list[StatusEntry] = [StatusEntry(state=Status.ACTIVE)]
        self.id = f"p{number}"

    @property
    def person(self) -> Person:
        found = person_with(self.id, status=self.status)
        return Person(**{name: getattr(found, name) for name in _KEPT}, interval_days=self.interval)

    def live(self, day: date) -> None:
        chance = self.chance
        if chance.random() < 1.3 / self.interval:
            self.contacts.append(Contact(day, None, chance.choice(RESULTS), len(self.contacts)))
        if chance.random() < 0.03:
            until = day + timedelta(days=chance.randint(1, 40))
            self.snoozes.append(Snooze(id="s", person_id=self.id, since=day, until=until, reason="旅行"))
        if chance.random() < 0.005:
            until = day + timedelta(days=chance.randint(1, 30))
            self.status.append(StatusEntry(state=Status.PAUSED, since=day, until=until))
        if chance.random() < 0.005:
            self.interval = chance.choice((3, 7, 14, 30, 60))


_KEPT = ("id", "family_name", "created_on", "status_history", "consent_history", "area_history")


@pytest.mark.parametrize("seed", range(40))
def test_in_a_year_of_random_answers_nobody_unconfirmed_too_long_is_ever_missing(seed: int) -> None:
    chance = Random(seed)  # noqa: S311  # no secret
    lives = [_Life(number, chance) for number in range(8)]
    for number in range(YEAR):
        day = FIRST + timedelta(days=number)
        for life in lives:
            life.live(day)
            _nobody_is_lost(life.person, life.contacts, life.snoozes, day)


def _nobody_is_lost(person: Person, contacts: Sequence[Contact], snoozes: Sequence[Snooze], day: date) -> None:
    standing = cadence(person, Contacts.up_to(day, contacts), day, SOON)
    if not brute_force.under_watch(person, day, None):
        assert standing is None
        return
    confirmed = [one.on for one in contacts if one.result in ("met", "confirmed")]
    unconfirmed = (day - max(confirmed, default=person.created_on)).days
    assert standing is not None
    listed = standing.state is not DueState.LATER or standing.worrying
    if unconfirmed > person.interval_days - SOON:
        assert listed, f"{day}: {unconfirmed} days since anybody knew"
    assert (standing.state is DueState.OVERDUE) == (unconfirmed > person.interval_days)
    put_off = person.id in holding(snoozes, day)
    assert put_off == any(one.since <= day < one.until for one in snoozes), "it ends by itself"
