"""The monthly check 所在確認: every copy 写し that is out, by who has it, with boxes to tick; no person is on it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import BinaryIO

from watchdesk.domain.copies import CopyLine
from watchdesk.domain.era import show_day, show_day_short
from watchdesk.reports.page import SMALL, Document, Drawn, Head, Progress
from watchdesk.reports.pen import MM, Pen
from watchdesk.reports.sections import Section, SectionPages, SheetFacts
from watchdesk.reports.tables import Cell, Overdrawn, Stand, Table
from watchdesk.reports.typesetter import Typesetter

KEY = "whereabouts"
TITLE = "写しの所在確認"
HEADS = ("番号", "写し", "渡した日", "返す日", "前の確かめ", "ある", "戻った", "見当たらない", "書きこみ")
WIDTHS = (20 * MM, 51 * MM, 17 * MM, 17 * MM, 17 * MM, 10 * MM, 11 * MM, 14 * MM, 18 * MM)
BOXES = (5, 6, 7)
"""Columns with a box to tick."""
HEIGHT, TICK, SIZE = 9.5 * MM, 4.2 * MM, 9.0
NOBODY_KNOWS = "持つ方の記録がないもの"
EMPTY = "いま、出ている写しはありません。"
HOW = (
    "1枚ずつ現物を見て、「ある」「戻った」「見当たらない」のどれかに印をつけます。持つ方に電話で確かめても、かまいません。",
    "見当たらないときは、その日のうちに見守り相談室と保健福祉課へ知らせます。印は、「受け渡し」の「所在確認」で打ちこみます。",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WhereaboutsFacts(SheetFacts):
    """What is printed: the copies that are out, by who has them."""

    copies: Mapping[str, Sequence[CopyLine]] = field(repr=False)

    @property
    def total(self) -> int:
        """How many there are."""
        return sum(map(len, self.copies.values()))


def draw(facts: WhereaboutsFacts, target: BinaryIO, progress: Progress | None = None) -> Drawn:
    """Draw the sheet and write it to ``target``; the same facts give the same bytes."""
    document = Document(title=TITLE, author=facts.maker or facts.office, day=facts.printed_on)
    head = Head(title=TITLE, note=f"{show_day(facts.printed_on)}　{facts.total:,}枚")
    foot = facts.foot(TITLE, named=False)
    pages = SectionPages(document, foot, head, progress=progress, total=facts.total)
    pages.open(facts, HOW)
    table = Table(document.setter, WIDTHS, padding=1.2 * MM, least=HEIGHT)
    heads = table.heads(*HEADS, size=8)
    for holder, lines in facts.copies.items():
        rows = tuple(_rows(table, document.setter, lines, facts.printed_on))
        title = document.setter.prepare(holder, "持つ方") if holder else NOBODY_KNOWS
        note = f"{len(lines):,}枚　確かめた日　　月　　日"
        pages.put(Section(title=title, note=note, table=table, heads=heads, rows=rows))
    if not facts.copies:
        pages.say(EMPTY)
    return document.finish(target)


def _rows(table: Table, setter: Typesetter, lines: Sequence[CopyLine], today: date) -> Iterator[Overdrawn]:
    for line in lines:
        late = line.overdue_days(today) > 0
        row = table.row(
            Cell(text=line.shown, size=SIZE, bold=True, shrink=True),
            Cell(text=setter.prepare(line.name, f"{line.shown}の題"), below=people_on(line), size=SIZE, small=SMALL),
            Cell(text=show_day_short(line.made_on), size=SIZE, stand=Stand.MIDDLE, shrink=True),
            Cell(text=_day(line.due_back), size=SIZE, bold=late, stand=Stand.MIDDLE, shrink=True),
            Cell(text=_day(line.checked_on), size=SIZE, stand=Stand.MIDDLE, shrink=True),
            *(Cell() for _ in BOXES),
            Cell(),
        )
        yield Overdrawn(row=row, over=partial(_boxes, height=row.height))


def people_on(line: CopyLine) -> str:
    """How many people stand on a copy; empty where its title says so."""
    told = f"{line.people:,}名"
    return told if line.people and not line.name.endswith(told) else ""


def _day(day: date | None) -> str:
    return show_day_short(day) if day is not None else ""


def _boxes(pen: Pen, x: float, y: float, *, height: float) -> None:
    for place in BOXES:
        left = x + sum(WIDTHS[:place]) + (WIDTHS[place] - TICK) / 2
        pen.box(left, y + (height - TICK) / 2, TICK, TICK, 0.8)
