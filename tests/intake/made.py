"""What the import tests share: the ward's own lists, and lists of people made on the spot."""

import itertools
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

import resources
from watchdesk.domain.histories import ConsentEntry
from watchdesk.domain.person import Person
from watchdesk.intake.book import Book, open_book
from watchdesk.intake.lists import Lists, Town
from watchdesk.intake.mapping import ColumnMapping
from watchdesk.intake.matching import Decisions, match_people
from watchdesk.intake.outcome import RowReport
from watchdesk.intake.people import PersonRow, read_people
from watchdesk.intake.sheet import sheet_of

TODAY = date(2026, 11, 22)
SAMPLES = Path(__file__).parent / "samples"
_numbers = itertools.count(1)


def new_id() -> str:
    return f"p{next(_numbers)}"


def _labels(name: str) -> dict[str, str]:
    return {row["code"]: row["label"] for row in resources.codes(name)}


LISTS = Lists(
    areas=tuple(row["area"] for row in resources.codes("areas")),
    towns=tuple(
        Town(name=row["town"], kana=row["kana"], postal_code=row["postal_code"]) for row in resources.codes("towns")
    ),
    criteria=_labels("criteria"),
    signs=_labels("signs"),
    recipients=_labels("recipients"),
    need_levels=_labels("need_levels"),
)


def table(*rows: Sequence[Any], sheet: str = "名簿") -> Book:
    """A book of one sheet, as it is after its file was read."""
    return Book("名簿.xlsx", (sheet_of(sheet, rows),))


def workbook(file: Path, *sheets: tuple[str, Sequence[Sequence[Any]], Sequence[str]]) -> Path:
    """An Excel file of sheets, each a name, its rows, and its merged ranges."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows, merged in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        for area in merged:
            sheet.merge_cells(area)
    book.save(file)
    return file


def read(
    book: Book | Path,
    mapping: ColumnMapping | None = None,
    *,
    home_area: str | None = "堀江",
    consent: ConsentEntry | None = None,
    today: date = TODAY,
) -> tuple[PersonRow, ...]:
    """Read a book's people into the store of 堀江."""
    opened = open_book(book) if isinstance(book, Path) else book
    return read_people(
        opened, mapping, LISTS, home_area=home_area, consent=consent, today=today, new_id=new_id, created_by="hanako"
    )


def one(cells: dict[str, Any], **about: Any) -> PersonRow:
    """Read a list of one person, told as heading: cell; 氏名 and 生年月日 are added where they are not told."""
    told = {"氏名": "小川 美代子", "生年月日": "昭和29年8月4日", **cells}
    return read(table(list(told), list(told.values())), **about)[0]


def person(cells: dict[str, Any], **about: Any) -> Person:
    """The person of such a row."""
    row = one(cells, **about)
    assert row.person is not None, row.messages
    return row.person


def codes(row: PersonRow | RowReport) -> list[str]:
    """The codes of what is said about a row."""
    return [message.code for message in row.messages]


def take_in(book: Book | Path, register: list[Person], *, update: bool = False) -> Decisions:
    """Read and match a list, and put what comes of it on the register."""
    decisions = match_people(read(book), register, today=TODAY, update=update)
    replaced = {each.id: each for each in decisions.to_replace}
    register[:] = [replaced.get(each.id, each) for each in register] + list(decisions.to_add)
    return decisions


def counted(decisions: Decisions) -> dict[str, int]:
    """How many rows ended in each way."""
    return dict(Counter(str(report.result) for report in decisions.reports))
