"""A row that says much fills its page and goes on under its name; bookmarks lead to each page of people."""

import io
from collections.abc import Callable
from typing import Any

from pypdf import PdfReader
from pypdf.generic import Destination

from tests.reports.sample_sizes import Size
from tests.reports.samples import pdf
from tests.reports.test_day_sheet import facts
from watchdesk.domain.consent import Disclosed
from watchdesk.reports import day_sheet, roster
from watchdesk.reports.long_rows import LEAST_LINES, LongRow
from watchdesk.reports.tables import Cell, Table
from watchdesk.reports.typesetter import Typesetter


def _long(lines: int, short: int = 3) -> LongRow:
    setter = Typesetter()
    table = Table(setter, (60.0, 80.0, 80.0))
    told = (
        Cell(text="\n".join(f"{word}{at}" for at in range(count))) for word, count in (("長", lines), ("短", short))
    )
    name = Cell(text="見本 花子")
    again = table.row(name, Cell(), Cell())
    return LongRow(row=table.row(name, *told), again=again, kept=frozenset({0}), air=4.5, marked=setter.marked)


def _texts(row: Any) -> list[list[str]]:
    return [[line.text for line in lines] for _, lines in row.row.cells]


def test_a_long_text_goes_on_overleaf_under_the_name_and_not_a_line_is_lost() -> None:
    whole = _long(30)
    parts = whole.split(200)
    assert parts is not None
    first, rest = parts
    assert first.height <= 200
    assert _texts(first)[0] == _texts(rest)[0] == ["見本 花子"]
    assert _texts(first)[1] + _texts(rest)[1] == _texts(whole)[1]
    assert (_texts(first)[2], _texts(rest)[2]) == (_texts(whole)[2], []), "a short text is not cut"
    assert min(len(_texts(part)[1]) for part in parts) >= LEAST_LINES


def test_a_short_row_and_too_little_room_stay_uncut() -> None:
    assert _long(7).split(60) is None
    assert _long(30).split(40) is None
    assert _long(30, short=7).split(80) is None, "the short text would not fit"


def test_the_first_page_of_a_roster_with_far_too_much_carries_people() -> None:
    first, *more = PdfReader(io.BytesIO(pdf("roster", Size.MUCH))).pages
    assert "06-6000" in first.extract_text()
    assert len(more) < 45
    assert roster.NOBODY_NAMED not in first.extract_text()


def test_bookmarks_lead_to_every_page_of_day_sheet_roster_and_labels(
    give_out: Callable[[list[Any]], Disclosed[Any]],
) -> None:
    into = io.BytesIO()
    made = facts(give_out, 40)
    drawn = day_sheet.draw(made, into)
    told = _bookmarks(into)
    assert list(told.values()) == list(range(drawn.pages))
    assert next(iter(told)).startswith(f"1 {made.stops.rows[0].name}～")
    assert list(told)[-1].endswith(f"40 {made.stops.rows[-1].name}")
    usual = io.BytesIO(pdf("roster", Size.USUAL))
    assert list(_bookmarks(usual).values()) == list(range(len(PdfReader(usual).pages)))
    assert list(_bookmarks(io.BytesIO(pdf("labels", Size.USUAL))).values()) == [0, 1, 2, 3]


def _bookmarks(file: io.BytesIO) -> dict[str, int | None]:
    """Where each entry of the viewer's list of contents leads, as pages from 0."""
    reader = PdfReader(file)
    flat = (one for one in reader.outline if isinstance(one, Destination))
    return {str(one.title): reader.get_destination_page_number(one) for one in flat}
