"""年間のまとめ for the area's own meeting: figures gathered, small numbers kept back before anything is drawn."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from watchdesk.domain import annual
from watchdesk.domain.activity_count import Period
from watchdesk.domain.annual import YearFigures, rate
from watchdesk.domain.annual_behind import BEFORE, THIS, asked_of, kind_of, of_place
from watchdesk.domain.consent import NOBODY, Disclosed, Purpose
from watchdesk.domain.made_of import is_recorded
from watchdesk.domain.month import Month
from watchdesk.domain.paper_line import PaperLine, PaperRecords
from watchdesk.domain.sheet import REMARKS, STAMPS, YEAR, Option, SheetKind, Takes
from watchdesk.domain.small_cells import Told
from watchdesk.domain.summary import Figures, Roll, Span, VisitCounts, figures
from watchdesk.domain.words import Method
from watchdesk.domain.work import Work
from watchdesk.domain.work_lists import CodeNames, WorkLists
from watchdesk.errors import Invalid
from watchdesk.reports import annual as sheet
from watchdesk.reports.activity_count import period_words
from watchdesk.reports.annual import AnnualFacts, AnnualPlace
from watchdesk.reports.page import Drawn
from watchdesk.services.annual_lines import ids_behind, year_lines
from watchdesk.services.jobs import Job, Progress
from watchdesk.services.numbered import Paper
from watchdesk.services.reports import scope
from watchdesk.services.sheets import AskedPapers
from watchdesk.services.work_lists import work_lists
from watchdesk.store import people as people_questions
from watchdesk.store import visits as visit_questions
from watchdesk.store import work_counts
from watchdesk.store.store import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualSheet(Paper[AnnualFacts]):
    """The sheet, drawn; it names nobody, so it is no copy 写し."""

    nobody: Disclosed[Any]
    areas: tuple[str | None, ...] = ()
    """The areas of its places, None the ward."""

    @property
    def people(self) -> Disclosed[Any]:
        """Nobody."""
        return self.nobody


class AnnualSheets(AskedPapers[AnnualSheet]):
    """The year's sheets of an area, of the ward, or one an area."""

    FIGURES = "1年の数", ("この年度", "前の年度")
    KIND = SheetKind(
        key=sheet.KEY,
        title=sheet.TITLE,
        about="4月から3月までの数を、お名前なしで、地域の集まりに見せる紙です。3未満の数はのせません。",
        options=(
            YEAR,
            Option(
                key="area",
                title="地域",
                takes=Takes.AREA,
                hint="選ばないときは、この台帳の地域（区の台帳では、区の全体）です。",
            ),
            Option(
                key="all_areas",
                title="地域ごとに、すべての地域をつくる",
                takes=Takes.FLAG,
                hint="区の合計はのりません。ほかの地域の小さい数が、計算できてしまうためです。",
                of_ward=True,
            ),
            replace(STAMPS, usual=()),  # the area's meeting has none, unless somebody wants them
            replace(REMARKS, title="ひとこと", hint="紙の終わりに印刷します。お名前は書かないでください。"),
        ),
        examples=(
            "report annual --year 2025 --to 年間のまとめ.pdf",
            "report annual --year 2026 --stamps 会長,担当 --all-areas --to 全地域.pdf --json",
        ),
    )

    def asked(self, values: Mapping[str, Any]) -> Job[AnnualSheet, AnnualSheet]:
        """Draw the sheets of a year; Invalid for one that has not begun, or an area that is on no list."""
        year = values["year"]
        period = Period.of_year(year)
        if period.first > self._ground.today():
            raise Invalid("year", f"{period_words(period)}は、まだ始まっていません。", kind="in_future")
        areas, ward = scope(
            self._codes, self._ground.home_area, values.get("area"), all_areas=bool(values.get("all_areas"))
        )
        places: tuple[str | None, ...] = areas if areas else (None,)
        del ward  # its sums beside the areas' would give their small numbers away
        return self._job("年間のまとめをつくっています", lambda: self._gather(period, places, values))

    def figures(self, year: int, place: str | None) -> YearFigures:
        """The figures themselves of a year and an area (None: the ward), for whoever checks the sheet."""
        period = Period.of_year(year)
        with self._ground.store.read() as connection:
            return self._years(connection).year(period.span(self._ground.today()), place)

    def lines(self, drawn: AnnualSheet) -> tuple[PaperLine, ...]:
        """The figures of the pages and their parts, as the paper has them."""
        return year_lines(drawn.facts)

    def behind(self, drawn: AnnualSheet, key: str, column: int = THIS) -> PaperRecords:
        """What a number of this year, or of the one before, is made of: exactly those people, visits or records.

        Small numbers that stay off the paper have theirs too: it is the desk that asks.
        """
        at, asked = of_place(key)
        counted, month = asked_of(asked)
        today, area = self._ground.today(), drawn.areas[at]
        span = Span.of_month(month, today) if month is not None else drawn.facts.period.span(today)
        if column == BEFORE:
            span = annual.year_before(span)
        with self._ground.store.read() as connection:
            return PaperRecords(kind=kind_of(counted.figure), ids=ids_behind(connection, counted, span, area))

    def to_json(self, drawn: AnnualSheet, file: Path) -> dict[str, Any]:
        """The command line's answer: each number as it stands on the paper, 「3未満」 in place of those kept back."""
        facts = drawn.facts
        told = [
            {"area": one.place, "figures": _plain(one.this), "year_before": _plain(one.before) if one.before else None}
            for one in facts.places
        ]
        common = super().to_json(drawn, file)
        return common | {"year": facts.period.month.year, "until": facts.until and str(facts.until), "places": told}

    def _disclosed_now(self, paper: AnnualSheet) -> Disclosed[Any]:
        return self._nobody()

    def _nobody(self) -> Disclosed[Any]:
        return self._consents.disclose([], purpose=Purpose.DESK_LIST, receiver=NOBODY)

    def _draw(self, facts: AnnualFacts, into: BinaryIO, progress: Progress | None) -> Drawn:
        return sheet.draw(facts, into, progress)

    def _years(self, connection: Connection) -> "_Years":
        methods = tuple(Method(code) for code in self._settings.get("visit_count_methods"))
        return _Years(connection, methods)

    def _gather(self, period: Period, places: tuple[str | None, ...], values: Mapping[str, Any]) -> AnnualSheet:
        today = self._ground.today()
        span = period.span(today)
        with self._ground.store.read() as connection:
            years = self._years(connection)
            earliest = work_counts.earliest(connection)
            shown = tuple(self._place(years, span, place, earliest) for place in places)
        before = annual.year_before(span)
        told = self._headed()
        facts = AnnualFacts(
            **told,
            period=period,
            months=tuple(month for month in period.months if month.first <= today),
            places=shown,
            until=span.last if span.last < period.months[-1].last else None,
            before_from=earliest if earliest is not None and before.first < earliest <= before.last else None,
            remarks=values["remarks"] or "",
            stamps=values["stamps"],
        )
        where = "全地域" if len(shown) > 1 else shown[0].place
        title = f"{sheet.TITLE} {period.month.year}年度 {where}"
        return AnnualSheet(facts=facts, title=title, receiver=NOBODY, nobody=self._nobody(), areas=places)

    def _place(self, years: "_Years", span: Span, place: str | None, earliest: date | None) -> AnnualPlace:
        lists, signs = work_lists(self._codes, self._settings), self._codes.labels("signs")
        this, before = years.year(span, place), years.whole(annual.year_before(span), place)
        known = earliest is not None and earliest <= annual.year_before(span).last and is_recorded(before)
        contents, kinds = _codes(lists, this.whole, before)
        seen = annual.most_seen(this.whole, tuple(signs))
        return AnnualPlace(
            place=f"{place}地域" if place is not None else str(self._settings.get("ward")),
            this=annual.told_of(this, contents, kinds),
            before=annual.told_of(YearFigures(whole=before), contents, kinds) if known else None,
            contents=_named(lists.contents, contents),
            kinds=_named(lists.activities, kinds),
            signs=tuple((code, signs.get(code, code)) for code in seen),
        )


class _Years:
    """Counts spans, each asked of the store once for all places."""

    def __init__(self, connection: Connection, methods: tuple[Method, ...]) -> None:
        self._connection, self._methods = connection, methods
        self._roll = Roll(people_questions.watches(connection))
        self._known: dict[Span, tuple[dict[str | None, VisitCounts], Work]] = {}

    def year(self, span: Span, place: str | None) -> YearFigures:
        """A year and its months, as far as they have come."""
        months = [Month.of(span.first)]
        while months[-1].last < span.last:
            months.append(months[-1].next)
        spans = {month: Span(month.first, min(month.last, span.last)) for month in months}
        return YearFigures(
            whole=self.whole(span, place), months={month: self.whole(one, place) for month, one in spans.items()}
        )

    def whole(self, span: Span, place: str | None) -> Figures:
        """The figures of a span (contract §2): people distinct over it, never months added up."""
        if span not in self._known:
            counted = visit_questions.counts(self._connection, span)
            self._known[span] = counted, work_counts.during(self._connection, span)
        counts, work = self._known[span]
        return figures(
            span,
            place,
            self._roll,
            counts.get(place, VisitCounts()),
            confirmed_anywhere=counts.get(None, VisitCounts()).confirmed,
            visit_count_methods=self._methods,
            work=work.within(span.first, span.last, place),
        )


def _codes(lists: WorkLists, *years: Figures) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The codes of contents and kinds that stand on the sheet: what is offered, and what either year counted."""
    works = [one.work for one in years]
    return (
        lists.contents.codes(*(work.by_content for work in works)),
        lists.activities.codes(*(work.by_activity for work in works)),
    )


def _named(names: CodeNames, codes: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((code, names.label(code)) for code in codes)


def _plain(told: Mapping[str, Told]) -> dict[str, Any]:
    return {key: one.kept.label if one.kept else one.number for key, one in told.items()} | {"confirm_rate": rate(told)}
