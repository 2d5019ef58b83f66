"""Tables on paper: cells with their lines, rows as high as their highest cell, rules, heads repeated on each page."""

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from watchdesk.domain.figure_place import FigureRef
from watchdesk.reports.flow import Block, share_out
from watchdesk.reports.page import HEAD_HEIGHT, Document
from watchdesk.reports.pen import FRAME, HAIR, MM, SMALLEST, Pen
from watchdesk.reports.titles import title_lines
from watchdesk.reports.typesetter import Typesetter

READING = 7.5
"""Size of the reading over a name, in points."""
LEADING = 1.3
"""From line to line inside a cell, in ems."""
MOST_SHRUNK = 0.8
LOW = 0.4 * MM
"""Under the last line of a cell whose texts stand at the bottom."""
SIGN = 0.45
"""What 。 takes of its width, in ems: it hangs over a cell's edge only where that much is free before the rule."""
RISE_OF_LINE = 0.38
"""From the middle of a line down to its baseline, in ems."""


class Stand(StrEnum):
    """Where a text stands in its cell."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell: a prepared text, a smaller line ``above`` or ``below`` it, and how it looks. ``label``: grey ground.

    ``shrink``: up to a fifth smaller before it breaks into lines, first at its space; for names.
    ``figure``: which one its number is; ``tail``: the end of the text that is another one, and which.
    """

    text: str = ""
    above: str = ""
    below: str = ""
    size: float = 9.5
    bold: bool = False
    stand: Stand = Stand.START
    label: bool = False
    shrink: bool = False
    figure: FigureRef | None = None
    small: float = READING
    tail: tuple[str, FigureRef] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a cell with its size and weight."""

    text: str
    size: float
    bold: bool = False

    @property
    def height(self) -> float:
        """Points from line to line."""
        return self.size * LEADING


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A measured row: it stays whole on its page."""

    cells: tuple[tuple[Cell, tuple[Line, ...]], ...]
    widths: tuple[float, ...]
    padding: float
    height: float
    marks: frozenset[str]
    shaded: bool = False
    heavy: bool = False
    """A total: a thick rule above."""
    low: bool = False

    @property
    def is_whole(self) -> bool:
        """Rows are never cut."""
        return True

    def split(self, room: float) -> tuple[Block, Block] | None:
        """A row is never cut from its name."""
        return None

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw grounds and texts; the rules are the table's."""
        if self.shaded:
            pen.shade(x, y, sum(self.widths), self.height)
        for (cell, lines), width in zip(self.cells, self.widths, strict=True):
            if cell.label and not self.shaded:
                pen.shade(x, y, width, self.height)
            self._draw_lines(pen, x, y, width=width, stand=cell.stand, lines=lines)
            self._place_figures(pen, cell, x, y, width)
            x += width

    def _place_figures(self, pen: Pen, cell: Cell, x: float, y: float, width: float) -> None:
        """Remember which figures the cell's numbers are: its own, and that at its end."""
        if cell.tail is not None:
            words, figure = cell.tail
            end = pen.setter.measure(words, cell.size, bold=cell.bold) + self.padding
            pen.figure(figure, x + width - end, y, end, self.height)
            width -= end
        if cell.figure is not None:
            pen.figure(cell.figure, x, y, width, self.height)

    def _draw_lines(self, pen: Pen, x: float, y: float, *, width: float, stand: Stand, lines: tuple[Line, ...]) -> None:
        free = self.height - sum(line.height for line in lines)
        y += free - LOW if self.low else free / 2
        for line in lines:
            baseline = y + line.height / 2 + line.size * RISE_OF_LINE
            if stand is Stand.START:
                pen.text(x + self.padding, baseline, line.text, line.size, bold=line.bold)
            elif stand is Stand.END:
                pen.text_right(x + width - self.padding, baseline, line.text, line.size, bold=line.bold)
            else:
                pen.text_middle(x + width / 2, baseline, line.text, line.size, bold=line.bold)
            y += line.height


@dataclass(frozen=True, slots=True, kw_only=True)
class Overdrawn:
    """A row with something drawn over it, such as boxes to tick: ``over(pen, x, y)`` from its top left corner."""

    row: Row
    over: Callable[[Pen, float, float], None]

    @property
    def height(self) -> float:
        """The row's."""
        return self.row.height

    @property
    def marks(self) -> frozenset[str]:
        """The row's."""
        return self.row.marks

    @property
    def is_whole(self) -> bool:
        """Rows are never cut."""
        return True

    def split(self, room: float) -> tuple[Block, Block] | None:
        """A row is never cut."""
        return None

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw the row, then what stands over it."""
        self.row.draw(pen, x, y)
        self.over(pen, x, y)


class Table:
    """Columns of given widths (points). ``least`` is the lowest height of a row.

    ``ruled``: columns (from 1) with a rule before them, None: all; ``heavy``: those whose rule is thick. ``low``: texts
    stand at the bottom of their cells, not in the middle; ``air``: above and below a text, together.
    """

    def __init__(
        self,
        setter: Typesetter,
        widths: Sequence[float],
        *,
        padding: float = 2 * MM,
        least: float = 6 * MM,
        ruled: Container[int] | None = None,
        heavy: Container[int] = (),
        low: bool = False,
        air: float = 1.6 * MM,
    ) -> None:
        self.widths = tuple(widths)
        self._setter, self._padding, self._least = setter, padding, least
        self._low, self._air = low, air
        self._ruled: Container[int] = range(1, len(self.widths)) if ruled is None else ruled
        self._heavy = heavy

    def row(self, *cells: Cell, shaded: bool = False, heavy: bool = False, least: float = 0.0) -> Row:
        """Measure a row: every text broken to its column."""
        measured = tuple((cell, self._lines(cell, width)) for cell, width in zip(cells, self.widths, strict=True))
        highest = max(sum(line.height for line in lines) for _, lines in measured)
        return Row(
            cells=measured,
            widths=self.widths,
            padding=self._padding,
            height=max(highest + self._air, least or self._least),
            marks=self._setter.marked("\n".join(cell.above + cell.text + cell.below for cell in cells)),
            shaded=shaded,
            heavy=heavy,
            low=self._low,
        )

    def inside(self, column: int) -> float:
        """The width for text in a column (from 0)."""
        return self.widths[column] - 2 * self._padding

    def heads(self, *titles: str, size: float = 8.5, least: float = 6.5 * MM) -> Row:
        """The row of column heads, to be repeated on each page."""
        cells = (Cell(text=title, size=size, stand=Stand.MIDDLE, label=True) for title in titles)
        return self.row(*cells, least=least)

    def draw(self, pen: Pen, x: float, y: float, rows: Sequence[Block], *, heads: Row | None = None) -> float:
        """Draw rows with their rules and frame, under their heads; returns where the table ends."""
        top, width = y, sum(self.widths)
        if heads:
            heads.draw(pen, x, y)
            y += heads.height
            self._draw_columns(pen, x, top, y, range(1, len(self.widths)))
        body = y
        for row in rows:
            row.draw(pen, x, y)
            if y > top:
                pen.rule(x, y, x + width, y, FRAME if isinstance(row, Row) and row.heavy else HAIR)
            y += row.height
        self._draw_columns(pen, x, body, y, self._ruled)
        pen.box(x, top, width, y - top, FRAME)
        return y

    def _draw_columns(self, pen: Pen, x: float, top: float, bottom: float, ruled: Container[int]) -> None:
        for number, width in enumerate(self.widths[:-1], 1):
            x += width
            if number in ruled:
                pen.rule(x, top, x, bottom, FRAME if number in self._heavy else HAIR)

    def _lines(self, cell: Cell, width: float) -> tuple[Line, ...]:
        room = width - 2 * self._padding
        above = self._broken(cell.above, room, cell.small, shrink=cell.shrink)
        is_title = cell.label and not cell.shrink
        text = "\n".join(title_lines(self._setter, cell.text, room, cell.size)) if is_title else cell.text
        main = self._broken(text, room, cell.size, bold=cell.bold, shrink=cell.shrink)
        return (*above, *main, *self._broken(cell.below, room, cell.small))

    def _broken(
        self, text: str, room: float, size: float, *, bold: bool = False, shrink: bool = False
    ) -> tuple[Line, ...]:
        if not text:
            return ()
        if shrink:
            least = min(1.0, max(MOST_SHRUNK, SMALLEST / size))
            widest = max(self._setter.measure(part, size, bold=bold) for part in text.split("\n"))
            fitting = room / max(widest, room)
            size, text = (size * fitting * 0.998, text) if fitting >= least else (size, text.replace(" ", "\n", 1))
        lines = self._setter.broken(text, room, size, bold=bold, hanging=self._padding >= size * SIGN)
        return tuple(Line(text=line, size=size, bold=bold) for line in lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheets:
    """How the pages of a long table begin (with a head, told what will stand there) and end, and what ending takes."""

    begin: Callable[[Sequence[Block]], None]
    end: Callable[[], None]
    end_height: float = 0.0


def flow(document: Document, table: Table, heads: Row, rows: Iterable[Block], sheets: Sheets) -> None:
    """Draw a table over as many pages as it needs, its heads on each."""

    def room(marks: frozenset[str]) -> float:
        return document.full_room(marks) - HEAD_HEIGHT - heads.height - sheets.end_height

    for page in share_out(rows, room):
        sheets.begin(page)
        for block in page:
            document.print_marks(block.marks)
        document.y = table.draw(document.pen, document.left, document.y, page, heads=heads)
        sheets.end()
