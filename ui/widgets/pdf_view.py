"""PdfView: the very PDF that will be printed, page by page, larger or smaller, with words to be found in it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QAccessible
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QWidget

from ui.theme import set_size, theme
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import column, words
from ui.widgets.flow import Flow
from ui.widgets.pdf_document import opened
from ui.widgets.pdf_find_bar import PdfFindBar
from ui.widgets.pdf_pages import POINTS_AN_INCH, PdfPages, Tell
from ui.widgets.text_fields import NumberField
from watchdesk.domain.figure_place import FigurePlace

_STEP = 1.25
_LEAST, _MOST = 0.25, 4.0


class PdfView(QWidget):
    """Shows a PDF, with a bar of one row over it. PageUp and PageDown scroll it, Home and End lead to its ends.

    ``show_pdf(bytes)``, ``show_file(path)``, ``show_document(opened)``; ``go_to(page)`` counts from 0;
    ``page_changed(page, pages)``. A number in ``at`` and Enter lead to that page. ``find_words(words)`` goes to the
    first place and gives how many there are.
    ``show_figures(places)``: figures of the PDF shown that ``tell`` explains; ``figure_pressed(place)``.
    ``pages()`` and ``texts()``; a screen reader hears the words of the page in sight as the view's description.
    """

    page_changed = Signal(int, int)
    figure_pressed = Signal(object)

    def __init__(self, name: str = "印刷されるもの", *, findable: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = PdfPages(self)  # first: children go in their order, and it ends the thread that draws the document
        self.tell: Tell = lambda _place: ""
        """Says what a figure counts; nothing where it is not known, and then it can't be pressed."""
        self.document = QPdfDocument(self)
        self.view.setDocument(self.document)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.view.setAccessibleName(name)
        set_size(self.view, min_height=8)
        self._make_bar()
        self.setLayout(column(self._bar, self.view, gap=0.5))
        self.finder.show(shown=findable)
        self.view.pageNavigator().currentPageChanged.connect(self._tell_page)
        self.view.figure_pressed.connect(self.figure_pressed)
        theme().changed.connect(self._tell_page)
        self._tell_page()

    def show_pdf(self, content: bytes) -> None:
        """Show a PDF that was just made. Raises WatchDeskError when it is none."""
        self.show_document(opened(content))

    def show_document(self, document: QPdfDocument) -> None:
        """Show a PDF that was opened on another thread (``pdf_document.opened``); it is the view's from now on."""
        before, self.document = self.document, document
        document.setParent(self)
        self.view.setDocument(document)  # waits for what is being drawn out of the one before
        before.close()
        before.deleteLater()
        self.show_figures(())
        self.finder.forget()
        self._tell_page()
        self.go_to(0)

    def show_figures(self, places: Sequence[FigurePlace]) -> None:
        """Where figures stand on the pages shown; another PDF has none until it is told."""
        self.view.show_figures(places, self.tell)

    def show_file(self, path: Path) -> None:
        """Show a PDF of a file. Raises WatchDeskError when it is none."""
        self.show_document(opened(path))

    def pages(self) -> int:
        """How many pages."""
        return self.document.pageCount()

    def page(self) -> int:
        """The page in sight, counted from 0."""
        return self.view.pageNavigator().currentPage()

    def go_to(self, page: int) -> None:
        """Bring a page into sight."""
        if 0 <= page < self.pages():
            self.view.pageNavigator().jump(page, QPointF(0, 0), 0)

    def larger(self) -> None:
        """Show it larger."""
        self._zoom(_STEP)

    def smaller(self) -> None:
        """Show it smaller."""
        self._zoom(1 / _STEP)

    def fit(self) -> None:
        """As wide as the view."""
        if self.whole.hasFocus():
            self.more.setFocus(Qt.FocusReason.OtherFocusReason)  # it is about to go
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)

    def find_words(self, sought: str) -> int:
        """Mark all places of these words, go to the first, and return how many there are."""
        return self.finder.find(sought)

    def texts(self) -> list[str]:
        """The words of each page."""
        return [self.document.getAllText(page).text() for page in range(self.pages())]

    def _make_bar(self) -> None:
        self.before, self.after = ActionButton("前", kind="low"), ActionButton("次", kind="low")
        self.before.setAccessibleName("前のページ")
        self.after.setAccessibleName("次のページ")
        self.less, self.more = ActionButton("小さく", kind="low"), ActionButton("大きく", kind="low")
        self.whole = ActionButton("幅に合わせる", kind="low")
        self.whole.hide()
        self.at = NumberField("見るページの番号", least=1)
        set_size(self.at, min_width=3.25, max_width=3.25)
        self.count = words("")
        self.finder = PdfFindBar(self.view, self)
        self.sought = self.finder.sought
        self.at.returnPressed.connect(self._go_to_number)
        self.before.clicked.connect(self._to_previous)
        self.after.clicked.connect(self._to_next)
        self.less.clicked.connect(self.smaller)
        self.more.clicked.connect(self.larger)
        self.whole.clicked.connect(self.fit)
        self.view.zoomModeChanged.connect(self._offer_to_fit)
        pages, zooms = (self.before, self.at, self.count, self.after), (self.less, self.more)
        self._bar = Flow(*pages, *zooms, *self.finder.parts, self.whole)

    def _offer_to_fit(self, mode: QPdfView.ZoomMode) -> None:
        """Only pages that are not as wide as the view can be made so; the bar has room for one row."""
        self.whole.setVisible(mode is not QPdfView.ZoomMode.FitToWidth)

    def _go_to_number(self) -> None:
        """Go to the page of this number; where there is none, to the one nearest."""
        number = self.at.value()
        if number is not None:
            self.go_to(min(max(number, 1), self.pages()) - 1)
        self._tell_page()
        self.at.selectAll()

    def _to_previous(self) -> None:
        self.go_to(self.page() - 1)

    def _to_next(self) -> None:
        self.go_to(self.page() + 1)

    def _zoom(self, factor: float) -> None:
        if self.view.zoomMode() != QPdfView.ZoomMode.Custom:
            factor *= self._fitted()
            self.view.setZoomMode(QPdfView.ZoomMode.Custom)
            self.view.setZoomFactor(1.0)
        self.view.setZoomFactor(min(max(self.view.zoomFactor() * factor, _LEAST), _MOST))

    def _fitted(self) -> float:
        """Zoom at which the page is as wide as the view; pages are measured in points, 72 an inch."""
        width = self.document.pagePointSize(max(0, self.page())).width() * self.logicalDpiX() / POINTS_AN_INCH
        return self.view.viewport().width() / width if width else 1.0

    def _tell_page(self) -> None:
        page, pages = self.page() + 1 if self.pages() else 0, self.pages()
        self.at.setText(str(page))
        self.at.setEnabled(pages > 1)
        self.count.setText(f"/ {pages} ページ")
        self.before.setEnabled(page > 1)
        self.after.setEnabled(page < pages)
        if QAccessible.isActive() and pages:
            self.view.setAccessibleDescription(self.document.getAllText(page - 1).text())
        self.page_changed.emit(page - 1, pages)
