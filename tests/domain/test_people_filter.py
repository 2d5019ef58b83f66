"""The filter of the list of people: what fits, how it is told in words, and that it is kept and read back whole."""

import json
from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdesk.domain.cadence import Cadence, DueState
from watchdesk.domain.lines import InCharge, PersonLine
from watchdesk.domain.missing import Missing
from watchdesk.domain.partner import PartnerKind
from watchdesk.domain.people_filter import PeopleFilter
from watchdesk.domain.people_order import by_place, by_reading
from watchdesk.domain.words import CareLevel, Consent, Living, Status

TODAY = date(2026, 11, 22)
WATCHER = InCharge("w1", PartnerKind.WATCHER, "林 二")


def _due(state: DueState) -> Cadence:
    return Cadence(
        day=TODAY, last_confirmed=None, last_attempt=None, due_on=TODAY, state=state, silent_streak=0, unanswered=False
    )


HANA = PersonLine(
    id="a",
    name="見本 ハナ",
    kana="ミホン ハナ",
    number="K-1",
    age=81,
    area="九条南",
    town="新町",
    address="4-5-14",
    building="コーポ新町103",
    phones=("06-6045-4730",),
    status=Status.ACTIVE,
    consent=Consent.AGREED,
    living=Living.ALONE,
    criteria=("K1", "S1"),
    care_level=CareLevel.CARE_1,
    need_level="close",
    air_conditioner=False,
    charges=(WATCHER,),
    missing=frozenset({Missing.PHONE}),
    last_confirmed=date(2026, 10, 1),
    due=_due(DueState.OVERDUE),
)
UNKNOWN = PersonLine(id="b", name="名無し", status=Status.ACTIVE)

FITTING: list[dict[str, Any]] = [
    {"text": "はな 4730"},
    {"text": "新町4-5"},
    {"status": (Status.ACTIVE, Status.PAUSED)},
    {"status": ()},
    {"consent": (Consent.AGREED,)},
    {"criteria": ("S1", "X")},
    {"living": (Living.ALONE, Living.ELDERLY_ONLY)},
    {"age_from": 81},
    {"age_to": 81},
    {"age_from": 75, "age_to": 84},
    {"air_conditioner": False},
    {"care_level": (CareLevel.CARE_1,)},
    {"need_level": ("close", "light")},
    {"area": "九条南"},
    {"town": "新町", "chome": 4},
    {"building": "ｺｰﾎﾟ"},
    {"in_charge": ("w2", "w1")},
    {"due": (DueState.OVERDUE, DueState.DUE)},
    {"missing": (Missing.PHONE, Missing.KANA)},
    {"hidden": False},
    {"no_contact_since": date(2026, 10, 2)},
    {"no_contact_days": 52},
    {"criteria": ("S1", "K1"), "criteria_all": True},
]
OTHERS: list[dict[str, Any]] = [
    {"text": "はな 9999"},
    {"status": (Status.ENDED,)},
    {"consent": (Consent.PENDING,)},
    {"criteria": ("K2",)},
    {"living": (Living.WITH_FAMILY,)},
    {"age_from": 82},
    {"age_to": 80},
    {"air_conditioner": True},
    {"care_level": (CareLevel.NONE,)},
    {"need_level": ("light",)},
    {"area": "明治"},
    {"town": "九条"},
    {"town": "新町", "chome": 3},
    {"building": "ハイツ"},
    {"in_charge": ("w2",)},
    {"due": (DueState.SOON,)},
    {"missing": (Missing.KANA,)},
    {"hidden": True},
    {"no_contact_since": date(2026, 10, 1)},
]


@pytest.mark.parametrize("asked", FITTING)
def test_a_person_fits_what_she_is(asked: dict[str, Any]) -> None:
    assert PeopleFilter(**asked).fits(HANA)


@pytest.mark.parametrize("asked", OTHERS)
def test_a_person_does_not_fit_what_she_is_not(asked: dict[str, Any]) -> None:
    assert not PeopleFilter(**asked).fits(HANA)


@pytest.mark.parametrize(
    "asked", [{"age_from": 0}, {"age_to": 120}, {"air_conditioner": False}, {"due": tuple(DueState)}, {"chome": 4}]
)
def test_what_is_not_known_of_a_person_fits_nothing(asked: dict[str, Any]) -> None:
    assert not PeopleFilter(**asked).fits(UNKNOWN)


def test_never_met_is_no_contact_since_any_day() -> None:
    assert PeopleFilter(no_contact_since=date(2000, 1, 1)).fits(UNKNOWN)


@pytest.mark.parametrize(
    "asked", [{"text": "新町"}, {"text": "4730"}, {"town": "新町"}, {"chome": 4}, {"building": "コーポ"}]
)
def test_a_hidden_person_fits_no_place_and_no_phone(asked: dict[str, Any]) -> None:
    assert not PeopleFilter(**asked).fits(replace(HANA, hidden=True))


def test_what_search_found_stands_for_the_text() -> None:
    asked = PeopleFilter(text="デイサービス")

    assert asked.fits(HANA, frozenset({"a"}))
    assert not asked.fits(HANA, frozenset())


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({}, "見守り中の方"),
        ({"status": ()}, "すべての方"),
        ({"status": (Status.PAUSED, Status.ENDED)}, "休止か終了の方"),
        ({"living": (Living.ALONE,), "age_from": 80, "air_conditioner": False}, "独居・80歳以上・エアコンなし"),
        ({"age_from": 75, "age_to": 84}, "75歳以上・84歳以下"),
        ({"age_from": 80, "age_to": 80, "status": ()}, "すべての方・80歳"),
        ({"criteria": ("K1", "X")}, "要介護3〜5かX"),
        ({"area": "九条南", "town": "新町", "chome": 4, "building": "コーポ"}, "九条南地域・新町4丁目・建物「コーポ」"),
        ({"in_charge": ("w1",), "consent": (Consent.PENDING,)}, "担当 林 二・同意は未回答"),
        (
            {"due": (DueState.OVERDUE,), "missing": (Missing.PHONE, Missing.CONTACT)},
            "期限切れ・電話か緊急連絡先が未記入",
        ),
        ({"no_contact_since": date(2026, 10, 1)}, "令和8年10月1日から会えていない"),
        ({"hidden": False, "text": " 見本　ハナ "}, "秘匿の方を除く・「見本 ハナ」"),
        ({"need_level": ("close", "X")}, "見守りは手厚くかX"),
    ],
)
def test_a_filter_is_told_in_words(asked: dict[str, Any], words: str) -> None:
    assert PeopleFilter(**asked).words(criteria={"K1": "要介護3〜5"}, partners={"w1": "林 二"}, needs=NEEDS) == words


NEEDS = {"close": "手厚く"}


def _some(words: Any) -> st.SearchStrategy[Any]:
    return st.lists(st.sampled_from(list(words)), unique=True).map(tuple)


_CODES = st.lists(st.text(), unique=True).map(tuple)
_NUMBER = st.none() | st.integers(0, 130)
_YES_NO = st.none() | st.booleans()
FILTERS = st.builds(
    PeopleFilter,
    text=st.text(),
    status=_some(Status),
    consent=_some(Consent),
    criteria=_CODES,
    living=_some(Living),
    age_from=_NUMBER,
    age_to=_NUMBER,
    air_conditioner=_YES_NO,
    care_level=_some(CareLevel),
    need_level=_CODES,
    area=st.none() | st.text(),
    town=st.none() | st.text(),
    chome=_NUMBER,
    building=st.text(),
    in_charge=_CODES,
    due=_some(DueState),
    missing=_some(Missing),
    hidden=_YES_NO,
    no_contact_since=st.none() | st.dates(),
)


@given(FILTERS)
def test_a_filter_is_kept_and_read_back_whole(asked: PeopleFilter) -> None:
    plain = json.loads(json.dumps(asked.to_json()))

    assert PeopleFilter.from_json(plain) == asked
    assert PeopleFilter.from_json({**plain, "a later field": [1]}) == asked


_ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=4,
)


@given(st.dictionaries(st.sampled_from([each.name for each in fields(PeopleFilter)]), _ANYTHING) | _ANYTHING)
def test_any_plain_value_reads_as_some_filter(plain: object) -> None:
    asked = PeopleFilter.from_json(plain)

    asked.words()
    asked.fits(HANA)
    assert PeopleFilter.from_json(asked.to_json()) == asked


@given(FILTERS, st.sampled_from([HANA, UNKNOWN, replace(HANA, hidden=True)]))
def test_a_filter_fits_where_each_of_its_fields_does(asked: PeopleFilter, line: PersonLine) -> None:
    empty = PeopleFilter(status=())
    alone = [replace(empty, **{each.name: getattr(asked, each.name)}) for each in fields(PeopleFilter)]

    assert asked.fits(line) == all(one.fits(line) for one in alone)
    assert asked.kept((line, line)) == ((line, line) if asked.fits(line) else ())


def test_only_what_narrows_beside_the_status_is_said_to_narrow() -> None:
    assert not PeopleFilter(status=()).narrows
    assert PeopleFilter(text="x").narrows
    assert PeopleFilter(hidden=False).narrows


def test_people_stand_by_reading_and_those_without_one_last() -> None:
    readings = ["アイダ", "オーノ", "オオノ", "ハットリ", "ハツトリ", "ハハ", "ハバ", "ハパ", None]
    lines = [PersonLine(id=str(place), name="名", kana=kana) for place, kana in enumerate(readings)]

    backwards = lines[::-1]

    assert sorted(backwards, key=by_reading) == lines


def test_people_stand_as_one_walks_and_hidden_ones_last() -> None:
    homes = [
        ("九条", "1-2-3", None),
        ("新町", "1-10-2", None),
        ("新町", "2-1", "コーポ新町 2階 201"),
        ("新町", "2-1", "コーポ新町 1001"),
        ("新町", "2-1", "ハイツ 101"),
        (None, None, None),
    ]
    lines = [
        PersonLine(id=str(place), name="名", kana="ア", town=town, address=address, building=building)
        for place, (town, address, building) in enumerate(homes)
    ]
    hidden = replace(lines[0], id="h", kana="イ", hidden=True)

    assert sorted([hidden, *reversed(lines)], key=by_place) == [*lines, hidden]


def test_days_without_a_contact_are_counted_from_the_day_on_which_one_asks() -> None:
    asked = PeopleFilter(no_contact_days=52)  # last confirmed on 1 October: 52 days before 22 November
    assert asked.on(TODAY).fits(replace(HANA, due=None))
    assert not PeopleFilter(no_contact_days=53).on(TODAY).fits(HANA)
    assert asked.on(TODAY).fits(replace(HANA, last_confirmed=None)), "never confirmed"
    assert asked.words() == "52日以上、安否を確かめていない"


def test_all_of_several_criteria_or_any() -> None:
    both = ("K1", "K2")
    assert PeopleFilter(criteria=both).fits(HANA)
    assert not PeopleFilter(criteria=both, criteria_all=True).fits(HANA)
    labels = {"K1": "独居", "K2": "認知症"}
    assert PeopleFilter(criteria=both).words(criteria=labels) == "独居か認知症"
    assert PeopleFilter(criteria=both, criteria_all=True).words(criteria=labels) == "独居も認知症も"


def test_several_towns_of_which_any_fits_and_a_filter_of_before_still_reads() -> None:
    asked = PeopleFilter(town="九条", towns_too=("新町", "境川"), chome=4)
    assert asked.fits(HANA)
    assert asked.words() == "九条か新町か境川の4丁目"
    assert not PeopleFilter(towns_too=("境川",)).fits(HANA)
    assert PeopleFilter.from_json({"town": "新町", "chome": 4}) == PeopleFilter(town="新町", chome=4)
