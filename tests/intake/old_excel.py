"""A writer of old Excel files (.xls), just enough for a list: one stream of BIFF8 records in an OLE container."""

import struct
from collections.abc import Sequence

SECTOR = 512
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def xls(sheet: str, rows: Sequence[Sequence[str | float | None]]) -> bytes:
    """The bytes of a book of one sheet."""
    stream = _workbook(sheet, rows)
    stream += bytes(max(4096, -(-len(stream) // SECTOR) * SECTOR) - len(stream))
    sectors = len(stream) // SECTOR
    fat = [FAT, END, *range(3, 2 + sectors), END]
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        *(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6),
        *(0, 1, 1, 0, 4096, END, 0, END, 0),
    )
    header += struct.pack("<109I", 0, *[FREE] * 108)
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(SECTOR, b"\xff")
    directory = _entry("Root Entry", 5, END, 0, child=1) + _entry("Workbook", 2, 2, len(stream))
    return header + table + directory.ljust(SECTOR, b"\0") + stream


def _entry(name: str, kind: int, start: int, size: int, child: int = FREE) -> bytes:
    text = name.encode("utf-16-le")
    return struct.pack("<64sHBBIII16x4x16xIQ", text, len(text) + 2, kind, 1, FREE, FREE, child, start, size)


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _workbook(sheet: str, rows: Sequence[Sequence[str | float | None]]) -> bytes:
    name = sheet.encode("utf-16-le")
    globals_begin = _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)) + _record(0x42, b"\xb0\x04")
    bound = struct.pack("<IHBB", 0, 0, len(sheet), 1) + name
    offset = len(globals_begin) + len(_record(0x85, bound)) + len(_record(0x0A, b""))
    bound = struct.pack("<IHBB", offset, 0, len(sheet), 1) + name
    cells = b"".join(_cell(row, column, cell) for row, line in enumerate(rows) for column, cell in enumerate(line))
    begin = _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
    return globals_begin + _record(0x85, bound) + _record(0x0A, b"") + begin + cells + _record(0x0A, b"")


def _cell(row: int, column: int, cell: str | float | None) -> bytes:
    if cell is None:
        return b""
    if isinstance(cell, str):
        head = struct.pack("<HHHHB", row, column, 0, len(cell), 1)
        return _record(0x204, head + cell.encode("utf-16-le"))
    return _record(0x203, struct.pack("<HHHd", row, column, 0, cell))
