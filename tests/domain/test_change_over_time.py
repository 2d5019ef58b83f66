"""Change over time: several signs at once, new against a person's own past; held to a plain reading of the rule."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdesk.domain.change_over_time import Change, Look, SignKind, change, change_words

DAY = date(2026, 11, 22)
KINDS = {
    "dress": SignKind("姿", "服装", "mid"),
    "hair": SignKind("姿", "身だしなみ", "mid"),
    "talk": SignKind("会話", "会話", "mid"),
    "lost": SignKind("会話", "帰り道", "high"),
    "smell": SignKind("外観", "におい", "urgent"),
    "heat": SignKind("暑さ", "室温", "high", seasonal=True),
}


def ago(days: int) -> date:
    return DAY - timedelta(days=days)


def looks(plain: Sequence[int], **noted: Sequence[int]) -> tuple[Look, ...]:
    """Looks by how many days ago they were: plain ones, and those at which a sign was noted."""
    return tuple(Look(on=ago(days)) for days in plain) + tuple(
        Look(on=ago(days), signs=frozenset({code})) for code, every in noted.items() for days in every
    )


BEFORE = (200, 170, 165)


def test_dress_and_talk_have_both_changed_since_june() -> None:
    seen = [
        *(Look(on=date(2026, month, 5)) for month in (1, 2, 3, 4, 5)),
        *(Look(on=date(2026, month, 9), signs=frozenset({"dress", "talk"})) for month in (6, 7, 9, 10)),
    ]
    found = change(seen, KINDS, DAY)
    assert found is not None
    assert change_words(found) == "服装と会話が、6月からどちらも変わっています。"
    assert not found.weighty


def test_what_began_in_different_months_is_told_with_each_month() -> None:
    seen = looks(BEFORE, dress=(100, 60), talk=(50, 20), smell=(10,))
    found = change(seen, KINDS, DAY)
    assert found is not None
    assert change_words(found) == "服装（8月から）、会話（10月から）、におい（11月から）が変わっています。"
    assert found.weighty


def test_three_groups_of_one_month_are_all_three() -> None:
    found = change(looks(BEFORE, dress=(20, 15), talk=(20, 15), smell=(15,)), KINDS, DAY)
    assert found is not None
    assert change_words(found) == "服装、会話、においが、11月から3つとも変わっています。"


@pytest.mark.parametrize(
    ("why", "seen"),
    [
        ("one group only", looks(BEFORE, dress=(60, 30), hair=(60, 30))),
        ("noted once", looks(BEFORE, dress=(30,), talk=(60, 30))),
        ("it was so before", looks(BEFORE, dress=(190, 60, 30), talk=(60, 30))),
        ("it is so no longer", looks(BEFORE, dress=(150, 95), talk=(60, 30))),
        ("it is how she is by now", looks((400, 380), dress=(181, 60, 30), talk=(60, 30))),
        ("nobody saw her before", looks((), dress=(60, 30), talk=(60, 30))),
        ("one look is no past", looks((170,), dress=(60, 30), talk=(60, 30))),
        ("heat is asked about in summer only", looks(BEFORE, heat=(60, 30), talk=(60, 30))),
        ("nothing was noted", looks(BEFORE)),
    ],
)
def test_nothing_is_said_where(why: str, seen: tuple[Look, ...]) -> None:
    assert change(seen, KINDS, DAY) is None, why


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        (looks((230, 220), dress=(50, 30), talk=(50, 30)), True),
        (looks((230, 231), dress=(50, 30), talk=(50, 30)), False),
        (looks((220, 200), dress=(230, 50, 30), talk=(50, 30)), False),
        (looks((220, 200), dress=(231, 50, 30), talk=(50, 30)), True),
        (looks(BEFORE, dress=(100, 89), talk=(50, 30)), True),
        (looks(BEFORE, dress=(100, 90), talk=(50, 30)), False),
        (looks((300, 280, 100, 90), dress=(179, 30), talk=(50, 30)), True),
        (looks((300, 280, 100, 90), dress=(180, 30), talk=(50, 30)), False),
    ],
)
def test_each_span_of_days_ends_where_the_rule_says(seen: tuple[Look, ...], said: bool) -> None:
    assert (change(seen, KINDS, DAY) is not None) is said


def test_a_high_or_urgent_sign_counts_at_once() -> None:
    assert change(looks(BEFORE, dress=(60, 30), lost=(5,)), KINDS, DAY) is not None
    assert change(looks(BEFORE, dress=(60, 30), talk=(5,)), KINDS, DAY) is None


def test_a_day_with_two_visits_is_one_day() -> None:
    assert change(looks(BEFORE, dress=(60, 30), talk=(5, 5)), KINDS, DAY) is None


# the rule read once more, plainly -----------------------------------------------------------------------------------


def plainly(seen: Sequence[Look], kinds: Mapping[str, SignKind], day: date) -> dict[str, date]:
    """By group the day from which on it has changed; written from the module's sentences, day by day."""
    days = [day - timedelta(days=back) for back in range(800)]
    found: dict[str, date] = {}
    for code, kind in kinds.items():
        noted = {look.on for look in seen if code in look.signs and look.on <= day}
        recent = [on for on in days[:90] if on in noted]
        if not recent or kind.seasonal:
            continue
        began = recent[0]
        for on in days:
            if on < began and (began - on).days <= 180 and on in noted:
                began = on
        quiet = {began - timedelta(days=back) for back in range(1, 181)}
        enough = len({look.on for look in seen if look.on in quiet}) >= 2
        often = len([on for on in noted if on >= began]) >= (1 if kind.urgency in {"high", "urgent"} else 2)
        if began in days[:180] and enough and often:
            found[kind.group] = min(began, found.get(kind.group, began))
    return found if len(found) >= 2 else {}


BORDERS = (0, 1, 89, 90, 91, 179, 180, 181, 269, 270, 271, 359, 360, 361)
DAYS = st.one_of(st.sampled_from(BORDERS), st.integers(min_value=-5, max_value=420))
LOOKS = st.lists(
    st.builds(
        Look,
        on=DAYS.map(ago),
        signs=st.frozensets(st.sampled_from(sorted(KINDS)), max_size=3),
    ),
    max_size=14,
)


def by_group(found: Change | None) -> dict[str, date]:
    return {one.group: one.since for one in found.groups} if found is not None else {}


@given(LOOKS)
def test_it_says_what_the_rule_read_plainly_says(seen: list[Look]) -> None:
    assert by_group(change(seen, KINDS, DAY)) == plainly(seen, KINDS, DAY)


@given(LOOKS, st.randoms(use_true_random=False))
def test_the_order_of_entry_and_what_comes_later_are_of_no_account(seen: list[Look], shuffle: object) -> None:
    mixed = list(seen)
    shuffle.shuffle(mixed)  # type: ignore[attr-defined]  # a Random, which hypothesis does not name
    later = [Look(on=DAY + timedelta(days=1), signs=frozenset(KINDS))]
    assert change([*mixed, *later], KINDS, DAY) == change(seen, KINDS, DAY)


@given(LOOKS, st.integers(min_value=-400, max_value=400))
def test_it_depends_on_days_between_and_on_no_calendar(seen: list[Look], days: int) -> None:
    moved = [Look(on=look.on + timedelta(days=days), signs=look.signs) for look in seen]
    here, there = change(seen, KINDS, DAY), change(moved, KINDS, DAY + timedelta(days=days))
    assert {group: since + timedelta(days=days) for group, since in by_group(here).items()} == by_group(there)


@given(LOOKS)
def test_nobody_is_told_changed_who_was_always_so(seen: list[Look]) -> None:
    always = [Look(on=look.on, signs=frozenset(KINDS)) for look in seen]
    assert (
        change([*always, *(Look(on=ago(back), signs=frozenset(KINDS)) for back in range(0, 500, 30))], KINDS, DAY)
        is None
    )


@given(LOOKS)
def test_a_weighty_sign_more_never_silences_what_is_said(seen: list[Look]) -> None:
    before = change(seen, KINDS, DAY)
    if before is None:
        return
    after = change([*seen, Look(on=DAY, signs=frozenset({"smell"}))], KINDS, DAY)
    assert after is not None
    assert set(by_group(before)) <= set(by_group(after))
