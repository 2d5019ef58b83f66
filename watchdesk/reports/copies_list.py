"""The paper ledger 写しの台帳 printed as it is shown: each copy with its state, by who has it; no person is on it."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import BinaryIO

from watchdesk.domain.copies import CopyLine
from watchdesk.domain.era import show_day, show_day_short
from watchdesk.reports.page import SMALL, Document, Drawn, Head, Progress
from watchdesk.reports.pen import MM
from watchdesk.reports.sections import Section, SectionPages
from watchdesk.reports.tables import Cell, Row, Stand, Table
from watchdesk.reports.typesetter import Typesetter
from watchdesk.reports.whereabouts_sheet import NOBODY_KNOWS, WhereaboutsFacts, people_on

KEY = "copies_list"
TITLE = "写しの台帳"
HEADS = ("番号", "写し", "使いみち", "状態", "渡した日", "返す日", "前の確かめ")
WIDTHS = (18 * MM, 42 * MM, 44 * MM, 20 * MM, 17 * MM, 17 * MM, 17 * MM)
EMPTY = "この条件に当てはまる写しは、ありません。"
SIZE = 9.0


def draw(facts: WhereaboutsFacts, target: BinaryIO, progress: Progress | None = None) -> Drawn:
    """Draw the list and write it to ``target``; the same facts give the same bytes."""
    document = Document(title=TITLE, author=facts.maker or facts.office, day=facts.printed_on)
    head = Head(title=TITLE, note=f"{show_day(facts.printed_on)}　{facts.total:,}枚")
    pages = SectionPages(document, facts.foot(TITLE, named=False), head, progress=progress, total=facts.total)
    pages.open(facts, ())
    table = Table(document.setter, WIDTHS, padding=1.2 * MM, least=8 * MM)
    heads = table.heads(*HEADS, size=8)
    for holder, lines in facts.copies.items():
        rows = tuple(_rows(table, document.setter, lines, facts.printed_on))
        title = document.setter.prepare(holder, "持つ方") if holder else NOBODY_KNOWS
        pages.put(Section(title=title, note=f"{len(lines):,}枚", table=table, heads=heads, rows=rows))
    if not facts.copies:
        pages.say(EMPTY)
    return document.finish(target)


def _rows(table: Table, setter: Typesetter, lines: Sequence[CopyLine], today: date) -> Iterator[Row]:
    for line in lines:
        late = line.overdue_days(today)
        state = f"{late:,}日超過" if late else line.state.label
        since = show_day_short(line.state_on) if line.state_on is not None and not line.is_out else ""
        again = f"再印刷・前の写し第{line.reprint_of}号　" if line.reprint_of is not None else ""
        below = f"{again}{people_on(line)}"
        yield table.row(
            Cell(text=line.shown, size=SIZE, bold=True, shrink=True),
            Cell(text=setter.prepare(line.name, f"{line.shown}の題"), below=below, size=SIZE, small=SMALL),
            Cell(text=setter.prepare(line.purpose or "", f"{line.shown}の使いみち"), size=SIZE),
            Cell(text=state, below=since, size=SIZE, small=SMALL, bold=late > 0, shrink=True),
            *(
                Cell(text=show_day_short(day) if day else "", size=SIZE, stand=Stand.MIDDLE, shrink=True)
                for day in (line.made_on, line.due_back, line.checked_on)
            ),
        )
