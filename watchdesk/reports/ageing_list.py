"""The ageing list 要対応・つなぎの一覧: what is still open, by how long it has been waiting, whose turn it is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from watchdesk.domain.consent import Disclosed
from watchdesk.domain.definitions import AGEING
from watchdesk.domain.era import show_day
from watchdesk.domain.words import Word
from watchdesk.reports.page import Document, Drawn, Head, Progress
from watchdesk.reports.pen import MM
from watchdesk.reports.sections import Section, SectionPages, SheetColumn, SheetFacts, pieces, widths
from watchdesk.reports.tables import Cell, Row, Stand, Table
from watchdesk.reports.typesetter import Typesetter

TITLE = "要対応・つなぎの滞り"
KEPT_HERE = "机の上で使う一覧です。どなたにも渡さないでください。"
NOBODY_NAMED = "お名前は、のっていません。"
NOTHING = "この区分のものは、ありません。"
SIZE = 9.0
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

    ``place`` is its place on the list.
    """

    place: int
    age: Age
    kind: str
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
    ages: tuple[Age, ...] = tuple(Age)
    columns: tuple[SheetColumn, ...] = USUAL

    @property
    def lines(self) -> Mapping[Age, Sequence[Waiting]]:
        """The lines of each class, in their order."""
        everything = sorted((*self.people.rows, *self.plain), key=lambda one: one.place)
        return {age: [one for one in everything if one.age is age] for age in self.ages}


def draw(facts: AgeingFacts, target: BinaryIO, progress: Progress | None = None) -> Drawn:
    """Draw the list and write it to ``target``; the same facts give the same bytes."""
    named = bool(facts.people.rows)
    document = Document(
        title=TITLE, author=facts.maker or facts.office, day=facts.printed_on, watermark=facts.watermark
    )
    lines = facts.lines
    total = sum(map(len, lines.values()))
    head = Head(title=TITLE, note=f"{show_day(facts.printed_on)}　{total:,}件", confidential=named)
    pages = SectionPages(document, facts.foot(TITLE, named=named), head, progress=progress, total=total)
    pages.open(facts, _above(facts, lines))
    table = Table(document.setter, widths(document, facts.columns), padding=1.3 * MM, least=6.6 * MM)
    heads = table.heads(*(column.title for column in facts.columns))
    for age, found in lines.items():
        rows = [row for one in found for row in _rows(table, document.setter, facts.columns, one)]
        pages.put(
            Section(
                title=age.label, note=f"{len(found):,}件", table=table, heads=heads, rows=tuple(rows), empty=NOTHING
            )
        )
    pages.remark(facts.remarks)
    pages.explain(AGEING)
    return document.finish(target)


def _above(facts: AgeingFacts, lines: Mapping[Age, Sequence[Waiting]]) -> Iterator[str]:
    yield "　".join(f"{age.label} {len(found):,}件" for age, found in lines.items())
    yield facts.to_whom("", KEPT_HERE) if facts.people.rows else NOBODY_NAMED


def _rows(table: Table, setter: Typesetter, columns: Sequence[SheetColumn], one: Waiting) -> Iterator[Row]:
    """A row, and further ones for what is said at length, with the name on each."""
    said = setter.prepare(one.step, f"{one.kind}の「{STEP.title}」")
    parts = pieces(setter, said, table.inside(columns.index(STEP)), SIZE) if STEP in columns else [""]
    told = {
        "name": setter.prepare(one.name, "お名前") if isinstance(one, PersonWaiting) else "",
        "kind": one.kind,
        "since": one.since,
        "days": f"{one.days:,}日",
        "due": one.due,
        "turn": setter.prepare(one.turn, "だれの番"),
    }
    for at, part in enumerate(parts):
        shown = told if at == 0 else {"name": told["name"], "kind": "続き"}
        yield table.row(*(_cell(column, {**shown, STEP.key: part}, one.age) for column in columns))


def _cell(column: SheetColumn, shown: Mapping[str, str], age: Age) -> Cell:
    late = age is Age.OVERDUE and column.key in ("days", "due")
    stand = Stand.END if column.key == "days" else Stand.START
    bold = late or column is WHOM
    return Cell(text=shown.get(column.key, ""), size=SIZE, bold=bold, stand=stand, shrink=column.shrink)
