"""The figures of a month are the contract's: counted by hand, at its borders, beside other spans (contract §2)."""

import json
from datetime import date

import pytest

from tests.domain import brute_force
from tests.domain.registers import AGREED, counts_of, figures_of, members_of, person_with, roll_of
from watchdesk.domain import summary
from watchdesk.domain.histories import AreaEntry, ConsentEntry, StatusEntry
from watchdesk.domain.month import Month
from watchdesk.domain.person import Person
from watchdesk.domain.summary import Span, VisitCounts
from watchdesk.domain.visit import Visit
from watchdesk.domain.words import Condition, Consent, EndReason, Method, Result, Status
from watchdesk.errors import Invalid

APRIL = Month(2026, 4)
TODAY = date(2026, 5, 10)


# --- a month counted by hand -------------------------------------------------------------------------------------


def april(day: int) -> date:
    return date(2026, 4, day)


HAND_PEOPLE = (
    person_with("01 always"),
    person_with("02 silent"),
    person_with(
        "03 agrees on the 10th",
        consent=(ConsentEntry(state=Consent.PENDING), ConsentEntry(state=Consent.AGREED, since=april(10))),
    ),
    person_with(
        "04 back on the 20th",
        status=(
            StatusEntry(state=Status.ACTIVE),
            StatusEntry(state=Status.PAUSED, since=date(2026, 3, 1), until=april(20), reason="入院"),
        ),
    ),
    person_with(
        "05 agrees again on the 15th",
        consent=(
            AGREED,
            ConsentEntry(state=Consent.WITHDRAWN, since=date(2026, 2, 1)),
            ConsentEntry(state=Consent.AGREED, since=april(15)),
        ),
    ),
    person_with(
        "06 comes from やなぎ on the 12th", area=(AreaEntry(area="やなぎ"), AreaEntry(area="みなと", since=april(12)))
    ),
    person_with(
        "07 in hospital from the 18th",
        status=(StatusEntry(state=Status.ACTIVE), StatusEntry(state=Status.PAUSED, since=april(18))),
    ),
    person_with(
        "08 ended on the 1st",
        status=(
            StatusEntry(state=Status.ACTIVE),
            StatusEntry(state=Status.ENDED, since=april(1), reason=EndReason.DECEASED),
        ),
    ),
    person_with("09 withdraws on the 30th", consent=(AGREED, ConsentEntry(state=Consent.WITHDRAWN, since=april(30)))),
    person_with(
        "10 goes to やなぎ on the 25th", area=(AreaEntry(area="みなと"), AreaEntry(area="やなぎ", since=april(25)))
    ),
    person_with(
        "11 one day only, the 8th",
        status=(
            StatusEntry(state=Status.ACTIVE),
            StatusEntry(state=Status.ENDED, since=april(9), reason=EndReason.FACILITY),
        ),
        consent=(ConsentEntry(state=Consent.AGREED, since=april(8)),),
    ),
    person_with("12 not asked yet", consent=(ConsentEntry(state=Consent.PENDING),)),
    person_with("13 agrees to the list only", consent=(ConsentEntry(state=Consent.AGREED, watch=False),)),
    person_with("14 only a voided visit"),
    person_with("15 of やなぎ", area=(AreaEntry(area="やなぎ"),)),
)


def visited(person_id: str, on: date, method: Method, result: Result, condition: Condition | None = None) -> Visit:
    return Visit(id=f"{person_id} {on}", person_id=person_id, on=on, method=method, result=result, condition=condition)


HAND_VISITS = (
    visited("01 always", date(2026, 3, 31), Method.VISIT, Result.MET, Condition.WELL),
    visited("01 always", april(3), Method.VISIT, Result.MET, Condition.WELL),
    visited("01 always", april(10), Method.VISIT, Result.ABSENT),
    visited("01 always", april(10), Method.POSTING, Result.OUTSIDE_ONLY),
    visited("02 silent", april(5), Method.VISIT, Result.ABSENT),
    Visit(
        id="no answer",
        person_id="02 silent",
        on=april(6),
        method=Method.INTERCOM,
        result=Result.NO_ANSWER,
        condition=Condition.URGENT,
        signs=("S01", "S02"),
    ),
    visited("03 agrees on the 10th", april(2), Method.PHONE, Result.CONFIRMED),
    visited("06 comes from やなぎ on the 12th", april(1), Method.PHONE, Result.MET, Condition.WELL),
    Visit(
        id="concern",
        person_id="07 in hospital from the 18th",
        on=april(4),
        method=Method.GREETING,
        result=Result.MET,
        condition=Condition.CONCERN,
        signs=("S01",),
    ),
    visited("10 goes to やなぎ on the 25th", april(26), Method.VISIT, Result.MET, Condition.WELL),
    visited("12 not asked yet", april(20), Method.VISIT, Result.MET, Condition.WELL),
    Visit(
        id="voided",
        person_id="14 only a voided visit",
        on=april(7),
        method=Method.VISIT,
        result=Result.MET,
        voided=True,
        void_reason="別の方の記録でした",
    ),
    visited("02 silent", date(2026, 5, 1), Method.VISIT, Result.MET, Condition.WELL),
)


def test_a_month_counted_by_hand_comes_out_the_same() -> None:
    """April 2026 in みなと, by person number.

    On 31 March under watch:   01 02 07 08 09 10 14                                          =  7
    Came:                      03 11 (new), 04 (resumed), 05 (consented), 06 (moved in)      = +5
    Went:                      07 (paused), 08 11 (ended), 09 (withdrawn), 10 (moved out)    = −5
    On 30 April under watch:   01 02 03 04 05 06 14                                          =  7
    On at least one day:       01 02 03 04 05 06 07 09 10 11 14; not 08, who ended on the 1st = 11
    Confirmed of these:        01 03 (before consent) 06 (in やなぎ) 07 10 (in やなぎ)         =  5, 5 ÷ 11 = 45.45… %
    Visits: 01 three times, 02 twice, 03, 07, 12 once = 8; the voided one, those of やなぎ, of March and May not.
    """
    found = figures_of(HAND_PEOPLE, HAND_VISITS, Span.of_month(APRIL, TODAY), "みなと").to_json()

    assert found["under_watch"] == 11
    assert found["at_start"] == 7
    assert (found["added"], found["added_by"]) == (5, {"new": 2, "resumed": 1, "consented": 1, "moved_in": 1})
    assert (found["ended"], found["ended_by"]) == (5, {"paused": 1, "ended": 2, "withdrawn": 1, "moved_out": 1})
    assert found["at_end"] == 7
    assert (found["confirmed_under_watch"], found["not_confirmed"], found["confirm_rate"]) == (5, 6, 45.5)
    assert (found["people_visited"], found["people_confirmed"]) == (5, 4)
    assert found["visits"]["total"] == 8  # type: ignore[index]  # to_json gives plain objects
    assert found["visits"]["table"]["visit"] == {  # type: ignore[index]  # as above
        "met": 2,
        "confirmed": 0,
        "absent": 2,
        "no_answer": 0,
        "outside_only": 0,
        "declined": 0,
    }
    assert found["conditions"] == {"well": 2, "concern": 1, "urgent": 0, "unknown": 1, "urgent_unseen": 1}
    assert found["signs"] == {"S01": 2, "S02": 1}
    assert (found["visit_count"], found["active_days"]) == (7, 7)


def test_the_ward_counts_each_person_once_and_knows_no_moves() -> None:
    """11 of みなと, 3 of やなぎ (06 10 15), but 06 and 10 stand in both: 12, not 14."""
    span = Span.of_month(APRIL, TODAY)

    ward = figures_of(HAND_PEOPLE, HAND_VISITS, span, None)
    here = figures_of(HAND_PEOPLE, HAND_VISITS, span, "みなと")
    there = figures_of(HAND_PEOPLE, HAND_VISITS, span, "やなぎ")

    assert (here.under_watch, there.under_watch, ward.under_watch) == (11, 3, 12)
    assert (ward.at_start, ward.added, ward.ended, ward.at_end) == (9, 4, 4, 9)
    assert ward.added_by[summary.Added.MOVED_IN] == ward.ended_by[summary.Ended.MOVED_OUT] == 0
    assert there.added_by[summary.Added.MOVED_IN] == there.ended_by[summary.Ended.MOVED_OUT] == 1
    assert ward.visits.total == here.visits.total + there.visits.total == 10


def test_every_figure_of_people_opens_into_its_people() -> None:
    who = members_of(HAND_PEOPLE, HAND_VISITS, Span.of_month(APRIL, TODAY), "みなと")

    assert [found[:2] for found in who.not_confirmed] == ["02", "04", "05", "09", "11", "14"]
    assert [found[:2] for found in who.added_by[summary.Added.NEW]] == ["03", "11"]
    assert [found[:2] for found in who.ended_by[summary.Ended.ENDED]] == ["08", "11"]


ENDED_IN_FEBRUARY = (
    StatusEntry(state=Status.ACTIVE),
    StatusEntry(state=Status.ENDED, since=date(2026, 2, 1), reason=EndReason.OTHER),
)


@pytest.mark.parametrize(
    ("person", "reason"),
    [
        (person_with("p", consent=(ConsentEntry(state=Consent.AGREED, since=april(1)),)), "new"),
        (person_with("p", status=(*ENDED_IN_FEBRUARY, StatusEntry(state=Status.ACTIVE, since=april(1)))), "resumed"),
        (
            person_with(
                "p",
                consent=(
                    AGREED,
                    ConsentEntry(state=Consent.PENDING, since=date(2026, 2, 1)),
                    ConsentEntry(state=Consent.AGREED, since=april(1)),
                ),
            ),
            "consented",
        ),
        (person_with("p", area=(AreaEntry(area="やなぎ"), AreaEntry(area="みなと", since=april(1)))), "moved_in"),
        (  # everything was false: the first of status, consent, area
            person_with(
                "p",
                status=(*ENDED_IN_FEBRUARY, StatusEntry(state=Status.ACTIVE, since=april(1))),
                consent=(
                    AGREED,
                    ConsentEntry(state=Consent.REFUSED, since=date(2026, 2, 1)),
                    ConsentEntry(state=Consent.AGREED, since=april(2)),
                ),
                area=(AreaEntry(area="やなぎ"), AreaEntry(area="みなと", since=april(3))),
            ),
            "resumed",
        ),
    ],
)
def test_who_comes_on_the_first_day_comes_in_that_month(person: Person, reason: str) -> None:
    march = figures_of((person,), (), Span.of_month(APRIL.previous, TODAY), "みなと")
    found = figures_of((person,), (), Span.of_month(APRIL, TODAY), "みなと")

    assert (march.at_end, found.at_start, found.added, found.at_end) == (0, 0, 1, 1)
    assert {why.value: number for why, number in found.added_by.items() if number} == {reason: 1}


@pytest.mark.parametrize(
    ("person", "reason"),
    [
        (
            person_with(
                "p", status=(StatusEntry(state=Status.ACTIVE), StatusEntry(state=Status.PAUSED, since=april(30)))
            ),
            "paused",
        ),
        (person_with("p", consent=(AGREED, ConsentEntry(state=Consent.REFUSED, since=april(30)))), "withdrawn"),
        (
            person_with("p", consent=(AGREED, ConsentEntry(state=Consent.AGREED, watch=False, since=april(30)))),
            "withdrawn",
        ),
        (person_with("p", area=(AreaEntry(area="みなと"), AreaEntry(area="やなぎ", since=april(30)))), "moved_out"),
    ],
)
def test_who_goes_on_the_last_day_goes_in_that_month(person: Person, reason: str) -> None:
    found = figures_of((person,), (), Span.of_month(APRIL, TODAY), "みなと")

    assert (found.at_start, found.under_watch, found.ended, found.at_end) == (1, 1, 1, 0)
    assert {why.value: number for why, number in found.ended_by.items() if number} == {reason: 1}


def test_signs_stand_in_the_order_of_their_codes() -> None:
    counts = VisitCounts(signs={"S11": 1, "S02": 3})

    found = summary.figures(Span.of_month(APRIL, TODAY), None, roll_of(()), counts, confirmed_anywhere=frozenset())

    assert list(found.signs.items()) == [("S02", 3), ("S11", 1)]


# --- rounding, zeros, spans --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "whole", "rate"),
    [
        (77, 92, 83.7),  # 83.695…
        (1, 2000, 0.1),  # 0.05 exactly: half goes up
        (1, 2001, 0.0),
        (1, 16, 6.3),  # 6.25: half goes up, where round() of a float gives 6.2
        (5, 16, 31.3),  # 31.25
        (1, 3, 33.3),
        (2, 3, 66.7),
        (0, 5, 0.0),
        (5, 5, 100.0),
        (0, 0, None),
    ],
)
def test_the_confirm_rate_is_rounded_half_up(part: int, whole: int, rate: float | None) -> None:
    assert summary.percent(part, whole) == rate


def test_zeros_are_told_and_nobody_under_watch_has_no_rate() -> None:
    found = figures_of((), (), Span.of_month(APRIL, TODAY), "みなと").to_json()

    assert found["confirm_rate"] is None
    assert found["visits"] == {
        "total": 0,
        "by_method": dict.fromkeys(brute_force.METHODS, 0),
        "by_result": dict.fromkeys(brute_force.RESULTS, 0),
        "table": {method: dict.fromkeys(brute_force.RESULTS, 0) for method in brute_force.METHODS},
    }
    assert json.loads(json.dumps(found)) == found


def test_the_visit_count_follows_the_methods_of_the_setting() -> None:
    span = Span.of_month(APRIL, TODAY)
    counts = counts_of(HAND_PEOPLE, HAND_VISITS, span, "みなと")

    found = summary.figures(
        span,
        "みなと",
        roll_of(HAND_PEOPLE),
        counts,
        confirmed_anywhere=frozenset(),
        visit_count_methods=(Method.POSTING, Method.VISIT),
    )

    assert found.visit_count == 5
    assert found.to_json()["visit_count_methods"] == ["visit", "posting"]


def test_the_running_month_ends_today_and_a_month_ahead_is_refused() -> None:
    assert Span.of_month(Month(2026, 5), TODAY) == Span(date(2026, 5, 1), TODAY)
    assert Span.of_month(APRIL, TODAY) == Span(date(2026, 4, 1), date(2026, 4, 30))
    with pytest.raises(Invalid, match="まだ始まっていない月"):
        Span.of_month(Month(2026, 6), TODAY)


def test_a_state_that_lies_ahead_does_not_count_in_the_running_month() -> None:
    person = person_with(
        "p", status=(StatusEntry(state=Status.ACTIVE), StatusEntry(state=Status.PAUSED, since=date(2026, 5, 20)))
    )

    found = figures_of((person,), (), Span.of_month(Month(2026, 5), TODAY), "みなと")

    assert (found.at_end, found.ended) == (1, 0)


def test_the_year_to_date_starts_in_april_and_looks_back_to_31_march() -> None:
    span = Span.year_to_date(Month(2027, 2), date(2027, 2, 9))

    assert span == Span(date(2026, 4, 1), date(2027, 2, 9))
    assert span.day_before == date(2026, 3, 31)


@pytest.mark.parametrize(
    ("earliest", "previous", "last_year", "year_to_date"),
    [
        (None, False, False, False),
        (date(2025, 4, 30), True, True, True),
        (date(2025, 5, 1), True, False, True),
        (date(2026, 3, 31), True, False, True),
        (date(2026, 4, 1), False, False, True),
    ],
)
def test_beside_the_month_stands_nothing_from_before_the_first_record(
    earliest: date | None, previous: bool, last_year: bool, year_to_date: bool
) -> None:
    found = summary.beside(APRIL, TODAY, earliest)

    assert found == summary.Beside(
        previous=Span(date(2026, 3, 1), date(2026, 3, 31)) if previous else None,
        last_year=Span(date(2025, 4, 1), date(2025, 4, 30)) if last_year else None,
        year_to_date=Span(date(2026, 4, 1), date(2026, 4, 30)) if year_to_date else None,
    )
