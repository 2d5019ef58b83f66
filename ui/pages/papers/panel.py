"""PaperPanel: the very pages that will be printed, and which characters of them can't be printed as written."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from ui.theme import set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.empty import Empty
from ui.widgets.pdf_view import PdfView
from ui.widgets.progress_panel import ProgressPanel
from ui.widgets.strip import Strip
from watchdesk.desk import Lost
from watchdesk.domain.figure_place import FigurePlace

NAMED_AT_MOST = 12
"""So many places of characters are named on screen; the rest is counted."""


class Paper(Protocol):
    """What was drawn: the PDF's bytes, and what of it can't be printed as written."""

    @property
    def pdf(self) -> bytes:
        """The pages."""

    @property
    def figures(self) -> Sequence[FigurePlace]:
        """Where figures stand on the pages."""

    @property
    def unprintable(self) -> Sequence[Lost]:
        """What no font has."""

    @property
    def degraded(self) -> Sequence[Lost]:
        """What loses its variant."""


class PaperPanel(QWidget):
    """``begin()``, then ``show_report`` or ``give_up``. ``print_anyway``: yes to 〓 with a note; ``again``: make it.

    ``noun`` is what is made (月報), of so many of ``unit``.
    """

    print_anyway = Signal()
    again = Signal()

    def __init__(self, noun: str = "月報", unit: str = "行", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.noun, self._unit = noun, unit
        self._report: Paper | None = None
        self._asking = False
        self.strip = Strip()
        self.strip.answered.connect(self._answer)
        self.marks = _Marks()
        self.marks.closed.connect(self._close_marks)
        self.progress = ProgressPanel()
        self.view = PdfView(noun)
        self.empty = Empty()
        self.empty.pressed.connect(self.again)
        self._stack = QStackedWidget()
        for part in (self.view, self.empty):
            self._stack.addWidget(part)
        self._layout = column(self.strip, self.marks, self.progress, self._stack, gap=0.5)
        self._layout.setStretchFactor(self._stack, 1)
        self.setLayout(self._layout)
        self.empty.say(f"{self.noun}をつくっています。", icon="loader")
        self._stack.setCurrentWidget(self.empty)

    @property
    def asking(self) -> bool:
        """Whether the user is being asked about characters that can't be printed."""
        return self._asking

    def put_first(self, part: QWidget) -> None:
        """Put what the page asks and says of printing and keeping over the pages."""
        self._layout.insertWidget(0, part)

    def begin(self) -> None:
        """The pages are being made; those shown before stay until then, but are not to be printed any more."""
        self._report, self._asking = None, False
        self.strip.clear()
        self.marks.hide()
        self.view.show_figures(())
        self.progress.begin(f"{self.noun}をつくっています", self._unit)
        if self._stack.currentWidget() is self.empty:
            self.empty.say(f"{self.noun}をつくっています。", icon="loader")

    def show_report(self, report: Paper, document: QPdfDocument, page: int = 0) -> None:
        """Show the pages, opened as ``document``, from page ``page`` (counted from 0); their figures can be pressed."""
        self.progress.end()
        self._report = report
        self.view.show_document(document)
        self.view.show_figures(report.figures)
        self._stack.setCurrentWidget(self.view)
        self.view.go_to(page)
        self.marks.show_lost(report.unprintable, report.degraded)
        self._tell_marks()

    def give_up(self, sentence: str) -> None:
        """There are no pages: say why, and offer to make them again."""
        self.progress.end()
        self.empty.say(sentence, button=f"{self.noun}をつくる", icon="file-text")
        self._stack.setCurrentWidget(self.empty)

    def empty_until(self, sentence: str) -> None:
        """There are no pages yet: say what they wait for."""
        self.progress.end()
        self._report, self._asking = None, False
        self.strip.clear()
        self.marks.hide()
        self.empty.say(sentence, icon="printer")
        self._stack.setCurrentWidget(self.empty)

    def ask(self) -> None:
        """Name the characters and ask whether to print all the same."""
        self._asking = True
        self.marks.show()
        self._tell_marks()
        self.strip.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_marks(self) -> None:
        report = self._report
        if report is None or not (report.unprintable or report.degraded):
            self.strip.clear()
            return
        count = len({mark.char for mark in report.unprintable})
        if self._asking:
            lead, sentence, button = (
                f"印刷できない字が{count}つあります。",
                "〓と注で印刷しますか。",
                "〓と注で印刷する",
            )
        elif count:
            lead, sentence, button = f"印刷できない字が{count}つあります。", "〓と注を印刷します。", "字を見る"
        else:
            lead, sentence, button = (
                "",
                "字の形の指定が外れた字があります。同じ字の、ふつうの形で印刷します。",
                "字を見る",
            )
        self.strip.say(sentence, "care", lead=lead, button=button)

    def _answer(self) -> None:
        if self._asking:
            self._asking = False
            self.marks.hide()
            self._tell_marks()
            self.print_anyway.emit()
        else:
            self.marks.setVisible(not self.marks.isVisible())
            if self.marks.isVisible():
                self.marks.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_marks(self) -> None:
        self.marks.hide()
        self._asking = False
        self._tell_marks()


class _Marks(QFrame):
    """Which characters, and where they stand."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "sheet")
        self.close_button = ActionButton("閉じる", kind="low")
        self.close_button.clicked.connect(self.closed)
        self.places = words("", wrap=True)
        self.places.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        head = row(words("印刷できない字", "name"), STRETCH, self.close_button)
        self.setLayout(column(head, self.places, gap=0.25, margins=(0.4, 0.75)))
        set_size(self, max_height=14)
        self.hide()

    def show_lost(self, unprintable: Sequence[Lost], degraded: Sequence[Lost]) -> None:
        """Name them, once a place."""
        lines = [f"{mark.char}（{mark.code}） {mark.where} … 〓と注" for mark in dict.fromkeys(unprintable)]
        lines += [f"{mark.char}（{mark.code}） {mark.where} … ふつうの形" for mark in dict.fromkeys(degraded)]
        more = len(lines) - NAMED_AT_MOST
        shown = lines[:NAMED_AT_MOST] + ([f"ほかに{more}か所あります。"] if more > 0 else [])
        self.places.setText("\n".join(shown))
