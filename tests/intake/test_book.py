"""Files of every kind and encoding are read, and what can't be read is refused with a sentence that says what to do."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msoffcrypto.format.ooxml import OOXMLFile

from tests.intake.made import SAMPLES, workbook
from tests.intake.old_excel import xls
from watchdesk.errors import WatchDeskError
from watchdesk.intake import book as book_module
from watchdesk.intake.book import open_book
from watchdesk.intake.delimited import decode
from watchdesk.intake.sheet import Cell, Sheet

HEAD = ("氏名", "フリガナ", "生年月日")
ROW = ("髙橋 キミ", "ﾀｶﾊｼ ｷﾐ", "Ｓ13.11.26")
PASSWORD = "みまもり2026"


def only_sheet(file: Path, password: str | None = None) -> Sheet:
    (sheet,) = open_book(file, password).sheets
    return sheet


def written(folder: Path, name: str, data: bytes) -> Path:
    file = folder / name
    file.write_bytes(data)
    return file


def locked(data: bytes, password: str) -> bytes:
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(data)).encrypt(password, out)
    return out.getvalue()


def text(delimiter: str = ",", end: str = "\r\n") -> str:
    return end.join(delimiter.join(row) for row in (HEAD, ROW)) + end


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(("name", "delimiter"), [("名簿.csv", ","), ("名簿.tsv", "\t"), ("名簿.txt", ";")])
def test_text_lists_are_read_in_every_encoding(tmp_path: Path, name: str, delimiter: str, encoding: str) -> None:
    file = written(tmp_path, name, text(delimiter).encode(encoding))

    assert only_sheet(file).rows == (HEAD, ROW)
    assert only_sheet(file).name == "名簿"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_are_read(tmp_path: Path, end: str) -> None:
    assert only_sheet(written(tmp_path, "a.csv", text(end=end).encode())).rows == (HEAD, ROW)


@pytest.mark.parametrize("code", [b"\xee\xe0", b"\xfb\xfc"])
def test_both_places_of_a_letter_in_cp932_are_read(code: bytes) -> None:
    assert decode("a.csv", code + "橋,①".encode("cp932")) == "髙橋,①"


def test_a_letter_of_an_old_systems_own_is_kept(tmp_path: Path) -> None:
    assert decode("a.csv", b"\xf0\x40,a") == "\ue000,a"


@pytest.mark.parametrize("broken", [b"\x80\xfe\xff,\n", "実".encode()[:2]])
def test_a_broken_letter_is_refused_with_its_line(tmp_path: Path, broken: bytes) -> None:
    data = "氏名,備考\n小川,あ\n".encode() + broken

    with pytest.raises(WatchDeskError, match="3行目") as fault:
        open_book(written(tmp_path, "a.csv", data))

    assert fault.value.code == "file_encoding"


def test_quotes_line_ends_inside_cells_and_kept_zeros_are_understood(tmp_path: Path) -> None:
    data = 'sep=;\r\n氏名;備考;番号\r\n"小川; 実";"一行目\n二行目";="0012"\r\n;;\r\n'.encode()

    sheet = only_sheet(written(tmp_path, "a.csv", data))

    assert sheet.rows == ((None, None, None), ("氏名", "備考", "番号"), ("小川; 実", "一行目\n二行目", "0012"))


def test_an_excel_list_keeps_its_rows_columns_and_kinds_of_cell(tmp_path: Path) -> None:
    cells = [5500012, 3.5, True, date(1940, 1, 2), datetime(2026, 1, 1, 12, 30), time(10, 45), "  ", None, "=1+1"]  # noqa: DTZ001  a cell has no zone
    file = workbook(tmp_path / "a.xlsx", ("名簿", [[], [None, *cells]], ["B1:C1"]))

    sheet = only_sheet(file)

    expected: tuple[Cell, ...] = (5500012, 3.5, True, date(1940, 1, 2), datetime(2026, 1, 1, 12, 30), time(10, 45))  # noqa: DTZ001  as above
    assert sheet.rows[0] == (None,) * len(sheet.rows[0])
    assert sheet.rows[1][:7] == (None, *expected)
    assert sheet.merged[0].left == 1


def test_a_formula_that_failed_shows_its_error_instead_of_nothing(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet["A1"] = "氏名"
    sheet["B3"] = "#DIV/0!"
    sheet["B3"].data_type = "e"
    book.save(tmp_path / "a.xlsx")

    assert only_sheet(tmp_path / "a.xlsx").rows[2][1] == "#DIV/0!"


def test_a_reading_hidden_in_an_excel_cell_does_not_mix_into_its_text(tmp_path: Path) -> None:
    plain = workbook(tmp_path / "plain.xlsx", ("名簿", [["小川"]], []))
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(tmp_path / "a.xlsx", "w") as target:
        for part in source.infolist():
            data = source.read(part).replace(
                "<t>小川</t>".encode(), '<r><t>小川</t></r><rPh sb="0" eb="2"><t>オガワ</t></rPh>'.encode()
            )
            target.writestr(part, data)

    assert "オガワ".encode() in b"".join(zipfile.ZipFile(tmp_path / "a.xlsx").read(n) for n in _parts(tmp_path))
    assert only_sheet(tmp_path / "a.xlsx").rows == (("小川",),)


def _parts(folder: Path) -> list[str]:
    return zipfile.ZipFile(folder / "a.xlsx").namelist()


def test_sheets_that_are_hidden_are_left_out(tmp_path: Path) -> None:
    file = workbook(tmp_path / "a.xlsx", ("堀江", [HEAD, ROW], []), ("控え", [HEAD, ROW], []))
    book = openpyxl.load_workbook(file)
    book["控え"].sheet_state = "hidden"
    book.save(file)

    assert [sheet.name for sheet in open_book(file).sheets] == ["堀江"]


def test_old_excel_files_are_read(tmp_path: Path) -> None:
    file = written(tmp_path, "a.xls", xls("堀江", [[*HEAD, "〒"], [*ROW, 5500012.0]]))

    assert only_sheet(file).name == "堀江"
    assert only_sheet(file).rows == ((*HEAD, "〒"), (*ROW, 5500012))


CONTENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>
<table:table table:name="堀江"><table:table-row
><table:table-cell office:value-type="string"><text:p>氏名</text:p></table:table-cell
><table:table-cell office:value-type="date" office:date-value="1937-03-05"><text:p>S12.3.5</text:p></table:table-cell
></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"""
MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">{inside}</manifest:file-entry>
</manifest:manifest>"""


def ods(inside: str = "", content: str = CONTENT) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", MANIFEST.format(inside=inside))
        archive.writestr("content.xml", content)
    return out.getvalue()


def test_opendocument_lists_are_read(tmp_path: Path) -> None:
    assert only_sheet(written(tmp_path, "a.ods", ods())).rows == (("氏名", date(1937, 3, 5)),)


def test_a_locked_opendocument_list_asks_to_be_unlocked_first(tmp_path: Path) -> None:
    with pytest.raises(WatchDeskError, match="パスワードを外して") as fault:
        open_book(written(tmp_path, "a.ods", ods('<manifest:encryption-data manifest:checksum="x"/>')))

    assert fault.value.code == "file_password"


@pytest.mark.parametrize(
    ("across", "code"), [("16384", "file_too_large"), ("9" * 30, "file_too_large"), ("-1", "file_broken")]
)
def test_an_opendocument_cell_repeated_without_end_is_refused(tmp_path: Path, across: str, code: str) -> None:
    down = 'table:number-rows-repeated="1048576"'
    content = CONTENT.replace("<table:table-row", f"<table:table-row {down}")
    content = content.replace("<table:table-cell ", f'<table:table-cell table:number-columns-repeated="{across}" ')

    with pytest.raises(WatchDeskError) as fault:
        open_book(written(tmp_path, "a.ods", ods(content=content)))

    assert fault.value.code == code


def test_an_opendocument_list_cut_off_in_its_middle_is_refused_rather_than_read_for_ever(tmp_path: Path) -> None:
    cut = CONTENT[: CONTENT.index("</table:table>")]

    with pytest.raises(WatchDeskError, match="こわれている"):
        open_book(written(tmp_path, "a.ods", ods(content=cut)))


def test_empty_rows_repeated_to_the_end_of_the_sheet_do_not_count(tmp_path: Path) -> None:
    rest = '<table:table-row table:number-rows-repeated="1048574"><table:table-cell/></table:table-row></table:table>'

    sheet = only_sheet(written(tmp_path, "a.ods", ods(content=CONTENT.replace("</table:table>", rest))))

    assert sheet.rows == (("氏名", date(1937, 3, 5)),)


@pytest.fixture
def simple() -> bytes:
    return (SAMPLES / "register_simple.xlsx").read_bytes()


def test_a_locked_excel_list_opens_with_its_password(tmp_path: Path, simple: bytes) -> None:
    file = written(tmp_path, "a.xlsx", locked(simple, PASSWORD))

    assert only_sheet(file, PASSWORD).rows == only_sheet(SAMPLES / "register_simple.xlsx").rows


@pytest.mark.parametrize(("password", "said"), [(None, "パスワードがかかっています"), ("違う", "パスワードが違います")])
def test_without_its_password_a_locked_list_says_so(
    tmp_path: Path, simple: bytes, password: str | None, said: str
) -> None:
    with pytest.raises(WatchDeskError, match=said) as fault:
        open_book(written(tmp_path, "a.xlsx", locked(simple, PASSWORD)), password)

    assert fault.value.code == "file_password"


def test_a_list_locked_with_excels_own_password_opens_without_asking(tmp_path: Path, simple: bytes) -> None:
    assert only_sheet(written(tmp_path, "a.xlsx", locked(simple, "VelvetSweatshop"))).rows


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.csv", b"", "file_empty"),
        ("a.csv", b" \r\n\r\n", "file_empty"),
        ("a.csv", b",,\r\n,,\r\n", "file_empty"),
        ("a.xlsx", b"PK\x03\x04" + b"\0" * 200, "file_broken"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000, "file_broken"),
        ("a.xlsx", b"%PDF-1.7\n", "not_a_list"),
        ("a.csv", b"\xef\xbb\xbf<html><table>", "not_a_list"),
        ("a.csv", ("a" * 200_000).encode(), "not_a_list"),
    ],
)
def test_a_file_that_is_no_list_is_refused(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    with pytest.raises(WatchDeskError) as fault:
        open_book(written(tmp_path, name, data))

    assert fault.value.code == code
    assert str(fault.value).endswith("。")


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(WatchDeskError, match="見つかりません"):
        open_book(tmp_path / "ない.xlsx")


def test_a_folder_is_no_list(tmp_path: Path) -> None:
    with pytest.raises(WatchDeskError, match="開けません"):
        open_book(tmp_path)


def test_a_file_that_is_too_large_is_not_even_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(book_module, "LARGEST_FILE", 10)

    with pytest.raises(WatchDeskError, match="大きすぎます"):
        open_book(SAMPLES / "register_simple.xlsx")


def test_one_cell_in_the_last_corner_does_not_eat_all_memory(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "氏名"
    book.worksheets[0]["XFD1048576"] = "x"
    book.save(tmp_path / "a.xlsx")

    with pytest.raises(WatchDeskError, match="名簿の外の欄") as fault:
        open_book(tmp_path / "a.xlsx")

    assert fault.value.code == "file_too_large"


@pytest.mark.parametrize(
    "cell",
    ["<c r='XFD1048576'><v>1</v></c>", '<c s="0" r="XFD1048576"><f>1</f></c>', '<c r="XFC1048576"/><c><v>1</v></c>'],
)
def test_however_the_far_cell_is_written_it_is_refused(tmp_path: Path, simple: bytes, cell: str) -> None:
    far = re.sub(rb"</sheetData>", f'<row r="1048576">{cell}</row></sheetData>'.encode(), _sheet_xml(simple))

    with pytest.raises(WatchDeskError, match="名簿の外の欄"):
        open_book(written(tmp_path, "a.xlsx", _with_sheet(simple, far)))


def test_formulas_behind_the_cells_and_empty_cells_far_away_do_not_count(tmp_path: Path, simple: bytes) -> None:
    sheet = _sheet_xml(simple).replace(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"/></row></sheetData>')
    sheet = sheet.replace(b"</sheetData>", b"</sheetData><extLst><ext><f>A1</f></ext></extLst>")

    assert len(only_sheet(written(tmp_path, "a.xlsx", _with_sheet(simple, sheet))).rows) == 41


def test_a_sheet_cut_off_in_its_middle_is_refused(tmp_path: Path, simple: bytes) -> None:
    sheet = _sheet_xml(simple)

    with pytest.raises(WatchDeskError, match="こわれている"):
        open_book(written(tmp_path, "a.xlsx", _with_sheet(simple, sheet[: len(sheet) // 2])))


def test_a_binary_excel_list_says_how_to_save_it(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsb", "w") as archive:
        archive.writestr("xl/workbook.bin", b"\x83\x01")

    with pytest.raises(WatchDeskError, match="xlsxで保存し直してください"):
        open_book(tmp_path / "a.xlsb")


SHEET = "xl/worksheets/sheet1.xml"


def _sheet_xml(data: bytes) -> bytes:
    return zipfile.ZipFile(io.BytesIO(data)).read(SHEET)


def _with_sheet(data: bytes, sheet: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for part in source.namelist():
            target.writestr(part, sheet if part == SHEET else source.read(part))
    return out.getvalue()


def test_the_kind_is_told_by_the_contents_not_by_the_name(tmp_path: Path, simple: bytes) -> None:
    assert len(only_sheet(written(tmp_path, "a.csv", simple)).rows) == 41
    assert only_sheet(written(tmp_path, "a.xls", text().encode("cp932"))).rows == (HEAD, ROW)


def assert_says_what_to_do(fault: WatchDeskError) -> None:
    assert str(fault).endswith("。")


def _damaged(data: bytes) -> Callable[[st.DataObject], bytes]:
    def damage(choose: st.DataObject) -> bytes:
        begin = choose.draw(st.integers(0, len(data) - 1))
        middle = choose.draw(st.binary(max_size=30))
        return data[:begin] + middle + data[begin + choose.draw(st.integers(0, 400)) :]

    return damage


@pytest.mark.parametrize("kind", ["xlsx", "locked", "xls", "ods", "csv"])
@settings(max_examples=60, deadline=None)
@given(choose=st.data())
def test_a_damaged_file_is_read_or_refused_but_never_stops_the_program(
    tmp_path_factory: pytest.TempPathFactory, kind: str, choose: st.DataObject
) -> None:
    data = {
        "xlsx": (SAMPLES / "register_printed_layout.xlsx").read_bytes,
        "locked": lambda: LOCKED,
        "xls": lambda: xls("堀江", [HEAD, ROW]),
        "ods": ods,
        "csv": (SAMPLES / "register_legacy_cp932.csv").read_bytes,
    }[kind]()
    file = written(tmp_path_factory.getbasetemp(), f"damaged.{kind}", _damaged(data)(choose))

    try:
        open_book(file, PASSWORD)
    except WatchDeskError as fault:
        assert_says_what_to_do(fault)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    try:
        open_book(written(tmp_path_factory.getbasetemp(), "any.csv", data))
    except WatchDeskError as fault:
        assert_says_what_to_do(fault)


LOCKED = locked((SAMPLES / "register_printed_layout.xlsx").read_bytes(), PASSWORD)
