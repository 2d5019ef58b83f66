"""Small tables of words and numbers, side by side on a page of figures."""

from collections.abc import Sequence
from typing import NamedTuple

from watchdesk.domain.figure_place import FigureRef
from watchdesk.reports.page import Document
from watchdesk.reports.pen import MM
from watchdesk.reports.tables import Cell, Stand, Table

BETWEEN = 5 * MM
"""Between two columns."""
UNDER = 2 * MM
"""Between the sections of a page of figures."""
SMALL_ROW = 4.3 * MM
SIZE = 8.5


class Number(NamedTuple):
    """A number as printed, and which figure it is; ``tail``: its end that is another one."""

    text: str
    figure: FigureRef | None = None
    tail: tuple[str, FigureRef] | None = None


Entry = str | Number
"""A cell of a small table."""


def draw_small(document: Document, x: float, widths: Sequence[float], lines: Sequence[Sequence[Entry]]) -> float:
    """Draw label, number, label, number … a line; one with a 合計 is heavy. Returns where the table ends."""
    table = Table(document.setter, widths, padding=1.5 * MM, least=SMALL_ROW, air=0.4 * MM)
    rows = []
    for line in lines:
        total = any(isinstance(entry, str) and entry.startswith("合計") for entry in line)
        cells = (_cell(entry, label=not place % 2, bold=total) for place, entry in enumerate(line))
        rows.append(table.row(*cells, heavy=total))
        document.print_marks(rows[-1].marks)
    return table.draw(document.pen, x, document.y, rows)


def _cell(entry: Entry, *, label: bool, bold: bool) -> Cell:
    number = entry if isinstance(entry, Number) else Number(entry)
    stand = Stand.START if label else Stand.END
    return Cell(
        text=number.text,
        size=SIZE,
        label=label,
        bold=bold,
        stand=stand,
        shrink=label,
        figure=number.figure,
        tail=number.tail,
    )
