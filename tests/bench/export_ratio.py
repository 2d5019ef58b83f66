"""The month's file for a receiver: drawing its workbook beside bare xlsxwriter calls, the whole way, and its memory."""

import io
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter

from tests.bench import store_ratios
from tests.bench.report_memory import peak
from watchdesk.desk import Desk, handing
from watchdesk.exports import workbook
from watchdesk.exports.locking import Lock
from watchdesk.exports.sheet import Sheet

RECEIVER = "hokenfukushi"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Processor seconds of drawing, of the same cells by bare calls, and of handing the file over whole; its people."""

    drawing: float
    floor: float
    whole: float
    people: int
    megabytes: float = 0.0

    @property
    def ratio(self) -> float:
        """Times as long as the bare calls."""
        return self.drawing / self.floor


def measure(desk: Desk, folder: Path) -> Measured:
    """Hand the month over from a store; in the file are those who agreed."""
    begun = time.process_time()
    parcel: handing.Parcel = desk.welfare.month(store_ratios.MONTH, RECEIVER).run()
    sending = desk.handing.sending(folder / "month.xlsx", Lock(password="kamo-sune-tega-wago-284753"))
    handed = desk.handing.hand_over(parcel, sending).run()
    whole = time.process_time() - begun
    sheets = parcel.sheets(1)
    drawing = _seconds(lambda: workbook.draw(sheets, "x", store_ratios.UNTIL))
    return Measured(drawing=drawing, floor=_seconds(lambda: _bare(sheets)), whole=whole, people=handed.handover.people)


def _seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def _bare(sheets: Sequence[Sheet]) -> None:
    """The same cells, in no format, as texts and numbers."""
    with xlsxwriter.Workbook(io.BytesIO(), {"in_memory": True}) as book:
        for sheet in sheets:
            page = book.add_worksheet()
            for row, values in enumerate(sheet.rows):
                for column, value in enumerate(values):
                    if isinstance(value, (int, float)):
                        page.write_number(row, column, value)
                    elif value is not None:
                        page.write_string(row, column, str(value))


def alone(people: int, visits: int) -> Measured:
    """The same in a process of its own, with the most memory that it took; the store is made by another one."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder, "store")
        _run("make", store, people, visits)
        told = _run("measure", store, people, visits).split()
    drawing, floor, whole, megabytes = map(float, told[:4])
    return Measured(drawing=drawing, floor=floor, whole=whole, people=int(told[4]), megabytes=megabytes)


def _run(what: str, store: Path, people: int, visits: int) -> str:
    words = [sys.executable, "-m", "tests.bench.export_ratio", what, str(store), str(people), str(visits)]
    root = Path(__file__).parents[2]
    return subprocess.run(words, check=True, capture_output=True, text=True, cwd=root).stdout


def _main(what: str, store: Path, people: int, visits: int) -> None:
    if what == "make":
        store_ratios.made(store, people, visits)[0].lock()
        return
    desk = store_ratios.opened(store)
    one = measure(desk, store.parent)
    print(one.drawing, one.floor, one.whole, peak(), one.people)
    desk.lock()


if __name__ == "__main__":
    _main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
