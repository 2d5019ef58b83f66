"""Finding a list's header row below titles, two rows high or merged, and telling its rows of people from the others."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from watchdesk.errors import Invalid
from watchdesk.intake.headings import OTHERS
from watchdesk.intake.sheet import Cell, Sheet, text_of
from watchdesk.intake.words import plain

SEARCHED_ROWS = 60
"""Rows from the top among which a header is looked for."""

NONE = 0
"""In the place of a header's row: the list has no header."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """Where the header lies (rows counted from 0, both included), and for each column its heading and its meaning.

    Headings are unique; a column without one is called 列C. ``keys`` are field keys, None where nothing is meant.
    A list without a header has ``bottom`` -1: its rows begin at once.
    """

    top: int
    bottom: int
    headings: tuple[str, ...]
    keys: tuple[str | None, ...]

    @property
    def missing(self) -> bool:
        """Whether the list has none."""
        return self.bottom < self.top


Meaning: TypeAlias = Callable[[str], str | None]
"""What a heading means: a field's key, or None."""

_LINE_END = re.compile(r"\s*\n\s*")


@dataclass(frozen=True, slots=True)
class _Head:
    """A column's heading in two parts, the upper one being a group's where the header is two rows high."""

    upper: str
    lower: str

    @property
    def text(self) -> str:
        parts = (self.upper, self.lower) if plain(self.upper) != plain(self.lower) else (self.upper,)
        return " ".join(_LINE_END.sub("", part) for part in parts if part)

    def key(self, meaning: Meaning) -> str | None:
        found = meaning(self.text) if self.text else None
        if found is None and self.upper and self.lower and not OTHERS.search(self.upper):
            return meaning(self.lower)
        return found


def find_header(sheet: Sheet, meaning: Meaning, needed: frozenset[str], least: int = 2) -> Header | None:
    """Return the header that names the most fields: ``least`` of them, one of ``needed``, or None where there is none.

    A header that names four fields needs none of ``needed``: the name may be headed by a word nobody thought of.
    """
    candidates = (header for top in range(min(len(sheet.rows), SEARCHED_ROWS)) for header in _at(sheet, top, meaning))
    fitting = [
        header
        for header in candidates
        if len(_fields(header)) >= least and (_fields(header) & needed or len(_fields(header)) >= 4 or not needed)
    ]
    return max(fitting, key=_worth, default=None)


def _worth(header: Header) -> tuple[int, int]:
    """The more fields the better, then the fewer rows: a title above is no part of the header."""
    return len(_fields(header)), header.top - header.bottom


def header_at(sheet: Sheet, row: int, meaning: Meaning) -> Header | None:
    """Return the header whose last row is ``row`` (counted from 1), of two rows where that names more fields.

    ``row`` 0 (``NONE``): the columns go by their letters.
    """
    if row == NONE:
        return _header(0, -1, [_Head("", "")] * sheet.width, meaning)
    bottom = row - 1
    if not 0 <= bottom < len(sheet.rows):
        return None
    tops = (bottom, bottom - 1) if bottom else (bottom,)
    candidates = [header for top in tops for header in _at(sheet, top, meaning) if header.bottom == bottom]
    return max(candidates, key=_worth)


def _fields(header: Header) -> set[str]:
    return {key for key in header.keys if key is not None}


def _at(sheet: Sheet, top: int, meaning: Meaning) -> Iterator[Header]:
    """The headers that may begin at a row: one row high, two rows high, two rows with groups spread to the right."""
    upper = _texts(sheet, top)
    if not any(upper):
        return
    yield _header(top, top, [_Head(text, "") for text in upper], meaning)
    if top + 1 < len(sheet.rows):
        lower = _texts(sheet, top + 1)
        yield _header(top, top + 1, [_Head(*pair) for pair in zip(upper, lower, strict=True)], meaning)
        spread = _spread(upper, lower)
        yield _header(top, top + 1, [_Head(*pair) for pair in zip(spread, lower, strict=True)], meaning)


def _header(top: int, bottom: int, heads: list[_Head], meaning: Meaning) -> Header:
    texts: list[str] = []
    for column, head in enumerate(heads):
        texts.append(_unique(head.text or f"列{letters(column)}", texts))
    return Header(top=top, bottom=bottom, headings=tuple(texts), keys=tuple(head.key(meaning) for head in heads))


def _unique(text: str, before: Sequence[str]) -> str:
    number = 2
    unique = text
    while unique in before:
        unique = f"{text}（{number}）"
        number += 1
    return unique


def letters(column: int) -> str:
    """Return the letters a spreadsheet gives a column counted from 0: A … Z, AA …"""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def _texts(sheet: Sheet, row: int) -> list[str]:
    """The texts of a row, merged cells filled."""
    texts = [text_of(cell) for cell in sheet.rows[row]]
    for area in sheet.merged:
        if area.top <= row <= area.bottom and area.left < len(texts):
            text = text_of(sheet.rows[area.top][area.left])
            for column in range(area.left, min(area.right + 1, len(texts))):
                texts[column] = text
    return texts


def _spread(upper: list[str], lower: list[str]) -> list[str]:
    """Carry a group's heading to the right over headings that have none, as centring over columns looks in a file."""
    spread: list[str] = []
    group = ""
    for above, below in zip(upper, lower, strict=True):
        if above:
            group = above if below else ""
        spread.append(above or (group if below else ""))
    return spread


# --- rows that are nobody ---------------------------------------------------------------------------------------------

_COUNT = "(?:[0-9]+(?:人|名|件|世帯)?(?:です)?)?"
_TOTAL = re.compile(
    rf"{_COUNT}(?:(?:小計|中計|合計|総合計|総計|累計|計|総数|以上|total|subtotal|男性?|女性?|全)(?:で|は)?{_COUNT})*"
)
_TOTAL_WORD = re.compile("計|総数|以上|total|[0-9](?:人|名|件|世帯)$")
_IDENTIFYING = frozenset({"kana", "family_kana", "birth_date", "sex", "phones", "address", "town", "block", "number"})
_NAMES = frozenset({"name", "family_name", "given_name"})
_LONGEST_NAME = 30


def nobody(cells: Sequence[Cell], keys: Sequence[str | None], header: Header, titles: frozenset[str]) -> Invalid | None:
    """Return why a row below the header is nobody's, None where it may be a person's.

    ``titles`` are the texts above the header.
    """
    texts = [text_of(cell) for cell in cells]
    filled = [
        text for text, key in zip(texts, keys, strict=True) if text and not (key == "line_number" and _is_number(text))
    ]
    if not filled:
        return Invalid("row", "空の行です。", kind="blank")
    if _repeats(texts, header):
        return Invalid("row", "見出しの行です。", kind="header")
    if _is_total(filled) or _begins_as_total(texts, keys):
        return Invalid("row", "合計や件数の行です。", kind="total")
    if _is_remark(texts, keys, titles):
        return Invalid("row", "見出し書きや注意書きの行です。", kind="remark")
    return None


def _is_number(text: str) -> bool:
    return plain(text).isdecimal()


def _repeats(texts: Sequence[str], header: Header) -> bool:
    """Whether at least half of what the row says, and two cells of it, are this column's own heading."""
    filled = [(plain(text), plain(heading)) for text, heading in zip(texts, header.headings, strict=True) if text]
    same = sum(1 for text, heading in filled if text and (heading.startswith(text) or heading.endswith(text)))
    return same >= 2 and same * 2 >= len(filled)


def _is_total(filled: Sequence[str]) -> bool:
    words = [plain(text) for text in filled]
    return all(_TOTAL.fullmatch(word) for word in words) and any(_TOTAL_WORD.search(word) for word in words)


def _begins_as_total(texts: Sequence[str], keys: Sequence[str | None]) -> bool:
    """Whether the name, or the first cell where there is none, says 合計, and nothing says who somebody is."""
    told = {key: text for key, text in zip(keys, texts, strict=True) if text}
    if told.keys() & {"kana", "family_kana", "birth_date", "address"}:
        return False
    names = [text for key, text in told.items() if key in _NAMES] or [text for text in texts if text][:1]
    return bool(names) and _is_total(names)


def _is_remark(texts: Sequence[str], keys: Sequence[str | None], titles: frozenset[str]) -> bool:
    filled = [(text, key) for text, key in zip(texts, keys, strict=True) if text]
    if any(key in _IDENTIFYING for _, key in filled) or len(filled) > 2:
        return False
    names = [text for text, key in filled if key in _NAMES]
    if not names:
        return True
    return all(name in titles or _reads_like_a_remark(name) for name in names)


def _reads_like_a_remark(text: str) -> bool:
    return len(text) > _LONGEST_NAME or bool(re.match("[※*＊【〔■●◆注]", text)) or bool(re.search("[：:。]", text))
