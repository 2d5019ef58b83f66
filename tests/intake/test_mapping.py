"""A mapping told by the user or by a file is kept to the letter, and one that does not fit says why."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.intake.made import LISTS, codes, read, table
from watchdesk.errors import WatchDeskError
from watchdesk.intake.book import Book
from watchdesk.intake.mapping import ColumnMapping, layouts, propose, read_mapping, without_header
from watchdesk.intake.people import unmapped_columns
from watchdesk.intake.sheet import sheet_of

HEAD = ("だれ", "いつ", "どこ", "生年月日")
ROW = ("小川 美代子", "S29.8.4", "新町4-22-20", "S1.1.1")


def written(folder: Path, told: Any) -> Path:
    file = folder / "mapping.json"
    file.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    return file


def test_a_mapping_file_says_what_goes_where(tmp_path: Path) -> None:
    mapping = read_mapping(
        written(
            tmp_path,
            {
                "sheet": "名簿",
                "header_row": 2,
                "columns": {"だれ": "name", "いつ": "birth_date", "どこ": "address", "生年月日": "extra"},
                "constants": {"area": "九条南", "consent": "agreed"},
            },
        )
    )

    book = table(("氏名", "フリガナ", "住所"), HEAD, ROW)
    (row,) = read(book, mapping)

    assert row.row == 3
    assert row.person is not None
    assert (row.person.name, row.person.town, row.person.birth_date) == ("小川 美代子", "新町", row.person.birth_date)
    assert str(row.person.birth_date) == "1954-08-04"
    assert row.person.area_history[0].area == "九条南"
    assert row.person.consent_history[0].state == "agreed"
    assert row.person.extra == {"生年月日": "S1.1.1"}
    assert unmapped_columns(book, mapping, LISTS) == ("生年月日",)


def test_a_mapping_finds_its_header_and_sheets_by_itself() -> None:
    book = Book("a.xlsx", (sheet_of("説明", [("だれでも",)]), sheet_of("堀江", [("名簿",), (), HEAD, ROW])))

    rows = read(book, ColumnMapping(columns={"だれ": "name"}))

    assert [(row.sheet, row.row, row.person is not None) for row in rows] == [("堀江", 4, True)]


def test_a_proposal_taken_as_it_is_reads_the_same_as_none() -> None:
    book = table(
        ("No.", "氏名", "生年月日", "班"), (1, "小川 美代子", "S29.8.4", "4班"), (2, "阿部 キヨ", "S18.3.3", "2班")
    )

    told = [row.person.extra for row in read(book, propose(book, LISTS)) if row.person]

    assert told == [row.person.extra for row in read(book) if row.person]
    assert unmapped_columns(book, propose(book, LISTS), LISTS) == unmapped_columns(book, None, LISTS) == ("No.", "班")


def test_a_proposal_survives_its_file(tmp_path: Path) -> None:
    mapping = propose(table(("氏名", "班"), ("小川 美代子", "4班")), LISTS)

    assert read_mapping(written(tmp_path, mapping.to_json())) == mapping


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"columns": {"だれ": "whoever"}}, "whoever"),
        ({"columns": {"だれ": ["name"]}}, "name"),
        ({"columns": ["name"]}, "JSON"),
        (["name"], "JSON"),
        ({"columns": {"だれ": "name"}, "header_row": -1}, "header_row"),
        ({"columns": {"だれ": "name"}, "header_row": "2"}, "header_row"),
        ({"constants": {"nobody": "x"}}, "nobody"),
        ({"sheet": 3, "columns": {}}, "JSON"),
    ],
)
def test_a_mapping_file_that_makes_no_sense_says_where(tmp_path: Path, told: Any, said: str) -> None:
    with pytest.raises(WatchDeskError, match=said) as fault:
        read_mapping(written(tmp_path, told))

    assert fault.value.code == "mapping"


def test_a_mapping_file_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b"\xff{")

    for file in (tmp_path / "a.json", tmp_path / "missing.json"):
        with pytest.raises(WatchDeskError, match="対応づけ"):
            read_mapping(file)


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        (ColumnMapping(sheet="二枚目", columns={"だれ": "name"}), "二枚目"),
        (ColumnMapping(columns={"だれ": "name", "どれ": "number"}), "どれ"),
        (ColumnMapping(columns={"だれ": "name"}, header_row=9), "だれ"),
        (ColumnMapping(sheet="二枚目"), "二枚目"),
    ],
)
def test_a_mapping_that_does_not_fit_the_list_says_what_is_missing(mapping: ColumnMapping, said: str) -> None:
    with pytest.raises(WatchDeskError, match=said) as fault:
        read(table(HEAD, ROW), mapping)

    assert fault.value.code == "mapping"


def test_a_heading_is_found_also_in_another_width() -> None:
    (row,) = read(
        table(("ＮＯ．１", "氏　名"), ("a", "小川 実")), ColumnMapping(columns={"氏名": "name", "No.1": "number"})
    )

    assert row.person is not None
    assert row.person.number == "a"


def test_a_column_sent_to_a_field_twice_keeps_both() -> None:
    mapping = ColumnMapping(columns={"だれ": "name", "いつ": "notes", "どこ": "notes"})
    (row,) = read(table(HEAD, ROW), mapping)

    assert row.person is not None
    assert (row.person.notes, row.person.extra["どこ"]) == ("S29.8.4", "新町4-22-20")


def test_a_constant_holds_only_where_the_row_says_nothing() -> None:
    mapping = ColumnMapping(columns={"氏名": "name", "同意": "consent"}, constants={"consent": "○"})
    rows = read(table(("氏名", "同意"), ("小川 実", "×"), ("阿部 キヨ", None)), mapping)

    assert [row.person.consent_history[0].state for row in rows if row.person] == ["refused", "agreed"]
    assert codes(rows[0]) == []


def test_a_proposal_reads_the_same_also_beside_a_page_of_explanations() -> None:
    page = sheet_of("説明", [("項目", "書き方"), ("氏名", "漢字で"), ("フリガナ", "カナで")])
    book = Book("a.xlsx", (page, sheet_of("名簿", [("氏名", "生年月日"), ("小川 実", "S9.8.4")])))

    for mapping in (None, propose(book, LISTS)):
        assert [(row.sheet, row.person is not None) for row in read(book, mapping)] == [("名簿", True)]


def test_headings_that_differ_in_signs_alone_stay_apart() -> None:
    book = table(("氏名", "生年月日", "班", "班※", "★"), ("小川 実", "S9.8.4", "1", "2", "3"))

    for mapping in (None, propose(book, LISTS)):
        (row,) = read(book, mapping)
        assert row.person is not None
        assert row.person.extra == {"班": "1", "班※": "2", "★": "3"}


def test_a_told_header_row_without_any_heading_of_a_list_is_no_list() -> None:
    with pytest.raises(WatchDeskError, match="見出し") as fault:
        read(table(HEAD, ROW), ColumnMapping(header_row=2))

    assert fault.value.code == "not_a_list"


ROWS = (
    ("村上 静子", "ムラカミ シズコ", "S10.2.3", "06-6012-3456", "2班"),
    ("西田 勇", "ニシダ イサム", "S12.5.6", "06-6012-3457", "3班"),
)
NO_HEADER = ColumnMapping(sheet="名簿", header_row=0)


def test_without_a_header_columns_go_by_letters_and_are_proposed_by_their_contents() -> None:
    (layout,) = layouts(table(*ROWS), NO_HEADER, LISTS)

    assert layout.header.headings == ("列A", "列B", "列C", "列D", "列E")
    assert layout.keys == ("name", "kana", "birth_date", "phones", "extra")
    assert [number for number, _ in layout.rows()] == [1, 2]


def test_columns_told_by_hand_are_read_from_the_first_row_on() -> None:
    told = replace(NO_HEADER, columns={"列A": "name", "列E": "family"})

    rows = read(table(*ROWS), told)

    assert [(row.row, row.person.name, row.person.family) for row in rows if row.person] == [
        (1, "村上 静子", "2班"),
        (2, "西田 勇", "3班"),
    ]
    assert rows[0].person is not None
    assert rows[0].person.extra["列D"] == "06-6012-3456"


def test_only_what_looks_like_a_table_is_read_without_a_header() -> None:
    assert without_header(table(*ROWS)) == NO_HEADER
    assert without_header(table(("拝啓",), ("秋も深まってまいりました。",), ("敬具", "小川"))) is None
    assert without_header(table(*ROWS), ColumnMapping(header_row=2)) is None


def test_where_columns_are_told_by_hand_the_header_needs_no_known_heading() -> None:
    book = table(("甲", "乙"), ("村上 静子", "2班"), ("西田 勇", "3班"))

    (layout,) = layouts(book, ColumnMapping(header_row=1), LISTS, by_hand=True)

    assert layout.header.headings == ("甲", "乙")
