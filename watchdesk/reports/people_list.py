"""The list of people as it is shown, on paper: the chosen columns, the rows in their order, who it is for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from watchdesk.columns import Align
from watchdesk.domain.consent import EMERGENCY, Disclosed
from watchdesk.domain.era import show_day
from watchdesk.domain.lines import PersonLine
from watchdesk.reports.flow import Block
from watchdesk.reports.numbered import NumberedFacts
from watchdesk.reports.page import NOTE_LEADING, SMALL, Document, Drawn, Head, Paper, Progress
from watchdesk.reports.pen import MM, SMALLEST
from watchdesk.reports.people_columns import PeopleColumn
from watchdesk.reports.tables import Cell, Row, Sheets, Stand, Table, flow
from watchdesk.reports.typesetter import Typesetter
from watchdesk.reports.widths import Need, Type, laid_out, need

KEY = "people_list"
TITLE = "要援護者の一覧"
KEPT_HERE = "机の上で使う一覧です。同意をいただいていない方ものっています。どなたにも渡さないでください。"
_MANY_WORDS = frozenset({"該当区分", "まだ書いていないこと", "世帯"})
"""Columns of several words, which break between them rather than shrink."""
LONGEST = 12
"""So many letters of a column stand on one line at most."""
NARROWEST = 0.95
"""The columns may be so much narrower than they want to be before the paper is turned."""
LOOKS = (
    Type(size=9.5, head=SMALL, padding=1.5 * MM, most=LONGEST * 9.5),
    Type(size=8.0, head=SMALLEST, padding=0.7 * MM, least=3.5, most=LONGEST * 8.0),
)
"""The usual type, and the one of very many columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFacts(NumberedFacts):
    """What is printed: ``heading`` is the filter in words, ``receiver`` the word of whom it is for, else empty."""

    heading: str = field(repr=False)
    receiver: str
    columns: tuple[PeopleColumn, ...]
    people: Disclosed[PersonLine]


def draw(facts: ListFacts, target: BinaryIO, progress: Progress | None = None) -> Drawn:
    """Draw the list and write it to ``target``; the same facts give the same bytes."""
    paper, look, widths = _laid_out(facts)
    document = Document(
        title=TITLE, author=facts.maker or facts.office, day=facts.printed_on, paper=paper, watermark=facts.watermark
    )
    table = Table(document.setter, widths, padding=look.padding, least=8 * MM)
    above = _lines(document, _above(facts))
    below = _lines(document, _below(facts))
    document.repeat(*above, *below)
    done = 0

    def begin(blocks: Sequence[Block]) -> None:
        nonlocal done
        document.new_page(document.setter.prepare(facts.foot(TITLE), "ページの下"), _head(facts))
        _write(document, above)
        done += len(blocks)
        if progress:
            progress(done, facts.people.provided)

    def end() -> None:
        document.y += 1.5 * MM
        _write(document, below)

    sheets = Sheets(begin=begin, end=end, end_height=NOTE_LEADING * (len(above) + len(below)) + 3.5 * MM)
    heads = table.heads("番号", *(column.title for column in facts.columns), size=look.head)
    flow(document, table, heads, _rows(table, document.setter, facts, look), sheets)
    return document.finish(target)


def _laid_out(facts: ListFacts) -> tuple[Paper, Type, tuple[float, ...]]:
    setter = Typesetter()
    return laid_out(
        LOOKS,
        lambda look: [_need(setter, column, facts.people.rows, look) for column in facts.columns],
        narrower=NARROWEST,
    )


def _need(setter: Typesetter, column: PeopleColumn, people: Sequence[PersonLine], look: Type) -> Need:
    texts = (setter.prepare(column.value(person), "") for person in people)
    readings = [setter.prepare(column.above(person), "") for person in people] if column.above else []
    return need(setter, column.title, texts, look, readings=readings)


def _head(facts: ListFacts) -> Head:
    return Head(title=TITLE, note=f"{show_day(facts.printed_on)}　{facts.people.provided:,}名", confidential=True)


def _above(facts: ListFacts) -> Iterator[str]:
    yield f"しぼり込み：{facts.heading}　{facts.people.provided:,}名"
    yield facts.to_whom(facts.receiver, KEPT_HERE)


def _below(facts: ListFacts) -> Iterator[str]:
    if not facts.people.rows:
        yield "お名前をのせる方は、おられません。"
    withheld = {reason: count for reason, count in facts.people.withheld.items() if count}
    if withheld:
        told = "・".join(f"{reason.label}{count:,}名" for reason, count in withheld.items())
        total = sum(withheld.values())
        yield f"ほかに、渡し先への提供の同意をいただいていない方が{total:,}名おられます（{told}。お名前はのせません）。"
    if any(facts.people.emergency):
        yield f"「{EMERGENCY}」は、同意によらず、緊急のためにお知らせする方です。"


def _lines(document: Document, notes: Iterator[str]) -> list[str]:
    """Notes broken to the width of the paper, a line each."""
    setter = document.setter
    prepared = (setter.prepare(note, "一覧の見出し") for note in notes)
    return [line for note in prepared for line in setter.broken(note, document.width, SMALL)]


def _write(document: Document, lines: Sequence[str]) -> None:
    for line in lines:
        document.note(line)
        document.print_marks(document.setter.marked(line))
    document.y += 1 * MM


def _rows(table: Table, setter: Typesetter, facts: ListFacts, look: Type) -> Iterator[Row]:
    for number, (line, emergency) in enumerate(facts.people.marked, 1):
        cells = (_cell(setter, column, line, f"{number}番の方の{column.title}", look) for column in facts.columns)
        mark = EMERGENCY if emergency else ""
        yield table.row(Cell(text=f"{number}", below=mark, stand=Stand.END), *cells, shaded=emergency)


def _cell(setter: Typesetter, column: PeopleColumn, line: PersonLine, where: str, look: Type) -> Cell:
    beside = [setter.prepare(part(line), where) if part else "" for part in (column.above, column.below)]
    return Cell(
        text=setter.prepare(column.value(line), where),
        above=beside[0],
        below=beside[1],
        size=look.size,
        stand=Stand.END if column.align is Align.END else Stand.START,
        shrink=column.title not in _MANY_WORDS,
    )
