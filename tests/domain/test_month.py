"""Months: read in every usual form, ordered, with their days and their 年度."""

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdesk.domain.month import Month, months_between
from watchdesk.errors import Invalid

OCTOBER = Month(2026, 10)


@pytest.mark.parametrize(
    "text",
    [
        "2026-10",
        "2026/10",
        "2026.10",
        "2026年10月",
        "２０２６－１０",
        "２０２６年１０月",
        "令和8年10月",
        "令和八年十月",
        "R8.10",
        "㋿8年10月",
        " 2026-10 ",
    ],
)
def test_a_month_is_read_in_every_usual_form(text: str) -> None:
    assert Month.parse(text) == OCTOBER


@pytest.mark.parametrize(
    "text",
    ["", "2026", "2026-13", "2026-00", "26-10", "10月", "2026-10-01", "平成31年5月", "昭和64年2月", "0000-01", "今月"],
)
def test_what_is_no_month_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        Month.parse(text)
    assert refused.value.field == "month"
    assert str(refused.value).endswith("2026-10のようにご指定ください。")


def test_a_month_in_which_eras_meet_has_both_names() -> None:
    assert Month.parse("昭和64年1月") == Month.parse("平成元年1月") == Month(1989, 1)
    assert Month.parse("令和元年5月") == Month(2019, 5)


@pytest.mark.parametrize(("year", "number"), [(2026, 0), (2026, 13), (0, 1), (10000, 1)])
def test_a_month_cannot_exist_wrong(year: int, number: int) -> None:
    with pytest.raises(Invalid):
        Month(year, number)


def test_its_first_and_last_day() -> None:
    assert (OCTOBER.first, OCTOBER.last) == (date(2026, 10, 1), date(2026, 10, 31))
    assert Month(2024, 2).last == date(2024, 2, 29)
    assert Month(1900, 2).last == date(1900, 2, 28)


def test_in_the_running_month_the_last_day_is_today() -> None:
    assert OCTOBER.last_by(date(2026, 10, 9)) == date(2026, 10, 9)
    assert OCTOBER.last_by(date(2026, 10, 31)) == date(2026, 10, 31)
    assert OCTOBER.last_by(date(2026, 11, 2)) == date(2026, 10, 31)


def test_neighbours_cross_the_year() -> None:
    assert Month(2026, 1).previous == Month(2025, 12)
    assert Month(2025, 12).next == Month(2026, 1)
    assert (OCTOBER.previous, OCTOBER.next, OCTOBER.year_before) == (Month(2026, 9), Month(2026, 11), Month(2025, 10))


@pytest.mark.parametrize(
    ("month", "april"), [((2026, 3), 2025), ((2026, 4), 2026), ((2026, 12), 2026), ((2027, 1), 2026)]
)
def test_the_fiscal_year_begins_in_april(month: tuple[int, int], april: int) -> None:
    assert Month(*month).fiscal_start == Month(april, 4)


def test_a_month_knows_its_days() -> None:
    assert date(2026, 10, 1) in OCTOBER
    assert date(2026, 10, 31) in OCTOBER
    assert date(2026, 9, 30) not in OCTOBER
    assert date(2025, 10, 1) not in OCTOBER
    assert "2026-10-01" not in OCTOBER
    assert Month.of(date(2026, 10, 31)) == OCTOBER


def test_months_between_are_both_ends_and_all_between() -> None:
    assert months_between(Month(2025, 11), Month(2026, 2)) == (
        Month(2025, 11), Month(2025, 12), Month(2026, 1), Month(2026, 2),
    )  # fmt: skip
    assert months_between(OCTOBER, OCTOBER) == (OCTOBER,)
    assert months_between(OCTOBER, OCTOBER.previous) == ()


def test_months_are_ordered_and_serve_as_keys() -> None:
    assert sorted([Month(2026, 2), Month(2025, 11), Month(2026, 1)]) == [
        Month(2025, 11),
        Month(2026, 1),
        Month(2026, 2),
    ]
    assert {Month(2026, 10): 1}[OCTOBER] == 1


@given(st.integers(1873, 9998), st.integers(1, 12))
def test_what_is_written_is_read_back(year: int, number: int) -> None:
    month = Month(year, number)
    assert Month.parse(str(month)) == month
    assert month.next.previous == month
    assert month.first in month
    assert month.last in month


@given(st.text())
def test_no_text_brings_anything_but_a_month_or_a_sentence(text: str) -> None:
    with contextlib.suppress(Invalid):
        assert Month.parse(text).number in range(1, 13)
