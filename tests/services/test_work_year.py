"""A year of work counted by hand: the month's figures, the sheet and what each number opens into say the same."""

import io
from itertools import product

import pytest
from pypdf import PdfReader

from tests.reports.layout import layout, printed_in
from tests.services import work_year
from watchdesk.desk import Desk
from watchdesk.domain.activity_count import Period
from watchdesk.domain.behind import Figure, number
from watchdesk.domain.counted import Counted
from watchdesk.domain.month import Month
from watchdesk.domain.work_lines import WorkLine
from watchdesk.domain.work_lists import Block

YEAR = Period.of_year(2025)


@pytest.fixture
def year(empty_desk: Desk) -> Desk:
    """A desk with the year in it."""
    work_year.write(empty_desk)
    return empty_desk


@pytest.fixture
def ward_year(ward_desk: Desk) -> Desk:
    """A ward's desk with the year in it."""
    work_year.write(ward_desk)
    return ward_desk


def test_each_month_is_as_counted_by_hand(year: Desk) -> None:
    for month, (cases, done, visits, contacts, days) in work_year.MONTHS.items():
        figures = year.reports.figures(Month.parse(month)).facts.figures
        work = figures.work
        assert (work.consultations, work.activities, work.coordination) == (cases, done, contacts), month
        assert (figures.visit_count, figures.active_days) == (visits, days), month


def test_the_year_is_as_counted_by_hand(year: Desk) -> None:
    sheet = year.activity_counts.prepare(YEAR).run()
    assert sheet.whole is not None
    work = sheet.whole.work
    assert {block.value: sheet.whole.number(block, None) for block in Block} == work_year.TOTALS
    assert (work.by_field, work.by_content) == (work_year.FIELDS, work_year.CONTENTS)
    assert (work.by_activity, work.by_coordination) == (work_year.ACTIVITIES, work_year.COORDINATION)
    assert (work.hours, work.participants) == (work_year.HOURS, work_year.PARTICIPANTS)


def test_the_months_of_the_sheet_make_up_its_year(year: Desk) -> None:
    *months, whole = year.activity_counts.prepare(YEAR).run().columns
    counts = [column.count for column in months]
    assert whole.count is not None
    for block in Block:
        assert sum(count.number(block, None) for count in counts if count) == whole.count.number(block, None)


def test_every_number_of_the_sheet_opens_into_its_records(year: Desk) -> None:
    for period in (YEAR, Period(Month(2025, 5))):
        sheet = year.activity_counts.prepare(period).run()
        known = [(at, side.count) for at, side in enumerate(sheet.sides) if side.count is not None]
        assert len(known) > 1
        for (at, count), item in product(known, sheet.items):
            assert len(year.activity_counts.behind(item, sheet, at)) == count.number(item.block, item.code), (at, item)


def test_each_areas_number_opens_into_its_own_records(ward_year: Desk) -> None:
    sheet = ward_year.activity_counts.prepare(YEAR, all_areas=True).run()
    total = next(item for item in sheet.items if (item.block, item.code) == (Block.FIELDS, None))
    assert {place.ref.column for place in sheet.figures} == set(range(len(sheet.sides)))
    sheets = layout(sheet.pdf)
    for place in sheet.figures:
        if place.ref.key == total.key:
            count = sheet.sides[place.ref.column].count
            printed = printed_in(sheets, place)
            assert printed == ("—" if count is None else f"{count.number(total.block, total.code):,}")
            assert len(ward_year.activity_counts.behind(total, sheet, place.ref.column)) == int(
                printed.replace("—", "0")
            )


def test_the_days_worked_on_say_what_was_done_on_them(year: Desk) -> None:
    sheet = year.activity_counts.prepare(Period(Month(2025, 4))).run()
    days = next(item for item in sheet.items if item.block is Block.DAYS)
    lines = year.activity_counts.behind(days, sheet)
    told = [(line.on.day, line.what) for line in lines if isinstance(line, WorkLine)]
    assert told == [(1, "相談1件、活動1件"), (15, "相談1件"), (30, "連絡調整1件")]


def test_a_referral_counts_in_the_month_it_was_sent_as_it_stood_on_its_last_day(year: Desk) -> None:
    may = year.reports.figures(Month(2025, 5)).facts.figures.work
    assert may.to_json()["referrals"] == {
        "total": 1,
        "by_body": {"hokatsu": 1},
        "by_state": {"sent": 1, "received": 0, "answered": 0, "declined": 0, "withdrawn": 0},
    }
    assert year.reports.figures(Month(2025, 6)).facts.figures.work.referrals == 0
    to_date = year.reports.figures(Month(2025, 7)).facts.year_to_date
    assert to_date is not None
    assert (to_date.work.referrals, to_date.work.awaited) == (1, 0)


def test_the_ward_counts_every_area_and_each_day_once(ward_year: Desk) -> None:
    sheet = ward_year.activity_counts.prepare(YEAR, all_areas=True).run()
    assert sheet.whole is not None
    assert {block.value: sheet.whole.number(block, None) for block in Block} == {
        "A": 7,
        "B": 7,
        "C": 4,
        "D": 4,
        "E": 7,
        "F": 20,
    }
    beside = {column.title: column.count for column in sheet.facts.pages[0].columns}
    assert beside["堀江"] is not None
    assert beside["堀江"].number(Block.FIELDS, None) == 1
    assert sheet.pages == len(ward_year.codes.areas) + 2


def test_a_figure_of_work_opens_into_as_many_records_as_it_says(year: Desk) -> None:
    for month in work_year.MONTHS:
        part = year.reports.figures(Month.parse(month))
        for figure in Figure:
            if figure.is_of_work:
                assert len(year.figures.work(Counted(figure=figure), part)) == number(figure, part.facts.figures)


def test_the_sheet_says_the_same_on_paper(year: Desk) -> None:
    sheet = year.activity_counts.prepare(YEAR).run()
    text = PdfReader(io.BytesIO(sheet.pdf)).pages[0].extract_text()
    flat = "".join(text.split())
    assert "高齢者に関すること1010000001003" in flat
    assert "D訪問回数0012000001004" in flat
    assert "F活動日数32221210211118" in flat
    assert "見本" not in flat


def test_a_year_of_which_nothing_is_known_and_one_not_begun(year: Desk) -> None:
    before = year.activity_counts.prepare(Period.of_year(2024)).run()
    assert before.whole is None
    assert before.to_json(None)["blocks"] is None
    assert year.activity_counts.periods()[0][-1] == Month(2025, 4)
    with pytest.raises(Exception, match="まだ始まっていません"):
        year.activity_counts.prepare(Period.of_year(2027)).run()


def test_a_kind_that_is_hidden_stands_on_the_sheet_where_the_setting_wants_it(year: Desk) -> None:
    def kinds() -> list[str | None]:
        sheet = year.activity_counts.prepare(YEAR).run()
        return [item.code for item in sheet.items if item.block is Block.ACTIVITIES]

    assert kinds() == ["C1", "C2", "C3", "C6", None]
    year.settings.change({"wanted_activity_kinds": ["C5"]})
    assert kinds() == ["C1", "C2", "C3", "C5", "C6", None]


def test_saving_the_sheet_stands_in_the_ledger_without_a_copys_number(
    year: Desk, tmp_path_factory: pytest.TempPathFactory
) -> None:
    target = tmp_path_factory.mktemp("paper") / "件数.pdf"
    sheet = year.activity_counts.prepare(YEAR).run()
    year.activity_counts.save(sheet, target)
    assert target.read_bytes() == sheet.pdf
    entry = year.ledger.entries(1)[0]
    assert (entry.action, entry.entity) == ("saved", "report")
    assert entry.entity_id == "活動件数集計報告書 2025年度 九条南地域"
