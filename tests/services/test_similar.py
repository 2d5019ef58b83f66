"""Similar people beside a form and beside a person: why they are similar and what tells them apart."""

from datetime import date
from typing import Any

from tests.conftest import AREA
from watchdesk.desk import Desk

HANA: dict[str, Any] = {
    "family_name": "髙橋",
    "given_name": "トシ子",
    "family_kana": "タカハシ",
    "given_kana": "トシコ",
    "birth_date": date(1945, 1, 1),
    "town": "新町",
    "address": "4-5-14",
    "building": "コーポ新町103",
    "phones": ("06-6045-4730",),
}


def test_a_form_names_similar_people_as_it_is_typed(empty_desk: Desk) -> None:
    known = empty_desk.people.register(HANA, area=AREA)
    typed: dict[str, Any] = {"family_name": "高橋"}
    assert empty_desk.search.similar(typed, AREA) == ()

    typed["given_name"] = "トシ子"
    (named,) = empty_desk.search.similar(typed, AREA)
    typed |= {"family_kana": "たかはし", "given_kana": "としこ", "town": "新町", "address": "４丁目５－１４"}
    typed["building"] = "103号室"
    (more,) = empty_desk.search.similar(typed, AREA)

    assert (named.line.id, named.reasons, named.may_be_same) == (known.id, ("字ちがい（髙・高）",), True)
    assert more.reasons == ("字ちがい（髙・高）", "同じ読み", "同じ部屋")
    assert more.apart == ("タカハシ トシコ", "81歳（S20.1.1生）", "新町4-5-14 コーポ新町103")


def test_the_record_being_edited_is_not_similar_to_itself(empty_desk: Desk) -> None:
    known = empty_desk.people.register(HANA, area=AREA)

    assert empty_desk.search.similar(HANA, AREA, known.id) == ()


def test_those_of_the_area_come_first_and_those_who_moved_are_found_too(ward_desk: Desk) -> None:
    elsewhere = ward_desk.people.register(HANA, area="明治")
    here = ward_desk.people.register({**HANA, "birth_date": None, "phones": ()}, area=AREA)

    assert [one.line.id for one in ward_desk.search.similar(HANA, AREA)] == [here.id, elsewhere.id]
    assert [one.line.id for one in ward_desk.search.similar(HANA)] == [elsewhere.id, here.id]


def test_those_who_only_share_a_dwelling_come_last(empty_desk: Desk) -> None:
    husband = empty_desk.people.register(
        {**HANA, "given_name": "一", "given_kana": "ハジメ", "birth_date": None}, area=AREA
    )
    namesake = empty_desk.people.register({"family_name": "髙橋", "given_name": "トシ子"}, area=AREA)

    found = empty_desk.search.similar(HANA, AREA)

    assert [(one.line.id, one.may_be_same) for one in found] == [(namesake.id, True), (husband.id, False)]


def test_a_hidden_person_is_not_similar_by_phone_or_room_and_shows_neither(empty_desk: Desk) -> None:
    empty_desk.people.register({**HANA, "hidden": True}, area=AREA)

    assert empty_desk.search.similar({"phones": ("06-6045-4730",)}) == ()
    (found,) = empty_desk.search.similar({**HANA, "birth_date": None})
    assert found.reasons == ("同じ氏名", "同じ読み")
    assert found.apart == ("タカハシ トシコ", "81歳（S20.1.1生）", "秘匿")


def test_beside_a_person_stands_only_what_tells_the_other_apart(ward_desk: Desk) -> None:
    this = ward_desk.people.register(HANA, area=AREA)
    other = {**HANA, "family_name": "高橋", "birth_date": date(1940, 1, 1), "building": "コーポ新町201"}
    near = ward_desk.people.register(other, area=AREA)
    ward_desk.people.register(other, area="明治")
    ward_desk.people.register({**HANA, "given_name": "一", "given_kana": "ハジメ"}, area=AREA)

    (found,) = ward_desk.search.namesakes(this.id)

    assert (found.line.id, found.reasons[0]) == (near.id, "字ちがい（髙・高）")
    assert found.apart == ("86歳（S15.1.1生）", "新町4-5-14 コーポ新町201")
    assert {line.id for line in ward_desk.people.alike(this.id)} == {near.id}


def test_changed_and_removed_traits_are_followed(empty_desk: Desk) -> None:
    person = empty_desk.people.register(HANA, area=AREA)
    assert empty_desk.search.similar({"phones": ("06-6045-4730",)})

    empty_desk.people.change(person.id, {"phones": ("090-0012-3456",)})

    assert empty_desk.search.similar({"phones": ("06-6045-4730",)}) == ()
    assert empty_desk.search.similar({"phones": ("09000123456",)})


def test_a_person_in_the_bin_is_neither_found_nor_similar(empty_desk: Desk) -> None:
    person = empty_desk.people.register(HANA, area=AREA)
    assert empty_desk.search.similar(HANA)

    empty_desk.bin.remove_person(person.id, "二重に登録したため")

    assert empty_desk.search.similar(HANA) == ()
    assert empty_desk.search.everywhere("髙橋") == ()
