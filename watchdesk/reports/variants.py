"""The variation selectors of a font (cmap format 14): which glyph a base character with a selector takes."""

from collections.abc import Iterator
from struct import unpack_from

FIRST_IDEOGRAPHIC_SELECTOR = 0xE0100


def variants(cmap: bytes) -> dict[str, int | None]:
    """Read ``base + selector → glyph`` of a font's whole cmap table; None means the base's usual glyph.

    Only ideographic selectors (U+E0100 and above), the ones names are written with. Source: OpenType, cmap format 14.
    """
    found: dict[str, int | None] = {}
    for start in _tables_of_format_14(cmap):
        for number in range(_number(cmap, start + 6, 4)):
            record = start + 10 + 11 * number
            selector = _number(cmap, record, 3)
            if selector >= FIRST_IDEOGRAPHIC_SELECTOR:
                found.update(_usual(cmap, start, record, chr(selector)))
                found.update(_special(cmap, start, record, chr(selector)))
    return found


def _tables_of_format_14(cmap: bytes) -> Iterator[int]:
    for number in range(_number(cmap, 2, 2)):
        start = _number(cmap, 8 + 8 * number, 4)
        if _number(cmap, start, 2) == 14:
            yield start


def _usual(cmap: bytes, table: int, record: int, selector: str) -> Iterator[tuple[str, None]]:
    """Sequences that look as the base character looks anyway: ranges of bases."""
    offset = _number(cmap, record + 3, 4)
    if not offset:
        return
    for number in range(_number(cmap, table + offset, 4)):
        start = table + offset + 4 + 4 * number
        first = _number(cmap, start, 3)
        for base in range(first, first + cmap[start + 3] + 1):
            yield chr(base) + selector, None


def _special(cmap: bytes, table: int, record: int, selector: str) -> Iterator[tuple[str, int]]:
    """Sequences with a glyph of their own: one base and its glyph each."""
    offset = _number(cmap, record + 7, 4)
    if not offset:
        return
    for number in range(_number(cmap, table + offset, 4)):
        start = table + offset + 4 + 5 * number
        yield chr(_number(cmap, start, 3)) + selector, int(unpack_from(">H", cmap, start + 3)[0])


def _number(data: bytes, start: int, size: int) -> int:
    return int.from_bytes(data[start : start + size], "big")
