"""The monthly report's page of differences 訂正の内容: what differs from the issue before, and why; without names."""

from collections.abc import Callable, Sequence

from watchdesk.domain.closing import issue_name
from watchdesk.domain.era import show_month_day
from watchdesk.reports.flow import Block
from watchdesk.reports.monthly_cover import foot
from watchdesk.reports.monthly_facts import MonthlyFacts
from watchdesk.reports.page import NOTE_LEADING, Document, Head
from watchdesk.reports.pen import MM
from watchdesk.reports.tables import Cell, Row, Sheets, Stand, Table, flow

WIDTHS = (99 * MM, 38 * MM, 38 * MM)
WHY_WIDTHS = (24 * MM, 151 * MM)
GAP = 5 * MM
NOTE = "変わっていない数は、のせていません。"
NO_WHY = "わけは書かれていません。"


def draw_differences(document: Document, facts: MonthlyFacts) -> None:
    """Draw the table of what differs, and below it, or on pages of their own, the reasons by their days."""
    issue = facts.issue or 1
    table = Table(document.setter, WIDTHS, least=6.4 * MM)
    rows = [_row(table, document, one.what, one.before, one.after) for one in facts.differences]
    heads = table.heads("変わったところ", issue_name(issue - 1), issue_name(issue), size=9)
    first = document.number + 1

    def begin(_blocks: Sequence[Block]) -> None:
        document.new_page(foot(facts), Head(title=f"訂正の内容　{facts.edition}", note=facts.place))
        if document.number == first:
            document.bookmark("訂正の内容", 1)

    def end() -> None:
        document.y += 1.5 * MM
        document.note(NOTE)

    flow(document, table, heads, rows, Sheets(begin=begin, end=end, end_height=NOTE_LEADING + 1.5 * MM))
    _draw_whys(document, facts, begin)


def _row(table: Table, document: Document, what: str, before: str, after: str) -> Row:
    return table.row(
        Cell(text=document.setter.prepare(what, "訂正の内容"), size=9.5, label=True),
        Cell(text=before, size=10, stand=Stand.END),
        Cell(text=after, size=10, bold=True, stand=Stand.END),
    )


def _draw_whys(document: Document, facts: MonthlyFacts, begin: Callable[[Sequence[Block]], None]) -> None:
    table = Table(document.setter, WHY_WIDTHS, least=6.4 * MM)
    heads = table.heads("日", "訂正のわけ", size=9)
    rows = [_why_row(table, document, show_month_day(why.on), why.reason) for why in facts.whys]
    rows = rows or [_why_row(table, document, "", NO_WHY)]
    height = heads.height + sum(row.height for row in rows) + GAP
    marks = frozenset().union(*(row.marks for row in rows))
    if height > document.room(marks):
        flow(document, table, heads, rows, Sheets(begin=begin, end=lambda: None))
        return
    document.print_marks(marks)
    document.y = table.draw(document.pen, document.left, document.y + GAP, rows, heads=heads)


def _why_row(table: Table, document: Document, day: str, reason: str) -> Row:
    return table.row(
        Cell(text=day, size=9.5, stand=Stand.MIDDLE, label=True),
        Cell(text=document.setter.prepare(reason, "訂正のわけ"), size=9.5),
    )
