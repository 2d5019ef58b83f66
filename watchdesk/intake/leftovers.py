"""Rows that stayed out of an import, as a spreadsheet to mend and import again: headings, rows, and why each stayed."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import BinaryIO

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as ExcelCell
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from watchdesk.intake.header import letters
from watchdesk.intake.mapping import Layout
from watchdesk.intake.outcome import RowReport
from watchdesk.intake.sheet import REASON, Cell, text_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Leftover:
    """The rows of one sheet that stayed out; ``rows`` are as wide as ``headings``, ``reasons`` as long as ``rows``."""

    sheet: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...] = field(repr=False)
    reasons: tuple[str, ...] = field(repr=False)


def leftovers(layouts: Iterable[Layout], left: Iterable[RowReport]) -> tuple[Leftover, ...]:
    """Gather the rows of ``left`` from the sheets they stand in, in the order of the list."""
    told = {(report.sheet, report.row): report for report in left}
    found = (_of_sheet(layout, told) for layout in layouts)
    return tuple(each for each in found if each.rows)


def _of_sheet(layout: Layout, told: dict[tuple[str, int], RowReport]) -> Leftover:
    rows = [(cells, told[layout.sheet.name, row]) for row, cells in layout.rows() if (layout.sheet.name, row) in told]
    return Leftover(
        sheet=layout.sheet.name,
        headings=layout.header.headings,
        rows=tuple(cells for cells, _ in rows),
        reasons=tuple(f"{report.row}行　{report.result.label}　{report.why}".strip() for _, report in rows),
    )


# --- the file ---------------------------------------------------------------------------------------------------------

WIDEST = 40
"""Characters a column is made wide; longer texts run over several lines."""

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""Control characters, which a spreadsheet can't hold; no list means them."""


def write(left: Iterable[Leftover], file: BinaryIO) -> None:
    """Write one sheet for each; every text stays a text, whatever it begins with, and is no formula."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for each in left:
        _fill(book.create_sheet(_sheet_name(each.sheet, book.sheetnames)), each)
    book.save(file)


def _fill(sheet: Worksheet, left: Leftover) -> None:
    for column, heading in enumerate((*left.headings, REASON), 1):
        _put(sheet, 1, column, heading).font = Font(bold=True)
    for row, (cells, reason) in enumerate(zip(left.rows, left.reasons, strict=True), 2):
        for column, value in enumerate((*cells, reason), 1):
            if value is not None:
                _put(sheet, row, column, value)
    sheet.freeze_panes = "A2"
    for column, width in enumerate(_widths(left)):
        sheet.column_dimensions[letters(column)].width = width


def _widths(left: Leftover) -> Iterator[float]:
    """Room for two columns of screen a letter, which a Japanese one takes."""
    for column, heading in enumerate((*left.headings, REASON)):
        texts = left.reasons if column == len(left.headings) else tuple(text_of(row[column]) for row in left.rows)
        longest = max(len(text) for text in (heading, *texts))
        yield 2.0 * min(max(longest, 4), WIDEST) + 2


def _put(sheet: Worksheet, row: int, column: int, value: Cell) -> ExcelCell:
    cell = sheet.cell(row, column)
    assert isinstance(cell, ExcelCell), "nothing is merged here"  # noqa: S101  openpyxl's word for all its cells
    if isinstance(value, date | datetime) and value.year < 1900:
        value = value.isoformat()
    if isinstance(value, str):
        cell.value = _UNWRITABLE.sub("", value)
        cell.data_type = "s"
        cell.number_format = "@"
        cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    else:
        cell.value = value
    return cell


def _sheet_name(name: str, taken: Sequence[str]) -> str:
    """The sheet's name as a spreadsheet takes it: 31 characters, some left out, each name once."""
    wanted = re.sub(r"[\[\]:*?/\\]", "_", _UNWRITABLE.sub("", name)).strip("'")[:28] or "名簿"
    unique, number = wanted, 2
    while unique.casefold() in {each.casefold() for each in taken}:
        unique, number = f"{wanted}{number}", number + 1
    return unique
