"""A writer of old Excel files (.xls), just enough for a list: one stream of BIFF8 records in an OLE container."""

import struct
from collections.abc import Sequence

SECTOR = 512
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def xls(sheet: str, rows: Sequence[Sequence[str | float | None]]) -> bytes:
    """The bytes of a book of one sheet."""
    cells = [_cell(row, column, cell) for row, line in enumerate(rows) for column, cell in enumerate(line)]
    return container(stream((sheet, cells)))


def container(stream: bytes, name: str = "Workbook") -> bytes:
    """The bytes of a file that holds one stream."""
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
    directory = _entry("Root Entry", 5, END, 0, child=1) + _entry(name, 2, 2, len(stream))
    return header + table + directory.ljust(SECTOR, b"\0") + stream


def _entry(name: str, kind: int, start: int, size: int, child: int = FREE) -> bytes:
    text = name.encode("utf-16-le")
    return struct.pack("<64sHBBIII16x4x16xIQ", text, len(text) + 2, kind, 1, FREE, FREE, child, start, size)


def record(kind: int, data: bytes) -> bytes:
    """A record: what it is, how long it is, what it says."""
    return struct.pack("<HH", kind, len(data)) + data


def stream(*sheets: tuple[str, Sequence[bytes]], about: Sequence[bytes] = (), version: int = 0x600) -> bytes:
    """A workbook: records about it all, and sheets, each its name and its records."""
    begin = record(0x809, struct.pack("<HHHHII", version, 5, 0, 0, 0, 0)) + b"".join(about)
    bound = sum(len(record(0x85, bytes(6) + _name(name, version))) for name, _ in sheets)
    offset = len(begin) + bound + len(record(0x0A, b""))
    names, contents = b"", b""
    for name, cells in sheets:
        names += record(0x85, struct.pack("<IBB", offset + len(contents), 0, 0) + _name(name, version))
        contents += record(0x809, struct.pack("<HHHHII", version, 0x10, 0, 0, 0, 0)) + b"".join(cells)
        contents += record(0x0A, b"")
    return begin + names + record(0x0A, b"") + contents


def _name(name: str, version: int) -> bytes:
    if version == 0x600:
        return struct.pack("<BB", len(name), 1) + name.encode("utf-16-le")
    return struct.pack("<B", len(name.encode("cp932"))) + name.encode("cp932")


def _cell(row: int, column: int, cell: str | float | None) -> bytes:
    if cell is None:
        return b""
    if isinstance(cell, str):
        head = struct.pack("<HHHHB", row, column, 0, len(cell), 1)
        return record(0x204, head + cell.encode("utf-16-le"))
    return record(0x203, struct.pack("<HHHd", row, column, 0, cell))
