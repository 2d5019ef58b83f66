"""The lines of 活動件数集計報告書: each with its number, and those it is compared with."""

from ui.pages.counts.behind import begun, item_title
from ui.pages.numbers.ways import count_kind, has_room
from ui.widgets.figure_line import FigureLine
from watchdesk.desk import ActivityCountSheet
from watchdesk.domain.activity_count import Item
from watchdesk.domain.definitions import of_item
from watchdesk.domain.work_lists import Block

_LAST_YEAR = "前の年"


def lines(sheet: ActivityCountSheet, visited: int | None) -> tuple[tuple[str, ...], list[FigureLine]]:
    """Heads and lines: the period and what stands beside it on its page; ``visited``: people behind 訪問回数."""
    columns = sheet.sides[: begun(sheet)]
    heads = tuple(_head(column.title) for column in columns)

    def line(item: Item) -> FigureLine:
        cells = tuple(
            f"{column.count.number(item.block, item.code):,}{item.unit}" if column.count is not None else "—"
            for column in columns
        )
        kind = count_kind(item)
        return FigureLine(
            key=item.key,
            title=item_title(item),
            cells=cells,
            opens=kind is not None and has_room(kind),
            about=of_item(item),
            other=f"実{visited:,}名" if item.block is Block.VISITS and visited is not None else "",
        )

    return heads, [line(item) for item in sheet.items]


def _head(title: str) -> str:
    """So short that it has room over the numbers: which month of the year before stands over the list."""
    return _LAST_YEAR if title.startswith(_LAST_YEAR) else title.partition("(")[0]
