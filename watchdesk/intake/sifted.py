"""The records of an old Excel file ([MS-XLS]), made safe for xlrd to read.

xlrd trusts some numbers that damage makes endless: the range of a link (a dictionary of each of its cells), a sheet's
dimensions told again (all rows once more), the length of a text's reading (below zero it goes back, and on for as many
texts as the table says it has). So records that are not needed are made unknown to it, and the rest can only be taken a
few times over.
"""

import codecs
import struct
from dataclasses import dataclass, field
from typing import Any

CODEPAGE_UNKNOWN = 932
"""Lists that do not tell their codepage were written here."""

BOF, EOF, CONTINUE, BOUNDSHEET, CODEPAGE = 0x809, 0x0A, 0x3C, 0x85, 0x42
WANTED = {
    *(BOF, EOF, CONTINUE, BOUNDSHEET, CODEPAGE),
    *(0x22, 0x41E, 0xE0, 0xFC),  # how days count, formats, styles, shared texts
    *(0x203, 0x27E, 0xBD, 0xFD, 0x204, 0xD6, 0x205, 0xE5),  # cells: numbers, texts, yes and no; merged cells
    *(0x06, 0x206, 0x406, 0x207, 0x221, 0x4BC, 0x36, 0x37, 0x236),  # formulas, and what stands before their text
}
UNKNOWN = 0xFFFF
TIMES_OVER = 6
"""A whole file is taken two to four times: as records, as their parts, as numbers in these."""


@dataclass(frozen=True, slots=True)
class Sifted:
    """The records, and the codec of texts from before Excel 97."""

    stream: bytes = field(repr=False)
    codec: str


class _Metered(bytes):
    """Bytes of which, with all their parts, only so much can be taken; who takes more goes in circles."""

    left: list[int]

    def __getitem__(self, key: Any) -> Any:
        got = super().__getitem__(key)
        self.left[0] -= 1 if isinstance(got, int) else len(got) + 1
        if self.left[0] < 0:
            raise ValueError("the records are read in circles")
        return got if isinstance(got, int) else _metered(got, self.left)


def _metered(data: bytes, left: list[int]) -> _Metered:
    part = _Metered(data)
    part.left = left
    return part


def sifted(stream: bytes) -> Sifted:
    """Return the records without those that no list needs. Raises ValueError where a sheet does not begin as told."""
    kept = bytearray(stream)
    begins: set[int] = set()
    told: list[int] = []
    codepage = CODEPAGE_UNKNOWN
    at = before = 0
    while at + 4 <= len(stream) and any(stream[at : at + 4]):
        kind, length = struct.unpack_from("<HH", stream, at)
        if kind not in WANTED:
            struct.pack_into("<H", kept, at, UNKNOWN)
        elif kind == BOF:
            begins.add(at)
        elif kind == BOUNDSHEET:
            told += struct.unpack_from("<I", stream, at + 4)
        elif kind == CODEPAGE:
            (codepage,) = struct.unpack_from("<H", stream, at + 4)
        elif kind == CONTINUE:
            _join_pair(kept, before, at)
        before, at = at, at + 4 + length
    if len(set(told)) < len(told) or not begins.issuperset(told):
        raise ValueError("a sheet does not begin where it should")
    return Sifted(_metered(bytes(kept), [TIMES_OVER * len(kept)]), _codec(codepage))


def _join_pair(records: bytearray, before: int, at: int) -> None:
    """Move the first half of a rare letter (𠮷) that two records part into the second: xlrd wants it whole."""
    first, (kind, length) = bytes(records[at - 2 : at]), struct.unpack_from("<HH", records, at)
    parted = records[at + 4 : at + 5] == b"\1" and first[1] >> 2 == 0x36 and records[at + 6] >> 2 == 0x37
    if parted and at - before > 6 and length < 0xFFFE:
        struct.pack_into("<H", records, before + 2, at - before - 6)
        struct.pack_into("<HHB2s", records, at - 2, kind, length + 2, 1, first)


def _codec(codepage: int) -> str:
    name = {10000: "mac_roman", 10001: "shift_jis", 32768: "mac_roman", 32769: "cp1252"}.get(codepage, f"cp{codepage}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return f"cp{CODEPAGE_UNKNOWN}"
