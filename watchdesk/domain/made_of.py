"""Made of: exactly which people, visits and records a figure or its part is made of (contract §2.12)."""

from collections.abc import Collection, Mapping
from datetime import date

from watchdesk.domain.behind import Figure
from watchdesk.domain.closing_records import Told
from watchdesk.domain.counted import ALL, HOURS, UNKNOWN, UNSEEN, Counted, Cut, outcome_of
from watchdesk.domain.month import Month
from watchdesk.domain.summary import Added, Ended, Figures, Ids, Members, Span, VisitCounts
from watchdesk.domain.words import CONFIRMED_CONTACT, Condition, Method, Word
from watchdesk.domain.work import AWAITED, Carried, Consulted, Referred, Work


class Side(Word):
    """The spans that stand side by side: the month itself, and those it is compared with (contract §2.11)."""

    MONTH = "month", "この月"
    PREVIOUS = "previous", "前の月"
    LAST_YEAR = "last_year", "前の年の同じ月"
    YEAR_TO_DATE = "year_to_date", "今年度"

    def span(self, month: Month, today: date) -> Span:
        """Return its days; the running month ends today."""
        if self is Side.YEAR_TO_DATE:
            return Span.year_to_date(month, today)
        months = {Side.MONTH: month, Side.PREVIOUS: month.previous, Side.LAST_YEAR: month.year_before}
        return Span.of_month(months[self], today)


def people(counted: Counted, members: Members, counts: VisitCounts) -> Ids:
    """Return the ids of the people behind a figure of people, none behind another; all of one span and area.

    By criterion 該当区分 nobody is told apart here: that is asked of the people's own lines.
    """
    figure = counted.figure
    if not figure.is_of_people:
        return ()
    if counted.cut is Cut.REASON:
        if figure is Figure.ADDED:
            return members.added_by.get(Added(counted.code), ())
        return members.ended_by.get(Ended(counted.code), ())
    if figure in {Figure.VISITED, Figure.SEEN}:
        return tuple(sorted(counts.visited if figure is Figure.VISITED else counts.confirmed))
    ids: Ids = getattr(members, figure.value)
    return ids


def is_made_of(
    counted: Counted, visit: Told, methods: Collection[Method], groups: Mapping[str, str] | None = None
) -> bool:
    """Whether a visit of the span is one of those behind a figure of visits; voided ones count nowhere.

    ``methods`` count as 訪問回数 (contract §2.10); ``groups``: of each sign of the checklist its group.
    """
    figure = counted.figure
    if visit.voided or not figure.is_of_visits:
        return False
    if figure is Figure.VISIT_COUNT and visit.method not in methods:
        return False
    if figure is Figure.WORRYING and not _is_worrying(visit):
        return False
    if counted.cut is Cut.GROUP:
        return marks(counted.code, visit, groups or {}) > 0
    return counted.cut is None or _is_part(counted.cut, counted.code, visit)


def marks(group: str, visit: Told, groups: Mapping[str, str]) -> int:
    """Return how many signs of a group, or of ``ALL``, a visit has: so often it counts in the group's sum."""
    return sum(group in {ALL, groups.get(sign)} for sign in visit.signs)


def _is_worrying(visit: Told) -> bool:
    concern = visit.condition is Condition.CONCERN and visit.result in CONFIRMED_CONTACT
    return concern or visit.condition is Condition.URGENT


def _is_part(cut: Cut, code: str, visit: Told) -> bool:
    if cut is Cut.SIGN:
        return code in visit.signs
    if cut is Cut.CONDITION:
        return _condition(visit) == code
    if cut is Cut.OUTCOME:
        method, _, outcome = code.rpartition("/")
        return method in {ALL, visit.method.value} and outcome_of(visit.result) == outcome
    told = {Cut.METHOD: visit.method.value, Cut.RESULT: visit.result.value}
    return told.get(cut, f"{visit.method.value}/{visit.result.value}") == code


def _condition(visit: Told) -> str | None:
    """The code under which its condition is counted, None where it is not counted at all (contract §2.12)."""
    if visit.result in CONFIRMED_CONTACT:
        return visit.condition.value if visit.condition is not None else UNKNOWN
    return UNSEEN if visit.condition is Condition.URGENT else None


def ids_of(counted: Counted, work: Work) -> Ids:
    """Return the ids of the records of work behind a figure; ``work`` of its span and area. Days have none."""
    figure, cut, code = counted.figure, counted.cut, counted.code
    if figure is Figure.CONSULTATIONS:
        return tuple(one.id for one in work.consultations if cut is None or _of(one, cut) == code)
    if figure is Figure.REFERRALS:
        return tuple(one.id for one in work.referrals if cut is None or _is_sent(one, cut, code, work.last))
    if figure is Figure.ACTIVITIES:
        return tuple(one.id for one in work.activities if cut is None or _is_carried(one, cut, code))
    if figure is Figure.COORDINATION:
        return tuple(one.id for one in work.coordination if cut is None or one.kind == code)
    return ()


def _is_sent(one: Referred, cut: Cut, code: str, last: date) -> bool:
    state = one.state_on(last)
    if cut is Cut.AWAITED:
        return state in AWAITED and code in {ALL, one.receiver}
    return code == (one.receiver if cut is Cut.BODY else state.value)


def _is_carried(one: Carried, cut: Cut, code: str) -> bool:
    if cut is Cut.AMOUNT:
        return bool(one.minutes if code == HOURS else one.participants)
    return one.kind == code


def _of(case: Consulted, cut: Cut) -> str:
    return case.field if cut is Cut.FIELD else case.content


def is_recorded(figures: Figures) -> bool:
    """Whether anything was recorded in a span: without, nothing is known of it to compare with."""
    work = figures.work
    return any((figures.visits.total, work.consultations, work.referrals, work.activities, work.coordination))
