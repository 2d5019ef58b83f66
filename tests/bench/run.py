"""All ratios in one run, as the table of the README: ``python -m tests.bench.run [--readme] [people visits]``.

With ``--readme`` the table there is renewed when all is measured.
"""

import os
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.bench import (  # Qt reads the variable first
    export_ratio,
    list_ratio,
    office_ratio,
    report_memory,
    report_ratio,
    start_ratio,
    store_ratios,
)

README = Path(__file__).resolve().parents[2] / "README.md"
HEAD = "| what | floor | ours ÷ floor | ours |\n|---|---|---|---|"
REPORTS = (300, 5_000)
"""Visits in the reports that are drawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A promise: what is measured, with numbers in braces, and beside what."""

    what: str
    floor: str = "–"

    def told(self, ours: str, ratio: str = "–", **numbers: int) -> str:
        """The line of the table."""
        return f"| {self.what.format(**numbers)} | {self.floor} | {ratio} | {ours} |"

    def beside(self, ours: float, floor: float, **numbers: int) -> str:
        """The line of the table, for seconds of ours and of the floor."""
        return self.told(f"{ours * 1000:,.0f} ms", f"{ours / floor:.2f}", **numbers)

    def is_told_by(self, line: str) -> bool:
        """Whether a line of a table is this row's, whatever was measured."""
        what = re.sub(r"\\\{\w+:,\\\}", r"[\\d,]+", re.escape(self.what))
        return (
            re.fullmatch(rf"\| {what} \| {re.escape(self.floor)} \| (–|[\d.,]+) \| [\d,]+ (ms|s|MB) \|", line)
            is not None
        )


START = Row(what="start to the first painted screen, processor time", floor="a bare window of the same style, painted")
REPORT = Row(what="report of {visits:,} visits, {pages:,} pages", floor="the same text by bare canvas calls")
REPORT_MEMORY = Row(what="its memory, the whole process", floor="300 MB at most")
OFFICE = Row(what="report of {visits:,} visits", floor="LibreOffice converting its tables to PDF")
WORKBOOK = Row(
    what="month's workbook of {agreed:,} people who agreed, of {people:,}",
    floor="the same cells by bare xlsxwriter calls",
)
HANDED = Row(what="the same, gathered, looked at again, drawn twice, locked, written, read back and proven")
HANDED_MEMORY = Row(what="its memory, the whole process", floor="500 MB at most")
STORE = Row(what="making a store of {people:,} people and {visits:,} visits")
ASKED = {name: Row(what=name, floor="one SQL pass over all visits") for name in store_ratios.QUESTIONS}
LIST = Row(what="key in the list's filter to painted rows", floor="painting the list")

ROWS = (
    START,
    *(REPORT for _ in REPORTS),
    REPORT_MEMORY,
    *(OFFICE for _ in REPORTS),
    WORKBOOK,
    HANDED,
    HANDED_MEMORY,
    STORE,
    *ASKED.values(),
    LIST,
)
"""The table, in its order; those beside LibreOffice are left out where that is not installed."""


def rows(people: int, visits: int) -> Iterator[str]:
    """Measure, a row a promise."""
    yield START.beside(*start_ratio.measure())
    yield from reports()
    yield from exports(people)
    with tempfile.TemporaryDirectory() as folder:
        desk, seconds = store_ratios.made(Path(folder) / "store", people, visits)
        yield STORE.told(f"{seconds:.0f} s", people=people, visits=visits)
        for name, (ours, floor) in store_ratios.measure(desk).items():
            yield ASKED[name].beside(ours, floor)
        yield LIST.beside(*list_ratio.measure(desk))
        desk.lock()


def reports() -> Iterator[str]:
    """The monthly report: beside bare canvas calls, its memory, and beside LibreOffice where that is installed."""
    for count in REPORTS:
        one = report_ratio.measure(count)
        yield REPORT.beside(one.report, one.floor, visits=count, pages=one.pages)
    yield REPORT_MEMORY.told(f"{report_memory.megabytes(5000):.0f} MB")
    for count in REPORTS if office_ratio.PROGRAM else ():
        yield OFFICE.beside(*office_ratio.measure(count), visits=count)


def exports(people: int, visits: int = 100_000) -> Iterator[str]:
    """The month's file for a receiver: its drawing beside bare calls, the whole way to the locked file, its memory."""
    one = export_ratio.alone(people, visits)
    yield WORKBOOK.beside(one.drawing, one.floor, agreed=one.people, people=people)
    yield HANDED.told(f"{one.whole:.0f} s")
    yield HANDED_MEMORY.told(f"{one.megabytes:.0f} MB")


def table_of(text: str) -> tuple[str, ...]:
    """The lines of the table in a text, without its head."""
    return tuple(text.partition(HEAD + "\n")[2].partition("\n\n")[0].splitlines())


def main(people: int = 10_000, visits: int = 1_000_000, *, into: Path | None = None) -> None:
    """Measure and print, and put the table into a text that has one."""
    print(HEAD)
    measured = []
    for row in rows(people, visits):
        print(row, flush=True)
        measured.append(row)
    if into is not None:
        text = into.read_text(encoding="utf-8")
        into.write_text(text.replace("\n".join(table_of(text)), "\n".join(measured)), encoding="utf-8")


if __name__ == "__main__":
    words = [word for word in sys.argv[1:] if word != "--readme"]
    main(*(int(word) for word in words[:2]), into=README if "--readme" in sys.argv else None)
