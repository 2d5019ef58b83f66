"""Days on which the office is shut 事務所の休み, as the setting writes them: weekdays, 祝日, days of the year."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from watchdesk.domain.folding import arabic_numerals, half_width
from watchdesk.errors import Invalid

WEEKDAYS = "月火水木金土日"
HOLIDAYS = "祝日"

_WEEKDAY = re.compile(rf"(?:毎週|第([1-5]))?([{WEEKDAYS}])(?:曜日?)?")
_DAY = r"(?:(\d{4})[年/.-])?(\d{1,2})[月/.-](\d{1,2})日?"
_SPAN = re.compile(rf"{_DAY}(?:(?:から|〜|~|～|-|ー)(?:(\d{{1,2}})[月/.-])?(\d{{1,2}})日?(?:まで)?)?")


@dataclass(frozen=True, slots=True)
class Span:
    """Month and day, first and last included; over the turn of the year where the last is before the first.

    ``year`` None: each year; else the year of the first day.
    """

    year: int | None
    first: tuple[int, int]
    last: tuple[int, int]

    def holds_on(self, day: date) -> bool:
        """Whether a day is one of these."""
        here = (day.month, day.day)
        if self.first <= self.last:
            return self.first <= here <= self.last and self.year in (None, day.year)
        return (here >= self.first and self.year in (None, day.year)) or (
            here <= self.last and self.year in (None, day.year - 1)
        )


@dataclass(frozen=True, slots=True)
class ClosedDays:
    """When the office is shut; ``weekdays`` from 0 月曜 to 6 日曜, each with its place in the month, None for all."""

    weekdays: frozenset[tuple[int | None, int]] = frozenset()
    holidays: bool = False
    spans: tuple[Span, ...] = ()

    def holds_on(self, day: date, *, holiday: bool) -> bool:
        """Whether the office is shut on a day; ``holiday``: it is a 祝日."""
        if {(None, day.weekday()), ((day.day + 6) // 7, day.weekday())} & self.weekdays or (holiday and self.holidays):
            return True
        return any(span.holds_on(day) for span in self.spans)


def closed_days(lines: Iterable[str]) -> ClosedDays:
    """Read the setting, one line each: 日曜日, 第2土曜日, 祝日, 8月13日〜15日, 12/29〜1/3, 2026/11/4.

    Invalid names the first line that cannot be read.
    """
    weekdays: set[tuple[int | None, int]] = set()
    spans: list[Span] = []
    holidays = False
    for line in lines:
        written = re.sub(r"\s", "", arabic_numerals(half_width(line)))
        if not written:
            continue
        if found := _WEEKDAY.fullmatch(written):
            weekdays.add((int(found[1]) if found[1] else None, WEEKDAYS.index(found[2])))
        elif written in (HOLIDAYS, "祝", "祝祭日"):
            holidays = True
        elif span := _span(written):
            spans.append(span)
        else:
            sentence = f"「{line.strip()}」は、「日曜日」「祝日」「12月29日〜1月3日」のように書いてください。"
            raise Invalid("closed_days", sentence, kind="unreadable")
    return ClosedDays(frozenset(weekdays), holidays, tuple(spans))


def _span(written: str) -> Span | None:
    found = _SPAN.fullmatch(written)
    if found is None:
        return None
    year, month, day, last_month, last_day = (int(part) if part else None for part in found.groups())
    first = (month or 0, day or 0)
    last = first if last_day is None else (last_month or first[0], last_day)
    return Span(year, first, last) if all(_exists(each) for each in (first, last)) else None


def _exists(each: tuple[int, int]) -> bool:
    """Whether there is such a day in some year."""
    try:
        date(2024, *each)  # a leap year
    except ValueError:
        return False
    return True
