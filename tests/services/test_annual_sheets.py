"""年間のまとめ: every figure as counted day by day over the year, nobody's name on it, no small number told."""

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from tests.domain import brute_force
from tests.domain.test_summary_by_day import AREAS, registers, visits_to
from tests.reports.layout import faults, layout, printed_in
from tests.services import work_year
from tests.services.test_figures import METHODS, _refill
from watchdesk.desk import Desk
from watchdesk.domain.activity_count import Period
from watchdesk.domain.annual import YearFigures, told_of, year_before
from watchdesk.domain.annual_behind import asked_of
from watchdesk.domain.counted import Said
from watchdesk.domain.person import Person
from watchdesk.domain.small_cells import Cell, Kept, Told, told
from watchdesk.domain.summary import Span
from watchdesk.errors import Invalid
from watchdesk.reports import annual_parts as parts
from watchdesk.services.annual_sheets import AnnualSheet, AnnualSheets

YEARS = {2025: (date(2025, 4, 1), date(2026, 3, 31)), 2026: (date(2026, 4, 1), date(2026, 11, 22))}


def annual(desk: Desk) -> AnnualSheets:
    found = desk.sheets.of("annual")
    assert isinstance(found, AnnualSheets)
    return found


def drawn(desk: Desk, **told: object) -> AnnualSheet:
    return annual(desk).prepare(told).run()


def text(paper: AnnualSheet) -> str:
    pages = PdfReader(io.BytesIO(paper.pdf)).pages
    return "".join(page.extract_text() for page in pages).replace("\n", "")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data(), registers(), st.sampled_from(sorted(YEARS)), st.sampled_from([None, *AREAS]))
def test_the_year_and_each_of_its_months_equal_a_count_day_by_day(
    empty_desk: Desk, data: st.DataObject, people: list[Person], year: int, area: str | None
) -> None:
    visits = data.draw(visits_to(people))
    _refill(empty_desk._ground.store, people, visits)
    first, last = YEARS[year]

    found = annual(empty_desk).figures(year, area)

    def counted(begin: date, end: date) -> Mapping[str, object]:
        return brute_force.figures(people, visits, first=begin, last=end, area=area, visit_count_methods=METHODS)

    assert found.whole.to_json() == counted(first, last)
    assert len(found.months) == (12 if year == 2025 else 8)
    for month, figures in found.months.items():
        assert figures.to_json() == counted(month.first, min(month.last, last))
    papers = annual(empty_desk)
    sheet = papers._gather(Period.of_year(year), (area,), {"remarks": "", "stamps": ()})
    known = [line for line in papers.lines(sheet) if line.opens and line.key != "participants"]
    for line in data.draw(st.lists(st.sampled_from(known), min_size=4, max_size=4)):
        asked, of_month = asked_of(line.key)
        said = Said(figures=found.months[of_month] if of_month is not None else found.whole)
        assert len(papers.behind(sheet, line.key).ids) == said.number(asked), line.key


def test_the_year_by_hand(empty_desk: Desk) -> None:
    work_year.write(empty_desk)
    work = annual(empty_desk).figures(2025, "九条南").whole.work
    assert (work.by_content, work.by_activity) == (work_year.CONTENTS, work_year.ACTIVITIES)
    this = drawn(empty_desk, year=2025).facts.places[0].this
    assert this["visits/2025-07"] == Told(3)
    assert this["visits"].kept is Kept.BESIDE
    assert {this[f"consultations/{code}"].kept for code in work_year.CONTENTS} == {Kept.SMALL}
    assert this["consultations"].kept is Kept.BESIDE
    assert this["participants"].number == work_year.PARTICIPANTS


def test_it_names_nobody_and_is_no_copy(desk: Desk) -> None:
    sheet = drawn(desk, year=2026, remarks="ありがとうございました。")
    told = text(sheet)
    assert not any(line.name in told for line in desk.people.lines())
    left = annual(desk).handed_out(sheet)
    assert left.number is None
    assert left.pdf == sheet.pdf
    assert desk.ledger.entries()[0].entity_id == "年間のまとめ 2026年度 九条南地域"
    assert all(
        words in told for words in ("年間のまとめ", "暫定・11月22日まで", "安否確認率", "ありがとうございました。")
    )


def test_no_number_of_one_or_two_stands_in_a_table(desk: Desk) -> None:
    work_year.write(desk)
    for year in (2025, 2026):
        place = drawn(desk, year=year).facts.places[0]
        for numbers in (place.this, place.before or {}):
            assert not [key for key, one in numbers.items() if one.number in (1, 2)]


def test_the_paper_has_just_the_numbers_that_may_be_told(desk: Desk) -> None:
    sheet = drawn(desk, year=2026)
    told = text(sheet).replace(" ", "")
    for code, label in sheet.facts.places[0].signs:
        assert f"{label.replace(' ', '')}{sheet.facts.places[0].this[f'signs/{code}'].number}—" in told
    assert re.search(rf"{sheet.facts.places[0].this['visits'].number:,}件", text(sheet))


def test_where_the_year_still_runs_the_one_before_is_told_for_the_same_days() -> None:
    assert year_before(Span(date(2026, 4, 1), date(2026, 11, 22))) == Span(date(2025, 4, 1), date(2025, 11, 22))
    assert year_before(Span(date(2023, 4, 1), date(2024, 2, 29))) == Span(date(2022, 4, 1), date(2023, 2, 28))
    assert year_before(Span(date(2023, 4, 1), date(2024, 3, 31))) == Span(date(2022, 4, 1), date(2023, 3, 31))


def test_nothing_is_told_of_a_year_before_the_first_record(empty_desk: Desk) -> None:
    sheet = drawn(empty_desk, year=2026)
    assert sheet.facts.places[0].before is None
    assert "—" in text(sheet)


def test_a_year_that_has_not_begun_is_refused(empty_desk: Desk) -> None:
    with pytest.raises(Invalid, match="まだ始まっていません"):
        annual(empty_desk).prepare({"year": 2027})


def test_all_areas_come_one_behind_the_other_without_their_sum(ward_desk: Desk) -> None:
    sheet = drawn(ward_desk, year=2026, all_areas=True)
    assert len(sheet.facts.places) == len(ward_desk.codes.areas) == sheet.pages / 2
    assert "西区" not in {place.place for place in sheet.facts.places}
    assert [place.place for place in drawn(ward_desk, year=2026).facts.places] == ["西区"]


def test_boxes_to_stamp_in_stand_on_each_first_page_where_they_are_wanted(empty_desk: Desk) -> None:
    assert annual(empty_desk).first()["stamps"] == ()
    boxes = "会長,副会長,総括責任者,担当,作成者"
    sheet = drawn(empty_desk, year=2026, stamps=boxes)
    assert sheet.pages == 2
    assert all(word in text(sheet) for word in boxes.split(","))
    assert faults(layout(sheet.pdf)) == []
    with pytest.raises(Invalid, match="5つまで"):
        annual(empty_desk).prepare({"year": 2026, "stamps": f"{boxes},もう一つ"})


def test_a_rate_that_would_tell_of_one_or_two_says_only_that(desk: Desk) -> None:
    whole = annual(desk).figures(2026, "九条南").whole
    assert whole.not_confirmed in (1, 2)
    shown = told_of(YearFigures(whole=whole), (), ())
    assert (shown["confirmed"], shown["not_confirmed"].kept) == (Told(None, Kept.BESIDE), Kept.SMALL)
    assert f"{whole.confirm_rate}%" not in text(drawn(desk, year=2026)).replace("97.2%以上", "")


def test_the_same_facts_give_the_same_bytes(desk: Desk) -> None:
    assert drawn(desk, year=2025).pdf == drawn(desk, year=2025).pdf


def test_no_rate_tells_how_many_one_or_two_are() -> None:
    """For each number under watch: what is printed of it leaves at least two ways to part it where a part is small."""
    printed: dict[tuple[str, str], set[tuple[int, int]]] = {}
    for watched in range(60):
        for confirmed in range(watched + 1):
            numbers = _watch(confirmed, watched - confirmed)
            shown = (parts.words(numbers["under_watch"]), parts.rate_words(numbers))
            printed.setdefault(shown, set()).add((confirmed, watched - confirmed))
    for shown, ways in printed.items():
        if any({1, 2} & set(way) for way in ways):
            assert len(ways) > 1, shown


def _watch(confirmed: int, unseen: int) -> dict[str, Told]:
    return told(
        [
            Cell("confirmed", "people", "watched", confirmed),
            Cell("not_confirmed", "people", "watched", unseen),
            Cell("under_watch", "watched", "people", confirmed + unseen),
        ]
    )


def test_each_number_of_the_paper_is_made_of_as_many_records_also_where_it_is_kept_back(empty_desk: Desk) -> None:
    work_year.write(empty_desk)
    papers, paper = annual(empty_desk), drawn(empty_desk, year=2025)
    year, lines = papers.figures(2025, paper.areas[0]), papers.lines(paper)
    assert any(line.kept[0] for line in lines if line.opens)
    for line in lines:
        if line.opens and line.key != "participants":
            counted, month = asked_of(line.key)
            said = Said(figures=year.months[month] if month is not None else year.whole)
            found = papers.behind(paper, line.key)
            assert len(found.ids) == said.number(counted), line.key
            is_rate = line.key.startswith("rate")
            assert is_rate or line.kept[0] or line.cells[0].rstrip("名件") == f"{len(found.ids):,}"
    came = [empty_desk.activities.get(one).participants for one in papers.behind(paper, "participants").ids]
    assert sum(filter(None, came)) == work_year.PARTICIPANTS


def test_a_rate_tells_its_two_numbers_and_opens_those_confirmed_a_kept_one_tells_none(desk: Desk) -> None:
    papers, paper = annual(desk), drawn(desk, year=2026)
    months = papers.figures(2026, paper.areas[0]).months
    lines = {line.key: line for line in papers.lines(paper) if line.key.startswith("rate/")}
    told = [month for month in months if lines[f"rate/{month}"].cells[0] == f"{months[month].confirm_rate}%"]
    assert told
    for month, figures in months.items():
        line = lines[f"rate/{month}"]
        parts = f"（{figures.confirmed_under_watch}名÷{figures.under_watch}名）"
        assert line.about.endswith(parts) if month in told else "÷" not in line.about
        assert line.kept == ((None,) if month in told else (Kept.BESIDE,))
        assert not line.opens_in(0) or len(papers.behind(paper, line.key).ids) == figures.confirmed_under_watch


def test_the_year_before_is_made_of_its_own_records(desk: Desk) -> None:
    work_year.write(desk)
    papers, paper = annual(desk), drawn(desk, year=2026)
    before = papers.figures(2025, paper.areas[0])
    known = [line for line in papers.lines(paper) if line.opens_in(1)]
    assert {"visits", "consultations", "activities"} <= {line.key for line in known}
    spans = papers._years  # the figures of the year before end with the day of this one
    with desk._ground.store.read() as connection:
        whole = spans(connection).whole(year_before(paper.facts.period.span(desk.today())), paper.areas[0])
    assert whole != before.whole
    for line in known:
        if line.key == "participants":
            continue
        assert len(papers.behind(paper, line.key, 1).ids) == Said(figures=whole).number(asked_of(line.key)[0]), line.key


def test_every_number_on_the_pages_is_a_line_of_the_screen_and_stands_where_it_can_be_pressed(
    desk: Desk, ward_desk: Desk
) -> None:
    for paper, papers in (
        (drawn(desk, year=2026), annual(desk)),
        (drawn(ward_desk, year=2026, all_areas=True), annual(ward_desk)),
    ):
        lines, sheets = {line.key: line for line in papers.lines(paper)}, layout(paper.pdf)
        shown: set[tuple[str, int]] = set()
        for place in paper.figures:
            line, column = lines[place.ref.key], place.ref.column
            assert place.ref.opens == (column < 2 and line.opens_in(column))
            told = re.sub("[名件]$", "", line.cells[column])
            printed = printed_in(sheets, place)
            assert told in printed or not printed, place.ref  # hatching says nothing; its number stands over it
            shown |= {(place.ref.key, place.ref.column)} if told in printed else set()
        known = {
            (line.key, at) for line in lines.values() for at, cell in enumerate(line.cells) if cell not in ("", "—")
        }
        drawn_of = {key.rpartition(":")[0] for key in _of_picture(lines) if lines[key].cells[0] != "0名"}
        blank = {
            key for key in _of_picture(lines) if key.rpartition(":")[0] not in drawn_of
        }  # まだ、かける数がありません
        assert {key for key, _ in known - shown} <= blank


def _of_picture(lines: Iterable[str]) -> Iterator[str]:
    """Keys of the numbers in the picture of who is seen to be well."""
    return (key for key in lines if "confirmed/" in key)


def test_of_several_places_each_number_is_made_of_its_own_areas_records(ward_desk: Desk) -> None:
    work_year.write(ward_desk)
    papers, paper = annual(ward_desk), drawn(ward_desk, year=2025, all_areas=True)
    at = paper.areas.index("九条南")
    assert len(papers.behind(paper, f"{at}:consultations").ids) == sum(work_year.CONTENTS.values())
    assert papers.behind(paper, f"{(at + 1) % 14}:consultations").ids == ()
