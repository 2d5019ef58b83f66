"""The demo store's work in hand: everything that a morning may hold, and the same again for the same seed."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from watchdesk.desk import Desk, Plan
from watchdesk.domain.consultation import ConsultState
from watchdesk.domain.people_order import by_place
from watchdesk.domain.referral import ReferralState
from watchdesk.domain.words import Result
from watchdesk.exports.full import FORMAT

TODAY = date(2026, 11, 22)
PLAN = Plan(areas=("九条南",), people=60, visits=900, until=TODAY, at_work=True)


@pytest.fixture
def busy(empty_desk: Desk) -> Desk:
    empty_desk.demo.fill(PLAN).run()
    return empty_desk


def test_a_morning_has_something_of_everything(busy: Desk) -> None:
    facts = busy.day.facts()
    assert facts.alarms
    assert len(facts.rounds) == 1
    assert [one.overdue_days > 0 for one in facts.follow_ups] == [True, False]
    assert len(facts.appointments) == 1
    assert facts.to_see


def test_the_alarm_is_of_somebody_who_did_not_answer(busy: Desk) -> None:
    (alarm,) = busy.alarms.open()
    assert alarm.person_id is not None
    newest = busy.visits.of_person(alarm.person_id)[0]
    assert newest.result is Result.NO_ANSWER
    assert newest.id == alarm.visit_id


def test_the_sheet_that_is_out_stands_in_walking_order(busy: Desk) -> None:
    (out,) = busy.rounds.out()
    places = [by_place(line.person) for line in busy.rounds.sheet(out.id).lines if line.person is not None]
    assert len(places) == out.stops
    assert places == sorted(places)


def test_the_same_seed_makes_the_same_work(
    opened: Callable[[Path], Desk], empty_template: Path, tmp_path: Path
) -> None:
    files = []
    for at in range(2):
        desk = opened(empty_template)
        desk.demo.fill(PLAN).run()
        target = tmp_path / f"{at}.json"
        desk.exports.full(target).run()
        files.append(target.read_text(encoding="utf-8"))
    assert files[0] == files[1]
    assert FORMAT in files[0]


def test_without_being_asked_for_there_is_no_work(empty_desk: Desk) -> None:
    empty_desk.demo.fill(Plan(areas=("九条南",), people=30, visits=200, until=TODAY)).run()
    facts = empty_desk.day.facts()
    assert (facts.alarms, facts.rounds, facts.follow_ups, facts.appointments) == ((), (), (), ())


def test_cases_were_worked_on_and_one_was_handed_on_and_answered(busy: Desk) -> None:
    states = [line.state for line in busy.consultations.lines()]
    assert set(states) == {ConsultState.WAITING, ConsultState.CLOSED}
    (handed,) = busy.referrals.lines()
    assert handed.state is ReferralState.ANSWERED
    assert busy.activities.lines(date(2026, 10, 1), TODAY)
    assert busy.activities.coordination(date(2026, 10, 1), TODAY)
