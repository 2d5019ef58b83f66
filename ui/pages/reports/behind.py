"""Behind a number: the job that reads the records it is made of, and what is said over them."""

from typing import Protocol

from ui.pages.reports.ways import Line, has_room
from ui.tasks import Progress
from watchdesk.desk import ActivityCountSheet, Desk, Part
from watchdesk.domain.activity_count import Item
from watchdesk.domain.behind import WORK_KINDS, Figure, number, people, why
from watchdesk.domain.work_lists import Block


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

    def run(self, progress: Progress) -> tuple[Line, ...]:
        """Read them."""


class MonthBehind:
    """Behind a figure of a part of the monthly report."""

    def __init__(self, desk: Desk, figure: Figure, part: Part) -> None:
        self._desk, self.figure, self.part = desk, figure, part
        figures = part.facts.figures
        self.title, self.unit = figure.label, figure.unit
        self.expected, self.why = number(figure, figures), why(figure, figures)

    def run(self, progress: Progress) -> tuple[Line, ...]:
        """Read them."""
        if self.figure.is_of_people:
            return self._desk.people.lines_of(people(self.figure, self.part.members))
        if self.figure.is_of_work:
            return self._desk.reports.work_behind(self.figure, self.part)
        return self._desk.reports.visits_behind(self.figure, self.part)


class CountBehind:
    """Behind a line of 活動件数: the number of its whole period."""

    def __init__(self, desk: Desk, item: Item, sheet: ActivityCountSheet) -> None:
        self._desk, self.item, self.sheet = desk, item, sheet
        self.title, self.unit, self.why = item_title(item), item.unit, ""
        whole = sheet.whole
        self.expected = whole.number(item.block, item.code) if whole is not None else 0

    def run(self, progress: Progress) -> tuple[Line, ...]:
        """Read them."""
        return self._desk.activity_counts.behind(self.item, self.sheet)


def item_title(item: Item) -> str:
    """The line's word: A 高齢者に関すること; of a total and of the blocks of one line the block's."""
    if item.code is None:
        total = "" if item.block in {Block.VISITS, Block.DAYS} else "の合計"
        return f"{item.block.value} {item.block.label}{total}"
    return f"{item.block.value} {item.label}"


def opens(figure: Figure) -> bool:
    """Whether a figure's records can be opened in a room of their own."""
    return not figure.is_of_work or has_room(WORK_KINDS[figure])
