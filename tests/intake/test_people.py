"""What a row tells becomes a person, in the contract's form; what can't be taken says why."""

from datetime import date, datetime
from typing import Any

import pytest

from tests.intake.made import codes, one, person, read, table
from watchdesk.domain.person import EmergencyContact
from watchdesk.domain.words import CareLevel, Living, Sex
from watchdesk.intake.outcome import RowResult


@pytest.mark.parametrize(
    "cell",
    [
        *("1937-03-05", "1937/3/5", "1937年3月5日", "19370305", "昭和12年3月5日", "昭12.3.5", "S12.3.5", "S12/03/05"),
        *(
            "Ｓ１２．３．５",
            "㍼12.3.5",
            "昭和十二年三月五日",
            "昭和12年3月5日(金)",
            date(1937, 3, 5),
            13579,
            19370305,
            "13579",
        ),
        *(datetime(1937, 3, 5, 12, 0), 13579.5),  # noqa: DTZ001  a cell has no zone
    ],
)
def test_a_birth_date_is_read_in_every_form_of_the_contract(cell: Any) -> None:
    assert person({"生年月日": cell}).birth_date == date(1937, 3, 5)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("昭和64年1月8日", "birth_date.out_of_era"),
        ("昭和12年2月30日", "birth_date.no_such_day"),
        ("12.3.5", "birth_date.ambiguous"),
        ("1868-10-23", "birth_date.too_early"),
        ("来年の春", "birth_date.unreadable"),
        ("昭和12年3月", "birth_date.unreadable"),
        ("#REF!", "birth_date.unreadable"),
        (True, "birth_date.unreadable"),
        ("2026-11-23", "birth_date.in_future"),
        (date(2026, 11, 23), "birth_date.in_future"),
    ],
)
def test_a_birth_date_that_is_none_rejects_the_row(cell: Any, code: str) -> None:
    row = one({"生年月日": cell})

    assert row.result is RowResult.REJECTED
    assert codes(row) == [code]
    assert row.messages[0].column == "生年月日"


def test_a_birth_date_of_today_is_taken_and_an_unknown_one_stays_unknown() -> None:
    assert person({"生年月日": "2026-11-22"}).birth_date == date(2026, 11, 22)
    assert person({"生年月日": "不明"}).birth_date is None
    assert person({"生年月日": "不明"}).extra == {"原文 生年月日": "不明"}


@pytest.mark.parametrize(
    ("cell", "family", "given"),
    [
        ("小川 美代子", "小川", "美代子"),
        ("小川　美代子", "小川", "美代子"),
        (" 小川  美代子 ", "小川", "美代子"),
        ("髙橋 𠮷子", "髙橋", "𠮷子"),
        ("葛\U000e0100城 ハル", "葛\U000e0100城", "ハル"),
        ("がく か\u3099く", "がく", "がく"),
        ("マリア デ シルバ", "マリア", "デ シルバ"),
        ("小川\n美代子", "小川", "美代子"),
    ],
)
def test_a_name_is_kept_letter_for_letter_and_split_at_its_space(cell: str, family: str, given: str) -> None:
    row = one({"氏名": cell})

    assert row.person is not None
    assert (row.person.family_name, row.person.given_name) == (family, given)
    assert row.messages == ()


def test_a_name_without_a_space_stays_whole_and_is_listed() -> None:
    row = one({"氏名": "小川美代子"})

    assert row.person is not None
    assert (row.person.family_name, row.person.given_name) == ("小川美代子", None)
    assert codes(row) == ["name.unsplit"]


def test_a_letter_that_could_not_be_read_is_listed() -> None:
    assert codes(one({"氏名": "〓橋 キミ"})) == ["name.unreadable_letter"]
    assert codes(one({"氏名": "\ue000橋 キミ"})) == ["name.unreadable_letter"]


@pytest.mark.parametrize(
    "cell", ["小川 美代子（オガワ ミヨコ）", "小川 美代子(おがわ みよこ)", "おがわ みよこ\n小川 美代子"]
)
def test_a_reading_beside_the_name_is_parted_from_it(cell: str) -> None:
    found = person({"氏名": cell})

    assert (found.name, found.kana) == ("小川 美代子", "オガワ ミヨコ")
    assert found.extra == {"原文 氏名": cell}


def test_names_in_two_columns_need_no_space() -> None:
    rows = read(table(("姓", "名", "セイ", "メイ", "住所"), ("小川", "美代子", "ｵｶﾞﾜ", "みよこ", "新町4-22-20")))
    found = rows[0].person

    assert found is not None
    assert (found.family_name, found.given_name, found.family_kana, found.given_kana) == (
        *("小川", "美代子", "オガワ", "ミヨコ"),
    )
    assert rows[0].messages == ()
    assert found.extra["原文 メイ"] == "みよこ"


@pytest.mark.parametrize(("cell", "kept"), [("オガワ ミヨコ", False), ("ｵｶﾞﾜ　ﾐﾖｺ", False), ("おがわ みよこ", True)])
def test_a_reading_becomes_full_width_katakana_and_stays_as_it_stood_where_more_than_width_changed(
    cell: str, kept: bool
) -> None:
    found = person({"ふりがな": cell})

    assert found.kana == "オガワ ミヨコ"
    assert found.extra == ({"原文 ふりがな": cell} if kept else {})


@pytest.mark.parametrize(
    ("cell", "phones", "kept"),
    [
        ("06-6045-4730", ("06-6045-4730",), False),
        ("０６－６０４５－４７３０", ("06-6045-4730",), False),
        ("0660454730", ("06-6045-4730",), True),
        ("06(6045)4730", ("06-6045-4730",), True),
        (660454730, ("06-6045-4730",), True),
        (9000123456, ("090-0012-3456",), True),
        ("06-6045-4730、090-0012-3456", ("06-6045-4730", "090-0012-3456"), False),
        ("06-6045-4730（娘宅）", ("06-6045-4730",), True),
        ("なし", (), True),
    ],
)
def test_phones_are_put_in_form_with_the_zero_excel_took(cell: Any, phones: tuple[str, ...], kept: bool) -> None:
    row = one({"電話番号": cell})

    assert row.person is not None
    assert row.person.phones == phones
    assert row.person.extra == ({"原文 電話番号": str(cell)} if kept else {})
    assert row.messages == ()


def test_a_telephone_and_a_mobile_column_go_together() -> None:
    found = person({"電話番号": "06-6045-4730", "携帯電話": "090-0012-3456"})

    assert found.phones == ("06-6045-4730", "090-0012-3456")


@pytest.mark.parametrize("cell", ["呼び出し", "12"])
def test_what_is_no_telephone_number_is_kept_and_said(cell: str) -> None:
    row = one({"電話番号": cell})

    assert row.person is not None
    assert (row.person.phones, row.person.extra) == ((), {"原文 電話番号": cell})
    assert row.messages[0].code.startswith("phones.")


@pytest.mark.parametrize("cell", ["550-0013", "5500013", "〒550-0013", 5500013, 5500013.0, "５５０－００１３"])
def test_a_postal_code_is_seven_digits(cell: Any) -> None:
    assert person({"郵便番号": cell}).postal_code == "5500013"


def test_a_postal_code_that_lost_its_zero_has_it_again_and_a_wrong_one_is_kept() -> None:
    assert person({"郵便番号": 600001}).postal_code == "0600001"
    wrong = one({"郵便番号": "55-13"})
    assert wrong.person is not None
    assert (wrong.person.postal_code, wrong.person.extra) == (None, {"原文 郵便番号": "55-13"})
    assert codes(wrong) == ["postal_code.invalid"]


@pytest.mark.parametrize(
    "cells",
    [
        {"住所": "大阪市西区新町4-5-14 コーポ新町103"},
        {"住所": "新町４丁目５番１４号　コーポ新町103"},
        {"町名": "新町", "番地": "4-5-14", "方書": "コーポ新町103"},
        {"町名": "新町", "住所": "新町4-5-14", "建物名": "コーポ新町103"},
        {"住所": "新町\n4-5-14", "建物名": "コーポ新町103"},
        {"町名": "新町4丁目", "番地": "5-14", "建物": "コーポ新町103"},
    ],
)
def test_an_address_in_one_cell_or_in_several_is_the_same(cells: dict[str, str]) -> None:
    found = person(cells)

    assert (found.town, found.address, found.building) == ("新町", "4-5-14", "コーポ新町103")


def test_an_address_of_another_place_stays_whole() -> None:
    assert person({"住所": "港区弁天1-2-3"}).address == "港区弁天1-2-3"
    other = person({"町名": "弁天", "番地": "１丁目２番３号"})
    assert (other.town, other.address) == ("弁天", "1-2-3")


@pytest.mark.parametrize(
    ("cell", "days"),
    [(30, 30), ("30", 30), ("１４日", 14), ("月1回", 30), ("毎週", 7), ("2週間に1回", 14), ("隔月", 60), ("週2回", 3)],
)
def test_an_interval_is_read_in_days(cell: Any, days: int) -> None:
    assert person({"見守り間隔": cell}).interval_days == days


def test_an_interval_that_cannot_be_read_is_kept_and_the_usual_one_holds() -> None:
    rows = read(
        table(("氏名", "生年月日", "見守り間隔"), ("小川 実", "S9.8.4", "30"), ("阿部 キヨ", "S18.3.3", "適宜"))
    )

    assert rows[1].person is not None
    assert (rows[1].person.interval_days, rows[1].person.extra) == (30, {"原文 見守り間隔": "適宜"})
    assert codes(rows[1]) == ["interval_days.unreadable"]


@pytest.mark.parametrize(
    ("cells", "field", "value"),
    [
        ({"性別": "女性"}, "sex", Sex.FEMALE),
        ({"性別": 1}, "sex", Sex.MALE),
        ({"世帯": "一人暮らし"}, "living", Living.ALONE),
        ({"世帯": "日中独居"}, "living", Living.ALONE_BY_DAY),
        ({"要介護度": "要介護３"}, "care_level", CareLevel.CARE_3),
        ({"要介護度": "支援2"}, "care_level", CareLevel.SUPPORT_2),
        ({"要介護度": "自立"}, "care_level", CareLevel.NONE),
        ({"エアコン": "無"}, "air_conditioner", False),
        ({"該当区分": "K1"}, "criteria", ("K1",)),
        ({"該当区分": "肢体不自由３級、その他"}, "criteria", ("S2", "O1")),
        (
            {"該当区分": "難病患者(人工呼吸器装着等、医療機器への依存が高い方)、S1"},
            "criteria",
            ("N1", "S1"),
        ),
        ({"該当区分": "身体障がい者手帳１・２級"}, "criteria", ("S1",)),
        ({"秘匿": "有"}, "hidden", True),
        ({"秘匿": "DVのため"}, "hidden", True),
        ({"秘匿": "無"}, "hidden", False),
        ({"整理番号": 4001.0}, "number", "4001"),
        ({"ケアマネ": "西区ケアプラン 南"}, "care_manager", "西区ケアプラン 南"),
    ],
)
def test_coded_and_plain_fields_are_read(cells: dict[str, Any], field: str, value: Any) -> None:
    assert getattr(person(cells), field) == value


@pytest.mark.parametrize(
    ("cells", "contacts"),
    [
        ({"緊急連絡先": "小川 実"}, [("小川 実", None, None)]),
        ({"緊急連絡先": "長男 小川 実 090-0012-3456"}, [("小川 実", "長男", "090-0012-3456")]),
        ({"緊急連絡先": "小川 実（長男）09000123456"}, [("小川 実", "長男", "090-0012-3456")]),
        ({"緊急連絡先": "090-0012-3456"}, [(None, None, "090-0012-3456")]),
        (
            {"緊急連絡先": "小川 実", "緊急連絡先続柄": "甥", "緊急連絡先電話": "080-0032-2616"},
            [("小川 実", "甥", "080-0032-2616")],
        ),
        (
            {"緊急連絡先氏名": "小川 実", "緊急連絡先氏名2": "小川 昭", "緊急連絡先電話2": "080-0032-2616"},
            [("小川 実", None, None), ("小川 昭", None, "080-0032-2616")],
        ),
    ],
)
def test_emergency_contacts_are_read_from_one_cell_or_several(
    cells: dict[str, str], contacts: list[tuple[str | None, ...]]
) -> None:
    assert person(cells).emergency_contacts == tuple(
        EmergencyContact(name=name, relation=relation, phone=phone) for name, relation, phone in contacts
    )


def test_the_record_says_who_made_it_and_when() -> None:
    found = person({})

    assert (found.created_by, found.created_on) == ("hanako", date(2026, 11, 22))
    assert found.id != person({}).id


def test_all_faults_of_a_row_are_told_at_once() -> None:
    row = one({"氏名": None, "生年月日": "2026-12-31", "フリガナ": "ｵｶﾞﾜ", "同意日": "2026-12-31", "同意": "○"})

    assert sorted(codes(row)) == ["birth_date.in_future", "consent_date.in_future", "name.missing"]
    assert row.person is None
