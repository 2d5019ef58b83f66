"""What a list's file looks like before anything is taken in: its sheets, columns, first rows, and what goes where."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from watchdesk.errors import WatchDeskError
from watchdesk.intake.book import Book
from watchdesk.intake.header import NONE
from watchdesk.intake.headings import EXTRA, PEOPLE, VISITS, Known
from watchdesk.intake.lists import Lists
from watchdesk.intake.mapping import ColumnMapping, Layout, layouts, visit_layouts, without_header
from watchdesk.intake.sheet import Cell, text_of

EXAMPLES = 3
"""Filled cells of a column that are shown."""

LOOKED_AT = 200
"""Rows among which they are looked for."""

OF_VISITS = frozenset({"on", "method", "result"})
"""A list whose columns are all of these is one of visits."""

LEFT_AS_IT_IS = "取込時の項目に残す"


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnLook:
    """A column: its heading, the field it goes to (``extra`` where none), and a few of its texts."""

    heading: str
    key: str
    examples: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLook:
    """A sheet with its header's last row (from 1, as the spreadsheet counts; 0: it has none) and the rows below it."""

    name: str
    header_row: int
    rows: int
    columns: tuple[ColumnLook, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A file looked at. ``names`` are all its sheets, ``sheets`` those that are read; ``titles`` field key → word."""

    file: str = field(repr=False)
    names: tuple[str, ...]
    sheets: tuple[SheetLook, ...]
    of_visits: bool
    titles: dict[str, str]

    @property
    def columns(self) -> tuple[ColumnLook, ...]:
        """Each heading once, in the order of the sheets."""
        found: dict[str, ColumnLook] = {}
        for sheet in self.sheets:
            for column in sheet.columns:
                found.setdefault(column.heading, column)
        return tuple(found.values())

    @property
    def without_header(self) -> bool:
        """Whether the columns are told apart by their contents alone, so that the user has to check them."""
        return any(sheet.header_row == NONE for sheet in self.sheets)

    @property
    def guessed(self) -> tuple[str, ...]:
        """Of a list without a header: the fields that were recognised by their contents, in the user's words."""
        keys = (column.key for column in self.columns if column.key != EXTRA)
        return tuple(dict.fromkeys(self.titles[key] for key in keys)) if self.without_header else ()

    @property
    def says_consent(self) -> bool:
        """Whether a column says who agreed."""
        return any(column.key == "consent" for column in self.columns)

    def mapping(self, sheet: str | None, header_row: int | None) -> ColumnMapping:
        """What goes where, as proposed, to be changed by the user."""
        columns = {column.heading: column.key for column in self.columns}
        return ColumnMapping(sheet=sheet, header_row=header_row, columns=columns)


def look(book: Book, mapping: ColumnMapping | None, lists: Lists) -> Look:
    """Look at a book as ``mapping`` reads it; a list of visits is told by its columns.

    A list without a header is looked at by its contents, where it is one (``Look.without_header``); a header's row that
    the user told need not have a known heading. Raises WatchDeskError ``not_a_list`` or ``mapping``.
    """
    visits = None if mapping is not None and mapping.columns else _visits(book)
    found = visits or _people(book, mapping, lists)
    return Look(
        file=book.name,
        names=tuple(sheet.name for sheet in book.sheets),
        sheets=tuple(_sheet(layout) for layout in found),
        of_visits=visits is not None,
        titles=dict(_titles(VISITS if visits else PEOPLE)),
    )


def _visits(book: Book) -> tuple[Layout, ...] | None:
    """The sheets of visits, None where this is a list of people."""
    try:
        found = visit_layouts(book)
    except WatchDeskError:
        return None
    return found if any(set(layout.keys) >= OF_VISITS for layout in found) else None


def _people(book: Book, mapping: ColumnMapping | None, lists: Lists) -> tuple[Layout, ...]:
    try:
        return layouts(book, mapping, lists, by_hand=True)
    except WatchDeskError as fault:
        told = without_header(book, mapping)
        if told is None or fault.code != "not_a_list":
            raise
        return layouts(book, told, lists)


def _titles(known: tuple[Known, ...]) -> Iterator[tuple[str, str]]:
    yield EXTRA, LEFT_AS_IT_IS
    for each in known:
        yield each.key, each.field.title


def _sheet(layout: Layout) -> SheetLook:
    rows = [cells for _, cells in layout.rows()]
    columns = tuple(
        ColumnLook(heading=heading, key=key, examples=_examples(rows, at))
        for at, (heading, key) in enumerate(zip(layout.header.headings, layout.keys, strict=True))
    )
    filled = tuple(column for column in columns if column.examples or column.key != EXTRA)
    return SheetLook(name=layout.sheet.name, header_row=layout.header.bottom + 1, rows=len(rows), columns=filled)


def _examples(rows: list[tuple[Cell, ...]], column: int) -> tuple[str, ...]:
    texts = (text_of(row[column]) for row in rows[:LOOKED_AT] if row[column] is not None)
    return tuple(dict.fromkeys(texts))[:EXAMPLES]
