"""Sheet: one table on its way out of the program, before it becomes a page of a workbook or a file of commas."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time
from enum import StrEnum

Value = str | int | float | date | time | None
"""What stands in a cell; None is an empty one."""

LONGEST_CELL = 32_767
"""Letters that a cell of Excel takes, counted as Excel does: one beyond U+FFFF is two (Excel's own limits)."""

GETA = "〓"
"""Stands for a letter that a file cannot hold."""


class CellKind(StrEnum):
    """What the cells of a column are."""

    TEXT = "text"
    NOTE = "note"
    DAY = "day"
    TIME = "time"
    NUMBER = "number"
    RATE = "rate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A column: its title, what its cells are, how wide it is (in half-width letters), and what it means.

    ``names_row``: it says whose row it is, and stands on each page where a printed row goes on over several.
    """

    title: str
    kind: CellKind = CellKind.TEXT
    width: int = 12
    meaning: str = ""
    names_row: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table with its heads; each row has a value for each head. ``wide`` is printed across."""

    title: str
    heads: tuple[Head, ...]
    rows: tuple[tuple[Value, ...], ...] = field(default=(), repr=False)
    wide: bool = True

    def place(self, row: int, column: int) -> str:
        """Where a cell stands, in words: 訪問 3行目「記録」; the heads are line 1."""
        return f"{self.title} {row + 2}行目「{self.heads[column].title}」"


@dataclass(frozen=True, slots=True, kw_only=True)
class Substituted:
    """A letter that went out as another: which, its code, where it stands, and what stands there now.

    ``asked``: somebody has to agree to it before anything is written; else it is only told.
    """

    char: str
    code: str
    where: str
    by: str
    asked: bool = False

    def to_json(self) -> dict[str, str]:
        """The command line's answer (contract §4)."""
        return {"char": self.char, "code": self.code, "where": self.where, "with": self.by}


def code_of(letters: str) -> str:
    """Return the codes of letters: U+20BB7."""
    return " ".join(f"U+{ord(letter):04X}" for letter in letters)


# ---- what no spreadsheet can hold


def clean(sheets: Iterable[Sheet]) -> tuple[tuple[Sheet, ...], tuple[Substituted, ...]]:
    """Return sheets without what no file of a spreadsheet can hold, and each letter that had to go.

    Line ends become one sign; other control signs and halves of letters become 〓.
    """
    lost: list[Substituted] = []
    cleaned = tuple(_cleaned(sheet, lost) for sheet in sheets)
    return cleaned, tuple(lost)


def _cleaned(sheet: Sheet, lost: list[Substituted]) -> Sheet:
    if not any(isinstance(value, str) and not _is_clean(value) for row in sheet.rows for value in row):
        return sheet
    rows = []
    for at, row in enumerate(sheet.rows):
        places = (sheet.place(at, column) for column in range(len(row)))
        rows.append(tuple(_cell(value, place, lost) for value, place in zip(row, places, strict=True)))
    return replace(sheet, rows=tuple(rows))


def _cell(value: Value, where: str, lost: list[Substituted]) -> Value:
    if not isinstance(value, str) or _is_clean(value):
        return value
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    lost.extend(
        Substituted(char=letter, code=code_of(letter), where=where, by=GETA) for letter in text if _cannot_stand(letter)
    )
    return "".join(GETA if _cannot_stand(letter) else letter for letter in text)


def _is_clean(text: str) -> bool:
    return text.isprintable() or not any(letter == "\r" or _cannot_stand(letter) for letter in text)


def _cannot_stand(letter: str) -> bool:
    """Whether XML, and so Excel, has no place for a letter."""
    if letter in "\t\n\r":
        return False
    return unicodedata.category(letter) in ("Cc", "Cs") or letter in "\ufffe\uffff"


# ---- cells that are too long


@dataclass(frozen=True, slots=True, kw_only=True)
class Continued:
    """A column that needed another beside it: cells of so many rows were longer than a cell of Excel can be."""

    sheet: str
    title: str
    rows: int

    @property
    def sentence(self) -> str:
        """What is told of it."""
        return f"「{self.sheet}」の「{self.title}」は、{self.rows}行が長すぎるため、となりの列に続けました。"


def unfolded(sheet: Sheet, longest: int = LONGEST_CELL) -> tuple[Sheet, tuple[Continued, ...]]:
    """Return a sheet whose longest texts go on in columns 「（つづき）」 beside, and which columns these are.

    ``longest``: so many letters stay in one cell, as Excel counts them.
    """
    told: list[Continued] = []
    heads: list[Head] = []
    columns: list[Sequence[Value]] = []
    for at, head in enumerate(sheet.heads):
        cells = [row[at] for row in sheet.rows]
        long = [place for place, cell in enumerate(cells) if isinstance(cell, str) and length(cell) > longest]
        parts = {place: _pieces(str(cells[place]), longest) for place in long}
        most = max((len(pieces) for pieces in parts.values()), default=1)
        heads.extend(_continued(head, most))
        for number in range(most):
            columns.append([_piece(cell, parts.get(place), number) for place, cell in enumerate(cells)])
        if long:
            told.append(Continued(sheet=sheet.title, title=head.title, rows=len(long)))
    if not told:
        return sheet, ()
    return replace(sheet, heads=tuple(heads), rows=tuple(zip(*columns, strict=True))), tuple(told)


def length(text: str) -> int:
    """Return how many letters Excel counts in a text."""
    return len(text) + sum(letter > "\uffff" for letter in text)


def _continued(head: Head, columns: int) -> list[Head]:
    further = [
        replace(head, title=f"{head.title}（つづき{number if number > 1 else ''}）") for number in range(1, columns)
    ]
    return [head, *further]


def _pieces(text: str, longest: int) -> list[str]:
    """A text in pieces that each fit a cell."""
    pieces: list[str] = []
    piece: list[str] = []
    room = longest
    for letter in text:
        size = 2 if letter > "\uffff" else 1
        if size > room:
            pieces.append("".join(piece))
            piece, room = [], longest
        piece.append(letter)
        room -= size
    return [*pieces, "".join(piece)]


def _piece(cell: Value, pieces: list[str] | None, number: int) -> Value:
    if pieces is None:
        return cell if number == 0 else None
    return pieces[number] if number < len(pieces) else None
