"""What goes to an office opens in LibreOffice by its password, and every cell there is the store's."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import AREA, TODAY
from tests.exports import office
from watchdesk.desk import Desk
from watchdesk.domain.consent import address_for_print
from watchdesk.domain.month import Month
from watchdesk.exports import locking, workbook
from watchdesk.exports.locking import Lock
from watchdesk.exports.sheet import LONGEST_CELL, CellKind, Head, Sheet, clean

LACKING = office.missing()
pytestmark = pytest.mark.skipif(bool(LACKING), reason=LACKING or "-")

OCTOBER = Month(2026, 10)
PASSWORD = "かも・すね・てが・わご 284753"


def shown(rows: Iterable[Sequence[Any]]) -> list[tuple[Any, ...]]:
    """Rows as a spreadsheet has them: all numbers are of one kind, nothing is an empty text."""
    return [
        tuple("" if one is None else float(one) if isinstance(one, int | float) else one for one in row) for row in rows
    ]


def columns(rows: list[list[Any]], *titles: str) -> list[tuple[Any, ...]]:
    return [tuple(row[rows[0].index(title)] for title in titles) for row in rows[1:]]


def registered(desk: Desk, named: Sequence[str]) -> list[tuple[Any, ...]]:
    """Some cells of each person's line, from the register itself."""
    people = [desk.people.get(one) for one in named]
    told = [(one.name, one.kana, one.number, one.sex.label, one.birth_date, address_for_print(one)) for one in people]
    return shown(told)


def visited(desk: Desk, named: Sequence[str]) -> list[tuple[Any, ...]]:
    """Some cells of each visit of the month to these people, from the store itself."""
    told = [
        (visit.on, visit.at, desk.people.get(one).name, visit.method.label, visit.note, visit.visitor)
        for one in named
        for visit in desk.visits.of_person(one)
        if visit.on in OCTOBER and not visit.voided
    ]
    return shown(told)


def test_the_workbook_for_the_welfare_section_shows_the_store_in_every_cell(desk: Desk, tmp_path: Path) -> None:
    made = desk.welfare.month(OCTOBER, "hokenfukushi").run()
    file = tmp_path / "区 役所 10月分.xlsx"
    handed = desk.handing.hand_over(made, desk.handing.sending(file, Lock(password=PASSWORD))).run()
    book, closed = office.read([(file, PASSWORD), (file, PASSWORD[:-1])])
    assert closed is None
    assert book is not None
    sheets, _ = clean(made.sheets(handed.handover.copy_number))
    assert list(book) == [sheet.title for sheet in sheets]
    for sheet in sheets:
        heads, *rows = book[sheet.title]["rows"]
        assert heads == [head.title for head in sheet.heads]
        assert [tuple(row) for row in rows] == shown(sheet.rows)
        assert (book[sheet.title]["formulas"], sorted(book[sheet.title]["paper"])) == (0, [210, 297])
    register = columns(book["要援護者"]["rows"], "氏名", "ふりがな", "整理番号", "性別", "生年月日", "住所")
    assert sorted(map(str, register)) == sorted(map(str, registered(desk, made.named)))
    visits = columns(book["訪問"]["rows"], "訪問日", "時刻", "氏名", "方法", "記録", "訪問者")
    hidden = {line.id for line in desk.people.lines() if line.hidden}  # in whose notes the address is covered
    kept = visited(desk, [one for one in made.named if one not in hidden])
    assert len(kept) > 50
    assert set(kept) <= set(visits)
    assert len(visits) == len(visited(desk, made.named))


HOSTILE = (
    '=HYPERLINK("http://x","y")',
    "=cmd|' /C calc'!A0",
    "+1",
    "-1+1",
    "@SUM(A1)",
    "\tx",
    "a\nb\n",
    "=1+1",
    "{=1}",
    "'=1",
    "http://example.com",
    "0012",
    "1/2",
    "TRUE",
    "_x0041_",
    "髙橋 𠮷子 葛󠄀城",
    "あ" * LONGEST_CELL,
)


def test_whatever_was_written_stands_there_as_a_text(tmp_path: Path) -> None:
    heads = (Head(title="記録", kind=CellKind.NOTE), Head(title="名前"))
    sheet = Sheet(title="訪問", heads=heads, rows=tuple((one, one) for one in HOSTILE))
    file = tmp_path / "a.xlsx"
    drawn = workbook.draw([sheet, replace(sheet, title="空", rows=())], "=1+1", TODAY, AREA)
    file.write_bytes(locking.lock_workbook(drawn.data, PASSWORD))
    (book,) = office.read([(file, PASSWORD)])
    assert book is not None
    assert book["訪問"]["rows"][1:] == [[one, one] for one in HOSTILE]
    assert book["訪問"]["formulas"] == 0
    assert book["空"]["rows"] == [["記録", "名前"]]
