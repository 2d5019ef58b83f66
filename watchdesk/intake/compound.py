"""The OLE container of old Excel files ([MS-CFB]): its streams, read so that no damage can ask for more memory.

Every sector a chain names must lie in the file and no chain may be longer than the table it runs through, so a stream
is never larger than the file. What breaks a rule raises ValueError, IndexError or struct.error.
"""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

END_OF_CHAIN = 0xFFFFFFFE
LAST_SECTOR = 0xFFFFFFFA
NOBODY = 0xFFFFFFFF
ENTRY = 128
"""Bytes of an entry of the directory."""

_IN_HEADER = 109
"""Sectors of the table that the header itself names."""


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


@dataclass(frozen=True, slots=True)
class _Sectors:
    """Pieces of one size with the table that chains them."""

    data: bytes = field(repr=False)
    size: int
    table: Sequence[int] = field(repr=False)
    first: int
    """Bytes before sector 0."""

    def chained(self, start: int) -> bytes:
        return b"".join(self._each(start))

    def _each(self, start: int) -> Iterator[bytes]:
        at = start
        for _ in range(len(self.table) + 1):
            if at == END_OF_CHAIN:
                return
            yield self.sector(at)
            at = self.table[at]
        raise ValueError("a chain of sectors runs in a circle")

    def sector(self, number: int) -> bytes:
        begin = self.first + number * self.size
        if begin >= len(self.data):
            raise ValueError("a sector lies behind the end of the file")
        return self.data[begin : begin + self.size]


def streams(data: bytes, names: Sequence[str]) -> dict[str, bytes]:
    """Return the streams of these names (case aside) that lie at the top of the container, by the name asked for."""
    sectors = _sectors(data)
    directory = sectors.chained(struct.unpack_from("<I", data, 48)[0])
    entries = [_entry(directory, begin) for begin in range(0, len(directory) - ENTRY + 1, ENTRY)]
    root = entries[0]
    wanted = {name.casefold(): name for name in names}
    found = {
        wanted[entry.name.casefold()]: entry
        for entry in _siblings(entries, root.child)
        if entry.kind == 2 and entry.name.casefold() in wanted
    }
    return {name: _contents(data, sectors, root, entry) for name, entry in found.items()}


def _sectors(data: bytes) -> _Sectors:
    shift = struct.unpack_from("<H", data, 30)[0]
    if shift not in (9, 12):
        raise ValueError("sectors are 512 or 4096 bytes")
    size = 1 << shift
    plain = _Sectors(data, size, (), size)
    parts = [plain.sector(number) for number in _table_sectors(data, plain)]
    return _Sectors(data, size, _numbers(b"".join(parts)), size)


def _table_sectors(data: bytes, plain: _Sectors) -> list[int]:
    """The sectors that the table of chains lies in: named by the header, then by sectors that name the next of them."""
    most = len(data) // plain.size + 1
    count = struct.unpack_from("<I", data, 44)[0]
    named = list(struct.unpack_from(f"<{_IN_HEADER}I", data, 76))
    following = struct.unpack_from("<I", data, 68)[0]
    while following < LAST_SECTOR and len(named) < count:
        numbers = _numbers(plain.sector(following))
        named += numbers[:-1]
        following = numbers[-1]
        if len(named) > most + _IN_HEADER + plain.size:
            raise ValueError("the table of chains is longer than the file")
    told = [number for number in named[:count] if number < LAST_SECTOR]
    if len(set(told)) != len(told):
        raise ValueError("the table of chains names a sector twice")
    return told


def _numbers(part: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(part) // 4}I", part[: len(part) // 4 * 4])


def _entry(directory: bytes, begin: int) -> _Entry:
    raw, length, kind, _, left, right, child = struct.unpack_from("<64sHBBIII", directory, begin)
    start, size = struct.unpack_from("<II", directory, begin + 116)
    name = raw[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
    return _Entry(name, kind, left, right, child, start, size)


def _siblings(entries: Sequence[_Entry], first: int) -> Iterator[_Entry]:
    """The entries of one folder: a tree, each with one to its left and one to its right."""
    seen: set[int] = set()
    ahead = [first]
    while ahead:
        number = ahead.pop()
        if number == NOBODY or number in seen:
            continue
        seen.add(number)
        entry = entries[number]
        ahead += (entry.left, entry.right)
        yield entry


def _contents(data: bytes, sectors: _Sectors, root: _Entry, entry: _Entry) -> bytes:
    if entry.size < struct.unpack_from("<I", data, 56)[0]:
        small = _numbers(sectors.chained(struct.unpack_from("<I", data, 60)[0]))
        sectors = _Sectors(sectors.chained(root.start), 64, small, 0)
    whole = sectors.chained(entry.start)
    if len(whole) < entry.size:
        raise ValueError("a stream ends before its end")
    return whole[: entry.size]
