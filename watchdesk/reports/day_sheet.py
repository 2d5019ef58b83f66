"""The day sheet まわり用紙: whom to see in walking order, boxes to tick, and to whom the paper goes back."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import BinaryIO

from watchdesk.domain import check_digit
from watchdesk.domain.consent import EMERGENCY, Disclosed
from watchdesk.domain.day_sheet_look import DaySheetLook
from watchdesk.domain.era import show_day, weekday
from watchdesk.domain.round import boxes
from watchdesk.domain.words import Method
from watchdesk.reports.flow import Block, fitting
from watchdesk.reports.numbered import NumberedFacts
from watchdesk.reports.page import HEAD_HEIGHT, NOTE_LEADING, SMALL, Document, Drawn, Head, Progress
from watchdesk.reports.pen import FRAME, MM, Pen
from watchdesk.reports.sections import STAMP_HEAD, STAMP_SIDE, draw_stamps
from watchdesk.reports.tables import READING, Cell, Line, Overdrawn, Sheets, Stand, Table, flow
from watchdesk.reports.typesetter import Typesetter

KEY = "day_sheet"
TITLE = "まわり用紙"
PLACE_WIDTH, WHO_WIDTH, BOXES_WIDTH, SIGNS_WIDTH, NOTE_WIDTH = 8 * MM, 63 * MM, 59 * MM, 14 * MM, 31 * MM
LEAST = 16.5 * MM
"""The lowest line: room enough to write by hand."""
NAME_SIZE, PLACE_SIZE, HINT_SIZE = 12.0, 9.5, 8.5
AIR = 1.6 * MM
BOX = 6.2 * MM
BAND = 21 * MM
NUMBER_WIDTH = 52 * MM
NUMBER_SIZE = 19.0
SIGN_COLUMNS = 3
SIGN_SIZE = 8.5
SIGN_LEADING = 10.5
DIGIT_SIZE, TICK_SIZE = 9.0, 8.0
"""Of the digit beside a box 様子, and of the word below it."""
DIGIT_ROOM = 2.4 * MM
"""What the digit takes with the space before the box."""
UNNUMBERED = "番号は、印刷するときにつきます"
REMARK_SIZE, REMARK_LEADING = 10.0, 15.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetStop:
    """A line: the name as the sheet shows it, where it is, and what the walker needs to know (``hints``), in sentences.

    ``hidden``: the whereabouts are kept secret and left out.
    """

    id: str
    name: str = field(repr=False)
    kana: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    building: str = field(default="", repr=False)
    hints: tuple[str, ...] = field(default=(), repr=False)
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySheetFacts(NumberedFacts):
    """What is printed: ``walker`` who goes, ``receiver`` the word of whom it is given to, ``return_to`` the way back.

    ``signs`` are the words of the checklist in the order in which they are numbered.
    """

    on: date
    method: Method
    walker: str = field(default="", repr=False)
    receiver: str
    return_to: str
    signs: tuple[str, ...]
    stops: Disclosed[SheetStop]
    look: DaySheetLook = field(default_factory=DaySheetLook)

    @property
    def shown_number(self) -> str:
        """The number with its check digit, or that it is still to come."""
        return UNNUMBERED if self.number is None else check_digit.shown(self.number)

    @property
    def reprint(self) -> str:
        """As of every paper, with the number as it stands on a sheet."""
        return f"（再印刷・前の用紙{check_digit.shown(self.reprint_of)}）" if self.reprint_of is not None else ""


def draw(facts: DaySheetFacts, target: BinaryIO, progress: Progress | None = None) -> Drawn:
    """Draw the sheet and write it to ``target``; the same facts give the same bytes."""
    document = Document(title=TITLE, author=facts.office, day=facts.printed_on, watermark=facts.watermark)
    table = Table(document.setter, _widths(), padding=1.5 * MM, least=LEAST)
    foot = _Foot(document, facts)
    done = 0

    def begin(blocks: Sequence[Block]) -> None:
        nonlocal done
        document.new_page(document.setter.prepare(_foot_line(facts), "ページの下"), _head(facts))
        _draw_band(document, facts)
        document.bookmark(_from_to(facts, done, len(blocks)))
        done += len(blocks)
        if progress:
            progress(done, facts.stops.provided)

    def begin_first(blocks: Sequence[Block]) -> None:
        begin(blocks)
        opening.draw()

    sheets = Sheets(begin=begin, end=foot.draw, end_height=BAND + foot.height)
    heads = table.heads("順", "お名前・住所", _ticks(facts), "気づき", "書きとめ")
    rows = tuple(_rows(table, document.setter, facts))
    opening = _Opening(document, facts.look)
    if opening.height:
        above = HEAD_HEIGHT + heads.height + sheets.end_height + opening.height
        first = fitting(rows, lambda marks: document.full_room(marks | opening.marks), above=above, is_fresh=True)
        begins = replace(sheets, begin=begin_first, end_height=sheets.end_height + opening.height)
        flow(document, table, heads, rows[:first], begins)
        rows = rows[first:]
    if rows or not opening.height:
        flow(document, table, heads, rows, sheets)
    return document.finish(target)


def _widths() -> tuple[float, ...]:
    return PLACE_WIDTH, WHO_WIDTH, BOXES_WIDTH, SIGNS_WIDTH, NOTE_WIDTH


def _ticks(facts: DaySheetFacts) -> str:
    return "様子（1つに✓）" if facts.method is Method.VISIT else f"{facts.method.label}での様子（1つに✓）"


def _head(facts: DaySheetFacts) -> Head:
    day = f"{show_day(facts.on)}（{weekday(facts.on)}）"
    return Head(title=TITLE, note=f"{day}　{facts.stops.provided:,}名", confidential=True)


def _foot_line(facts: DaySheetFacts) -> str:
    return "　".join(part for part in (TITLE, f"{facts.shown_number}{facts.reprint}", facts.office) if part)


class _Opening:
    """What stands on the first page alone, over its lines: the sentence to the walker, and boxes to stamp in."""

    def __init__(self, document: Document, look: DaySheetLook) -> None:
        self._document, self._look = document, look
        boxes = STAMP_SIDE * len(look.stamps)
        self._text = document.setter.prepare(" ".join(look.remarks.split()), "連絡事項")
        told = f"連絡事項　{self._text}" if self._text else ""
        room = document.width - (boxes + 5 * MM if boxes else 0.0)
        self._lines = document.setter.justified(told, room, REMARK_SIZE) if told else []
        high = max(REMARK_LEADING * len(self._lines), STAMP_HEAD + STAMP_SIDE if boxes else 0.0)
        self.height = high + 2.5 * MM if high else 0.0
        self.marks = document.setter.marked(self._text)

    def draw(self) -> None:
        """Draw it below the band."""
        document = self._document
        draw_stamps(document, self._look.stamps)
        first = document.y + REMARK_SIZE
        document.pen.lines(document.left, first, self._lines, size=REMARK_SIZE, leading=REMARK_LEADING)
        document.print_marks(self.marks)
        document.y += self.height


def _from_to(facts: DaySheetFacts, before: int, count: int) -> str:
    """Who stands on a page, for the viewer's list of contents: the first and the last of them."""
    here = facts.stops.rows[before : before + count]
    ends = dict.fromkeys((before + 1, before + len(here))) if here else ()
    return "～".join(f"{number} {facts.stops.rows[number - 1].name}" for number in ends) or TITLE


def _draw_band(document: Document, facts: DaySheetFacts) -> None:
    """Who goes, where the paper goes back to, and the number to be typed, in its own frame at the right."""
    pen, setter, y = document.pen, document.setter, document.y
    left, width = document.left, document.width - NUMBER_WIDTH - 3 * MM
    walker = setter.prepare(facts.walker, "歩く人") or "＿＿＿＿＿＿＿＿＿＿"
    told = (
        (f"歩く人　{walker}　　歩いた日　　　月　　　日", 10.5, False),
        (setter.prepare(f"返却先　{facts.return_to}", "返却先"), 11.0, True),
        ("歩いたその日に、返してください。ひろった方は、返却先へお知らせください。", SMALL, False),
    )
    for number, (text, size, bold) in enumerate(told):
        shown = _fitted(setter, text, width, size, bold=bold)
        pen.text(left, y + (4.4 + 6.2 * number) * MM, text, shown, bold=bold)
        document.print_marks(setter.marked(text))
    _draw_number(document, facts, document.right - NUMBER_WIDTH, y)
    document.y += BAND


def _draw_number(document: Document, facts: DaySheetFacts, x: float, y: float) -> None:
    pen, setter = document.pen, document.setter
    pen.box(x, y, NUMBER_WIDTH, 17 * MM, FRAME)
    pen.text(x + 2 * MM, y + 4.2 * MM, "用紙の番号", SMALL)
    size = _fitted(setter, facts.shown_number, NUMBER_WIDTH - 4 * MM, NUMBER_SIZE, bold=True)
    pen.text_middle(x + NUMBER_WIDTH / 2, y + 12.6 * MM, facts.shown_number, size, bold=True)


def _fitted(setter: Typesetter, text: str, room: float, size: float, *, bold: bool = False) -> float:
    """The size at which a line of text stands in the room."""
    return size * min(1.0, room / max(setter.measure(text, size, bold=bold), 1.0))


# ---- lines


def _rows(table: Table, setter: Typesetter, facts: DaySheetFacts) -> Iterator[Block]:
    ticks = boxes(facts.method)
    for number, (stop, emergency) in enumerate(facts.stops.marked, 1):
        mark = EMERGENCY if emergency else ""
        place = Cell(text=f"{number}", below=mark, size=11, bold=True, stand=Stand.MIDDLE)
        row = table.row(place, Cell(), Cell(), Cell(), Cell())
        who = tuple(_who(setter, stop, f"{number}番の方", table.inside(1)))
        high = max(row.height, sum(line.height for line in who) + AIR)
        marks = row.marks | setter.marked("\n".join(line.text for line in who))
        cells = (row.cells[0], (Cell(), who), *row.cells[2:])
        row = replace(row, cells=cells, height=high, marks=frozenset(marks))
        yield Overdrawn(row=row, over=partial(_draw_boxes, ticks, high))


def _draw_boxes(ticks: Sequence[tuple[str, str]], height: float, pen: Pen, x: float, y: float) -> None:
    """The boxes 様子 of a line, each with its digit and word."""
    left, step = x + PLACE_WIDTH + WHO_WIDTH, BOXES_WIDTH / len(ticks)
    for number, (digit, word) in enumerate(ticks):
        middle = left + step * (number + 0.5)
        top = y + height / 2 - BOX * 0.72
        start = middle - (DIGIT_ROOM + BOX) / 2
        pen.text(start, top + BOX * 0.7, digit, DIGIT_SIZE, bold=True)
        pen.box(start + DIGIT_ROOM, top, BOX, BOX, 0.9)
        pen.text_middle(middle, top + BOX + 3.3 * MM, word, TICK_SIZE)


def _who(setter: Typesetter, stop: SheetStop, where: str, width: float) -> Iterator[Line]:
    """Reading, name, place and hints, broken to the column; what belongs together shares a line where that has room."""
    place = (stop.address, stop.building)
    told = (
        (stop.kana, f"{where}のふりがな", READING, False),
        (stop.name, f"{where}の氏名", NAME_SIZE, True),
        *((part, f"{where}の住所", PLACE_SIZE, False) for part in _joined(setter, place, width, PLACE_SIZE)),
        *((part, f"{where}の注意", HINT_SIZE, False) for part in _joined(setter, stop.hints, width, HINT_SIZE)),
    )
    for text, told_at, size, bold in told:
        if text:
            lines = setter.broken(setter.prepare(text, told_at), width, size, bold=bold)
            yield from (Line(text=line, size=size, bold=bold) for line in lines)


def _joined(setter: Typesetter, parts: Sequence[str], width: float, size: float) -> list[str]:
    """The parts, each with the one before it in a line where both have room."""
    lines: list[str] = []
    for part in filter(None, parts):
        both = f"{lines[-1]}　{part}" if lines else part
        if lines and setter.measure(both, size) <= width:
            lines[-1] = both
        else:
            lines.append(part)
    return lines


# ---- the foot


class _Foot:
    """What stands below the lines on each page: the numbered signs, and who is left out."""

    def __init__(self, document: Document, facts: DaySheetFacts) -> None:
        self._document = document
        self._notes = [document.setter.prepare(note, "用紙の注") for note in _below(facts)]
        width = document.width / SIGN_COLUMNS
        lines = [list(_sign_lines(document.setter, at, word, width)) for at, word in enumerate(facts.signs, 1)]
        self._columns = _shared_out(lines)
        document.repeat(*self._notes, *(line for sign in lines for line in sign))
        self._width = width
        signs = max((sum(map(len, column)) for column in self._columns), default=0)
        self.height = NOTE_LEADING * (len(self._notes) + 1) + SIGN_LEADING * signs + 5 * MM

    def draw(self) -> None:
        """Draw it at the foot of the page at hand."""
        document, pen = self._document, self._document.pen
        document.y += 2 * MM
        for note in self._notes:
            document.note(note)
            document.print_marks(document.setter.marked(note))
        if not self._columns:
            return
        document.note("気づきは、この番号で書いてください。ほかのことは「書きとめ」へ。")
        document.y += 1 * MM
        for number, column in enumerate(self._columns):
            self._draw_column(pen, document.left + self._width * number, document.y, column)
        for column in self._columns:
            document.print_marks(document.setter.marked("".join("".join(sign) for sign in column)))

    def _draw_column(self, pen: Pen, x: float, y: float, column: Sequence[Sequence[str]]) -> None:
        for sign in column:
            for number, line in enumerate(sign):
                y += SIGN_LEADING
                pen.text(x + (5.5 * MM if number else 0), y, line, SIGN_SIZE)


def _sign_lines(setter: Typesetter, number: int, word: str, width: float) -> Iterator[str]:
    """A sign behind its number, broken to the column; the number stands in the room of two digits."""
    text = setter.prepare(word, f"気づきの{number}")
    for at, line in enumerate(setter.broken(text, width - 8 * MM, SIGN_SIZE)):
        yield line if at else f"{number:>2}　{line}"


def _shared_out(signs: Sequence[list[str]]) -> list[list[list[str]]]:
    """The signs in their order, in columns as low as they can be."""
    limit = math.ceil(sum(map(len, signs)) / SIGN_COLUMNS)
    while len(columns := _filled(signs, limit)) > SIGN_COLUMNS:
        limit += 1
    return columns


def _filled(signs: Sequence[list[str]], limit: int) -> list[list[list[str]]]:
    """The signs in columns of at most so many lines, or of one sign."""
    columns: list[list[list[str]]] = []
    for sign in signs:
        if columns and sum(map(len, columns[-1])) + len(sign) <= limit:
            columns[-1].append(sign)
        else:
            columns.append([sign])
    return columns


def _below(facts: DaySheetFacts) -> Iterator[str]:
    if not facts.stops.rows:
        yield "この用紙にのる方は、おられません。"
    withheld = sum(facts.stops.withheld.values())
    if withheld:
        yield f"ほかに、「{facts.receiver}」への提供に同意をいただいていない方が{withheld:,}名おられます。"
    if any(facts.stops.emergency):
        yield f"「{EMERGENCY}」は、同意によらず、緊急のためにお知らせする方です。"
