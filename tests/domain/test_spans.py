"""Spans of time are told as people say them, whole months by the calendar."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdesk.domain.spans import span_words

DAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("first", "words"),
    [
        (DAY, "0日"),
        (date(2026, 11, 10), "12日"),
        (date(2026, 8, 15), "99日"),
        (date(2026, 8, 14), "3か月"),
        (date(2025, 11, 23), "11か月"),
        (date(2025, 11, 22), "1年"),
        (date(2024, 8, 22), "2年3か月"),
        (date(2020, 11, 24), "5年"),
        (date(2020, 11, 22), "6年"),
    ],
)
def test_a_long_span_is_told_in_years_and_months(first: date, words: str) -> None:
    assert span_words(first, DAY) == words


@given(st.dates(date(1900, 1, 1), DAY))
def test_no_span_is_told_without_a_number(first: date) -> None:
    assert span_words(first, DAY)[0] in "0123456789"
    assert "0か月" not in span_words(first, DAY).replace("10か月", "")
