"""Reading old Excel files (.xls, Excel 5 to 2003) by ourselves ([MS-XLS], and the older records of Excel 95).

The library that reads .xlsx aborts the whole program when a damaged .xls asks it for more memory than there is: a
chain of sectors in a circle, a length of four gigabytes, a cell in the last corner. An abort in native code can't be
caught, its parser has more such places than a check before it could name, and a second process with a limit of memory
works differently on each system. So no native code sees these files: here a wrong length is an exception, and what is
kept is never more than the file holds or ``LARGEST_SHEET`` allows. Read are values, days, texts and merged cells of the
visible worksheets; formulas by their last result; formats only to tell days and times from numbers.
"""

import math
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from watchdesk.domain.era import NotADay, day_from_serial
from watchdesk.intake import compound
from watchdesk.intake.number_formats import BUILT_IN, Shown, shown_as
from watchdesk.intake.old_excel_texts import CODEPAGE_UNKNOWN, Pieces, shared_texts, text_reader
from watchdesk.intake.sheet import LARGEST_SHEET, Merged, Sheet, sheet_of

BOF, EOF, CONTINUE = 0x809, 0x0A, 0x3C
EXCEL_97 = 0x600

ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
COLUMNS = 256
"""A sheet of these files has no more."""


class TooLarge(Exception):
    """A sheet has more cells than a list can have."""


def read(data: bytes) -> tuple[Sheet, ...]:
    """Return the visible worksheets. Raises TooLarge; any other exception: the file is broken, or another kind."""
    found = compound.streams(data, ("Workbook", "Book"))
    stream = found.get("Workbook") or found["Book"]
    return tuple(_Book(stream).sheets())


@dataclass(frozen=True, slots=True)
class _Record:
    kind: int
    parts: list[bytes] = field(repr=False)
    """The record and what continues it."""

    @property
    def data(self) -> bytes:
        return self.parts[0]


def _records(stream: bytes, begin: int) -> Iterator[_Record]:
    """The records of one substream up to its EOF, those of others that lie in it (charts) left out."""
    depth = 0
    for record in _joined(stream, begin):
        depth += (record.kind == BOF) - (record.kind == EOF)
        if depth == 0:
            return
        if depth == 1:
            yield record
    raise ValueError("a sheet ends before its end")


def _joined(stream: bytes, begin: int) -> Iterator[_Record]:
    held: _Record | None = None
    at = begin
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        data = stream[at + 4 : at + 4 + length]
        if len(data) < length:
            break
        at += 4 + length
        if kind == CONTINUE and held is not None:
            held.parts.append(data)
            continue
        if held is not None:
            yield held
        held = _Record(kind, [data])
        if kind == EOF:
            yield held
            held = None


class _Book:
    """The workbook's own records: what the sheets' cells point to."""

    def __init__(self, stream: bytes) -> None:
        self._stream = stream
        kind, length, version = struct.unpack_from("<HHH", stream, 0)
        if kind != BOF or length < 4 or version not in (EXCEL_97, 0x500):
            raise ValueError("no workbook of Excel 5 or later")
        self.new = version == EXCEL_97
        self.codepage = CODEPAGE_UNKNOWN
        self.from_1904 = False
        self.texts: Sequence[str] = ()
        self._formats: dict[int, Shown] = {}
        self._styles: list[int] = []
        self._bound: list[bytes] = []
        for record in _records(stream, 0):
            self._take(record)

    def _take(self, record: _Record) -> None:
        data = record.data
        match record.kind:
            case 0x42:
                self.codepage = struct.unpack_from("<H", data)[0]
            case 0x22:
                self.from_1904 = data[:1] == b"\1"
            case 0x41E:
                self._formats[struct.unpack_from("<H", data)[0]] = shown_as(self._format(data[2:]))
            case 0xE0:
                self._styles.append(struct.unpack_from("<H", data, 2)[0])
            case 0x85:
                self._bound.append(data)
            case 0xFC:
                self.texts = shared_texts(record.parts)

    def _format(self, data: bytes) -> str:
        return self.text([data], 2 if self.new else 1)

    def text(self, parts: list[bytes], count_bytes: int) -> str:
        """A text with its length before it, in ``count_bytes``."""
        return text_reader(self.codepage, new=self.new)(Pieces(parts), count_bytes)

    def shown(self, style: int) -> Shown:
        """As what a cell of this style shows its number; a style that does not exist shows a number."""
        number = self._styles[style] if style < len(self._styles) else 0
        return self._formats.get(number) or BUILT_IN.get(number, Shown.NUMBER)

    def sheets(self) -> Iterator[Sheet]:
        """The worksheets that can be seen, in order."""
        seen: set[int] = set()
        for data in self._bound:
            begin, hidden, kind = struct.unpack_from("<IBB", data)
            if hidden & 3 or kind:
                continue
            if begin in seen:
                raise ValueError("two sheets lie in one place")
            seen.add(begin)
            yield self._sheet(self.text([data[6:]], 1), begin)

    def _sheet(self, name: str, begin: int) -> Sheet:
        if struct.unpack_from("<H", self._stream, begin)[0] != BOF:
            raise ValueError("a sheet does not begin where it should")
        cells = _Cells(self)
        for record in _records(self._stream, begin):
            cells.take(record)
        return sheet_of(name, cells.rows(), cells.merged)


class _Cells:
    """The cells of a sheet, gathered record by record."""

    def __init__(self, book: _Book) -> None:
        self._book = book
        self._values: dict[tuple[int, int], object] = {}
        self._awaited: tuple[int, int] | None = None
        self.merged: list[Merged] = []

    def take(self, record: _Record) -> None:
        """Take what a record says of cells; most say nothing of them."""
        data = record.data
        match record.kind:
            case 0x203:
                self._put_number(*struct.unpack_from("<HHHd", data))
            case 0x27E:
                row, column, style, packed = struct.unpack_from("<HHHI", data)
                self._put_number(row, column, style, _unpacked(packed))
            case 0xBD:
                self._take_many(data)
            case 0xFD:
                row, column, _, number = struct.unpack_from("<HHHI", data)
                self._put(row, column, self._book.texts[number])
            case 0x204 | 0xD6:
                row, column = struct.unpack_from("<HH", data)
                self._put(row, column, self._book.text([data[6:], *record.parts[1:]], 2))
            case 0x205:
                row, column, _, value, wrong = struct.unpack_from("<HHHBB", data)
                self._put(row, column, ERRORS.get(value, "#N/A") if wrong else bool(value))
            case 0x06 | 0x206 | 0x406:
                self._take_formula(data)
            case 0x207 if self._awaited is not None:
                self._put(*self._awaited, self._book.text(record.parts, 2))
                self._awaited = None
            case 0xE5:
                self._take_merged(data)

    def rows(self) -> list[list[object]]:
        """All rows from the first on, up to the last filled cell. Raises TooLarge."""
        height = max((row for row, _ in self._values), default=-1) + 1
        width = max((column for _, column in self._values), default=-1) + 1
        if height * width > LARGEST_SHEET:
            raise TooLarge
        rows: list[list[object]] = [[None] * width for _ in range(height)]
        for (row, column), value in self._values.items():
            rows[row][column] = value
        return rows

    def _put(self, row: int, column: int, value: object) -> None:
        if column >= COLUMNS:
            raise ValueError("a cell lies beyond the last column")
        if value not in (None, ""):
            self._values[row, column] = value

    def _put_number(self, row: int, column: int, style: int, number: float) -> None:
        self._put(row, column, _as_shown(number, self._book.shown(style), from_1904=self._book.from_1904))

    def _take_many(self, data: bytes) -> None:
        row, first = struct.unpack_from("<HH", data)
        for column, begin in enumerate(range(4, len(data) - 2, 6), first):
            style, packed = struct.unpack_from("<HI", data, begin)
            self._put_number(row, column, style, _unpacked(packed))

    def _take_formula(self, data: bytes) -> None:
        row, column, style, kind, value, mark = struct.unpack_from("<HHHBxBxxxH", data)
        self._awaited = None
        if mark != 0xFFFF:
            self._put_number(row, column, style, struct.unpack_from("<d", data, 6)[0])
        elif kind == 0:
            self._awaited = (row, column)
        elif kind == 1:
            self._put(row, column, bool(value))
        elif kind == 2:
            self._put(row, column, ERRORS.get(value, "#N/A"))

    def _take_merged(self, data: bytes) -> None:
        for begin in range(2, 2 + 8 * struct.unpack_from("<H", data)[0], 8):
            top, bottom, left, right = struct.unpack_from("<HHHH", data, begin)
            self.merged.append(Merged(top, left, bottom, right))


def _unpacked(packed: int) -> float:
    """The number of an RK record: an integer or the upper half of a float, and perhaps a hundredth of it."""
    if packed & 2:
        number = float((packed ^ 0x80000000) - 0x80000000 >> 2)
    else:
        number = struct.unpack("<d", struct.pack("<Q", (packed & 0xFFFFFFFC) << 32))[0]
    return number / 100 if packed & 1 else number


_DAYS_TO_1904 = 1462


def _as_shown(number: float, shown: Shown, *, from_1904: bool) -> object:
    """The number as the day, time of day or span of time that its cell shows; one that is none of them as it is."""
    if not math.isfinite(number):
        return None
    if shown is Shown.NUMBER or number < 0:
        return number
    if shown is Shown.SPAN:
        return timedelta(seconds=round(number * 86_400)) if number < 1_000_000 else number
    day, fraction = divmod(number, 1)
    seconds = round(fraction * 86_400)
    at = time(seconds // 3600 % 24, seconds // 60 % 60, seconds % 60)
    if day == 0 and not from_1904:
        return at
    try:
        return datetime.combine(day_from_serial(day + seconds // 86_400 + _DAYS_TO_1904 * from_1904), at)
    except NotADay:
        return number
