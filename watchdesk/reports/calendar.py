"""The calendar 予定表 on one A4 sheet: a month as a grid, sideways, or a week as seven rows with room to write."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import BinaryIO

from watchdesk.domain.consent import EMERGENCY, Disclosed
from watchdesk.domain.era import show_day, weekday
from watchdesk.domain.month import Month
from watchdesk.domain.planning import ONE_WEEK, AppointmentLine
from watchdesk.reports.numbered import NumberedFacts
from watchdesk.reports.page import A4, NOTE_LEADING, SMALL, Document, Drawn, Head, Paper, Progress
from watchdesk.reports.pen import FRAME, HAIR, LABEL_GREY, MM

KEY = "calendar"
TITLE = "予定表"
KEPT_HERE = "机の上で使う予定表です。どなたにも渡さないでください。"
SIDEWAYS = Paper(width=A4.height, height=A4.width, left=15 * MM, right=15 * MM, top=15 * MM, bottom=20 * MM)
"""A4 sideways; the punched holes are above."""
HEADS = "日月火水木金土"
NUMBER, MONTH_SIZE, WEEK_SIZE = 11.0, 7.5, 9.5
"""Sizes of type in points: of a day's number, and of what stands on a day of a month and of a week."""
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
    texts = _texts(document, facts)
    below = [*_below(facts), _TOO_MANY]
    room = (
        document.full_room(document.setter.marks)
        - (document.y - document.paper.top)
        - NOTE_LEADING * len(below)
        - 2 * MM
    )
    left_out = (_week if facts.month is None else _month)(document, facts, texts, room)
    document.y += 1.5 * MM
    _write(document, [*_below(facts), *([_TOO_MANY] if left_out else [])])
    if progress:
        progress(len(facts.days), len(facts.days))
    return document.finish(target)


_TOO_MANY = "「ほか」と書いた日には、ここに入りきらない予定があります。画面の予定で、すべてをお確かめください。"


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


def _texts(document: Document, facts: CalendarFacts) -> Mapping[date, list[str]]:
    """What was agreed on, by day and in the order of time, in prepared words."""
    tell = _told_whole if facts.month is None else _told_short
    planned: dict[date, list[tuple[tuple[bool, str], str]]] = {}
    for one in facts.days:
        for plain in one.plain:
            planned.setdefault(one.day, []).append((_order(plain), tell(plain, "")))
    for line, emergency in facts.people.marked:
        planned.setdefault(line.on, []).append((_order(line), tell(line, EMERGENCY if emergency else "")))
    setter = document.setter
    return {
        day: [setter.prepare(text, f"{day.month}月{day.day}日の予定") for _, text in sorted(told)]
        for day, told in planned.items()
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


# ---- the grid of a month


def _month(document: Document, facts: CalendarFacts, texts: Mapping[date, list[str]], room: float) -> bool:
    """Draw the weeks; whether something found no room."""
    pen, top, width = document.pen, document.y, document.width / ONE_WEEK
    head = 5.5 * MM
    weeks = len(facts.days) // ONE_WEEK
    height = (room - head) / weeks
    for at, name in enumerate(HEADS):
        left = document.left + at * width
        pen.shade(left, top, width, head, LABEL_GREY)
        pen.text_middle(left + width / 2, top + head - 1.6 * MM, name, 9, bold=True)
    short = False
    for place, day in enumerate(facts.days):
        week, at = divmod(place, ONE_WEEK)
        left, upper = document.left + at * width, top + head + week * height
        if facts.month is None or day.day in facts.month:
            short |= _cell(document, day, texts.get(day.day, []), (left, upper, width, height))
    for week in range(weeks + 1):
        pen.rule(document.left, top + head + week * height, document.right, top + head + week * height, HAIR)
    for at in range(1, ONE_WEEK):
        left = document.left + at * width
        pen.rule(left, top, left, top + head + weeks * height, HAIR)
    pen.box(document.left, top, document.width, head + weeks * height, FRAME)
    document.y = top + head + weeks * height
    return short


def _cell(document: Document, day: SheetDay, texts: list[str], box: tuple[float, float, float, float]) -> bool:
    left, top, width, height = box
    if day.closed or day.holiday:
        document.pen.shade(left, top, width, height, LABEL_GREY)
    document.pen.text(left + PADDING, top + 4.2 * MM, f"{day.day.day}", NUMBER, bold=True)
    beside = document.setter.prepare(_beside(day), "予定表の祝日")
    document.pen.text_right(left + width - PADDING, top + 4 * MM, beside, MONTH_SIZE - 0.5)
    area = (left + PADDING, top + 5.2 * MM, width - 2 * PADDING, height - 6 * MM)
    return _fill(document, [*texts], list(_counts(day)), area, MONTH_SIZE)


def _beside(day: SheetDay) -> str:
    return " ".join(part for part in (day.holiday or "", "休み" if day.closed else "") if part)


# ---- the rows of a week


def _week(document: Document, facts: CalendarFacts, texts: Mapping[date, list[str]], room: float) -> bool:
    """Draw the days; whether something found no room."""
    pen, top, height = document.pen, document.y, room / ONE_WEEK
    short = False
    for at, day in enumerate(facts.days):
        upper = top + at * height
        pen.shade(document.left, upper, DATE_WIDTH, height, LABEL_GREY)
        told = f"{day.day.month}月{day.day.day}日（{weekday(day.day)}）"
        pen.text(document.left + PADDING, upper + 5.5 * MM, told, NUMBER, bold=True)
        beside = document.setter.prepare(_beside(day), "予定表の祝日")
        pen.text(document.left + PADDING, upper + 10 * MM, beside, SMALL)
        area = (
            document.left + DATE_WIDTH + 2 * PADDING,
            upper + 1.2 * MM,
            document.width - DATE_WIDTH - 3 * PADDING,
            height - 2 * MM,
        )
        short |= _fill(document, texts.get(day.day, []), list(_counts(day)), area, WEEK_SIZE)
        pen.rule(document.left, upper + height, document.right, upper + height, HAIR)
    pen.rule(document.left + DATE_WIDTH, top, document.left + DATE_WIDTH, top + room, HAIR)
    pen.box(document.left, top, document.width, room, FRAME)
    document.y = top + room
    return short


def _fill(
    document: Document,
    texts: list[str],
    counts: list[str],
    area: tuple[float, float, float, float],
    size: float,
) -> bool:
    """Write as many texts whole as there is room for, then the counts; whether some found none."""
    left, top, width, height = area
    leading = size * LEADING
    room = int(height // leading) - len(counts)
    lines: list[str] = []
    written = 0
    for at, text in enumerate(texts):
        broken = document.setter.broken(text, width, size)
        wanted = len(broken) + (at + 1 < len(texts))  # what is left out needs a line that says so
        if len(lines) + wanted > room:
            break
        lines += broken
        written += 1
    if written < len(texts):
        lines.append(f"ほか {len(texts) - written}件" if written else f"予定 {len(texts)}件（ほか）")
    for number, line in enumerate((*lines, *counts), 1):
        document.pen.text(left, top + number * leading, line, size)
    for text in texts[:written]:
        document.print_marks(document.setter.marked(text))
    return written < len(texts)
