"""MonthBehind: the job that reads the records behind a figure of the monthly report."""

from collections.abc import Mapping

from ui.pages.numbers.ways import Line, has_room
from ui.tasks import Progress
from watchdesk.desk import NOT_KEPT, Desk, Part, figures_of, said_of
from watchdesk.domain.behind import WORK_KINDS, Figure, why
from watchdesk.domain.counted import Counted
from watchdesk.domain.definitions import RATE, YEAR, of_counted
from watchdesk.domain.made_of import Side
from watchdesk.domain.month import Month


class MonthBehind:
    """Behind a figure of a part of the monthly report, of one of its sides; ``criteria`` as ``Said`` has them.

    A side of which the store has no record has nothing behind it, and no number. ``place``: whose part it is, where
    another's is shown.
    """

    def __init__(
        self,
        desk: Desk,
        counted: Counted,
        part: Part,
        side: Side,
        criteria: Mapping[str, int] | None = None,
        *,
        place: str = "",
    ) -> None:
        self._desk, self.counted, self.part, self.side = desk, counted, part, side
        figures = figures_of(part, side)
        self._made: float | None = None
        here = f"{place} {counted.whole_title}".lstrip()
        self.title = here if side is Side.MONTH else f"{here}（{side_words(side, part.facts.month)}）"
        self.unit, self.about = counted.unit, of_counted(counted)
        if side is Side.YEAR_TO_DATE:
            self.about += YEAR
        self.about = desk.figures.caveat(counted, part, side) + self.about
        self.expected: float = 0
        self.why = ""
        self.known = figures is not None
        if figures is not None:
            said = said_of(part, side, criteria)
            number = said.number(counted) if said is not None else None
            self.expected = 0 if number is None else number  # 0.0 hours stay so
            self.why = why(counted.figure, figures) if counted.cut is None else ""

    def run(self, progress: Progress) -> tuple[Line, ...]:
        """Read them."""
        if not self.known:
            return ()
        lines = self._desk.figures.lines(self.counted, self.part, self.side)
        self._made = self._desk.figures.amount(self.counted, self.part, self.side, lines)
        return lines

    def agrees(self, lines: tuple[Line, ...]) -> bool:
        """Whether the records that were read make the number: so many as they are, or what they add up to."""
        return self._made == self.expected


class PastBehind(MonthBehind):
    """Behind a bar of the picture of the months before: the people of that month, ``expected`` as it was drawn."""

    def __init__(self, desk: Desk, counted: Counted, part: Part, month: Month, *, place: str = "") -> None:
        super().__init__(desk, counted, part, Side.MONTH, place=place)
        self._month = month
        self.title += f"（{month.number}月）"
        self.about = (NOT_KEPT if part.behind is not None else "") + of_counted(counted)
        self.why = ""
        drawn = {one: (seen, unseen) for one, seen, unseen in part.facts.trend}.get(month, (0, 0))
        self.expected = drawn[counted.figure is Figure.NOT_CONFIRMED]

    def run(self, progress: Progress) -> tuple[Line, ...]:
        """Read them."""
        lines = self._desk.figures.in_month(self.counted, self.part, self._month)
        self._made = len(lines)
        return lines


def rate_told(asked: MonthBehind) -> str:
    """Return what is told of 安否確認率 on the pages: its two parts, what it is, and what a press opens."""
    figures = figures_of(asked.part, asked.side)
    if figures is None or figures.confirm_rate is None:
        return RATE
    parts = f"{figures.confirmed_under_watch:,}名÷{figures.under_watch:,}名"
    return f"安否確認率 {figures.confirm_rate:.1f}%（{parts}）\n{RATE}\n押すと、確かめた方の記録が出ます。"


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
