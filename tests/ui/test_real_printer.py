"""A real printer without paper (CUPS-PDF): what leaves it has the size, the pages and the picture of the PDF.

As root with cups, cups-client and printer-driver-cups-pdf the tests start a print server of their own; else they take
a CUPS-PDF printer that is set up, and are skipped where there is none.
"""

import io
import shutil
import subprocess
import time
import uuid
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSizeF, Qt
from PySide6.QtGui import QImage, QPageRanges, QPainter, QTransform
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter

from tests.ui import paperless
from ui.printing import Printing, Wish, paper_of
from watchdesk.reports.page import A4, B5, Document, Head, Paper
from watchdesk.reports.pen import MM

PATIENCE = 60.0
"""Seconds: a job waits for the printer's filters, not for us."""
OUT = paperless.output_folder()
SIDEWAYS = Paper(width=A4.height, height=A4.width)
LONG = Paper(width=120 * MM, height=235 * MM)
"""An envelope of the form 長形3号."""
CELL = 8
"""Points: pictures are compared in squares of this size, since two programs do not set a letter's edge alike."""


def _answer(*words: str) -> str:
    try:
        return subprocess.run(words, capture_output=True, check=False, timeout=10, text=True).stdout
    except OSError:
        return ""


def _set_up_already() -> str:
    """The first printer whose device is cups-pdf; ``lpstat -v`` says ``device for NAME: cups-pdf:/``."""
    lines = _answer("lpstat", "-v").splitlines() if shutil.which("lpstat") else []
    return next((line.split()[2].rstrip(":") for line in lines if "cups-pdf:" in line), "")


pytestmark = pytest.mark.alone  # its filters take both processors


@pytest.fixture(scope="module")
def printer() -> Iterator[str]:
    """The name of the printer that these tests print on."""
    lacking = paperless.missing()
    if not lacking:
        with paperless.printer() as name:
            yield name
    elif name := _set_up_already():
        yield name
    else:
        pytest.skip(f"no CUPS-PDF printer here, and {lacking}")


class Opened:
    """A PDF that Qt has open."""

    def __init__(self, content: bytes) -> None:
        self._bytes = QBuffer()
        self._bytes.setData(QByteArray(content))
        self._bytes.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document = QPdfDocument()
        self.document.load(self._bytes)

    def sheets(self) -> list[tuple[QSizeF, QImage]]:
        """Size in points and picture in greys of each page."""
        return [(self.document.pagePointSize(page), self._picture(page)) for page in range(self.document.pageCount())]

    def _picture(self, page: int) -> QImage:
        size = (self.document.pagePointSize(page) * 2).toSize()
        white = QImage(size, QImage.Format.Format_RGB32)
        white.fill(Qt.GlobalColor.white)
        painter = QPainter(white)
        painter.drawImage(0, 0, self.document.render(page, size))
        painter.end()
        return white.convertToFormat(QImage.Format.Format_Grayscale8)


Sheets = list[tuple[QSizeF, QImage]]
Print = Callable[..., Sheets]


@pytest.fixture
def on_paper(printer: str, qapp: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[Print]:
    """``on_paper(content, pages="2-3", copies=2, pictures=True)`` prints and gives the sheets."""
    title = f"WatchDesk{uuid.uuid4().hex}"  # who prints there at the same time has a file of another name

    def send(content: bytes, *, pages: str = "", copies: int = 1, pictures: bool = False) -> Sheets:
        if pictures:
            monkeypatch.setattr("ui.printing.os", SimpleNamespace(name="nt"))  # as on a PC that knows no lp
        Printing(content, _wish(printer, title, content, pages, copies)).run(lambda done, total: None)
        return Opened(_printed(printer, title).read_bytes()).sheets()

    yield send
    for left in OUT.glob(f"*{title}*.pdf"):
        left.unlink()


def _wish(name: str, title: str, content: bytes, pages: str, copies: int) -> Wish:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPrinterName(name)
    printer.setDocName(title)
    printer.setCopyCount(copies)
    if pages:
        printer.setPageRanges(QPageRanges.fromString(pages))
    document = Opened(content).document
    return Wish(printer=printer, title=title, pages=document.pageCount(), paper=paper_of(document, 0))


def _printed(printer: str, title: str) -> Path:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if not _answer("lpstat", "-W", "not-completed", "-o", printer):
            for made in OUT.glob(f"*{title}*.pdf"):
                return made
        time.sleep(0.1)
    raise TimeoutError("nothing came out of the printer")


def _pages(paper: Paper, count: int = 1) -> bytes:
    """Pages of the kit: a head, lines of text, a black square 20 mm wide 5 mm from the bottom, the number as bars."""
    document = Document(title="試し", author="山本 花子", day=date(2026, 11, 2), paper=paper, watermark="中村 清")
    for number in range(count):
        document.new_page("試し", Head(title="名簿", confidential=True))
        for _ in range(6):
            document.note("朝晩の冷えこみで、体調をくずされた方が多い月でした。")
        document.pen.shade(60 * MM, paper.height - 25 * MM, 20 * MM, 20 * MM, 0)
        for bar in range(number + 1):
            document.pen.shade((30 + 8 * bar) * MM, 80 * MM, 4 * MM, 15 * MM, 0)
    into = io.BytesIO()
    document.finish(into)
    return into.getvalue()


def _furthest(one: QImage, other: QImage) -> int:
    """The largest difference of two pictures in any of their squares; 255 is black against white."""
    across, down = one.width() // (2 * CELL), one.height() // (2 * CELL)
    small = [picture.scaled(across, down, mode=Qt.TransformationMode.SmoothTransformation) for picture in (one, other)]
    points = ((x, y) for x in range(across) for y in range(down))
    return max(abs(small[0].pixelColor(x, y).value() - small[1].pixelColor(x, y).value()) for x, y in points)


def _assert_alike(sheet: tuple[QSizeF, QImage], page: tuple[QSizeF, QImage]) -> None:
    assert (sheet[0].width(), sheet[0].height()) == pytest.approx((page[0].width(), page[0].height()), abs=3)
    assert _furthest(sheet[1], page[1]) < 60


@pytest.mark.parametrize("paper", [A4, B5, LONG], ids=["A4", "B5", "long"])
@pytest.mark.parametrize("pictures", [False, True], ids=["lp", "pictures"])
def test_a_page_comes_out_on_its_own_paper_with_every_millimetre_where_it_was(
    on_paper: Print, paper: Paper, pictures: bool
) -> None:
    content = _pages(paper)
    (sheet,) = on_paper(content, pictures=pictures)
    (page,) = Opened(content).sheets()
    _assert_alike(sheet, page)


@pytest.mark.parametrize("pictures", [False, True], ids=["lp", "pictures"])
def test_a_page_that_lies_sideways_is_printed_whole(on_paper: Print, pictures: bool) -> None:
    content = _pages(SIDEWAYS)
    ((size, picture),) = on_paper(content, pictures=pictures)
    ((lying, page),) = Opened(content).sheets()
    if size.width() < size.height():
        size, picture = size.transposed(), picture.transformed(QTransform().rotate(90))
    _assert_alike((size, picture), (lying, page))


@pytest.mark.parametrize("pictures", [False, True], ids=["lp", "pictures"])
def test_the_pages_and_copies_asked_for_come_out(on_paper: Print, pictures: bool) -> None:
    content = _pages(A4, 4)
    sheets = on_paper(content, pages="2-3", copies=2, pictures=pictures)
    pages = Opened(content).sheets()
    assert len(sheets) == 4
    for sheet, page in zip(sheets, (1, 2, 1, 2), strict=True):
        _assert_alike(sheet, pages[page])
