"""Whether a person of a list is on the register (contract §5, “Same person?”), and what the list says otherwise."""

from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest

from tests.intake.made import LISTS, TODAY, codes, counted, one, person, read, table, take_in
from watchdesk.domain.histories import AreaEntry, ConsentEntry, StatusEntry
from watchdesk.domain.person import EmergencyContact, Person
from watchdesk.domain.words import Consent, ConsentWay, Status
from watchdesk.intake.changes import merged
from watchdesk.intake.likeness import Index, Kind
from watchdesk.intake.matching import match_people
from watchdesk.intake.outcome import RowResult

OGAWA = {"氏名": "小川 美代子", "フリガナ": "オガワ ミヨコ", "生年月日": "S29.8.4", "住所": "新町4-22-20"}


def same(on_register: dict[str, Any], on_list: dict[str, Any]) -> Kind:
    return Index([person(on_register)]).same(person(on_list)).kind


@pytest.mark.parametrize(
    "otherwise",
    [
        {},
        {"氏名": "小川美代子"},
        {"氏名": "小川　美代子", "フリガナ": "ｵｶﾞﾜ ﾐﾖｺ"},
        {"フリガナ": None},
        {"住所": "立売堀1-1-1"},
        {"住所": None},
        {"性別": "男"},
    ],
)
def test_the_same_birth_date_and_name_are_known_wherever_they_live(otherwise: dict[str, Any]) -> None:
    assert same(OGAWA, {**OGAWA, **otherwise}) is Kind.KNOWN
    assert same({**OGAWA, **otherwise}, OGAWA) is Kind.KNOWN


@pytest.mark.parametrize(("one_way", "other_way"), [("髙橋 キミ", "高橋 キミ"), ("山﨑 邉", "山崎 辺")])
def test_a_variant_of_a_letter_is_the_same_name(one_way: str, other_way: str) -> None:
    told = {"生年月日": "S29.8.4"}

    assert same({"氏名": one_way, **told}, {"氏名": other_way, **told}) is Kind.KNOWN


@pytest.mark.parametrize(
    "otherwise",
    [
        {"フリガナ": "コガワ ミヨコ"},
        {"フリガナ": "オガワ ミヨゴ"},
        {"氏名": "尾川 美代子"},
        {"氏名": "小川 富美子", "フリガナ": "オガワ フミコ"},
        {"生年月日": None},
        {"生年月日": None, "フリガナ": None},
    ],
)
def test_what_agrees_in_part_is_doubtful_and_never_merged(otherwise: dict[str, Any]) -> None:
    assert same(OGAWA, {**OGAWA, **otherwise}) is Kind.DOUBTFUL
    assert same({**OGAWA, **otherwise}, OGAWA) is Kind.DOUBTFUL


@pytest.mark.parametrize(
    "otherwise",
    [
        {"氏名": "阿部 キヨ", "フリガナ": "アベ キヨ", "住所": "立売堀1-1-1"},
        {"生年月日": "S29.8.5"},
        {"生年月日": None, "住所": "立売堀1-1-1"},
        {"氏名": "小川 富美子", "フリガナ": "オガワ フミコ", "住所": "立売堀1-1-1"},
        {"氏名": "小川 富美子", "フリガナ": "オガワ フミコ", "生年月日": "S30.1.1"},
    ],
)
def test_what_agrees_in_too_little_is_new(otherwise: dict[str, Any]) -> None:
    assert same(OGAWA, {**OGAWA, **otherwise}) is Kind.NEW
    assert same({**OGAWA, **otherwise}, OGAWA) is Kind.NEW


def test_a_name_alone_twice_is_doubtful_so_that_a_bare_list_does_not_double_the_register() -> None:
    bare = {"氏名": "小川 美代子", "生年月日": None}

    assert same(bare, bare) is Kind.DOUBTFUL


def test_two_who_are_known_are_doubtful() -> None:
    index = Index([person(OGAWA), person({**OGAWA, "住所": "立売堀1-1-1"})])

    found = index.same(person(OGAWA))

    assert (found.kind, len(found.ids)) == (Kind.DOUBTFUL, 2)


def test_a_twin_is_known_although_the_other_has_the_same_birth_date_and_address() -> None:
    twins = [person(OGAWA), person({**OGAWA, "氏名": "小川 富美子", "フリガナ": "オガワ フミコ"})]

    assert [Index(twins).same(twin).ids for twin in twins] == [(twin.id,) for twin in twins]


def test_earlier_rows_of_the_list_count_too() -> None:
    head = tuple(OGAWA)
    rows = [tuple(OGAWA.values()), tuple(OGAWA.values()), ("小川 富美子", "オガワ フミコ", "S29.8.4", "新町4-22-20")]

    decisions = match_people(read(table(head, *rows)), [], today=TODAY, update=False)

    assert [each.report.result for each in decisions.rows] == ["added", "unchanged", "doubtful"]
    assert decisions.rows[1].report.person_id == decisions.rows[0].report.person_id
    assert decisions.rows[2].candidates == (decisions.rows[0].report.person_id,)
    assert codes(decisions.rows[2].report) == ["row.doubtful"]
    assert len(decisions.to_add) == 1


def test_a_new_person_with_a_namesake_of_another_birth_date_is_added_and_said() -> None:
    register = [person(OGAWA)]

    decisions = take_in(table(tuple(OGAWA), tuple({**OGAWA, "生年月日": "S29.8.5"}.values())), register)

    assert counted(decisions) == {"added": 1}
    assert codes(decisions.reports[0]) == ["birth_date.differs"]


def test_missing_are_those_of_the_lists_areas_who_are_not_on_it_nor_ended() -> None:
    gone = person({"氏名": "和田 忠", "生年月日": "S22.3.29"})
    ended = person({"氏名": "石井 進", "生年月日": "S16.7.31", "状態": "死亡"})
    elsewhere = person({"氏名": "森 正", "生年月日": "T14.5.4"}, home_area="本田")
    doubtful = person({**OGAWA, "氏名": "小川 富美子", "フリガナ": None})
    register = [gone, ended, elsewhere, doubtful]

    assert take_in(table(tuple(OGAWA), tuple(OGAWA.values())), register).missing == (gone.id,)


# --- what the list says otherwise -------------------------------------------------------------------------------------


def changed(on_register: Person, on_list: dict[str, Any]) -> tuple[str, ...]:
    new = after(on_register, on_list)
    return tuple(each.name for each in fields(Person) if getattr(on_register, each.name) != getattr(new, each.name))


def after(on_register: Person, on_list: dict[str, Any]) -> Person:
    return merged(on_register, one({**OGAWA, **on_list}), TODAY)


FULL = {
    **OGAWA,
    "電話番号": "06-6045-4730",
    "該当区分": "S2、K1",
    "同意": "○",
    "同意日": "2026-05-12",
    "同意方法": "書面",
    "備考": "犬あり",
    "建物名": "コーポ新町103",
    "緊急連絡先": "小川 実",
    "班": "4班",
}


@pytest.mark.parametrize(
    "on_list",
    [
        {},
        {"電話番号": None, "備考": None, "住所": None, "班": None, "同意": None},
        {"電話番号": "０６－６０４５－４７３０", "建物名": "ｺｰﾎﾟ新町103", "住所": "大阪市西区新町４丁目２２－２０"},
        {"該当区分": "K1"},
        {"同意": "○"},
        {"同意": "○", "同意日": "2026-05-12"},
        {"同意": "○", "同意日": "2024-01-01"},
        {"同意": "×", "同意日": "2024-01-01"},
        {"同意": "未"},
        {"状態": "見守り中"},
        {"地域": "堀江"},
        {"No.": 1},
    ],
)
def test_an_empty_cell_another_way_to_write_and_what_is_older_are_no_change(on_list: dict[str, Any]) -> None:
    assert changed(person(FULL), on_list) == ()
    assert after(person(FULL), on_list).phones == ("06-6045-4730",)


@pytest.mark.parametrize(
    ("on_list", "fields"),
    [
        ({"電話番号": "06-6060-4097"}, ("phones",)),
        ({"住所": "新町4-22-21"}, ("address",)),
        ({"備考": "犬なし"}, ("notes",)),
        ({"整理番号": "12"}, ("number",)),
        ({"該当区分": "S3"}, ("criteria",)),
        ({"班": "5班"}, ("extra",)),
        ({"見守り間隔": 14}, ("interval_days",)),
        ({"同意": "×"}, ("consent_history",)),
        ({"同意": "○", "同意日": "2026-10-01"}, ("consent_history",)),
        ({"状態": "休止", "状態日": "2026-11-01"}, ("status_history",)),
        ({"地域": "九条南"}, ("area_history",)),
    ],
)
def test_what_the_list_says_otherwise_is_a_change_of_that_field(
    on_list: dict[str, Any], fields: tuple[str, ...]
) -> None:
    assert changed(person(FULL), on_list) == fields


def test_a_name_now_in_two_parts_is_a_change() -> None:
    assert changed(person({**OGAWA, "氏名": "小川美代子"}), {}) == ("family_name", "given_name")


def test_histories_only_grow_and_an_undated_change_counts_from_today() -> None:
    before = person({**FULL, "状態": "見守り中"})

    refused = after(before, {"同意": "×"})
    assert refused.consent_history == (*before.consent_history, ConsentEntry(state=Consent.REFUSED, since=TODAY))
    paused = after(before, {"状態": "休止", "状態日": "2026-12-01"})
    assert paused.status_history == (
        *before.status_history,
        StatusEntry(state=Status.PAUSED, since=date(2026, 12, 1)),
    )
    assert paused.status_on(TODAY) is Status.ACTIVE
    moved = after(before, {"地域": "九条南"})
    assert moved.area_history == (AreaEntry(area="堀江"), AreaEntry(area="九条南", since=TODAY))


def test_the_same_change_twice_is_one_entry() -> None:
    for told in ({"同意": "×"}, {"状態": "休止", "状態日": "2026-12-01"}, {"地域": "九条南"}, {"状態": "死亡"}):
        once = after(person(FULL), told)
        assert after(once, told) == once


def test_contacts_we_know_besides_stay_behind_the_lists() -> None:
    ours = EmergencyContact(name="南 満", phone="070-0092-2144")
    before = replace(person(FULL), emergency_contacts=(EmergencyContact(name="小川 実"), ours))

    updated = after(before, {"緊急連絡先": "小川 実", "緊急連絡先電話": "080-0032-2616"})

    assert updated.emergency_contacts == (EmergencyContact(name="小川 実", phone="080-0032-2616"), ours)


def test_what_the_list_does_not_know_stays() -> None:
    before = replace(person(FULL), id="p", key_holder="隣の阿部さん", extra={"班": "4班", "前の帳": "3頁"})

    updated = after(before, {"班": "5班", "備考": "犬なし"})

    assert (updated.id, updated.key_holder, updated.created_on) == ("p", "隣の阿部さん", before.created_on)
    assert updated.extra["前の帳"] == "3頁"
    assert updated.consent_history[0].way is ConsentWay.WRITTEN


def test_without_update_changes_are_only_listed_and_with_it_written() -> None:
    register = [person(FULL)]
    book = table((*OGAWA, "電話番号"), (*OGAWA.values(), "06-6060-4097"))

    listed = take_in(book, register)
    assert counted(listed) == {"changed": 1}
    assert listed.rows[0].changed == ("phones",)
    assert codes(listed.reports[0]) == ["row.changed"]
    assert register[0].phones == ("06-6045-4730",)

    written = take_in(book, register, update=True)
    assert counted(written) == {"updated": 1}
    assert written.rows[0].before is not None
    assert register[0].phones == ("06-6060-4097",)
    assert counted(take_in(book, register, update=True)) == {"unchanged": 1}


def test_consent_told_for_all_does_not_touch_those_who_are_known() -> None:
    register = [person(FULL)]
    rows = read(
        table(tuple(OGAWA), tuple(OGAWA.values())), consent=ConsentEntry(state=Consent.REFUSED, since=date(2026, 11, 1))
    )

    decisions = match_people(rows, register, today=TODAY, update=True)

    assert decisions.rows[0].report.result is RowResult.UNCHANGED


def test_a_person_twice_on_a_list_is_added_once_with_the_later_row_s_changes() -> None:
    head = (*OGAWA, "備考")
    book = table(head, (*OGAWA.values(), "犬あり"), (*OGAWA.values(), "犬なし"))

    decisions = match_people(read(book), [], today=TODAY, update=True)

    assert [each.report.result for each in decisions.rows] == ["added", "updated"]
    assert [each.notes for each in decisions.to_add] == ["犬なし"]
    assert decisions.to_replace == ()


def test_the_lists_code_lists_have_what_these_tests_name() -> None:
    assert {"K1", "S2", "S3"} <= set(LISTS.criteria)
    assert {"堀江", "九条南", "本田"} <= set(LISTS.areas)


def test_a_new_person_is_told_who_is_similar_and_comes_in_all_the_same() -> None:
    register = [person({**OGAWA, "住所": "立売堀1-1-1", "電話番号": "06-6045-4730"})]
    row = {"氏名": "小川 三代子", "フリガナ": "オガワ ミヨコ", "生年月日": "S29.8.5", "電話番号": "06-6045-4730"}

    decisions = take_in(table(tuple(row), tuple(row.values())), register)

    assert counted(decisions) == {"added": 1}
    assert codes(decisions.reports[0]) == ["row.similar"]
    assert "小川 美代子さん（同じ読み・同じ電話）" in decisions.reports[0].why


def test_a_couple_of_one_dwelling_is_no_warning() -> None:
    couple = {"氏名": "小川 一", "フリガナ": "オガワ ハジメ", "生年月日": "S28.1.1", "住所": "新町4-22-20"}

    decisions = take_in(table(tuple(couple), tuple(couple.values())), [person(OGAWA)])

    assert codes(decisions.reports[0]) == []


def test_an_import_tells_no_phone_of_a_hidden_person() -> None:
    register = [replace(person({**OGAWA, "住所": "立売堀1-1-1", "電話番号": "06-6045-4730"}), hidden=True)]
    row = {**OGAWA, "生年月日": "S29.8.5", "電話番号": "06-6045-4730"}

    decisions = take_in(table(tuple(row), tuple(row.values())), register)

    assert "同じ読み" in decisions.reports[0].why
    assert "電話" not in decisions.reports[0].why
