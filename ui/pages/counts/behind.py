"""CountBehind: the job that reads the records behind a number of 活動件数集計報告書."""

from ui.pages.numbers.ways import Line
from ui.tasks import Progress
from watchdesk.desk import ActivityCountSheet, Desk
from watchdesk.domain.activity_count import Item
from watchdesk.domain.definitions import of_item
from watchdesk.domain.month import Month
from watchdesk.domain.work_lists import Block


class CountBehind:
    """Behind a line of 活動件数: its number in one of the columns (``sides``) of the sheet."""

    def __init__(self, desk: Desk, item: Item, sheet: ActivityCountSheet, column: int = 0) -> None:
        self._desk, self.item, self.sheet, self._column = desk, item, sheet, column
        side = sheet.sides[column]
        told = f"（{side.told}）" if side.told else ""
        self.title, self.unit, self.why = f"{item_title(item)}{told}", item.unit, ""
        self.about = of_item(item)
        self.known = side.count is not None
        self.expected = side.count.number(item.block, item.code) if side.count is not None else 0

    @property
    def month(self) -> Month | None:
        """The month that all of its records are of; None where it counts more than one."""
        span = self.sheet.sides[self._column].span
        if span is None or Month.of(span.first) != Month.of(span.last):
            return None
        return Month.of(span.first)

    def agrees(self, lines: tuple[Line, ...]) -> bool:
        """Whether the records that were read are as many as the number says."""
        return len(lines) == self.expected

    def run(self, progress: Progress) -> tuple[Line, ...]:
        """Read them."""
        return self._desk.activity_counts.behind(self.item, self.sheet, self._column) if self.known else ()


class ReadVisited:
    """A job: how many people the visits of a sheet's 訪問回数 were to."""

    def __init__(self, desk: Desk, sheet: ActivityCountSheet) -> None:
        self._desk, self.sheet = desk, sheet

    def run(self, progress: Progress) -> int:
        """Count them."""
        return self._desk.activity_counts.people_visited(self.sheet)


def begun(sheet: ActivityCountSheet) -> int:
    """How many of the columns beside each other have begun: the last months of a running 年度 are still to come."""
    if not sheet.facts.period.is_year:
        return len(sheet.columns)
    return sum(side.span is not None for side in sheet.sides[: len(sheet.columns)])


def is_ahead(sheet: ActivityCountSheet, column: int) -> bool:
    """Whether a column is a month of the 年度 that has not come yet."""
    return sheet.facts.period.is_year and sheet.sides[column].span is None


def item_title(item: Item) -> str:
    """The line's word: A 高齢者に関すること; of a total and of the blocks of one line the block's."""
    if item.code is None:
        total = "" if item.block in {Block.VISITS, Block.DAYS} else "の合計"
        return f"{item.block.value} {item.block.label}{total}"
    return f"{item.block.value} {item.label}"
