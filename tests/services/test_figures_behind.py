"""Every figure of a real month opens into exactly as many records as the report prints."""

from typing import Any

from watchdesk.desk import Desk, Part
from watchdesk.domain.behind import Figure, number, people
from watchdesk.domain.month import Month


def _behind(desk: Desk, figure: Figure, part: Part) -> tuple[Any, ...]:
    if figure.is_of_people:
        return desk.people.lines_of(people(figure, part.members))
    if figure.is_of_work:
        return desk.reports.work_behind(figure, part)
    return desk.reports.visits_behind(figure, part)


def test_every_figure_opens_into_as_many_records_as_it_says(desk: Desk) -> None:
    for month in desk.reports.months()[:4]:
        part = desk.reports.figures(month)
        for figure in Figure:
            assert len(_behind(desk, figure, part)) == number(figure, part.facts.figures), (month, figure)


def test_a_voided_visit_leaves_the_figure_and_its_list(desk: Desk) -> None:
    month = Month(2026, 10)
    before = desk.reports.visits_behind(Figure.VISITS, desk.reports.figures(month))
    desk.visits.void(before[0].id, "二重に書いたため")
    part = desk.reports.figures(month)
    after = desk.reports.visits_behind(Figure.VISITS, part)
    assert {visit.id for visit in before} - {visit.id for visit in after} == {before[0].id}
    assert number(Figure.VISITS, part.facts.figures) == len(before) - 1


def test_months_reach_from_the_first_record_to_this_month(desk: Desk, empty_desk: Desk) -> None:
    months = desk.reports.months()
    assert months[0] == Month(2026, 11)
    assert months[1] == Month(2026, 10)
    assert len(months) <= 121
    assert empty_desk.reports.months() == ()
