"""Workbook: sheets as an office likes them in Excel, where no text of ours ever becomes a formula or a link."""

import html
import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

import xlsxwriter

from watchdesk.exports.paper import MARGIN, TYPE, Paper, lay_out, shown_width
from watchdesk.exports.sheet import CellKind, Continued, Sheet, Value, unfolded

SUFFIX = ".xlsx"

FONT = "游ゴシック"
"""Every Windows with Japanese has it since 8.1; another PC takes what it has instead."""

LONGEST_TITLE = 31
"""Letters that the name of a sheet takes in Excel."""

EXCELS_FIRST_DAY = date(1900, 3, 1)
"""Days before it are none to Excel, or one off (it knows a 29 February 1900): they stand as a text."""

_MEASURE = {"font_name": "Arial", "font_size": 10}
"""Columns are measured by the digits of this font, which LibreOffice has on every system; no cell is written in it."""

_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_LINE, _TALLEST = 18.75, 408.75
"""Points: a line of ``FONT`` in Excel's rows, and the tallest row there is. Excel alone would fit the rows itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """A drawn workbook: the file's bytes, and which columns had to be continued beside."""

    data: bytes
    continued: tuple[Continued, ...] = ()


def draw(sheets: Sequence[Sheet], title: str, day: date, footer: str = "") -> Workbook:
    """Return the sheets as an .xlsx file; the same sheets on the same day give the same bytes.

    ``footer`` stands at the foot of each printed page, beside its number.
    """
    into = io.BytesIO()
    told: list[Continued] = []
    how = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(into, {**how, "default_format_properties": dict(_MEASURE)})
    book.set_properties({"title": title, "created": datetime(day.year, day.month, day.day, tzinfo=UTC)})
    looks = _Looks(book)
    for name, sheet in zip(names(sheets), sheets, strict=True):
        whole, continued = unfolded(sheet)
        told.extend(continued)
        _draw_sheet(book.add_worksheet(name), whole, looks, (title, footer))
    book.close()
    return Workbook(data=into.getvalue(), continued=tuple(told))


def names(sheets: Sequence[Sheet]) -> tuple[str, ...]:
    """Return what the sheets are called in Excel: without forbidden signs, 31 letters, no name twice."""
    found: list[str] = []
    for sheet in sheets:
        plain = _FORBIDDEN.sub("・", sheet.title).strip("'")[:LONGEST_TITLE] or "表"
        number, name = 2, plain
        while name.casefold() in (one.casefold() for one in found):
            mark = f"（{number}）"
            number, name = number + 1, f"{plain[: LONGEST_TITLE - len(mark)]}{mark}"
        found.append(name)
    return tuple(found)


class _Looks:
    """The formats of the cells, each made once."""

    def __init__(self, book: Any) -> None:
        plain: dict[str, object] = {
            "font_name": FONT,
            "font_size": TYPE,
            "valign": "top",
            "border": 1,
            "border_color": "#B8B2A7",
        }
        kinds: dict[CellKind, dict[str, object]] = {
            CellKind.TEXT: {"num_format": "@"},
            CellKind.NOTE: {"num_format": "@", "text_wrap": True},
            CellKind.DAY: {"num_format": "yyyy/mm/dd", "align": "center"},
            CellKind.TIME: {"num_format": "hh:mm", "align": "center"},
            CellKind.NUMBER: {"num_format": "#,##0"},
            CellKind.RATE: {"num_format": "0.0"},
        }
        self.cells = {kind: book.add_format(plain | how) for kind, how in kinds.items()}
        # A text of several lines in a short column shows its first line only, unless it is wrapped.
        self.wrapped = book.add_format(plain | {"num_format": "@", "text_wrap": True})
        bold: dict[str, object] = {
            "bold": True,
            "bg_color": "#EDE8DC",
            "text_wrap": True,
            "valign": "vcenter",
            "align": "center",
        }
        self.head = book.add_format(plain | bold)

    def of(self, kind: CellKind, value: Value, *, folded: bool) -> Any:
        """The format of a cell: by what stands in it, since a column of figures may have a day or a word among them."""
        if isinstance(value, str):
            return self.wrapped if folded or kind is CellKind.NOTE else self.cells[CellKind.TEXT]
        if isinstance(value, date):
            return self.cells[CellKind.DAY]
        if isinstance(value, time):
            return self.cells[CellKind.TIME]
        return self.cells[CellKind.RATE if isinstance(value, float) else kind]


def _draw_sheet(page: Any, sheet: Sheet, looks: _Looks, around: tuple[str, str]) -> None:
    last = max(len(sheet.heads) - 1, 0)
    paper = lay_out(sheet)
    widths = paper.widths
    page.set_default_row(_LINE)
    for column, head in enumerate(sheet.heads):
        page.set_column(column, column, widths[column])
        page.write_string(0, column, head.title, looks.head)
    titles = [lines_of(head.title, width - 3) for head, width in zip(sheet.heads, widths, strict=True)]
    _set_height(page, 0, max(titles, default=1))
    for row, values in enumerate(sheet.rows, start=1):
        lines = [lines_of(value, width) for value, width in zip(values, widths, strict=True)]
        for column, (head, value) in enumerate(zip(sheet.heads, values, strict=True)):
            _write(page, (row, column), value, looks.of(head.kind, value, folded=lines[column] > 1))
        _set_height(page, row, max(lines, default=1))
    page.freeze_panes(1, 0)
    if sheet.heads:
        page.autofilter(0, 0, max(len(sheet.rows), 1), last)
    _set_up_print(page, sheet, paper, around)


def _set_height(page: Any, row: int, lines: int) -> None:
    if lines > 1:
        page.set_row(row, min(lines * _LINE, _TALLEST))


def _write(page: Any, place: tuple[int, int], value: Value, look: Any) -> None:
    if value is None or value == "":
        page.write_blank(*place, None, look)
    elif isinstance(value, str):
        page.write_string(*place, value, look)
    elif isinstance(value, date) and value < EXCELS_FIRST_DAY:
        page.write_string(*place, value.isoformat(), look)
    elif isinstance(value, date):
        page.write_datetime(*place, datetime(value.year, value.month, value.day), look)  # noqa: DTZ001  # a day
    elif isinstance(value, time):
        page.write_datetime(*place, value.replace(tzinfo=None), look)
    else:
        page.write_number(*place, value, look)


def _set_up_print(page: Any, sheet: Sheet, paper: Paper, around: tuple[str, str]) -> None:
    title, footer = (text.replace("&", "&&") for text in around)
    page.set_paper(9)  # A4
    page.set_margins(left=MARGIN / 72, right=MARGIN / 72, top=0.75, bottom=0.6)
    if sheet.wide:
        page.set_landscape()
    page.fit_to_pages(paper.across, 0)
    page.print_across()  # pages of the same rows come one after the other
    page.repeat_rows(0)
    if paper.repeated:
        page.repeat_columns(*paper.repeated)
    # They shrink with the page, so they begin as large as the cells. The size stands before the font: a text that
    # begins with a digit would else be read as part of the size.
    font = f'&11&"{FONT},Regular"'
    page.set_header(f"&L{font}{title}")
    page.set_footer(f"&L{font}{footer}&C{font}&P / &N&R{font}&A")


def lines_of(value: Value, width: int) -> int:
    """Return how many lines a value takes in a column of so many half-width letters, the room beside them left out."""
    if not isinstance(value, str) or ("\n" not in value and 2 * len(value) < width):
        return 1
    return sum(max(1, -(-shown_width(line) // max(2, width - 1))) for line in value.split("\n"))


# ---- read back


def counted(data: bytes) -> dict[str, int]:
    """Return how many rows each sheet of one of our workbooks has, heads left out; ValueError where it is none."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        listed = re.findall(r'<sheet name="([^"]*)"', archive.read("xl/workbook.xml").decode())
        pages = [archive.read(f"xl/worksheets/sheet{number}.xml") for number in range(1, len(listed) + 1)]
    return {html.unescape(name): page.count(b"<row ") - 1 for name, page in zip(listed, pages, strict=True)}
