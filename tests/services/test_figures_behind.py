"""Every figure of a real month opens into exactly as many records as the report prints."""

from watchdesk.desk import Beside, Desk, Part, figures_of, said_of
from watchdesk.domain.behind import Figure
from watchdesk.domain.counted import Counted, Cut, Said, parts, wholes
from watchdesk.domain.figure_place import RATE_KEY
from watchdesk.domain.made_of import Side
from watchdesk.domain.month import Month
from watchdesk.domain.words import Result

OCTOBER = Month(2026, 10)


def _all(desk: Desk, part: Part, beside: Beside) -> list[Counted]:
    """Every figure, its parts and their parts, that counts anything on one of the sides."""
    criteria = {Side.MONTH: beside.criteria}
    spans = [(side, figures_of(part, side)) for side in Side]
    said = [Said(figures=figures, criteria=criteria.get(side)) for side, figures in spans if figures is not None]
    found = list(wholes())
    for counted in found:
        found += parts(counted, said, desk.figures.words(part))
    return found


def test_every_figure_and_every_part_opens_into_as_many_records_as_it_says(desk: Desk) -> None:
    part = desk.reports.figures(OCTOBER)
    beside = desk.figures.beside(part)
    said = Said(figures=part.facts.figures, criteria=beside.criteria)
    found = _all(desk, part, beside)
    assert len(found) > 80
    for counted in found:
        number = said.number(counted)
        assert number is not None
        assert len(desk.figures.lines(counted, part)) == number, counted.key


def test_what_a_figure_is_compared_with_opens_into_its_records_too(desk: Desk) -> None:
    part = desk.reports.figures(OCTOBER)
    for side in (Side.PREVIOUS, Side.YEAR_TO_DATE):
        figures = figures_of(part, side)
        assert figures is not None
        for counted in wholes():
            number = Said(figures=figures).number(counted)
            assert len(desk.figures.lines(counted, part, side)) == number, (side, counted.key)


def test_every_number_on_the_pages_with_names_opens_into_its_records_too(desk: Desk) -> None:
    report = desk.reports.monthly(OCTOBER).run()
    part = report.parts[0]
    words, said, seen = desk.figures.words(part), said_of(part), set()
    assert said is not None
    for ref in {place.ref for place in report.figures if not place.ref.column and not place.ref.month}:
        if ref.key == RATE_KEY:
            continue
        counted = words.counted(ref.key)
        lines = desk.figures.lines(counted, part)
        assert desk.figures.amount(counted, part, Side.MONTH, lines) == said.number(counted), ref
        seen.add(counted.cut)
    assert {Cut.OUTCOME, Cut.GROUP, Cut.AWAITED, Cut.AMOUNT, Cut.UNNAMED} <= seen
    assert part.facts.unnamed_people
    assert part.facts.unnamed_visits


def test_the_parts_of_a_cut_add_up_to_their_figure(desk: Desk) -> None:
    part = desk.reports.figures(OCTOBER)
    said = Said(figures=part.facts.figures)
    words = desk.figures.words(part)
    for counted in wholes():
        for cut in counted.cuts:
            numbers = [said.number(each) or 0 for each in parts(counted, (said,), words) if each.cut is cut]
            if cut.value not in {"sign", "criterion", "condition"} or counted.figure is Figure.WORRYING:
                assert sum(numbers) == said.number(counted), (counted.key, cut)


def test_people_stand_beside_visits_and_visits_beside_people(desk: Desk) -> None:
    part = desk.reports.figures(OCTOBER)
    figures, other = part.facts.figures, desk.figures.beside(part).other
    assert other["visits"] == figures.people_visited
    assert other["visits/result/met"] <= figures.visits.by_result[Result.MET]
    assert other["under_watch"] <= figures.visits.total
    assert other["not_confirmed"] == len(
        [
            line
            for line in desk.figures.visits(Counted(figure=Figure.VISITS), part)
            if line.person_id in part.members.not_confirmed
        ]
    )


def test_a_voided_visit_leaves_the_figure_and_its_list(desk: Desk) -> None:
    visits = Counted(figure=Figure.VISITS)
    before = desk.figures.visits(visits, desk.reports.figures(OCTOBER))
    desk.visits.void(before[0].id, "二重に書いたため")
    part = desk.reports.figures(OCTOBER)
    after = desk.figures.visits(visits, part)
    assert {visit.id for visit in before} - {visit.id for visit in after} == {before[0].id}
    assert part.facts.figures.visits.total == len(before) - 1


def test_months_reach_from_the_first_record_to_this_month(desk: Desk, empty_desk: Desk) -> None:
    months = desk.reports.months()
    assert months[0] == Month(2026, 11)
    assert months[1] == Month(2026, 10)
    assert len(months) <= 121
    assert empty_desk.reports.months() == ()
