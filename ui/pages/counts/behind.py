"""CountBehind: the job that reads the records behind a number of 活動件数集計報告書."""

from ui.pages.numbers.ways import Line
from ui.tasks import Progress
from watchdesk.desk import ActivityCountSheet, Desk
from watchdesk.domain.activity_count import Item
from watchdesk.domain.definitions import of_item
from watchdesk.domain.era import show_month
from watchdesk.domain.work_lists import Block


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
