"""Small registers for the counting tests: people by their histories, and the store's adding up done in memory."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from tests.domain.brute_force import visits_of
from watchdesk.domain import summary
from watchdesk.domain.histories import AreaEntry, ConsentEntry, StatusEntry
from watchdesk.domain.person import Person
from watchdesk.domain.summary import Figures, Members, Roll, Span, VisitCounts, Watch
from watchdesk.domain.visit import Visit
from watchdesk.domain.words import Consent, Method, Status

METHODS = (Method.VISIT, Method.INTERCOM, Method.PHONE, Method.GREETING)
AGREED = ConsentEntry(state=Consent.AGREED)


def person_with(
    person_id: str,
    *,
    status: Sequence[StatusEntry] = (StatusEntry(state=Status.ACTIVE),),
    consent: Sequence[ConsentEntry] = (ConsentEntry(state=Consent.AGREED),),
    area: Sequence[AreaEntry] = (AreaEntry(area="みなと"),),
) -> Person:
    return Person(
        id=person_id,
        family_name="見本",
        created_on=date(2026, 1, 5),
        status_history=tuple(status),
        consent_history=tuple(consent),
        area_history=tuple(area),
    )


def counts_of(people: Sequence[Person], visits: Sequence[Visit], span: Span, area: str | None) -> VisitCounts:
    """Add up as the store does."""
    here = visits_of(people, visits, span.first, span.last, area)
    rows = Counter((visit.method, visit.result, visit.condition) for visit in here)
    return VisitCounts(
        rows=tuple((*row, number) for row, number in rows.items()),
        signs=Counter(code for visit in here for code in visit.signs),
        visited=frozenset(visit.person_id for visit in here),
        confirmed=frozenset(visit.person_id for visit in here if visit.is_confirmed_contact),
        days=frozenset(visit.on for visit in here),
    )


def figures_of(people: Sequence[Person], visits: Sequence[Visit], span: Span, area: str | None) -> Figures:
    return summary.figures(
        span,
        area,
        roll_of(people),
        counts_of(people, visits, span, area),
        confirmed_anywhere=counts_of(people, visits, span, None).confirmed,
        visit_count_methods=METHODS,
    )


def members_of(people: Sequence[Person], visits: Sequence[Visit], span: Span, area: str | None) -> Members:
    return summary.members(span, area, roll_of(people), counts_of(people, visits, span, None).confirmed)


def roll_of(people: Sequence[Person]) -> Roll:
    return Roll(Watch.of(person.id, person) for person in people)
