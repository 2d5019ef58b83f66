"""What 活動件数集計報告書 shows, gathered from the store: each column counted by the one definition of its numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from watchdesk.domain.activity_count import ActivityCount, Period
from watchdesk.domain.era import show_month
from watchdesk.domain.summary import Span, VisitCounts, beside
from watchdesk.domain.words import Method
from watchdesk.domain.work import Work
from watchdesk.domain.work_lists import WorkLists
from watchdesk.reports.activity_count import CountColumn, CountFacts, CountLook, CountPage
from watchdesk.store import visits as visit_questions
from watchdesk.store import work_counts
from watchdesk.store.store import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class CountAsked:
    """What is asked for: ``places`` are the pages in order, None the ward; ``side_by_side``: first all areas beside."""

    period: Period
    places: tuple[str | None, ...]
    side_by_side: bool
    today: date
    settings: Mapping[str, Any]
    lists: WorkLists
    look: CountLook = field(default_factory=CountLook)


def gather(connection: Connection, asked: CountAsked) -> CountFacts:
    """Return what the sheet draws."""
    counter = _Counter(connection, asked)
    pages = [CountPage(place=counter.words(None), columns=counter.areas())] if asked.side_by_side else []
    columns = counter.months if asked.period.is_year else counter.compared
    pages += [CountPage(place=counter.words(place), columns=columns(place)) for place in asked.places]
    span = asked.period.span(asked.today)
    return CountFacts(
        period=asked.period,
        pages=tuple(pages),
        lists=asked.lists,
        methods=counter.methods,
        printed_on=asked.today,
        until=asked.today if span.last < asked.period.months[-1].last else None,
        coordinator=asked.settings["coordinator"],
        office=asked.settings["office"],
        look=asked.look,
    )


class _Counter:
    """Counts spans, each asked of the store once for all areas."""

    def __init__(self, connection: Connection, asked: CountAsked) -> None:
        self._connection, self._asked = connection, asked
        self.methods = tuple(Method(code) for code in asked.settings["visit_count_methods"])
        self._earliest = work_counts.earliest(connection)
        self._known: dict[Span, tuple[Work, dict[str | None, VisitCounts]]] = {}

    def words(self, place: str | None) -> str:
        """九条南地域, or the ward's name."""
        return f"{place}地域" if place is not None else str(self._asked.settings["ward"])

    def count(self, span: Span | None, place: str | None) -> ActivityCount | None:
        """The numbers of a span; None where nothing was recorded by its end (contract §2.11)."""
        if span is None or self._earliest is None or self._earliest > span.last:
            return None
        if span not in self._known:
            counts = visit_questions.counts(self._connection, span)
            self._known[span] = work_counts.during(self._connection, span), counts
        work, visits = self._known[span]
        here = work.within(span.first, span.last, place)
        return ActivityCount.of(here, visits.get(place, VisitCounts()), self.methods)

    def areas(self) -> tuple[CountColumn, ...]:
        """The areas beside each other, and the ward."""
        areas = [place for place in self._asked.places if place is not None]
        return (*(self._whole(area, area) for area in areas), self._whole("区計", None, strong=True))

    def months(self, place: str | None) -> tuple[CountColumn, ...]:
        """April to March, as far as they have begun, and the year."""
        today = self._asked.today
        columns = []
        for month in self._asked.period.months:
            span = Span.of_month(month, today) if month.first <= today else None
            columns.append(self._column(f"{month.number}月", span, place, told=show_month(month)))
        return (*columns, self._whole("年度計", place, strong=True))

    def compared(self, place: str | None) -> tuple[CountColumn, ...]:
        """The month beside those of contract §2.11."""
        month = self._asked.period.month
        spans = beside(month, self._asked.today, self._earliest)
        year = f"{show_month(month.fiscal_start)}から{month.number}月まで"
        others = (
            (f"前の月({month.previous.number}月)", spans.previous, show_month(month.previous)),
            (f"前の年の{month.number}月", spans.last_year, show_month(month.year_before)),
            ("今年度(4月から)", spans.year_to_date, year),
        )
        own = self._whole(f"{month.number}月", place, strong=True)
        return (own, *(self._column(title, span, place, told=told) for title, span, told in others))

    def _whole(self, title: str, place: str | None, *, strong: bool = False) -> CountColumn:
        """The numbers of the period."""
        return self._column(title, self._asked.period.span(self._asked.today), place, strong=strong)

    def _column(
        self, title: str, span: Span | None, place: str | None, *, told: str = "", strong: bool = False
    ) -> CountColumn:
        """``told``: which days, where they are not all; the place is told where it is not the sheet's own."""
        whose = "" if place == self._asked.places[-1] else place or ""
        words = " ".join(part for part in (whose, told) if part)
        return CountColumn(title=title, count=self.count(span, place), strong=strong, span=span, area=place, told=words)
