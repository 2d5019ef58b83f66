"""Where figures stand on the pages: each rectangle holds just its number, and nothing of it is in the file."""

import io
from collections.abc import Callable

import pytest

from tests.reports.layout import layout, printed_in
from watchdesk.domain.behind import Figure
from watchdesk.domain.counted import Counted, PartWords, Said, parts, wholes
from watchdesk.domain.figure_place import RATE_KEY, FigurePlace
from watchdesk.reports.monthly import report as monthly
from watchdesk.reports.monthly.facts import MonthlyFacts
from watchdesk.reports.pen import Pen

Build = Callable[..., MonthlyFacts]


def _drawn(facts: MonthlyFacts) -> tuple[bytes, tuple[FigurePlace, ...]]:
    into = io.BytesIO()
    figures = monthly.draw(facts, into, statistics_only=True).figures
    return into.getvalue(), figures


def _counted(facts: MonthlyFacts, said: Said) -> dict[str, Counted]:
    found, waiting = {}, list(wholes())
    words = PartWords(signs={sign.code: sign.label for sign in facts.signs}, lists=facts.lists)
    while waiting:
        one = waiting.pop()
        found[one.key] = one
        waiting += parts(one, [said], words) if one.cuts else ()
    return found


def test_every_rectangle_holds_the_number_of_its_figure(month_of: Build) -> None:
    facts = month_of()
    pdf, figures = _drawn(facts)
    said, sheets = Said(figures=facts.figures), layout(pdf)
    known = _counted(facts, said)
    seen = set()
    for place in figures:
        key = place.ref.key
        if key == RATE_KEY or place.ref.column or key not in known:
            continue
        assert f"{said.number(known[key]):,}" in printed_in(sheets, place), key
        seen.add(key)
    assert {figure.value for figure in Figure} - seen == {Figure.WORRYING.value}
    assert len([key for key in seen if "/" in key]) > 20


def test_nothing_of_it_is_in_the_file(month_of: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    facts = month_of()
    pdf, figures = _drawn(facts)
    monkeypatch.setattr(Pen, "figure", lambda *_: None)
    assert figures
    assert _drawn(facts) == (pdf, ())


def test_the_areas_pages_of_a_wards_report_explain_their_figures_and_lead_nowhere(month_of: Build) -> None:
    ward, area = month_of(), month_of()
    figures = monthly.draw_all([area], ward, io.BytesIO(), statistics_only=True).figures
    last = next(place.page for place in figures if not place.ref.opens and place.ref.key != RATE_KEY)
    assert last > 1
    assert all(place.page < last for place in figures if place.ref.opens)
