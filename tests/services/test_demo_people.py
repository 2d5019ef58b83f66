"""The people of the demo store: as many as asked, of the right kind, the same ones again, and nothing after the day."""

import hashlib
import os
import re
import subprocess
import sys
from collections import Counter, defaultdict
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import resources
from watchdesk.domain.histories import watched_in
from watchdesk.domain.person import Person
from watchdesk.domain.words import Consent, ConsentWay, EndReason, Living, Sex, Status
from watchdesk.services.demo.circumstances import IN_BED
from watchdesk.services.demo.partners import names, watchers
from watchdesk.services.demo.people import people
from watchdesk.services.demo.words import first_day, months_of, rows, shares
from watchdesk.services.rosters import shelter_of

UNTIL = date(2026, 11, 22)
AREAS = tuple(row["area"] for row in resources.codes("areas"))
ROOT = Path(resources.__file__).parent.parent

DIGEST = """
import hashlib, sys
from datetime import date
from watchdesk.services.demo.people import people
from watchdesk.services.demo.visits import visits
found = tuple(people(areas=("堀江", "九条南"), count=60, seed=7, until=date(2026, 11, 22), months=6))
gone = tuple(visits(found, count=500, seed=7, until=date(2026, 11, 22), months=6))
fields = [[getattr(one, name) for name in type(one).__slots__] for one in (*found, *gone)]
contacts = [[c.name, c.relation, c.phone] for one in found for c in one.emergency_contacts]
sys.stdout.write(hashlib.sha256(repr((fields, contacts)).encode()).hexdigest())
"""


def made(count: int = 90, *, areas: tuple[str, ...] = ("堀江",), seed: int = 1, until: date = UNTIL) -> list[Person]:
    return list(people(areas=areas, count=count, seed=seed, until=until, months=12))


@pytest.fixture(scope="module")
def many() -> list[Person]:
    return made(3000, areas=AREAS)


@pytest.mark.parametrize("count", [0, 1, 5, 29, 30, 90, 333])
@pytest.mark.parametrize("areas", [("堀江",), AREAS])
def test_exactly_as_many_people_as_asked_for_are_made(count: int, areas: tuple[str, ...]) -> None:
    found = made(count, areas=areas)

    assert len(found) == count
    assert len({person.id for person in found}) == count
    assert {person.area_on(UNTIL) for person in found} <= set(areas)


def test_the_same_seed_and_day_give_equal_people_and_another_seed_does_not() -> None:
    assert made() == made()
    assert made(seed=2) != made()
    assert {person.id for person in made(seed=2)}.isdisjoint(person.id for person in made())


def test_people_and_visits_are_equal_whatever_the_hash_seed() -> None:
    digests = {_digest(hash_seed) for hash_seed in ("0", "1", "4242")}

    assert len(digests) == 1
    assert len(digests.pop()) == hashlib.sha256().digest_size * 2


def _digest(hash_seed: str) -> str:
    environment = os.environ | {"PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", DIGEST], env=environment, capture_output=True, text=True, check=True)
    return done.stdout


def test_ages_sexes_and_households_are_those_of_a_register(many: list[Person]) -> None:
    ages = [_age(person) for person in many]

    assert min(ages) >= 58
    assert max(ages) <= 102
    assert sum(75 <= age <= 93 for age in ages) / len(many) > 0.7
    assert sum(age < 70 for age in ages) / len(many) < 0.1
    assert 0.6 < sum(person.sex is Sex.FEMALE for person in many) / len(many) < 0.7
    assert 0.5 < sum(person.living is Living.ALONE for person in many) / len(many) < 0.6
    assert {person.interval_days for person in many} == {7, 14, 30, 60}


def _age(person: Person) -> int:
    born = person.birth_date
    assert born is not None
    return UNTIL.year - born.year - ((UNTIL.month, UNTIL.day) < (born.month, born.day))


def test_the_young_ones_are_on_the_register_for_a_disability_or_a_disease(many: list[Person]) -> None:
    young = [person for person in many if _age(person) < 69]

    assert (
        sum(bool(set(person.criteria) & {"S1", "S2", "S3", "S4", "P1", "R1", "N1"}) for person in young)
        > len(young) * 0.8
    )


def test_consents_of_all_four_states_stand_in_their_proportions(many: list[Person]) -> None:
    states = Counter(_consent(person) for person in many)

    assert states == {Consent.AGREED: 2460, Consent.PENDING: 240, Consent.REFUSED: 180, Consent.WITHDRAWN: 120}
    assert {_consent(person) for person in made()} == set(Consent)


def _consent(person: Person) -> Consent:
    entry = person.consent_on(UNTIL)
    assert entry is not None
    return entry.state


def test_most_agreements_are_written_and_cover_the_welfare_section_but_not_all(many: list[Person]) -> None:
    agreed = [entry for person in many if (entry := person.consent_on(UNTIL)) and entry.state is Consent.AGREED]
    covering = sum("hokenfukushi" in entry.recipients for entry in agreed) / len(agreed)

    assert 0.85 < covering < 0.97
    assert sum(entry.way is ConsentWay.WRITTEN for entry in agreed) / len(agreed) > 0.7
    assert 0 < sum(not entry.watch for entry in agreed) / len(agreed) < 0.06
    assert any(entry.valid_until and entry.valid_until < UNTIL for entry in agreed)
    known = [row["code"] for row in resources.codes("recipients")]
    assert all(list(entry.recipients) == [code for code in known if code in entry.recipients] for entry in agreed)


def test_who_withdrew_had_agreed_before(many: list[Person]) -> None:
    for person in many:
        if _consent(person) is Consent.WITHDRAWN:
            assert [entry.state for entry in person.consent_history] == [Consent.AGREED, Consent.WITHDRAWN]


@pytest.mark.parametrize("areas", [("堀江",), ("堀江", "九条南")])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_kind_of_fate_is_met_among_ninety(areas: tuple[str, ...], seed: int) -> None:
    found = made(90, areas=areas, seed=seed)
    pauses = [person.status_history[-1] for person in found if person.status_on(UNTIL) is Status.PAUSED]

    assert {EndReason.DECEASED, EndReason.FACILITY, EndReason.MOVED} <= {one.end_reason_on(UNTIL) for one in found}
    assert any(pause.until is None for pause in pauses)
    assert any(pause.until is not None and pause.until > UNTIL for pause in pauses)
    assert any(person.hidden and watched_in(person, UNTIL) for person in found)
    assert any(len(person.area_history) == 2 for person in found) == (len(areas) > 1)


def test_the_number_under_watch_grows_and_shrinks_from_month_to_month() -> None:
    days = [first_day(UNTIL, months) for months in range(12, 0, -1)]
    found = made()
    watched = [{person.id for person in found if watched_in(person, day)} for day in days]
    steps = list(pairwise(watched))

    assert len({len(after - before) for before, after in steps}) > 1
    assert len({len(before - after) for before, after in steps}) > 1


@settings(max_examples=40, deadline=None)
@given(
    until=st.dates(date(1990, 1, 1), date(2060, 12, 31)),
    months=st.integers(1, 30),
    count=st.integers(0, 60),
    seed=st.integers(0, 10**6),
)
def test_no_date_of_the_past_lies_after_the_day(until: date, months: int, count: int, seed: int) -> None:
    for person in people(areas=("堀江", "日吉"), count=count, seed=seed, until=until, months=months):
        histories = (person.status_history, person.consent_history, person.area_history)
        days = [person.created_on, *(entry.since for history in histories for entry in history if entry.since)]
        assert max(days) <= until
        assert person.birth_date is not None
        assert person.birth_date < min(days)
        assert person.created_at is not None
        assert person.created_at.date() == person.created_on


@pytest.mark.parametrize("until", [date(2028, 2, 29), date(2026, 1, 1), date(2026, 12, 31)])
def test_days_that_not_every_year_has_make_no_trouble(until: date) -> None:
    assert len(made(200, until=until)) == 200


def test_rare_characters_stand_code_point_for_code_point(many: list[Person]) -> None:
    names = Counter(person.family_name for person in many)
    rare = {row["family"] for row in rows("rare_families")}
    wanted = [
        "\u9ad9橋",
        "山\ufa11",
        "\U00020bb7田",
        "\ufa10本",
        "\u845b\U000e0100城",
        "渡\u908a",
        "渡\u9089",
        "\u6ff5田",
    ]

    assert set(wanted) <= set(names)
    assert {"\u5fb7永", "\u6801田"} <= set(names)
    assert 0.025 < sum(names[name] for name in rare) / len(many) < 0.05
    assert {"\u9ad9橋", "\U00020bb7田", "\ufa10本", "\u845b\U000e0100城"} <= {one.family_name for one in made()}


def test_names_are_read_in_katakana(many: list[Person]) -> None:
    assert all(re.fullmatch(r"[ァ-ヶー]+ [ァ-ヶー]+", person.kana or "") for person in many)


def test_there_are_similar_names_in_one_area() -> None:
    readings = Counter((person.kana, person.area_on(UNTIL)) for person in made())

    assert max(readings.values()) >= 2


def test_people_live_in_towns_of_their_area_many_of_them_in_rooms(many: list[Person]) -> None:
    towns_of = defaultdict(set)
    for row in rows("area_towns"):
        towns_of[row["area"]].add(row["town"])
    code_of = {row["town"]: row["postal_code"] for row in resources.codes("towns")}

    for person in many:
        assert person.town in towns_of[person.area_on(UNTIL)]
        assert person.postal_code == code_of[person.town]
        assert re.fullmatch(r"[1-6]-[0-9]{1,2}-[0-9]{1,2}", person.address or "")
    buildings = [person.building or "" for person in many]
    assert sum(bool(re.search(r"[0-9]{3,4}(号|号室)?$", name)) for name in buildings) > len(many) * 0.5
    assert any("市営" in name for name in buildings)
    assert any("長屋" in name for name in buildings)
    assert Counter(name for name in buildings if name).most_common(1)[0][1] < len(many) * 0.05


def test_an_area_that_no_list_knows_has_homes_too() -> None:
    assert all(person.town for person in made(20, areas=("新しい地域",)))


def test_telephone_numbers_are_of_the_kind_that_is_not_in_use(many: list[Person]) -> None:
    numbers = [number for person in many for number in person.phones]
    numbers += [contact.phone for person in many for contact in person.emergency_contacts if contact.phone]

    assert all(re.fullmatch(r"06-60[0-9]{2}-[0-9]{4}|090-00[0-9]{2}-[0-9]{4}", number) for number in numbers)
    assert sum(bool(person.phones) for person in many) > len(many) * 0.8


def test_what_is_to_be_known_at_the_door_is_filled_for_some_and_open_for_others(many: list[Person]) -> None:
    for name in (
        "number", "building", "handbooks", "doctor", "care_manager", "services", "key_holder", "hearing", "sight",
        "language", "best_time", "avoid", "heat_risk", "evacuation", "family", "notes", "household_id",
    ):  # fmt: skip
        filled = sum(getattr(person, name) is not None for person in many)
        assert 0 < filled < len(many), name
    assert {person.air_conditioner for person in many} == {True, False, None}
    assert all("{" not in str(getattr(person, name)) for person in many for name in ("notes", "services", "family"))


def test_most_plans_name_a_shelter_of_the_wards_list_and_who_stays_in_bed_none() -> None:
    plans = [person for person in made(300, areas=("九条南", "日吉")) if person.evacuation]
    named = [person for person in plans if shelter_of(person.evacuation or "")]
    assert len(plans) / 4 < len(named) < len(plans)
    assert {shelter_of(person.evacuation or "") for person in named} >= {"九条南小学校", "日吉小学校"}
    assert not any(person.care_level in IN_BED for person in named)


def test_couples_share_home_and_household(many: list[Person]) -> None:
    households = defaultdict(list)
    for person in many:
        if person.household_id:
            households[person.household_id].append(person)

    assert households
    for first, second in households.values():
        assert (first.family_name, first.town, first.address) == (second.family_name, second.town, second.address)
        assert first.sex is not second.sex
        assert first.living is second.living is Living.ELDERLY_ONLY


def test_each_area_has_its_own_watchers_who_are_in_charge_of_its_people() -> None:
    of_area, name_of = watchers(AREAS, 1), names(AREAS, 1)

    assert all(len(found) >= 4 for found in of_area.values())
    for person in made(200, areas=AREAS):
        own = [name_of[charge.partner_id] for charge in person.charges if charge.partner_id in name_of]
        assert len(own) == 1
        assert own[0] in of_area[person.area_on(UNTIL)]
        assert len(person.charges) == 2


def test_only_criteria_and_recipients_that_the_store_knows_are_given() -> None:
    found = people(
        areas=("堀江",),
        count=60,
        seed=1,
        until=UNTIL,
        months=12,
        criteria=[{"code": "K1", "label": ""}],
        recipients=[{"code": "minsei", "label": ""}],
    )

    for person in found:
        assert set(person.criteria) <= {"K1"}
        assert {code for entry in person.consent_history for code in entry.recipients} <= {"minsei"}


@given(st.lists(st.floats(0.01, 100), min_size=1, max_size=40), st.integers(0, 5000))
def test_shares_are_whole_and_exact(weights: list[float], count: int) -> None:
    found = shares(weights, count)

    assert sum(found) == count
    assert min(found) >= 0


def test_months_are_counted_back_over_the_turn_of_the_year() -> None:
    assert first_day(date(2026, 1, 31), 1) == date(2026, 1, 1)
    assert first_day(date(2026, 1, 31), 2) == date(2025, 12, 1)
    assert first_day(date(2026, 11, 22), 12) == date(2025, 12, 1)
    assert months_of("12-2") == {12, 1, 2}
    assert months_of("1 3-4") == {1, 3, 4}
