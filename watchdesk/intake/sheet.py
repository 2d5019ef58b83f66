"""One sheet of a list: rows of cells, whatever the kind of file it came from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

Cell: TypeAlias = str | int | float | bool | date | datetime | time | None
"""What stands in a cell; None is an empty one. A day without a time of day is a date, a whole number an int."""

LARGEST_SHEET = 5_000_000
"""Cells of one sheet."""

REASON = "取りこめなかった理由"
"""Heading of the column that we add to the rows that stayed out of an import (``leftovers``)."""


@dataclass(frozen=True, slots=True)
class Merged:
    """A merged range, rows and columns counted from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: ``rows[0]`` is the spreadsheet's row 1. All rows have the same width."""

    name: str
    rows: tuple[tuple[Cell, ...], ...] = field(repr=False)
    merged: tuple[Merged, ...] = ()

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.rows[0]) if self.rows else 0


def sheet_of(name: str, rows: Sequence[Sequence[object]], merged: Sequence[Merged] = ()) -> Sheet:
    """Return a sheet of raw cells: cleaned, of one width, without the empty rows at its end.

    A merged range reaches no farther than the cells do.
    """
    cleaned = [[clean(cell) for cell in row] for row in rows]
    while cleaned and all(cell is None for cell in cleaned[-1]):
        cleaned.pop()
    width = max((len(row) for row in cleaned), default=0)
    filled = tuple((*row, *[None] * (width - len(row))) for row in cleaned)
    return Sheet(name, filled, tuple(_within(merged, len(cleaned), width)))


def _within(merged: Sequence[Merged], height: int, width: int) -> Iterator[Merged]:
    """Merged ranges as far as they lie in the sheet: some reach down to the last row there can be."""
    for area in merged:
        if area.top < height and area.left < width:
            yield Merged(area.top, area.left, min(area.bottom, height - 1), min(area.right, width - 1))


def clean(cell: object) -> Cell:
    """Return a cell without what only the file's kind added: 5.0 is 5, midnight is a day, blank text is None."""
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    if isinstance(cell, datetime):
        return cell.date() if cell.time() == time() else cell
    if isinstance(cell, timedelta):
        return str(cell)
    if isinstance(cell, str):
        return cell if cell.strip() else None
    return cell if isinstance(cell, bool | int | float | date | time) else None


def text_of(cell: Cell) -> str:
    """Return a cell as text: a day in ISO form, a time as 10:45, an empty cell as an empty text; ends trimmed."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, time):
        return cell.isoformat("minutes")
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes")
    return cell.isoformat() if isinstance(cell, date) else str(cell).strip()


def mended(sheet: Sheet) -> Sheet:
    """A sheet that comes back mended, without the column of reasons that is ours; any other sheet as it is."""
    heads = [text_of(cell) for cell in sheet.rows[0]] if sheet.rows else []
    if REASON not in heads:
        return sheet
    ours = heads.index(REASON)
    return replace(sheet, rows=tuple((*row[:ours], *row[ours + 1 :]) for row in sheet.rows))
