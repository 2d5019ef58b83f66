"""Printing: a finished PDF, by the system's print dialog, onto paper of its own size; no file is left on the disk."""

import os
import shutil
import subprocess
from dataclasses import dataclass, field

from PySide6.QtCore import QBuffer, QByteArray, QEventLoop, QIODevice, QMarginsF, QPoint, QRect, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, Qt
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrintEngine, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QAbstractButton, QGroupBox, QLabel, QWidget

from ui.tasks import Progress, start
from watchdesk.errors import WatchDeskError

RESOLUTION = 300
"""Dots an inch: enough for type of 7.5 pt; 600 takes five times as long."""

_POINTS_AN_INCH = 72
_LP_SECONDS = 120
_NOT_TAKEN = "プリンターに送れませんでした。電源と用紙を確かめて、もう一度印刷してください。"
_CUPS_OPTIONS = QPrintEngine.PrintEnginePropertyKey(0xFE00)
"""Under this key Qt's print engine for CUPS keeps what was chosen beyond Qt's own options, name and value in turn."""

_UNTRANSLATED = {
    "Pages": "ページ番号",
    "Page &Set:": "ページの組(&S):",
    "Double Sided Printing": "両面印刷",
    "Off": "しない",
    "Long side binding": "長い辺でとじる",
    "Short side binding": "短い辺でとじる",
}

_LP_PAPER = {QPageSize.PageSizeId.A4: "A4", QPageSize.PageSizeId.JisB5: "jis_b5_182x257mm"}
"""CUPS has two B5; the one of Japanese offices goes by the name of PWG 5101.1."""

_SIDES = {
    QPrinter.DuplexMode.DuplexNone: "one-sided",
    QPrinter.DuplexMode.DuplexLongSide: "two-sided-long-edge",
    QPrinter.DuplexMode.DuplexShortSide: "two-sided-short-edge",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What was chosen in the print dialog. ``title`` names the job in the printer's list, so no person's name in it.

    ``paper`` is the sheet that the PDF was made for, upright; it is what the printer is asked for.
    """

    printer: QPrinter
    title: str
    pages: int
    paper: QPageSize = field(default_factory=lambda: QPageSize(QPageSize.PageSizeId.A4))

    @property
    def copies(self) -> int:
        """How many sets of paper come out."""
        return max(1, self.printer.copyCount())


def print_pdf(content: bytes, parent: QWidget, title: str) -> bool:
    """Ask for the printer and print; False when the user thought better of it. For a few pages: returns when sent.

    Raises WatchDeskError where there is no printer or it takes nothing.
    """
    wish = choose(content, parent, title)
    if wish is None:
        return False
    waiting, failures = QEventLoop(), list[Exception]()
    task = start(Printing(content, wish), parent)
    task.failed.connect(failures.append)
    for end in (task.done, task.failed, task.cancelled):
        end.connect(waiting.quit)
    waiting.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    if failures:
        raise failures[0]
    return True


def choose(content: bytes, parent: QWidget, title: str) -> Wish | None:
    """Ask for printer, copies, pages and sides in the system's dialog; None when the user thought better of it.

    Raises WatchDeskError where no printer is known: an empty dialog would help nobody.
    """
    if not QPrinterInfo.availablePrinterNames():
        sentence = "このPCから使えるプリンターが、見つかりません。つないで電源を入れてから、もう一度押してください。"
        raise WatchDeskError(sentence, code="no_printer")
    with _Opened(content) as document:
        pages, paper = document.pageCount(), paper_of(document, 0)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    _set_paper(printer, paper)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(f"{title}を印刷する")
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintToFile, False)
    dialog.setMinMax(1, pages)
    dialog.setFromTo(1, pages)
    _speak_japanese(dialog)
    chosen = dialog.exec() == QPrintDialog.DialogCode.Accepted
    dialog.deleteLater()
    return Wish(printer=printer, title=title, pages=pages, paper=paper) if chosen else None


def _speak_japanese(dialog: QPrintDialog) -> None:
    """Qt's own dialog has some words that its Japanese translation misses; Windows' has none of them."""
    for label in dialog.findChildren(QLabel):
        label.setText(_UNTRANSLATED.get(label.text(), label.text()))
    for button in dialog.findChildren(QAbstractButton):
        if button.text() in _UNTRANSLATED:
            button.setText(_UNTRANSLATED[button.text()])
    for group in dialog.findChildren(QGroupBox):
        group.setTitle(_UNTRANSLATED.get(group.title(), group.title()))


class Printing:
    """A job for ``ui.tasks``: sends the pages to the printer and returns how many pages were asked for."""

    def __init__(self, content: bytes, wish: Wish) -> None:
        self._content, self._wish = content, wish

    def run(self, progress: Progress) -> int:
        """Print. On Linux through lp, which keeps letters as letters; else, or into a file, as pictures of pages."""
        pages = chosen_pages(self._wish.printer, self._wish.pages)
        if os.name == "posix" and not self._wish.printer.outputFileName():
            _hand_to_lp(self._content, self._wish, progress)
        else:
            with _Opened(self._content) as document:
                _paint(document, self._wish.printer, pages, progress)
        return len(pages)


def chosen_pages(printer: QPrinter, count: int) -> list[int]:
    """The pages to print, counted from 0, in the order in which they leave the printer."""
    ranges = printer.pageRanges()
    every = range(count)
    chosen = [page for page in every if ranges.isEmpty() or ranges.contains(page + 1)]
    return chosen if printer.pageOrder() == QPrinter.PageOrder.FirstPageFirst else chosen[::-1]


def lp_command(wish: Wish, program: str = "lp") -> list[str]:
    """The words of the command that prints what comes through its standard input as the dialog said."""
    printer = wish.printer
    words = [program, "-d", printer.printerName(), "-t", wish.title, "-n", str(wish.copies)]
    options = {
        "media": _LP_PAPER.get(wish.paper.id(), _custom(wish.paper)),
        "print-scaling": "none",
        "collate": "true" if printer.collateCopies() else "false",
        "outputorder": "normal" if printer.pageOrder() == QPrinter.PageOrder.FirstPageFirst else "reverse",
        **({"sides": _SIDES[printer.duplex()]} if printer.duplex() in _SIDES else {}),
        **_further_options(printer),
    }
    if not printer.pageRanges().isEmpty():
        words += ["-P", printer.pageRanges().toString()]
    return [*words, *(part for name, value in options.items() for part in ("-o", f"{name}={value}"))]


def _custom(paper: QPageSize) -> str:
    size = paper.size(QPageSize.Unit.Millimeter)
    return f"Custom.{size.width():.0f}x{size.height():.0f}mm"


def _further_options(printer: QPrinter) -> dict[str, str]:
    """Several pages a sheet, staples, trays: whatever this printer offers in the dialog."""
    kept = printer.printEngine().property(_CUPS_OPTIONS) or []
    return dict(zip(kept[::2], kept[1::2], strict=False))


def _hand_to_lp(content: bytes, wish: Wish, progress: Progress) -> None:
    """The PDF goes through a pipe: Qt's own way would leave a copy of the pages in the folder for temporary files."""
    program = shutil.which("lp")
    if program is None:
        raise WatchDeskError("このPCには、印刷のためのしくみ（CUPSのlp）がありません。入れてもらってください。")
    progress(0, wish.pages)
    command = lp_command(wish, program)
    try:
        subprocess.run(command, input=content, capture_output=True, check=True, timeout=_LP_SECONDS)  # noqa: S603  # no shell: the words are ours and the dialog's
    except (OSError, subprocess.SubprocessError) as error:
        raise WatchDeskError(_NOT_TAKEN) from error
    progress(wish.pages, wish.pages)


def _paint(document: QPdfDocument, printer: QPrinter, pages: list[int], progress: Progress) -> None:
    """Draw each page as a picture of its paper. Qt prints copies itself only where the driver can."""
    printer.setFullPage(True)
    printer.setResolution(min(RESOLUTION, max(printer.supportedResolutions() or [RESOLUTION])))
    sequence = pages if printer.supportsMultipleCopies() else _copied(pages, printer)
    painter = QPainter()
    if sequence:
        _lay_paper(printer, document, sequence[0])  # the first sheet is begun with the painter
    if not painter.begin(printer):
        raise WatchDeskError(_NOT_TAKEN)
    try:
        for number, page in enumerate(sequence):
            progress(number, len(sequence))
            _lay_paper(printer, document, page)
            if number:
                printer.newPage()
            _paint_page(painter, document, printer, page)
    except BaseException:
        printer.abort()
        raise
    finally:
        painter.end()
    progress(len(sequence), len(sequence))


def paper_of(document: QPdfDocument, page: int) -> QPageSize:
    """The sheet, upright, that a page was made for: A4, JIS B5, or its own measure."""
    points = document.pagePointSize(page)
    upright = points if points.width() <= points.height() else points.transposed()
    return QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)


def _lay_paper(printer: QPrinter, document: QPdfDocument, page: int) -> None:
    """Take the page's sheet, and lay it as the page lies: a list with many columns stands sideways."""
    points = document.pagePointSize(page)
    sideways = points.width() > points.height()
    _set_paper(printer, paper_of(document, page), sideways=sideways)


def _copied(pages: list[int], printer: QPrinter) -> list[int]:
    copies = printer.copyCount()
    return pages * copies if printer.collateCopies() else [page for page in pages for _ in range(copies)]


def _paint_page(painter: QPainter, document: QPdfDocument, printer: QPrinter, page: int) -> None:
    """At its own size, not stretched to the paper's: 20 mm on the page are 20 mm on the sheet."""
    points = document.pagePointSize(page)
    size = QSizeF(points * printer.resolution() / _POINTS_AN_INCH).toSize()
    painter.drawImage(QRect(QPoint(0, 0), size), _on_white(document.render(page, size)))


def _on_white(drawn: QImage) -> QImage:
    flat = QImage(drawn.size(), QImage.Format.Format_RGB32)
    flat.fill(Qt.GlobalColor.white)
    painter = QPainter(flat)
    painter.drawImage(0, 0, drawn)
    painter.end()
    return flat.convertToFormat(QImage.Format.Format_Grayscale8) if flat.allGray() else flat


def _set_paper(printer: QPrinter, paper: QPageSize, *, sideways: bool = False) -> None:
    """Without margins of the printer's: the page has its own, and every millimetre of it stays where it is."""
    printer.setFullPage(True)
    lies = QPageLayout.Orientation.Landscape if sideways else QPageLayout.Orientation.Portrait
    printer.setPageLayout(QPageLayout(paper, lies, QMarginsF(0, 0, 0, 0)))


class _Opened:
    """A PDF read from memory, on the thread that uses it."""

    def __init__(self, content: bytes) -> None:
        self._bytes = QBuffer()
        self._bytes.setData(QByteArray(content))
        self._document = QPdfDocument()

    def __enter__(self) -> QPdfDocument:
        self._bytes.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._bytes)
        if self._document.error() is not QPdfDocument.Error.None_ or not self._document.pageCount():
            raise WatchDeskError("このPDFは開けません。もう一度つくってください。", code="bad_pdf")
        return self._document

    def __exit__(self, *_: object) -> None:
        self._document.close()
        self._bytes.close()
