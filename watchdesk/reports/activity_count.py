"""活動件数集計報告書: the nation-wide blocks A to F of a month or a 年度, for an area, the ward, or area by area."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import BinaryIO

from watchdesk.domain.activity_count import ActivityCount, Item, Period, items
from watchdesk.domain.definitions import of_blocks
from watchdesk.domain.era import show_day, show_month, show_year
from watchdesk.domain.figure_place import FigureRef
from watchdesk.domain.summary import Span
from watchdesk.domain.words import Method
from watchdesk.domain.work_lists import Block, WorkLists
from watchdesk.reports.explained import draw_explained
from watchdesk.reports.page import BODY, Document, Drawn, Progress
from watchdesk.reports.pen import MM
from watchdesk.reports.sections import draw_made, draw_stamped_head
from watchdesk.reports.tables import Cell, Row, Stand, Table

KEY = "activity-count"
TITLE = "活動件数集計報告書"
NOTHING = "—"
LABEL, LEAST_LABEL, WIDEST, NARROWEST = 50 * MM, 32 * MM, 30 * MM, 7.5 * MM
"""The narrowest column of words, that beside very long numbers, the broadest of numbers and the narrowest."""
PADDING, LEAST_PADDING = 1.5 * MM, 0.7 * MM
LEAST = 5.9 * MM
MOST_WIDE = 5
"""So many columns of numbers stand in large type."""
REMARK_LEADING, REMARK_HEAD = 15.5, 7 * MM
OTHER_VISITS = "D「その他」にあたる訪問は、分けて記録していません。"


@dataclass(frozen=True, slots=True, kw_only=True)
class CountColumn:
    """A column of the sheet: a month, an area, a sum. ``count`` None: nothing was recorded by the end of its days.

    ``span`` and ``area`` (None the ward) are what it counts; ``told`` says so where it is not all that the sheet is of.
    """

    title: str
    count: ActivityCount | None
    strong: bool = False
    span: Span | None = None
    area: str | None = None
    told: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountPage:
    """One page of the sheet: whose numbers, in columns."""

    place: str
    columns: tuple[CountColumn, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountLook:
    """What is chosen of the sheet: titles of boxes to stamp in 決裁欄, remarks 備考, and the blocks on it; all: ()."""

    stamps: tuple[str, ...] = ()
    remarks: str = ""
    blocks: tuple[Block, ...] = ()

    def shows(self, block: Block) -> bool:
        """Whether a block stands on the sheet."""
        return not self.blocks or block in self.blocks


@dataclass(frozen=True, slots=True, kw_only=True)
class CountFacts:
    """What the sheet draws. ``until`` is the last day counted where the period still runs, else None."""

    period: Period
    pages: tuple[CountPage, ...]
    lists: WorkLists
    methods: tuple[Method, ...]
    printed_on: date
    until: date | None = None
    coordinator: str = field(default="", repr=False)
    office: str = ""
    look: CountLook = field(default_factory=CountLook)

    @property
    def sides(self) -> tuple[tuple[int, int], ...]:
        """Every column as (page, column), in the order in which the screen counts them.

        First those of the last page, its sum in front, which stand side by side there; then those of the other pages.
        """
        last = len(self.pages) - 1
        own = [(last, column) for column in range(len(self.pages[last].columns))]
        if self.period.is_year:
            own = [*own[-1:], *own[:-1]]
        others = [(page, column) for page in range(last) for column in range(len(self.pages[page].columns))]
        return (*own, *others)


def period_words(period: Period) -> str:
    """令和8年度（2026年4月から2027年3月まで）, 令和8年10月分（2026年10月）."""
    first = period.month
    if period.is_year:
        return f"{show_year(first.first)}度（{first.year}年4月から{first.year + 1}年3月まで）"
    return f"{show_month(first)}分（{first.year}年{first.number}月）"


def draw(facts: CountFacts, target: Path | BinaryIO, progress: Progress | None = None) -> Drawn:
    """Draw the sheet, a page a place; it names nobody. The same facts give the same bytes."""
    title = f"{TITLE} {period_words(facts.period)}"
    document = Document(title=title, author=facts.coordinator or facts.office, day=facts.printed_on)
    counts = [column.count for page in facts.pages for column in page.columns if column.count]
    shown = [item for item in items(facts.lists, counts) if facts.look.shows(item.block)]
    known = {side: at for at, side in enumerate(facts.sides)}
    for number, page in enumerate(facts.pages):
        _draw_page(document, facts, page, shown, [known[number, column] for column in range(len(page.columns))])
        if progress:
            progress(number + 1, len(facts.pages))
    _draw_remarks(document, facts)
    blocks = of_blocks(block for block in Block if facts.look.shows(block))
    draw_explained(document, blocks, lambda: document.new_page(_foot(facts, facts.pages[-1].place)))
    return document.finish(target)


def _draw_page(
    document: Document, facts: CountFacts, page: CountPage, shown: Sequence[Item], columns: Sequence[int]
) -> None:
    """``columns``: as which the screen knows those of the page."""
    place = document.setter.prepare(page.place, "地域")
    document.new_page(_foot(facts, page.place))
    document.bookmark(page.place)
    _draw_head(document, facts, place)
    numbers = len(page.columns)
    padding = PADDING if numbers <= MOST_WIDE else LEAST_PADDING
    table = Table(
        document.setter,
        _widths(document, page, shown, padding),
        padding=padding,
        least=LEAST,
        air=0.5 * MM,
        heavy={1, *(at for at, column in enumerate(page.columns, 1) if column.strong)},
    )
    titles = (document.setter.prepare(column.title, "見出し") for column in page.columns)
    heads = table.heads("", *titles, size=_head_size(page), least=7 * MM)
    rows = tuple(_rows(document, table, page, shown, columns))
    document.y = table.draw(document.pen, document.left, document.y, rows, heads=heads) + 2 * MM
    document.note(_note(facts))


def _size(page: CountPage) -> float:
    return 8.5 if len(page.columns) > MOST_WIDE else 10


def _head_size(page: CountPage) -> float:
    return 8 if len(page.columns) > MOST_WIDE else 9


def _widths(document: Document, page: CountPage, shown: Sequence[Item], padding: float) -> list[float]:
    """One for the words, one for each column: all alike, else as broad as long ones need."""
    count, size, measure = len(page.columns), _size(page), document.setter.measure
    alike = min(WIDEST, (document.width - LABEL) / count)
    needed = [
        max(
            NARROWEST,
            2 * padding + 0.2 + measure(column.title, _head_size(page)),
            *(2 * padding + 0.2 + measure(_number(column, item), size, bold=True) for item in shown),
        )
        for column in page.columns
    ]
    numbers = [alike] * count
    if max(needed) > alike:
        spare = document.width - LABEL - sum(needed)
        numbers = [need + max(spare, 0.0) / count for need in needed]
    share = min(1.0, (document.width - LEAST_LABEL) / sum(numbers))
    numbers = [width * share for width in numbers]
    return [document.width - sum(numbers), *numbers]


def _foot(facts: CountFacts, place: str) -> str:
    return f"{TITLE} {period_words(facts.period)} {place}"


def _draw_head(document: Document, facts: CountFacts, place: str) -> None:
    pen, middle = document.pen, (document.left + document.right) / 2
    words = period_words(facts.period)
    if facts.until is not None:
        words += f"\n暫定・{facts.until.month}月{facts.until.day}日まで"
    if facts.look.stamps:
        _draw_stamped_head(document, facts, place, words)
        return
    pen.text_middle(middle, document.y + 7 * MM, TITLE, 18, bold=True)
    pen.text_middle(middle, document.y + 13.5 * MM, words.replace("\n", " "), 11)
    parts = (facts.office, facts.coordinator, f"{show_day(facts.printed_on)} 作成")
    made = [document.setter.prepare(part, "作成者") for part in parts if part]
    document.y += 21 * MM
    document.y += 3 * MM + draw_made(document, place, 12, made)


def _draw_stamped_head(document: Document, facts: CountFacts, place: str, words: str) -> None:
    """The same where boxes to stamp in take the right half: what is said stands on the left, line by line."""
    parts = (facts.office, facts.coordinator, f"{show_day(facts.printed_on)} 作成")
    made = "\n".join(part for part in parts if part)
    made = document.setter.prepare(made, "作成者")
    lines = ((TITLE, 18.0, 7.0), (words, 10.0, 12.5), (place, 12.0, 18.5), (made, 9.0, 23.0))
    document.y += 25.5 * MM + draw_stamped_head(document, facts.look.stamps, lines)


def _draw_remarks(document: Document, facts: CountFacts) -> None:
    """備考 below the last table; what does not fit there goes overleaf."""
    setter = document.setter
    text = setter.prepare(facts.look.remarks, "備考")
    lines = setter.justified(text, document.width, BODY) if text.strip() else []
    begun = False
    while lines:
        if document.room() < REMARK_LEADING * 2 + REMARK_HEAD:
            document.new_page(_foot(facts, facts.pages[-1].place))
        document.pen.text(document.left, document.y + 5 * MM, "備考（続き）" if begun else "備考", 11, bold=True)
        document.y += REMARK_HEAD
        document.print_marks(setter.marked(text))
        fitting = max(int(document.room() / REMARK_LEADING), 1)
        page, lines, begun = lines[:fitting], lines[fitting:], True
        document.pen.lines(document.left, document.y + BODY, page, size=BODY, leading=REMARK_LEADING)
        document.y += REMARK_LEADING * len(page)


def _rows(
    document: Document, table: Table, page: CountPage, shown: Iterable[Item], columns: Sequence[int]
) -> Iterable[Row]:
    """A line an item; over a list of lines its block."""
    last: Block | None = None
    for item in shown:
        if item.block is not last and item.code is not None:
            head = Cell(text=f"{item.block.value} {item.block.label}", size=9, bold=True, shrink=True)
            yield table.row(head, *[Cell()] * len(page.columns), shaded=True)
        last = item.block
        yield _row(document, table, page, item, columns)


def _row(document: Document, table: Table, page: CountPage, item: Item, columns: Sequence[int]) -> Row:
    total = item.code is None
    size = _size(page)
    label = f"{item.block.value} {item.block.label}" if item.block in {Block.VISITS, Block.DAYS} else item.label
    cells = (
        Cell(
            text=_number(column, item),
            size=size,
            bold=total or column.strong,
            stand=Stand.END,
            shrink=True,
            figure=FigureRef(item.key, columns[at]),
        )
        for at, column in enumerate(page.columns)
    )
    prepared = document.setter.prepare(label, "一覧の言葉")
    row = table.row(Cell(text=prepared, size=9, bold=total, label=True, shrink=True), *cells, heavy=total)
    document.print_marks(row.marks)
    return row


def _number(column: CountColumn, item: Item) -> str:
    return NOTHING if column.count is None else f"{column.count.number(item.block, item.code):,}"


def _note(facts: CountFacts) -> str:
    methods = "・".join(method.label for method in facts.methods)
    counted = f"D 訪問回数は、{methods}の記録を数えます（区の設定）。" if methods else ""
    return f"A・B・Cは件、D・Eは回、Fは日。AとBは、同じ相談を分野と内容で分けたものです。{counted}{OTHER_VISITS}"
