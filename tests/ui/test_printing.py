"""Printing: what the dialog says is done, the paper is A4 to the millimetre, and no page lies about on the disk."""

import io
import os
import shutil
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QPageRanges
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from ui.printing import Printing, Wish, chosen_pages, lp_command, paper_of, print_pdf
from watchdesk.errors import Cancelled, WatchDeskError

B5 = (182 * mm, 257 * mm)
"""JIS B5."""
TITLE = "月報 2026-10 九条南地域"


def _pages(count: int = 3) -> bytes:
    """Pages with a black square of 20 mm, its corner 30 mm from the left and 40 mm from the top; page n has n bars."""
    into = io.BytesIO()
    canvas = Canvas(into, pagesize=A4, invariant=True)
    for number in range(1, count + 1):
        canvas.rect(30 * mm, A4[1] - 60 * mm, 20 * mm, 20 * mm, stroke=0, fill=1)
        for bar in range(number):
            canvas.rect((100 + 10 * bar) * mm, 100 * mm, 5 * mm, 20 * mm, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return into.getvalue()


class _TwoSided(QPrinter):
    """A printer that can print on both sides; Qt asks the driver, and here is none."""

    def duplex(self) -> QPrinter.DuplexMode:
        return QPrinter.DuplexMode.DuplexLongSide


def _printer(target: Path | None = None) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if target is not None:
        printer.setOutputFileName(str(target))
    return printer


def _wish(printer: QPrinter, pages: int = 3) -> Wish:
    return Wish(printer=printer, title=TITLE, pages=pages)


def _unwatched(done: int, total: int) -> None:
    """Nobody looks."""


def _sheets(path: Path, qtbot: QtBot) -> list[tuple[QSizeF, list[bool]]]:
    """Size in points of each sheet, and whether it is black at some places (mm from the left and the top)."""
    document = QPdfDocument()
    document.load(str(path))
    found = []
    for page in range(document.pageCount()):
        points = document.pagePointSize(page)
        image = document.render(page, (points * 150 / 72).toSize())
        places = [(31, 41), (49, 59), (29, 50), (51, 50), (102, 185), (112, 185), (122, 185)]
        dark = [
            image.pixelColor(round(x * 150 / 25.4), round(y * 150 / 25.4)).alphaF() > 0.5
            and image.pixelColor(round(x * 150 / 25.4), round(y * 150 / 25.4)).lightness() < 128
            for x, y in places
        ]
        found.append((points, dark))
    return found


def test_a_page_comes_out_on_a4_with_every_millimetre_where_it_was(qapp: object, qtbot: QtBot, tmp_path: Path) -> None:
    target = tmp_path / "paper.pdf"
    assert Printing(_pages(1), _wish(_printer(target), 1)).run(_unwatched) == 1
    ((size, dark),) = _sheets(target, qtbot)
    assert (size.width(), size.height()) == pytest.approx((595.3, 841.9), abs=1)
    assert dark == [True, True, False, False, True, False, False]


def test_a_page_that_lies_sideways_is_printed_sideways_and_whole(qapp: object, qtbot: QtBot, tmp_path: Path) -> None:
    into = io.BytesIO()
    canvas = Canvas(into, pagesize=A4, invariant=True)
    for width, height in (A4, A4[::-1], A4):
        canvas.setPageSize((width, height))
        canvas.rect(width - 20 * mm, height - 20 * mm, 15 * mm, 15 * mm, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    target = tmp_path / "sheets.pdf"
    Printing(into.getvalue(), _wish(_printer(target))).run(_unwatched)
    document = QPdfDocument()
    document.load(str(target))
    sizes = [document.pagePointSize(page) for page in range(3)]
    assert [size.width() > size.height() for size in sizes] == [False, True, False]
    for page, size in enumerate(sizes):
        image = document.render(page, size.toSize())
        corner = image.pixelColor(image.width() - round(12 * mm), round(12 * mm))
        assert corner.alphaF() > 0.5, "what stands at the far edge is on the paper"
        assert corner.lightness() < 128


@pytest.mark.parametrize(
    ("paper", "media"),
    [(A4, "A4"), (B5, "jis_b5_182x257mm"), ((120 * mm, 235 * mm), "Custom.120x235mm"), (B5[::-1], "jis_b5_182x257mm")],
)
def test_the_printer_is_asked_for_the_paper_that_the_page_was_made_for(
    qapp: object, qtbot: QtBot, tmp_path: Path, paper: tuple[float, float], media: str
) -> None:
    into, target = io.BytesIO(), tmp_path / "page.pdf"
    canvas = Canvas(into, pagesize=paper, invariant=True)
    canvas.rect(0, 0, 20 * mm, 20 * mm, fill=1)
    canvas.save()
    target.write_bytes(into.getvalue())
    ((size, _),) = _sheets(target, qtbot)
    document = QPdfDocument()
    document.load(str(target))
    wish = replace(_wish(_printer(), 1), paper=paper_of(document, 0))
    assert f"media={media}" in lp_command(wish)
    Printing(into.getvalue(), _wish(_printer(tmp_path / "printed.pdf"), 1)).run(_unwatched)
    ((printed, _),) = _sheets(tmp_path / "printed.pdf", qtbot)
    assert (printed.width(), printed.height()) == pytest.approx((size.width(), size.height()), abs=1)


def test_only_the_pages_asked_for_are_printed(qapp: object, qtbot: QtBot, tmp_path: Path) -> None:
    printer = _printer(tmp_path / "paper.pdf")
    printer.setPageRanges(QPageRanges.fromString("2-3"))
    assert Printing(_pages(), _wish(printer)).run(_unwatched) == 2
    bars = [dark[4:] for _, dark in _sheets(tmp_path / "paper.pdf", qtbot)]
    assert bars == [[True, True, False], [True, True, True]]


def test_copies_come_set_by_set_or_page_by_page(qapp: object, qtbot: QtBot, tmp_path: Path) -> None:
    counts = {}
    for collated in (True, False):
        target = tmp_path / f"{collated}.pdf"
        printer = _printer(target)
        printer.setCopyCount(2)
        printer.setCollateCopies(collated)
        Printing(_pages(2), _wish(printer, 2)).run(_unwatched)
        counts[collated] = [sum(dark[4:]) for _, dark in _sheets(target, qtbot)]
    assert counts == {True: [1, 2, 1, 2], False: [1, 1, 2, 2]}


def test_the_last_page_first_where_the_printer_lays_them_face_up(qapp: object, tmp_path: Path) -> None:
    printer = _printer(tmp_path / "paper.pdf")
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert chosen_pages(printer, 3) == [2, 1, 0]


def test_printing_can_be_stopped_between_pages(qapp: object, tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        if done == 1:
            raise Cancelled("途中でやめました。")

    with pytest.raises(Cancelled):
        Printing(_pages(), _wish(_printer(tmp_path / "paper.pdf"))).run(stop)


def test_what_is_no_pdf_is_refused_with_a_sentence(qapp: object, tmp_path: Path) -> None:
    with pytest.raises(WatchDeskError, match="PDF"):
        Printing(b"nothing", _wish(_printer(tmp_path / "paper.pdf"))).run(_unwatched)


def test_the_dialogs_choices_reach_lp(qapp: object) -> None:
    printer = _TwoSided(QPrinter.PrinterMode.HighResolution)
    printer.setCopyCount(3)
    printer.setPageRanges(QPageRanges.fromString("1,3-4"))
    words = " ".join(lp_command(_wish(printer)))
    assert "-n 3" in words
    assert "-P 1,3-4" in words
    assert "-o sides=two-sided-long-edge" in words
    assert "-o media=A4 -o print-scaling=none" in words
    assert f"-t {TITLE}" in words


@pytest.mark.skipif(os.name != "posix", reason="lp is the way of Linux")
def test_lp_gets_the_pdf_through_a_pipe_and_the_disk_gets_nothing(
    qapp: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = _stand_in_for_lp(tmp_path, monkeypatch, "cat > {got}")
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    content = _pages()
    assert Printing(content, _wish(_printer())).run(_unwatched) == 3
    assert written.read_bytes() == content
    assert list((tmp_path / "temporary").iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="lp is the way of Linux")
def test_a_printer_that_takes_nothing_is_told_in_a_sentence(
    qapp: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _stand_in_for_lp(tmp_path, monkeypatch, "cat > {got}; exit 1")
    with pytest.raises(WatchDeskError, match="プリンターに送れませんでした"):
        Printing(_pages(), _wish(_printer())).run(_unwatched)


def test_print_pdf_asks_prints_and_says_so(qtbot: QtBot, tmp_path: Path, ask: Callable[..., None]) -> None:
    ask(tmp_path / "paper.pdf")
    assert print_pdf(_pages(), _parent(qtbot), TITLE)
    assert len(_sheets(tmp_path / "paper.pdf", qtbot)) == 3


def test_thinking_better_of_it_prints_nothing(qtbot: QtBot, tmp_path: Path, ask: Callable[..., None]) -> None:
    ask(tmp_path / "paper.pdf", accept=False)
    assert not print_pdf(_pages(), _parent(qtbot), TITLE)
    assert not (tmp_path / "paper.pdf").exists()


def test_without_a_printer_no_empty_dialog_opens(qtbot: QtBot, ask: Callable[..., None]) -> None:
    ask(None, printers=())
    with pytest.raises(WatchDeskError, match="プリンター") as refused:
        print_pdf(_pages(), _parent(qtbot), TITLE)
    assert refused.value.code == "no_printer"


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Answers the system's dialog: printer chosen (it prints into a file) or not."""

    def answer(target: Path | None, *, accept: bool = True, printers: tuple[str, ...] = ("紙",)) -> None:
        def execute(dialog: QPrintDialog) -> int:
            assert target is not None
            dialog.printer().setOutputFileName(str(target))
            return int(QPrintDialog.DialogCode.Accepted if accept else QPrintDialog.DialogCode.Rejected)

        monkeypatch.setattr(QPrintDialog, "exec", execute)
        monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(lambda: list(printers)))

    return answer


def _parent(qtbot: QtBot) -> QWidget:
    parent = QWidget()
    qtbot.addWidget(parent)
    return parent


def _stand_in_for_lp(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> Path:
    got, program = folder / "got.pdf", folder / "bin" / "lp"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n" + script.format(got=got) + "\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    assert shutil.which("lp") == str(program)
    return got
