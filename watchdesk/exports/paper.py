"""Paper: how wide a sheet's columns are and over how many pages they go, so that what an office prints can be read."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from watchdesk.exports.sheet import CellKind, Head, Sheet

TYPE, LEAST_TYPE = 11.0, 8.0
"""Points: the letters of the cells, and how small they may become on paper."""

LONG_EDGE, SHORT_EDGE, MARGIN = 842.0, 595.0, 22.0
"""Points of A4, and of its margins left and right."""

_LETTER, _PADDING = 5.6, 3.75
"""Points that a half-width letter, and the room beside the text, take in a column: a digit of Arial in 10 points.

That is LibreOffice's measure; Excel rounds to whole pixels of the screen, which makes its columns a little narrower.
"""
_SLACK = 0.97
"""So much of the room is counted on."""

_LONGEST_TEXT = 24
_ONE_LINE = 8
"""A title that is wider folds."""
_ARROW = 3
"""The filter's arrow stands beside the title."""
_NARROWEST = 20
"""Columns above it may become narrower, and their texts fold, where that saves a page."""
_SHARES = (1.0, 0.9, 0.8, 0.7)
_MOST_REPEATED = 0.4
"""Of the page's width: columns that are wider together are not repeated, since they would leave no room."""
_LOOKED_AT = 200
"""So many rows say how wide a column wants to be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """How a sheet is printed: its columns' widths in half-width letters, and how many pages lie beside each other.

    ``repeated``: first and last of the columns that stand on each page of them; None where there is one page.
    """

    widths: tuple[int, ...]
    across: int = 1
    repeated: tuple[int, int] | None = None


def lay_out(sheet: Sheet) -> Paper:
    """Return how a sheet goes on A4 with letters of 8 points at least, on as few pages beside each other as that takes.

    Wide columns become a little narrower where that saves a page. A page ends between two columns.
    """
    wanted = tuple(width_of(sheet, column) for column in range(len(sheet.heads)))
    room = _room(wide=sheet.wide)
    best: Paper | None = None
    for share in _SHARES:
        made = _laid_out(sheet.heads, tuple(_narrowed(width, share) for width in wanted), room)
        if best is None or made.across < best.across:
            best = made
    return best or Paper(widths=wanted)


def _room(*, wide: bool) -> float:
    """Points that there are for columns beside each other when the letters are as small as they may be."""
    edge = LONG_EDGE if wide else SHORT_EDGE
    return (edge - 2 * MARGIN) * _SLACK * TYPE / LEAST_TYPE


def _narrowed(width: int, share: float) -> int:
    return max(_NARROWEST, int(width * share)) if width > _NARROWEST else width


def _laid_out(heads: Sequence[Head], widths: tuple[int, ...], room: float) -> Paper:
    points = [_LETTER * width + _PADDING for width in widths]
    if sum(points) <= room:
        return Paper(widths=widths)
    repeated = _repeated(heads, points, room)
    return Paper(widths=widths, across=_pages(points, repeated, room), repeated=repeated)


def _repeated(heads: Sequence[Head], points: Sequence[float], room: float) -> tuple[int, int] | None:
    """The columns side by side that say whose row it is; the most of them, and the later ones of as many."""
    found = max(_runs(heads), key=lambda run: (run[1] - run[0], run[0]), default=None)
    if found is None or sum(points[found[0] : found[1] + 1]) > _MOST_REPEATED * room:
        return None
    return found


def _runs(heads: Sequence[Head]) -> Iterator[tuple[int, int]]:
    marked = [at for at, head in enumerate(heads) if head.names_row]
    for first in marked:
        last = first
        while last + 1 in marked:
            last += 1
        yield first, last


def _pages(points: Sequence[float], repeated: tuple[int, int] | None, room: float) -> int:
    """How many pages the columns fill, each as far as it goes."""
    pages, used = 1, 0.0
    for at, width in enumerate(points):
        if used and used + width > room:
            pages += 1
            used = sum(points[repeated[0] : repeated[1] + 1]) if repeated and at > repeated[1] else 0.0
        used += width
    return pages


# ---- widths


def width_of(sheet: Sheet, column: int) -> int:
    """Return how wide a column is in half-width letters: its head and its longest line of the first rows, in bounds."""
    head = sheet.heads[column]
    title = _title_width(head.title)
    if head.kind is not CellKind.TEXT:
        return max(title, head.width)
    texts = (str(row[column]) for row in sheet.rows[:_LOOKED_AT] if row[column] is not None)
    longest = max((shown_width(line) for text in texts for line in text.split("\n")), default=0) + 1
    return max(title, min(max(longest, 6), max(head.width, _LONGEST_TEXT)))


def _title_width(title: str) -> int:
    """A long title is folded into two lines."""
    longest = max(shown_width(line) for line in title.split("\n"))
    if longest > _ONE_LINE:
        longest = max(_ONE_LINE, -(-longest // 4) * 2)  # whole letters in each line
    return min(longest + _ARROW, _LONGEST_TEXT)


def shown_width(text: str) -> int:
    """Return a text's width in half-width letters."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in text)
