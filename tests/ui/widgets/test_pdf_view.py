"""What is shown is the very PDF that will be printed, and everything about it works without a mouse."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QCoreApplication, QEvent, QIODevice, QRectF, Qt
from PySide6.QtGui import QAccessible, QPainter, QPdfWriter
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from ui.theme import theme
from ui.widgets.pdf_document import opened
from ui.widgets.pdf_view import PdfView
from ui.widgets.scroll import Scroll
from watchdesk.errors import WatchDeskError

Shown = Callable[..., QWidget]


@pytest.fixture
def paper(qapp: object) -> bytes:
    """A PDF of three pages."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    painter = QPainter(writer)
    font = theme().font("title")
    font.setPixelSize(writer.resolution() * 18 // 72)
    painter.setFont(font)
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
    assert (view.at.text(), view.count.text()) == ("1", "/ 3 ページ")
    assert not view.before.isEnabled()
    with qtbot.waitSignal(view.page_changed, timeout=500):
        qtbot.keyClick(view.after, Qt.Key.Key_Space)
    assert view.at.text() == "2"
    view.go_to(2)
    assert not view.after.isEnabled()
    view.go_to(99)
    assert view.page() == 2


def test_it_can_be_shown_larger_smaller_and_fitting(view: PdfView, qtbot: QtBot) -> None:
    assert not view.whole.isVisible(), "it is as wide as the view already, and the bar has one row"
    qtbot.mouseClick(view.more, Qt.MouseButton.LeftButton)
    assert view.view.zoomMode() == QPdfView.ZoomMode.Custom
    larger = view.view.zoomFactor()
    qtbot.mouseClick(view.less, Qt.MouseButton.LeftButton)
    assert view.view.zoomFactor() < larger
    view.whole.setFocus()
    qtbot.keyClick(view.whole, Qt.Key.Key_Space)
    assert view.view.zoomMode() == QPdfView.ZoomMode.FitToWidth
    assert view.more.hasFocus(), "the button that goes hands the keys on"
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
    QAccessible.setActive(True)
    try:
        view.go_to(1)
        assert "月次報告書 2" in view.view.accessibleDescription()
    finally:
        QAccessible.setActive(False)


def test_a_number_leads_to_its_page_and_one_too_large_to_the_last(view: PdfView, qtbot: QtBot) -> None:
    for typed, page in (("２", 1), ("99", 2), ("", 2)):
        view.at.selectAll()
        qtbot.keyClick(view.at, Qt.Key.Key_Delete)
        view.at.insert(typed)
        qtbot.keyClick(view.at, Qt.Key.Key_Return)
        assert (view.page(), view.at.text()) == (page, str(page + 1))


def test_home_and_end_lead_to_the_ends_and_page_keys_scroll(view: PdfView, qtbot: QtBot) -> None:
    for key, page in ((Qt.Key.Key_End, 2), (Qt.Key.Key_Home, 0)):
        qtbot.keyClick(view.view, key)
        assert view.page() == page
    qtbot.keyClick(view.view, Qt.Key.Key_PageDown)
    assert view.view.verticalScrollBar().value() > 0


def _look_for(view: PdfView, qtbot: QtBot, sought: str) -> None:
    qtbot.keyClick(view.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(view.sought.hasFocus)
    view.sought.clear()
    view.sought.insert(sought)
    qtbot.keyClick(view.sought, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.finder.told.text() not in {"", "さがしています…"})


def test_ctrl_f_enter_and_f3_go_from_place_to_place_and_say_which(view: PdfView, qtbot: QtBot) -> None:
    _look_for(view, qtbot, "月次 報告書")
    assert view.finder.told.text() == "3件のうち1件目"
    shift, none = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier
    steps = (
        (Qt.Key.Key_Return, none, 2),
        (Qt.Key.Key_F3, none, 3),
        (Qt.Key.Key_F3, none, 1),
        (Qt.Key.Key_Return, shift, 3),
        (Qt.Key.Key_F3, shift, 2),
    )
    for key, held, place in steps:
        qtbot.keyClick(view.sought, key, held)
        assert view.finder.told.text() == f"3件のうち{place}件目"
        qtbot.waitUntil(lambda place=place: view.page() == place - 1)


def test_the_search_begins_at_the_page_in_sight(view: PdfView, qtbot: QtBot) -> None:
    view.go_to(2)
    _look_for(view, qtbot, "報告書")
    assert view.finder.told.text() == "3件のうち3件目"


def test_what_is_not_there_is_said_and_another_word_is_another_search(view: PdfView, qtbot: QtBot) -> None:
    _look_for(view, qtbot, "どこにもない")
    assert view.finder.told.text().startswith("見つかりません")
    assert not view.finder.on.isVisible()
    qtbot.keyClick(view.sought, Qt.Key.Key_Escape)
    assert (view.sought.text(), view.finder.told.text()) == ("", "")


def _inked(view: PdfView, box: QRectF) -> int:
    """How many points of a box are letters."""
    image = view.view.viewport().grab().toImage()
    left, top, right, bottom = box.adjusted(3, 3, -3, -3).toRect().getCoords()
    points = ((x, y) for x in range(left, right) for y in range(top, bottom))
    return sum(image.pixelColor(x, y).lightness() < 100 for x, y in points)


def test_what_was_found_is_in_sight_and_marked_where_it_stands(view: PdfView, qtbot: QtBot) -> None:
    view.larger()
    _look_for(view, qtbot, "月次報告書３")
    qtbot.waitUntil(lambda: view.page() == 2)
    (place,) = view.finder.places
    (box,) = view.view.boxes(place)
    assert view.view.viewport().rect().contains(box.toRect())
    qtbot.waitUntil(lambda: _inked(view, box) > 50)
    image = view.view.viewport().grab().toImage()
    beside = [image.pixelColor(round(box.left()) - apart, round(box.center().y())).lightness() for apart in range(5)]
    assert min(beside) < 128, "the place gone to is framed, not only tinted"


def test_a_place_found_is_scrolled_into_sight_on_a_page_that_scrolls_itself(
    shown: Shown, view: PdfView, qtbot: QtBot
) -> None:
    view.setMinimumHeight(900)
    around = Scroll(view)
    shown(around).resize(500, 300)
    view.larger()
    view.sought.setFocus()
    qtbot.wait(100)  # the field is in sight
    _look_for(view, qtbot, "月次報告書３")
    (box,) = view.view.boxes(view.finder.places[0])
    corner = view.view.viewport().mapTo(around, box.center().toPoint())
    assert around.rect().contains(corner)


def test_other_pages_end_the_search(view: PdfView, qtbot: QtBot, paper: bytes) -> None:
    _look_for(view, qtbot, "報告書")
    view.show_pdf(paper)
    assert view.finder.told.text() == ""
    assert view.finder.places == []


def test_what_is_no_pdf_is_refused_in_words(qtbot: QtBot, tmp_path: Path) -> None:
    view = PdfView()
    qtbot.addWidget(view)
    with pytest.raises(WatchDeskError, match="このPDFは開けません"):
        view.show_pdf(b"not a pdf")
    assert (view.at.text(), view.count.text()) == ("0", "/ 0 ページ")
    with pytest.raises(WatchDeskError):
        view.show_file(tmp_path / "none.pdf")


def test_another_pdf_takes_the_place_of_the_first(view: PdfView, paper: bytes, tmp_path: Path) -> None:
    view.go_to(2)
    (tmp_path / "月報.pdf").write_bytes(paper)
    view.show_file(tmp_path / "月報.pdf")
    assert (view.pages(), view.page()) == (3, 0)


def test_a_pdf_goes_before_the_bytes_that_it_is_drawn_from(view: PdfView, paper: bytes) -> None:
    gone, first = list[str](), view.document
    held = view.findChild(QBuffer)
    assert held is not None
    first.statusChanged.connect(lambda status: gone.append(status.name))
    held.destroyed.connect(partial(gone.append, "bytes"))
    view.show_pdf(paper)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert (gone[-1], "Null" in gone[:-1]) == ("bytes", True)
    assert view.pages() == 3


@pytest.mark.alone
def test_500_pages_opened_on_another_thread_do_not_stop_the_window(view: PdfView, qtbot: QtBot) -> None:
    paper = Canvas("", pagesize=(595, 842))
    for number in range(500):
        paper.drawString(70, 700, str(number))
        paper.showPage()
    content = paper.getpdfdata()
    best = 1.0
    for _ in range(3):
        with ThreadPoolExecutor(1) as elsewhere:
            document = elsewhere.submit(opened, content).result()
        begun = time.perf_counter()
        view.show_document(document)
        best = min(best, time.perf_counter() - begun)
    assert best < 0.05
    assert view.pages() == 500
    view.go_to(499)
    assert view.page() == 499
    assert view.view.papers() is view.view.papers(), "a mouse that moves does not lay all pages out anew"


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
