"""Old Excel files: every way they write a cell is read, and no damage asks for more memory than there is."""

import struct
import tracemalloc
from contextlib import suppress
from datetime import date, datetime, time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.intake.old_excel import container, record, stream, xls
from watchdesk.errors import WatchDeskError
from watchdesk.intake import old_excel
from watchdesk.intake.book import open_book
from watchdesk.intake.sheet import Cell, Merged, Sheet

STYLES = (0, 14, 164, 46)
"""Formats of the styles 0 to 3: a number, a day, a day as 164 writes it, a span of time."""

ABOUT = (
    record(0x41E, struct.pack("<HHB", 164, 13, 1) + 'ggge"年"m"月"d"'.encode("utf-16-le")),
    *(record(0xE0, struct.pack("<HH", 0, number) + bytes(16)) for number in STYLES),
)


def read(tmp_path: Path, data: bytes) -> Sheet:
    (tmp_path / "a.xls").write_bytes(data)
    return open_book(tmp_path / "a.xls").sheets[0]


def cell_of(tmp_path: Path, *cells: bytes, about: tuple[bytes, ...] = ABOUT) -> Cell:
    (row,) = read(tmp_path, container(stream(("名簿", cells), about=about))).rows
    return row[0]


def number(value: float, style: int = 0) -> bytes:
    return record(0x203, struct.pack("<HHHd", 0, 0, style, value))


def packed(value: int) -> bytes:
    return record(0x27E, struct.pack("<HHHI", 0, 0, 0, value & 0xFFFFFFFF))


def formula(result: bytes) -> bytes:
    return record(0x06, struct.pack("<HHH", 0, 0, 0) + result + bytes(8))


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ([number(5500012.0)], 5500012),
        ([number(3.5)], 3.5),
        ([packed(1234 << 2 | 3)], 12.34),
        ([packed(-(7 << 2) | 2)], -7),
        ([packed(struct.unpack("<Q", struct.pack("<d", 2.5))[0] >> 32)], 2.5),
        ([number(13579.0, style=1)], date(1937, 3, 5)),
        ([number(13579.5, style=2)], datetime(1937, 3, 5, 12, 0)),  # noqa: DTZ001  a cell has no zone
        ([number(0.447916667, style=1)], time(10, 45)),
        ([number(1.25, style=3)], "1 day, 6:00:00"),
        ([number(-3.0, style=1)], -3),
        ([number(9e9, style=1)], 9_000_000_000),
        ([record(0x205, struct.pack("<HHHBB", 0, 0, 0, 1, 0))], True),
        ([record(0x205, struct.pack("<HHHBB", 0, 0, 0, 7, 1))], "#DIV/0!"),
        ([formula(struct.pack("<d", 42.0))], 42),
        ([formula(b"\1\0\1\0\0\0\xff\xff")], True),
        ([formula(b"\2\0\x2a\0\0\0\xff\xff")], "#N/A"),
        ([formula(b"\0\0\0\0\0\0\xff\xff"), record(0x207, b"\3\0\0abc")], "abc"),
    ],
)
def test_every_kind_of_cell_is_read(tmp_path: Path, cells: list[bytes], expected: Cell) -> None:
    assert cell_of(tmp_path, *cells) == expected


def test_days_counted_from_1904_are_read(tmp_path: Path) -> None:
    about = (record(0x22, b"\1\0"), *ABOUT)

    assert cell_of(tmp_path, number(13579.0 - 1462, style=1), about=about) == date(1937, 3, 5)


def test_texts_that_run_on_in_the_next_record_are_whole(tmp_path: Path) -> None:
    first = struct.pack("<II", 2, 2) + struct.pack("<HBH", 6, 1 | 8, 1) + "小川".encode("utf-16-le")
    rest = b"\0" + b" abc" + bytes(4) + struct.pack("<HB", 2, 1)
    table = record(0xFC, first) + record(0x3C, rest) + record(0x3C, b"\1" + "みどり".encode("utf-16-le")[:4])
    cells = [record(0xFD, struct.pack("<HHHI", row, 0, 0, row)) for row in range(2)]

    sheet = read(tmp_path, container(stream(("名簿", cells), about=(table,))))

    assert sheet.rows == (("小川 abc",), ("みど",))


def test_many_numbers_in_one_record_and_merged_cells_are_read(tmp_path: Path) -> None:
    many = record(0xBD, struct.pack("<HH", 0, 1) + struct.pack("<HIHI", 0, 3 << 2 | 2, 0, 4 << 2 | 2) + b"\2\0")
    merged = record(0xE5, struct.pack("<HHHHH", 1, 0, 65535, 1, 1))

    sheet = read(tmp_path, container(stream(("名簿", [many, merged]))))

    assert sheet.rows == ((None, 3, 4),)
    assert sheet.merged == (Merged(0, 1, 0, 1),)


def test_a_list_of_excel_95_is_read_in_its_codepage(tmp_path: Path) -> None:
    text = "髙橋".encode("cp932")
    cells = [record(0x204, struct.pack("<HHHH", 0, 0, 0, len(text)) + text)]
    about = (record(0x42, struct.pack("<H", 932)),)

    sheet = read(tmp_path, container(stream(("名簿", cells), about=about, version=0x500), "Book"))

    assert (sheet.name, sheet.rows) == ("名簿", (("髙橋",),))


def test_a_chart_inside_a_sheet_does_not_end_it(tmp_path: Path) -> None:
    chart = record(0x809, struct.pack("<HHHHII", 0x600, 0x20, 0, 0, 0, 0)) + number(1.0) + record(0x0A, b"")

    assert cell_of(tmp_path, chart, number(2.0)) == 2


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("yyyy/m/d", date(1937, 3, 5)),
        ("[$-411]ge.m.d", date(1937, 3, 5)),
        ("h:mm AM/PM", date(1937, 3, 5)),
        ("[mm]:ss", "13579 days, 0:00:00"),
        ("[h]", "13579 days, 0:00:00"),
        ("G/標準", 13579),
        ("General", 13579),
        ('#,##0"名"', 13579),
        ("[Red]0.00", 13579),
        (r"0\d", 13579),
        ("0.00E+00", 13579),
    ],
)
def test_a_format_tells_days_from_numbers(tmp_path: Path, text: str, shown: Cell) -> None:
    about = (record(0x41E, struct.pack("<HHB", 164, len(text), 1) + text.encode("utf-16-le")), *ABOUT[1:])

    assert cell_of(tmp_path, number(13579.0, style=2), about=about) == shown


def test_a_rare_letter_that_a_record_parts_is_whole(tmp_path: Path) -> None:
    letters = "𠮷野".encode("utf-16-le")
    table = record(0xFC, struct.pack("<IIHB", 1, 1, 3, 1) + letters[:2]) + record(0x3C, b"\1" + letters[2:])

    assert cell_of(tmp_path, record(0xFD, struct.pack("<HHHI", 0, 0, 0, 0)), about=(table,)) == "𠮷野"


# --- damage -----------------------------------------------------------------------------------------------------------

WHOLE = xls("堀江", [("氏名", "フリガナ"), ("髙橋 キミ", "ﾀｶﾊｼ ｷﾐ")])
TABLE, DIRECTORY = 512, 1024
"""Where the file's table of chains and its directory begin."""


def with_number(data: bytes, at: int, value: int) -> bytes:
    return data[:at] + struct.pack("<I", value) + data[at + 4 :]


CIRCLE = with_number(WHOLE, TABLE + 8, 2)
ENDLESS = with_number(with_number(WHOLE, DIRECTORY + 128 + 120, 0xFFFFFFF0), DIRECTORY + 128 + 124, 0xFFFFFFFF)
FAR_SECTOR = with_number(WHOLE, TABLE + 8, 0x7FFFFFFF)
LONG_TABLE = with_number(WHOLE, 44, 0xFFFFFFFF)
HUGE_SECTORS = WHOLE[:30] + struct.pack("<H", 31) + WHOLE[32:]
IN_ITSELF = with_number(WHOLE, DIRECTORY + 128 + 68, 1)
NO_END = container(stream(("名簿", [number(1.0)]))[:-4])
MANY_TEXTS = container(
    stream(
        ("名簿", [record(0xFD, struct.pack("<HHHI", 0, 0, 0, 4_000_000_000))]),
        about=(record(0xFC, struct.pack("<II", 0xFFFFFFFF, 0xFFFFFFFF)),),
    )
)
TEXT_IN_CIRCLES = struct.pack("<HBi", 200, 4, -207) + b"a" * 200
"""A text with its reading behind it that ends where the text begins."""
CIRCLING = container(
    stream(("名簿", [number(1.0)]), about=(record(0xFC, struct.pack("<II", 1, 0x7FFFFFFF) + TEXT_IN_CIRCLES),))
)
BEYOND = container(stream(("名簿", [record(0x203, struct.pack("<HHHd", 65535, 65535, 0, 1.0))])))


@pytest.mark.parametrize("data", [CIRCLE, ENDLESS, FAR_SECTOR, HUGE_SECTORS, NO_END, MANY_TEXTS, CIRCLING, BEYOND])
def test_damage_that_asks_for_endless_memory_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(WatchDeskError, match="保存し直してください") as fault:
        read(tmp_path, data)

    assert fault.value.code == "file_broken"


LIST_OF_THREE = xls("堀江", [("氏名", "フリガナ", "生年月日"), ("髙橋 キミ", "ﾀｶﾊｼ ｷﾐ", "Ｓ13.11.26")])


@pytest.mark.parametrize(
    ("at", "wrong"),
    [
        (1617, b"\x16O\x86\xc0"),
        (1682, b"&\xfd\x87\x91"),
        (1683, b"\xd6\\L\xee"),
        (1709, b"\\\xb9\xa7\xe4"),
        (1710, b"\x7f\x9fJX"),
    ],
)
def test_damage_that_once_aborted_the_program_is_refused(tmp_path: Path, at: int, wrong: bytes) -> None:
    with pytest.raises(WatchDeskError, match="こわれている"):
        read(tmp_path, LIST_OF_THREE[:at] + wrong + LIST_OF_THREE[at + 4 :])


@pytest.mark.parametrize("data", [IN_ITSELF, LONG_TABLE])
def test_damage_beside_the_cells_does_not_keep_them_from_being_read(tmp_path: Path, data: bytes) -> None:
    assert read(tmp_path, data).rows[0] == ("氏名", "フリガナ")


def test_a_sheet_that_is_told_to_begin_inside_a_record_is_refused(tmp_path: Path) -> None:
    inside = stream(("名簿", [number(1.0)]))
    hidden = record(0x5C, inside)
    whole = stream(("名簿", [number(2.0), hidden]))
    told = inside.index(b"\x85\0") + 4
    begin = whole.index(hidden) + 4 + struct.unpack_from("<I", inside, told)[0]

    with pytest.raises(WatchDeskError, match="こわれている"):
        read(tmp_path, container(with_number(whole, told, begin)))


URL = bytes.fromhex("d0c9ea79f9bace118c8200aa004ba90b02000000") + bytes(4)
SHEET_OF_LINKS = record(0x1B8, struct.pack("<HHHH", 0, 65535, 0, 65535) + URL)
ROWS_AGAIN = [record(0x200, bytes(14)), record(0x203, struct.pack("<HHHd", 65535, 0, 0, 1.0))] * 100


@pytest.mark.parametrize("cells", [[number(1.0), SHEET_OF_LINKS], ROWS_AGAIN])
def test_what_no_list_needs_takes_no_memory(cells: list[bytes]) -> None:
    data = container(stream(("名簿", cells)))

    tracemalloc.start()
    (sheet,) = old_excel.read(data)
    used = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert sheet.rows[-1] == (1,)
    assert used < 60_000_000


def test_a_cell_in_the_last_corner_is_refused_as_too_large(tmp_path: Path) -> None:
    corner = record(0x203, struct.pack("<HHHd", 65535, 255, 0, 1.0))

    with pytest.raises(WatchDeskError, match="名簿の外の欄") as fault:
        read(tmp_path, container(stream(("名簿", [corner]))))

    assert fault.value.code == "file_too_large"


@settings(max_examples=300, deadline=None)
@example(at=TABLE + 8, value=2)
@example(at=DIRECTORY + 128 + 120, value=0xFFFFFFF0)
@given(at=st.integers(0, len(WHOLE) - 4), value=st.sampled_from([0, 1, 2, 0xFF, 0x7FFFFFFF, 0xFFFFFFFE, 0xFFFFFFFF]))
def test_a_wrong_number_anywhere_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, at: int, value: int
) -> None:
    file = tmp_path_factory.getbasetemp() / "wrong.xls"
    file.write_bytes(with_number(WHOLE, at, value))

    with suppress(WatchDeskError):
        open_book(file)
