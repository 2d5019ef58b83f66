"""The desk's report of a loss 紛失報告書: which copy is lost, since when and how, who was told, who is on it."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import BinaryIO

from watchdesk.domain.consent import Disclosed
from watchdesk.domain.copies import CopyLine
from watchdesk.domain.era import show_day
from watchdesk.reports.page import Document, Drawn, Head, Progress
from watchdesk.reports.pen import MM
from watchdesk.reports.sections import Section, SectionPages, SheetFacts, pieces
from watchdesk.reports.tables import Cell, Row, Stand, Table
from watchdesk.reports.typesetter import Typesetter

KEY = "lost_report"
TITLE = "個人情報を含む書類の紛失報告書"
SIZE = 10.0
ABOUT = (34 * MM, 141 * MM)
TOLD = (62 * MM, 57 * MM, 56 * MM)
PEOPLE = (10 * MM, 58 * MM, 37 * MM, 18 * MM, 52 * MM)
NOT_YET = "まだ"
OWN = "事務所の控えです。電話で知らせるときに見ます。"
STAYS_HERE = (
    "このまま渡したり、送ったりしないでください。"
    "役所には、「お名前も」の方だけお名前を伝えます。「数だけ」の方は、同意が役所への提供を含まないので、人数だけを伝えます。"
)
BLANKS = ("その後の状況", "再び起こさないために")
BLANK_HEIGHT = 24 * MM
NOBODY = "この写しに、台帳の方のお名前はありません。"


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldOffice:
    """An office, its numbers in words, and when it was told."""

    word: str
    phones: str = field(default="", repr=False)
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LostPerson:
    """A person on the copy by name and reading, and when she was told; ``hidden`` 秘匿: told is only the name.

    ``only_counted``: her consent does not cover the offices that are told of the loss, so they hear of her as a number.
    """

    id: str
    name: str = field(repr=False)
    kana: str = field(default="", repr=False)
    hidden: bool = False
    only_counted: bool = False
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LostFacts(SheetFacts):
    """What is printed. ``lost`` tells since when and how, in the words of whoever wrote it down (``by``)."""

    area: str = ""
    phone: str = ""
    lost_copy: CopyLine
    made_by: str = ""
    lost_on: str
    lost_how: str = field(default="", repr=False)
    by: str = field(default="", repr=False)
    offices: tuple[ToldOffice, ...] = ()
    people: Disclosed[LostPerson]


def draw(facts: LostFacts, target: BinaryIO, progress: Progress | None = None) -> Drawn:
    """Draw the report and write it to ``target``; the same facts give the same bytes.

    It names people though no office may have them all, so it says on itself that it stays at the desk.
    """
    document = Document(
        title=TITLE, author=facts.maker or facts.office, day=facts.printed_on, watermark=facts.watermark
    )
    named = bool(facts.people.rows)
    head = Head(title=TITLE, note=show_day(facts.printed_on), confidential=named)
    total = len(facts.people.rows)
    pages = SectionPages(document, facts.foot(TITLE, named=named), head, progress=progress, total=total)
    pages.open(replace(facts, heading=OWN), tuple(document.setter.prepare(line, "報告者") for line in _above(facts)))
    pages.put(_about(document.setter, facts))
    pages.put(_told(document.setter, facts))
    pages.put(_people(document.setter, facts))
    table = Table(document.setter, ABOUT, least=BLANK_HEIGHT)
    blanks = tuple(table.row(Cell(text=title, size=SIZE, label=True), Cell()) for title in BLANKS)
    pages.put(Section(title="そのほか", table=table, rows=blanks))
    return document.finish(target)


def _above(facts: LostFacts) -> Iterator[str]:
    """From whom it is, and the number of this paper itself."""
    place = facts.office or (f"{facts.area}地域" if facts.area else "")
    phone = f"電話 {facts.phone}" if facts.phone else ""
    maker = f"見守りコーディネーター　{facts.maker}" if facts.maker else ""
    yield "　".join(part for part in ("報告者：", place, maker, phone) if part)
    if facts.people.rows:
        yield facts.copy
        yield STAYS_HERE


# ---- the copy


def _about(setter: Typesetter, facts: LostFacts) -> Section:
    table = Table(setter, ABOUT, least=7 * MM)
    rows = [row for title, text in _answers(facts) for row in _answer(table, setter, title, text)]
    return Section(title="なくした書類", table=table, rows=tuple(rows))


def _answers(facts: LostFacts) -> Iterator[tuple[str, str]]:
    copy = facts.lost_copy
    pages = f"（{copy.pages:,}ページ）" if copy.pages else ""
    yield "書類", f"{copy.name}{pages}"
    yield "写しの番号", copy.shown
    yield "つくった日・人", f"{show_day(copy.made_on)}　{facts.made_by or copy.made_by}"
    yield "持っていた方", copy.who or "記録なし"
    yield "使いみち", copy.purpose or "記録なし"
    yield "載っている方", f"{copy.people:,}名"
    yield "なくしたと気づいた日", facts.lost_on
    yield "なくしたときの様子", facts.lost_how or "（書いてください）"
    yield "気づいて記録した人", facts.by


def _answer(table: Table, setter: Typesetter, title: str, text: str) -> Iterator[Row]:
    """A row, and further ones for what is said at length."""
    for place, part in enumerate(pieces(setter, setter.prepare(text, title), table.inside(1), SIZE)):
        yield table.row(Cell(text=title if not place else "続き", size=9, label=True), Cell(text=part, size=SIZE))


# ---- who was told


def _told(setter: Typesetter, facts: LostFacts) -> Section:
    table = Table(setter, TOLD, least=8 * MM)
    rows = tuple(
        table.row(
            Cell(text=office.word, size=SIZE, bold=True),
            Cell(text=setter.prepare(office.phones, "電話"), size=9),
            Cell(text=_moment(office.at), size=SIZE),
        )
        for office in facts.offices
    )
    note = "気づいた日のうちに知らせます。"
    return Section(
        title="連絡", note=note, table=table, heads=table.heads("知らせる所", "電話", "知らせた日時"), rows=rows
    )


def _people(setter: Typesetter, facts: LostFacts) -> Section:
    table = Table(setter, PEOPLE, least=8 * MM)
    rows = tuple(_person(table, setter, place, one) for place, one in enumerate(facts.people.rows, 1))
    heads = table.heads("", "お名前", "ふりがな", "役所へは", "ご本人に知らせた日時")
    note = f"{len(rows):,}名　おひとりずつ、知らせます。" if rows else ""
    return Section(title="載っている方", note=note, table=table, heads=heads, rows=rows, empty=NOBODY)


def _person(table: Table, setter: Typesetter, place: int, one: LostPerson) -> Row:
    return table.row(
        Cell(text=f"{place:,}", size=9, stand=Stand.END),
        Cell(text=setter.prepare(one.name, f"{place}番目の方"), size=11, bold=True, shrink=True),
        Cell(text=setter.prepare(one.kana, f"{place}番目の方"), size=9, shrink=True),
        Cell(text="数だけ" if one.only_counted else "お名前も", size=9, bold=one.only_counted),
        Cell(text=_moment(one.at), size=9),
    )


def _moment(at: datetime | None) -> str:
    return f"{show_day(at.date())} {at.hour}時{at.minute:02}分" if at is not None else NOT_YET
