"""What held on a day, and who was under watch then (contract §1 Histories, §2.1)."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain import brute_force
from watchdesk.domain import histories
from watchdesk.domain.histories import BEGINNING, NO_AREA, AreaEntry, ConsentEntry, Period, StatusEntry
from watchdesk.domain.person import Person
from watchdesk.domain.words import Consent, EndReason, Status
from watchdesk.errors import Invalid


def april(day: int) -> date:
    return date(2026, 4, day)


def person_with(
    *,
    status: Sequence[StatusEntry] = (StatusEntry(state=Status.ACTIVE),),
    consent: Sequence[ConsentEntry] = (ConsentEntry(state=Consent.AGREED),),
    area: Sequence[AreaEntry] = (AreaEntry(area="みなと"),),
) -> Person:
    return Person(
        id="p",
        family_name="見本",
        created_on=april(1),
        status_history=tuple(status),
        consent_history=tuple(consent),
        area_history=tuple(area),
    )


def areas(*entries: tuple[str, int | None]) -> tuple[AreaEntry, ...]:
    return tuple(AreaEntry(area=area, since=april(day) if day else None) for area, day in entries)


# --- the state on a day ------------------------------------------------------------------------------------------


def test_the_date_of_an_entry_is_the_first_day_of_the_new_state() -> None:
    entries = areas(("みなと", 1), ("やなぎ", 10))

    assert histories.area_on(entries, april(9)) == "みなと"
    assert histories.area_on(entries, april(10)) == "やなぎ"


def test_before_the_first_entry_there_is_no_state() -> None:
    assert histories.area_on(areas(("みなと", 2)), april(1)) is None
    assert histories.status_on((), april(1)) is None
    assert histories.consent_on((), april(1)) is None


def test_on_equal_dates_the_entry_entered_last_holds() -> None:
    assert histories.area_on(areas(("みなと", 5), ("やなぎ", 5), ("あさひ", 5)), april(5)) == "あさひ"


def test_an_entry_entered_later_but_dated_earlier_does_not_hide_the_newer_state() -> None:
    entries = areas(("みなと", 10), ("やなぎ", 5))

    assert histories.area_on(entries, april(7)) == "やなぎ"
    assert histories.area_on(entries, april(12)) == "みなと"


def test_an_entry_without_a_date_holds_from_before_all_days_until_a_dated_one() -> None:
    entries = areas(("みなと", 5), ("やなぎ", None))

    assert histories.area_on(entries, date.min) == "やなぎ"
    assert histories.area_on(entries, april(5)) == "みなと"
    assert histories.area_on(areas(("みなと", None), ("やなぎ", None)), april(5)) == "やなぎ"


def test_a_pause_is_over_on_the_day_it_names() -> None:
    entries = (
        StatusEntry(state=Status.ACTIVE),
        StatusEntry(state=Status.PAUSED, since=april(5), until=april(9), reason="入院"),
    )

    assert histories.status_on(entries, april(8)) is Status.PAUSED
    assert histories.status_on(entries, april(9)) is Status.ACTIVE
    days = [histories.paused_until(entries, april(day)) for day in (4, 5, 8, 9)]
    assert days == [None, april(9), april(9), None]


def test_the_end_of_a_pause_does_not_bring_back_whom_a_later_entry_ended() -> None:
    entries = (
        StatusEntry(state=Status.PAUSED, since=april(5), until=april(20)),
        StatusEntry(state=Status.ENDED, since=april(12), reason=EndReason.FACILITY),
    )

    assert histories.status_on(entries, april(11)) is Status.PAUSED
    assert histories.status_on(entries, april(20)) is Status.ENDED
    assert histories.paused_until(entries, april(13)) is None


def test_a_visit_from_before_the_first_area_entry_belongs_to_the_earliest_area() -> None:
    assert histories.area_of_visit(areas(("やなぎ", 20), ("みなと", 10)), april(1)) == "みなと"
    assert histories.area_of_visit(areas(("やなぎ", 20), ("みなと", 10)), april(25)) == "やなぎ"
    assert histories.area_of_visit((), april(1)) is None


# --- entries that cannot be --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "since", "until"),
    [
        (Status.PAUSED, april(5), april(5)),
        (Status.PAUSED, april(5), april(4)),
        (Status.ACTIVE, april(5), april(6)),
        (Status.ENDED, april(5), april(6)),
    ],
)
def test_only_a_pause_has_an_end_and_it_lies_behind_its_start(state: Status, since: date, until: date) -> None:
    with pytest.raises(Invalid, match="再開の日"):
        StatusEntry(state=state, since=since, until=until)


def test_an_end_has_a_reason_of_the_list_and_a_pause_any_words() -> None:
    with pytest.raises(Invalid, match="終了理由"):
        StatusEntry(state=Status.ENDED, reason="引っこし")

    assert StatusEntry(state=Status.PAUSED, reason="長男宅に滞在").reason == "長男宅に滞在"


def test_an_area_entry_names_an_area() -> None:
    with pytest.raises(Invalid, match="地域"):
        AreaEntry(area=" ")


# --- under watch -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("person", "area"),
    [
        (person_with(), "みなと"),
        (person_with(status=(StatusEntry(state=Status.PAUSED),)), None),
        (person_with(status=()), None),
        (person_with(consent=(ConsentEntry(state=Consent.PENDING),)), None),
        (person_with(consent=(ConsentEntry(state=Consent.AGREED, watch=False),)), None),
        (person_with(consent=()), None),
        (person_with(area=areas(("みなと", 20))), NO_AREA),
    ],
)
def test_under_watch_are_the_active_who_agreed_to_visits(person: Person, area: str | None) -> None:
    assert histories.watched_in(person, april(10)) == area
    assert histories.is_watched(person, april(10)) is (area is not None)


def test_periods_are_cut_by_moves_and_joined_where_nothing_changes() -> None:
    person = person_with(
        status=(
            StatusEntry(state=Status.ACTIVE),
            StatusEntry(state=Status.PAUSED, since=april(10), until=april(12)),
        ),
        consent=(
            ConsentEntry(state=Consent.AGREED, since=april(2)),
            ConsentEntry(state=Consent.AGREED, since=april(6), recipients=("minsei",)),
        ),
        area=areas(("みなと", None), ("やなぎ", 20)),
    )

    assert histories.watched_periods(person) == (
        Period(april(2), april(9), "みなと"),
        Period(april(12), april(19), "みなと"),
        Period(april(20), date.max, "やなぎ"),
    )


def test_a_watch_without_dates_lasts_from_before_all_days() -> None:
    assert histories.watched_periods(person_with()) == (Period(BEGINNING, date.max, "みなと"),)
    assert histories.watched_periods(person_with(consent=())) == ()


DAYS = st.none() | st.dates(april(1), april(28))
PEOPLE = st.builds(
    person_with,
    status=st.lists(
        st.builds(
            lambda state, since, days: StatusEntry(
                state=state,
                since=since,
                until=(since or april(1)) + timedelta(days=days) if state is Status.PAUSED and days else None,
            ),
            st.sampled_from([Status.ACTIVE, *Status]),
            DAYS,
            st.integers(0, 12),
        ),
        max_size=5,
    ),
    consent=st.lists(
        st.builds(
            ConsentEntry,
            state=st.sampled_from([Consent.AGREED, Consent.AGREED, *Consent]),
            since=DAYS,
            watch=st.sampled_from([True, True, False]),
        ),
        max_size=4,
    ),
    area=st.lists(st.builds(AreaEntry, area=st.sampled_from(["みなと", "やなぎ"]), since=DAYS), min_size=1, max_size=4),
)


@settings(max_examples=300, deadline=None)
@given(PEOPLE)
def test_periods_say_of_every_day_what_the_contract_says(person: Person) -> None:
    periods = histories.watched_periods(person)

    for day in (date.min, *brute_force.days_of(date(2026, 3, 28), date(2026, 5, 20)), date.max):
        here = [period.area for period in periods if period.meets(day, day)]
        assert bool(here) is brute_force.under_watch(person, day, None)
        assert len(here) <= 1
        for area in ("みなと", "やなぎ"):
            assert (area in here) is brute_force.under_watch(person, day, area)
    assert list(periods) == sorted(periods, key=lambda period: period.first)
    for former, latter in pairwise(periods):
        assert former.area != latter.area or former.last + timedelta(days=1) < latter.first
