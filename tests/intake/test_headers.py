"""The header is found wherever a list hides it, and rows that are nobody are told from people."""

from pathlib import Path
from typing import Any

import pytest

from tests.intake.made import LISTS, codes, read, table, workbook
from watchdesk.errors import WatchDeskError
from watchdesk.intake.book import Book, open_book
from watchdesk.intake.headings import PEOPLE, meaning, words_of
from watchdesk.intake.mapping import propose
from watchdesk.intake.people import unmapped_columns
from watchdesk.intake.sheet import sheet_of

WORDS = words_of(PEOPLE)
HEAD = ("氏名", "フリガナ", "生年月日", "住所")
OGAWA = ("小川 美代子", "オガワ ミヨコ", "S29.8.4", "新町4-22-20")
ABE = ("阿部 キヨ", "アベ キヨ", "S18.3.3", "立売堀3-23-21")


def names(book: Book | Path) -> list[str]:
    return [row.person.name for row in read(book) if row.person]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("氏　名", "name"),
        ("お名前（漢字）", "name"),
        ("ｶﾅｼﾒｲ", "kana"),
        ("ふりがな", "kana"),
        ("電話番号（自宅）", "phones"),
        ("ＴＥＬ", "phones"),
        ("電話番号（緊急連絡先）", "emergency_phone"),
        ("緊急連絡先 2 電話", "emergency_phone_2"),
        ("緊急連絡先②続柄", "emergency_relation_2"),
        ("〒", "postal_code"),
        ("要援護者の住所", "address"),
        ("生年月日\n(和暦)", "birth_date"),
        ("見守り間隔（日）", "interval_days"),
        ("同意の提供先", "consent_recipients"),
        ("状態日", "status_date"),
        ("終了理由", "end_reason"),
        ("世帯", "living"),
        ("整理番号", "number"),
        ("備　考", "notes"),
        ("birth_date", "birth_date"),
        ("登録日", None),
        ("年齢", None),
        ("氏名（民生委員）", "minsei"),
        ("世帯主氏名", None),
        ("個人番号", None),
    ],
)
def test_headings_are_known_by_many_words(heading: str, field: str | None) -> None:
    assert meaning(heading, WORDS) == field


def test_the_header_is_found_below_titles_and_blank_rows() -> None:
    book = table(("令和8年度 名簿",), (), ("取扱注意", None, "氏名は正しく"), HEAD, OGAWA)

    assert names(book) == ["小川 美代子"]


def test_a_header_two_rows_high_with_merged_groups_is_read(tmp_path: Path) -> None:
    top = ("番号", "氏名", "生年月日", "住所", "緊急連絡先", None, None, "基本情報", None)
    bottom = (None, None, None, None, "氏名", "続柄", "電話", "性別", "班")
    row = (1, "小川 美代子", "S29.8.4", "新町4-22-20", "小川 実", "甥", "080-0032-2616", "女", "4班")
    merged = ["A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:G1", "H1:I1"]
    file = workbook(tmp_path / "a.xlsx", ("名簿", [top, bottom, row], merged))

    person = read(file)[0].person

    assert person is not None
    assert (person.name, person.sex) == ("小川 美代子", 2)
    (contact,) = person.emergency_contacts
    assert (contact.name, contact.relation, contact.phone) == ("小川 実", "甥", "080-0032-2616")
    assert person.extra["基本情報 班"] == "4班"


def test_a_header_two_rows_high_is_read_without_any_merging_too() -> None:
    top = ("氏名", "生年月日", "緊急連絡先", None, None, "備考")
    bottom = (None, None, "氏名", "続柄", "電話", None)
    row = ("小川 美代子", "S29.8.4", "小川 実", "甥", "080-0032-2616", "犬あり")

    person = read(table(top, bottom, row))[0].person

    assert person is not None
    assert person.emergency_contacts[0].name == "小川 実"
    assert person.notes == "犬あり"


def test_a_first_person_is_not_taken_for_a_second_row_of_the_header() -> None:
    assert names(table(HEAD, OGAWA, ABE)) == ["小川 美代子", "阿部 キヨ"]


def test_a_contacts_columns_stand_beside_it_under_bare_words() -> None:
    head = ("氏名", "生年月日", "電話", "緊急連絡先", "続柄", "電話")
    row = ("小川 美代子", "S29.8.4", "06-6045-4730", "小川 実", "甥", "080-0032-2616")

    person = read(table(head, row))[0].person

    assert person is not None
    assert person.phones == ("06-6045-4730",)
    (contact,) = person.emergency_contacts
    assert (contact.name, contact.relation, contact.phone) == ("小川 実", "甥", "080-0032-2616")


def test_every_sheet_with_a_header_is_read_and_its_name_is_the_area() -> None:
    head, rows = HEAD, (OGAWA, ABE)
    book = Book(
        "a.xlsx",
        (
            sheet_of("説明", [("この名簿について",), ("氏名は漢字で書く",)]),
            sheet_of("九条南地域名簿", [("九条南",), head, rows[0]]),
            sheet_of("本田", [head, rows[1]]),
        ),
    )

    people = {row.sheet: row.person for row in read(book, home_area=None)}

    assert {sheet: person.area_history[0].area for sheet, person in people.items() if person} == {
        "九条南地域名簿": "九条南",
        "本田": "本田",
    }


def test_a_repeated_heading_keeps_both_columns() -> None:
    book = table(("氏名", "生年月日", "備考", "備考"), ("小川 美代子", "S29.8.4", "犬あり", "足が悪い"))
    person = read(book)[0].person

    assert person is not None
    assert (person.notes, person.extra) == ("犬あり", {"備考（2）": "足が悪い"})


def test_a_column_without_a_heading_is_kept_by_its_letter() -> None:
    person = read(table((*HEAD, None), (*OGAWA, "犬あり")))[0].person

    assert person is not None
    assert person.extra["列E"] == "犬あり"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ((), "row.blank"),
        (("　", None, " "), "row.blank"),
        (HEAD, "row.header"),
        (("氏名", "フリガナ", None, None), "row.header"),
        (("合　計", None, "2名", None), "row.total"),
        (("計", None, None, "12"), "row.total"),
        (("男　1名　女　1名", None, None, None), "row.total"),
        (("以上 40件", None, None, None), "row.total"),
        (("小計15名", None, None, None), "row.total"),
        (("合計", None, None, None, "男 5名", "女 7名", "同意 10"), "row.total"),
        ((None, None, None, None, "合計", "同意 10", "不同意 2"), "row.total"),
        (("※ ○印は同意あり", None, None, None), "row.remark"),
        (("【2班】", None, None, None), "row.remark"),
        (("令和8年度 名簿", None, None, None), "row.remark"),
    ],
)
def test_rows_that_are_nobody_are_skipped_with_their_reason(row: tuple[Any, ...], code: str) -> None:
    rows = read(table(("令和8年度 名簿",), HEAD, OGAWA, row, ABE))

    assert [each.result for each in rows] == [None, "skipped", None]
    assert codes(rows[1]) == [code]


def test_a_row_with_only_its_number_is_blank() -> None:
    rows = read(table(("No.", *HEAD), (1, *OGAWA), (2, *ABE), (3, None), (4, None), (5, None, None, None, "x")))

    assert [codes(row) for row in rows[2:]] == [["row.blank"], ["row.blank"], ["name.missing"]]


def test_a_name_that_reads_like_a_total_beside_a_reading_is_a_person() -> None:
    assert names(table(HEAD, ("計", "カズエ", "S29.8.4", None))) == ["計"]


@pytest.mark.parametrize("name", ["計 太郎", "全 千代", "以上 和子", "男 一郎", "東 計"])
def test_a_person_with_a_name_like_a_total_is_a_person(name: str) -> None:
    assert names(table(HEAD, (name, "ケイ タロウ", "S29.8.4", "新町4-22-20"))) == [name]


def test_rows_are_numbered_as_the_spreadsheet_numbers_them() -> None:
    assert [row.row for row in read(table((), ("名簿",), HEAD, OGAWA, (), ABE, (), ()))] == [4, 5, 6]


@pytest.mark.parametrize(
    ("heading", "numbers", "field"),
    [
        ("番号", (4001, 4002, 4003), "number"),
        ("ﾊﾞﾝｺﾞｳ", ("0107", "0233", "0301"), "number"),
        ("No.", (1, 2, 3), "line_number"),
        ("番号", ("1", "2", "4"), "line_number"),
        ("整理番号", (1, 2, 3), "number"),
    ],
)
def test_a_bare_number_is_the_persons_unless_it_only_counts_the_rows(
    heading: str, numbers: tuple[Any, ...], field: str
) -> None:
    people = [(f"小川 {name}", "S29.8.4") for name in ("一子", "二子", "三子")]
    book = table(
        (heading, "氏名", "生年月日"), *((number, *each) for number, each in zip(numbers, people, strict=True))
    )

    assert propose(book, LISTS).columns[heading] == field
    assert unmapped_columns(book, None, LISTS) == ((heading,) if field == "line_number" else ())


def test_a_known_heading_over_other_contents_goes_to_extra() -> None:
    head = ("氏名", "生年月日", "状態", "地域", "区分")
    book = table(
        head, ("小川 美代子", "S29.8.4", "寝たきり", "東一丁目", "甲"), ("阿部 キヨ", "S18.3.3", "歩ける", None, "乙")
    )

    person = read(book)[0].person

    assert unmapped_columns(book, None, LISTS) == ("状態", "地域", "区分")
    assert person is not None
    assert person.extra == {"状態": "寝たきり", "地域": "東一丁目", "区分": "甲"}


def test_columns_under_unheard_of_headings_are_known_by_their_contents() -> None:
    head = ("氏名", "同意", "B", "C", "D", "E", "登録した日")
    rows = [
        ("小川 美代子", "○", "S29.8.4", "新町4-22-20", "06-6045-4730", "オガワ ミヨコ", "H30.4.1"),
        ("阿部 キヨ", "×", "S18.3.3", "立売堀3-23-21", "06-6060-4097", "アベ キヨ", "H30.4.1"),
    ]

    columns = propose(table(head, *rows), LISTS).columns

    assert {heading: key for heading, key in columns.items() if heading not in {"氏名", "同意"}} == {
        "B": "birth_date",
        "C": "address",
        "D": "phones",
        "E": "kana",
        "登録した日": "extra",
    }


def test_a_list_without_a_header_is_refused_with_what_is_looked_for(tmp_path: Path) -> None:
    file = workbook(tmp_path / "a.xlsx", ("メモ", [("買い物",), ("牛乳",)], []))

    with pytest.raises(WatchDeskError, match="氏名・生年月日・住所") as fault:
        read(open_book(file))

    assert fault.value.code == "not_a_list"


def test_an_address_merged_over_the_two_of_a_couple_is_both_s(tmp_path: Path) -> None:
    rows = [HEAD, OGAWA, ("小川 実", "オガワ ミノル", "S25.1.1", None)]
    file = workbook(tmp_path / "a.xlsx", ("名簿", rows, ["D2:D3"]))

    people = [row.person for row in read(file)]

    assert [(person.town, person.address) for person in people if person] == [("新町", "4-22-20")] * 2
