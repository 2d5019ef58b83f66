"""What a monthly report shows, gathered from the store: one definition of each figure, names through the gate."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from watchdesk.domain.address import walking_key
from watchdesk.domain.closing_records import Stood
from watchdesk.domain.consent import Disclosed, Purpose, address_for_print, disclose
from watchdesk.domain.era import age_on, show_month_day
from watchdesk.domain.histories import ONE_DAY
from watchdesk.domain.lines import VisitLine as KeptVisit
from watchdesk.domain.month import Month, months_between
from watchdesk.domain.person import Person
from watchdesk.domain.remark import Remark
from watchdesk.domain.secrecy import without_whereabouts
from watchdesk.domain.summary import (
    Figures,
    Members,
    Roll,
    Span,
    VisitCounts,
    beside,
    figures_of,
    members,
)
from watchdesk.domain.words import Method, Status
from watchdesk.domain.work_lists import WorkLists
from watchdesk.reports.monthly.facts import Contact, MonthlyFacts, PersonLine, SignName, StampGroup, VisitLine
from watchdesk.store import people as people_questions
from watchdesk.store import settings as kept
from watchdesk.store import visits as visit_questions
from watchdesk.store import work_counts
from watchdesk.store.people import Latest
from watchdesk.store.store import Connection

RECEIVER = "hokenfukushi"
"""区役所 保健福祉課, to whom the monthly report goes (code list of recipients)."""

TREND_MONTHS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a report is asked for; ``labels``: words by code of the lists ``criteria`` and ``signs``.

    ``areas``: the parts, in order; with ``ward`` the ward's totals as well. ``settings``: the store's. ``closed``: of
    these areas the figures are wanted and nobody's name: what they print is kept.
    """

    month: Month
    areas: tuple[str, ...]
    ward: bool
    statistics_only: bool
    today: date
    settings: Mapping[str, Any]
    criteria: Mapping[str, str]
    signs: tuple[SignName, ...]
    lists: WorkLists
    closed: frozenset[str | None] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a report: its facts, who makes up its figures, whom it names, and who of them was hidden 秘匿.

    ``visited``: of each visit told, whose it is. ``behind``: of a closed month by figure the ids of its records;
    ``stood``: these records as they were counted, None where the issue does not keep them.
    """

    area: str | None
    facts: MonthlyFacts
    members: Members
    named: tuple[str, ...]
    hidden: frozenset[str]
    visited: tuple[str, ...] = ()
    behind: Mapping[str, tuple[str, ...]] | None = None
    stood: Stood | None = None


class _Month:
    """Counts and spans of a month, shared by all of a report's parts."""

    def __init__(self, connection: Connection, asked: Asked) -> None:
        self.connection = connection
        self.asked = asked
        self.span = Span.of_month(asked.month, asked.today)
        self.roll = Roll(people_questions.watches(connection))
        self.methods = tuple(Method(code) for code in asked.settings["visit_count_methods"])
        earliest = work_counts.earliest(connection)
        spans = beside(asked.month, asked.today, earliest)
        self.beside = {"previous": spans.previous, "last_year": spans.last_year, "year_to_date": spans.year_to_date}
        wanted = {self.span, *(span for span in self.beside.values() if span is not None)}
        self.counts = {span: visit_questions.counts(connection, span) for span in wanted}
        self.work = {span: work_counts.during(connection, span) for span in wanted}
        self._latest: Mapping[str, Latest] | None = None
        self.trend_months = _months_up_to(asked.month, earliest)
        trend = Span(self.trend_months[0].first, self.span.last)
        self.confirmed = visit_questions.confirmed_by_month(connection, trend)
        self.remarks = kept.fetch_remarks(connection, asked.month)

    def members(self, span: Span, area: str | None) -> Members:
        return members(span, area, self.roll, self.counts[span][None].confirmed)

    def figures(self, span: Span | None, area: str | None) -> Figures | None:
        if span is None:
            return None
        counts = self.counts[span].get(area, VisitCounts())
        work = self.work[span].within(span.first, span.last, area)
        return figures_of(self.members(span, area), counts, self.methods, work)

    def latest(self) -> Mapping[str, Latest]:
        """Everybody's latest contacts on the span's last day; asked once for all areas."""
        if self._latest is None:
            self._latest = people_questions.latest(self.connection, self.span.last)
        return self._latest

    def trend(self, area: str | None) -> tuple[tuple[Month, int, int], ...]:
        found = []
        for month in self.trend_months:
            confirmed = self.confirmed.get(month, frozenset())
            who = members(Span.of_month(month, self.asked.today), area, self.roll, confirmed)
            found.append((month, len(who.confirmed_under_watch), len(who.not_confirmed)))
        return tuple(found)


def _months_up_to(month: Month, earliest: date | None) -> tuple[Month, ...]:
    first = month
    for _ in range(TREND_MONTHS - 1):
        first = first.previous
    known = [past for past in months_between(first, month) if earliest is not None and past.last >= earliest]
    return tuple(known) or (month,)


def gather(connection: Connection, asked: Asked) -> tuple[Part, ...]:
    """Return the parts of a report: an area each, the ward's totals last."""
    month = _Month(connection, asked)
    parts: list[str | None] = [*asked.areas]
    return tuple(_part(month, area) for area in (*parts, *((None,) if asked.ward else ())))


def _part(month: _Month, area: str | None) -> Part:
    asked, span = month.asked, month.span
    who = month.members(span, area)
    figures = month.figures(span, area)
    assert figures is not None  # noqa: S101  # the month's own span is never None
    bare = asked.statistics_only or area is None or area in asked.closed
    named = None if bare else _Named(month, area or "", who)
    facts = _facts(month, area, figures, named, who)
    if named is None:
        return Part(area=area, facts=facts, members=who, named=(), hidden=frozenset())
    return Part(area=area, facts=facts, members=who, named=named.ids, hidden=named.hidden, visited=named.visited)


def _facts(month: _Month, area: str | None, figures: Figures, named: "_Named | None", who: Members) -> MonthlyFacts:
    asked, remark = month.asked, month.remarks.get(area or "", Remark())
    return MonthlyFacts(
        month=asked.month,
        area=area or asked.settings["ward"],
        is_ward=area is None,
        printed_on=asked.today,
        provisional=asked.today in asked.month,
        coordinator=asked.settings["coordinator"],
        office=asked.settings["office"],
        phone=asked.settings["office_phone"],
        receivers=tuple(asked.settings["receivers"]),
        stamps=tuple(StampGroup(title, tuple(boxes)) for title, boxes in asked.settings["stamps"]),
        figures=figures,
        previous=month.figures(month.beside["previous"], area),
        last_year=month.figures(month.beside["last_year"], area),
        year_to_date=month.figures(month.beside["year_to_date"], area),
        people=named.people if named else None,
        unnamed_people=len(who.under_watch) - (named.people.provided if named else 0),
        visits=named.visits if named else None,
        unnamed_visits=figures.visits.total - (named.visits.provided if named else 0),
        remarks=remark.remark,
        coming=remark.coming,
        trend=month.trend(area),
        signs=asked.signs,
        lists=asked.lists,
        people_columns=tuple(asked.settings["monthly_people_columns"]),
        visit_columns=tuple(asked.settings["monthly_visit_columns"]),
    )


class _Named:
    """The people of an area under watch in the month, and their visits there, as the gate lets them through."""

    def __init__(self, month: _Month, area: str, who: Members) -> None:
        self._asked = month.asked
        self._last = month.span.last
        self._default = frozenset(month.asked.settings["consent_recipients"])
        wanted = set(who.under_watch)
        fetched = people_questions.fetch(month.connection, people_questions.with_area(area))
        people = sorted((person for person in fetched if person.id in wanted), key=_walk)
        self._people = {person.id: person for person in people}
        here = visit_questions.within(month.span, area) & visit_questions.COUNTED
        visits = visit_questions.lines(month.connection, here, order_by=visit_questions.OLDEST_FIRST)
        self._visits = [visit for visit in visits if visit.person_id in wanted]
        self._by_person: dict[str, list[KeptVisit]] = {}
        for visit in self._visits:
            self._by_person.setdefault(visit.person_id, []).append(visit)
        self._confirmed = set(who.confirmed_under_watch)
        self._latest = month.latest()
        self.people = self._gate((person, self._line(person)) for person in people)
        self.visits = self._gate((self._people[visit.person_id], self._visit_line(visit)) for visit in self._visits)
        withheld = set(self.people.withheld_ids)
        self.ids = tuple(person.id for person in people if person.id not in withheld)
        self.hidden = frozenset(one for one in self.ids if self._people[one].hidden)
        self.visited = tuple(visit.person_id for visit in self._visits if visit.person_id not in withheld)

    def _gate(self, subjects: Iterable[tuple[Person, Any]]) -> Disclosed[Any]:
        return disclose(
            subjects,
            purpose=Purpose.MONTHLY_REPORT,
            receiver=RECEIVER,
            day=self._asked.today,
            default_recipients=self._default,
        )

    def _line(self, person: Person) -> PersonLine:
        visits = self._by_person.get(person.id, [])
        return PersonLine(
            name=person.name,
            kana=person.kana or "",
            age=age_on(person.birth_date, self._last) if person.birth_date else None,
            sex=person.sex,
            address=address_for_print(person),
            criteria="、".join(self._asked.criteria.get(code, code) for code in person.criteria),
            contacts=tuple(Contact(day=visit.on, method=visit.method, result=visit.result) for visit in visits),
            confirmed=person.id in self._confirmed,
            last_confirmed=self._latest[person.id].contacts.last_confirmed if person.id in self._latest else None,
            remark=_remark(person, visits, self._last, confirmed=person.id in self._confirmed),
        )

    def _visit_line(self, visit: KeptVisit) -> VisitLine:
        labels = {sign.code: f"{sign.group} {sign.label}" for sign in self._asked.signs}
        return VisitLine(
            day=visit.on,
            at=visit.at,
            name=visit.name,
            kana=visit.kana or "",
            method=visit.method,
            result=visit.result,
            condition=visit.condition,
            signs=tuple(labels.get(code, code) for code in visit.signs),
            note=without_whereabouts(visit.note or "", self._people[visit.person_id]),
            visitor=visit.visitor or "",
        )


def _walk(person: Person) -> Any:
    """The walking order; hidden people last, by reading: between neighbours the place would tell where they live."""
    if person.hidden:
        return (True, (), person.kana or "")
    return (False, walking_key(person.town, person.address, person.building), "")


def _remark(person: Person, visits: Sequence[KeptVisit], last: date, *, confirmed: bool) -> str:
    """What the reader asks next: why nobody was confirmed, or why the person is no longer there."""
    status = person.status_on(last)
    if status is not None and status is not Status.ACTIVE:
        return status.label
    if confirmed:
        return ""
    starts = [entry.since for entry in person.status_history if entry.since is not None and entry.since <= last]
    if not visits and starts and (last - max(starts)) < 31 * ONE_DAY:
        return f"{show_month_day(max(starts)).replace(' ', '')}から"
    return f"{len(visits)}回訪ねて会えず" if visits else "記録なし"
