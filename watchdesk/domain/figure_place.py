"""Where a figure stands on a drawn page, so that a press on it leads to its records; nothing of it is in the file."""

from dataclasses import dataclass
from typing import NamedTuple

RATE_KEY = "confirm_rate"
"""The key of 安否確認率, which has no records of its own."""


class FigureRef(NamedTuple):
    """Which figure a number on paper is: its key on the screen, and its column there, from 0.

    ``opens``: the screen has its records; else it tells only what is counted. ``area``: whose part of a report of many
    it stands in, empty: the one shown. ``month``: of which month (2026-09) it is where that has no column.
    """

    key: str
    column: int = 0
    opens: bool = True
    area: str = ""
    month: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigurePlace:
    """A rectangle of a page (from 0), in points from the paper's top left corner."""

    ref: FigureRef
    page: int
    left: float
    top: float
    width: float
    height: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point of the page is inside."""
        return 0 <= x - self.left < self.width and 0 <= y - self.top < self.height
