"""Where figures stand on the pages: every number has its rectangle that holds just it; nothing of it is in the file."""

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from tests.reports.conftest import SIGNS
from tests.reports.layout import Sheet, Text, layout, printed_in
from tests.reports.sample_sizes import Size
from tests.reports.samples_figures import _month_facts
from watchdesk.domain.behind import Figure
from watchdesk.domain.counted import PartWords, Said
from watchdesk.domain.figure_place import RATE_KEY, FigurePlace
from watchdesk.domain.month import Month
from watchdesk.reports.monthly import report as monthly
from watchdesk.reports.monthly.facts import MonthlyFacts
from watchdesk.reports.pen import Pen

Build = Callable[..., MonthlyFacts]
NO_FIGURES = {
    "a day, a month, a year": r"令和\d+年(\d+月(\d+日)?)?|\d{4}年(\d+月)?|\d+月(\d+日)?",
    "which issue it is": r"第\d+号",
    "an office's telephone": r"電話 [\d-]+",
    "the page": r"^\d+ / \d+$",
    "how the signs are counted": r"2つ以上も数えます",
    "the section that is told more of": r"^7 気づきのくわしい内容",
}
"""What else is printed in digits, and counts nobody and nothing."""
SECTION_SIZE = 10.5
FOOT = 60
"""Points from the lower edge within which a page's foot stands."""


def _drawn(facts: MonthlyFacts) -> tuple[bytes, tuple[FigurePlace, ...]]:
    into = io.BytesIO()
    figures = monthly.draw(facts, into, statistics_only=True).figures
    return into.getvalue(), figures


def _everywhere(facts: MonthlyFacts) -> tuple[bytes, tuple[FigurePlace, ...], dict[str, MonthlyFacts]]:
    """The ward and two of its areas."""
    into, ward = io.BytesIO(), replace(facts, area="西区", is_ward=True)
    areas = {facts.area: facts, "堀江": replace(_month_facts(Size.FEW), area="堀江", signs=facts.signs)}
    areas = {area: _agreeing(told) for area, told in areas.items()}
    figures = monthly.draw_all(list(areas.values()), ward, into, statistics_only=True).figures
    return into.getvalue(), figures, {"": ward, **areas}


def _agreeing(facts: MonthlyFacts) -> MonthlyFacts:
    """The last bar of the picture is the month's own, which the samples made up."""
    figures = facts.figures
    last = (facts.month, figures.confirmed_under_watch, figures.not_confirmed)
    return replace(facts, trend=(*facts.trend[:-1], last))


def _number(facts: MonthlyFacts, place: FigurePlace) -> str:
    """What has to stand in a rectangle; nothing where nothing is known of that span."""
    key, column, _, _, month = place.ref
    if month:
        told = {past: counts for past, *counts in facts.trend}[Month.parse(month)]
        return f"{told[key == Figure.NOT_CONFIRMED.value]:,}"
    figures = (facts.figures, facts.previous, facts.known_last_year, facts.year_to_date)[column]
    if figures is None:
        return ""
    if key == RATE_KEY:
        return "" if figures.confirm_rate is None else f"{figures.confirm_rate:.1f}"
    words = PartWords(signs={sign.code: sign.label for sign in facts.signs}, lists=facts.lists)
    groups = {sign.code: sign.group for sign in facts.signs}
    return f"{Said(figures=figures, groups=groups).number(words.counted(key)):,}"


def _digits(facts: MonthlyFacts, sheet: Sheet) -> Iterator[tuple[str, float, float]]:
    """Each number printed on a page that counts something: its digits, and the middle of the first."""
    explained = min((text.y for text in sheet.texts if text.text.startswith("数えかた")), default=sheet.height)
    for text in sheet.texts:
        if text.y < sheet.height - FOOT and text.y >= explained:
            continue  # sentences
        if _is_told_elsewhere(facts, text):
            continue
        bare = text.text
        for no_figure in NO_FIGURES.values():
            bare = re.sub(no_figure, lambda found: " " * len(found[0]), bare)
        for found in re.finditer(r"\d[\d,.]*", bare):
            left, right, _ = text.pieces[found.start()]
            _, top, _, bottom = text.ink
            yield found[0].rstrip(".,"), (left + right) / 2, (top + bottom) / 2


def _is_told_elsewhere(facts: MonthlyFacts, text: Text) -> bool:
    """Remarks are the coordinator's own words; the number of a section counts nothing."""
    is_section = text.size == SECTION_SIZE and text.bold and text.text.isdigit()
    return is_section or text.text in facts.remarks


@pytest.mark.parametrize("size", [Size.NONE, Size.USUAL, Size.MUCH])
def test_every_number_on_the_pages_has_a_rectangle_that_holds_it(size: Size) -> None:
    bare = tuple(replace(sign, label=re.sub(r"\d", "", sign.label)) for sign in SIGNS)
    facts = _agreeing(_month_facts(size, remarks="", receivers=(), coordinator="", office="", signs=bare))
    pdf, figures, parts = _everywhere(facts)
    counted = 0
    for page, sheet in enumerate(layout(pdf)):
        for number, x, y in _digits(facts, sheet):
            place = next((one for one in figures if one.page == page and one.holds(x, y)), None)
            assert place is not None, (page + 1, number, x, y)
            assert number == _number(parts[place.ref.area], place), (page + 1, place)
            counted += 1
    assert counted > 500


def test_every_rectangle_holds_the_number_of_its_figure(month_of: Build) -> None:
    facts = _agreeing(month_of())
    pdf, figures = _drawn(facts)
    sheets = layout(pdf)
    seen = set()
    for place in figures:
        number, printed = _number(facts, place), printed_in(sheets, place)
        if re.search(r"\d", printed):  # of a bar, or of words on two lines, another rectangle has the number
            assert number in printed, place
            seen.add(place.ref.key)
    assert {figure.value for figure in Figure} - seen == {Figure.WORRYING.value}
    assert len([key for key in seen if "/" in key]) > 20
    assert {place.ref.key for place in figures} == seen


def test_the_lists_heads_and_what_they_do_not_name_have_rectangles_too(month_of: Build) -> None:
    into, facts = io.BytesIO(), month_of(unnamed_people=2, unnamed_visits=7)
    figures = monthly.draw(facts, into).figures
    sheets = layout(into.getvalue())
    told = {(place.ref.key, printed_in(sheets, place)) for place in figures if place.page > 1}
    assert ("under_watch", f"10月に見守った方 {facts.figures.under_watch}名") in told
    assert ("under_watch/unnamed/", "方が2名") in told
    assert ("visits/unnamed/", "同意のない方 7件") in told


def test_nothing_of_it_is_in_the_file(month_of: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    facts = month_of()
    pdf, figures = _drawn(facts)
    monkeypatch.setattr(Pen, "figure", lambda *_: None)
    assert figures
    assert _drawn(facts) == (pdf, ())


def test_the_pages_of_a_wards_areas_open_each_areas_own_figures(month_of: Build) -> None:
    ward, area = month_of(is_ward=True, area="西区"), month_of(area="九条南")
    figures = monthly.draw_all([area], ward, io.BytesIO(), statistics_only=True).figures
    assert all(place.ref.opens for place in figures)
    areas = [place.ref.area for place in figures]
    table = areas.index("九条南")
    assert set(areas[:table]) == {""}
    assert {place.ref.area for place in figures if place.page > figures[table].page} == {"九条南"}
