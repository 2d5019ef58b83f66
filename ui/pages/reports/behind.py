"""Behind a number: the job that reads the records it is made of, and what is said over them."""

from collections.abc import Mapping
from typing import Protocol

from ui.pages.reports.ways import Line, has_room
from ui.tasks import Progress
from watchdesk.desk import ActivityCountSheet, Desk, Part, figures_of
from watchdesk.domain.activity_count import Item
from watchdesk.domain.behind import WORK_KINDS, why
from watchdesk.domain.counted import Counted, Said
from watchdesk.domain.definitions import YEAR, of_counted, of_item
from watchdesk.domain.era import show_month
from watchdesk.domain.made_of import Side
from watchdesk.domain.month import Month
from watchdesk.domain.work_lists import Block

UNRECORDED = "このころの記録はありません。"


class Behind(Protocol):
    """A job that reads the records of a number; ``title`` is its word, ``expected`` so many of ``unit``."""

    @property
    def title(self) -> str:
        """What the number counts."""

    @property
    def expected(self) -> int:
        """The number as it is printed."""

    @property
    def unit(self) -> str:
        """名, 件, 回, 日."""

    @property
    def why(self) -> str:
        """What stands beside it, in brackets."""

    @property
    def about(self) -> str:
        """What it counts, in one sentence."""

    def run(self, progress: Progress) -> tuple[Line, ...]:
        """Read them."""


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


class CountBehind:
    """Behind a line of 活動件数: the number of its whole period, or (``column``) of one that it stands beside."""

    def __init__(self, desk: Desk, item: Item, sheet: ActivityCountSheet, column: int = 0) -> None:
        self._desk, self.item, self.sheet = desk, item, sheet
        self.period = sheet.facts.period.beside[column]
        when = f"（{show_month(self.period.month)}）" if column else ""
        self.title, self.unit, self.why = f"{item_title(item)}{when}", item.unit, ""
        self.about = of_item(item)
        whole = sheet.columns[column].count if column else sheet.whole
        self.known = whole is not None
        self.expected = whole.number(item.block, item.code) if whole is not None else 0

    def run(self, progress: Progress) -> tuple[Line, ...]:
        """Read them."""
        return self._desk.activity_counts.behind(self.item, self.sheet, self.period) if self.known else ()


def told_over(behind: MonthBehind | CountBehind, other: str, *, opens: bool) -> str:
    """Return what is told of a figure on the pages; ``opens`` False: it is others', and only what it counts is told."""
    if not opens:
        return behind.about
    if not behind.known:
        return f"{behind.title}\n{behind.about}\n{UNRECORDED}"
    beside = f"（{other}）" if other else ""
    number = f"{behind.title} {behind.expected:,}{behind.unit}{beside}"
    return f"{number}\n{behind.about}\n押すと、もとの記録が出ます。"


class ReadVisited:
    """A job: how many people the visits of a sheet's 訪問回数 were to."""

    def __init__(self, desk: Desk, sheet: ActivityCountSheet) -> None:
        self._desk, self.sheet = desk, sheet

    def run(self, progress: Progress) -> int:
        """Count them."""
        return self._desk.activity_counts.people_visited(self.sheet)


def item_title(item: Item) -> str:
    """The line's word: A 高齢者に関すること; of a total and of the blocks of one line the block's."""
    if item.code is None:
        total = "" if item.block in {Block.VISITS, Block.DAYS} else "の合計"
        return f"{item.block.value} {item.block.label}{total}"
    return f"{item.block.value} {item.label}"


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
