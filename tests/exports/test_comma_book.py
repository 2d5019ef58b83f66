"""Files of commas in a workbook: whoever has Excel alone gets each file out, to the letter."""

import csv
import io
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import settings as tried
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.conftest import TODAY
from watchdesk.errors import WatchDeskError
from watchdesk.exports import comma_book, commas, sealed
from watchdesk.exports.comma_book import HOW_TO
from watchdesk.exports.letters import CP932, UTF_8
from watchdesk.exports.locking import Lock
from watchdesk.exports.sealed import Form
from watchdesk.exports.sheet import LONGEST_CELL, CellKind, Head, Sheet, Value, clean

HEADS = (Head(title="番号"), Head(title="日", kind=CellKind.DAY), Head(title="記録", kind=CellKind.NOTE))
ABOUT = ("架空の表", TODAY, "架空の事務所")

cells: st.SearchStrategy[Value] = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["007", "=HYPERLINK(1)", "+1", "@x", "-", "a\tb", "a\nb", ' "引用" ', "_x0041_", "&amp;", "<t>", "､"]
    ),
    st.none(),
    st.integers(0, 10**6),
    st.dates(date(1900, 1, 1), date(2026, 11, 22)),
    st.times().map(lambda at: time(at.hour, at.minute)),
)


def sheet(*rows: tuple[Value, ...], title: str = "訪問") -> Sheet:
    return clean([Sheet(title=title, heads=HEADS, rows=rows)])[0][0]


def as_excel_saves(data: bytes, name: str, encoding: str) -> list[list[str]]:
    """What another reader than ours finds in a sheet; an empty cell is an empty text."""
    rows = list(load_workbook(io.BytesIO(data))[name].iter_rows(values_only=True))
    assert all(cell is None or isinstance(cell, str) for row in rows for cell in row)
    return [["" if cell is None else str(cell).encode(encoding).decode(encoding) for cell in row] for row in rows]


def rows_of(data: bytes, encoding: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode(encoding), newline="")))


@tried(max_examples=60, deadline=None)
@given(st.lists(st.tuples(cells, cells, cells), max_size=5), st.sampled_from([UTF_8, CP932]))
def test_each_sheet_saved_is_the_file_of_commas_to_the_letter(rows: list[tuple[Value, ...]], encoding: str) -> None:
    tables = (sheet(*rows), sheet(("1", None, "x"), title="相談・つなぎ"))
    book = comma_book.draw(tables, encoding, None, ABOUT)
    files, changed = commas.draw(tables, encoding, None)
    assert book.files == files == comma_book.saved(book.data, encoding)
    assert book.substituted == changed
    for one, table in zip(files, tables, strict=True):
        assert as_excel_saves(book.data, table.title, encoding) == rows_of(one.data, encoding)


def test_leading_noughts_and_days_stand_as_in_the_file_and_the_first_sheet_says_how() -> None:
    book = comma_book.draw((sheet(("007", date(2026, 10, 5), "=1+1")),), CP932, None, ABOUT)
    assert as_excel_saves(book.data, "訪問", CP932)[1] == ["007", "2026-10-05", "'=1+1"]
    read = load_workbook(io.BytesIO(book.data))
    assert read.sheetnames == [HOW_TO, "訪問"]
    said = "".join(str(row[1]) for row in read[HOW_TO].iter_rows(values_only=True))
    assert "CSV（コンマ区切り）" in said
    assert "CSV UTF-8" not in said


def test_a_text_too_long_for_a_cell_goes_on_beside_and_is_guarded_there_too() -> None:
    long = "あ" * (LONGEST_CELL - 1) + "=" * 5
    book = comma_book.draw((sheet(("1", None, long)),), UTF_8, (), ABOUT)
    (told,) = book.continued
    assert told.title == "記録"
    (_, row) = as_excel_saves(book.data, "訪問", UTF_8)
    assert row[2] + row[3] == "あ" * (LONGEST_CELL - 1) + "'" + "=" * 5
    assert comma_book.saved(book.data, UTF_8) == book.files


def test_letters_are_replaced_only_after_a_yes() -> None:
    with pytest.raises(WatchDeskError, match="𠮷→吉"):
        comma_book.draw((sheet(("1", None, "𠮷田")),), CP932, (), ABOUT)
    book = comma_book.draw((sheet(("1", None, "𠮷田")),), CP932, {("𠮷", "吉")}, ABOUT)
    assert as_excel_saves(book.data, "訪問", CP932)[1][2] == "吉田"


def test_it_is_locked_by_excels_own_password_and_a_file_that_differs_is_not_proven() -> None:
    about = {"title": "架空の表", "receiver": "架空の課", "made_by": "架空の事務所"}
    made = sealed.draw((sheet(("007", None, "x")),), Form.CSV_BOOK, about, day=TODAY)
    locked, opener = sealed.lock(made, Lock(password="kamo-sune-tega-wago-284753"))
    assert locked.startswith(b"\xd0\xcf\x11\xe0")
    sealed.prove(locked, made, opener)
    other = sealed.draw((sheet(("7", None, "x")),), Form.CSV_BOOK, about, day=TODAY)
    told = sealed.Sealed(
        form=made.form, about=about, files=made.files, rows=made.rows, saved=other.saved, encoding=made.encoding
    )
    with pytest.raises(WatchDeskError) as refused:
        sealed.prove(locked, told, opener)
    assert refused.value.code == "not_proven"
    assert (Form.CSV_BOOK.ending(by_key=False), Form.CSV_BOOK.ending(by_key=True)) == (".xlsx", ".age")
