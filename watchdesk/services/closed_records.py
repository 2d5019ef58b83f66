"""What an issue keeps of the records its figures were counted from, gathered when the month is closed."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from watchdesk.domain.behind import Figure
from watchdesk.domain.closing_records import Made, Stood
from watchdesk.domain.lines import VisitLine
from watchdesk.domain.month import Month
from watchdesk.domain.person import Person
from watchdesk.domain.summary import Ids, Span, VisitCounts
from watchdesk.store import people as people_questions
from watchdesk.store import visits as visit_questions
from watchdesk.store import work_counts
from watchdesk.store.store import Connection


def stood(connection: Connection, month: Month, area: str | None, under_watch: Ids) -> Stood:
    """Return the records of a month and an area (None: the ward) as they are counted now."""
    span = Span(month.first, month.last)
    here = visit_questions.within(span, area) & visit_questions.COUNTED
    anywhere = visit_questions.within(span, None) & visit_questions.COUNTED
    watched = people_questions.fetch(connection, people_questions.with_ids(set(under_watch)))
    return Stood(
        visits=tuple(map(_made, visit_questions.lines(connection, here, order_by=visit_questions.OLDEST_FIRST))),
        visits_to=dict(sorted(Counter(line.person_id for line in visit_questions.lines(connection, anywhere)).items())),
        criteria=_by_criterion(watched),
        work=work_counts.during(connection, span).within(span.first, span.last, area),
    )


def _made(line: VisitLine) -> Made:
    return Made(line.id, line.person_id, line.on, line.method, line.result, line.condition, line.signs)


def _by_criterion(people: Iterable[Person]) -> dict[str, Ids]:
    found: dict[str, list[str]] = {}
    for person in sorted(people, key=lambda person: person.id):
        for code in person.criteria:
            found.setdefault(code, []).append(person.id)
    return {code: tuple(found[code]) for code in sorted(found)}


def behind(connection: Connection, month: Month, area: str | None, kept: Stood) -> Mapping[str, Ids]:
    """Return by figure the ids of its records and people, and the days worked on; issues of 0.4.0 keep these alone."""
    counts = visit_questions.counts(connection, Span(month.first, month.last)).get(area, VisitCounts())
    kinds: dict[Figure, Sequence[Any]] = {
        Figure.VISITS: kept.visits,
        Figure.CONSULTATIONS: kept.work.consultations,
        Figure.REFERRALS: kept.work.referrals,
        Figure.ACTIVITIES: kept.work.activities,
        Figure.COORDINATION: kept.work.coordination,
    }
    records = {figure.value: tuple(one.id for one in those) for figure, those in kinds.items()}
    return records | {
        Figure.VISITED.value: tuple(sorted(counts.visited)),
        Figure.SEEN.value: tuple(sorted(counts.confirmed)),
        Figure.ACTIVE_DAYS.value: tuple(day.isoformat() for day in sorted(counts.days | kept.work.days)),
    }
