"""A row that says much: its notes may go on overleaf, under the name again, so that no page stays half empty."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from watchdesk.reports.flow import Block
from watchdesk.reports.pen import Pen
from watchdesk.reports.tables import Line, Row

LEAST_CUT = 8
"""A text of fewer lines stays whole, such as an address: it leaves little room empty."""
LEAST_LINES = 4
"""So many lines of the longest text stand on either side of a break."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LongRow:
    """``row``, or a part of it. ``again``: as it begins overleaf; its cells in the columns ``kept`` stand on each part.

    ``air``: points above and below a text, together. ``marked``: which characters of a text are printed as 〓.
    ``name``: whose row it is.
    """

    row: Row
    again: Row
    kept: frozenset[int]
    air: float
    marked: Callable[[str], frozenset[str]]
    name: str = field(default="", repr=False)
    is_whole: bool = True

    @property
    def height(self) -> float:
        """The row's."""
        return self.row.height

    @property
    def marks(self) -> frozenset[str]:
        """The row's."""
        return self.row.marks

    def split(self, room: float) -> tuple[Block, Block] | None:
        """Cut the long texts so that some lines of them stand on either side; None where there is no such place."""
        texts = [lines for at, (_, lines) in enumerate(self.row.cells) if at not in self.kept]
        names = [lines for row in (self.row, self.again) for at, (_, lines) in enumerate(row.cells) if at in self.kept]
        long, short = [one for one in texts if len(one) >= LEAST_CUT], [one for one in texts if len(one) < LEAST_CUT]
        if not long or max(map(_high, (*names, *short)), default=0.0) + self.air > room:
            return None
        fitting = min(*(_fitting(lines, room - self.air) for lines in long), max(map(len, long)) - LEAST_LINES)
        if fitting < LEAST_LINES:
            return None
        return self._part(self.row, slice(fitting)), self._part(self.again, slice(fitting, None))

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw the row."""
        self.row.draw(pen, x, y)

    def _part(self, names: Row, lines: slice) -> "LongRow":
        """So many lines of each long text, beside the kept cells of ``names``; short texts stand whole on the first."""
        short = slice(None) if not lines.start else slice(0)
        cells = tuple(
            kept if at in self.kept else (cell, told[lines if len(told) >= LEAST_CUT else short])
            for at, (kept, (cell, told)) in enumerate(zip(names.cells, self.row.cells, strict=True))
        )
        row = replace(
            self.row,
            cells=cells,
            height=max(_high(told) for _, told in cells) + self.air,
            marks=self.marked("\n".join(line.text for _, told in cells for line in told)),
        )
        return replace(self, row=row, is_whole=False)


def _high(lines: Sequence[Line]) -> float:
    return sum(line.height for line in lines)


def _fitting(lines: Sequence[Line], room: float) -> int:
    """How many lines may stand in the room: of a text that fits, as many as another one likes."""
    for count, line in enumerate(lines):
        room -= line.height
        if room < 0:
            return count
    return sys.maxsize
