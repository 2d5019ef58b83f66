"""Reports 報告書: the month's figures and pages, remarks, and what was handed out of them."""

import io
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from watchdesk.domain.closing import Closing
from watchdesk.domain.consent import why_withheld
from watchdesk.domain.copies import Held, proposed
from watchdesk.domain.era import show_day
from watchdesk.domain.figure_place import FigurePlace
from watchdesk.domain.month import Month, months_between
from watchdesk.domain.summary import Figures, Members
from watchdesk.errors import Invalid
from watchdesk.reports.fonts import Lost
from watchdesk.reports.monthly import gather as monthly_gather
from watchdesk.reports.monthly import report as monthly
from watchdesk.reports.monthly.facts import SignName, StampGroup
from watchdesk.reports.monthly.gather import RECEIVER as _RECEIVER
from watchdesk.reports.monthly.gather import Asked, Part
from watchdesk.reports.numbered import NumberedFacts
from watchdesk.services.closed_months import named_in
from watchdesk.services.codes import Codes
from watchdesk.services.consents import outdated
from watchdesk.services.ground import Ground
from watchdesk.services.issues import Issues
from watchdesk.services.jobs import Job, Progress
from watchdesk.services.ledger import Ledger
from watchdesk.services.numbered import with_contents, write_pages
from watchdesk.services.remarks import named
from watchdesk.services.settings import Settings
from watchdesk.services.work_lists import work_lists
from watchdesk.settings import WATERMARK
from watchdesk.store import closings, copies, work_counts
from watchdesk.store import people as people_questions

_TITLE = "月報"
_YEARS_BACK = 10
"""So many years of months are offered; a consent dated long before the program came would make a list of hundreds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthlyReport:
    """A drawn report: the PDF's bytes, its pages, its parts' figures, what could not be printed as written."""

    month: Month
    parts: tuple[Part, ...]
    pdf: bytes = field(repr=False)
    pages: int
    unprintable: tuple[Lost, ...] = field(repr=False)
    degraded: tuple[Lost, ...] = field(repr=False)
    copy: NumberedFacts
    """Which copy 写し its pages with names are; without a number it may be looked at, and not handed out."""
    figures: tuple[FigurePlace, ...] = field(default=(), repr=False)
    """Where the figures of its last part stand on its pages."""
    held: Held | None = None
    """Who gets it, what for and until when, as it was told beside the pages; None: as is proposed."""

    @property
    def numbers(self) -> tuple[int, ...]:
        """The copy's number, where it has one."""
        return (self.copy.number,) if self.copy.number is not None else ()

    @property
    def number(self) -> int | None:
        """The same, alone."""
        return self.copy.number

    @property
    def named(self) -> tuple[str, ...]:
        """Ids of the people whom the report names."""
        return tuple(sorted({person_id for part in self.parts for person_id in part.named}))

    @property
    def hidden(self) -> frozenset[str]:
        """Ids of those named whose whereabouts the report keeps secret 秘匿."""
        return frozenset(person_id for part in self.parts for person_id in part.hidden)

    @property
    def is_whole(self) -> bool:
        """Whether it has the pages with names: the figures alone are not the month's report."""
        return any(part.facts.people is not None for part in self.parts)

    @property
    def title(self) -> str:
        """What the report is, for a file's name and the ledger; no name of a person in it."""
        facts = self.parts[0].facts
        places = "全地域" if len(self.parts) > 1 else facts.place
        issue = f" 第{facts.issue}号" if facts.issue and len(self.parts) == 1 else ""
        return f"{_TITLE} {self.month} {places}{issue}"

    @property
    def told(self) -> str:
        """What the ledger calls it, by which the very same is known again: an issue stays as it is, all else may not.

        Of a report as it is looked at, before it has a number.
        """
        if self.parts[0].facts.issue and len(self.parts) == 1:
            return self.title
        return with_contents(f"{self.title} {show_day(self.copy.printed_on)}", self.pdf)

    def to_json(self, file: Path | None) -> dict[str, Any]:
        """The command line's answer (contract §6)."""
        common = {"file": str(file) if file else None, "pages": self.pages, "month": str(self.month)}
        marks = {
            "unprintable": [_mark_json(mark) for mark in self.unprintable],
            "degraded": [_mark_json(mark) for mark in self.degraded],
        }
        if len(self.parts) > 1:
            areas = [_part_json(part) for part in self.parts if part.area is not None]
            ward = next(_part_json(part) for part in self.parts if part.area is None)
            return common | {"areas": areas, "ward": ward} | marks
        return common | _part_json(self.parts[0]) | marks


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthlyLook:
    """What one print of an open month has otherwise: None is what the settings and the month's own 特記事項 say.

    Nothing of it is kept: what belongs to the month is written beside its figures, and goes into its issue. Columns
    are keys of ``domain.monthly_columns``.
    """

    stamps: tuple[str, ...] | None = None
    remarks: str | None = field(default=None, repr=False)
    people_columns: tuple[str, ...] | None = None
    visit_columns: tuple[str, ...] | None = None


def _looking(parts: tuple[Part, ...], look: MonthlyLook) -> tuple[Part, ...]:
    columns = {"people_columns": look.people_columns, "visit_columns": look.visit_columns}
    told: dict[str, Any] = {key: chosen for key, chosen in columns.items() if chosen is not None}
    if look.stamps is not None:
        told["stamps"] = (StampGroup("決裁", look.stamps),) if look.stamps else ()
    if look.remarks is not None:
        told["remarks"] = look.remarks.strip()
    if told and any(part.facts.issue is not None for part in parts):
        sentence = "締めた月の報告書は、締めたときのままです。決裁欄・特記事項・項目は、変えずに書き出してください。"
        raise Invalid("month", sentence, kind="closed")
    return tuple(replace(part, facts=replace(part.facts, **told)) for part in parts) if told else parts


def _part_json(part: Part) -> dict[str, Any]:
    facts = part.facts
    return {
        "area": part.area,
        "issue": facts.issue,
        "code": facts.code or None,
        "outdated": facts.outdated,
        "figures": facts.figures.to_json(),
        "previous": _or_null(facts.previous),
        "last_year": _or_null(facts.last_year),
        "year_to_date": _or_null(facts.year_to_date),
    }


def _mark_json(mark: Lost) -> dict[str, str]:
    return {"char": mark.char, "code": mark.code, "where": mark.where}


def _or_null(figures: Figures | None) -> dict[str, object] | None:
    return figures.to_json() if figures is not None else None


def scope(codes: Codes, home: str | None, area: str | None, *, all_areas: bool) -> tuple[tuple[str, ...], bool]:
    """Return the areas that a report has parts of, and whether the ward has one; Invalid for one on no list."""
    known = codes.areas if home is None or home in codes.areas else (*codes.areas, home)
    if all_areas:
        return known, True
    chosen = area or home
    if chosen is not None and chosen not in known:
        raise Invalid("area", f"「{chosen}」は、地域の一覧にありません。", kind="unknown")
    return ((chosen,), False) if chosen else ((), True)


class Reports:
    """The reports of the desk."""

    def __init__(self, ground: Ground, codes: Codes, settings: Settings, ledger: Ledger) -> None:
        self._ground = ground
        self._codes = codes
        self._settings = settings
        self._ledger = ledger
        self._issues = Issues(ground, settings)

    def monthly(
        self,
        month: Month,
        area: str | None = None,
        *,
        all_areas: bool = False,
        statistics_only: bool = False,
        look: MonthlyLook | None = None,
    ) -> Job[tuple[Part, ...], MonthlyReport]:
        """The month's report of an area (the home area; in a ward store the totals), or of all areas and the ward.

        Gathers one state of the store and draws it; nothing is written. A part that is closed 月締め is drawn from what
        was stored then. Invalid for a month not yet begun, and for a ``look`` of a closed one.
        """
        areas, ward = scope(self._codes, self._ground.home_area, area, all_areas=all_areas)
        return Job(
            "月報をつくっています",
            lambda progress: _looking(
                self._gather(month, areas, ward=ward, statistics_only=statistics_only), look or MonthlyLook()
            ),
            lambda parts, progress: _draw(month, parts, self._looked_at(), progress),
        )

    def issue(self, closing: Closing) -> Job[tuple[Part, ...], MonthlyReport]:
        """The report of one issue, an earlier one too, as it was issued; whoever may not be named today is not."""
        return Job(
            "月報をつくっています",
            lambda progress: (self._issue(closing),),
            lambda parts, progress: _draw(closing.month, parts, self._looked_at(), progress),
        )

    def _looked_at(self) -> NumberedFacts:
        """A copy that is looked at only."""
        return NumberedFacts(printed_on=self._ground.today())

    def _issue(self, closing: Closing) -> Part:
        with self._ground.store.read() as connection:
            return self._issues.part(connection, closing)

    def area_of(self, area: str | None) -> str | None:
        """Return the area that a report of one part is of: the one named, else the home area; None: the ward's."""
        areas, _ward = scope(self._codes, self._ground.home_area, area, all_areas=False)
        return areas[0] if areas else None

    def as_of_today(self, month: Month, area: str | None) -> Part:
        """What the month's report would show today, closed or not, with names; area None: the ward's."""
        areas = (area,) if area is not None else ()
        with self._ground.store.read() as connection:
            return monthly_gather.gather(connection, self._asked(month, areas, ward=area is None))[0]

    def figures(self, month: Month, area: str | None = None) -> Part:
        """The month's figures alone, with who makes them up; of a closed month those that were stored."""
        areas, ward = scope(self._codes, self._ground.home_area, area, all_areas=False)
        return self._gather(month, areas, ward=ward, statistics_only=True)[0]

    def members(self, month: Month, area: str | None = None) -> Members:
        """Who makes up the figures of people."""
        return self.figures(month, area).members

    def _gather(self, month: Month, areas: tuple[str, ...], *, ward: bool, statistics_only: bool) -> tuple[Part, ...]:
        asked = self._asked(month, areas, ward=ward, statistics_only=statistics_only)
        with self._ground.store.read() as connection:
            closed = self._issues.standing(connection, month)
            parts = monthly_gather.gather(connection, replace(asked, closed=frozenset(closed)))
            return tuple(
                self._issues.in_place(connection, part, closed[part.area], statistics_only=statistics_only)
                if part.area in closed
                else part
                for part in parts
            )

    def _asked(self, month: Month, areas: tuple[str, ...], *, ward: bool, statistics_only: bool = False) -> Asked:
        today = self._ground.today()
        if month.first > today:
            raise Invalid("month", f"{month}は、まだ始まっていません。", kind="in_future")
        return Asked(
            month=month,
            areas=areas,
            ward=ward,
            statistics_only=statistics_only,
            today=today,
            settings=self._settings.all(),
            criteria=self._codes.short_labels("criteria"),
            signs=tuple(
                SignName(code=entry.code, group=entry.group, label=entry.label)
                for entry in self._codes.entries("signs", with_hidden=True)
            ),
            lists=work_lists(self._codes, self._settings),
        )

    @property
    def receiver(self) -> str:
        """The word of who receives the pages with names."""
        return self._codes.label("recipients", _RECEIVER)

    def proposal(self, report: MonthlyReport) -> Held:
        """Return who is proposed to have it, what for and until when: what is received comes back in a month."""
        held = proposed(_RECEIVER, None, self._ground.today(), purpose=f"{report.month.number}月の報告")
        return replace(held, marked=bool(self._settings.get(WATERMARK)))

    def again(self, report: MonthlyReport) -> MonthlyReport:
        """Return a report as the next print of it: where the very same left before, it says so, as ``Papers.again``."""
        with self._ground.store.read() as connection:
            before = copies.same_before(connection, monthly.KEY, report.told, _RECEIVER, report.named)
        return replace(report, copy=replace(report.copy, reprint_of=before))

    def handed_out(self, report: MonthlyReport, how: str = "printed") -> MonthlyReport:
        """Write down in the ledger that it was ``printed`` or ``saved``; return it with its number where names stand.

        One call a set of paper, as ``Papers.handed_out``; what names nobody is no copy. WatchDeskError (``outdated``)
        where it names somebody whose consent does not cover the receiver any more, or tells where somebody is who was
        hidden since. Invalid (``remark.named``) for figures alone beside which a name was written.
        """
        self._refuse_if_outdated(report, _RECEIVER)
        if not report.is_whole:
            self._refuse_if_written(report)
        if not report.named:
            self._ledger.note(how, "report", report.title)
            return report
        held = report.held or self.proposal(report)
        number = self._ledger.copy_made(
            monthly.KEY,
            report.told,
            report.named,
            how=how,
            receiver=_RECEIVER,
            held=held,
            reprint_of=report.copy.reprint_of,
            pages=report.pages,
        )
        mark = (held.holder or self.receiver) if held.marked else ""
        copy = replace(report.copy, number=number, due_back=held.due_back, watermark=mark)
        return replace(_draw(report.month, report.parts, copy), held=report.held)

    def _refuse_if_outdated(self, report: MonthlyReport, receiver: str) -> None:
        with self._ground.store.read() as connection:
            people = people_questions.fetch(connection, people_questions.with_ids(report.named))
        today, default = self._ground.today(), frozenset(self._settings.get("consent_recipients"))
        covered = [one for one in people if why_withheld(one.consent_on(today), receiver, default) is None]
        if len(covered) < len(report.named) or {one.id for one in people if one.hidden} != report.hidden:
            raise outdated()

    def _refuse_if_written(self, report: MonthlyReport) -> None:
        facts = [part.facts for part in report.parts]
        with self._ground.store.read() as connection:
            found = named_in(connection, *(text for one in facts for text in (one.remarks, one.coming)))
        if found:
            raise named(found, closed=any(one.issue is not None for one in facts))

    def awaited(self) -> tuple[Month, ...]:
        """The months that are over, have records and are not closed, the oldest first.

        Those before the month that came before the program knew of closings are not asked for, unless an earlier one
        was closed: who begins with a month goes on from there.
        """
        area = self._ground.home_area
        with self._ground.store.read() as connection:
            issues = closings.fetch(connection)
            closed = {one.month for one in closings.standing(connection) if one.area == area}
            earliest, since = work_counts.earliest(connection), closings.since(connection)
        if earliest is None:
            return ()
        begun = [one.month for one in issues if one.area == area]
        first = max(Month.of(earliest), min([Month.of(since or self._ground.today()).previous, *begun]))
        over = months_between(first, Month.of(self._ground.today()).previous)
        return tuple(month for month in over if month not in closed)

    def months(self) -> tuple[Month, ...]:
        """The months that can be reported, the latest first; none while the store holds nothing."""
        today = Month.of(self._ground.today())
        with self._ground.store.read() as connection:
            earliest = work_counts.earliest(connection)
        if earliest is None:
            return ()
        first = max(Month.of(earliest), Month(today.year - _YEARS_BACK, today.number))
        return months_between(first, today)[::-1]

    def save(self, report: MonthlyReport, target: Path) -> MonthlyReport:
        """Write the numbered PDF where the user asked for it, whole or not at all; return it as it was written."""
        self._ground.refuse_inside(target)
        with self._ledger.leaving() as leaving:
            copy = self.handed_out(self.again(report), "saved")
            write_pages(copy.pdf, target, leaving.whole)
        return copy


def _draw(
    month: Month, parts: tuple[Part, ...], copy: NumberedFacts, progress: Progress | None = None
) -> MonthlyReport:
    into = io.BytesIO()
    areas = [part.facts for part in parts if part.area is not None]
    if len(parts) > 1:
        drawn = monthly.draw_all(areas, parts[-1].facts, into, progress, copy=copy)
    else:
        drawn = monthly.draw(parts[0].facts, into, progress, copy=copy)
    return MonthlyReport(
        month=month,
        parts=parts,
        pdf=into.getvalue(),
        pages=drawn.pages,
        unprintable=tuple(drawn.unprintable),
        degraded=tuple(drawn.degraded),
        figures=drawn.figures,
        copy=copy,
    )
