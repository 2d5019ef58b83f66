"""All ratios in one run, as the table of the README: ``python -m tests.bench.run [people visits]``."""

import os
import sys
import tempfile
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


def main(people: int = 10_000, visits: int = 1_000_000) -> None:
    """Measure and print, a row a promise."""
    print("| what | floor | ours ÷ floor | ours |\n|---|---|---|---|")
    _row(
        "start to the first painted screen, processor time",
        "a bare window of the same style, painted",
        *start_ratio.measure(),
    )
    reports()
    exports(people)
    with tempfile.TemporaryDirectory() as folder:
        desk, seconds = store_ratios.made(Path(folder) / "store", people, visits)
        print(f"| making a store of {people:,} people and {visits:,} visits | – | – | {seconds:.0f} s |")
        for name, (ours, floor) in store_ratios.measure(desk).items():
            _row(name, "one SQL pass over all visits", ours, floor)
        _row("key in the list's filter to painted rows", "painting the list", *list_ratio.measure(desk))
        desk.lock()


def reports() -> None:
    """The monthly report: beside bare canvas calls, its memory, and beside LibreOffice where that is installed."""
    for count in (300, 5000):
        one = report_ratio.measure(count)
        title = f"report of {count:,} visits, {one.pages} pages"
        _row(title, "the same text by bare canvas calls", one.report, one.floor)
    print(
        f"| its memory, the whole process | 300 MB at most | – | {report_memory.megabytes(5000):.0f} MB |", flush=True
    )
    for count in (300, 5000) if office_ratio.PROGRAM else ():
        title = f"report of {count:,} visits"
        _row(title, "LibreOffice converting its tables to PDF", *office_ratio.measure(count))


def exports(people: int, visits: int = 100_000) -> None:
    """The month's file for a receiver: its drawing beside bare calls, the whole way to the locked file, its memory."""
    one = export_ratio.alone(people, visits)
    _row(
        f"month's workbook of {one.people:,} people", "the same cells by bare xlsxwriter calls", one.drawing, one.floor
    )
    what = "gathered, looked at again, drawn twice, locked, written, read back and proven"
    print(f"| the same, {what} | – | – | {one.whole:.0f} s |")
    print(f"| its memory, the whole process | 500 MB at most | – | {one.megabytes:.0f} MB |", flush=True)


def _row(what: str, floor_name: str, ours: float, floor: float) -> None:
    print(f"| {what} | {floor_name} | {ours / floor:.2f} | {ours * 1000:,.0f} ms |", flush=True)


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:3]))
