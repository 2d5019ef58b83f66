"""The visits of the demo store: as many as asked, in order, by the contract's rules, and such as a desk would have."""

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import resources
from watchdesk.domain.cadence import Cadence, Contact, Contacts, DueState, cadence
from watchdesk.domain.histories import area_of_visit, watched_in
from watchdesk.domain.person import Person
from watchdesk.domain.visit import Visit
from watchdesk.domain.words import CONFIRMED_CONTACT, SILENT, Condition, Method, Result, Status
from watchdesk.errors import Invalid
from watchdesk.services.demo.attempts import ATTEMPTS, FIRM, Scene
from watchdesk.services.demo.partners import watchers
from watchdesk.services.demo.people import people
from watchdesk.services.demo.plan import packed, unpacked
from watchdesk.services.demo.visits import LONGEST_NOTE, VOICES, visits
from watchdesk.services.demo.words import Grammar, rows, stream

UNTIL = date(2026, 11, 22)
FIRST = date(2025, 12, 1)
AREAS = ("堀江", "九条南", "日吉")


def made(count: int, areas: tuple[str, ...] = ("堀江",), *, seed: int = 1, until: date = UNTIL) -> tuple[Person, ...]:
    return tuple(people(areas=areas, count=count, seed=seed, until=until, months=12))


def gone(
    people: tuple[Person, ...], count: int, *, seed: int = 1, until: date = UNTIL, months: int = 12
) -> list[Visit]:
    return list(visits(people, count=count, seed=seed, until=until, months=months))


@pytest.fixture(scope="module")
def desk() -> tuple[tuple[Person, ...], list[Visit]]:
    people = made(90)
    return people, gone(people, 1200)


@pytest.fixture(scope="module")
def ward() -> tuple[tuple[Person, ...], list[Visit]]:
    people = made(600, AREAS)
    return people, gone(people, 20000)


@settings(max_examples=30, deadline=None)
@given(
    until=st.dates(date(1990, 1, 1), date(2060, 12, 31)),
    months=st.integers(1, 26),
    number=st.integers(1, 50),
    count=st.integers(0, 300),
    seed=st.integers(0, 10**6),
)
def test_exactly_as_many_as_asked_in_order_and_none_after_the_day(
    until: date, months: int, number: int, count: int, seed: int
) -> None:
    found = tuple(people(areas=("堀江", "日吉"), count=number, seed=seed, until=until, months=months))
    try:
        records = gone(found, count, seed=seed, until=until, months=months)
    except Invalid:
        assert not any(watched_in(person, until) for person in found)
        return
    moments = [(visit.on, visit.at or time.max) for visit in records]
    assert len(records) == count
    assert len({visit.id for visit in records}) == count
    assert moments == sorted(moments)
    assert all(visit.on <= until for visit in records)


def test_the_same_seed_and_day_give_equal_visits_and_another_seed_does_not() -> None:
    found = made(30)

    assert gone(found, 200) == gone(found, 200)
    assert [one.on for one in gone(found, 200, seed=2)] != [one.on for one in gone(found, 200)]


def test_nobody_to_visit_is_said_in_a_sentence() -> None:
    with pytest.raises(Invalid, match="人数"):
        gone((), 1)
    assert gone((), 0) == []


def test_the_helpers_go_out_on_working_days_between_nine_and_five(ward: tuple[tuple[Person, ...], list[Visit]]) -> None:
    for visit in ward[1]:
        assert FIRST <= visit.on < UNTIL
        assert visit.on.weekday() < 5
        assert visit.on != date(2026, 1, 1)
        assert visit.at is None or time(9) <= visit.at < time(17, 30)
    assert 0 < sum(visit.at is None for visit in ward[1]) < len(ward[1]) * 0.15


def test_nobody_is_visited_before_the_record_was_made_nor_after_its_end_nor_in_a_pause(
    ward: tuple[tuple[Person, ...], list[Visit]],
) -> None:
    person_of = {person.id: person for person in ward[0]}
    for visit in ward[1]:
        person = person_of[visit.person_id]
        assert visit.on >= person.created_on
        assert person.status_on(visit.on) is Status.ACTIVE


def test_who_did_not_agree_is_called_on_rarely(ward: tuple[tuple[Person, ...], list[Visit]]) -> None:
    number = Counter(visit.person_id for visit in ward[1])
    watched = [number[person.id] for person in ward[0] if watched_in(person, UNTIL)]
    others = [number[person.id] for person in ward[0] if not any(entry.lets_watch for entry in person.consent_history)]

    assert 0 < sum(others) / len(others) < sum(watched) / len(watched) / 4


def test_a_visit_belongs_to_the_area_of_its_day(ward: tuple[tuple[Person, ...], list[Visit]]) -> None:
    person_of = {person.id: person for person in ward[0]}
    names = watchers(AREAS, 1)

    assert all(visit.area == area_of_visit(person_of[visit.person_id].area_history, visit.on) for visit in ward[1])
    assert all(visit.visitor in (None, *names[visit.area]) for visit in ward[1])


def test_ways_and_results_stand_in_believable_proportions(ward: tuple[tuple[Person, ...], list[Visit]]) -> None:
    records = ward[1]
    methods, results = Counter(visit.method for visit in records), Counter(visit.result for visit in records)
    conditions = Counter(visit.condition for visit in records)

    assert set(methods) == set(Method)
    assert set(results) == set(Result)
    assert set(conditions) == {*Condition, None}
    assert methods.most_common(1)[0][0] is Method.VISIT
    assert 0.75 < (results[Result.MET] + results[Result.CONFIRMED]) / len(records) < 0.92
    assert results[Result.NO_ANSWER] < len(records) * 0.03
    assert conditions[Condition.URGENT] < len(records) * 0.01
    assert 0.02 < sum(visit.voided for visit in records) / len(records) < 0.045


def test_signs_fit_season_and_condition(ward: tuple[tuple[Person, ...], list[Visit]]) -> None:
    heat = {row["code"] for row in resources.codes("signs") if row["months"]}
    grave = {row["code"] for row in resources.codes("signs") if row["urgency"] == "urgent"}
    signed = [visit for visit in ward[1] if visit.signs]

    assert any(set(visit.signs) & heat for visit in signed)
    for visit in signed:
        assert 6 <= visit.on.month <= 9 or not set(visit.signs) & heat
        assert visit.condition is Condition.URGENT or not set(visit.signs) & grave
        assert visit.condition in (Condition.CONCERN, Condition.URGENT) or visit.result is Result.NO_ANSWER
        assert len(set(visit.signs)) == len(visit.signs)
    assert {sign for visit in signed for sign in visit.signs} <= {row["code"] for row in resources.codes("signs")}


def test_no_answer_is_followed_up_until_the_person_is_found(ward: tuple[tuple[Person, ...], list[Visit]]) -> None:
    later: dict[str, bool] = {}
    open_ends = followed = 0
    for visit in reversed(ward[1]):
        if visit.voided:
            continue
        if visit.result is Result.NO_ANSWER:
            followed += later.get(visit.person_id, False)
            open_ends += not later.get(visit.person_id, False)
        later[visit.person_id] = later.get(visit.person_id, False) or visit.result in CONFIRMED_CONTACT

    assert followed > open_ends > 0


def test_some_are_silent_three_times_in_a_row(desk: tuple[tuple[Person, ...], list[Visit]]) -> None:
    streak: Counter[str] = Counter()
    longest = 0
    for visit in desk[1]:
        if not visit.voided and visit.result in SILENT:
            streak[visit.person_id] += 1
            longest = max(longest, streak[visit.person_id])
        elif not visit.voided and visit.result in CONFIRMED_CONTACT:
            streak[visit.person_id] = 0

    assert longest >= 3


def test_today_has_work_yet_most_people_were_seen_in_time(desk: tuple[tuple[Person, ...], list[Visit]]) -> None:
    standing = _standing(*desk)
    late = [one for one in standing if one.state is DueState.OVERDUE]

    assert 5 <= len(late) <= 8
    assert len(late) < len(standing) * 0.15
    assert any(one.worrying for one in standing)
    assert sum(one.worrying for one in standing) < 6


@pytest.mark.parametrize("seed", range(2, 7))
@pytest.mark.parametrize("until", [UNTIL, date(2027, 1, 4), date(2026, 3, 31)])
def test_today_has_work_whatever_the_seed_and_the_day(seed: int, until: date) -> None:
    found = made(90, seed=seed, until=until)
    standing = _standing(found, gone(found, 1200, seed=seed, until=until), until)

    assert 5 <= sum(one.state is DueState.OVERDUE for one in standing) <= 12


def _standing(people: tuple[Person, ...], records: list[Visit], day: date = UNTIL) -> list[Cadence]:
    contacts = defaultdict(list)
    for order, visit in enumerate(records):
        if not visit.voided:
            contacts[visit.person_id].append(Contact(visit.on, visit.at, visit.result, order))
    found = (cadence(person, Contacts.up_to(day, contacts[person.id]), day) for person in people)
    return [one for one in found if one is not None]


def test_a_thousand_notes_hardly_repeat_and_none_is_too_long(desk: tuple[tuple[Person, ...], list[Visit]]) -> None:
    notes = [visit.note for visit in desk[1] if visit.note is not None]

    assert 0.6 < len(notes) / len(desk[1]) < 0.95
    assert len(set(notes[:1000])) / len(notes[:1000]) > 0.95
    assert max(len(note) for note in notes) <= LONGEST_NOTE
    assert not any("{" in note or "。。" in note or "、、" in note for note in notes)
    assert sum("「" in note for note in notes) > 20


@pytest.mark.parametrize("month", range(1, 13))
def test_every_voice_has_words_for_every_scene_in_every_month(month: int) -> None:
    grammar = Grammar(rows("notes"), ("kin", "sign", "time", "weather"), month)
    random = stream(1, "test")

    for voice in VOICES:
        for scene in (*(scene.value for scene in Scene), "concern", "heard", "urgent", "unseen"):
            assert grammar.grow(f"{voice}.{scene}", random, ("長女", "顔色がすぐれない", "9時05分", "晴れ"))


def test_every_sign_of_the_list_has_words_of_its_own() -> None:
    assert {row["code"] for row in resources.codes("signs")} == {row["sign"] for row in rows("sign_notes")}


def test_a_store_with_other_signs_gets_only_those() -> None:
    signs = [{"code": "X1", "label": "", "group": "", "urgency": "mid", "months": "7-8"}]
    found = list(visits(made(60), count=3000, seed=1, until=UNTIL, months=12, signs=signs))

    assert {sign for visit in found for sign in visit.signs} == {"X1"}
    assert {visit.on.month for visit in found if visit.signs} == {7, 8}


def test_a_record_keeps_when_it_was_entered(desk: tuple[tuple[Person, ...], list[Visit]]) -> None:
    assert {visit.created_by for visit in desk[1]} == {"demo"}
    assert all(visit.created_at and visit.created_at.date() == visit.on for visit in desk[1])


def test_someone_under_watch_for_days_only_is_no_trouble() -> None:
    person = made(1)[0]
    late = replace(person, created_on=date(2026, 11, 19))

    assert {visit.on >= late.created_on for visit in gone((late,), 9)} == {True}


@given(st.integers(0, 4000), st.integers(0, 1440), st.integers(0, 2**24 - 1), st.integers(0, 255))
def test_a_packed_attempt_comes_out_as_it_went_in(place: int, minute: int, order: int, attempt: int) -> None:
    assert unpacked(packed(place, minute, order, attempt)) == (place, minute, order, attempt)


def test_a_firm_attempt_differs_from_the_loose_one_only_in_being_firm() -> None:
    for place, firm in enumerate(FIRM):
        assert ATTEMPTS[firm] == ATTEMPTS[place]._replace(firm=True)
