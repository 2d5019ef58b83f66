"""MonthBehind: the job that reads the records behind a figure of the monthly report."""

from collections.abc import Mapping

from ui.pages.numbers.ways import Line, has_room
from ui.tasks import Progress
from watchdesk.desk import Desk, Part, figures_of
from watchdesk.domain.behind import WORK_KINDS, why
from watchdesk.domain.counted import Counted, Said
from watchdesk.domain.definitions import YEAR, of_counted
from watchdesk.domain.made_of import Side
from watchdesk.domain.month import Month


class MonthBehind:
    """Behind a figure of a part of the monthly report, of one of its sides; ``criteria`` as ``Said`` has them.

    A side of which the store has no record has nothing behind it, and no number.
    """

    def __init__(
        self, desk: Desk, counted: Counted, part: Part, side: Side, criteria: Mapping[str, int] | None = None
    ) -> None:
        self._desk, self.counted, self.part, self.side = desk, counted, part, side
        figures = figures_of(part, side)
        here = counted.whole_title
        self.title = here if side is Side.MONTH else f"{here}（{side_words(side, part.facts.month)}）"
        self.unit, self.about = counted.unit, of_counted(counted)
        if side is Side.YEAR_TO_DATE:
            self.about += YEAR
        self.about = desk.figures.caveat(counted, part, side) + self.about
        self.expected, self.why = 0, ""
        self.known = figures is not None
        if figures is not None:
            self.expected = Said(figures=figures, criteria=criteria).number(counted) or 0
            self.why = why(counted.figure, figures) if counted.cut is None else ""

    def run(self, progress: Progress) -> tuple[Line, ...]:
        """Read them."""
        return self._desk.figures.lines(self.counted, self.part, self.side) if self.known else ()


def opens(counted: Counted) -> bool:
    """Whether a figure's records can be opened in a room of their own."""
    return not counted.figure.is_of_work or has_room(WORK_KINDS[counted.figure])


def side_words(side: Side, month: Month) -> str:
    """How a side is called over its cells: 10月, 9月, 昨年10月, 今年度."""
    return {
        Side.MONTH: f"{month.number}月",
        Side.PREVIOUS: f"{month.previous.number}月",
        Side.LAST_YEAR: f"昨年{month.number}月",
        Side.YEAR_TO_DATE: Side.YEAR_TO_DATE.label,
    }[side]
