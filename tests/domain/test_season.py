"""A season holds on its days, also over the new year."""

from datetime import date, timedelta

import pytest

import resources
from watchdesk.domain.season import Season, month_day, seasons_on

YEAR = [date(2027, 1, 1) + timedelta(days=ahead) for ahead in range(365)]


def season(first: str, last: str) -> Season:
    return Season(code="x", first=month_day(first), last=month_day(last), title="題。", prompt="文。")


@pytest.mark.parametrize(
    ("day", "holds"),
    [("2026-05-31", False), ("2026-06-01", True), ("2026-09-30", True), ("2026-10-01", False)],
)
def test_a_season_holds_from_its_first_to_its_last_day(day: str, holds: bool) -> None:
    assert season("06-01", "09-30").holds_on(date.fromisoformat(day)) is holds


@pytest.mark.parametrize(
    ("day", "holds"),
    [("2026-12-14", False), ("2026-12-15", True), ("2026-12-31", True), ("2027-01-05", True), ("2027-01-06", False)],
)
def test_a_season_may_reach_over_the_new_year(day: str, holds: bool) -> None:
    assert season("12-15", "01-05").holds_on(date.fromisoformat(day)) is holds


def test_a_leap_day_belongs_to_the_season_around_it() -> None:
    assert season("12-01", "03-31").holds_on(date(2028, 2, 29))


def test_the_heat_holds_just_in_the_months_in_which_its_signs_are_asked_for() -> None:
    heat = next(row for row in resources.codes("seasons") if row["code"] == "heat")
    asked = {tuple(map(int, row["months"].split("-"))) for row in resources.codes("signs") if row["months"]}
    made = season(heat["first"], heat["last"])
    assert asked == {(6, 9)}
    assert {day.month for day in YEAR if made.holds_on(day)} == set(range(6, 10))


def test_only_the_seasons_of_the_day_are_told_in_their_order() -> None:
    winter, end, heat = season("12-01", "03-31"), season("12-15", "01-05"), season("06-01", "09-30")
    assert seasons_on((winter, end, heat), date(2026, 12, 20)) == (winter, end)
