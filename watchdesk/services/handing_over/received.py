"""Received 受け取ったもの: what a file that came holds, for somebody who looks before anything of it is saved."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from watchdesk.domain.era import show_day
from watchdesk.errors import WatchDeskError
from watchdesk.exports.package import NOT_OURS, Packed
from watchdesk.exports.welfare_sheets import OVERVIEW
from watchdesk.exports.workbook import SUFFIX
from watchdesk.intake import delimited, spreadsheet
from watchdesk.intake.sheet import Cell, Sheet, text_of
from watchdesk.services.handing_over.receiving import Received

FIRST = 30
"""Rows of a sheet that are shown; the rest is counted."""

_TOLD = (
    "中身",
    "お渡しする相手",
    "月",
    "号",
    "つくった日",
    "つくった人",
    "写しの番号",
    "いまの記録との違い",
    "お名前のある記録",
    "お渡しする方",
    "お渡しする方（名）",
    "お渡しする訪問記録",
    "電話",
)
"""Lines of the sheet 概要 by which a receiver knows what came, in this order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSheet:
    """A sheet as it is looked at: its heads, its first rows as texts, and how many there are."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = field(repr=False)
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedLook:
    """What a file says of itself, line by line, and its sheets."""

    facts: tuple[tuple[str, str], ...] = field(repr=False)
    sheets: tuple[ShownSheet, ...]


def look(received: Received) -> ReceivedLook:
    """Return what a file that was opened holds; WatchDeskError (``not_a_handover``) where no desk made it."""
    try:
        sheets = tuple(sheet for one in received.files for sheet in _sheets(one))
    except WatchDeskError as wrong:
        raise WatchDeskError(NOT_OURS, code="not_a_handover") from wrong
    overview = next((sheet for sheet in sheets if sheet.name == OVERVIEW and sheet.rows), None)
    if overview is None:
        raise WatchDeskError(NOT_OURS, code="not_a_handover")
    return ReceivedLook(facts=tuple(_facts(overview)), sheets=tuple(map(_shown, sheets)))


def _sheets(one: Packed) -> tuple[Sheet, ...]:
    if spreadsheet.is_one(one.data):
        return spreadsheet.read(one.file_name, one.data, None)
    return (delimited.read(Path(one.file_name), one.data),)


def _facts(overview: Sheet) -> Iterator[tuple[str, str]]:
    lines = {text_of(row[0]): row[1:] for row in reversed(overview.rows[1:])}
    for title in _TOLD:
        said = _said(lines.get(title, ()), places=overview.width - 2)
        if said:
            yield title, said


def _said(cells: tuple[Cell, ...], places: int) -> str:
    """The one value of a line; of a line with a value for each of several places, that they stand in the sheet."""
    several = places > 1 and any(cell is not None for cell in cells[1:places])
    return f"地域ごとに、シート「{OVERVIEW}」にあります" if several else _words(cells[0] if cells else None)


def _words(cell: Cell) -> str:
    return show_day(cell) if isinstance(cell, date) and not isinstance(cell, datetime) else text_of(cell)


def _shown(sheet: Sheet) -> ShownSheet:
    heads = tuple(map(text_of, sheet.rows[0])) if sheet.rows else ()
    body = sheet.rows[1:]
    rows = tuple(tuple(text_of(cell) for cell in row) for row in body[:FIRST])
    return ShownSheet(title=sheet.name, heads=heads, rows=rows, total=len(body))


def is_workbook(received: Received) -> bool:
    """Whether it holds one workbook rather than a set of files."""
    return len(received.files) == 1 and spreadsheet.is_one(received.files[0].data)


def proposed_name(received: Received) -> str:
    """What the unlocked copy may be called: as the file within was named."""
    named = Path(received.files[0].file_name).stem if is_workbook(received) else received.path.stem
    return f"{named}_中身{SUFFIX}" if is_workbook(received) else f"{named}_中身"
