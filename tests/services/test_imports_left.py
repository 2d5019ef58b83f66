"""Rows that stayed out of an import, saved by the desk; and people who refused, pointed out before a list is used."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from watchdesk.desk import ColumnMapping, Desk, Outcome, RowResult
from watchdesk.domain.histories import ConsentEntry
from watchdesk.domain.words import Consent
from watchdesk.errors import WatchDeskError

LIST = "氏名,フリガナ,生年月日,同意\n村上 静子,ムラカミ シズコ,S10.2.3,○\n西田 勇,ニシダ イサム,S12.5.6,○\n"
WRONG = LIST + "小川 実,オガワ ミノル,昭和64年1月9日,○\n"
VISITS = "訪問日,氏名,方法,結果\n2026-11-01,村上 静子,訪問,会えた\n2026-11-02,誰 それ,訪問,会えた\n"


def listed(tmp_path: Path, text: str = LIST) -> Path:
    file = tmp_path / "名簿.csv"
    file.write_text(text, encoding="utf-8")
    return file


def taken(desk: Desk, file: Path) -> Outcome:
    return desk.imports.people(desk.imports.open(file)).run()


def test_the_rows_that_stayed_out_are_saved_whole(empty_desk: Desk, tmp_path: Path) -> None:
    source = empty_desk.imports.open(listed(tmp_path, WRONG))
    outcome = empty_desk.imports.people(source).run()

    saved = empty_desk.imports.save_left(source, outcome, tmp_path / "残り.xlsx", visits=False).run()

    sheet = openpyxl.load_workbook(tmp_path / "残り.xlsx").worksheets[0]
    assert saved == 1
    assert [cell.value for cell in sheet[2]][:3] == ["小川 実", "オガワ ミノル", "昭和64年1月9日"]
    assert "4行" in str(sheet["E2"].value)


def test_visits_that_stayed_out_are_saved_too(empty_desk: Desk, tmp_path: Path) -> None:
    taken(empty_desk, listed(tmp_path))
    source = empty_desk.imports.open(listed(tmp_path, VISITS))
    outcome = empty_desk.imports.visits(source).run()

    assert empty_desk.imports.save_left(source, outcome, tmp_path / "残り.xlsx", visits=True).run() == 1


def test_nothing_is_saved_inside_the_store(empty_desk: Desk, tmp_path: Path) -> None:
    source = empty_desk.imports.open(listed(tmp_path, WRONG))
    outcome = empty_desk.imports.people(source, dry_run=True).run()

    with pytest.raises(WatchDeskError, match="保管庫の中"):
        empty_desk.imports.save_left(source, outcome, empty_desk.folder / "残り.xlsx", visits=False).run()


@pytest.mark.parametrize("state", [Consent.REFUSED, Consent.WITHDRAWN])
def test_a_row_of_somebody_who_refused_is_pointed_out_whatever_the_list_says(
    empty_desk: Desk, tmp_path: Path, state: Consent
) -> None:
    file = listed(tmp_path)
    first = taken(empty_desk, file).details[0].person_id
    assert first is not None
    empty_desk.consents.give(first, ConsentEntry(state=state, since=date(2026, 11, 1)))

    again = empty_desk.imports.people(empty_desk.imports.open(file), dry_run=True).run()
    visits = empty_desk.imports.visits(empty_desk.imports.open(listed(tmp_path, VISITS)), dry_run=True).run()

    assert [report.refusal for report in again.details] == [state, None]
    assert [report.refusal for report in visits.details] == [state, None]
    assert "refusal" not in again.to_json()["details"][0]


def test_who_may_be_somebody_who_refused_is_pointed_out_too(empty_desk: Desk, tmp_path: Path) -> None:
    first = taken(empty_desk, listed(tmp_path)).details[0].person_id
    assert first is not None
    empty_desk.consents.give(first, ConsentEntry(state=Consent.REFUSED, since=date(2026, 11, 1)))

    doubtful = taken(empty_desk, listed(tmp_path, "氏名,フリガナ\n村上 静子,ムラカミ シズコ\n"))

    assert [(report.result, report.refusal) for report in doubtful.details] == [(RowResult.DOUBTFUL, Consent.REFUSED)]


def test_a_list_without_a_header_is_looked_at_by_its_contents_and_taken_as_told(
    empty_desk: Desk, tmp_path: Path
) -> None:
    source = empty_desk.imports.open(listed(tmp_path, LIST.split("\n", 1)[1]))

    look = empty_desk.imports.look(source)

    assert look.without_header
    assert look.guessed == ("氏名", "フリガナ", "生年月日")
    assert [column.heading for column in look.columns] == ["列A", "列B", "列C", "列D"]
    told = ColumnMapping(sheet="名簿", header_row=0, columns={"列A": "name", "列C": "birth_date", "列D": "consent"})
    outcome = empty_desk.imports.people(source, told).run()
    assert outcome.count(RowResult.ADDED) == 2
    assert outcome.unmapped_columns == ("列B",)


def test_a_list_with_a_header_needs_no_check_by_hand(empty_desk: Desk, tmp_path: Path) -> None:
    look = empty_desk.imports.look(empty_desk.imports.open(listed(tmp_path)))

    assert (look.without_header, look.guessed) == (False, ())
