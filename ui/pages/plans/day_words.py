"""What a day of the calendar says in words: in its cell, and to those who hear the screen."""

from collections.abc import Iterator
from datetime import date

from ui.pages.plans.period import day_words
from watchdesk.domain.era import weekday
from watchdesk.domain.planning import AppointmentLine, PlanDay

CLOSED = "休み"
TODAY = "今日"


def due_words(count: int) -> str:
    """会いたい方 3名."""
    return f"会いたい方 {count}名"


def back_words(count: int) -> str:
    """後日から戻る方 1名."""
    return f"後日から戻る方 {count}名"


def due_in_cell(count: int) -> tuple[str, ...]:
    """The same, and shorter, for a cell."""
    return f"会いたい方 {count}名", f"会いたい方{count}名", f"会う方{count}名", f"{count}名"


def back_in_cell(count: int) -> tuple[str, ...]:
    """The same, and shorter, for a cell."""
    return f"後日から{count}名", f"戻る{count}名"


def appointment_words(line: AppointmentLine) -> str:
    """10:00 見本 ふみさん・受診の付き添い."""
    return f"{line.clock} {line.title}".strip()


def appointment_in_cell(line: AppointmentLine) -> str:
    """10:00 見本 ふみさん・受診の付き添い: its end is told beside the calendar."""
    return f"{line.begins} {line.title}".strip()


def beside_number(day: PlanDay, today: date) -> str:
    """What stands beside the day's number: 今日, the holiday's name, 休み."""
    told = (TODAY if day.day == today else "", day.holiday or "", CLOSED if day.closed else "")
    return " ".join(part for part in told if part)


def in_cell(day: PlanDay, today: date) -> str:
    """What stands beside the number in a cell, where the holiday has a line of its own."""
    return " ".join(part for part in (TODAY if day.day == today else "", CLOSED if day.closed else "") if part)


def in_list(day: date) -> str:
    """22日（日）, padded so that days stand under each other."""
    return f"{day.day:>2}日（{weekday(day)}）"


def spoken(day: PlanDay, today: date) -> str:
    """A whole day in one sentence: 11月23日（月） 勤労感謝の日、予定1件、10:00 …、会いたい方 3名."""
    return "、".join((" ".join((day_words(day.day), beside_number(day, today))).strip(), *_parts(day)))


def _parts(day: PlanDay) -> Iterator[str]:
    if day.appointments:
        yield f"予定{len(day.appointments)}件"
    yield from map(appointment_words, day.appointments)
    if day.due:
        yield due_words(len(day.due))
    if day.back:
        yield back_words(len(day.back))
