"""Reading text lists (.csv .tsv .txt): encoding and delimiter are found by themselves."""

import csv
import io
import re
from collections import Counter
from pathlib import Path

from watchdesk.errors import WatchDeskError
from watchdesk.intake.sheet import LARGEST_SHEET, Sheet, sheet_of

DELIMITERS = (",", "\t", ";", "|")


def read(file: Path, data: bytes) -> Sheet:
    """Return the list as one sheet named like the file. Raises WatchDeskError: ``file_encoding``, ``not_a_list``."""
    text = decode(file.name, data)
    told = re.match(r"sep=(.)\r?\n", text)
    rows = _rows(file.name, text, told[1] if told else _delimiter(text))
    if sum(map(len, rows)) > LARGEST_SHEET:
        raise WatchDeskError(
            f"「{file.name}」の表は大きすぎます。名簿だけのファイルにしてください。", code="file_too_large"
        )
    if told:
        rows[0] = []
    return sheet_of(file.stem, rows)


def decode(name: str, data: bytes) -> str:
    """Return the text of UTF-8 (with or without BOM), UTF-16 (likewise) or CP932 bytes.

    Raises WatchDeskError ``file_encoding`` naming the line that fits none of them.
    """
    farthest = 0
    for encoding in _candidates(data):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as error:
            farthest = max(farthest, error.start)
            if encoding == "utf-8" and _reads_as_japanese(data[: error.start]):
                break
    line = data.count(b"\n", 0, farthest) + 1
    sentence = f"「{name}」の{line}行目に読めない文字があります。Excelで開き、CSV UTF-8で保存し直してください。"
    raise WatchDeskError(sentence, code="file_encoding")


def _reads_as_japanese(begin: bytes) -> bool:
    """Whether what was read so far can only be UTF-8, so that CP932 would read it as other letters."""
    return sum(1 for letter in begin.decode("utf-8") if "\u3000" <= letter <= "\uffef") >= 3


def _candidates(data: bytes) -> tuple[str, ...]:
    if data.startswith(b"\xef\xbb\xbf"):
        return ("utf-8-sig",)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    if b"\0" in data:
        # Only UTF-16 has zero bytes: those of ASCII characters, in front or behind.
        return ("utf-16-be",) if data[::2].count(0) > data[1::2].count(0) else ("utf-16-le",)
    return ("utf-8", "cp932")


def _delimiter(text: str) -> str:
    """Return the delimiter that splits the first lines into the most cells, alike on most lines."""
    head = "\n".join(text.splitlines()[:60])
    return max(DELIMITERS, key=lambda delimiter: _fit(head, delimiter))


def _fit(head: str, delimiter: str) -> tuple[int, int]:
    try:
        widths = Counter(len(row) for row in csv.reader(io.StringIO(head, newline=""), delimiter=delimiter) if row)
    except csv.Error:
        return (0, 0)
    width, lines = max(((width, lines) for width, lines in widths.items()), key=lambda pair: pair[1], default=(1, 0))
    return (width - 1) * lines, max(widths, default=0)


def _rows(name: str, text: str, delimiter: str) -> list[list[str]]:
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        sentence = f'「{name}」を表として読めません。引用符（"）が閉じているか、確かめてください。'
        raise WatchDeskError(sentence, code="not_a_list") from None
    return [[_bare(cell) for cell in row] for row in rows]


def _bare(cell: str) -> str:
    """Return ``="0012"``, Excel's way to keep zeros in a CSV file, as 0012."""
    found = re.fullmatch(r'="(.*)"', cell)
    return found[1] if found else cell
