"""When a contact is due and when silence worries, as the contract says (§2.6, §2.7)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain import brute_force
from watchdesk.domain.cadence import (
    Cadence,
    Contact,
    Contacts,
    DueState,
    by_need,
    by_urgency,
    cadence,
    due_state,
    reason_words,
    silent_streak,
)
from watchdesk.domain.histories import AreaEntry, ConsentEntry, StatusEntry
from watchdesk.domain.person import Person
from watchdesk.domain.visit import Visit
from watchdesk.domain.words import Consent, Method, Result, Status

DAY = date(2026, 5, 10)
ALWAYS = Person(
    id="p",
    family_name="見本",
    created_on=date(2026, 1, 5),
    area_history=(AreaEntry(area="みなと"),),
    consent_history=(ConsentEntry(state=Consent.AGREED),),
)


def before(days: int) -> date:
    return DAY - timedelta(days=days)


def standing(
    contacts: Sequence[Contact] = (), *, person: Person = ALWAYS, day: date = DAY, soon_days: int = 7
) -> Cadence:
    found = cadence(person, Contacts.up_to(day, contacts), day, soon_days)
    assert found is not None
    return found


def met(on: date, at: time | None = None, entry_order: int = 0) -> Contact:
    return Contact(on, at, Result.MET, entry_order)


def absent(on: date, at: time | None = None, entry_order: int = 0) -> Contact:
    return Contact(on, at, Result.ABSENT, entry_order)


# --- the due day -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days_ago", "state", "overdue_days"),
    [
        (0, DueState.LATER, 0),
        (22, DueState.LATER, 0),
        (23, DueState.SOON, 0),
        (29, DueState.SOON, 0),
        (30, DueState.DUE, 0),
        (31, DueState.OVERDUE, 1),
        (42, DueState.OVERDUE, 12),
    ],
)
def test_the_state_follows_the_last_confirmed_contact(days_ago: int, state: DueState, overdue_days: int) -> None:
    found = standing([met(before(days_ago))])

    assert (found.state, found.overdue_days) == (state, overdue_days)
    assert found.due_on == before(days_ago) + timedelta(days=30)


def test_soon_reaches_as_far_as_the_setting_says() -> None:
    assert due_state(DAY + timedelta(days=10), DAY, soon_days=10) is DueState.SOON
    assert due_state(DAY + timedelta(days=11), DAY, soon_days=10) is DueState.LATER
    assert due_state(DAY + timedelta(days=1), DAY, soon_days=0) is DueState.LATER


def test_an_attempt_is_not_a_confirmation() -> None:
    found = standing([met(before(40)), absent(before(1)), Contact(before(2), None, Result.OUTSIDE_ONLY)])

    assert (found.last_confirmed, found.last_attempt) == (before(40), before(1))
    assert found.state is DueState.OVERDUE


def test_before_any_contact_the_days_count_from_the_first_day_under_watch() -> None:
    agreed = replace(
        ALWAYS,
        consent_history=(
            ConsentEntry(state=Consent.PENDING),
            ConsentEntry(state=Consent.AGREED, since=before(20)),
        ),
    )

    assert standing(person=agreed).due_on == before(20) + timedelta(days=30)


def test_under_watch_from_before_all_days_the_days_count_from_the_making_of_the_record() -> None:
    assert standing().due_on == ALWAYS.created_on + timedelta(days=30)


def test_a_contact_from_before_the_watch_counts_as_confirmed() -> None:
    agreed = replace(ALWAYS, consent_history=(ConsentEntry(state=Consent.AGREED, since=before(3)),))

    assert standing([met(before(25))], person=agreed).due_on == before(25) + timedelta(days=30)


def test_a_pause_resets_nothing() -> None:
    back = replace(
        ALWAYS,
        status_history=(
            StatusEntry(state=Status.ACTIVE),
            StatusEntry(state=Status.PAUSED, since=before(60), until=before(2)),
        ),
    )

    assert standing([met(before(70))], person=back).overdue_days == 40


@pytest.mark.parametrize(
    "person",
    [
        replace(ALWAYS, status_history=(StatusEntry(state=Status.PAUSED, since=before(5)),)),
        replace(ALWAYS, status_history=(StatusEntry(state=Status.ENDED, since=before(5)),)),
        replace(ALWAYS, consent_history=(ConsentEntry(state=Consent.PENDING),)),
        replace(ALWAYS, consent_history=(ConsentEntry(state=Consent.AGREED, watch=False),)),
        replace(ALWAYS, consent_history=()),
    ],
)
def test_only_people_under_watch_are_ever_due(person: Person) -> None:
    assert cadence(person, Contacts(), DAY) is None


def test_a_past_day_is_judged_by_what_was_known_then_and_by_todays_interval() -> None:
    weekly = replace(ALWAYS, interval_days=7)
    contacts = [met(before(20)), absent(before(12)), met(before(2))]

    found = standing(contacts, person=weekly, day=before(10))

    assert (found.last_confirmed, found.last_attempt) == (before(20), before(12))
    assert (found.due_on, found.overdue_days, found.silent_streak) == (before(13), 3, 1)


# --- the silent streak -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("results", "streak", "worrying"),
    [
        ([], 0, False),
        (["absent", "absent"], 2, False),
        (["absent", "declined", "absent"], 3, True),
        (["no_answer"], 1, True),
        (["no_answer", "met"], 0, False),
        (["no_answer", "confirmed", "absent"], 1, False),
        (["absent", "outside_only", "absent"], 2, False),
        (["absent", "outside_only", "absent", "declined"], 3, True),
        (["absent", "absent", "confirmed", "declined"], 1, False),
        (["met", "outside_only"], 0, False),
    ],
)
def test_silence_is_counted_from_the_last_confirmed_contact(results: list[str], streak: int, worrying: bool) -> None:
    contacts = [Contact(before(10 - order), None, Result(result)) for order, result in enumerate(results)]

    found = standing(contacts)

    assert (found.silent_streak, found.worrying) == (streak, worrying)
    assert silent_streak(reversed(contacts)) == streak


@pytest.mark.parametrize(
    ("contacts", "streak"),
    [
        # another day
        ([absent(before(1)), met(before(2))], 1),
        # the same day, by time
        ([absent(before(1), time(15)), met(before(1), time(9))], 1),
        ([absent(before(1), time(9)), met(before(1), time(15))], 0),
        # an unknown time is the last of its day, whatever was entered first
        ([absent(before(1), None, 1), met(before(1), time(23, 59), 2)], 1),
        ([met(before(1), None, 1), absent(before(1), time(23, 59), 2)], 0),
        ([absent(before(1), None, 1), met(before(1), time(0, 0), 2)], 1),
        # the same time, or both unknown: by order of entry
        ([absent(before(1), time(9), 1), met(before(1), time(9), 2)], 0),
        ([absent(before(1), time(9), 2), met(before(1), time(9), 1)], 1),
        ([met(before(1), None, 2), absent(before(1), None, 1)], 0),
        ([absent(before(1), None, 2), met(before(1), None, 1)], 1),
    ],
)
def test_contacts_stand_in_order_of_day_time_and_entry(contacts: list[Contact], streak: int) -> None:
    assert silent_streak(contacts) == streak
    assert silent_streak(reversed(contacts)) == streak


# --- against the day-by-day count --------------------------------------------------------------------------------

NEAR = st.dates(before(50), DAY)
PEOPLE = st.builds(
    Person,
    id=st.just("p"),
    family_name=st.just("見本"),
    created_on=NEAR,
    interval_days=st.sampled_from([1, 7, 30]),
    area_history=st.lists(st.builds(AreaEntry, area=st.just("みなと"), since=st.none() | NEAR), min_size=1).map(tuple),
    status_history=st.lists(
        st.builds(
            StatusEntry, state=st.sampled_from([Status.ACTIVE, Status.ACTIVE, Status.PAUSED]), since=st.none() | NEAR
        ),
        min_size=1,
        max_size=3,
    ).map(tuple),
    consent_history=st.lists(
        st.builds(
            ConsentEntry, state=st.sampled_from([Consent.AGREED, Consent.AGREED, *Consent]), since=st.none() | NEAR
        ),
        min_size=1,
        max_size=3,
    ).map(tuple),
)
ATTEMPTS = st.lists(
    st.builds(
        Visit,
        id=st.just("v"),
        person_id=st.just("p"),
        on=st.dates(before(12), DAY),
        at=st.sampled_from([None, time(0, 0), time(9), time(15, 30)]),
        method=st.just(Method.VISIT),
        result=st.sampled_from(Result),
        voided=st.sampled_from([False, False, False, True]),
        void_reason=st.just("取り消し"),
    ),
    max_size=8,
)


@settings(max_examples=400, deadline=None)
@given(PEOPLE, ATTEMPTS, st.dates(before(8), DAY), st.integers(0, 10))
def test_the_due_day_and_the_streak_equal_a_plain_reading_of_the_contract(
    person: Person, visits: list[Visit], day: date, soon_days: int
) -> None:
    contacts = [
        Contact(visit.on, visit.at, visit.result, order) for order, visit in enumerate(visits) if not visit.voided
    ]

    found = cadence(person, Contacts.up_to(day, reversed(contacts)), day, soon_days)

    expected = brute_force.due(person, visits, day, soon_days)
    names = ("last_confirmed", "last_attempt", "due_on", "state", "overdue_days", "silent_streak", "worrying")
    assert (found and {name: getattr(found, name) for name in names}) == expected


def test_contacts_since_the_last_confirmed_one_are_enough() -> None:
    everything = [met(before(50)), absent(before(45)), met(before(40)), absent(before(3)), absent(before(1))]
    kept = Contacts(last_confirmed=before(40), last_attempt=before(1), since=tuple(everything[-2:]))

    assert cadence(ALWAYS, kept, DAY) == standing(everything)


# --- words and order ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("contacts", "words"),
    [
        ([met(before(42))], "12日超過"),
        ([met(before(42)), absent(before(3)), absent(before(2)), absent(before(1))], "12日超過・3回続けて会えず"),
        ([met(before(5)), Contact(before(1), None, Result.NO_ANSWER)], "応答なし・気がかり"),
        ([met(before(31)), Contact(before(1), None, Result.NO_ANSWER)], "1日超過・応答なし・気がかり"),
        ([met(before(9)), *[absent(before(days)) for days in (4, 3, 2, 1)]], "4回続けて会えず"),
        ([met(before(30))], "今日まで"),
        ([met(before(27))], "あと3日"),
        ([met(before(27)), absent(before(1))], "あと3日"),
    ],
)
def test_the_reason_is_told_in_a_few_words(contacts: list[Contact], words: str) -> None:
    assert reason_words(standing(contacts)) == words


def test_the_longest_overdue_stand_first_then_by_kana() -> None:
    lines = [
        ("due, ア", standing([met(before(30))]), "アサノ"),
        ("overdue 1, ワ", standing([met(before(31))]), "ワダ"),
        ("soon, no kana", standing([met(before(29))]), None),
        ("overdue 9, カ", standing([met(before(39))]), "カトウ"),
        ("overdue 1, イ", standing([met(before(31))]), "イトウ"),
        ("soon, ウ", standing([met(before(25))]), "ウエダ"),
    ]

    ordered = [name for name, found, kana in sorted(lines, key=lambda line: by_urgency(line[1], line[2]))]

    assert ordered == ["overdue 9, カ", "overdue 1, イ", "overdue 1, ワ", "due, ア", "soon, ウ", "soon, no kana"]


def test_the_days_list_puts_worries_and_near_days_first_among_those_not_overdue() -> None:
    lines = [
        ("soon, in 5 days", standing([met(before(25))]), "ア"),
        ("soon, in 2 days", standing([met(before(28))]), "イ"),
        ("worrying, in 5 days", standing([met(before(25)), *(absent(before(n)) for n in (3, 2, 1))]), "ウ"),
        ("overdue", standing([met(before(31))]), "エ"),
    ]

    ordered = [name for name, found, kana in sorted(lines, key=lambda line: by_need(line[1], line[2]))]

    assert ordered == ["overdue", "worrying, in 5 days", "soon, in 2 days", "soon, in 5 days"]


def test_someone_never_visited_is_not_told_to_be_years_overdue() -> None:
    person = replace(ALWAYS, consent_history=(ConsentEntry(state=Consent.AGREED, since=date(2023, 4, 1)),))
    assert reason_words(standing(person=person)) == "まだ一度も訪ねていません"
