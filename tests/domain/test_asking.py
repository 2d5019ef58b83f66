"""Whose consent is to be asked for again, from which day, and in which words."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdesk.domain.asking import AskReason, months_later, to_ask_again
from watchdesk.domain.histories import ConsentEntry
from watchdesk.domain.words import Consent

DAY = date(2026, 5, 10)
YEAR = 12


def agreed(since: date | None, valid_until: date | None = None) -> ConsentEntry:
    return ConsentEntry(state=Consent.AGREED, since=since, valid_until=valid_until)


@pytest.mark.parametrize(
    ("since", "due_on"),
    [
        (date(2025, 5, 11), None),
        (date(2025, 5, 10), DAY),
        (date(2024, 2, 29), date(2025, 2, 28)),
    ],
)
def test_an_agreement_is_confirmed_again_a_year_later(since: date, due_on: date | None) -> None:
    found = to_ask_again(agreed(since), DAY, YEAR)
    assert (found and found.due_on) == due_on
    assert found is None or found.reason is AskReason.LONG_AGO


def test_an_agreement_is_asked_again_from_the_day_after_its_last() -> None:
    assert to_ask_again(agreed(date(2026, 4, 1), DAY), DAY, YEAR) is None
    found = to_ask_again(agreed(date(2026, 4, 1), date(2026, 5, 9)), DAY, YEAR)
    assert found is not None
    assert (found.reason, found.due_on, found.days) == (AskReason.EXPIRED, DAY, 1)
    assert found.words == "同意の期限（R8.5.9まで）が過ぎています"


def test_of_two_reasons_the_earlier_is_told() -> None:
    found = to_ask_again(agreed(date(2024, 4, 1), date(2026, 3, 31)), DAY, YEAR)
    assert found is not None
    assert (found.reason, found.due_on) == (AskReason.LONG_AGO, date(2025, 4, 1))
    assert found.words == "前に確かめたのは R6.4.1（2年1か月前）"


def test_an_agreement_without_a_day_is_asked_again() -> None:
    found = to_ask_again(agreed(None), DAY, YEAR)
    assert found is not None
    assert (found.reason, found.due_on, found.words) == (AskReason.UNDATED, None, "いつの同意かわかりません")


def test_without_a_period_only_what_has_expired_is_asked_again() -> None:
    assert to_ask_again(agreed(None), DAY, 0) is None
    assert to_ask_again(agreed(date(1999, 1, 1)), DAY, 0) is None
    assert to_ask_again(agreed(None, date(2026, 5, 9)), DAY, 0) is not None


@pytest.mark.parametrize("months", [0, YEAR])
def test_an_awaited_answer_is_asked_for_and_told_how_long(months: int) -> None:
    entry = ConsentEntry(state=Consent.PENDING, since=date(2026, 4, 10))
    found = to_ask_again(entry, DAY, months)
    assert found is not None
    assert (found.reason, found.days, found.words) == (
        AskReason.PENDING,
        30,
        "R8.4.10から、お返事がありません（30日）",
    )
    undated = to_ask_again(ConsentEntry(state=Consent.PENDING), DAY, months, made_on=date(2026, 5, 1))
    assert undated is not None
    assert undated.due_on == date(2026, 5, 1)
    unknown = to_ask_again(None, DAY, months)
    assert unknown is not None
    assert unknown.words == "まだお返事がありません"


@pytest.mark.parametrize("state", [Consent.REFUSED, Consent.WITHDRAWN])
def test_whoever_refused_or_withdrew_is_not_asked_again(state: Consent) -> None:
    entry = ConsentEntry(state=state, since=date(2020, 1, 1), valid_until=date(2021, 1, 1))
    assert to_ask_again(entry, DAY, YEAR) is None


@given(
    st.dates(date(1990, 1, 1), DAY),
    st.none() | st.dates(date(1990, 1, 1), date(2030, 1, 1)),
    st.integers(0, 120),
)
def test_nobody_is_asked_before_the_day_told_and_everybody_from_it_on(
    since: date, valid_until: date | None, months: int
) -> None:
    found = to_ask_again(agreed(since, valid_until), DAY, months)
    if found is None:
        assert valid_until is None or valid_until >= DAY
        assert not months or months_later(since, months) > DAY
        return
    assert found.due_on is not None
    assert found.due_on <= DAY
    assert to_ask_again(agreed(since, valid_until), found.due_on, months) is not None
    assert to_ask_again(agreed(since, valid_until), found.due_on - timedelta(days=1), months) is None


@given(st.dates(date(1990, 1, 1), date(2030, 1, 1)), st.integers(0, 120))
def test_so_many_months_later_is_never_in_another_month(day: date, months: int) -> None:
    later = months_later(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day


@pytest.mark.parametrize(
    ("made_on", "words"),
    [
        (DAY, "登録したばかりで、まだお返事がありません"),
        (date(2026, 5, 9), "R8.5.9から、お返事がありません（1日）"),
        (date(2020, 5, 12), "R2.5.12から、お返事がありません（5年）"),
    ],
)
def test_how_long_an_answer_is_awaited_is_told_as_people_say_it(made_on: date, words: str) -> None:
    found = to_ask_again(None, DAY, YEAR, made_on=made_on)
    assert found is not None
    assert found.words == words


def test_an_answer_awaited_since_today_of_somebody_known_is_no_new_registration() -> None:
    found = to_ask_again(ConsentEntry(state=Consent.PENDING, since=DAY), DAY, YEAR, made_on=date(2020, 4, 1))
    assert found is not None
    assert found.words == "今日から、お返事を待っています"
