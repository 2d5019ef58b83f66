"""The figures of random registers equal a count day by day and person by person (contract §2)."""

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import event, given, settings
from hypothesis import strategies as st

from tests.domain import brute_force
from tests.domain.brute_force import people_figures
from tests.domain.registers import AGREED, METHODS, figures_of, members_of, person_with
from watchdesk.domain.histories import AreaEntry, ConsentEntry, StatusEntry
from watchdesk.domain.person import Person
from watchdesk.domain.summary import Span
from watchdesk.domain.visit import Visit, conditions_for, results_for
from watchdesk.domain.words import Consent, Method, Result, Status

AREAS = ("みなと", "やなぎ", "あさひ")

DAYS = st.dates(date(2026, 2, 22), date(2026, 5, 6)) | st.sampled_from(
    [date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 31), date(2026, 4, 1), date(2026, 4, 30), date(2026, 5, 1)]
)
SINCE = st.none() | DAYS


@st.composite
def status_entries(draw: st.DrawFn) -> StatusEntry:
    state = draw(st.sampled_from([Status.ACTIVE, Status.ACTIVE, Status.PAUSED, Status.ENDED]))
    since = draw(SINCE)
    until = None
    if state is Status.PAUSED and draw(st.booleans()):
        until = (since or date(2026, 2, 20)) + timedelta(days=draw(st.integers(1, 40)))
    return StatusEntry(state=state, since=since, until=until)


CONSENT_ENTRIES = st.builds(
    ConsentEntry,
    state=st.sampled_from([Consent.AGREED, Consent.AGREED, Consent.AGREED, *Consent]),
    since=SINCE,
    watch=st.sampled_from([True, True, True, False]),
)
AREA_ENTRIES = st.builds(AreaEntry, area=st.sampled_from(AREAS), since=SINCE)


@st.composite
def registers(draw: st.DrawFn) -> list[Person]:
    people = []
    for position in range(draw(st.integers(1, 4))):
        people.append(
            person_with(
                f"p{position}",
                status=draw(st.lists(status_entries(), max_size=4)) or (StatusEntry(state=Status.ACTIVE),),
                consent=draw(st.lists(CONSENT_ENTRIES, max_size=3)) or (AGREED,),
                area=draw(st.lists(AREA_ENTRIES, min_size=1, max_size=3)),
            )
        )
    return people


@st.composite
def visits_to(draw: st.DrawFn, people: Sequence[Person]) -> list[Visit]:
    visits = []
    for position in range(draw(st.integers(0, 8))):
        method = draw(st.sampled_from(Method))
        result = draw(st.sampled_from(results_for(method)))
        voided = draw(st.sampled_from([False, False, False, True]))
        visits.append(
            Visit(
                id=f"v{position}",
                person_id=draw(st.sampled_from(people)).id,
                on=draw(DAYS),
                method=method,
                result=result,
                condition=draw(st.sampled_from([None, *conditions_for(result)])),
                signs=tuple(draw(st.sets(st.sampled_from(["S01", "S02", "S11"])))),
                voided=voided,
                void_reason="取り消し" if voided else None,
            )
        )
    return visits


SPANS = st.sampled_from(
    [
        Span(date(2026, 3, 1), date(2026, 3, 31)),
        Span(date(2026, 4, 1), date(2026, 4, 30)),
        Span(date(2026, 4, 1), date(2026, 4, 17)),
        Span(date(2026, 4, 1), date(2026, 4, 1)),
        Span(date(2026, 3, 1), date(2026, 4, 30)),
    ]
)
WHERE = st.sampled_from([None, *AREAS])


@settings(max_examples=400, deadline=None)
@given(st.data(), registers(), SPANS, WHERE)
def test_the_figures_equal_a_count_day_by_day(
    data: st.DataObject, people: list[Person], span: Span, area: str | None
) -> None:
    visits = data.draw(visits_to(people))

    found = figures_of(people, visits, span, area).to_json()

    expected = brute_force.figures(
        people, visits, first=span.first, last=span.last, area=area, visit_count_methods=METHODS
    )
    assert found == expected
    for reason in (*expected["added_by"].items(), *expected["ended_by"].items()):
        event(f"{reason[0]}: {'some' if reason[1] else 'none'}")


@settings(max_examples=200, deadline=None)
@given(st.data(), registers(), SPANS, WHERE)
def test_the_people_behind_the_figures_are_the_right_ones(
    data: st.DataObject, people: list[Person], span: Span, area: str | None
) -> None:
    who = members_of(people, data.draw(visits_to(people)), span, area)

    expected = people_figures(people, span.first, span.last, area)
    assert set(who.under_watch) == expected["under_watch"]
    assert set(who.at_start) == expected["at_start"]
    assert set(who.at_end) == expected["at_end"]
    assert set(who.added) == expected["added"]
    assert set(who.ended) == expected["ended"]
    for why_added, ids in who.added_by.items():
        assert set(ids) == expected[f"added.{why_added}"]
    for why_ended, ids in who.ended_by.items():
        assert set(ids) == expected[f"ended.{why_ended}"]


@settings(max_examples=200, deadline=None)
@given(st.data(), registers(), SPANS, WHERE)
def test_the_sums_printed_on_the_sheet_add_up(
    data: st.DataObject, people: list[Person], span: Span, area: str | None
) -> None:
    visits = data.draw(visits_to(people))

    found = figures_of(people, visits, span, area)

    assert found.at_start + found.added - found.ended == found.at_end
    assert sum(found.added_by.values()) == found.added
    assert sum(found.ended_by.values()) == found.ended
    assert found.confirmed_under_watch + found.not_confirmed == found.under_watch
    assert sum(found.visits.by_method.values()) == sum(found.visits.by_result.values()) == found.visits.total
    for method, row in found.visits.table.items():
        assert sum(row.values()) == found.visits.by_method[method]
    for result in Result:
        assert sum(row[result] for row in found.visits.table.values()) == found.visits.by_result[result]
    told = found.conditions
    met = found.visits.by_result[Result.MET] + found.visits.by_result[Result.CONFIRMED]
    assert told.well + told.concern + told.urgent + told.unknown == met


@settings(max_examples=100, deadline=None)
@given(st.data(), registers(), SPANS)
def test_visits_of_the_areas_make_up_the_ward(data: st.DataObject, people: list[Person], span: Span) -> None:
    visits = data.draw(visits_to(people))

    ward = figures_of(people, visits, span, None)

    assert ward.visits.total == sum(figures_of(people, visits, span, area).visits.total for area in AREAS)
