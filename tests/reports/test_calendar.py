"""A day of the calendar has room for as much of its plans as can be read; what stays out is told."""

import io
from dataclasses import replace
from datetime import date

from tests.reports.conftest import _given
from tests.reports.layout import layout
from tests.reports.sample_sizes import TODAY
from watchdesk.domain.month import Month
from watchdesk.reports import calendar
from watchdesk.reports.calendar import CalendarFacts, PlainLine, SheetDay

LONG = "長くつづく催しの名前" * 12


def _plan(number: int, title: str) -> PlainLine:
    clock = f"{9 + number:02}:00"
    return PlainLine(begins=clock, clock=clock, title=title, told=title)


def _facts(*titles: str) -> CalendarFacts:
    plans = tuple(_plan(number, title) for number, title in enumerate(titles))
    days = tuple(SheetDay(day=date(2026, 11, number), plain=plans if number == 4 else ()) for number in range(1, 29))
    month = Month(2026, 11)
    return CalendarFacts(
        heading="令和8年11月", month=month, receiver="", days=days, people=_given([]), printed_on=TODAY
    )


def _printed(facts: CalendarFacts) -> list[str]:
    into = io.BytesIO()
    calendar.draw(facts, into)
    return [text.text for sheet in layout(into.getvalue()) for text in sheet.texts]


def test_one_plan_too_long_does_not_hide_the_others_of_its_day() -> None:
    printed = _printed(_facts("班長会議", LONG * 2, "体操"))
    assert {"09:00 班長会議", "11:00 体操"} <= set(printed)
    assert any(text.endswith("…") for text in printed)
    assert any("「…」" in text for text in printed)


def test_of_far_too_many_plans_the_first_stand_there_and_the_rest_is_counted() -> None:
    printed = _printed(_facts(*("班長会議",) * 14))
    shown = sum("班長会議" in text for text in printed)
    assert shown > 3
    assert f"ほか {14 - shown}件" in printed


def test_a_quiet_sheet_is_printed_larger_than_a_crowded_one() -> None:
    def sizes(facts: CalendarFacts) -> set[float]:
        into = io.BytesIO()
        calendar.draw(facts, into)
        return {text.size for sheet in layout(into.getvalue()) for text in sheet.texts if "班長会議" in text.text}

    assert (sizes(_facts("班長会議")), max(sizes(_facts(*("班長会議",) * 9)))) == ({9.5}, 7.5)


def test_a_week_says_all_of_a_day_in_smaller_type_before_anything_is_left_out() -> None:
    week = replace(_facts(*("班長会議",) * 9), month=None)
    printed = _printed(replace(week, days=week.days[:7]))
    assert sum("班長会議" in text for text in printed) == 9
    assert not any(text.startswith("ほか") for text in printed)
