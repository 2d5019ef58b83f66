"""Small numbers 3未満 on paper that is handed round: which stay off it, so that no sum gives one of them away."""

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from watchdesk.domain.words import Word

FEWEST = 3
"""A number under it, but above 0, may tell of somebody whom the neighbours know; 0 tells of nobody."""
MOST_SMALL = FEWEST - 1


class Kept(Word):
    """Why a number stays off the paper, and what stands in its place."""

    SMALL = "small", "3未満"
    BESIDE = "beside", "※"
    WHOLE = "whole", "※※"


@dataclass(frozen=True, slots=True)
class Cell:
    """A number as a way between two places: at each place, as much comes in as goes out.

    A list and its sum: the lines lead from ``a`` to ``b``, the sum leads back. A table: each line is a place, each
    column is one, and each number leads from its line to its column.
    """

    key: str
    tail: str
    head: str
    number: int


@dataclass(frozen=True, slots=True)
class Told:
    """A number as it may be told: itself, or why it is kept back."""

    number: int | None
    kept: Kept | None = None

    @classmethod
    def alone(cls, number: int) -> "Told":
        """Return a number that is part of no sum."""
        return cls(None, Kept.SMALL) if 0 < number < FEWEST else cls(number)


class _Move(NamedTuple):
    """What a cell could be but for its sums: one more or one less; ``cost`` 0 where it is kept back already."""

    key: str
    tail: str
    head: str
    cost: int


def told(cells: Sequence[Cell]) -> dict[str, Told]:
    """Return the numbers of one web of sums by key, with so much kept back that no small one can be worked out.

    Who reads the paper knows that 「3未満」 is 1 or 2, that 「※」 is 3 or more, and that 0 always stands there. Each
    number kept back could still be another one under all of these, which is so just where a closed way of such moves
    leads through it (circulations with bounds; Ahuja, Magnanti, Orlin: Network Flows, ch. 2 and 6). As little as can
    be is kept back beside it. Where there are fewer than three altogether, or nothing helps, all of the web is left
    out, zeros too: whoever knows this rule must not learn from it how few there are of what.
    """
    if 0 < max((cell.number for cell in cells), default=0) < FEWEST:
        return _left_out(cells)
    kept = {cell.key: Kept.SMALL for cell in cells if 0 < cell.number < FEWEST}
    for cell in [cell for cell in cells if cell.key in kept]:
        way = _way_round(cell, cells, kept)
        if way is None:
            return _left_out(cells)
        kept |= {key: Kept.BESIDE for key in way if key not in kept}
    return {cell.key: Told(None, kept[cell.key]) if cell.key in kept else Told(cell.number) for cell in cells}


def _left_out(cells: Iterable[Cell]) -> dict[str, Told]:
    return {cell.key: Told(None, Kept.WHOLE) for cell in cells}


def _way_round(cell: Cell, cells: Sequence[Cell], kept: Mapping[str, Kept]) -> tuple[str, ...] | None:
    """The other cells of the cheapest closed way through a cell; None where there is none."""
    others = [move for other in cells if other is not cell for move in _moves(other, kept)]
    found = [way for own in _moves(cell, kept) if (way := _cheapest(own.head, own.tail, others)) is not None]
    return min(found)[1] if found else None


def _moves(cell: Cell, kept: Mapping[str, Kept]) -> Iterator[_Move]:
    if not cell.number:
        return
    cost = 0 if cell.key in kept else cell.number
    small = kept.get(cell.key) is Kept.SMALL
    if not small or cell.number + 1 < FEWEST:
        yield _Move(cell.key, cell.tail, cell.head, cost)
    if cell.number - 1 >= (1 if small else FEWEST):
        yield _Move(cell.key, cell.head, cell.tail, cost)


def _cheapest(start: str, end: str, moves: Iterable[_Move]) -> tuple[int, tuple[str, ...]] | None:
    """The cheapest way from a place to another: what it costs, and the keys on it (Dijkstra)."""
    leading: dict[str, list[_Move]] = {}
    for move in moves:
        leading.setdefault(move.tail, []).append(move)
    waiting: list[tuple[int, tuple[str, ...], str]] = [(0, (), start)]
    been: set[str] = set()
    while waiting:
        cost, way, place = heapq.heappop(waiting)
        if place == end:
            return cost, way
        if place in been:
            continue
        been.add(place)
        for move in leading.get(place, ()):
            heapq.heappush(waiting, (cost + move.cost, (*way, move.key), move.head))
    return None
