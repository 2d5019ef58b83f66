"""Figures of the month opened: the people, visits and records that each of them, or a part of it, is made of."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from watchdesk.domain.behind import WORK_KINDS, Figure
from watchdesk.domain.closing_records import Stood, Told
from watchdesk.domain.counted import HOURS, Counted, Cut, PartWords, Said, parts, wholes
from watchdesk.domain.lines import PersonLine, VisitLine
from watchdesk.domain.made_of import Side, ids_of, is_made_of, marks, people
from watchdesk.domain.month import Month
from watchdesk.domain.summary import Figures, Ids, Members, Roll, Span, VisitCounts, members
from watchdesk.domain.work import Work
from watchdesk.domain.work_lines import WorkKind, WorkLine, day_line
from watchdesk.reports.monthly.gather import Part
from watchdesk.services.codes import Codes
from watchdesk.services.ground import Ground
from watchdesk.services.issues import stayed
from watchdesk.services.masking import Unopened
from watchdesk.services.people import People
from watchdesk.services.visits import without_places
from watchdesk.services.work_lines import Read
from watchdesk.store import people as people_questions
from watchdesk.store import visits as visit_questions
from watchdesk.store import work_counts
from watchdesk.store.store import Connection

NOT_KEPT = "この号には内訳の記録がありません。いまの記録で数えています。"
NOTHING_LEFT = "締めたあとに、取り消されるか、ほかの日に移りました"

Lines = tuple[PersonLine, ...] | tuple[VisitLine, ...] | tuple[WorkLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What stands beside the month's figures; both by ``Counted.key`` and of the month itself.

    ``other``: of a figure of visits how many people they were to (実), of one of people how many visits to them (のべ),
    in whatever area. ``criteria``: people under watch by criterion 該当区分, of an issue as it stood when it was made.
    """

    other: Mapping[str, int] = field(default_factory=dict)
    criteria: Mapping[str, int] = field(default_factory=dict)


def figures_of(part: Part, side: Side) -> Figures | None:
    """Return what a report's part says of a side; None where the store has no record of that span."""
    facts = part.facts
    return {
        Side.MONTH: facts.figures,
        Side.PREVIOUS: facts.previous,
        Side.LAST_YEAR: facts.known_last_year,
        Side.YEAR_TO_DATE: facts.year_to_date,
    }[side]


def said_of(part: Part, side: Side = Side.MONTH, criteria: Mapping[str, int] | None = None) -> Said | None:
    """Return all that a report's part says of a side, with its own sums; None where the store has no record of it."""
    figures, facts = figures_of(part, side), part.facts
    if figures is None:
        return None
    unnamed = {}
    if side is Side.MONTH and facts.people is not None:  # where nobody is named there is no list to be left out of
        unnamed = {Figure.UNDER_WATCH: facts.unnamed_people, Figure.VISITS: facts.unnamed_visits}
    return Said(figures=figures, criteria=criteria, groups=_groups(part), unnamed=unnamed)


def _kept(part: Part, side: Side, figure: Figure) -> Ids | None:
    """What an issue was counted from, for the figures it keeps that of; None where the month is open, or another."""
    if part.behind is None or side is not Side.MONTH:
        return None
    return part.behind.get(figure.value)


def _stood(part: Part, side: Side) -> Stood | None:
    """The records as the month's issue counted them; None where it keeps them not, or the month is open."""
    return part.stood if side is Side.MONTH else None


def is_of_today(counted: Counted, part: Part, side: Side = Side.MONTH) -> bool:
    """Whether what is listed of an issue is counted from today's records, for it keeps nothing of that.

    So it is with parts, and some figures, of an issue of 0.4.0, and with the spans an issue is compared with.
    """
    if part.behind is None:
        return False
    if side is not Side.MONTH:
        return True
    if part.stood is not None:
        return False
    if counted.figure.is_of_people and counted.figure not in {Figure.VISITED, Figure.SEEN}:
        return counted.cut is Cut.CRITERION
    return counted.cut is not None or counted.figure.value not in part.behind or counted.figure is Figure.ACTIVE_DAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """What the month's figures are counted from: read now, or as an issue keeps it."""

    made: Sequence[Told]
    visits_to: Mapping[str, int]
    criteria: Mapping[str, Ids]
    counts: VisitCounts


def _source_kept(part: Part, stood: Stood) -> _Source:
    visited, seen = (frozenset(_kept(part, Side.MONTH, one) or ()) for one in (Figure.VISITED, Figure.SEEN))
    counts = VisitCounts(visited=visited, confirmed=seen)
    return _Source(made=stood.visits, visits_to=stood.visits_to, criteria=stood.criteria, counts=counts)


def _groups(part: Part) -> dict[str, str]:
    """Of each sign of the checklist as it is printed its group."""
    return {sign.code: sign.group for sign in part.facts.signs}


def _as_counted(line: VisitLine, part: Part, side: Side) -> VisitLine:
    """Of an issue a visit counts that was voided since."""
    return replace(line, voided=False) if _kept(part, side, Figure.VISITS) is not None else line


def _days_kept(lines: Iterable[WorkLine], part: Part, side: Side) -> tuple[WorkLine, ...]:
    """The days as they are read now; of an issue that keeps no more its days, without what was written since."""
    days = _kept(part, side, Figure.ACTIVE_DAYS)
    if days is None or part.behind is None:
        return tuple(lines)
    held = {kind: frozenset(part.behind.get(figure.value, ())) for kind, figure in _HELD.items()}
    found = {line.id: line for line in lines}
    return tuple(_held(found.get(day) or day_line(date.fromisoformat(day), {}), held) for day in days)


def _held(line: WorkLine, held: Mapping[WorkKind, Collection[str]]) -> WorkLine:
    ids = {kind: tuple(one for one in those if one in held.get(kind, those)) for kind, those in line.ids}
    now = day_line(line.on, ids)
    return now if now.ids else replace(now, what=NOTHING_LEFT)


_HELD = {
    WorkKind.VISIT: Figure.VISITS,
    WorkKind.ACTIVITY: Figure.ACTIVITIES,
    WorkKind.COORDINATION: Figure.COORDINATION,
}
"""What an issue of 0.4.0 keeps of a day; steps of consultations it does not."""


class MonthFigures:
    """What the figures of a report's part are made of."""

    def __init__(self, ground: Ground, codes: Codes, people: People) -> None:
        self._ground = ground
        self._codes = codes
        self._people = people

    def words(self, part: Part) -> PartWords:
        """The words of the parts of a part's figures."""
        signs = {sign.code: f"{sign.group} {sign.label}" for sign in part.facts.signs}
        criteria = self._codes.short_labels("criteria")
        return PartWords(signs=signs, groups=_groups(part), criteria=criteria, lists=part.facts.lists)

    def lines(self, counted: Counted, part: Part, side: Side = Side.MONTH) -> Lines:
        """Exactly the records behind a figure or its part: people in their order, visits newest first, work by day."""
        if counted.figure.is_of_people:
            return self._people_behind(counted, part, side)
        return self.work(counted, part, side) if counted.figure.is_of_work else self.visits(counted, part, side)

    def caveat(self, counted: Counted, part: Part, side: Side = Side.MONTH) -> str:
        """The sentence to stand beside a figure whose records an issue does not keep; mostly empty."""
        return NOT_KEPT if is_of_today(counted, part, side) else ""

    def people(self, counted: Counted, part: Part, side: Side = Side.MONTH) -> Ids:
        """The ids of the people behind a figure of people."""
        return tuple(line.id for line in self._people_behind(counted, part, side))

    def in_month(self, counted: Counted, part: Part, month: Month) -> tuple[PersonLine, ...]:
        """The people behind a figure of people in a month of the picture that has no column, as they are read now."""
        return self._people.lines_of(self._ids_now(counted, Span.of_month(month, self._ground.today()), part.area))

    def amount(self, counted: Counted, part: Part, side: Side, lines: Lines) -> float:
        """What the records behind a figure make: mostly so many as they are, else what they add up to."""
        if counted.cut is Cut.GROUP:
            groups = _groups(part)
            made = self._counted_visits(counted, part, side, self._made(part, side))
            return sum(marks(counted.code, one, groups) for one in made)
        if counted.cut is Cut.AMOUNT:
            stood = _stood(part, side)
            with self._ground.store.read() as connection:
                work = self._work_now(connection, part, side) if stood is None else stood.work
            found = {line.id for line in lines}
            told = replace(work, activities=tuple(one for one in work.activities if one.id in found)).figures
            return told.hours if counted.code == HOURS else told.participants
        return len(lines)

    def visits(self, counted: Counted, part: Part, side: Side = Side.MONTH) -> tuple[VisitLine, ...]:
        """The visits behind a figure of visits, newest first."""
        made = self._made(part, side)
        if counted.cut is Cut.UNNAMED:
            made = tuple(line for line in made if line.person_id not in part.named)
            return tuple(line for line in made if not _as_counted(line, part, side).voided)
        counts = {one.id for one in self._counted_visits(counted, part, side, made)}
        return tuple(line for line in made if line.id in counts)

    def _counted_visits(self, counted: Counted, part: Part, side: Side, made: Sequence[VisitLine]) -> Iterator[Told]:
        """Those behind a figure, as they were counted, of the visits that were made."""
        methods, groups, stood = part.facts.figures.visit_count_methods, _groups(part), _stood(part, side)
        now: Iterable[Told] = (_as_counted(line, part, side) for line in made)
        for one in now if stood is None else stood.visits:
            if is_made_of(counted, one, methods, groups):
                yield one

    def _made(self, part: Part, side: Side) -> tuple[VisitLine, ...]:
        """The visits of a span; of an issue those it was counted from, though they were voided or moved since."""
        kept = _kept(part, side, Figure.VISITS)
        if kept is None:
            return self._visits(self._span(part, side), part.area)
        with self._ground.store.read() as connection:
            return _told(connection, visit_questions.lines(connection, visit_questions.with_ids(kept)))

    def work(self, counted: Counted, part: Part, side: Side = Side.MONTH) -> tuple[WorkLine, ...]:
        """The records behind a figure of work, or the days worked on."""
        span, stood = self._span(part, side), _stood(part, side)
        with self._ground.store.read() as connection:
            read = Read(connection, part.facts.lists, self._ground.today())
            if stood is not None:
                return _work_kept(read, counted, stood, span)
            done = self._work_now(connection, part, side)
            if counted.figure is Figure.ACTIVE_DAYS:
                return _days_kept(read.days(span, part.area, done), part, side)
            kept = _kept(part, side, counted.figure)
            ids = ids_of(counted, done)
            if kept is not None:
                ids = kept if counted.cut is None else tuple(one for one in ids if one in kept)
            return read.of(WORK_KINDS[counted.figure], ids, span.last)

    def _work_now(self, connection: Connection, part: Part, side: Side) -> Work:
        span = self._span(part, side)
        return work_counts.during(connection, span).within(span.first, span.last, part.area)

    def beside(self, part: Part) -> Beside:
        """What stands beside the figures of the month, read once for all of them; of an issue as it keeps it."""
        stood = _stood(part, Side.MONTH)
        source = self._source_now(part) if stood is None else _source_kept(part, stood)
        criteria = {code: len(ids) for code, ids in source.criteria.items()}
        said = Said(figures=part.facts.figures, criteria=criteria)
        return Beside(other=dict(self._others(part, said, source)), criteria=criteria)

    def _source_now(self, part: Part) -> _Source:
        span = self._span(part, Side.MONTH)
        criteria: dict[str, Ids] = {}
        for line in self._people.lines_of(self._stayed(part.members.under_watch)):
            criteria |= {code: (*criteria.get(code, ()), line.id) for code in line.criteria}
        with self._ground.store.read() as connection:
            counts = visit_questions.counts(connection, span).get(part.area, VisitCounts())
        return _Source(
            made=[_as_counted(line, part, Side.MONTH) for line in self._made(part, Side.MONTH)],
            visits_to=Counter(line.person_id for line in self._visits(span, None) if not line.voided),
            criteria=criteria,
            counts=counts,
        )

    def _others(self, part: Part, said: Said, source: _Source) -> Iterable[tuple[str, int]]:
        methods = part.facts.figures.visit_count_methods
        for counted in self._all(part, said):
            if counted.figure.is_of_visits:
                yield counted.key, len({one.person_id for one in source.made if is_made_of(counted, one, methods)})
            elif counted.figure.is_of_people:
                ids = people(counted, part.members, source.counts)
                if counted.cut is Cut.CRITERION:
                    ids = source.criteria.get(counted.code, ())
                yield counted.key, sum(source.visits_to.get(one, 0) for one in ids)

    def _all(self, part: Part, said: Said) -> tuple[Counted, ...]:
        words, found = self.words(part), list(wholes())
        for counted in found:  # parts of parts come in while it runs
            found += parts(counted, (said,), words)
        return tuple(found)

    def _people_behind(self, counted: Counted, part: Part, side: Side) -> tuple[PersonLine, ...]:
        stood = _stood(part, side)
        if counted.cut is Cut.CRITERION and stood is not None:
            return self._people.lines_of(self._stayed(stood.criteria.get(counted.code, ())))
        lines = self._people.lines_of(self._ids(counted, part, side))
        if counted.cut is Cut.UNNAMED:
            return tuple(line for line in lines if line.id not in part.named)
        if counted.cut is Cut.CRITERION:
            return tuple(line for line in lines if counted.code in line.criteria)
        return lines

    def _ids(self, counted: Counted, part: Part, side: Side) -> Ids:
        """Of the month as the report has them; of another span, and of those visited, as they are read now.

        An issue keeps those visited too.
        """
        kept = _kept(part, side, counted.figure)
        if kept is not None:
            return self._stayed(kept)
        if side is Side.MONTH and counted.figure not in {Figure.VISITED, Figure.SEEN}:
            return self._stayed(people(counted, part.members, VisitCounts()))
        return self._ids_now(counted, self._span(part, side), part.area)

    def _ids_now(self, counted: Counted, span: Span, area: str | None) -> Ids:
        with self._ground.store.read() as connection:
            found = visit_questions.counts(connection, span)
            who = _members(connection, span, area, found[None].confirmed)
        return people(counted, who, found.get(area, VisitCounts()))

    def _stayed(self, ids: Ids) -> Ids:
        """The records in which people of an issue are found today; two that were merged since are one."""
        with self._ground.store.read() as connection:
            return tuple(dict.fromkeys(stayed(connection, ids).values()))

    def _visits(self, span: Span, area: str | None) -> tuple[VisitLine, ...]:
        with self._ground.store.read() as connection:
            return _told(connection, visit_questions.lines(connection, visit_questions.within(span, area)))

    def _span(self, part: Part, side: Side) -> Span:
        return side.span(part.facts.month, self._ground.today())


def _work_kept(read: Read, counted: Counted, stood: Stood, span: Span) -> tuple[WorkLine, ...]:
    if counted.figure is Figure.ACTIVE_DAYS:
        return read.days(span, None, stood.work, [(one.on, one.id) for one in stood.visits])
    return read.of(WORK_KINDS[counted.figure], ids_of(counted, stood.work), span.last)


def _members(connection: Connection, span: Span, area: str | None, confirmed: frozenset[str]) -> Members:
    return members(span, area, Roll(people_questions.watches(connection)), confirmed)


def _told(connection: Connection, read: Sequence[VisitLine]) -> tuple[VisitLine, ...]:
    return tuple(without_places(read, Unopened(people_questions.hidden(connection))))
