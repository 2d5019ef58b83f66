"""The individual record of a person 個人記録: the face sheet, a period's visits with their notes, and what was done."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from watchdesk.domain.consent import EMERGENCY, Disclosed
from watchdesk.domain.era import show_day
from watchdesk.reports.page import BODY, Document, Drawn, Head, Progress
from watchdesk.reports.pen import MM
from watchdesk.reports.sections import Section, SectionPages, SheetFacts, pieces
from watchdesk.reports.tables import Cell, Row, Table
from watchdesk.reports.typesetter import Typesetter

TITLE = "個人記録"
NUMBER = "整理番号"
KEPT_HERE = "机の上で使う記録です。どなたにも渡さないでください。"
LABEL = 31 * MM
BESIDE = 2
"""So many short fields stand beside each other."""
SIZE, LABEL_SIZE = 9.5, 8.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A field in words."""

    title: str
    words: str = field(default="", repr=False)
    wide: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FacePart:
    """A part of the face sheet フェイスシート: its title and fields."""

    title: str
    fields: tuple[Told, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """Records of a kind: the columns' heads and widths in mm, the rows in words, what is said where there are none.

    ``bold`` is the column that names the row: it stands on each part of a row that goes on.
    """

    title: str
    heads: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...] = field(default=(), repr=False)
    empty: str = ""
    unit: str = "件"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedPerson:
    """Somebody with what is told of her, in words, through the gate."""

    id: str
    name: str = field(repr=False)
    kana: str = field(default="", repr=False)
    hidden: bool = False
    about: str = field(default="", repr=False)
    """Under the name: age, area, and at the end 整理番号, in one line."""
    face: tuple[FacePart, ...] = field(default=(), repr=False)
    records: tuple[Records, ...] = field(default=(), repr=False)

    @property
    def number(self) -> str:
        """Her 整理番号 with the word before it; "" where she has none."""
        _, word, number = self.about.rpartition(NUMBER)
        return word + number if word else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFacts(SheetFacts):
    """What is printed; ``span``: the days of the records, in words."""

    people: Disclosed[RecordedPerson]
    span: str

    @property
    def person(self) -> RecordedPerson | None:
        """Whom it is about; None where no consent covers the receiver."""
        return self.people.rows[0] if self.people.rows else None


def draw(facts: RecordFacts, target: BinaryIO, progress: Progress | None = None) -> Drawn:
    """Draw the record and write it to ``target``; the same facts give the same bytes."""
    document = Document(
        title=TITLE, author=facts.maker or facts.office, day=facts.printed_on, watermark=facts.watermark
    )
    head = Head(title=TITLE, note=show_day(facts.printed_on), confidential=facts.person is not None)
    total = sum(len(records.rows) for records in facts.person.records) if facts.person else 0
    pages = SectionPages(document, facts.foot(TITLE), head, progress=progress, total=total)
    pages.open(facts, (facts.to_whom(facts.receiver, KEPT_HERE),))
    if facts.person is None:
        pages.say("この方は、渡し先への提供に同意をいただいていないので、のせられません。")
    else:
        _draw_name(document, facts)
        pages.head_next(_head_overleaf(document.setter, head, facts.person))
        document.bookmark("フェイスシート")
        for part in facts.person.face:
            _put_part(pages, part)
        for records in facts.person.records:
            pages.put(_section(document, records, facts.span))
    pages.remark(facts.remarks)
    return document.finish(target)


def _head_overleaf(setter: Typesetter, head: Head, person: RecordedPerson) -> Head:
    """The head from page 2 on says whose record it is; the name comes last, as what is too long is cut at its end."""
    parts = (head.title, setter.prepare(person.number, "この方について"), setter.prepare(person.name, "氏名"))
    return replace(head, title="　".join(part for part in parts if part))


def _draw_name(document: Document, facts: RecordFacts) -> None:
    """The name in large, its reading above, and in one line who this is."""
    person = facts.person
    if person is None:
        return
    setter = document.setter
    told = f"{EMERGENCY}　{person.about}" if any(facts.people.emergency) else person.about
    table = Table(setter, (document.width * 0.45, document.width * 0.55), least=13 * MM)
    name = Cell(
        text=setter.prepare(person.name, "氏名"),
        above=setter.prepare(person.kana, "ふりがな"),
        size=15,
        bold=True,
        shrink=True,
    )
    row = table.row(name, Cell(text=setter.prepare(told, "この方について"), size=BODY))
    document.print_marks(row.marks)
    document.y = table.draw(document.pen, document.left, document.y, (row,)) + 3 * MM


def _put_part(pages: SectionPages, part: FacePart) -> None:
    """A part of the face sheet: runs of rows, short fields in pairs, each long one over the whole width."""
    document = pages.document
    half = document.width / 2
    narrow = Table(document.setter, (LABEL, half - LABEL, LABEL, half - LABEL), padding=1.5 * MM)
    wide = Table(document.setter, (LABEL, document.width - LABEL), padding=1.5 * MM)
    runs = _runs(document.setter, part.fields, narrow, wide)
    for at, (table, rows) in enumerate(runs):
        title = part.title if at == 0 else ""
        pages.put(Section(title=title, table=table, rows=rows, joined=at + 1 < len(runs), under=part.title))


def _runs(setter: Typesetter, fields: Iterable[Told], narrow: Table, wide: Table) -> list[tuple[Table, list[Row]]]:
    runs: list[tuple[Table, list[Row]]] = []
    waiting: list[tuple[str, str]] = []

    def put(table: Table, *cells: Cell) -> None:
        if not runs or runs[-1][0] is not table:
            runs.append((table, []))
        runs[-1][1].append(table.row(*cells))

    def empty() -> None:
        if waiting:
            pair = [*waiting, *[("", "")] * (BESIDE - len(waiting))]
            put(narrow, *(cell for title, words in pair for cell in _cells(title, words)))
        waiting.clear()

    for one in fields:
        words = setter.prepare(one.words, one.title)
        if one.wide or "\n" in words or setter.measure(words, SIZE) > narrow.inside(1):
            empty()
            for number, piece in enumerate(pieces(setter, words, wide.inside(1), SIZE)):
                put(wide, *_cells(one.title if number == 0 else f"{one.title}（続き）", piece))
            continue
        waiting.append((one.title, words))
        if len(waiting) == BESIDE:
            empty()
    empty()
    return runs


def _cells(title: str, words: str) -> tuple[Cell, Cell]:
    return Cell(text=title, size=LABEL_SIZE, label=True, shrink=True), Cell(text=words, size=SIZE)


def _section(document: Document, records: Records, span: str) -> Section:
    setter = document.setter
    share = document.width / sum(records.widths)
    table = Table(setter, tuple(width * share for width in records.widths), padding=1.3 * MM, least=7 * MM)
    rows = tuple(row for at, words in enumerate(records.rows, 1) for row in _rows(table, setter, records, at, words))
    note = f"{span}　{len(records.rows):,}{records.unit}"
    heads = table.heads(*records.heads)
    return Section(title=records.title, note=note, table=table, heads=heads, rows=rows, empty=records.empty)


def _rows(table: Table, setter: Typesetter, records: Records, at: int, words: Sequence[str]) -> Iterator[Row]:
    """A record's row, and further ones for what is said at length; its first cell stands on each."""
    prepared = [setter.prepare(word, f"{records.title}の{at}番目") for word in words]
    parts = [pieces(setter, word, table.inside(column), 9) for column, word in enumerate(prepared)]
    for number in range(max(map(len, parts))):
        first = Cell(text=prepared[0], below="続き" if number else "", size=9, bold=True)
        rest = (Cell(text=part[number] if number < len(part) else "", size=9) for part in parts[1:])
        yield table.row(first, *rest)
