"""Sharing blocks out over pages: nothing cut from its name, at least two rows on either side of a break."""

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from watchdesk.reports.pen import Pen

FEWEST = 2
"""Rows (and lines of a note) that stay together on either side of a break."""


class Block(Protocol):
    """Something that stands on a page whole, or in two parts that each make sense."""

    @property
    def height(self) -> float:
        """Points from top to bottom."""

    @property
    def marks(self) -> frozenset[str]:
        """Characters in it that are printed as 〓 and need a note on the same page."""

    @property
    def is_whole(self) -> bool:
        """Whether this is a whole block, not a part of one."""

    def split(self, room: float) -> "tuple[Block, Block] | None":
        """A first part at most ``room`` high and the rest; None where it can't be cut there."""

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw it with its top left corner at ``x``, ``y``."""


Room = Callable[[frozenset[str]], float]
"""The height that is left for blocks, given the characters that need notes."""


def share_out(blocks: Iterable[Block], room: Room) -> list[list[Block]]:
    """Give each page its blocks, in order; each page has the same ``room``."""
    pages: list[list[Block]] = [[]]
    for whole in blocks:
        block: Block | None = whole
        while block is not None:
            left = _left(pages[-1], block, room)
            if block.height <= left:
                pages[-1].append(block)
                break
            block = _cut_or_move(pages, block, left)
    return _without_widow(pages, room)


def _cut_or_move(pages: list[list[Block]], block: Block, left: float) -> Block | None:
    """Put what fits on this page and begin the next; return what is still to be placed."""
    parts = block.split(left)
    if parts:
        pages[-1].append(parts[0])
        pages.append([])
        return parts[1]
    if not pages[-1]:
        pages[-1].append(block)
        return None
    pages.append([])
    return block


def _left(page: Sequence[Block], block: Block, room: Room) -> float:
    marks = block.marks.union(*(placed.marks for placed in page))
    return room(marks) - sum(placed.height for placed in page)


def _without_widow(pages: list[list[Block]], room: Room) -> list[list[Block]]:
    """Never leave one row alone on the last page, if the page before can spare one."""
    if len(pages) < FEWEST or len(pages[-1]) >= FEWEST or len(pages[-2]) <= FEWEST:
        return pages
    moved = pages[-2][-1]
    if all(block.is_whole for block in (moved, *pages[-1])) and moved.height <= _left(pages[-1], moved, room):
        pages[-1].insert(0, pages[-2].pop())
    return pages


def fitting(rows: Sequence[Block], room: Room, *, above: float, is_fresh: bool) -> int:
    """Return how many of the rows go on a page below what takes ``above`` points; none where too few would stand there.

    ``is_fresh``: nothing stands on the page yet, so that at least one goes on it.
    """
    count, _ = _standing(rows, room, above)
    if count == len(rows):
        return count
    if count < FEWEST:
        return max(count, 1) if is_fresh else 0
    return count - 1 if len(rows) - count < FEWEST and count > FEWEST else count


def filled(
    rows: Sequence[Block], room: Room, *, above: float, is_fresh: bool
) -> tuple[Sequence[Block], Sequence[Block]]:
    """Return the rows that go on a page, as ``fitting``, and those that are left; one that can be cut fills it."""
    count, left = _standing(rows, room, above)
    parts = rows[count].split(left) if count < len(rows) else None
    if parts:
        return (*rows[:count], parts[0]), (parts[1], *rows[count + 1 :])
    count = fitting(rows, room, above=above, is_fresh=is_fresh)
    return rows[:count], rows[count:]


def _standing(rows: Sequence[Block], room: Room, above: float) -> tuple[int, float]:
    """How many of the rows stand whole below what takes ``above`` points, and what is left for the next one."""
    height, marks = above, frozenset[str]()
    for count, row in enumerate(rows):
        marks |= row.marks
        left = room(marks) - height
        if row.height > left:
            return count, left
        height += row.height
    return len(rows), 0.0
