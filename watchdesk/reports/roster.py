"""The roster 要援護者名簿: what the law asks for (災害対策基本法 49条の10), by town, building, watcher or shelter."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import BinaryIO

from watchdesk.domain.consent import EMERGENCY, Disclosed
from watchdesk.domain.definitions import ROSTER
from watchdesk.domain.era import show_day
from watchdesk.domain.figure_place import FigureRef
from watchdesk.domain.words import Word
from watchdesk.reports.flow import Block
from watchdesk.reports.long_rows import LongRow
from watchdesk.reports.page import Document, Drawn, Head, Paper, Progress
from watchdesk.reports.pen import MM, SMALLEST
from watchdesk.reports.sections import Section, SectionPages, SheetColumn, SheetFacts, missing_counted, who_is_missing
from watchdesk.reports.tables import Cell, Row, Stand, Table
from watchdesk.reports.typesetter import Typesetter
from watchdesk.reports.widths import Need, Type, laid_out, need

TITLE = "要援護者名簿"
KEPT_HERE = "机の上で使う名簿です。同意をいただいていない方ものっています。どなたにも渡さないでください。"
NOBODY_NAMED = "お名前をのせる方は、おられません。"
PEOPLE, GROUP = "people", "group"
"""The keys of how many stand on it, and of how many under a head: ``group/0``."""
AIR = 1.6 * MM
NAME, EMPTY = "name", "empty"
"""The column that stands on each part of a row, and the one that is left for the pen."""
LOOKS = (Type(size=9.0, head=8.0, padding=1.2 * MM), Type(size=8.5, head=SMALLEST, padding=0.7 * MM, least=3.5))
"""The usual type, and the one of very many columns."""
NARROW_HAND = 18 * MM
"""What is left for the pen beside very many columns."""
READY_AT_ONCE = 20
"""Rows made ready between two words on how far it is."""


class By(Word):
    """What the roster is parted by."""

    NONE = "none", "分けない"
    TOWN = "town", "町名"
    BUILDING = "building", "建物"
    WATCHER = "watcher", "見守り員"
    SHELTER = "shelter", "避難所"


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterColumn(SheetColumn):
    """A column; ``statutory``: one of the items of the law."""

    statutory: bool = False


COLUMNS: tuple[RosterColumn, ...] = (
    RosterColumn(key=NAME, title="氏名", width=28, statutory=True, shrink=True),
    RosterColumn(key="birth_date", title="生年月日", width=19, statutory=True),
    RosterColumn(key="sex", title="性別", width=10, statutory=True),
    RosterColumn(key="address", title="住所又は居所", width=38, statutory=True),
    RosterColumn(key="phones", title="電話番号", width=28, statutory=True),
    RosterColumn(key="contacts", title="その他の連絡先", width=42, statutory=True),
    RosterColumn(key="reasons", title="支援を必要とする事由", width=34, statutory=True),
    RosterColumn(key="other", title="その他", width=42, statutory=True),
    RosterColumn(key="number", title="整理番号", width=18, shrink=True),
    RosterColumn(key="area", title="地域", width=16, shrink=True),
    RosterColumn(key="living", title="世帯", width=22),
    RosterColumn(key="watcher", title="見守り員", width=24, shrink=True),
    RosterColumn(key="minsei", title="民生委員", width=24, shrink=True),
    RosterColumn(key="shelter", title="避難所", width=28),
    RosterColumn(key="doctor", title="かかりつけ医", width=28),
    RosterColumn(key="services", title="使っているサービス", width=34),
    RosterColumn(key="notes", title="特記事項", width=42),
    RosterColumn(key=EMPTY, title="記入欄", width=26),
)
"""What a roster can show, in the order in which it is offered; 記入欄 is left empty for the pen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterLine:
    """Somebody under the head of a group: what the columns tell by key, in words."""

    id: str
    group: str = field(default="", repr=False)
    name: str = field(repr=False)
    kana: str = field(default="", repr=False)
    hidden: bool = False
    told: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterFacts(SheetFacts):
    """What is printed; ``people`` in their order, those of a group together. ``apart``: each group on its own pages."""

    by: By = By.NONE
    columns: tuple[RosterColumn, ...]
    people: Disclosed[RosterLine]
    apart: bool = False
    chosen: str = field(default="", repr=False)
    """Whom it is of, in words."""


def draw(facts: RosterFacts, target: BinaryIO, progress: Progress | None = None) -> Drawn:
    """Draw the roster and write it to ``target``; the same facts give the same bytes."""
    paper, look, widths = _laid_out(facts)
    document = Document(
        title=TITLE, author=facts.maker or facts.office, day=facts.printed_on, paper=paper, watermark=facts.watermark
    )
    table = Table(document.setter, widths, padding=look.padding, least=8 * MM, air=AIR)
    rows = facts.people.rows
    head = Head(title=TITLE, note=f"{show_day(facts.printed_on)}　{_people(rows):,}名", confidential=True)
    counted = ((f"{_people(rows):,}名", FigureRef(PEOPLE)),)
    pages = SectionPages(document, facts.foot(TITLE), head, progress=progress, total=2 * len(rows), counted=counted)
    pages.open(facts, _above(facts), counted)
    heads = table.heads("番号", *(column.title for column in facts.columns), size=look.head)
    for at, (group, found) in enumerate(groups(facts)):
        pages.put(
            Section(
                title=group,
                note=f"{len(found):,}名" if group else "",
                counted=((f"{len(found):,}名", FigureRef(f"{GROUP}/{at}")),),
                table=table,
                heads=heads,
                rows=tuple(_ready(pages, table, _Shown(facts.columns, look.size), found)),
                fresh=facts.apart and at > 0,
            )
        )
    for sentence in _below(facts):
        pages.say(sentence, counted=missing_counted(facts.people))
    pages.remark(facts.remarks)
    pages.explain(ROSTER)
    return document.finish(target)


def _people(rows: Sequence[RosterLine]) -> int:
    return len({row.id for row in rows})


def groups(facts: RosterFacts) -> Iterator[tuple[str, list[tuple[RosterLine, bool]]]]:
    """The heads of the groups, each with its rows and whether an override alone let them through."""
    for group, found in groupby(facts.people.marked, key=lambda marked: marked[0].group):
        yield group, list(found)


def _laid_out(facts: RosterFacts) -> tuple[Paper, Type, tuple[float, ...]]:
    setter = Typesetter()
    return laid_out(LOOKS, lambda look: [_need(setter, column, facts.people.rows, look) for column in facts.columns])


def _need(setter: Typesetter, column: RosterColumn, rows: Sequence[RosterLine], look: Type) -> Need:
    """What a column needs; one that is left empty is as wide as a hand writes."""
    if column.key == EMPTY:
        width = column.width * MM if look is LOOKS[0] else NARROW_HAND
        return Need(least=width, told=width, most=width)
    if column.key == NAME:
        names = (setter.prepare(row.name, "") for row in rows)
        kana = [setter.prepare(row.kana, "") for row in rows]
        larger = replace(look, size=look.size + 1, bold=True)
        return need(setter, column.title, names, larger, readings=kana, weight=column.width)
    texts = (setter.prepare(row.told.get(column.key, ""), "") for row in rows)
    return need(setter, column.title, texts, look, weight=column.width)


def _above(facts: RosterFacts) -> Iterator[str]:
    parted = f"　{facts.by.label}ごと" if facts.by is not By.NONE else ""
    yield f"{facts.chosen}　{_people(facts.people.rows):,}名{parted}"
    yield facts.to_whom(facts.receiver, KEPT_HERE)


def _below(facts: RosterFacts) -> Iterator[str]:
    if not facts.people.rows:
        yield NOBODY_NAMED
    yield from who_is_missing(facts.people)


def _ready(
    pages: SectionPages, table: Table, shown: "_Shown", found: Sequence[tuple[RosterLine, bool]]
) -> Iterator[Block]:
    """The rows of a group, telling from time to time how far they are."""
    for number, (line, emergency) in enumerate(found, 1):
        yield _long(table, pages.document.setter, shown, _Named(number, line, emergency))
        if number % READY_AT_ONCE == 0 or number == len(found):
            pages.advance((number - 1) % READY_AT_ONCE + 1)


@dataclass(frozen=True, slots=True)
class _Shown:
    columns: Sequence[RosterColumn]
    size: float


@dataclass(frozen=True, slots=True)
class _Named:
    number: int
    line: RosterLine
    emergency: bool


def _long(table: Table, setter: Typesetter, shown: _Shown, who: _Named) -> LongRow:
    """Somebody's row; what is said at length may go on overleaf, beside the name again."""
    names = frozenset(at for at, column in enumerate(shown.columns, 1) if column.key == NAME)
    return LongRow(
        row=_row(table, setter, shown, who),
        again=_row(table, setter, shown, who, again=True),
        kept=names | {0},
        air=AIR,
        marked=setter.marked,
        name=f"{who.number} {who.line.name}",
    )


def _row(table: Table, setter: Typesetter, shown: _Shown, who: _Named, *, again: bool = False) -> Row:
    """``again``: as it begins overleaf, with the name alone."""
    number = Cell(
        text="続き" if again else f"{who.number}", below=EMERGENCY if who.emergency else "", size=8, stand=Stand.END
    )
    told = (
        Cell() if again and column.key != NAME else _cell(setter, column, who, shown.size) for column in shown.columns
    )
    return table.row(number, *told, shaded=who.emergency)


def _cell(setter: Typesetter, column: RosterColumn, who: _Named, size: float) -> Cell:
    where = f"{who.number}番の方の{column.title}"
    if column.key != NAME:
        text = setter.prepare(who.line.told.get(column.key, ""), where)
        return Cell(text=text, size=size, shrink=column.shrink)
    above, name = setter.prepare(who.line.kana, where), setter.prepare(who.line.name, where)
    return Cell(text=name, above=above, size=size + 1, bold=True, shrink=True)
