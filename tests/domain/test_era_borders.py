"""Days at the borders of the eras, in both calendars, wherever the PC stands and however late it is."""

import os
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import KEY, USER
from watchdesk.desk import Desk, open_with_recovery_key
from watchdesk.domain.era import (
    ERAS,
    NotADay,
    era_of,
    parse_day,
    parse_near_day,
    show_day,
    show_day_both,
    show_day_short,
    show_year,
)
from watchdesk.errors import Invalid

ZONES = ("UTC", "Asia/Tokyo", "America/Los_Angeles", "Pacific/Kiritimati")
LATE = (23, 59, 59)
"""The last second of a day."""

_DAYS = st.dates(date(1873, 1, 1), date(2100, 12, 31))
_BORDERS = st.sampled_from([era.first_day for era in ERAS if era.first_day.year > 1873]).flatmap(
    lambda first: st.integers(-2, 2).map(lambda days: first + timedelta(days=days))
)


@pytest.fixture(params=ZONES)
def _zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


pytestmark = [
    pytest.mark.skipif(not hasattr(time, "tzset"), reason="only here can a test move to another time zone"),
    pytest.mark.usefixtures("_zone"),
]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])  # the zone is the same for all examples
@given(_DAYS | _BORDERS)
def test_a_day_is_read_back_as_it_is_shown(day: date) -> None:
    assert parse_day(show_day(day)) == parse_day(show_day_both(day)) == parse_day(show_day_short(day)) == day
    assert parse_day(day.isoformat()) == parse_day(f"{day:%Y%m%d}") == day
    assert parse_near_day(show_day(day), date(2100, 12, 31)) == day


@pytest.mark.parametrize(
    ("first", "called", "before"),
    [
        (date(1912, 7, 30), "大正元年7月30日", "明治45年7月29日"),
        (date(1926, 12, 25), "昭和元年12月25日", "大正15年12月24日"),
        (date(1989, 1, 8), "平成元年1月8日", "昭和64年1月7日"),
        (date(2019, 5, 1), "令和元年5月1日", "平成31年4月30日"),
    ],
)
def test_both_sides_of_a_border_in_both_calendars(first: date, called: str, before: str) -> None:
    eve = first - timedelta(days=1)
    assert (show_day(first), show_day(eve)) == (called, before)
    assert (parse_day(called), parse_day(before)) == (first, eve)
    assert (parse_day(first.isoformat()), parse_day(eve.isoformat())) == (first, eve)
    assert parse_day(called.replace("元年", "1年")) == parse_day(f"{called}（{first.year}年）") == first
    for wrong in (f"{show_year(eve)}{first.month}月{first.day}日", f"{show_year(first)}{eve.month}月{eve.day}日"):
        with pytest.raises(NotADay):
            parse_day(wrong)


@pytest.mark.parametrize("day", [date(1868, 10, 22), date(1868, 10, 23), date(1868, 10, 24), date(1872, 12, 31)])
def test_the_first_era_begins_under_another_calendar_and_its_days_are_refused(day: date) -> None:
    """明治 was proclaimed on 1868-10-23 (明治元年9月8日 of the old calendar): what was meant can't be told safely."""
    assert era_of(day) is None
    for text in (day.isoformat(), f"明治{'元' if day.year == 1868 else 5}年{day.month}月{day.day}日"):
        with pytest.raises(NotADay) as refused:
            parse_day(text)
        assert refused.value.kind == "too_early"


@pytest.mark.parametrize("here", [date(2019, 4, 30), date(2019, 5, 1), date(2026, 11, 22), date(2026, 12, 31)])
def test_at_the_last_second_it_is_still_today_and_a_day_is_kept_as_it_was_written(
    opened: Callable[[Path], Desk], empty_template: Path, here: date
) -> None:
    closed = opened(empty_template)
    folder = closed.folder
    closed.lock()
    late = datetime(here.year, here.month, here.day, *LATE, tzinfo=ZoneInfo(os.environ["TZ"]))
    desk = open_with_recovery_key(folder, USER, KEY, clock=lambda: late)
    person = desk.people.register({"family_name": "見本", "birth_date": here}, area="九条南")
    with pytest.raises(Invalid):
        desk.people.register({"family_name": "見本", "birth_date": here + timedelta(days=1)}, area="九条南")
    desk.lock()

    noon = datetime(2027, 1, 1, 12, tzinfo=ZoneInfo("Asia/Tokyo"))
    again = open_with_recovery_key(folder, USER, KEY, clock=lambda: noon)
    assert again.people.get(person.id).birth_date == here
    assert parse_near_day("きのう", here) == here - timedelta(days=1)
    again.lock()
