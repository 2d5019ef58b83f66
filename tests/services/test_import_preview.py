"""Looking at a list before it is taken in: what is read, where each column goes, people or visits."""

from pathlib import Path

import pytest

from watchdesk.desk import ColumnMapping, Desk
from watchdesk.errors import WatchDeskError

SAMPLES = Path(__file__).parent.parent / "intake" / "samples"


def test_a_list_of_people_shows_its_columns_and_where_they_go(empty_desk: Desk) -> None:
    look = empty_desk.imports.look(empty_desk.imports.open(SAMPLES / "register_simple.xlsx"))
    keys = {column.heading: column.key for column in look.columns}
    assert not look.of_visits
    assert look.says_consent
    assert (keys["氏名"], keys["該当区分"], keys["自治会班"]) == ("name", "criteria", "extra")
    assert [(sheet.name, sheet.header_row, sheet.rows) for sheet in look.sheets] == [("名簿", 1, 40)]
    assert len(look.columns[0].examples) == 3
    assert look.titles["name"] == "氏名"


def test_a_header_below_titles_is_numbered_as_the_spreadsheet_does(empty_desk: Desk) -> None:
    look = empty_desk.imports.look(empty_desk.imports.open(SAMPLES / "register_printed_layout.xlsx"))
    assert look.sheets[0].header_row == 4


def test_a_list_of_visits_is_known_by_its_columns(empty_desk: Desk) -> None:
    look = empty_desk.imports.look(empty_desk.imports.open(SAMPLES / "visits_2026-10.csv"))
    assert look.of_visits
    assert {column.key for column in look.columns} >= {"on", "name", "method", "result"}


def test_what_was_proposed_reads_as_no_mapping_does(empty_desk: Desk) -> None:
    source = empty_desk.imports.open(SAMPLES / "register_legacy_cp932.csv")
    proposed = empty_desk.imports.look(source).mapping(None, None)
    told = [empty_desk.imports.people(source, mapping, dry_run=True).run() for mapping in (None, proposed)]
    assert told[0].counts() == told[1].counts()
    assert told[0].unmapped_columns == told[1].unmapped_columns


def test_a_list_without_consent_says_so(empty_desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "名簿.csv"
    file.write_text("氏名,生年月日\n村上 静子,S10.2.3\n", encoding="utf-8")
    assert not empty_desk.imports.look(empty_desk.imports.open(file)).says_consent


def test_another_header_row_is_looked_at_anew(empty_desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "名簿.csv"
    file.write_text("氏名,生年月日\n名前,誕生日\n村上 静子,S10.2.3\n", encoding="utf-8")
    look = empty_desk.imports.look(empty_desk.imports.open(file), ColumnMapping(header_row=2))
    assert look.sheets[0].header_row == 2
    assert [column.key for column in look.columns] == ["name", "birth_date"]


def test_a_file_that_is_no_list_is_refused(empty_desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "手紙.txt"
    file.write_text("拝啓\n秋も深まってまいりました。\n敬具\n", encoding="utf-8")
    source = empty_desk.imports.open(file)
    with pytest.raises(WatchDeskError, match="見出し"):
        empty_desk.imports.look(source)
