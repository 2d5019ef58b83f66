"""RecentVisits: the last visits beside the form, so that one sees what is different today."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ui.pages.visit import words as visit_words
from ui.theme import set_gaps, set_size, theme
from ui.widgets.badge import Badge
from ui.widgets.boxes import STRETCH, Item, column, frame, row, rule, words
from watchdesk.domain.era import show_day_short, show_month_day
from watchdesk.domain.lines import VisitLine

HOW_MANY = 3
_WITHOUT_VISITS = 6.5
"""Em that head and sentence take while there are none."""

_LONGEST = 46
"""Characters of a note that are shown here; the whole stands in its own record."""


class RecentVisits(QFrame):
    """``show_visits(lines, note, met)``: the latest first; ``note`` stands at the right of the head (見守り間隔).

    ``met`` below it says when there was a meeting last, apart from what was only tried. Without visits it is low.

    Where room is short it scrolls by itself, also by ↑↓ once it has the focus; ``shrink(False)`` shows it whole.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "sheet")
        self._note = words("", "small", "soft")
        head = frame(row(words("前の3件", "name"), STRETCH, self._note, margins=(0.25, 0.9)), "head")
        self._met = words("", "small", "soft", wrap=True)
        self._met_line = QWidget()
        self._met_line.setLayout(row(self._met, margins=(0.1, 0.9)))
        self._entries = QVBoxLayout()
        set_gaps(self._entries, 0)
        self._body = QWidget()
        self._body.setLayout(self._entries)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName("前の3件の訪問記録")
        self._scroll.setWidget(self._body)
        self._body.setAutoFillBackground(False)
        self._scroll.viewport().setAutoFillBackground(False)
        both = column(head, self._met_line, self._scroll, gap=0)
        both.setStretch(2, 1)
        self.setLayout(both)
        self._shrinks = True
        theme().changed.connect(self._measure)

    def show_visits(self, lines: Sequence[VisitLine], note: str, met: str = "") -> None:
        """Show these visits, none in a sentence."""
        self._note.setText(note)
        self._met.setText(met)
        self._met_line.setVisible(bool(met))
        while self._entries.count():
            item = self._entries.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.hide()
                old.deleteLater()
        for place, line in enumerate(lines):
            if place:
                self._entries.addWidget(rule())
            self._entries.addWidget(_entry(line))
        if not lines:
            self._entries.addWidget(_empty())
        set_size(self, max_height=400 if lines else _WITHOUT_VISITS)
        self._entries.addStretch(1)
        self._measure()

    def shrink(self, may: bool) -> None:
        """Let it be smaller than what it shows, or not."""
        self._shrinks = may
        self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        width = max(self._scroll.viewport().width(), theme().em(12))
        wraps = self._entries.hasHeightForWidth()
        whole = self._entries.heightForWidth(width) if wraps else self._entries.sizeHint().height()
        self._scroll.setMinimumHeight(theme().em(3.6) if self._shrinks else whole)
        layout = self.layout()
        if layout is not None:
            self.setMinimumHeight(layout.minimumSize().height())
        fits = self._scroll.height() >= whole or not self._shrinks
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus if fits else Qt.FocusPolicy.StrongFocus)


def _entry(line: VisitLine) -> QWidget:
    word, tone = visit_words.seen(line)
    state: Item = Badge(word, tone) if tone else words(word, voice="soft")
    year_known = show_month_day(line.on).replace(" ", "")
    head = row(words(year_known, "strong"), words(line.method.label), STRETCH, state, gap=0.5)
    note = _short(line.note)
    made = QWidget()
    made.setLayout(column(head, *((words(note, wrap=True),) if note else ()), gap=0.1, margins=(0.35, 0.9)))
    made.setAccessibleName(f"{show_day_short(line.on)} {line.method.label} {word} {note}")
    return made


def _empty() -> QWidget:
    label = words("まだ記録がありません。この訪問がはじめてです。", voice="soft", wrap=True)
    label.setAlignment(Qt.AlignmentFlag.AlignLeft)
    made = QWidget()
    made.setLayout(row(label, margins=(0.6, 0.9)))
    return made


def _short(note: str | None) -> str:
    text = " ".join((note or "").split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
