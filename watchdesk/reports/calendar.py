"""The calendar 予定表 on one A4 sheet: a month as a grid, sideways, or a week as seven rows with room to write."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import BinaryIO, NamedTuple

from watchdesk.domain.consent import EMERGENCY, Disclosed
from watchdesk.domain.era import show_day, weekday
from watchdesk.domain.month import Month
from watchdesk.domain.planning import ONE_WEEK, AppointmentLine
from watchdesk.reports.numbered import NumberedFacts
from watchdesk.reports.page import A4, NOTE_LEADING, SMALL, Document, Drawn, Head, Progress
from watchdesk.reports.pen import FRAME, HAIR, LABEL_GREY, MM
from watchdesk.reports.typesetter import Typesetter
from watchdesk.reports.widths import SIDEWAYS

KEY = "calendar"
TITLE = "予定表"
KEPT_HERE = "机の上で使う予定表です。どなたにも渡さないでください。"
HEADS = "日月火水木金土"
NUMBER = 11.0
"""The size of a day's number, in points."""
SIZES = (9.5, 9.0, 8.5, 8.0, 7.5)
"""Sizes of what stands on a day, in points: the whole sheet has one of the first, a crowded day a smaller one."""
BESIDE = 7.5
"""Of a holiday's name beside a day's number."""
EVEN = 2
"""So many of them are for the whole sheet."""
LEADING = 1.28
PADDING = 1.4 * MM
DATE_WIDTH = 30 * MM


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainLine:
    """An appointment with nobody on the register, in the words of ``AppointmentLine``."""

    begins: str
    clock: str
    title: str = field(repr=False)
    told: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetDay:
    """A day on paper. ``plain`` are appointments with nobody on the register.

    ``due`` and ``back`` are numbers of people; ``withheld`` how many appointments are not told, by their days.
    """

    day: date
    holiday: str | None = None
    closed: bool = False
    plain: tuple[PlainLine, ...] = field(default=(), repr=False)
    due: int = 0
    back: int = 0
    withheld: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarFacts(NumberedFacts):
    """What is printed: ``heading`` is the period in words; ``month`` whose days are meant, None for a week.

    ``people`` are the appointments with somebody, through the gate. ``receiver`` is the word of whom it is for, empty
    for nobody; ``number`` is the copy's, None on a sheet that is only looked at or names nobody.
    """

    heading: str
    month: Month | None
    receiver: str
    days: tuple[SheetDay, ...]
    people: Disclosed[AppointmentLine]


def draw(facts: CalendarFacts, target: BinaryIO, progress: Progress | None = None) -> Drawn:
    """Draw the sheet and write it to ``target``; the same facts give the same bytes."""
    paper = A4 if facts.month is None else SIDEWAYS
    document = Document(
        title=TITLE, author=facts.maker or facts.office, day=facts.printed_on, paper=paper, watermark=facts.watermark
    )
    foot = facts.foot(TITLE, named=bool(facts.people.rows))
    note = f"{show_day(facts.printed_on)}現在"
    document.new_page(foot, Head(title=f"{TITLE} {facts.heading}", note=note, confidential=bool(facts.people.rows)))
    _write(document, [_for_whom(facts)])
    days = _days(document, facts)
    below = [*_below(facts), _TOO_MANY]
    room = (
        document.full_room(document.setter.marks)
        - (document.y - document.paper.top)
        - NOTE_LEADING * len(below)
        - 2 * MM
    )
    left_out = (_week if facts.month is None else _month)(document, facts, days, room)
    document.y += 1.5 * MM
    _write(document, [*_below(facts), *([_TOO_MANY] if left_out else [])])
    if progress:
        progress(len(facts.days), len(facts.days))
    return document.finish(target)


_TOO_MANY = "「…」や「ほか」のある日には、書ききれない予定があります。画面の予定で、すべてをお確かめください。"


def _for_whom(facts: CalendarFacts) -> str:
    if not facts.people.rows:
        return "お名前は、のっていません。"
    return facts.to_whom(facts.receiver, KEPT_HERE)


def _below(facts: CalendarFacts) -> Iterator[str]:
    yield "「会いたい方」は、その日が見守りの期限になる方の人数です。訪問を記録すると、期限は先へ移ります。"
    if facts.people.withheld_ids:
        yield f"渡し先への提供の同意をいただいていない方との予定が、{len(facts.people.withheld_ids)}件あります。"
    if any(facts.people.emergency):
        yield f"「{EMERGENCY}」は、同意によらず、緊急のためにお知らせする方です。"


def _write(document: Document, notes: Sequence[str]) -> None:
    for note in notes:
        prepared = document.setter.prepare(note, "予定表の見出し")
        for line in document.setter.broken(prepared, document.width, SMALL):
            document.note(line)
        document.print_marks(document.setter.marked(prepared))
    document.y += 1 * MM


# ---- what stands on a day


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What stands on a day in prepared words: what was agreed on, in the order of time, and numbers of people."""

    texts: tuple[str, ...] = field(default=(), repr=False)
    counts: tuple[str, ...] = ()


def _days(document: Document, facts: CalendarFacts) -> Mapping[date, _Told]:
    tell = _told_whole if facts.month is None else _told_short
    planned: dict[date, list[tuple[tuple[bool, str], str]]] = {}
    for one in facts.days:
        for plain in one.plain:
            planned.setdefault(one.day, []).append((_order(plain), tell(plain, "")))
    for line, emergency in facts.people.marked:
        planned.setdefault(line.on, []).append((_order(line), tell(line, EMERGENCY if emergency else "")))
    prepare = document.setter.prepare
    return {
        one.day: _Told(
            texts=tuple(
                prepare(text, f"{one.day.month}月{one.day.day}日の予定") for _, text in sorted(planned.get(one.day, ()))
            ),
            counts=tuple(_counts(one)),
        )
        for one in facts.days
        if facts.month is None or one.day in facts.month
    }


def _order(line: AppointmentLine | PlainLine) -> tuple[bool, str]:
    return bool(line.begins), line.begins


def _told_short(line: AppointmentLine | PlainLine, mark: str) -> str:
    return " ".join(part for part in (line.begins, line.title, mark) if part)


def _told_whole(line: AppointmentLine | PlainLine, mark: str) -> str:
    return " ".join(part for part in (line.clock, line.told, mark) if part)


def _counts(day: SheetDay) -> Iterator[str]:
    if day.withheld:
        yield f"ほかの予定 {day.withheld}件"
    if day.due:
        yield f"会いたい方 {day.due}名"
    if day.back:
        yield f"後日から戻る方 {day.back}名"


# ---- how it finds room


class _Area(NamedTuple):
    """Where a day's words stand, in points."""

    left: float
    top: float
    width: float
    height: float

    def lines(self, size: float) -> int:
        """How many lines have room."""
        return int(self.height // (size * LEADING))


def _even(setter: Typesetter, days: Iterable[_Told], area: _Area) -> float:
    """The size at which each of the days has room, of those for the whole sheet; the least of them where none is so."""
    told = tuple(days)
    fitting = (size for size in SIZES[:EVEN] if all(_whole(setter, one, area, size) is not None for one in told))
    return next(fitting, SIZES[EVEN - 1])


def _whole(setter: Typesetter, told: _Told, area: _Area, size: float) -> list[str] | None:
    """All lines of a day; None where there is no room for them."""
    lines = [line for text in told.texts for line in setter.broken(text, area.width, size)]
    return [*lines, *told.counts] if len(lines) + len(told.counts) <= area.lines(size) else None


def _crowded(setter: Typesetter, told: _Told, area: _Area, size: float) -> list[str]:
    """As much of each as there is room for, else of as many as can be; how many stay out is said."""
    room = area.lines(size) - len(told.counts)
    for most in range(max(room, 0), 0, -1):
        shown = [setter.shortened(text, area.width, size, most) for text in told.texts]
        if sum(map(len, shown)) <= room:
            return [*chain.from_iterable(shown), *told.counts]
    first = [setter.shortened(text, area.width, size, 1)[0] for text in told.texts[: max(room - 1, 0)]]
    left = len(told.texts) - len(first)
    return [*first, f"ほか {left}件" if first else f"予定 {left}件（ほか）", *told.counts]


def _fill(document: Document, told: _Told, area: _Area, largest: float) -> bool:
    """Write what stands on a day, smaller where it must be; whether something found no room."""
    setter = document.setter
    whole = ((size, _whole(setter, told, area, size)) for size in SIZES if size <= largest)
    size, lines = next(((size, lines) for size, lines in whole if lines is not None), (SIZES[-1], None))
    for number, line in enumerate(_crowded(setter, told, area, size) if lines is None else lines, 1):
        document.pen.text(area.left, area.top + number * size * LEADING, line, size)
    return lines is None


# ---- the grid of a month


def _month(document: Document, facts: CalendarFacts, days: Mapping[date, _Told], room: float) -> bool:
    """Draw the weeks; whether something found no room."""
    pen, top, width = document.pen, document.y, document.width / ONE_WEEK
    head = 5.5 * MM
    weeks = len(facts.days) // ONE_WEEK
    height = (room - head) / weeks
    for at, name in enumerate(HEADS):
        left = document.left + at * width
        pen.shade(left, top, width, head, LABEL_GREY)
        pen.text_middle(left + width / 2, top + head - 1.6 * MM, name, 9, bold=True)
    size = _even(document.setter, days.values(), _in_cell(0, 0, width, height))
    short = False
    for place, day in enumerate(facts.days):
        week, at = divmod(place, ONE_WEEK)
        cell = _Area(document.left + at * width, top + head + week * height, width, height)
        if day.day in days:
            _draw_day(document, day, cell)
            short |= _fill(document, days[day.day], _in_cell(*cell), size)
    _draw_grid(document, top + head, weeks, height)
    pen.box(document.left, top, document.width, head + weeks * height, FRAME)
    document.y = top + head + weeks * height
    return short


def _in_cell(left: float, top: float, width: float, height: float) -> _Area:
    return _Area(left + PADDING, top + 5.2 * MM, width - 2 * PADDING, height - 6 * MM)


def _draw_day(document: Document, day: SheetDay, cell: _Area) -> None:
    if day.closed or day.holiday:
        document.pen.shade(*cell, LABEL_GREY)
    document.pen.text(cell.left + PADDING, cell.top + 4.2 * MM, f"{day.day.day}", NUMBER, bold=True)
    prepared = document.setter.prepare(_beside(day), "予定表の祝日")
    beside = document.setter.shortened(prepared, cell.width - 2 * PADDING - 2 * NUMBER, BESIDE, 1)[0]
    document.pen.text_right(cell.left + cell.width - PADDING, cell.top + 4 * MM, beside, BESIDE)


def _draw_grid(document: Document, top: float, weeks: int, height: float) -> None:
    for week in range(weeks + 1):
        document.pen.rule(document.left, top + week * height, document.right, top + week * height, HAIR)
    for at in range(1, ONE_WEEK):
        left = document.left + at * document.width / ONE_WEEK
        document.pen.rule(left, top, left, top + weeks * height, HAIR)


def _beside(day: SheetDay) -> str:
    return " ".join(part for part in (day.holiday or "", "休み" if day.closed else "") if part)


# ---- the rows of a week


def _week(document: Document, facts: CalendarFacts, days: Mapping[date, _Told], room: float) -> bool:
    """Draw the days; whether something found no room."""
    pen, top, height = document.pen, document.y, room / ONE_WEEK
    size = _even(document.setter, days.values(), _in_row(document, 0, height))
    short = False
    for at, day in enumerate(facts.days):
        upper = top + at * height
        pen.shade(document.left, upper, DATE_WIDTH, height, LABEL_GREY)
        told = f"{day.day.month}月{day.day.day}日（{weekday(day.day)}）"
        pen.text(document.left + PADDING, upper + 5.5 * MM, told, NUMBER, bold=True)
        beside = document.setter.prepare(_beside(day), "予定表の祝日")
        for line, text in enumerate(document.setter.shortened(beside, DATE_WIDTH - 2 * PADDING, SMALL, 2)):
            pen.text(document.left + PADDING, upper + 10 * MM + line * SMALL * LEADING, text, SMALL)
        short |= _fill(document, days[day.day], _in_row(document, upper, height), size)
        pen.rule(document.left, upper + height, document.right, upper + height, HAIR)
    pen.rule(document.left + DATE_WIDTH, top, document.left + DATE_WIDTH, top + room, HAIR)
    pen.box(document.left, top, document.width, room, FRAME)
    document.y = top + room
    return short


def _in_row(document: Document, top: float, height: float) -> _Area:
    left = document.left + DATE_WIDTH + 2 * PADDING
    return _Area(left, top + 1.2 * MM, document.width - DATE_WIDTH - 3 * PADDING, height - 2 * MM)
