"""What is shown is the very PDF that will be printed, and everything about it works without a mouse."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QCoreApplication, QEvent, QIODevice, Qt
from PySide6.QtGui import QPainter, QPdfWriter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.theme import theme
from ui.widgets.pdf_view import PdfView
from watchdesk.errors import WatchDeskError

Shown = Callable[..., QWidget]


@pytest.fixture
def paper(qapp: object) -> bytes:
    """A PDF of three pages."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    painter = QPainter(writer)
    painter.setFont(theme().font("title"))
    for page in range(3):
        painter.drawText(1000, 1000, f"見守り活動 月次報告書 {page + 1}")
        if page < 2:
            writer.newPage()
    painter.end()
    return bytes(buffer.data().data())


@pytest.fixture
def view(shown: Shown, paper: bytes) -> PdfView:
    made = PdfView()
    shown(made).resize(700, 600)
    made.show_pdf(paper)
    return made


def test_pages_are_counted_and_turned_by_buttons(view: PdfView, qtbot: QtBot) -> None:
    assert view.pages() == 3
    assert view.count.text() == "1 / 3 ページ"
    assert not view.before.isEnabled()
    with qtbot.waitSignal(view.page_changed, timeout=500):
        qtbot.keyClick(view.after, Qt.Key.Key_Space)
    assert view.count.text() == "2 / 3 ページ"
    view.go_to(2)
    assert not view.after.isEnabled()
    view.go_to(99)
    assert view.page() == 2


def test_it_can_be_shown_larger_smaller_and_fitting(view: PdfView, qtbot: QtBot) -> None:
    qtbot.mouseClick(view.more, Qt.MouseButton.LeftButton)
    assert view.view.zoomMode() == QPdfView.ZoomMode.Custom
    larger = view.view.zoomFactor()
    qtbot.mouseClick(view.less, Qt.MouseButton.LeftButton)
    assert view.view.zoomFactor() < larger
    qtbot.mouseClick(view.whole, Qt.MouseButton.LeftButton)
    assert view.view.zoomMode() == QPdfView.ZoomMode.FitToWidth
    for _ in range(30):
        view.larger()
    assert view.view.zoomFactor() <= 4.0


def test_japanese_words_are_found_on_their_pages(view: PdfView, qtbot: QtBot) -> None:
    assert view.find_words("月次報告書 3") == 1
    qtbot.waitUntil(lambda: view.page() == 2)
    assert view.find_words("月次報告書") == 3
    assert view.find_words("どこにもない") == 0


def test_a_screen_reader_can_be_told_the_words(view: PdfView) -> None:
    assert "月次報告書 2" in view.texts()[1]


def test_what_is_no_pdf_is_refused_in_words(qtbot: QtBot, tmp_path: Path) -> None:
    view = PdfView()
    qtbot.addWidget(view)
    with pytest.raises(WatchDeskError, match="このPDFは開けません"):
        view.show_pdf(b"not a pdf")
    assert view.count.text() == "0 / 0 ページ"
    with pytest.raises(WatchDeskError):
        view.show_file(tmp_path / "none.pdf")


def test_another_pdf_takes_the_place_of_the_first(view: PdfView, paper: bytes, tmp_path: Path) -> None:
    view.go_to(2)
    (tmp_path / "月報.pdf").write_bytes(paper)
    view.show_file(tmp_path / "月報.pdf")
    assert (view.pages(), view.page()) == (3, 0)


def test_a_pdf_is_closed_before_the_bytes_that_it_is_drawn_from(view: PdfView, paper: bytes) -> None:
    open_still: list[bool] = []
    held = view.findChild(QBuffer)
    assert held is not None
    held.aboutToClose.connect(lambda: open_still.append(view.document.status() is QPdfDocument.Status.Ready))
    view.show_pdf(paper)
    assert open_still == [False]
    assert view.pages() == 3


def test_what_draws_goes_before_the_pdf_and_that_before_its_bytes(paper: bytes, qapp: object) -> None:
    view, gone = PdfView(), list[str]()
    view.show_pdf(paper)
    held = view.findChild(QBuffer)
    assert held is not None
    for part, name in ((held, "bytes"), (view.document, "document"), (view.view, "view")):
        part.destroyed.connect(partial(gone.append, name))
    view.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert gone == ["view", "document", "bytes"]
