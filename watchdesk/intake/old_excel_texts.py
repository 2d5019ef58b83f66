"""Texts of old Excel files: their lengths, their two widths of letter, and how they run on in the next record."""

import codecs
import struct
from collections.abc import Callable, Sequence
from typing import TypeAlias

CODEPAGE_UNKNOWN = 932
"""Lists that do not tell their codepage were written here."""

RICH, SPOKEN, WIDE = 8, 4, 1
"""Marks of a text: with formats of its parts behind it, with its reading behind it, two bytes a letter."""


class Pieces:
    """A record and those that continue it, read one after the other. ValueError where more is asked than there is."""

    def __init__(self, parts: Sequence[bytes]) -> None:
        self._parts = parts
        self._part = 0
        self._at = 0

    def left(self) -> bool:
        """Whether something is left, here or in the next record."""
        while self._at >= len(self._parts[self._part]) and self._part + 1 < len(self._parts):
            self._part += 1
            self._at = 0
        return self._at < len(self._parts[self._part])

    def take(self, count: int) -> bytes:
        """The next bytes."""
        got = b""
        while len(got) < count:
            if not self.left():
                raise ValueError("a text ends before its end")
            got += self._here(count - len(got))
        return got

    def number(self, count: int) -> int:
        """The next bytes as a number."""
        return int.from_bytes(self.take(count), "little")

    def letters(self, count: int, wide: int) -> str:
        """The next letters; where they run on in the next record, it begins by telling their width anew."""
        found: list[bytes] = []
        while True:
            got = self._here(count << wide)
            found.append(got if wide else got.decode("latin-1").encode("utf-16-le"))
            count -= len(got) >> wide
            if count <= 0:
                return b"".join(found).decode("utf-16-le", "replace")
            wide = self.number(1) & WIDE

    def _here(self, count: int) -> bytes:
        """The next bytes as far as they lie in this record."""
        got = self._parts[self._part][self._at : self._at + count]
        self._at += len(got)
        return got


Reader: TypeAlias = Callable[[Pieces, int], str]
"""Reads a text whose length stands before it in so many bytes."""


def text_reader(codepage: int, *, new: bool) -> Reader:
    """The reader of a book's texts: since Excel 97 they are Unicode, before that in the book's codepage."""
    if new:
        return _text
    codec = _codec(codepage)
    return lambda pieces, count_bytes: pieces.take(pieces.number(count_bytes)).decode(codec, "replace")


def _codec(codepage: int) -> str:
    name = {10000: "mac_roman", 10001: "shift_jis", 32768: "mac_roman", 32769: "cp1252"}.get(codepage, f"cp{codepage}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return f"cp{CODEPAGE_UNKNOWN}"


def _text(pieces: Pieces, count_bytes: int) -> str:
    count = pieces.number(count_bytes)
    if not count and not pieces.left():
        return ""
    marks = pieces.number(1)
    runs = pieces.number(2) if marks & RICH else 0
    reading = pieces.number(4) if marks & SPOKEN else 0
    text = pieces.letters(count, marks & WIDE)
    pieces.take(4 * runs + reading)
    return text


def shared_texts(parts: Sequence[bytes]) -> tuple[str, ...]:
    """The book's table of texts that its cells point into; told are 8 bytes of counts, then the texts."""
    pieces = Pieces(parts)
    _, count = struct.unpack("<II", pieces.take(8))
    texts: list[str] = []
    while len(texts) < count and pieces.left():
        texts.append(_text(pieces, 2))
    return tuple(texts)
