"""What the store adds up, and what the pages say of it, equals a count day by day; the paper names only whom it may."""

import io
import re
from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from tests.domain import brute_force
from tests.domain.test_summary_by_day import AREAS, registers, visits_to
from watchdesk.changed import Changed
from watchdesk.desk import Desk, MonthlyReport
from watchdesk.domain.histories import AreaEntry, ConsentEntry
from watchdesk.domain.month import Month
from watchdesk.domain.person import Person
from watchdesk.domain.summary import Roll, Span, VisitCounts, figures
from watchdesk.domain.visit import Visit
from watchdesk.domain.words import Condition, Consent, Method, Result
from watchdesk.errors import Invalid
from watchdesk.store import people as people_questions
from watchdesk.store import visits as visit_questions
from watchdesk.store.store import Store, with_areas

METHODS = (Method.VISIT, Method.INTERCOM, Method.PHONE, Method.GREETING)
OCTOBER = Month(2026, 10)


def _refill(store: Store, people: Sequence[Person], visits: Sequence[Visit]) -> None:
    with store.write("hanako", Changed.ALL) as tx:
        tx.remove(Visit, [f"v{number}" for number in range(10)])
        tx.remove(Person, [f"p{number}" for number in range(10)])
        tx.add_all(list(people))
        tx.add_all(with_areas(tx.connection, visits))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data(), registers(), st.sampled_from([Month(2026, 3), Month(2026, 4)]))
def test_the_stores_sums_equal_a_count_day_by_day(
    empty_desk: Desk, data: st.DataObject, people: list[Person], month: Month
) -> None:
    visits = data.draw(visits_to(people))
    store = empty_desk._ground.store
    _refill(store, people, visits)
    span = Span(month.first, month.last)

    with store.read() as connection:
        roll = people_questions.watches(connection)
        counts = visit_questions.counts(connection, span)
    for area in (None, *AREAS):
        found = figures(
            span,
            area,
            Roll(roll),
            counts.get(area, VisitCounts()),
            confirmed_anywhere=counts[None].confirmed,
            visit_count_methods=METHODS,
        )
        expected = brute_force.figures(
            people, visits, first=span.first, last=span.last, area=area, visit_count_methods=METHODS
        )
        assert found.to_json() == expected


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data(), registers(), st.dates(date(2026, 3, 1), date(2026, 5, 6)))
def test_the_stores_due_days_equal_a_count_visit_by_visit(
    empty_desk: Desk, data: st.DataObject, people: list[Person], day: date
) -> None:
    visits = data.draw(visits_to(people))
    store = empty_desk._ground.store
    _refill(store, people, visits)

    with store.read() as connection:
        lines = {line.id: line.due for line in people_questions.lines(connection, day, 7)}

    for person in people:
        own = [visit for visit in visits if visit.person_id == person.id]
        expected = brute_force.due(person, own, day, 7)
        found = lines[person.id]
        assert (found is None) == (expected is None)
        if found is not None and expected is not None:
            for name in ("last_confirmed", "last_attempt", "due_on", "overdue_days", "silent_streak", "worrying"):
                assert getattr(found, name) == expected[name], name


def _text(report: MonthlyReport) -> str:
    pages = PdfReader(io.BytesIO(report.pdf)).pages
    return re.sub(r"\s", "", "".join(page.extract_text() for page in pages))


def _watched(desk: Desk) -> Person:
    line = next(line for line in desk.people.lines() if line.is_watched and not line.hidden)
    return desk.people.get(line.id)


@pytest.fixture
def october(desk: Desk) -> Desk:
    """A desk where one person, of a name like no other, was visited in October with a note like no other."""
    person = _watched(desk)
    entry = ConsentEntry(state=Consent.AGREED, since=date(2026, 1, 5), recipients=("hokenfukushi",))
    desk.people.change(
        person.id,
        {
            "family_name": "葛\U000e0100城",
            "given_name": "\U00020bb7\ufa10",
            "family_kana": "カツラギ",
            "given_kana": "ヨシツカ",
            "address": "7-77-777",
            "building": "たぐいなき荘 7号",
            "phones": ("06-6077-7777",),
            "consent_history": (entry,),
        },
    )
    desk.visits.record(
        person.id,
        on=date(2026, 10, 14),
        method=Method.VISIT,
        result=Result.MET,
        condition=Condition.CONCERN,
        details={"note": "たぐいなき書きとめ"},
    )
    return desk


def _person(desk: Desk) -> Person:
    (found,) = desk.search.people("かつらぎよしつか")
    return desk.people.get(found.id)


def test_a_visit_recorded_stands_in_the_text_of_the_months_report(october: Desk) -> None:
    text = _text(october.reports.monthly(OCTOBER).run())
    assert "葛\U000e0100城\U00020bb7\ufa10" in text
    assert "たぐいなき書きとめ" in text
    assert "7-77-777" in text


@pytest.mark.parametrize("state", [Consent.PENDING, Consent.REFUSED, Consent.WITHDRAWN])
def test_a_person_without_consent_is_counted_and_on_no_page(october: Desk, state: Consent) -> None:
    before = october.reports.monthly(OCTOBER).run().parts[0].facts
    person = _person(october)
    october.consents.give(person.id, ConsentEntry(state=state, since=date(2026, 11, 1)))

    report = october.reports.monthly(OCTOBER).run()

    text = _text(report)
    facts = report.parts[0].facts
    assert "たぐいなき" not in text
    assert "葛\U000e0100城\U00020bb7" not in text
    assert person.id not in report.named
    assert facts.figures == before.figures
    assert facts.unnamed_people == before.unnamed_people + 1
    assert facts.unnamed_visits > before.unnamed_visits


def test_a_consent_for_others_does_not_reach_the_welfare_section(october: Desk) -> None:
    entry = ConsentEntry(state=Consent.AGREED, since=date(2026, 2, 1), recipients=("chokai", "minsei"))
    october.consents.give(_person(october).id, entry)
    assert "たぐいなき" not in _text(october.reports.monthly(OCTOBER).run())


def test_a_hidden_persons_address_is_on_no_page(october: Desk) -> None:
    october.people.change(_person(october).id, {"hidden": True})
    text = _text(october.reports.monthly(OCTOBER).run())
    assert "葛\U000e0100城" in text
    assert "7-77-777" not in text
    assert "たぐいなき荘" not in text
    assert "秘匿" in text


def test_a_hidden_persons_address_and_phone_are_on_no_list_and_not_found(october: Desk) -> None:
    person = _person(october)
    october.people.change(person.id, {"hidden": True})
    line = october.people.line(person.id)
    assert "777" not in str((line.town, line.address, line.building, line.phones))
    assert october.search.people("7-77-777") == ()
    assert october.search.people("06-6077-7777") == ()


def test_a_voided_visit_counts_nowhere(october: Desk) -> None:
    before = october.reports.figures(OCTOBER).facts.figures.visits.total
    visit = next(line for line in october.visits.of_person(_person(october).id) if line.note == "たぐいなき書きとめ")

    october.visits.void(visit.id, "打ちまちがい")

    report = october.reports.monthly(OCTOBER).run()
    assert report.parts[0].facts.figures.visits.total == before - 1
    assert "たぐいなき書きとめ" not in _text(report)
    october.visits.bring_back(visit.id)
    assert october.reports.figures(OCTOBER).facts.figures.visits.total == before


def test_a_corrected_visit_tells_why_and_keeps_both_readings(october: Desk) -> None:
    visit = next(line for line in october.visits.of_person(_person(october).id) if line.note == "たぐいなき書きとめ")
    with pytest.raises(Invalid, match="わけ"):
        october.visits.correct(visit.id, {"note": "直した"}, " ")
    october.visits.correct(visit.id, {"note": "直した"}, "聞きちがい")
    assert october.visits.get(visit.id).note == "直した"
    assert october.ledger.entries(1)[0].reason == "聞きちがい"


def test_a_month_not_begun_has_no_report(desk: Desk) -> None:
    with pytest.raises(Invalid, match="まだ始まっていません"):
        desk.reports.monthly(Month(2026, 12)).run()


def test_the_running_month_is_provisional(desk: Desk) -> None:
    facts = desk.reports.figures(Month(2026, 11)).facts
    assert facts.provisional
    assert "暫定" in _text(desk.reports.monthly(Month(2026, 11)).run())


def test_a_month_without_visits_comes_out(empty_desk: Desk) -> None:
    report = empty_desk.reports.monthly(OCTOBER).run()
    assert report.parts[0].facts.figures.confirm_rate is None
    assert report.pages >= 2


def test_the_same_month_on_the_same_day_gives_the_same_bytes(desk: Desk) -> None:
    assert desk.reports.monthly(OCTOBER).run().pdf == desk.reports.monthly(OCTOBER).run().pdf


def test_what_is_saved_is_counted_as_a_copy_with_the_people_on_it(october: Desk) -> None:
    report = october.reports.monthly(OCTOBER).run()
    number = october.reports.handed_out(report, "printed").copy.number
    assert october.ledger.copies_naming(_person(october).id) == (number,)


def test_a_person_out_of_watch_is_visited_and_counted_but_never_named(october: Desk) -> None:
    line = next(line for line in october.people.lines() if line.consent is Consent.PENDING)
    october.people.change(line.id, {"family_name": "ふしぎ野"})
    october.visits.record(line.id, on=date(2026, 10, 20), method=Method.PHONE, result=Result.MET)
    report = october.reports.monthly(OCTOBER).run()
    assert "ふしぎ野" not in _text(report)
    assert report.parts[0].facts.unnamed_visits >= 1


def test_people_moved_away_keep_their_visits_where_they_were(ward_desk: Desk) -> None:
    person = ward_desk.people.register(
        {"family_name": "見本"},
        area="堀江",
        consent=ConsentEntry(state=Consent.AGREED),
    )
    ward_desk.visits.record(person.id, on=date(2026, 10, 5), method=Method.VISIT, result=Result.MET)
    ward_desk.people.move(person.id, AreaEntry(area="日吉", since=date(2026, 10, 10)))
    ward_desk.visits.record(person.id, on=date(2026, 10, 15), method=Method.VISIT, result=Result.ABSENT)
    figures_of = {area: ward_desk.reports.figures(OCTOBER, area).facts.figures for area in ("堀江", "日吉")}
    assert (figures_of["堀江"].visits.total, figures_of["堀江"].ended_by["moved_out"]) == (1, 1)
    assert (figures_of["日吉"].visits.total, figures_of["日吉"].added_by["moved_in"]) == (1, 1)
    assert figures_of["日吉"].confirmed_under_watch == 1
    ward = ward_desk.reports.figures(OCTOBER).facts.figures
    assert (ward.under_watch, ward.added, ward.ended) == (1, 0, 0)
