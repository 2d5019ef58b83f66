"""The ward's page of the monthly report: its areas side by side, with the ward's own figures below."""

from collections.abc import Sequence

from watchdesk.domain.behind import Figure
from watchdesk.domain.counted import ALL, HOURS, PARTICIPANTS, Cut
from watchdesk.domain.figure_place import RATE_KEY, FigureRef
from watchdesk.reports.monthly.cover import NOTHING, foot, ref
from watchdesk.reports.monthly.facts import MonthlyFacts
from watchdesk.reports.page import Document, Head
from watchdesk.reports.pen import MM
from watchdesk.reports.tables import Cell, Row, Stand, Table

HEADS = (
    "地域",
    "前月末",
    "増",
    "減",
    "月末",
    "見守った\n方",
    "確かめた\n方",
    "未確認",
    "確認率",
    "訪問記録",
    "訪問回数",
    "活動\n日数",
)
WORK_HEADS = ("地域", "相談", "つなぎ", "返事待ち", "活動", "活動の時間", "参加した方\n（のべ）", "連絡調整")
PEOPLE_AND_VISITS = (
    *map(ref, (Figure.AT_START, Figure.ADDED, Figure.ENDED, Figure.AT_END)),
    *map(ref, (Figure.UNDER_WATCH, Figure.CONFIRMED, Figure.NOT_CONFIRMED)),
    FigureRef(RATE_KEY),
    *map(ref, (Figure.VISITS, Figure.VISIT_COUNT, Figure.ACTIVE_DAYS)),
)
WORK = (
    *map(ref, (Figure.CONSULTATIONS, Figure.REFERRALS)),
    ref(Figure.REFERRALS, Cut.AWAITED, ALL),
    ref(Figure.ACTIVITIES),
    *(ref(Figure.ACTIVITIES, Cut.AMOUNT, code) for code in (HOURS, PARTICIPANTS)),
    ref(Figure.COORDINATION),
)
"""Which figures the columns are."""
FIRST, NARROW = 27 * MM, 11.5 * MM
ROW = 6.4 * MM
NOTE = "人数の合計は、区全体で重なりなく数えたものです。地域をうつった方があると、地域の人数を足した数とは合いません。"


def draw_areas(document: Document, ward: MonthlyFacts, parts: Sequence[MonthlyFacts]) -> None:
    """Draw the table of areas; people of the ward are counted over all areas, never summed (contract §2.2)."""
    document.new_page(foot(ward), Head(title=f"{ward.month.number}月 地域ごとの数", note=ward.place))
    document.bookmark("地域ごとの数", 1)
    rest = (document.width - FIRST - 3 * NARROW) / (len(HEADS) - 4)
    widths = [FIRST, rest, NARROW, NARROW, rest, *[rest] * 6, NARROW]
    table = Table(document.setter, widths, padding=1.2 * MM, least=ROW, heavy={1, 5})
    rows = [_row(table, document.setter.prepare(facts.area, "地域"), facts) for facts in parts]
    rows.append(_row(table, f"{ward.place} 合計", ward, total=True))
    heads = table.heads(*HEADS, size=8, least=9 * MM)
    document.y = table.draw(document.pen, document.left, document.y, rows, heads=heads) + 2 * MM
    document.note(NOTE)
    document.y += 3 * MM
    _draw_work(document, ward, parts)


def _draw_work(document: Document, ward: MonthlyFacts, parts: Sequence[MonthlyFacts]) -> None:
    """Draw the work beside the visits, area by area."""
    rest = (document.width - FIRST) / (len(WORK_HEADS) - 1)
    table = Table(document.setter, [FIRST, *[rest] * (len(WORK_HEADS) - 1)], padding=1.2 * MM, least=ROW)
    rows = [_work_row(table, document.setter.prepare(facts.area, "地域"), facts) for facts in parts]
    rows.append(_work_row(table, f"{ward.place} 合計", ward, total=True))
    heads = table.heads(*WORK_HEADS, size=8, least=9 * MM)
    document.y = table.draw(document.pen, document.left, document.y, rows, heads=heads)


def _work_row(table: Table, title: str, facts: MonthlyFacts, *, total: bool = False) -> Row:
    work = facts.figures.work
    told = (work.consultations, work.referrals, work.awaited)
    numbers = (*told, work.activities, work.hours, work.participants, work.coordination)
    return _line(table, title, [f"{number:,}" for number in numbers], WORK, "" if total else facts.area)


def _line(table: Table, title: str, values: Sequence[str], refs: Sequence[FigureRef], area: str) -> Row:
    """A row of an area, or without one of the ward; each number opens into that area's records."""
    total = not area
    cells = (
        Cell(text=value, size=9, bold=total, stand=Stand.END, figure=figure._replace(area=area))
        for value, figure in zip(values, refs, strict=True)
    )
    return table.row(Cell(text=title, size=9, bold=total, label=True), *cells, heavy=total)


def _row(table: Table, title: str, facts: MonthlyFacts, *, total: bool = False) -> Row:
    figures = facts.figures
    rate = NOTHING if figures.confirm_rate is None else f"{figures.confirm_rate:.1f}%"
    numbers = [figures.at_start, figures.added, figures.ended, figures.at_end, figures.under_watch]
    numbers += [figures.confirmed_under_watch, figures.not_confirmed]
    values = [*(f"{number:,}" for number in numbers), rate]
    values += [f"{number:,}" for number in (figures.visits.total, figures.visit_count, figures.active_days)]
    return _line(table, title, values, PEOPLE_AND_VISITS, "" if total else facts.area)
