"""The tables and pictures of 年間のまとめ: numbers as they may be told, lists side by side, two charts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from watchdesk.domain import annual
from watchdesk.domain.annual import of, rate
from watchdesk.domain.annual_behind import CHANGE, RATE, has_records, of_place
from watchdesk.domain.figure_place import FigureRef
from watchdesk.domain.month import Month
from watchdesk.domain.paper_line import UNKNOWN
from watchdesk.domain.small_cells import MOST_SMALL, Kept, Told
from watchdesk.domain.summary import percent
from watchdesk.reports import charts
from watchdesk.reports.charts import Bar, Frame
from watchdesk.reports.page import SECTION_HEIGHT, Document
from watchdesk.reports.pen import MM
from watchdesk.reports.sections import GOING_ON
from watchdesk.reports.small_tables import BETWEEN
from watchdesk.reports.tables import Cell, Row, Stand, Table

NOTHING = UNKNOWN
TOTAL = "合計"
SMALL_SIGN = "3件未満の気づき"
MONTH = 11 * MM
"""The width of the months' own column."""
MONTH_ROW = 6.4 * MM
LIST_ROW = 5.0 * MM
UNDER = 3.5 * MM
NUMBER = 20 * MM
"""The width of a column of numbers."""


class Number(NamedTuple):
    """A number as it stands on the paper, and which figure it is; None: nothing is known of it."""

    text: str
    figure: FigureRef | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the first table: what it is, what it counts, and this year, the one before, the difference."""

    title: str
    below: str
    cells: tuple[Number, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A line of a list: its word, and its number this year and the one before."""

    label: str
    cells: tuple[Number, ...]


Part = tuple[int, str, Sequence[Listed]]
"""The number and title of a section, and its rows."""


def number(text: str, key: str, column: int) -> Number:
    """Return a number of the sheet with what the screen knows it by; ``key`` as of its place."""
    if text == NOTHING:
        return Number(text)
    return Number(text, FigureRef(key, column, opens=column < CHANGE and has_records(of_place(key)[1])))


def cells(this: Mapping[str, Told], before: Mapping[str, Told] | None, key: str, unit: str) -> tuple[str, str, str]:
    """This year, the one before and the difference, of a figure of the first table."""
    if key == RATE:
        return rates(this, before)
    return numbers(this[key], before[key] if before else None, unit)


def both(this: Mapping[str, Told], before: Mapping[str, Told] | None, key: str) -> tuple[str, str]:
    """This year and the one before, of a line of a list."""
    return words(this[key]), words(before.get(key, Told(0))) if before is not None else NOTHING


def words(number: Told, unit: str = "") -> str:
    """A number as it stands on the paper."""
    if number.kept is not None:
        return number.kept.label
    return f"{number.number:,}{unit}"


def numbers(this: Told, before: Told | None, unit: str) -> tuple[str, str, str]:
    """This year, the one before, and the difference where both stand there."""
    if before is None:
        return words(this, unit), NOTHING, NOTHING
    known = this.number is not None and before.number is not None
    change = difference((this.number or 0) - (before.number or 0), unit) if known else Kept.BESIDE.label
    return words(this, unit), words(before, unit), change


def difference(by: float, unit: str, digits: int = 0) -> str:
    """＋12件, −3件, or that nothing changed."""
    if not by:
        return "同じ"
    return f"{'＋' if by > 0 else '−'}{abs(by):,.{digits}f}{unit}"


def rates(this: Mapping[str, Told], before: Mapping[str, Told] | None) -> tuple[str, str, str]:
    """The two rates, and by how many points they differ."""
    if before is None:
        return rate_words(this), NOTHING, NOTHING
    one, other = rate(this), rate(before)
    both = rate_words(this), rate_words(before)
    if one is None or other is None:
        return (*both, NOTHING if NOTHING in both else Kept.BESIDE.label)
    return (*both, difference(round(one - other, 1), "ポイント", 1))


def rate_words(told: Mapping[str, Told], *month: object) -> str:
    """The rate of a year or a month; where one part of the people is under three, just what that says of it."""
    found = rate(told, *month)
    if found is not None:
        return f"{found:.1f}%"
    all_ = told[of(annual.WATCHED, *month)]
    watched = all_.number
    if not watched:
        return all_.kept.label if all_.kept is not None else NOTHING
    seen, unseen = (told[of(name, *month)].kept for name in (annual.CONFIRMED, annual.UNSEEN))
    if seen is unseen:
        return Kept.BESIDE.label
    if unseen is Kept.SMALL:
        return f"{percent(watched - MOST_SMALL, watched):.1f}%以上"
    return f"{percent(MOST_SMALL, watched):.1f}%以下"


def draw_compared(document: Document, heads: Sequence[str], lines: Sequence[Line]) -> None:
    """Draw this year beside the one before, under each title what it counts."""
    wide = 26 * MM
    table = Table(document.setter, [document.width - 3 * wide, *[wide] * 3], least=9.4 * MM, air=1 * MM, heavy={1})
    rows = [_compared_row(table, line) for line in lines]
    document.y = table.draw(document.pen, document.left, document.y, rows, heads=table.heads("", *heads))


def _compared_row(table: Table, line: Line) -> Row:
    this, *beside = line.cells
    return table.row(
        Cell(text=line.title, below=line.below, small=8, size=10, bold=True, label=True),
        Cell(text=this.text, size=11, bold=True, stand=Stand.END, shrink=True, figure=this.figure),
        *(Cell(text=one.text, size=10, stand=Stand.END, shrink=True, figure=one.figure) for one in beside),
    )


Months = tuple[str, Sequence[Number]]
"""A row of the table of months: its word, and its numbers."""


def draw_months(document: Document, heads: Sequence[str], rows: Sequence[Months], total: Months) -> None:
    """Draw the table of months; ``y`` stays at its top, for the pictures beside it."""
    first, width = MONTH, (_half(document) - MONTH) / 3
    table = Table(document.setter, [first, *[width] * 3], padding=0.9 * MM, least=MONTH_ROW, air=0.6 * MM)
    drawn = [_number_row(table, row) for row in rows]
    drawn.append(_number_row(table, total, heavy=True))
    table.draw(document.pen, document.left, document.y, drawn, heads=table.heads(*heads, size=8))


def _number_row(table: Table, row: Months, *, heavy: bool = False) -> Row:
    label, values = row
    cells = (
        Cell(text=one.text, size=9.5, bold=heavy, stand=Stand.END, shrink=True, figure=one.figure) for one in values
    )
    return table.row(Cell(text=label, size=9.5, bold=heavy, label=True, stand=Stand.MIDDLE), *cells, heavy=heavy)


def draw_charts(
    document: Document, told: Mapping[str, Told], months: Sequence[Month], key: Callable[[str], str]
) -> None:
    """Draw two pictures, one above the other: visits, and those confirmed and not, month by month.

    ``key`` returns the key of a number as of its place.
    """
    height = (13 * MONTH_ROW + 6.5 * MM - BETWEEN) / 2
    left = document.left + _half(document) + BETWEEN
    frame = Frame(x=left, y=document.y, width=_half(document), height=height)
    charts.draw_title(document.pen, frame, "訪問記録（件）", ())
    _draw_bars(document, frame, [_visits(told, month, key) for month in months])
    frame = Frame(x=left, y=document.y + height + BETWEEN, width=_half(document), height=height)
    charts.draw_title(document.pen, frame, "安否の確認（名）", ("確かめられた", "確かめられなかった", "うちわけなし"))
    _draw_bars(document, frame, [_people(told, month, key) for month in months])
    document.y += 2 * height + BETWEEN + UNDER


def _draw_bars(document: Document, frame: Frame, bars: Sequence[Bar]) -> None:
    inside = Frame(x=frame.x + 3 * MM, y=frame.y + 12 * MM, width=frame.width - 6 * MM, height=frame.height - 13.5 * MM)
    if any(bar.total for bar in bars):
        charts.draw_standing(document.pen, inside, bars)
    else:
        middle = frame.y + frame.height / 2 + 2 * MM
        document.pen.text_middle(frame.x + frame.width / 2, middle, "まだ、かける数がありません。", 8.5)


def _visits(told: Mapping[str, Told], month: Month, key: Callable[[str], str]) -> Bar:
    number = told[of(annual.VISITS, month)]
    figure = FigureRef(key(of(annual.VISITS, month)))
    return Bar(label=f"{month.number}月", parts=(number.number or 0,), instead=_instead(number), figures=(figure,))


def _people(told: Mapping[str, Told], month: Month, key: Callable[[str], str]) -> Bar:
    """Solid and hatched; white without its parts where these would give a small number away."""
    label, of_parts = f"{month.number}月", (annual.CONFIRMED, annual.UNSEEN)
    seen, unseen, all_ = (told[of(name, month)] for name in (*of_parts, annual.WATCHED))
    if seen.number is None or unseen.number is None:
        whole = FigureRef(key(of(annual.WATCHED, month)))
        return Bar(label=label, parts=(0, 0, all_.number or 0), instead=_instead(all_), figures=(None, None, whole))
    figures = tuple(FigureRef(key(of(name, month))) for name in of_parts)
    return Bar(label=label, parts=(seen.number, unseen.number), figures=figures)


def _instead(number: Told) -> str:
    return number.kept.label if number.kept is not None else ""


def draw_list(document: Document, x: float, width: float, rows: Sequence[Listed], heads: tuple[str, str]) -> None:
    """Draw label, this year, the year before a row; the last is heavy where it is the 合計. Moves ``y`` below."""
    table, drawn = _list(document, width, rows)
    for row in drawn:
        document.print_marks(row.marks)
    document.y = table.draw(document.pen, x, document.y, drawn, heads=table.heads("", *heads, size=8, least=5 * MM))


def _list(document: Document, width: float, rows: Sequence[Listed]) -> tuple[Table, list[Row]]:
    table = Table(document.setter, [width - 2 * NUMBER, NUMBER, NUMBER], padding=1.5 * MM, least=LIST_ROW, air=0.5 * MM)
    drawn = []
    for row in rows:
        total = row.label == TOTAL
        prepared = document.setter.prepare(row.label, "一覧の言葉")
        cells = (
            Cell(text=text, size=9.5, bold=total or not column, stand=Stand.END, shrink=True, figure=figure)
            for column, (text, figure) in enumerate(row.cells)
        )
        drawn.append(table.row(Cell(text=prepared, size=9, bold=total, label=True, shrink=True), *cells, heavy=total))
    return table, drawn


def draw_beside(
    document: Document,
    left: Sequence[Part],
    right: Sequence[Part],
    heads: tuple[str, str],
    next_page: Callable[[], None],
) -> None:
    """Draw sections in two columns; one below the other where a column is higher than the page. Moves ``y`` below."""
    half = _half(document)
    highest = max(sum(_height(document, part, half) for part in side) for side in (left, right))
    if highest > document.room():
        for part in (*left, *right):
            _draw_long(document, part, heads, next_page)
        return
    top, ends = document.y, []
    for x, side in ((document.left, left), (document.left + half + BETWEEN, right)):
        document.y = top
        for number, title, rows in side:
            document.section(number, title, x=x, width=half)
            draw_list(document, x, half, rows, heads)
            document.y += UNDER
        ends.append(document.y)
    document.y = max(ends)


def _height(document: Document, part: Part, width: float) -> float:
    _, rows = _list(document, width, part[2])
    return SECTION_HEIGHT + 5 * MM + sum(row.height for row in rows) + UNDER


def _draw_long(document: Document, part: Part, heads: tuple[str, str], next_page: Callable[[], None]) -> None:
    """Draw a section at full width, over as many pages as it needs; its head again on each."""
    number, title, rows = part
    left, note = list(rows), ""
    while left:
        if document.room() < SECTION_HEIGHT + 5 * MM + 3 * LIST_ROW:
            next_page()
        document.section(number, title, note)
        fitting = _fitting(document, left)
        draw_list(document, document.left, document.width, left[:fitting], heads)
        left, note = left[fitting:], GOING_ON
        document.y += UNDER


def _fitting(document: Document, rows: Sequence[Listed]) -> int:
    """How many rows this page has room for, at least one."""
    room, number = document.room() - 5 * MM - UNDER, 0
    for row in _list(document, document.width, rows)[1]:
        room -= row.height
        if room < 0:
            break
        number += 1
    return max(number, 1)


def _half(document: Document) -> float:
    return (document.width - BETWEEN) / 2
