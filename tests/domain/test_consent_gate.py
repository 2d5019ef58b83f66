"""The gate over random histories: without a consent of the day nobody passes but by an override of the moment."""

from collections import Counter
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdesk.domain.consent import IN_AN_EMERGENCY, NOBODY, STAYS, Disclosed, Purpose, disclose, why_withheld
from watchdesk.domain.histories import BEGINNING, AreaEntry, ConsentEntry
from watchdesk.domain.override import HOLDS_FOR, Danger, Opened, Override
from watchdesk.domain.person import Person
from watchdesk.domain.words import Consent
from watchdesk.errors import Invalid

NOON = datetime(2026, 5, 10, 12, 0, tzinfo=ZoneInfo("Asia/Tokyo"))
DAY = NOON.date()
RECEIVERS = ("mimamori_in", "soudanshitsu", "shobo_keisatsu")
IDS = ("p0", "p1", "p2", "p3")

DAYS = st.integers(-4, 4).map(lambda days: DAY + timedelta(days=days))
ENTRIES = st.builds(
    ConsentEntry,
    state=st.sampled_from(Consent),
    since=st.none() | DAYS,
    recipients=st.lists(st.sampled_from(RECEIVERS), unique=True).map(tuple),
    watch=st.booleans(),
    valid_until=st.none() | DAYS,
)


def _override(person_id: str | None, minutes: int, reviewed: int | None = None) -> Override:
    """Opened so many minutes before noon, reviewed so many minutes before noon."""
    return Override(
        id=f"{person_id} {minutes}",
        person_id=person_id,
        danger=Danger.DISASTER,
        reason="震度6弱",
        made_at=NOON - timedelta(minutes=minutes),
        made_by="hanako",
        review=None if reviewed is None else "すべて返してもらいました",
        reviewed_at=None if reviewed is None else NOON - timedelta(minutes=reviewed),
    )


OVERRIDES = st.builds(
    _override,
    st.none() | st.sampled_from(IDS),
    st.integers(-300, 300),
    st.none() | st.integers(-300, 300),
)


def person(person_id: str, history: tuple[ConsentEntry, ...]) -> Person:
    return Person(
        id=person_id,
        family_name="見本",
        created_on=date(2026, 1, 5),
        area_history=(AreaEntry(area="みなと"),),
        consent_history=history,
    )


def agreed(history: tuple[ConsentEntry, ...], receiver: str, day: date, default: frozenset[str]) -> bool:
    """The rule said another way: the latest day's last entry, as a person would read it off the form."""
    begun = [(entry.since or BEGINNING, place) for place, entry in enumerate(history)]
    begun = [each for each in begun if each[0] <= day]
    if not begun:
        return False
    entry = history[max(begun)[1]]
    return entry.state is Consent.AGREED and receiver in (entry.recipients or default)


@given(
    histories=st.lists(st.lists(ENTRIES, max_size=5).map(tuple), min_size=1, max_size=len(IDS)),
    receiver=st.sampled_from(RECEIVERS),
    day=DAYS,
    default=st.frozensets(st.sampled_from(RECEIVERS)),
    overrides=st.lists(OVERRIDES, max_size=3).map(tuple),
    purpose=st.sampled_from(sorted(set(Purpose) - STAYS)),
)
def test_nobody_passes_but_by_a_consent_of_the_day_or_an_override_of_the_moment(
    *,
    histories: list[tuple[ConsentEntry, ...]],
    receiver: str,
    day: date,
    default: frozenset[str],
    overrides: tuple[Override, ...],
    purpose: Purpose,
) -> None:
    people = [person(person_id, history) for person_id, history in zip(IDS, histories, strict=False)]
    found = disclose(
        ((one, one.id) for one in people),
        purpose=purpose,
        receiver=receiver,
        day=day,
        default_recipients=default,
        override=Opened(overrides=overrides, moment=NOON),
    )
    by_consent = {one.id for one in people if agreed(one.consent_history, receiver, day, default)}
    standing = [
        each
        for each in overrides
        if timedelta(0) <= NOON - each.made_at < HOLDS_FOR and not (each.reviewed_at and each.reviewed_at <= NOON)
    ]
    in_danger = {one.id for one in people for each in standing if each.person_id in (None, one.id)}
    may_leave = by_consent | (in_danger if purpose in IN_AN_EMERGENCY else set())

    assert set(found.rows) == may_leave
    assert set(found.emergency_ids) == may_leave - by_consent
    assert [row for row, emergency in found.marked if emergency] == list(found.emergency_ids)
    assert len(found.rows) + sum(found.withheld.values()) == len(people)
    assert Counter([*found.rows, *found.withheld_ids]) == Counter(one.id for one in people)
    entries = {one.id: one.consent_on(day) for one in people}
    why = tuple(why_withheld(entries[one], receiver, default) for one in found.withheld_ids)
    assert found.withheld_why == why


def _through(purpose: Purpose, *overrides: Override, state: Consent = Consent.REFUSED) -> Disclosed[str]:
    return disclose(
        [(person("p0", (ConsentEntry(state=state),)), "row")],
        purpose=purpose,
        receiver="shobo_keisatsu",
        day=DAY,
        default_recipients=frozenset({"shobo_keisatsu"}),
        override=Opened(overrides=overrides, moment=NOON),
    )


@pytest.mark.parametrize("minutes", [0, 1, 179])
def test_an_override_lets_through_for_three_hours_and_says_so(minutes: int) -> None:
    found = _through(Purpose.PERSON_SHEET, _override("p0", minutes))
    assert list(found.marked) == [("row", True)]
    assert found.emergency_ids == ("p0",)


@pytest.mark.parametrize("override", [_override("p0", 180), _override("p0", -1), _override("p1", 0)])
def test_neither_a_past_nor_a_later_nor_anothers_override_lets_through(override: Override) -> None:
    assert _through(Purpose.PERSON_SHEET, override).rows == ()


def test_a_review_ends_an_override() -> None:
    assert _through(Purpose.PERSON_SHEET, _override("p0", 60, reviewed=1)).rows == ()


@pytest.mark.parametrize("purpose", [Purpose.MONTHLY_REPORT, Purpose.WELFARE_EXPORT])
def test_what_is_handed_in_by_the_month_names_nobody_by_an_override(purpose: Purpose) -> None:
    assert _through(purpose, _override(None, 0)).rows == ()
    assert purpose not in IN_AN_EMERGENCY


def test_whoever_agreed_is_not_marked_as_an_emergency() -> None:
    found = _through(Purpose.PERSON_SHEET, _override(None, 0), state=Consent.AGREED)
    assert list(found.marked) == [("row", False)]
    assert found.emergency_ids == ()


def test_of_several_overrides_the_longest_covers() -> None:
    first, second = _override("p0", 120), _override(None, 10)
    assert Opened(overrides=(first, second), moment=NOON).covering("p0") is second
    assert Opened(overrides=(first,), moment=NOON).covering("p1") is None


def test_withdrawn_on_the_day_it_was_agreed_blocks() -> None:
    history = (ConsentEntry(state=Consent.AGREED, since=DAY), ConsentEntry(state=Consent.WITHDRAWN, since=DAY))
    found = disclose(
        [(person("p0", history), "row")],
        purpose=Purpose.ROSTER,
        receiver="minsei",
        day=DAY,
        default_recipients=frozenset({"minsei"}),
    )
    assert (found.rows, found.withheld_ids) == ((), ("p0",))


def test_an_override_needs_its_reason_and_everybody_only_in_a_disaster() -> None:
    with pytest.raises(Invalid, match="わけ"):
        Override(id="o", person_id="p", danger=Danger.LIFE, reason=" ", made_at=NOON, made_by="hanako")
    with pytest.raises(Invalid, match="災害"):
        Override(id="o", person_id=None, danger=Danger.LIFE, reason="倒れた", made_at=NOON, made_by="hanako")


@pytest.mark.parametrize("state", list(Consent))
def test_what_stays_on_the_desk_names_everybody_and_goes_to_nobody(state: Consent) -> None:
    found = disclose(
        [(person("p0", (ConsentEntry(state=state),)), "row")],
        purpose=Purpose.DESK_LIST,
        receiver=NOBODY,
        day=DAY,
        default_recipients=frozenset(),
    )
    assert list(found.marked) == [("row", False)]
    assert not any(found.withheld.values())


@pytest.mark.parametrize("purpose", list(Purpose))
def test_no_purpose_with_a_receiver_can_pass_as_one_without(purpose: Purpose) -> None:
    receiver = "minsei" if purpose in STAYS else NOBODY
    with pytest.raises(ValueError, match="receiver"):
        disclose([], purpose=purpose, receiver=receiver, day=DAY, default_recipients=frozenset())
