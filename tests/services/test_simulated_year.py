"""A year at the desk with random answers: nobody unconfirmed for too long is missing from 今日, put off or not."""

import shutil
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from tests.conftest import AREA, KEY, NOW, USER
from watchdesk.desk import Desk, open_with_recovery_key
from watchdesk.domain.histories import ConsentEntry
from watchdesk.domain.words import CONFIRMED_CONTACT, Consent, Method, Result

PEOPLE, DAYS, SOON = 7, 365, 7
READ_WHOLE = 9
"""Every so many days the whole page is read, which asks for much else."""
AGREED = ConsentEntry(state=Consent.AGREED, since=date(2026, 4, 1))
RESULTS = (Result.MET, Result.MET, Result.CONFIRMED, Result.ABSENT, Result.ABSENT, Result.NO_ANSWER, Result.DECLINED)


class Clock:
    """A clock that the test turns on."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def turning_desk(tmp_path: Path, empty_template: Path, clock: Clock) -> Iterator[Desk]:
    folder = tmp_path / "store"
    shutil.copytree(empty_template, folder)
    desk = open_with_recovery_key(folder, USER, KEY, clock=clock)
    yield desk
    desk.lock()


@pytest.mark.parametrize("seed", [1, 3])
def test_nobody_unconfirmed_too_long_is_missing_from_today(turning_desk: Desk, clock: Clock, seed: int) -> None:
    desk, chance = turning_desk, Random(seed)  # noqa: S311  # no secret
    intervals = {
        desk.people.register({"family_name": "練習", "interval_days": days}, area=AREA, consent=AGREED).id: days
        for days in (chance.choice((7, 14, 30, 60)) for _ in range(PEOPLE))
    }
    seen: dict[str, date] = dict.fromkeys(intervals, AGREED.since or date.min)
    for number in range(DAYS):
        today = desk.today()
        for person, days in intervals.items():
            if chance.random() < 1.2 / days:
                result = chance.choice(RESULTS)
                desk.visits.record(person, on=today, method=Method.VISIT, result=result)
                seen[person] = today if result in CONFIRMED_CONTACT else seen[person]
            if chance.random() < 0.02:
                desk.plans.snooze(person, today + timedelta(days=chance.randint(1, 30)), "旅行中")
            if chance.random() < 0.01 and person in desk.plans.snoozed(today):
                desk.plans.wake(person)
        _nobody_is_missing(desk, intervals, seen)
        if number % READ_WHOLE == 0:
            _nobody_stands_in_the_wrong_list(desk)
        clock.now += timedelta(days=1)


def _nobody_is_missing(desk: Desk, intervals: dict[str, int], seen: dict[str, date]) -> None:
    today = desk.today()
    wanted = {one for one, days in intervals.items() if (today - seen[one]).days >= days - SOON}
    assert wanted <= {line.id for line in desk.due.lines()}, today


def _nobody_stands_in_the_wrong_list(desk: Desk) -> None:
    facts, put_off = desk.day.facts(), desk.plans.snoozed(desk.today())
    to_see, later = {line.id for line in facts.to_see}, {one.line.id for one in facts.later}
    listed = {line.id for line in desk.due.lines()}
    assert to_see | later == listed
    assert later == listed & put_off.keys(), "who is put off stands under 後日 and nowhere else"
    assert not to_see & later
