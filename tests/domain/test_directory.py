"""Whom of the directory to ask again goes by half a year; a text names a partner alone or among others."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdesk.domain import directory
from watchdesk.domain.partner import Partner, PartnerKind

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


def partner(**values: object) -> Partner:
    return Partner(**{"id": "w", "kind": PartnerKind.WATCHER, "name": "林 二", **values})  # type: ignore[arg-type]  # the fields of the test


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (date(2026, 5, 22), date(2026, 11, 22)),
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2027, 8, 30), date(2028, 2, 29)),
        (date(2026, 12, 31), date(2027, 6, 30)),
    ],
)
def test_half_a_year_ends_on_the_same_day_or_the_months_last(day: date, later: date) -> None:
    assert directory.half_a_year_after(day) == later


@given(DAYS, DAYS)
def test_whoever_was_asked_is_asked_again_half_a_year_later_and_not_before(asked: date, day: date) -> None:
    one = partner(verified_on=asked, created_at=datetime(2019, 1, 1, tzinfo=UTC))
    assert directory.is_to_ask(one, day) == (day >= directory.half_a_year_after(asked))


def test_a_new_record_holds_for_half_a_year_and_one_of_unknown_age_is_asked_at_once() -> None:
    new = partner(created_at=datetime(2026, 6, 1, 9, tzinfo=UTC))
    assert not directory.is_to_ask(new, date(2026, 11, 30))
    assert directory.is_to_ask(new, date(2026, 12, 1))
    assert directory.is_to_ask(partner(), date(2026, 1, 1))


@given(st.none() | DAYS, DAYS)
def test_nobody_asks_those_who_retired(asked: date | None, day: date) -> None:
    assert not directory.is_to_ask(partner(verified_on=asked, retired=True), day)


def test_the_call_list_begins_with_whom_nobody_ever_asked() -> None:
    asked = (None, date(2026, 3, 1), date(2026, 1, 1))
    found = [partner(id=str(at), verified_on=day) for at, day in enumerate(asked)]
    assert [one.id for one in sorted(found, key=directory.longest_ago)] == ["0", "2", "1"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("林 二", True),
        ("林　二", True),
        ("林二", True),
        ("森 三・林 二", True),
        ("森 三、林 二", True),
        ("小林 二", False),
        ("林 二郎", False),
        ("", False),
        (None, False),
    ],
)
def test_a_text_names_somebody_whole_or_among_others(text: str | None, *, named: bool) -> None:
    assert directory.means(text, "林 二") == named
