"""A mapping told by the user or by a file is kept to the letter, and one that does not fit says why."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.intake.made import LISTS, codes, read, table
from watchdesk.errors import WatchDeskError
from watchdesk.intake.book import Book
from watchdesk.intake.mapping import ColumnMapping, propose, read_mapping
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
        ({"columns": {"だれ": "name"}, "header_row": 0}, "header_row"),
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
