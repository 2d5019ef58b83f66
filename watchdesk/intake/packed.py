"""What is looked at in a packed file (.xlsx .xlsm .ods) before the native library reads it: its parts, and its extent.

The library asks for memory by what the sheets claim (a cell in the last corner: hundreds of gigabytes) and would take
the program down with it. So each part it reads must be whole XML, and each sheet is measured first as it counts itself.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from functools import lru_cache
from xml.parsers import expat

MANIFEST = "META-INF/manifest.xml"
CONTENT = "content.xml"

LARGEST_UNPACKED = 600_000_000
"""Bytes: a packed file that unpacks to more is a trap rather than a list."""

_READ_ALWAYS = re.compile(r"xl/(?:workbook|styles|sharedStrings)\.xml|(?:xl/)?_rels/[^/]*\.rels|\[Content_Types\]\.xml")


def largest_sheet(data: bytes) -> int:
    """Cells of the largest sheet, counted from its first corner to its last filled cell, its rows repeated as it says.

    Raises any exception where a part is no whole XML: the file is damaged.
    """
    largest = 0
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for part in archive.infolist():
            largest = max(largest, _measured(part.filename, archive.read(part)))
    return largest


def unpacked(data: bytes) -> int:
    """Bytes of all parts together, as the file tells."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return sum(part.file_size for part in archive.infolist())


def asks_password(data: bytes) -> bool:
    """Whether this is an OpenDocument file with a password."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return MANIFEST in archive.namelist() and b"encryption-data" in archive.read(MANIFEST)


def is_binary(data: bytes) -> bool:
    """Whether this is an Excel file whose sheets are no XML (.xlsb), so that nothing of it could be measured."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "xl/workbook.bin" in archive.namelist()


def excel_sheets(data: bytes) -> Iterator[bytes]:
    """The XML of each sheet of an Excel file, one after the other."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for part in archive.infolist():
            if re.fullmatch(r"xl/worksheets/[^/]+\.xml", part.filename):
                yield archive.read(part)


def _measured(name: str, part: bytes) -> int:
    if name == CONTENT:
        return _parsed(part, _OpenDocument())
    if b"sheetData" in part or (name.startswith("xl/worksheets/") and name.endswith(".xml")):
        return _parsed(part, _Excel())
    if _READ_ALWAYS.fullmatch(name):
        _parsed(part)
    return 0


class _Extent:
    """Height and width of what is filled; the largest area of those begun anew."""

    def __init__(self) -> None:
        self.largest = self._height = self._width = 0

    def fill(self, height: int, width: int) -> None:
        """A cell is filled in this row and column, counted from 1."""
        if height > self._height or width > self._width:
            self._height, self._width = max(self._height, height), max(self._width, width)
            self.largest = max(self.largest, self._height * self._width)

    def begin(self) -> None:
        """Another sheet begins."""
        self._height = self._width = 0


class _Excel(_Extent):
    """A sheet of an Excel file: a cell that does not tell its place stands right of the one before."""

    def __init__(self) -> None:
        super().__init__()
        self._row = self._column = 0
        self._inside = False

    def start(self, name: str, told: dict[str, str]) -> None:
        """A row, a cell, or what fills one; behind the cells stand formulas of rules for colours, which fill none."""
        name = name.rpartition(":")[2]
        if name == "c":
            self._inside = True
            self._go_to(told.get("r"))
        elif name in {"v", "is", "f"}:
            if self._inside:
                self.fill(self._row, self._column)
        else:
            self._inside = False
            if name == "row":
                self._row = int(told.get("r", self._row + 1))
                self._column = 0

    def _go_to(self, place: str | None) -> None:
        if place is None:
            self._column += 1
            return
        letters = place.rstrip("0123456789")
        self._row, self._column = int(place[len(letters) :]), _column(letters)


class _OpenDocument(_Extent):
    """All tables of an OpenDocument file; a row or cell may say how often it is repeated."""

    def __init__(self) -> None:
        super().__init__()
        self._row = self._column = self._last = self._times = self._depth = 0

    def start(self, name: str, told: dict[str, str]) -> None:
        """A table, a row or a cell."""
        told = {key.rpartition(":")[2]: value for key, value in told.items()}
        match name.rpartition(":")[2]:
            case "table":
                self._depth += 1
                if self._depth == 1:
                    self.begin()
                    self._row = 0
            case "table-row":
                self._times = _times(told.get("number-rows-repeated", "1"))
                self._column = self._last = 0
            case "table-cell" | "covered-table-cell":
                self._column += _times(told.get("number-columns-repeated", "1"))
                if told.keys() & {"value-type", "formula"}:
                    self._last = self._column
            case "p" if self._column:
                self._last = self._column

    def end(self, name: str) -> None:
        """The row's width is known."""
        name = name.rpartition(":")[2]
        self._depth -= name == "table"
        if name == "table-row":
            self._row += self._times
            if self._last:
                self.fill(self._row, self._last)


def _parsed(part: bytes, extent: _Excel | _OpenDocument | None = None) -> int:
    parser = expat.ParserCreate()
    if extent is not None:
        parser.StartElementHandler = extent.start
    if isinstance(extent, _OpenDocument):
        parser.EndElementHandler = extent.end
    parser.Parse(part, True)
    return extent.largest if extent is not None else 0


def _times(told: str) -> int:
    if not told.isdecimal():
        raise ValueError("a cell is repeated so many times")
    return int(told)


@lru_cache(maxsize=1024)
def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number
