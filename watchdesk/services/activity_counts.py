"""活動件数集計報告書: drawn for a month or a 年度, each of its numbers opened into its records; it names nobody."""

import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from watchdesk.domain.activity_count import ActivityCount, Item, Period, behind, by_code, items
from watchdesk.domain.figure_place import FigurePlace
from watchdesk.domain.lines import VisitLine
from watchdesk.domain.month import Month
from watchdesk.domain.sheet import STAMPS
from watchdesk.domain.work import WorkFigures
from watchdesk.domain.work_lines import WorkKind, WorkLine
from watchdesk.domain.work_lists import Block
from watchdesk.errors import Invalid
from watchdesk.reports import activity_count, activity_count_gather
from watchdesk.reports.activity_count import CountColumn, CountFacts, CountLook
from watchdesk.reports.activity_count_gather import CountAsked
from watchdesk.reports.fonts import Lost
from watchdesk.services.codes import Codes
from watchdesk.services.ground import Ground
from watchdesk.services.jobs import Job, Progress
from watchdesk.services.ledger import Ledger
from watchdesk.services.masking import Unopened
from watchdesk.services.numbered import write_pages
from watchdesk.services.reports import scope
from watchdesk.services.settings import Settings
from watchdesk.services.visits import without_places
from watchdesk.services.work_lines import Read
from watchdesk.services.work_lists import work_lists
from watchdesk.store import people as people_questions
from watchdesk.store import visits as visit_questions
from watchdesk.store import work_counts

MOST_STAMPS = STAMPS.most

_KINDS = {
    Block.FIELDS: WorkKind.CONSULTATION,
    Block.CONTENTS: WorkKind.CONSULTATION,
    Block.ACTIVITIES: WorkKind.ACTIVITY,
    Block.COORDINATION: WorkKind.COORDINATION,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityCountSheet:
    """The sheet, drawn. ``places``: its pages' areas in order, None the ward; ``pdf`` empty until it is drawn."""

    facts: CountFacts
    places: tuple[str | None, ...]
    pdf: bytes = field(default=b"", repr=False)
    pages: int = 0
    unprintable: tuple[Lost, ...] = ()
    degraded: tuple[Lost, ...] = ()
    figures: tuple[FigurePlace, ...] = field(default=(), repr=False)

    @property
    def named(self) -> tuple[str, ...]:
        """Nobody: it is no copy 写し."""
        return ()

    @property
    def numbers(self) -> tuple[int, ...]:
        """It names nobody, so it is no numbered copy 写し."""
        return ()

    @property
    def title(self) -> str:
        """What it is, for a file's name and the ledger."""
        period = self.facts.period
        told = f"{period.month.year}年度" if period.is_year else str(period.month)
        places = "全地域" if len(self.places) > 1 else self.facts.pages[-1].place
        return f"{activity_count.TITLE} {told} {places}"

    @property
    def columns(self) -> tuple[CountColumn, ...]:
        """The columns of its last page: the one area's, or the ward's."""
        return self.facts.pages[-1].columns

    @property
    def sides(self) -> tuple[CountColumn, ...]:
        """Every column of every page, as the screen counts them: the last page's first, its sum in front."""
        return tuple(self.facts.pages[page].columns[column] for page, column in self.facts.sides)

    @property
    def whole(self) -> ActivityCount | None:
        """The numbers of the whole period on its last page; None where nothing was recorded yet."""
        return _whole(self.facts.period, self.columns)

    @property
    def items(self) -> tuple[Item, ...]:
        """Its lines."""
        return items(self.facts.lists, [column.count for column in self.columns if column.count is not None])

    def to_json(self, file: Path | None) -> dict[str, Any]:
        """The command line's answer; codes that nothing has are left out."""
        period = self.facts.period
        told = {"year": period.month.year} if period.is_year else {"month": str(period.month)}
        common = {"file": str(file) if file else None, "pages": self.pages, **told}
        marks = {
            name: [{"char": mark.char, "code": mark.code, "where": mark.where} for mark in lost]
            for name, lost in (("unprintable", self.unprintable), ("degraded", self.degraded))
        }
        parts = [self._part(at) for at in range(len(self.places))]
        if len(parts) == 1:
            return common | parts[0] | marks
        areas = [part for part in parts if part["area"] is not None]
        return common | {"areas": areas, "ward": parts[-1]} | marks

    def _part(self, at: int) -> dict[str, Any]:
        page = self.facts.pages[at - len(self.places)]
        whole = _whole(self.facts.period, page.columns)
        months = self.facts.period.months if self.facts.period.is_year else ()
        told = {
            str(month): _blocks(column.count) if column.count else None
            for month, column in zip(months, page.columns, strict=False)
        }
        found = {"area": self.places[at], "blocks": _blocks(whole) if whole is not None else None}
        return found | ({"months": told} if months else {})


def _whole(period: Period, columns: tuple[CountColumn, ...]) -> ActivityCount | None:
    return (columns[-1] if period.is_year else columns[0]).count


def _blocks(count: ActivityCount) -> dict[str, Any]:
    return {block.value: {"total": count.number(block, None), **_codes(count.work, block)} for block in Block}


def _codes(work: WorkFigures, block: Block) -> dict[str, Any]:
    return {} if block in {Block.VISITS, Block.DAYS} else {"by_code": dict(by_code(work, block))}


class ActivityCounts:
    """The nation-wide numbers of the desk's work."""

    def __init__(self, ground: Ground, codes: Codes, settings: Settings, ledger: Ledger) -> None:
        self._ground = ground
        self._codes = codes
        self._settings = settings
        self._ledger = ledger

    def periods(self) -> tuple[tuple[Month, ...], tuple[int, ...]]:
        """The months and the 年度 (by the year of their April) that have records, the latest first."""
        today = Month.of(self._ground.today())
        with self._ground.store.read() as connection:
            earliest = work_counts.earliest(connection)
        if earliest is None:
            return (), ()
        first = max(Month.of(earliest), Month(today.year - 10, today.number))
        months = [today]
        while months[-1] > first:
            months.append(months[-1].previous)
        return tuple(months), tuple(range(today.fiscal_start.year, first.fiscal_start.year - 1, -1))

    def prepare(
        self, period: Period, area: str | None = None, *, all_areas: bool = False, look: CountLook | None = None
    ) -> Job[ActivityCountSheet, ActivityCountSheet]:
        """The sheet of an area (the home area; in a ward store the totals), or of all areas and the ward.

        ``look``: stamp boxes, remarks and which blocks. Nothing is written.
        Invalid for a month or year that has not begun, or an area that is on no list.
        """
        areas, ward = scope(self._codes, self._ground.home_area, area, all_areas=all_areas)
        places = (*areas, *((None,) if ward else ()))
        return Job(
            f"{activity_count.TITLE}をつくっています",
            lambda progress: self._gather(period, places, side_by_side=all_areas, look=look or CountLook()),
            _draw,
        )

    def usual_stamps(self) -> tuple[str, ...]:
        """The boxes to stamp in that stand on the month's report (a setting), as many as there is room for."""
        return tuple(box for _, boxes in self._settings.get("stamps") for box in boxes)[:MOST_STAMPS]

    def _gather(
        self, period: Period, places: tuple[str | None, ...], *, side_by_side: bool, look: CountLook
    ) -> ActivityCountSheet:
        today = self._ground.today()
        if period.first > today:
            raise Invalid("month", f"{activity_count.period_words(period)}は、まだ始まっていません。", kind="in_future")
        asked = CountAsked(
            period=period,
            places=places,
            side_by_side=side_by_side,
            today=today,
            settings=self._settings.all(),
            lists=work_lists(self._codes, self._settings),
            look=look,
        )
        with self._ground.store.read() as connection:
            return ActivityCountSheet(facts=activity_count_gather.gather(connection, asked), places=places)

    def behind(
        self, item: Item, sheet: ActivityCountSheet, column: int = 0
    ) -> tuple[WorkLine, ...] | tuple[VisitLine, ...]:
        """The records that make up a number of the sheet in one of its ``sides``: exactly its days and its area."""
        side = sheet.sides[column]
        span, place = side.span, side.area
        if span is None:
            return ()
        with self._ground.store.read() as connection:
            if item.block is Block.VISITS:
                hidden = Unopened(people_questions.hidden(connection))
                found = visit_questions.lines(connection, visit_questions.within(span, place) & visit_questions.COUNTED)
                return without_places((line for line in found if line.method in sheet.facts.methods), hidden)
            work = work_counts.during(connection, span).within(span.first, span.last, place)
            read = Read(connection, sheet.facts.lists, self._ground.today())
            if item.block is Block.DAYS:
                return read.days(span, place, work)
            return read.of(_KINDS[item.block], behind(item, work), span.last)

    def again(self, sheet: ActivityCountSheet) -> ActivityCountSheet:
        """Return the sheet as it is: it names nobody, so it is no copy 写し that may be a reprint."""
        return sheet

    def people_visited(self, sheet: ActivityCountSheet) -> int:
        """How many people the visits of the sheet's 訪問回数 were to."""
        visits = self.behind(Item(block=Block.VISITS, code=None, label=""), sheet)
        return len({line.person_id for line in visits if isinstance(line, VisitLine)})

    def handed_out(self, sheet: ActivityCountSheet, how: str = "printed") -> ActivityCountSheet:
        """Write down in the ledger that it was ``printed`` or ``saved``; it has no number, since it names nobody."""
        self._ledger.note(how, "report", sheet.title)
        return sheet

    def save(self, sheet: ActivityCountSheet, target: Path) -> ActivityCountSheet:
        """Write the PDF where the user asked for it, whole or not at all."""
        self._ground.refuse_inside(target)
        self.handed_out(sheet, "saved")
        write_pages(sheet.pdf, target)
        return sheet


def _draw(sheet: ActivityCountSheet, progress: Progress) -> ActivityCountSheet:
    into = io.BytesIO()
    drawn = activity_count.draw(sheet.facts, into, progress)
    return ActivityCountSheet(
        facts=sheet.facts,
        places=sheet.places,
        pdf=into.getvalue(),
        pages=drawn.pages,
        unprintable=tuple(drawn.unprintable),
        degraded=tuple(drawn.degraded),
        figures=drawn.figures,
    )
