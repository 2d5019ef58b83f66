"""Where a list's columns go: proposed from headings and contents, changed by the user, or read from a mapping file."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from watchdesk.errors import WatchDeskError
from watchdesk.intake import contents
from watchdesk.intake.book import Book
from watchdesk.intake.header import NONE, Header, Meaning, find_header, header_at, nobody
from watchdesk.intake.headings import EXTRA, PEOPLE, VISITS, Known, meaning, of_contact, words_of
from watchdesk.intake.lists import Lists
from watchdesk.intake.sheet import Cell, Sheet, text_of
from watchdesk.intake.words import plain

NAMES = frozenset({"name", "family_name", "kana"})
"""One of these a list of people has."""

WHO = frozenset({"name", "number", "kana"})
"""One of these a list of visits has."""

SEVERAL = frozenset({"phones"})
"""Fields that more than one column may go to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMapping:
    """A mapping (contract §5): ``columns`` is heading → field key; ``extra``, or not being named, is 取込時の項目.

    ``sheet`` None: every sheet that has a header. ``header_row`` (from 1, its last row) None: found by itself; 0: there
    is none, and the columns are called 列A, 列B ….
    ``constants`` is field key → text for rows that say nothing of it.
    """

    sheet: str | None = None
    header_row: int | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The mapping as its file holds it."""
        return {
            "sheet": self.sheet,
            "header_row": self.header_row,
            "columns": dict(self.columns),
            "constants": dict(self.constants),
        }


@dataclass(frozen=True, slots=True)
class Layout:
    """A sheet with its header, and for each column the field it goes to (``extra`` where none)."""

    sheet: Sheet
    header: Header
    keys: tuple[str, ...]

    @property
    def titles(self) -> frozenset[str]:
        """Texts above the header."""
        return frozenset(
            text_of(cell) for row in self.sheet.rows[: self.header.top] for cell in row if cell is not None
        )

    def rows(self) -> Iterator[tuple[int, tuple[Cell, ...]]]:
        """Rows below the header with their number in the spreadsheet, up to the last one that is not empty."""
        first = self.header.bottom + 1
        below = [area for area in self.sheet.merged if area.top >= first and area.left == area.right]
        filled = {(row, area.left): area.top for area in below for row in range(area.top + 1, area.bottom + 1)}
        for number, cells in enumerate(self.sheet.rows[first:], first + 1):
            yield number, self._with_merged(number - 1, cells, filled) if filled else cells

    def _with_merged(
        self, row: int, cells: tuple[Cell, ...], filled: Mapping[tuple[int, int], int]
    ) -> tuple[Cell, ...]:
        """The cells with those filled that are merged with a cell above: one address over the two of a couple."""
        return tuple(
            self.sheet.rows[filled[row, column]][column] if (row, column) in filled else cell
            for column, cell in enumerate(cells)
        )

    @property
    def unmapped(self) -> tuple[str, ...]:
        """Headings of the columns that go to 取込時の項目 and have something in them."""
        used = {column for _, row in self.rows() for column, cell in enumerate(row) if cell is not None}
        return tuple(
            heading
            for column, (heading, key) in enumerate(zip(self.header.headings, self.keys, strict=True))
            if key in {EXTRA, "line_number"} and column in used
        )


def read_mapping(path: Path) -> ColumnMapping:
    """Read a mapping file. Raises WatchDeskError ``mapping`` naming what in it can't be used."""
    try:
        written = json.loads(path.read_text(encoding="utf-8-sig"))
        if not isinstance(written.get("sheet"), str | None):
            raise TypeError
        mapping = ColumnMapping(
            sheet=written.get("sheet"),
            header_row=written.get("header_row"),
            columns=dict(written.get("columns") or {}),
            constants={key: str(value) for key, value in (written.get("constants") or {}).items()},
        )
    except OSError:
        raise _unusable(f"対応づけのファイル「{path.name}」を開けません。場所と名前を確かめてください。") from None
    except (ValueError, AttributeError, TypeError):
        raise _unusable(f"対応づけのファイル「{path.name}」を読めません。JSONの書き方を確かめてください。") from None
    _check(mapping)
    return mapping


def _check(mapping: ColumnMapping) -> None:
    known = {each.key for each in PEOPLE} | {EXTRA}
    unknown = [str(key) for key in (*mapping.columns.values(), *mapping.constants) if str(key) not in known]
    if unknown:
        raise _unusable(f"対応づけの「{unknown[0]}」という項目はありません。項目の名前を確かめてください。")
    if mapping.header_row is not None and (not isinstance(mapping.header_row, int) or mapping.header_row < NONE):
        raise _unusable("対応づけの見出しの行（header_row）は、1からの数（見出しがなければ0）で書いてください。")


def _unusable(sentence: str) -> WatchDeskError:
    return WatchDeskError(sentence, code="mapping")


def propose(book: Book, lists: Lists) -> ColumnMapping:
    """Return what goes where, by headings and contents, for the preview. Raises WatchDeskError ``not_a_list``."""
    return ColumnMapping(columns=_columns(_found(book, None, PEOPLE, NAMES), lists))


def layouts(book: Book, mapping: ColumnMapping | None, lists: Lists, *, by_hand: bool = False) -> tuple[Layout, ...]:
    """Return the sheets of people that a mapping, or none, finds in a book.

    ``by_hand``: the header's row needs no known heading, since the user will say what the columns are. Raises
    WatchDeskError ``mapping`` (no such sheet, row or column) or ``not_a_list`` (no header found).
    """
    if mapping is None or not mapping.columns:
        found = _found(book, mapping, PEOPLE, NAMES, by_hand=by_hand)
        return _laid_out(found, _columns(found, lists))
    _check(mapping)
    told = _Columns(mapping.columns)
    found = _headed(_chosen(book, mapping), mapping.header_row, told.key, frozenset())
    _require_headings(mapping, found)
    return _laid_out(found, mapping.columns)


def without_header(book: Book, mapping: ColumnMapping | None = None) -> ColumnMapping | None:
    """Return where to read a list that has no header: the first sheet (of ``mapping``) that looks like a table.

    None where none does, or where the mapping says itself where the header is. What the columns are is then only
    guessed from their contents; the user has to say so.
    """
    if mapping is not None and (mapping.columns or mapping.header_row is not None):
        return None
    sheet = next((sheet for sheet in _chosen(book, mapping) if _like_a_table(sheet)), None)
    return ColumnMapping(sheet=sheet.name, header_row=NONE) if sheet else None


def _like_a_table(sheet: Sheet) -> bool:
    """Whether most of its rows have two cells and more: letters and notes have one."""
    filled = [sum(cell is not None for cell in row) for row in sheet.rows if any(cell is not None for cell in row)]
    return sum(count >= 2 for count in filled) * 3 > len(filled) * 2


def visit_layouts(book: Book) -> tuple[Layout, ...]:
    """Return the sheets of visits in a book. Raises WatchDeskError ``not_a_list``."""
    found = tuple(
        (sheet, header)
        for sheet, header in _found(book, None, VISITS, WHO)
        if {"on", "method", "result"} & {key for key in header.keys if key}
    )
    if not found:
        raise _no_header(book, "訪問日・氏名・方法・結果")
    return _laid_out(found, _by_heading(found, VISITS))


Found = tuple[tuple[Sheet, Header], ...]


class _Columns:
    """The columns of a mapping: a heading is found as it stands, else however it is typed."""

    def __init__(self, columns: Mapping[str, str]) -> None:
        self._columns = columns
        self._plain = {plain(heading): key for heading, key in columns.items() if plain(heading)}

    def key(self, heading: str) -> str | None:
        """The field the heading goes to, None where the mapping does not name it."""
        return self._columns.get(heading) or self._plain.get(plain(heading))


def _chosen(book: Book, mapping: ColumnMapping | None) -> tuple[Sheet, ...]:
    if mapping is None or mapping.sheet is None:
        return book.sheets
    chosen = tuple(sheet for sheet in book.sheets if plain(sheet.name) == plain(mapping.sheet))
    if not chosen:
        names = "、".join(sheet.name for sheet in book.sheets)
        raise _unusable(f"「{mapping.sheet}」というシートはありません。あるのは「{names}」です。")
    return chosen


def _found(
    book: Book,
    mapping: ColumnMapping | None,
    known: tuple[Known, ...],
    needed: frozenset[str],
    *,
    by_hand: bool = False,
) -> Found:
    mean = partial(meaning, words=words_of(known))
    found = _headed(_chosen(book, mapping), mapping.header_row if mapping else None, mean, needed, by_hand=by_hand)
    if not found:
        raise _no_header(book, "氏名・生年月日・住所" if known is PEOPLE else "訪問日・氏名・方法・結果")
    return found


def _headed(
    sheets: Sequence[Sheet], row: int | None, mean: Meaning, needed: frozenset[str], *, by_hand: bool = False
) -> Found:
    """The sheets that have a header, at the row told or wherever it is.

    One known heading is enough only where no sheet has two: a page of explanations names single fields too.
    """
    if row is not None:
        headers = [(sheet, header) for sheet in sheets if (header := header_at(sheet, row, mean))]
        known = tuple((sheet, header) for sheet, header in headers if any(header.keys))
        if known or not (by_hand or row == NONE):
            return known
        return tuple((sheet, header) for sheet, header in headers if _like_a_table(sheet))
    return next(filter(None, (_with_header(sheets, mean, needed, least) for least in (2, 1))), ())


def _with_header(sheets: Sequence[Sheet], mean: Meaning, needed: frozenset[str], least: int) -> Found:
    return tuple((sheet, header) for sheet in sheets if (header := find_header(sheet, mean, needed, least)))


def _no_header(book: Book, words: str) -> WatchDeskError:
    sentence = f"「{book.name}」に見出しの行が見つかりません。{words}などの見出しを、表の上に書き足してください。"
    return WatchDeskError(sentence, code="not_a_list")


def _require_headings(mapping: ColumnMapping, found: Found) -> None:
    present = {plain(heading) for _, header in found for heading in header.headings}
    lost = [heading for heading, key in mapping.columns.items() if key != EXTRA and plain(heading) not in present]
    if lost or not found:
        names = "」「".join(lost or mapping.columns)
        raise _unusable(f"対応づけの見出し「{names}」が名簿に見つかりません。見出しの文字を確かめてください。")


def _laid_out(found: Found, columns: Mapping[str, str]) -> tuple[Layout, ...]:
    told = _Columns(columns)
    return tuple(
        Layout(sheet, header, tuple(told.key(heading) or EXTRA for heading in header.headings))
        for sheet, header in found
    )


def _columns(found: Found, lists: Lists) -> dict[str, str]:
    """Heading → field key over all sheets: by the headings' words, then by what stands below them."""
    columns = _by_heading(found, PEOPLE)
    return contents.corrected(columns, _samples(found), lists)


def _by_heading(found: Found, known: tuple[Known, ...]) -> dict[str, str]:
    columns: dict[str, str] = {}
    for _, header in found:
        taken: list[str] = []
        for heading, key in zip(header.headings, header.keys, strict=True):
            named = of_contact(heading, key, taken)
            mine = named if named is not None and (named not in taken or named in SEVERAL) else EXTRA
            taken.append(mine)
            columns.setdefault(heading, mine)
    return columns


def _samples(found: Found) -> dict[str, list[Cell]]:
    """The filled cells below each heading, rows that are nobody's left out, up to 500 a heading."""
    samples: dict[str, list[Cell]] = {}
    for sheet, header in found:
        layout = Layout(sheet, header, tuple(key or EXTRA for key in header.keys))
        titles = layout.titles
        for _, row in layout.rows():
            if not header.missing and nobody(row, header.keys, header, titles):
                continue
            for heading, cell in zip(header.headings, row, strict=True):
                if cell is not None and len(samples.setdefault(heading, [])) < 500:
                    samples[heading].append(cell)
    return samples
