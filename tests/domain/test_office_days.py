"""The days on which the office is shut, read as people write them."""

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdesk.domain.office_days import closed_days
from watchdesk.errors import Invalid


def _is_closed(line: str, day: date, *, holiday: bool = False) -> bool:
    return closed_days([line]).holds_on(day, holiday=holiday)


@pytest.mark.parametrize(
    ("line", "closed", "opened"),
    [
        ("日曜日", date(2026, 11, 22), date(2026, 11, 23)),
        ("毎週 土曜", date(2026, 11, 21), date(2026, 11, 22)),
        ("水", date(2026, 11, 25), date(2026, 11, 24)),
        ("第２土曜日", date(2026, 11, 14), date(2026, 11, 21)),
        ("第二土曜日", date(2026, 12, 12), date(2026, 12, 5)),
        ("12月29日〜1月3日", date(2027, 1, 3), date(2027, 1, 4)),
        ("12/29-1/3", date(2026, 12, 31), date(2026, 12, 28)),
        ("8月13日から15日まで", date(2027, 8, 15), date(2027, 8, 16)),
        ("十一月三日", date(2030, 11, 3), date(2030, 11, 4)),
        ("2026年11月4日", date(2026, 11, 4), date(2027, 11, 4)),
        ("2026/12/29〜1/3", date(2027, 1, 1), date(2027, 12, 31)),
        ("2月29日", date(2028, 2, 29), date(2027, 2, 28)),
    ],
)
def test_a_line_closes_its_days_and_no_others(line: str, closed: date, opened: date) -> None:
    assert _is_closed(line, closed)
    assert not _is_closed(line, opened)


def test_holidays_close_the_office_only_where_it_is_said() -> None:
    monday = date(2026, 11, 23)
    assert _is_closed("祝日", monday, holiday=True)
    assert not _is_closed("祝日", monday)
    assert not _is_closed("日曜日", monday, holiday=True)


def test_nothing_written_closes_nothing() -> None:
    assert not closed_days(["", "  "]).holds_on(date(2026, 11, 22), holiday=True)


@pytest.mark.parametrize("line", ["そのうち", "13月1日", "2月30日", "第6土曜日", "12月29日〜", "明日"])
def test_a_line_that_names_no_day_is_refused_by_name(line: str) -> None:
    with pytest.raises(Invalid, match="のように書いてください") as refused:
        closed_days(["日曜日", line])
    assert refused.value.field == "closed_days"
    assert line in str(refused.value)


@given(st.lists(st.text(alphabet="第12345月火水木金土日曜祝/-〜年から十一二 x", max_size=12), max_size=4))
def test_whatever_is_written_is_read_or_refused_with_a_sentence(lines: list[str]) -> None:
    with contextlib.suppress(Invalid):
        closed_days(lines).holds_on(date(2028, 2, 29), holiday=True)
