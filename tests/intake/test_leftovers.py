"""Rows that stayed out are written so that they can be mended and imported again, and nothing becomes a formula."""

import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.intake.made import LISTS, SAMPLES, TODAY, read, table, take_in
from watchdesk.intake.book import Book, open_book
from watchdesk.intake.leftovers import REASON, Leftover, leftovers, write
from watchdesk.intake.mapping import ColumnMapping, layouts
from watchdesk.intake.matching import match_people
from watchdesk.intake.outcome import Outcome
from watchdesk.intake.sheet import Cell, sheet_of


def left_of(book: Book, mapping: ColumnMapping | None = None) -> tuple[Leftover, ...]:
    decisions = match_people(read(book, mapping), [], today=TODAY, update=False)
    return leftovers(layouts(book, mapping, LISTS), Outcome(details=decisions.reports).left)


def saved(tmp_path: Path, left: Sequence[Leftover]) -> Path:
    file = tmp_path / "残り.xlsx"
    with file.open("wb") as out:
        write(left, out)
    return file


HEADS = ("氏名", "フリガナ", "生年月日", "電話", "班")


def test_rows_that_stayed_out_keep_their_headings_and_cells_and_tell_why(tmp_path: Path) -> None:
    wrong = ("西田 勇", "ニシダ イサム", "昭和64年1月9日", "06-6012-3457", "003")
    book = table(HEADS, ("村上 静子", "ムラカミ シズコ", date(1935, 2, 3), "06-6012-3456", 2), (), wrong)

    (left,) = left_of(book)

    assert left.headings == HEADS
    assert left.rows == (wrong,)
    assert left.reasons[0].startswith("3行　取りこめない　生年月日") or "4行" in left.reasons[0]
    sheet = openpyxl.load_workbook(saved(tmp_path, [left])).worksheets[0]
    assert [cell.value for cell in sheet[1]] == [*HEADS, REASON]
    assert [cell.value for cell in sheet[2]][:5] == list(wrong)


def test_once_mended_the_rows_go_in_without_our_column(tmp_path: Path) -> None:
    left = left_of(open_book(SAMPLES / "register_legacy_cp932.csv"))
    file = saved(tmp_path, left)
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[0]
    born, named = ([cell.value for cell in sheet[1]].index(heading) + 1 for heading in ("生年月日", "氏名"))
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, born).value = f"昭和10年1月{row}日"
        sheet.cell(row, named).value = sheet.cell(row, named).value or "小川 実"
    book.save(file)

    again = open_book(file)
    decisions = take_in(again, [])

    assert not [each for each in decisions.reports if str(each.result) == "rejected"]
    assert all(REASON not in person.extra for person in decisions.to_add)
    assert len(decisions.to_add) >= 3


def test_a_list_that_has_no_column_of_ours_is_left_as_it_is() -> None:
    assert table(("氏名", "理由"), ("村上 静子", "入院")).sheets[0].width == 2


def test_blank_rows_are_not_saved() -> None:
    assert left_of(table(("氏名", "生年月日"), ("村上 静子", "S10.2.3"), (), ("小川 実", "S11.2.3"))) == ()


CELLS = st.one_of(
    st.none(),
    st.text(max_size=20),
    st.sampled_from(["=1+1", "=cmd|' /C calc'!A0", "+81", "-1", "@SUM(A1)", "\t=1", "'=1", "0012"]),
    st.dates(date(1868, 1, 1), date(2026, 11, 22)),
    st.integers(-(10**9), 10**9),
    st.booleans(),
)


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=5))
def test_whatever_the_cells_hold_none_becomes_a_formula(rows: list[tuple[Cell, Cell, Cell]]) -> None:
    out = io.BytesIO()
    cells = sheet_of("名簿", rows or [(None,)]).rows
    padded = tuple((*row, *[None] * (3 - len(row))) for row in cells)
    write(
        [Leftover(sheet="[a]/b:*?" * 9, headings=("=氏名", "b", "c"), rows=padded, reasons=("=わけ",) * len(padded))],
        out,
    )

    sheet = openpyxl.load_workbook(out).worksheets[0]

    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d", "b"}
    assert sheet["A1"].value == "=氏名"
    for row, written in zip(padded, sheet.iter_rows(min_row=2, max_col=3, values_only=True), strict=True):
        assert [same(value, got) for value, got in zip(row, written, strict=True)] == [True] * 3


def same(value: Any, got: Any) -> bool:
    if isinstance(value, date):
        return str(got)[:10] == value.isoformat()
    if isinstance(value, str):
        plain = "".join(letter for letter in value if letter >= " " or letter in "\t\n\r")
        return (got or "").replace("\r\n", "\n").replace("\r", "\n") == plain.replace("\r\n", "\n").replace("\r", "\n")
    return bool(value == got)


def test_sheets_of_one_name_are_told_apart(tmp_path: Path) -> None:
    each = Leftover(sheet="堀江/1", headings=("氏名",), rows=(("a",),), reasons=("",))

    assert openpyxl.load_workbook(saved(tmp_path, [each, each])).sheetnames == ["堀江_1", "堀江_12"]
