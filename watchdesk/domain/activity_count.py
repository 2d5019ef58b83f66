"""活動件数: the nation-wide blocks A to F of a span, line by line, and which records each number is made of."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from watchdesk.domain.month import Month, months_between
from watchdesk.domain.summary import Span, VisitCounts
from watchdesk.domain.words import Method
from watchdesk.domain.work import Work, WorkFigures
from watchdesk.domain.work_lists import Block, CodeNames, WorkLists

VISIT_LABEL = "訪問・連絡活動"
"""What the visits of block D are called; block D's other line その他 is nothing the desk keeps apart."""

UNITS = {Block.VISITS: "回", Block.COORDINATION: "回", Block.DAYS: "日"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityCount:
    """The numbers of a span and an area or the ward."""

    work: WorkFigures = field(default_factory=WorkFigures)
    visit_count: int = 0
    active_days: int = 0

    @classmethod
    def of(cls, work: Work, visits: VisitCounts, methods: Iterable[Method]) -> "ActivityCount":
        """Add up work and visits of the same span and area; ``methods`` count as 訪問回数 (contract §2.10)."""
        counted = frozenset(methods)
        return cls(
            work=work.figures,
            visit_count=sum(number for method, *_, number in visits.rows if method in counted),
            active_days=len(work.days | visits.days),
        )

    def number(self, block: Block, code: str | None) -> int:
        """Return the number of a line, ``code`` None: of the whole block."""
        if block is Block.VISITS:
            return self.visit_count
        if block is Block.DAYS:
            return self.active_days
        counts = by_code(self.work, block)
        return counts.get(code, 0) if code is not None else sum(counts.values())


def by_code(work: WorkFigures, block: Block) -> Mapping[str, int]:
    """Return a block's numbers by code; visits and days have none."""
    return {
        Block.FIELDS: work.by_field,
        Block.CONTENTS: work.by_content,
        Block.ACTIVITIES: work.by_activity,
        Block.COORDINATION: work.by_coordination,
    }.get(block, {})


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A line of the sheet: a code of a block, or (``code`` None) its total; D and F are one line each."""

    block: Block
    code: str | None
    label: str

    @property
    def key(self) -> str:
        """``A1``, or ``A`` for the total; unique on the sheet."""
        return f"{self.block.value}/{self.code or ''}"

    @property
    def unit(self) -> str:
        """件, 回 or 日."""
        return UNITS.get(self.block, "件")


def items(lists: WorkLists, counts: Sequence[ActivityCount]) -> tuple[Item, ...]:
    """Return the lines for some spans, in the order in which they are printed nation-wide, a total behind each list."""
    found: list[Item] = []
    for block, names in _listed(lists):
        codes = names.codes(*(by_code(count.work, block) for count in counts))
        found += [Item(block=block, code=code, label=names.label(code)) for code in codes]
        found.append(Item(block=block, code=None, label="合計"))
    single = {Block.VISITS: VISIT_LABEL, Block.DAYS: Block.DAYS.label}
    found += [Item(block=block, code=None, label=label) for block, label in single.items()]
    order = list(Block)
    return tuple(sorted(found, key=lambda item: order.index(item.block)))


def _listed(lists: WorkLists) -> tuple[tuple[Block, CodeNames], ...]:
    return (
        (Block.FIELDS, lists.fields),
        (Block.CONTENTS, lists.contents),
        (Block.ACTIVITIES, lists.activities),
        (Block.COORDINATION, lists.coordination),
    )


def behind(item: Item, work: Work) -> tuple[str, ...]:
    """Return the ids of the records that a line counts, none for visits and days; ``work`` of its span and area."""
    if item.block is Block.FIELDS:
        return tuple(one.id for one in work.consultations if item.code in (None, one.field))
    if item.block is Block.CONTENTS:
        return tuple(one.id for one in work.consultations if item.code in (None, one.content))
    if item.block is Block.ACTIVITIES:
        return tuple(one.id for one in work.activities if item.code in (None, one.kind))
    if item.block is Block.COORDINATION:
        return tuple(one.id for one in work.coordination if item.code in (None, one.kind))
    return ()


@dataclass(frozen=True, slots=True)
class Period:
    """What a sheet is of: a month, or (``is_year``) the 年度 from April to March that begins in a year."""

    month: Month
    is_year: bool = False

    @classmethod
    def of_year(cls, year: int) -> "Period":
        """The 年度 that begins in April of a year."""
        return cls(Month(year, 4), is_year=True)

    @property
    def first(self) -> date:
        """Its first day."""
        return self.month.first

    @property
    def months(self) -> tuple[Month, ...]:
        """The month, or April to March."""
        return months_between(self.month, Month(self.month.year + 1, 3)) if self.is_year else (self.month,)

    def span(self, today: date) -> Span:
        """Its days, while it still runs up to today; Invalid for one that has not begun."""
        return Span(self.first, min(self.months[-1].last, today))
