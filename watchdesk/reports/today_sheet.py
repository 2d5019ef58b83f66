"""今日 on paper: what waits today, the people to see with a box to tick, and what was put off, agreed and promised."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import BinaryIO

from watchdesk.domain import line_words
from watchdesk.domain.cadence import DueState, reason_words
from watchdesk.domain.consent import Disclosed
from watchdesk.domain.era import show_day, weekday
from watchdesk.domain.lines import PersonLine
from watchdesk.domain.words import Word
from watchdesk.reports.flow import Block, fitting
from watchdesk.reports.numbered import NumberedFacts
from watchdesk.reports.page import BODY, NOTE_LEADING, SMALL, Document, Drawn, Head, Progress
from watchdesk.reports.pen import MM, Pen
from watchdesk.reports.tables import Cell, Overdrawn, Row, Stand, Table
from watchdesk.reports.typesetter import Typesetter

KEY = "today_sheet"
TITLE = "今日の一覧"
KEPT_HERE = "机の上で使う一覧です。どなたにも渡さないでください。"
NOBODY_NAMED = "お名前は、のっていません。"
NOBODY_TO_SEE = "今日までに会いたい方は、おられません。"
LINE_WIDTHS = (52 * MM, 17 * MM, 106 * MM)
PEOPLE_WIDTHS = (7 * MM, 28 * MM, 26 * MM, 44 * MM, 25.5 * MM, 44.5 * MM)
ENTRY_WIDTHS = (36 * MM, 34 * MM, 105 * MM)
LINE_HEIGHT, PEOPLE_HEIGHT = 4.9 * MM, 5.4 * MM
AIR = 0.75 * MM
TICK = 3.6 * MM
NAME_SIZE, TEXT_SIZE, KANA_SIZE = 10.0, 9.0, 7.5
TITLE_HEIGHT = 6.0 * MM
GAP = 1.8 * MM


class Part(Word):
    """What somebody stands on the sheet for; in the order of the sheet."""

    URGENT = "urgent", "緊急と記録した方"
    ALARM = "alarm", "対応中の気がかり"
    TO_SEE = "to_see", "会いたい方"
    LATER = "later", "後日にした方"
    APPOINTMENT = "appointment", "今日の予定"
    FOLLOW_UP = "follow_up", "今日までの要対応"

    @property
    def unit(self) -> str:
        """What its entries are counted in."""
        return "名" if self in (Part.URGENT, Part.TO_SEE, Part.LATER) else "件"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of a part, in words: ``when`` it is, or until when, and ``what``; ``place`` is its place in the part."""

    part: Part
    place: int
    when: str = ""
    what: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonEntry(Entry):
    """One about somebody on the register. Of those to see ``line`` is shown instead of words."""

    person_id: str
    hidden: bool = False
    line: PersonLine | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLine:
    """A line of 今日: what waits, how many with their unit, and how it stands."""

    title: str
    figure: str
    about: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayFacts(NumberedFacts):
    """What is printed: ``notices`` stand on top, ``lines`` below; ``prompts`` of the season are at the end.

    ``plain`` are the entries about nobody on the register.
    """

    lines: tuple[FigureLine, ...]
    people: Disclosed[PersonEntry]
    plain: tuple[Entry, ...] = ()
    notices: tuple[str, ...] = ()
    prompts: tuple[str, ...] = ()

    def of(self, part: Part) -> list[Entry]:
        """The entries of a part, in their order."""
        everything: tuple[Entry, ...] = (*self.people.rows, *self.plain)
        return sorted((one for one in everything if one.part is part), key=lambda one: one.place)


def draw(facts: TodayFacts, target: BinaryIO, progress: Progress | None = None) -> Drawn:
    """Draw the sheet and write it to ``target``; the same facts give the same bytes."""
    document = Document(
        title=TITLE, author=facts.maker or facts.office, day=facts.printed_on, watermark=facts.watermark
    )
    sheet = _Sheet(document, facts, progress)
    sheet.begin()
    for notice in facts.notices:
        sheet.say(notice, bold=True)
    sheet.put(_lines(document.setter, facts))
    sheet.put(_entries(document.setter, facts, _first(facts)))
    sheet.put(_people(document.setter, facts))
    sheet.put(_entries(document.setter, facts, (Part.LATER, Part.APPOINTMENT, Part.FOLLOW_UP)))
    for prompt in facts.prompts:
        sheet.say(prompt)
    return document.finish(target)


def _first(facts: TodayFacts) -> tuple[Part, ...]:
    """What stands before the people to see; a single 気がかり is told whole by its line above."""
    return (Part.URGENT, Part.ALARM) if len(facts.of(Part.ALARM)) > 1 else (Part.URGENT,)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Section:
    """A table with a title over it; ``heads`` are repeated on each page. Without rows ``empty`` is said."""

    title: str = ""
    note: str = ""
    table: Table
    heads: Row | None = None
    rows: Sequence[Block]
    empty: str = ""

    @property
    def above(self) -> float:
        """What title and heads take, in points."""
        return (TITLE_HEIGHT if self.title else 0.0) + (self.heads.height if self.heads else 0.0)


class _Sheet:
    """The pages, filled from top to bottom; a section that does not fit goes on overleaf under its title."""

    def __init__(self, document: Document, facts: TodayFacts, progress: Progress | None) -> None:
        self._document, self._facts, self._progress = document, facts, progress
        self._done = 0
        self._is_fresh = True
        """Whether nothing stands on the page yet but its head."""

    def begin(self) -> None:
        """Begin a page: the day in large, whether names are on it, and what becomes of the paper."""
        document, facts = self._document, self._facts
        named = bool(facts.people.rows)
        document.new_page(facts.foot(TITLE, named=named), _head(facts))
        kept = facts.to_whom("", KEPT_HERE) if named else NOBODY_NAMED
        document.note(document.setter.prepare(kept, "一覧の見出し"))
        document.y += 0.8 * MM
        self._is_fresh = True

    def put(self, section: _Section) -> None:
        """Put a section's rows where there is room, at least two on either side of a break."""
        if not section.rows and section.empty:
            self._open(section)
            self.say(section.empty)
        left = list(section.rows)
        going_on = False
        while left:
            here = self._fitting(section, left)
            if not here:
                self.begin()
                continue
            self._draw(section, left[:here], going_on=going_on)
            left, going_on = left[here:], True
        if section.rows:
            self._document.y += GAP

    def say(self, text: str, *, bold: bool = False) -> None:
        """Write a sentence across the page."""
        document = self._document
        size = BODY if bold else SMALL
        prepared = document.setter.prepare(text, "一覧の知らせ")
        lines = document.setter.broken(prepared, document.width, size, bold=bold)
        marks = document.setter.marked(prepared)
        if document.room(marks) < NOTE_LEADING * len(lines) and not self._is_fresh:
            self.begin()
        for line in lines:
            document.pen.text(document.left, document.y + 9, line, size, bold=bold)
            document.y += NOTE_LEADING
        document.y += 0.8 * MM
        document.print_marks(marks)
        self._is_fresh = False

    def _fitting(self, section: _Section, rows: Sequence[Block]) -> int:
        """How many of the rows go on this page."""
        return fitting(rows, self._document.room, above=section.above, is_fresh=self._is_fresh)

    def _draw(self, section: _Section, rows: Sequence[Block], *, going_on: bool) -> None:
        document = self._document
        self._open(section, going_on=going_on)
        for row in rows:
            document.print_marks(row.marks)
        document.y = section.table.draw(document.pen, document.left, document.y, rows, heads=section.heads)
        self._is_fresh = False
        self._done += len(rows)
        if self._progress:
            self._progress(self._done, max(self._done, self._facts.people.provided))

    def _open(self, section: _Section, *, going_on: bool = False) -> None:
        if not section.title:
            return
        document = self._document
        note = "（前のページの続き）" if going_on else section.note
        document.pen.text(document.left, document.y + 4.4 * MM, section.title, 11, bold=True)
        start = document.left + document.setter.measure(section.title, 11, bold=True) + 3 * MM
        document.pen.text(start, document.y + 4.4 * MM, note, SMALL)
        document.y += TITLE_HEIGHT


def _head(facts: TodayFacts) -> Head:
    day = f"{show_day(facts.printed_on)}（{weekday(facts.printed_on)}）"
    return Head(title=f"{TITLE}　{day}", confidential=bool(facts.people.rows))


# ---- the lines of 今日


def _lines(setter: Typesetter, facts: TodayFacts) -> _Section:
    table = Table(setter, LINE_WIDTHS, padding=1.5 * MM, least=LINE_HEIGHT, air=AIR)
    rows = [
        table.row(
            Cell(text=line.title, size=TEXT_SIZE, label=True),
            Cell(text=line.figure, size=NAME_SIZE, bold=True, stand=Stand.END),
            Cell(text=setter.prepare(line.about, line.title), size=TEXT_SIZE),
        )
        for line in facts.lines
    ]
    return _Section(table=table, rows=rows)


# ---- the people to see


def _people(setter: Typesetter, facts: TodayFacts) -> _Section:
    table = Table(setter, PEOPLE_WIDTHS, padding=1.3 * MM, least=PEOPLE_HEIGHT, air=AIR)
    lines = [one.line for one in facts.of(Part.TO_SEE) if isinstance(one, PersonEntry) and one.line is not None]
    return _Section(
        title=Part.TO_SEE.label,
        note=f"{len(lines):,}名、急ぐ順です。" if lines else "",
        table=table,
        heads=table.heads("済", "氏名", "ふりがな", "わけ", "電話", "住所", least=5.4 * MM) if lines else None,
        rows=tuple(_rows(table, setter, lines)),
        empty=NOBODY_TO_SEE,
    )


def _rows(table: Table, setter: Typesetter, lines: Sequence[PersonLine]) -> Iterator[Block]:
    for number, line in enumerate(lines, 1):

        def told(text: str, what: str, *, who: str = f"{number}番目の方") -> str:
            return setter.prepare(text, f"{who}の{what}")

        row = table.row(
            Cell(),
            Cell(text=told(line.name, "氏名"), size=NAME_SIZE, bold=True, shrink=True),
            Cell(text=told(line.kana or "", "ふりがな"), size=KANA_SIZE, shrink=True),
            Cell(text=told(_reason(line), "わけ"), size=TEXT_SIZE, bold=_presses(line), shrink=True),
            Cell(text=told("\n".join(line.phones), "電話"), size=TEXT_SIZE),
            Cell(text=told(_whereabouts(line), "住所"), size=TEXT_SIZE, shrink=True),
        )
        yield Overdrawn(row=row, over=partial(_tick, row.height))


def _tick(height: float, pen: Pen, x: float, y: float) -> None:
    """A box in the first cell."""
    pen.box(x + (PEOPLE_WIDTHS[0] - TICK) / 2, y + (height - TICK) / 2, TICK, TICK, 0.8)


def _reason(line: PersonLine) -> str:
    return reason_words(line.due) if line.due is not None else ""


def _presses(line: PersonLine) -> bool:
    """What is late or worrying stands in bold."""
    return line.due is not None and (line.due.state is DueState.OVERDUE or line.due.worrying)


def _whereabouts(line: PersonLine) -> str:
    return " ".join(part for part in (line_words.street(line), line.building) if part)


# ---- what else waits


def _entries(setter: Typesetter, facts: TodayFacts, parts: Sequence[Part]) -> _Section:
    """The parts in one table, each line with the word of its part, the first with how many."""
    table = Table(setter, ENTRY_WIDTHS, padding=1.5 * MM, least=LINE_HEIGHT, air=AIR)
    rows = [
        table.row(
            Cell(text=_heading(part, entries, one), size=TEXT_SIZE, label=True, shrink=True),
            Cell(text=setter.prepare(one.when, part.label), size=TEXT_SIZE, shrink=True),
            Cell(text=setter.prepare(one.what, part.label), size=TEXT_SIZE),
        )
        for part in parts
        if (entries := facts.of(part))
        for one in entries
    ]
    return _Section(table=table, rows=rows)


def _heading(part: Part, entries: Sequence[Entry], one: Entry) -> str:
    """The part's word, since each line may begin a page; how many stands once."""
    return f"{part.label} {len(entries):,}{part.unit}" if one is entries[0] else part.label
