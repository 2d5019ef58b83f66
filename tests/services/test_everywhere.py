"""One box over all rooms: people, partners and visits, best first, each saying where it was found."""

from datetime import date
from typing import Any

import pytest

from tests.conftest import AREA, TODAY
from watchdesk.changed import Changed
from watchdesk.desk import Desk
from watchdesk.domain.partner import Partner, PartnerKind
from watchdesk.domain.person import EmergencyContact, Person
from watchdesk.domain.words import Method, Result
from watchdesk.services.hits import HitKind

HOME: dict[str, Any] = {
    "family_name": "見本",
    "given_name": "ハナ",
    "family_kana": "ミホン",
    "given_kana": "ハナ",
    "number": "K-0815",
    "town": "新町",
    "address": "4-5-14",
    "building": "コーポ新町103号室",
    "phones": ("06-6045-4730",),
    "emergency_contacts": (EmergencyContact(name="見本 一郎", relation="長男", phone="090-0012-3456"),),
    "notes": "朝はデイサービスへ出かける",
}


def _register(desk: Desk, **changes: Any) -> Person:
    return desk.people.register({**HOME, **changes}, area=AREA)


def _visit(desk: Desk, person: Person, note: str, on: date = TODAY) -> str:
    visit = desk.visits.record(person.id, on=on, method=Method.VISIT, result=Result.MET, details={"note": note})
    return visit.id


@pytest.mark.parametrize(
    ("query", "where", "snippet"),
    [
        ("見本ハナ", "氏名", ""),
        ("みほん", "ふりがな", ""),
        ("ﾊﾅ", "氏名", ""),
        ("ほ", "ふりがな", ""),
        ("0815", "整理番号", "K-0815"),
        ("新町４－５", "住所", "新町4-5-14"),
        ("コーポ", "建物・部屋", "コーポ新町103号室"),
        ("60454730", "電話", "06-6045-4730"),
        ("06-6045", "電話", "06-6045-4730"),
        ("090-0012", "緊急連絡先", "見本 一郎 長男 090-0012-3456"),
        ("デイ", "特記事項", "朝はデイサービスへ出かける"),
        ("見本 電 4730", "", ""),
        ("見本 4730", "電話", "06-6045-4730"),
    ],
)
def test_a_person_is_found_by_anything_known_and_says_where(
    empty_desk: Desk, query: str, where: str, snippet: str
) -> None:
    person = _register(empty_desk)

    found = empty_desk.search.everywhere(query)

    assert [(hit.id, hit.where, hit.snippet) for hit in found] == ([(person.id, where, snippet)] if where else [])


@pytest.mark.parametrize("query", ["新町", "4-5-14", "コーポ", "6045", "4730", "090-0012", "9012"])
def test_a_hidden_person_is_never_found_by_address_or_phone_not_even_in_notes(empty_desk: Desk, query: str) -> None:
    person = _register(empty_desk, hidden=True, notes="新町4-5-14の新しい電話は06-6045-4730")
    _visit(empty_desk, person, "コーポ新町103へ。06-6045-4730に電話")

    assert empty_desk.search.everywhere(query) == ()
    assert empty_desk.search.people(query) == ()
    assert empty_desk.search.visits(query) == ()


def test_what_else_is_noted_of_a_hidden_person_is_found_without_the_place(empty_desk: Desk) -> None:
    person = _register(empty_desk, hidden=True)
    _visit(empty_desk, person, "新町4-5-14で転倒")

    (hit,) = empty_desk.search.everywhere("転倒")

    assert hit.snippet == "秘匿で転倒"
    assert empty_desk.search.visits("転倒")[0].snippet == "秘匿で転倒"


def test_visits_and_partners_are_found_after_those_whose_name_it_is(empty_desk: Desk) -> None:
    named = _register(empty_desk, family_name="転石", notes=None)
    noted = _register(empty_desk, given_name="ヨネ", notes="去年転んだ", number=None)
    this_year = _visit(empty_desk, noted, "玄関で転んだとのこと", date(2026, 11, 2))
    last_year = _visit(empty_desk, noted, "転びかけた", date(2025, 11, 2))
    with empty_desk._ground.store.write("hanako", Changed.PARTNERS) as tx:
        tx.add(Partner(id="p", kind=PartnerKind.BODY, name="包括", role="転倒予防の教室"))

    found = empty_desk.search.everywhere("転")

    assert [(hit.kind, hit.id, hit.where) for hit in found] == [
        (HitKind.PERSON, named.id, "氏名"),
        (HitKind.PERSON, noted.id, "特記事項"),
        (HitKind.PARTNER, "p", "役割"),
        (HitKind.VISIT, this_year, "記録 11月2日"),
        (HitKind.VISIT, last_year, "記録 R7.11.2"),
    ]
    assert [hit.person_id for hit in found] == [named.id, noted.id, None, noted.id, noted.id]


def test_a_number_as_it_is_written_stands_before_one_that_only_contains_its_digits(empty_desk: Desk) -> None:
    by_phone = _register(empty_desk, phones=("06-6451-4000",), address=None, building=None)
    by_address = _register(empty_desk, phones=())

    assert [hit.id for hit in empty_desk.search.everywhere("4-5-14")] == [by_address.id, by_phone.id]


def test_a_room_of_that_number_stands_before_phones_that_hold_its_digits(empty_desk: Desk) -> None:
    by_phone = _register(empty_desk, family_kana="アア", phones=("06-6038-0001",), building=None)
    by_room = _register(empty_desk, family_kana="ンン", phones=("06-6038-0002",), building="見本荘603号室")
    found = empty_desk.search.everywhere("６０３")
    assert [(hit.id, hit.where) for hit in found] == [(by_room.id, "建物・部屋"), (by_phone.id, "電話")]


def test_whoever_everywhere_finds_among_people_is_whom_search_finds(desk: Desk) -> None:
    for query in ("た", "ヤマ", "やまさき", "九条", "06-60", "1-2", "デイ"):
        people = {hit.id: hit.score for hit in desk.search.everywhere(query) if hit.kind is HitKind.PERSON}
        found = {person.id: person.score for person in desk.search.people(query)}
        assert set(people) <= set(found)
        assert len(people) == min(len(found), 50)
        assert all(score - found[person_id] in (0, 5) for person_id, score in people.items())


def test_what_is_written_anew_is_found_and_what_was_is_not(empty_desk: Desk) -> None:
    person = _register(empty_desk)
    assert empty_desk.search.everywhere("見本")

    empty_desk.people.change(person.id, {"family_name": "手本"})

    assert [hit.name for hit in empty_desk.search.everywhere("手本")] == ["手本 ハナ"]
    assert empty_desk.search.everywhere("見本ハナ") == ()


def test_an_empty_query_finds_nothing(desk: Desk) -> None:
    assert desk.search.everywhere("  ー ") == ()


def test_of_a_name_and_its_variant_the_one_that_was_typed_comes_first(empty_desk: Desk) -> None:
    for family, kana in (("浜田", "ハマダ"), ("濱田", "ハマダ"), ("浜田", "ハマ")):
        empty_desk.people.register({"family_name": family, "family_kana": kana}, area="九条南")
    for typed in ("濱田", "浜田"):
        assert empty_desk.search.everywhere(typed)[0].name == typed
        assert empty_desk.search.people(typed)[0].name == typed
