"""The ward's page of the monthly report: its areas side by side, with the ward's own figures below."""

from collections.abc import Sequence

from watchdesk.domain.summary import Figures
from watchdesk.reports.monthly.cover import NOTHING, foot
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
    rows = [_row(table, document.setter.prepare(facts.area, "地域"), facts.figures) for facts in parts]
    rows.append(_row(table, f"{ward.place} 合計", ward.figures, total=True))
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
    values = [f"{number:,}" for number in numbers]
    cells = (Cell(text=value, size=9, bold=total, stand=Stand.END) for value in values)
    return table.row(Cell(text=title, size=9, bold=total, label=True), *cells, heavy=total)


def _row(table: Table, title: str, figures: Figures, *, total: bool = False) -> Row:
    rate = NOTHING if figures.confirm_rate is None else f"{figures.confirm_rate:.1f}%"
    numbers = [figures.at_start, figures.added, figures.ended, figures.at_end, figures.under_watch]
    numbers += [figures.confirmed_under_watch, figures.not_confirmed]
    values = [*(f"{number:,}" for number in numbers), rate]
    values += [f"{number:,}" for number in (figures.visits.total, figures.visit_count, figures.active_days)]
    cells = (Cell(text=value, size=9, bold=total, stand=Stand.END) for value in values)
    return table.row(Cell(text=title, size=9, bold=total, label=True), *cells, heavy=total)
