"""A visit from the desk's door to the figure and back, on a real encrypted store."""

from datetime import date, timedelta

import pytest

from watchdesk.desk import Desk
from watchdesk.domain.month import Month
from watchdesk.domain.words import Condition, Method, Result
from watchdesk.errors import Invalid

TODAY = date(2026, 11, 22)


def test_a_visit_recorded_stands_in_the_months_figures(desk: Desk) -> None:
    person = desk.people.lines()[0]
    before = desk.reports.figures(Month.of(TODAY)).facts.figures.visits.total

    desk.visits.record(person.id, on=TODAY, method=Method.VISIT, result=Result.MET, condition=Condition.WELL)

    assert desk.reports.figures(Month.of(TODAY)).facts.figures.visits.total == before + 1


def test_a_visit_after_today_is_refused(desk: Desk) -> None:
    person = desk.people.lines()[0]
    with pytest.raises(Invalid, match="今日より後"):
        desk.visits.record(person.id, on=TODAY + timedelta(days=1), method=Method.VISIT, result=Result.MET)
