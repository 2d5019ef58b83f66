"""The ageing list 要対応・つなぎの一覧: what is still open, by how long it has been waiting, whose turn it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from watchdesk.domain.consent import Disclosed
from watchdesk.domain.definitions import AGEING
from watchdesk.domain.era import show_day
from watchdesk.domain.figure_place import FigureRef
from watchdesk.domain.words import Word
from watchdesk.reports.flow import Block
from watchdesk.reports.long_rows import LongRow
from watchdesk.reports.page import Document, Drawn, Head, Progress
from watchdesk.reports.pen import MM
from watchdesk.reports.sections import Section, SectionPages, SheetColumn, SheetFacts, widths
from watchdesk.reports.tables import Cell, Stand, Table
from watchdesk.reports.typesetter import Typesetter

TITLE = "要対応・つなぎの滞り"
KEPT_HERE = "机の上で使う一覧です。どなたにも渡さないでください。"
NOBODY_NAMED = "お名前は、のっていません。"
NOTHING = "この区分のものは、ありません。"
SIZE = 9.0
AIR = 1.6 * MM
SUM = 27 * MM
"""The width of a sum."""
WHOM = SheetColumn(key="name", title="どなたのこと", width=27, shrink=True)
"""Stands on the list in any case."""
STEP = SheetColumn(key="step", title="次にすること", width=52)
EMPTY = SheetColumn(key="empty", title="記入欄", width=40)
"""Left empty for the pen."""
COLUMNS = (
    SheetColumn(key="kind", title="種類", width=14),
    WHOM,
    SheetColumn(key="since", title="始まり", width=19, shrink=True),
    SheetColumn(key="days", title="日数", width=13, shrink=True),
    SheetColumn(key="due", title="期限", width=22),
    SheetColumn(key="turn", title="だれの番", width=28),
    STEP,
    EMPTY,
)
"""What the list can show, in its order."""
USUAL = tuple(column for column in COLUMNS if column is not EMPTY)


class Kind(Word):
    """What is waiting."""

    FOLLOW_UP = "follow_ups", "要対応"
    REFERRAL = "referrals", "つなぎ"


class Age(Word):
    """How long something has been waiting; what is late stands in the first class only."""

    OVERDUE = "overdue", "期限切れ"
    OLD = "old", "31日以上"
    MIDDLE = "middle", "8〜30日"
    NEW = "new", "7日以内"


def age_of(days: int, overdue_days: int) -> Age:
    """The class of what began so many days ago and is late by so many."""
    if overdue_days > 0:
        return Age.OVERDUE
    return Age.NEW if days <= 7 else Age.MIDDLE if days <= 30 else Age.OLD


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A line, in words: its kind, since when and how long in days, by when, whose turn it is and what comes next.

    ``place`` is its place on the list, ``record_id`` the record's.
    """

    place: int
    record_id: str = ""
    age: Age
    kind: Kind
    since: str
    days: int
    due: str = ""
    turn: str = field(default="", repr=False)
    step: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonWaiting(Waiting):
    """One about somebody on the register."""

    person_id: str
    name: str = field(repr=False)
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeingFacts(SheetFacts):
    """What is printed; ``plain`` are the lines about nobody on the register."""

    people: Disclosed[PersonWaiting]
    plain: tuple[Waiting, ...] = ()
    kinds: tuple[Kind, ...] = tuple(Kind)
    ages: tuple[Age, ...] = tuple(Age)
    columns: tuple[SheetColumn, ...] = USUAL

    @property
    def lines(self) -> Mapping[Age, Sequence[Waiting]]:
        """The lines of each class, in their order."""
        everything = sorted((*self.people.rows, *self.plain), key=lambda one: one.place)
        return {age: [one for one in everything if one.age is age] for age in self.ages}

    def counted(self, kind: Kind, age: Age | None = None) -> list[Waiting]:
        """The lines of a kind, of one class or all."""
        return [one for found in self.lines.values() for one in found if one.kind is kind and age in (None, one.age)]


def key_of(kind: Kind, age: Age | None = None) -> str:
    """Return the key of how many of a kind wait, of one class or all: ``referrals/overdue``."""
    return f"{kind.value}/{age.value}" if age is not None else kind.value


def draw(facts: AgeingFacts, target: BinaryIO, progress: Progress | None = None) -> Drawn:
    """Draw the list and write it to ``target``; the same facts give the same bytes."""
    named = bool(facts.people.rows)
    document = Document(
        title=TITLE, author=facts.maker or facts.office, day=facts.printed_on, watermark=facts.watermark
    )
    lines = facts.lines
    head = Head(title=TITLE, note=show_day(facts.printed_on), confidential=named)
    total = sum(map(len, lines.values()))
    pages = SectionPages(document, facts.foot(TITLE, named=named), head, progress=progress, total=total)
    pages.open(facts, [facts.to_whom("", KEPT_HERE) if named else NOBODY_NAMED])
    pages.put(_sums(document, facts))
    table = Table(document.setter, widths(document, facts.columns), padding=1.3 * MM, least=6.6 * MM, air=AIR)
    heads = table.heads(*(column.title for column in facts.columns))
    for age, found in lines.items():
        counts = [(f"{kind.label}{len(facts.counted(kind, age)):,}件", kind) for kind in facts.kinds]
        pages.put(
            Section(
                title=age.label,
                note="・".join(words for words, _ in counts),
                counted=[(words, FigureRef(key_of(kind, age))) for words, kind in counts],
                table=table,
                heads=heads,
                rows=tuple(_row(table, document.setter, facts.columns, one) for one in found),
                empty=NOTHING,
            )
        )
    pages.remark(facts.remarks)
    pages.explain(AGEING)
    return document.finish(target)


def _sums(document: Document, facts: AgeingFacts) -> Section:
    """How many of each kind wait, in all and in each class."""
    ages = (*facts.ages, None)
    label = document.width - SUM * len(ages)
    table = Table(document.setter, [label, *[SUM] * len(ages)], least=6.6 * MM)
    rows = tuple(
        table.row(
            Cell(text=kind.label, size=SIZE, bold=True, label=True),
            *(_sum(facts, kind, age) for age in ages),
        )
        for kind in facts.kinds
    )
    titles = (age.label if age is not None else "合計" for age in ages)
    return Section(table=table, heads=table.heads("件数", *titles), rows=rows)


def _sum(facts: AgeingFacts, kind: Kind, age: Age | None) -> Cell:
    text, figure = f"{len(facts.counted(kind, age)):,}件", FigureRef(key_of(kind, age))
    bold = age in (None, Age.OVERDUE)
    return Cell(text=text, size=SIZE + 1, bold=bold, stand=Stand.END, shrink=True, figure=figure)


def _row(table: Table, setter: Typesetter, columns: Sequence[SheetColumn], one: Waiting) -> Block:
    """A row; what is said at length goes on overleaf, beside the name again."""
    told = {
        "name": setter.prepare(one.name, "お名前") if isinstance(one, PersonWaiting) else "",
        "kind": one.kind.label,
        "since": one.since,
        "days": f"{one.days:,}日",
        "due": one.due,
        "turn": setter.prepare(one.turn, "だれの番"),
        STEP.key: setter.prepare(one.step, f"{one.kind.label}の「{STEP.title}」"),
    }
    again = {"name": told["name"], "kind": "続き"}
    return LongRow(
        row=table.row(*(_cell(column, told, one.age) for column in columns)),
        again=table.row(*(_cell(column, again, one.age) for column in columns)),
        kept=frozenset(at for at, column in enumerate(columns) if column.key in again),
        air=AIR,
        marked=setter.marked,
    )


def _cell(column: SheetColumn, shown: Mapping[str, str], age: Age) -> Cell:
    late = age is Age.OVERDUE and column.key in ("days", "due")
    stand = Stand.END if column.key == "days" else Stand.START
    bold = late or column is WHOM
    return Cell(text=shown.get(column.key, ""), size=SIZE, bold=bold, stand=stand, shrink=column.shrink)
