"""The workbook: every cell as it was, no text a formula, the same bytes for the same sheets."""

import io
import zipfile
from datetime import date, datetime, time
from typing import Any

from hypothesis import example, given
from hypothesis import settings as tried
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.conftest import TODAY
from watchdesk.exports import workbook
from watchdesk.exports.sheet import LONGEST_CELL, CellKind, Head, Sheet, Value, clean, length, unfolded

HEADS = (
    Head(title="氏名", width=16),
    Head(title="訪問日", kind=CellKind.DAY, width=12),
    Head(title="時刻", kind=CellKind.TIME, width=8),
    Head(title="回数", kind=CellKind.NUMBER, width=8),
    Head(title="記録", kind=CellKind.NOTE, width=50),
)
ROW: tuple[Value, ...] = ("渡邉 𠮷子", date(2026, 10, 5), time(9, 30), 3, "お元気でした。\n来週も。")
HOSTILE = (
    '=HYPERLINK("http://x","y")',
    "+1",
    "-1",
    "@x",
    "\tx",
    "a\nb",
    "=1+1",
    "http://example.com",
    "0012",
    "_x0041_",
)


def sheet(*notes: str) -> Sheet:
    return Sheet(title="訪問", heads=HEADS, rows=tuple((*ROW[:4], note) for note in notes) or (ROW,))


def read(data: bytes) -> Any:
    return load_workbook(io.BytesIO(data))


def drawn(*sheets: Sheet) -> bytes:
    return workbook.draw(sheets, "10月分", TODAY, "九条南地域").data


def test_days_times_and_numbers_are_real_ones() -> None:
    page = read(drawn(sheet()))["訪問"]
    midnight = datetime(2026, 10, 5)  # noqa: DTZ001  # as openpyxl tells a day
    assert [cell.value for cell in page[2]] == [ROW[0], midnight, time(9, 30), 3, ROW[4]]
    assert page["B2"].is_date
    assert page["B2"].number_format == "yyyy/mm/dd"


def test_the_head_is_frozen_and_printed_on_each_page_of_a4() -> None:
    page = read(drawn(sheet()))["訪問"]
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:E2"
    assert page.page_setup.paperSize == 9
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert page.page_setup.fitToHeight == 0
    assert page.print_title_rows == "$1:$1"
    assert page.column_dimensions["E"].width > page.column_dimensions["C"].width


@tried(max_examples=40, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=60))
@example("=cmd|' /C calc'!A0")
@example("a\x00b\x1f")
def test_no_text_becomes_a_formula_or_gets_lost(text: str) -> None:
    (cleaned,), lost = clean([sheet(text)])
    cell = read(drawn(cleaned))["訪問"]["E2"]
    assert cell.data_type != "f"
    expected = "".join(
        "〓" if any(one.char == letter for one in lost) else letter for letter in text.replace("\r\n", "\n")
    )
    assert (cell.value or "") == expected.replace("\r", "\n")


def test_hostile_texts_stand_as_they_were_written() -> None:
    page = read(drawn(sheet(*HOSTILE)))["訪問"]
    told = [row[4] for row in page.iter_rows(min_row=2)]
    assert [cell.data_type for cell in told] == ["s"] * len(HOSTILE)
    assert [cell.value for cell in told] == list(HOSTILE)
    assert not any("hyperlink" in name for name in zipfile.ZipFile(io.BytesIO(drawn(sheet(*HOSTILE)))).namelist())


def test_control_signs_are_told_and_never_silently_dropped() -> None:
    (cleaned,), lost = clean([sheet("a\x07b")])
    assert cleaned.rows[0][4] == "a〓b"
    assert [(one.code, one.where) for one in lost] == [("U+0007", "訪問 2行目「記録」")]


def test_a_cell_that_is_too_long_goes_on_beside_and_is_told() -> None:
    long = "𠮷" * LONGEST_CELL
    whole, told = unfolded(sheet("short", long))
    assert [head.title for head in whole.heads][4:] == ["記録", "記録（つづき）", "記録（つづき2）"]
    assert "".join(str(value or "") for value in whole.rows[1][4:]) == long
    assert all(length(str(value or "")) <= LONGEST_CELL for value in whole.rows[1])
    assert [one.rows for one in told] == [1]
    drawn_book = workbook.draw([sheet("short", long)], "x", TODAY)
    assert drawn_book.continued == told


def test_a_text_wider_than_its_column_is_folded_in_a_row_high_enough() -> None:
    heads = (Head(title="記録", kind=CellKind.NOTE, width=20), Head(title="数", kind=CellKind.NUMBER, width=8))
    rows = (("短い", 1), ("あ" * 25, 2), ("い\nろ", 3), ("う", "とても長い言葉です"), ("え" * 9_000, 5))
    page = load_workbook(io.BytesIO(drawn(Sheet(title="表", heads=heads, rows=rows))))["表"]
    heights = [page.row_dimensions[row].height for row in range(2, 7)]
    assert heights == [18.75, 3 * 18.75, 2 * 18.75, 3 * 18.75, 408.75]
    assert page.sheet_format.defaultRowHeight == 18.75
    assert [bool(page[cell].alignment.wrap_text) for cell in ("A3", "A4", "B5", "B2")] == [True, True, True, False]


def test_the_same_sheets_on_the_same_day_are_the_same_bytes() -> None:
    assert drawn(sheet()) == drawn(sheet())


def test_the_rows_can_be_counted_after_reading_back() -> None:
    other = Sheet(title="活動 <&>", heads=HEADS[:1], rows=())
    assert workbook.counted(drawn(sheet("a", "b"), other)) == {"訪問": 2, "活動 <&>": 0}


def test_names_of_sheets_fit_excel() -> None:
    long = Sheet(title="一覧/" * 20, heads=HEADS[:1])
    assert workbook.names([long, long]) == ("一覧・" * 10 + "一", "一覧・" * 9 + "一（2）")


def test_a_day_before_excels_first_stands_as_a_text() -> None:
    old = Sheet(title="訪問", heads=HEADS[1:2], rows=((date(1899, 5, 4),), (date(1900, 3, 1),)))
    page = read(drawn(old))["訪問"]
    assert page["A2"].value == "1899-05-04"
    assert page["A3"].is_date
