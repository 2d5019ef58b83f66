"""Column room: which columns of a list keep a place of their own, and how wide each one is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from watchdesk.columns import ALWAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a column asks for, in logical pixels: ``need`` to be readable, ``want`` to be whole, and its importance.

    ``weight``: its part of the room that nobody needs.
    """

    need: int
    want: int
    importance: int
    weight: int


def staying(wishes: Mapping[int, Wish], room: int) -> frozenset[int]:
    """Return the places of the columns that stay: the least important go first, of equals the last."""
    kept = dict(wishes)
    going = sorted(
        (place for place in kept if kept[place].importance < ALWAYS), key=lambda at: (kept[at].importance, -at)
    )
    for place in going:
        if sum(wish.need for wish in kept.values()) <= room:
            break
        del kept[place]
    return frozenset(kept)


def widths(wishes: Sequence[Wish], room: int) -> list[int]:
    """Return a width for each column, together never more than ``room``: needs first, then wants, then by weight."""
    needs, lacks = [wish.need for wish in wishes], [max(0, wish.want - wish.need) for wish in wishes]
    left = room - sum(needs)
    if left < 0:
        return [need * room // max(1, sum(needs)) for need in needs]
    if left < sum(lacks):
        return [need + left * lack // sum(lacks) for need, lack in zip(needs, lacks, strict=True)]
    spare, weights = left - sum(lacks), max(1, sum(wish.weight for wish in wishes))
    return [max(wish.need, wish.want) + spare * wish.weight // weights for wish in wishes]
