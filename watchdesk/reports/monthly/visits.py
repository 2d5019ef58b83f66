"""The monthly report's visit details: a head line a visit, its signs and its note at full width below."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from watchdesk.domain.behind import Figure
from watchdesk.domain.consent import Disclosed
from watchdesk.domain.counted import ALL, Cut
from watchdesk.domain.era import show_month_day, weekday
from watchdesk.domain.monthly_columns import CONDITION, METHOD, NOTE, RESULT, SIGNS, VISITOR, VISITS
from watchdesk.domain.words import Condition
from watchdesk.reports.flow import FEWEST, Block
from watchdesk.reports.monthly.cover import NOTHING, ref
from watchdesk.reports.monthly.facts import MonthlyFacts, VisitLine
from watchdesk.reports.page import NOTE_LEADING, SMALL, Document, Head, Step
from watchdesk.reports.pen import MM, Pen
from watchdesk.reports.tables import MOST_SHRUNK, Cell, Row, Sheets, Table, flow
from watchdesk.reports.typesetter import Justified, Typesetter

DAY_WIDTH, NAME_WIDTH = 35 * MM, 31 * MM
WIDTHS = {METHOD: 30.5 * MM, RESULT: 37 * MM, CONDITION: 20 * MM, VISITOR: 21.5 * MM}
"""Of the columns that may be left out; the others share their room."""
PADDING = 1.6 * MM
NOTE_SIZE, LEADING = 9.5, 14.2
UNDER_NOTE = 1.5 * MM
BODY_WIDTH = NAME_WIDTH + sum(WIDTHS.values()) - PADDING - 1 * MM - NOTE_SIZE
"""A hanging 。 stays inside the frame."""
VISITOR_SIZE, LEAST_VISITOR = 9.5, 6.0
"""Of the visitor's name, in points; one that is too long even so is broken."""
_PARTS = re.compile(r"[ \u3000]*(?=[（(])|(?<=[、，])[ \u3000]*")
CONTINUED, GOES_ON = "（前のページの続き）", "（次のページへ続く）"
CONDITIONS = {Condition.WELL: "元気", Condition.CONCERN: "△気になる", Condition.URGENT: "◎緊急"}


def draw_visits(document: Document, facts: MonthlyFacts, visits: Disclosed[VisitLine], step: Step, below: str) -> None:
    """Draw the pages of visit details, in the order given (by day); ``below`` stands at their feet."""
    shown = [(key, title) for key, title in VISITS if key in facts.visit_columns and key in WIDTHS]
    widths = _widths([key for key, _ in shown])
    table = Table(document.setter, widths, padding=PADDING, least=8.5 * MM, ruled={1}, low=True)
    notes = visit_notes(facts, empty=not visits.rows)
    first = document.number + 1

    def begin(blocks: Sequence[Block]) -> None:
        document.new_page(below, _head(facts, blocks))
        if document.number == first:
            document.bookmark("訪問記録のくわしい内容", 1)
        step(len(blocks))

    def end() -> None:
        document.y += 1.5 * MM
        for note in notes:
            draw_note(document, facts, note)

    sheets = Sheets(begin=begin, end=end, end_height=NOTE_LEADING * len(notes) + 1.5 * MM)
    heads = Table(document.setter, widths, padding=PADDING).heads("月日", "氏名", *(title for _, title in shown))
    flow(document, table, heads, _blocks(table, document.setter, visits.rows, facts.visit_columns), sheets)


def _widths(columns: Sequence[str]) -> tuple[float, ...]:
    """The widths of day, name and the columns shown, over the whole page."""
    wanted = (NAME_WIDTH, *(WIDTHS[key] for key in columns))
    share = (NAME_WIDTH + sum(WIDTHS.values())) / sum(wanted)
    return DAY_WIDTH, *(one * share for one in wanted)


def _head(facts: MonthlyFacts, blocks: Sequence[Block]) -> Head:
    days = [block.day for block in blocks if isinstance(block, VisitBlock)]
    note = facts.place
    if days:
        first, last = min(days), max(days)
        note += f" {first.month}月{first.day}日" + (f"から{last.month}月{last.day}日まで" if last > first else "")
    return Head(title="訪問記録のくわしい内容", note=note, confidential=True)


def draw_note(document: Document, facts: MonthlyFacts, note: str) -> None:
    """Write a note below a list; the number in it of those whom the list does not name leads to them."""
    told = (
        (f"方が{facts.unnamed_people:,}名", ref(Figure.UNDER_WATCH, Cut.UNNAMED, ALL)),
        (f"同意のない方 {facts.unnamed_visits:,}件", ref(Figure.VISITS, Cut.UNNAMED, ALL)),
    )
    top, lines = document.y, document.setter.justified(note, document.width, SMALL)
    document.note(note)
    here = [(words, figure) for words, figure in told if words in note]
    document.pen.figures_in(document.left, top + 9, lines, here, size=SMALL, leading=NOTE_LEADING)


def visit_notes(facts: MonthlyFacts, *, empty: bool) -> list[str]:
    """What stands below the visits: that there are none, and how many are counted without a name (contract §6)."""
    notes = [f"{facts.month.number}月には、ここにのせる訪問記録がありません。"] if empty else []
    if facts.unnamed_visits:
        notes.append(f"同意のない方 {facts.unnamed_visits:,}件（件数だけを報告し、お名前と内容はのせません）")
    return notes


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitBlock:
    """A visit, or a part of one that went over a page; each part tells day and name."""

    day: date
    head: Row
    again: Row
    """The head line of a part that comes from the page before."""
    signs: int
    """How many of the first lines of ``body`` are signs, in bold."""
    body: tuple[Justified, ...]
    continued: bool = False
    goes_on: bool = False

    @property
    def height(self) -> float:
        """Head line, body, and the line that says that it goes on."""
        lines = len(self.body) + self.goes_on
        return self._top.height + lines * LEADING + UNDER_NOTE

    @property
    def marks(self) -> frozenset[str]:
        """Characters printed as 〓 anywhere in the visit."""
        return self.head.marks

    @property
    def is_whole(self) -> bool:
        """Whether the visit stands on one page."""
        return not (self.continued or self.goes_on)

    def split(self, room: float) -> tuple[Block, Block] | None:
        """Cut the note so that at least two lines stand on either side."""
        fitting = int((room - self._top.height - UNDER_NOTE) / LEADING) - 1
        fitting = min(fitting, len(self.body) - FEWEST)
        if fitting < max(FEWEST, self.signs):
            return None
        first = replace(self, body=self.body[:fitting], goes_on=True)
        rest = replace(self, body=self.body[fitting:], signs=0, continued=True)
        return first, rest

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw head line and body."""
        self._top.draw(pen, x, y)
        x += DAY_WIDTH + PADDING
        y += self._top.height + LEADING * 0.76
        for number, (text, spread) in enumerate(self.body):
            pen.text(x, y, text, NOTE_SIZE, bold=number < self.signs, spread=spread)
            y += LEADING
        if self.goes_on:
            pen.text_right(x + BODY_WIDTH, y, GOES_ON, SMALL)

    @property
    def _top(self) -> Row:
        return self.again if self.continued else self.head


def _blocks(
    table: Table, setter: Typesetter, visits: Iterable[VisitLine], columns: Sequence[str]
) -> Iterator[VisitBlock]:
    for visit in visits:
        where = f"{visit.day.month}月{visit.day.day}日の記録"
        signs = setter.prepare(" / ".join(visit.signs), where) if SIGNS in columns else ""
        note = setter.prepare(visit.note.strip(), where) if NOTE in columns else ""
        sign_lines = setter.broken(signs, BODY_WIDTH, NOTE_SIZE, bold=True) if signs else []
        note_lines = setter.justified(note, BODY_WIDTH, NOTE_SIZE) if note else []
        head = _head_line(table, setter, visit, columns)
        yield VisitBlock(
            day=visit.day,
            head=replace(head, marks=head.marks | setter.marked(signs + note)),
            again=_head_line(table, setter, visit, columns, again=True),
            signs=len(sign_lines),
            body=(*(Justified(line, 0.0) for line in sign_lines), *note_lines),
        )


def _head_line(
    table: Table, setter: Typesetter, visit: VisitLine, columns: Sequence[str], *, again: bool = False
) -> Row:
    """``again``: of a part that comes from the page before; where the result is left out, the day's cell says so."""
    where = f"{visit.day.month}月{visit.day.day}日の記録"
    time = f" {visit.at:%H:%M}" if visit.at else ""
    day = f"{show_month_day(visit.day)}({weekday(visit.day)}){time}"
    name = Cell(
        text=setter.prepare(visit.name, f"{where}の氏名"),
        above=setter.prepare(visit.kana, f"{where}のふりがな"),
        size=10.5,
        bold=True,
        shrink=True,
    )
    shown = [key for key, _ in VISITS if key in columns and key in WIDTHS]
    told = (_cell(key, table.inside(at), setter, visit, again=again) for at, key in enumerate(shown, 2))
    return table.row(Cell(text=day, above=CONTINUED if again and RESULT not in shown else "", bold=True), name, *told)


def _cell(key: str, room: float, setter: Typesetter, visit: VisitLine, *, again: bool) -> Cell:
    """What a column that may be left out tells of a visit."""
    if key == METHOD:
        return Cell(text="" if again else visit.method.label)
    if key == RESULT:
        return Cell(text=CONTINUED if again else visit.result.label, shrink=True)
    if key == CONDITION:
        condition = CONDITIONS[visit.condition] if visit.condition else NOTHING
        return Cell(text=condition, bold=visit.condition in {Condition.CONCERN, Condition.URGENT})
    where = f"{visit.day.month}月{visit.day.day}日の記録の訪問者"
    return _visitor(setter, setter.prepare(visit.visitor, where), room)


def _visitor(setter: Typesetter, told: str, room: float) -> Cell:
    """Who visited: a name stays on one line, smaller where it must; only before a role in brackets and after 、 a new
    line begins.
    """
    parts = told
    if setter.measure(told, VISITOR_SIZE) * MOST_SHRUNK > room:
        parts = _PARTS.sub("\n", told).strip()
    widest = max(setter.measure(part, VISITOR_SIZE) for part in parts.split("\n"))
    fitting = min(1.0, room / max(widest, 1.0) * 0.998)
    return Cell(text=parts, size=max(VISITOR_SIZE * fitting, LEAST_VISITOR))
