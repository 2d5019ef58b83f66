"""The call list 電話で確かめる表: partners to be asked on the phone, a box to tick, room to write what changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import BinaryIO

from watchdesk.domain.era import show_day, show_day_short
from watchdesk.domain.partner import Partner
from watchdesk.reports.flow import Block
from watchdesk.reports.numbered import NumberedFacts
from watchdesk.reports.page import NOTE_LEADING, SMALL, Document, Drawn, Head, Progress
from watchdesk.reports.pen import MM, Pen
from watchdesk.reports.tables import Cell, Overdrawn, Sheets, Stand, Table, flow
from watchdesk.reports.typesetter import Typesetter
from watchdesk.reports.widths import SIDEWAYS

KEY = "call_list"
TITLE = "関係機関の一覧"
KEPT_HERE = "机の上で使う一覧です。どなたにも渡さないでください。"
HEADS = ("済", "名前", "種別・役割・所属", "電話", "連絡の時間", "最後の確かめ", "変わったところ")
WIDTHS = (9 * MM, 44 * MM, 50 * MM, 38 * MM, 40 * MM, 22 * MM, 64 * MM)
EMPTY = "のせる関係機関は、ありません。"
HEIGHT = 11 * MM
TICK = 4.2 * MM
SIZE, PADDING = 9.5, 1.4 * MM


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRow:
    """A partner with the word of its kind."""

    partner: Partner
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallFacts(NumberedFacts):
    """What is printed: the partners in their order, and what the list shows, in words."""

    heading: str
    rows: tuple[CallRow, ...] = field(repr=False)


def draw(facts: CallFacts, target: BinaryIO, progress: Progress | None = None) -> Drawn:
    """Draw the list and write it to ``target``; the same facts give the same bytes."""
    document = Document(
        title=TITLE, author=facts.maker or facts.office, day=facts.printed_on, paper=SIDEWAYS, watermark=facts.watermark
    )
    setter = document.setter
    table = Table(setter, WIDTHS, padding=PADDING, least=HEIGHT)
    above = [
        line
        for text in (facts.heading, facts.to_whom("", KEPT_HERE))
        if text
        for line in setter.broken(setter.prepare(text, "一覧の見出し"), document.width, SMALL)
    ]
    document.repeat(*above)
    done = 0

    def begin(blocks: Sequence[Block]) -> None:
        nonlocal done
        note = f"{show_day(facts.printed_on)}　{len(facts.rows):,}件"
        foot = setter.prepare(facts.foot(TITLE), "ページの下")
        document.new_page(foot, Head(title=TITLE, note=note, confidential=True))
        for line in above:
            document.note(line)
        document.y += 1 * MM
        done += len(blocks)
        if progress:
            progress(done, len(facts.rows))

    sheets = Sheets(begin=begin, end=lambda: None, end_height=NOTE_LEADING * len(above) + 1 * MM)
    flow(document, table, table.heads(*HEADS), _rows(table, setter, facts), sheets)
    if not facts.rows:
        document.y += 2 * MM
        document.note(EMPTY)
    return document.finish(target)


def _rows(table: Table, setter: Typesetter, facts: CallFacts) -> Iterator[Block]:
    for number, one in enumerate(facts.rows, 1):
        row = table.row(*_cells(setter, one, f"{number}番の方"))
        yield Overdrawn(row=row, over=partial(_tick, height=row.height))


def _cells(setter: Typesetter, one: CallRow, where: str) -> Iterator[Cell]:
    partner = one.partner
    about = "　".join(part for part in (one.kind, partner.role) if part)
    asked = show_day_short(partner.verified_on) if partner.verified_on is not None else "まだ"
    yield Cell()
    yield Cell(
        text=setter.prepare(partner.name, where), above=setter.prepare(partner.kana or "", where), size=11, shrink=True
    )
    yield Cell(
        text=setter.prepare(about, where),
        below=setter.prepare(partner.organisation or "", where),
        size=SIZE,
        small=SMALL,
    )
    yield Cell(text=setter.prepare("\n".join(partner.phones), where), size=SIZE)
    yield Cell(text=setter.prepare(partner.hours or "", where), size=SIZE)
    yield Cell(text=asked, size=SIZE, stand=Stand.MIDDLE)
    yield Cell()


def _tick(pen: Pen, x: float, y: float, *, height: float) -> None:
    pen.box(x + (WIDTHS[0] - TICK) / 2, y + (height - TICK) / 2, TICK, TICK, 0.8)
