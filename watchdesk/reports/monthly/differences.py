"""The monthly report's page of differences 訂正の内容: what differs from the issue before, of whom, and why."""

from collections.abc import Callable, Sequence

from watchdesk.domain.closing import Difference, issue_name
from watchdesk.domain.consent import Disclosed
from watchdesk.domain.era import show_month_day
from watchdesk.reports.flow import Block, filled
from watchdesk.reports.monthly.cover import foot
from watchdesk.reports.monthly.facts import MonthlyFacts, PersonChange
from watchdesk.reports.numbered import NumberedFacts
from watchdesk.reports.page import NOTE_LEADING, Document, Head
from watchdesk.reports.pen import MM
from watchdesk.reports.tables import Cell, Row, Sheets, Stand, Table, flow

WIDTHS = (91 * MM, 42 * MM, 42 * MM)
NAMED_WIDTHS = (31 * MM, 32 * MM, 56 * MM, 56 * MM)
WHY_WIDTHS = (24 * MM, 151 * MM)
GAP = 5 * MM
NOTE = "変わっていない数は、のせていません。文章は、書きかえたことと字数だけをのせています。"
NO_WHY = "わけは書かれていません。"
UNKEPT = "この号を締めたときは、「書きかえ」とあるところの前と後を、まだ残していませんでした。"
UNKEPT_AS = "書きかえ"
"""What an issue of then says in place of a value."""
Begin = Callable[[Sequence[Block]], None]


def draw_differences(
    document: Document, facts: MonthlyFacts, copy: NumberedFacts | None = None, *, statistics_only: bool = False
) -> None:
    """Draw the table of what differs, and below it, or on pages of their own, of whom, and the reasons by their days.

    ``copy``: which copy 写し the pages are where they name anybody; ``statistics_only``: nobody is named.
    """
    issue = facts.issue or 1
    table = Table(document.setter, WIDTHS, least=6.4 * MM)
    rows = [_row(table, document, one) for one in facts.differences]
    heads = table.heads("変わったところ", issue_name(issue - 1), issue_name(issue), size=9)
    named = None if statistics_only else facts.changes
    names = named is not None and bool(named.rows)
    first, below = document.number + 1, foot(facts, copy if names else None)
    notes = [NOTE, UNKEPT] if any(one.after == UNKEPT_AS for one in facts.differences) else [NOTE]

    def begin(_blocks: Sequence[Block]) -> None:
        head = Head(title=f"訂正の内容　{facts.edition}", note=facts.place, confidential=names)
        document.new_page(below, head)
        if document.number == first:
            document.bookmark("訂正の内容", 1)

    def end() -> None:
        document.y += 1.5 * MM
        for note in notes:
            document.note(note)

    flow(document, table, heads, rows, Sheets(begin=begin, end=end, end_height=NOTE_LEADING * len(notes) + 1.5 * MM))
    if named is not None and named.rows:
        _draw_named(document, named, issue, begin)
    _draw_whys(document, facts, begin)


def _row(table: Table, document: Document, one: Difference) -> Row:
    return table.row(
        Cell(text=_prepared(document, one.what), size=9.5, label=True),
        Cell(text=_prepared(document, one.before), size=10, stand=Stand.END),
        Cell(text=_prepared(document, one.after), size=10, bold=True, stand=Stand.END),
    )


def _prepared(document: Document, text: str) -> str:
    return document.setter.prepare(text, "訂正の内容")


def _draw_named(document: Document, changes: Disclosed[PersonChange], issue: int, begin: Begin) -> None:
    """Of whom: the name stands in each row, so that none is cut from it."""
    table = Table(document.setter, NAMED_WIDTHS, least=6.4 * MM)
    heads = table.heads("お名前", "変わったところ", issue_name(issue - 1), issue_name(issue), size=9)
    rows = [_named_row(table, document, person.name, one) for person in changes.rows for one in person.moved]
    _draw_below(document, table, heads, rows, begin)


def _named_row(table: Table, document: Document, name: str, one: Difference) -> Row:
    return table.row(
        Cell(text=_prepared(document, name), size=9.5, label=True, shrink=True),
        Cell(text=_prepared(document, one.what), size=9.5),
        Cell(text=_prepared(document, one.before), size=9.5),
        Cell(text=_prepared(document, one.after), size=9.5, bold=True),
    )


def _draw_whys(document: Document, facts: MonthlyFacts, begin: Begin) -> None:
    table = Table(document.setter, WHY_WIDTHS, least=6.4 * MM)
    heads = table.heads("日", "訂正のわけ", size=9)
    rows = [_why_row(table, document, show_month_day(why.on), why.reason) for why in facts.whys]
    _draw_below(document, table, heads, rows or [_why_row(table, document, "", NO_WHY)], begin)


def _draw_below(document: Document, table: Table, heads: Row, rows: Sequence[Row], begin: Begin) -> None:
    """Below what stands on the page as far as there is room, the rest on the next ones, its heads on each."""
    left: Sequence[Block] = rows
    gap, is_fresh = GAP, False
    while left:
        here, left = filled(left, document.room, above=heads.height + gap, is_fresh=is_fresh)
        for row in here:
            document.print_marks(row.marks)
        if here:
            document.y = table.draw(document.pen, document.left, document.y + gap, here, heads=heads)
        if left:
            begin(left)
            gap, is_fresh = 0.0, True


def _why_row(table: Table, document: Document, day: str, reason: str) -> Row:
    return table.row(
        Cell(text=day, size=9.5, stand=Stand.MIDDLE, label=True),
        Cell(text=document.setter.prepare(reason, "訂正のわけ"), size=9.5),
    )
