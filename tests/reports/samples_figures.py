"""Samples of the monthly report and its kin, and of the calendar."""

import io
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

from tests.reports.conftest import LISTS, MONTH, WORK, _facts, _given
from tests.reports.sample_sizes import (
    LONG_NAME,
    LONG_NOTE,
    LONG_OFFICE,
    LONG_PLACE,
    TODAY,
    Size,
    named,
    office,
    told,
)
from watchdesk.domain.activity_count import ActivityCount, Period
from watchdesk.domain.closing import Difference, Why
from watchdesk.domain.month import Month
from watchdesk.domain.planning import AppointmentLine
from watchdesk.domain.words import Method
from watchdesk.reports import activity_count, calendar
from watchdesk.reports.activity_count import CountColumn, CountFacts, CountPage
from watchdesk.reports.calendar import CalendarFacts, PlainLine, SheetDay
from watchdesk.reports.monthly import report as monthly
from watchdesk.reports.monthly.facts import PersonChange
from watchdesk.reports.page import Drawn

# ---- the monthly report and its kin


def month(size: Size, into: io.BytesIO) -> Drawn:
    """With names."""
    return monthly.draw(_month_facts(size), into)


def statistics(size: Size, into: io.BytesIO) -> Drawn:
    """統計のみ."""
    return monthly.draw(_month_facts(size), into, statistics_only=True)


def everywhere(size: Size, into: io.BytesIO) -> Drawn:
    """All areas in one document, here four."""
    ward = _month_facts(Size(min(size, Size.USUAL)), area="西区", is_ward=True)
    people = {Size.MUCH: Size.USUAL, Size.USUAL: Size.FEW}.get(size, size)
    areas = ("九条南", "九条北", "堀江", "明治")[: 1 if size is Size.FEW else 4]
    return monthly.draw_all([_month_facts(people, area=area) for area in areas], ward, into)


def correction(size: Size, into: io.BytesIO) -> Drawn:
    """訂正版 of a closed month, with its pages of what differs and of whom."""
    changes = tuple(
        Difference(what=f"訪問記録（{number}番目の数）", before=f"{number:,}件", after=f"{number + 1:,}件")
        for number in range(min(size, 80))
    )
    whys = tuple(Why(on=TODAY, reason=told(size, "訪問の日をまちがえていた。")) for _ in range(min(size, 20)))
    facts = _month_facts(
        Size(min(size, Size.FEW)),
        issue=2,
        code="K7QF-2M9X",
        differences=changes,
        changes=_given([_changed(size, number) for number in range(min(size, 20))]),
        whys=whys,
        left_out=1,
        people=None,
        visits=None,
    )
    return monthly.draw(facts, into)


def _changed(size: Size, number: int) -> PersonChange:
    name, kana = named(size, number)
    place = LONG_PLACE if size is Size.MUCH else "九条南1-2-3"
    moved = (
        Difference(what="今月の記録", before="1件", after="2件（20日 訪問 本人と話せた）"),
        Difference(what="住所", before="九条南9-9-9", after=place),
    )
    return PersonChange(name=name, kana=kana, moved=moved[: 1 + number % 2])


def _month_facts(size: Size, **fields: Any) -> Any:
    visits = {Size.NONE: 0, Size.FEW: 4, Size.USUAL: 60, Size.MUCH: 200}[size]
    more: dict[str, Any] = {"remarks": told(size, "朝晩の冷えこみで、体調をくずされた方が多い月でした。") * 3}
    if size is Size.MUCH:
        more |= {"office": LONG_OFFICE["office"], "coordinator": LONG_NAME, "receivers": (LONG_PLACE,) * 4}
        return _facts(size, visits, note=LONG_NOTE[:400], **(more | fields))
    return _facts(int(size), visits, **(more | fields))


def counts(size: Size, into: io.BytesIO) -> Drawn:
    """活動件数集計報告書: a month beside those it is compared with, or a year of months and its sum."""
    count = None if size is Size.NONE else ActivityCount(work=WORK, visit_count=90, active_days=22)
    if size is Size.MUCH:
        many = {code: number * 11_111 for code, number in WORK.by_content.items()}
        count = ActivityCount(work=replace(WORK, by_content=many), visit_count=123_456, active_days=365)
    is_year = size > Size.FEW
    period = Period.of_year(2026) if is_year else Period(MONTH)
    titles = ("10月", "前の月(9月)", "前の年の10月", "今年度(4月から)")
    columns = [CountColumn(title=title, count=count, strong=not at) for at, title in enumerate(titles)]
    if is_year:
        months = [CountColumn(title=f"{month.number}月", count=count) for month in period.months]
        columns = [*months, CountColumn(title="年度計", count=count, strong=True)]
    facts = CountFacts(
        period=period,
        pages=(CountPage(place="九条南地域", columns=tuple(columns)),),
        lists=LISTS,
        methods=(Method.VISIT,),
        printed_on=TODAY,
        coordinator=LONG_NAME if size is Size.MUCH else "山本 花子",
        office=office(size)["office"],
    )
    return activity_count.draw(facts, into)


# ---- the calendar


def plan_month(size: Size, into: io.BytesIO) -> Drawn:
    """A month as a grid."""
    return calendar.draw(_calendar(size, Month(2026, 11), date(2026, 11, 1), 35), into)


def plan_week(size: Size, into: io.BytesIO) -> Drawn:
    """A week as seven rows."""
    return calendar.draw(_calendar(size, None, date(2026, 11, 22), 7), into)


def _calendar(size: Size, of: Month | None, first: date, days: int) -> CalendarFacts:
    much = size is Size.MUCH
    plain = PlainLine(begins="14:00", clock="14:00〜15:00", title="班長会議", told=told(size, "班長会議 九条南会館"))
    return CalendarFacts(
        heading="令和8年11月" if of else "11月22日からの週",
        month=of,
        receiver="民生委員" if much else "",
        days=tuple(
            SheetDay(
                day=first + timedelta(days=number),
                holiday="勤労感謝の日" if number == 22 else None,
                closed=number % 7 == 0,
                plain=(plain,) * (min(size, 4) if number % 6 == 3 or much else 0),
                due=number % 4 * min(size, 9),
            )
            for number in range(days)
        ),
        people=_given([_appointment(size, first, number, days) for number in range(min(size, 60))]),
        **office(size),
    )


def _appointment(size: Size, first: date, number: int, days: int) -> AppointmentLine:
    name, kana = named(size, number)
    return AppointmentLine(
        id=str(number),
        on=first + timedelta(days=number * 5 % days),
        what=told(size, "受診の付き添い"),
        area="九条南",
        at=time(10, 30) if number % 3 else None,
        until=time(11, 30) if number % 3 == 1 else None,
        person_id=str(number),
        name=name,
        kana=kana,
        who="長女" if number % 2 else None,
        place=LONG_PLACE if size is Size.MUCH else "地域会館の前",
    )
