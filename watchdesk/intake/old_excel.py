"""Reading old Excel files (.xls, Excel 5 to 2003): olefile opens their container, xlrd reads the cells.

Both are pure Python, where a wrong length is an exception: the native reader of .xlsx aborts the whole program when a
damaged .xls asks it for more memory than there is. What could still make them take endless memory or time is kept from
them (``sifted``). Read are values, days, texts and merged cells of the visible worksheets; formulas by their last
result; formats only to tell days and times from numbers.
"""

import io
import math
import re
from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from functools import cache
from typing import Any

import olefile
import xlrd

from watchdesk.domain.era import NotADay, day_from_serial
from watchdesk.intake.sheet import LARGEST_SHEET, Merged, Sheet, sheet_of
from watchdesk.intake.sifted import sifted

EXCEL_5 = 50
"""As xlrd counts the versions; what is older has no container."""


class TooLarge(Exception):
    """A sheet has more cells than a list can have."""


def read(data: bytes) -> tuple[Sheet, ...]:
    """Return the visible worksheets. Raises TooLarge; any other exception: the file is broken, or another kind."""
    records = sifted(_stream(data))
    book = xlrd.open_workbook(
        file_contents=records.stream,
        encoding_override=records.codec,
        formatting_info=True,
        on_demand=True,
        ragged_rows=True,
        logfile=io.StringIO(),
    )
    if book.biff_version < EXCEL_5:
        raise ValueError("no workbook of Excel 5 or later")
    return tuple(_sheets(book))


def _stream(data: bytes) -> bytes:
    """The workbook in its container. olefile overlooks chains of sectors that run in a circle or end too early."""
    with olefile.OleFileIO(io.BytesIO(data)) as container:
        kids = container.root.kids_dict
        entry = kids.get("workbook") or kids["book"]
        if max(entry.size, container.root.size) > len(data):
            raise ValueError("a stream is larger than the file")
        stream: bytes = container.openstream(entry.name).read()
        sectors = container.minifat if entry.size < container.minisectorcutoff else container.fat
    if len(stream) != entry.size or not _ends(sectors, entry.isectStart):
        raise ValueError("a chain of sectors is broken")
    return stream


def _ends(following: Sequence[int], first: int) -> bool:
    """Whether the chain of sectors comes to its end."""
    seen: set[int] = set()
    at = first
    while at < len(following) and at not in seen:
        seen.add(at)
        at = following[at]
    return bool(at == olefile.ENDOFCHAIN)


def _sheets(book: Any) -> Iterator[Sheet]:
    for number in range(book.nsheets):
        sheet = book.sheet_by_index(number)
        if not sheet.visibility & 3:
            merged = [Merged(top, left, end - 1, right - 1) for top, end, left, right in sheet.merged_cells]
            yield sheet_of(sheet.name, _rows(book, sheet), merged)
        book.unload_sheet(number)


def _rows(book: Any, sheet: Any) -> list[list[object]]:
    """All rows from the first on, up to the last filled cell. Raises TooLarge."""
    height = max((row + 1 for row in range(sheet.nrows) if any(sheet.row_types(row))), default=0)
    width = max((sheet.row_len(row) for row in range(height)), default=0)
    if height * width > LARGEST_SHEET:
        raise TooLarge

    @cache
    def is_span(style: int) -> bool:
        return style < len(book.xf_list) and _is_span(book.format_map.get(book.xf_list[style].format_key))

    def value(row: int, column: int, kind: int, cell: Any) -> object:
        if kind == xlrd.XL_CELL_BOOLEAN:
            return bool(cell)
        if kind == xlrd.XL_CELL_ERROR:
            return xlrd.error_text_from_code.get(cell, "#N/A")
        if not isinstance(cell, float):
            return cell
        span = is_span(sheet.cell_xf_index(row, column))
        return _as_shown(cell, span=span, day=kind == xlrd.XL_CELL_DATE, from_1904=bool(book.datemode))

    return [
        [
            value(row, column, kind, cell)
            for column, (kind, cell) in enumerate(zip(sheet.row_types(row), sheet.row_values(row), strict=True))
        ]
        for row in range(height)
    ]


_SPAN = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_DAYS_TO_1904 = 1462


def _is_span(number_format: Any) -> bool:
    """Whether numbers are shown as a span of time ([h]:mm), which may be longer than a day."""
    return bool(number_format and _SPAN.search(number_format.format_str))


def _as_shown(number: float, *, span: bool, day: bool, from_1904: bool) -> object:
    """The number as the day, time of day or span of time that its cell shows; one that is none of them as it is."""
    if not math.isfinite(number):
        return None
    if number < 0 or not (span or day):
        return number
    if span:
        return timedelta(seconds=round(number * 86_400)) if number < 1_000_000 else number
    whole, fraction = divmod(number, 1)
    seconds = round(fraction * 86_400)
    at = time(seconds // 3600 % 24, seconds // 60 % 60, seconds % 60)
    if whole == 0 and not from_1904:
        return at
    try:
        return datetime.combine(day_from_serial(whole + seconds // 86_400 + _DAYS_TO_1904 * from_1904), at)
    except NotADay:
        return number
