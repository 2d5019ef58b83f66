"""FiguresSide: the month's figures, the records behind the one that is chosen, and the remarks on the month."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from ui.pages.reports.behind import MonthBehind
from ui.pages.reports.making import heads, lines
from ui.pages.reports.records import RecordsPanel
from ui.pages.reports.remark import RemarkPanel, shortened
from ui.pages.reports.ways import list_place
from ui.places import Place, Room
from ui.theme import set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, frame, row, words
from ui.widgets.figure_list import FigureList
from ui.widgets.scroll import Scroll
from watchdesk.desk import Desk, Part
from watchdesk.domain.behind import WORK_KINDS, Figure, people
from watchdesk.domain.month import Month


class FiguresSide(QWidget):
    """``show_month(month, area)``, then ``show_part(part)`` once they are counted; ``area`` None: the home area, ward.

    ``wanted(Place)``: a figure or a record is opened. ``said(sentence)``; ``remarked``: the remarks were saved.
    """

    wanted = Signal(object)
    said = Signal(str)
    remarked = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shows: tuple[Month, str | None] | None = None
        self._part: Part | None = None
        self._writing = False
        self._build()
        self._connect()

    def _build(self) -> None:
        self.figures = FigureList("ひと月の数")
        self.records = RecordsPanel()
        self.remark = RemarkPanel(self._desk)
        self._lower = QStackedWidget()
        self._lower.addWidget(self.records)
        self._lower.addWidget(self.remark)
        self._lower.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.remark_begins = words("", voice="soft")
        self.write = ActionButton("特記事項を書く", "pen-line", "F2", kind="low")
        self._remark_line = frame(
            row(words("特記事項", "strong"), self.remark_begins, STRETCH, self.write, margins=(0.2, 0.65))
        )
        self._upper = Scroll(self.figures)
        parts = column(self._upper, self._remark_line, self._lower, gap=0.5)
        parts.setStretch(0, 5)
        parts.setStretch(2, 4)
        self.setLayout(parts)

    def _connect(self) -> None:
        self.figures.chosen.connect(self._choose_figure)
        self.figures.opened.connect(self._open_figure)
        self.records.wanted.connect(self.wanted)
        self.write.clicked.connect(self._write_remark)
        self.remark.saved.connect(self._remark_saved)
        self.remark.closed.connect(self._close_remark)

    @property
    def focused(self) -> QWidget | None:
        """Where a user who comes back goes on writing; None where nothing is half-written."""
        return self.remark.text if self._writing else None

    def reshape(self, *, wide: bool) -> None:
        """Beside the pages, or alone in its place."""
        set_size(self._upper, min_height=11 if wide else self.figures.height_in_em)
        set_size(self._lower, min_height=8.5 if wide else 16)

    def leave(self) -> None:
        """Keep the remarks that are half-written."""
        self.remark.keep()

    # --- figures and their records ---

    def show_month(self, month: Month, area: str | None) -> None:
        """Show a month; its figures stay where they are those shown, and are being counted where not."""
        if (month, area) != self._shows:
            self._shows, self._part = (month, area), None
            self._show_figures()
            self.records.wait()
        self._show_remark()

    def show_part(self, part: Part) -> None:
        """Show the figures of the month."""
        self._part = part
        self._show_figures()
        self._show_records(self.figures.current)

    def _show_figures(self) -> None:
        if self._shows is not None:
            self.figures.show_figures(heads(self._shows[0]), lines(self._part))

    def _show_records(self, key: str) -> None:
        if self._part is not None:
            self.records.show_behind(MonthBehind(self._desk, Figure(key), self._part))

    def _choose_figure(self, key: str) -> None:
        if self._writing:
            self._writing = False
            self._tell_remark()
        self._show_records(key)

    def _open_figure(self, key: str) -> None:
        """Go to exactly the records behind a figure, in their own room."""
        if self._part is None:
            return
        figure, month = Figure(key), self._part.facts.month
        place = self._place_of(figure, self._part, f"{month.number}月の月報 {figure.label}")
        if place is not None:
            self.wanted.emit(place)

    def _place_of(self, figure: Figure, part: Part, because: str) -> Place | None:
        if figure.is_of_people:
            return Place(room=Room.PEOPLE, only=people(figure, part.members), because=because)
        self._choose_figure(figure.value)
        month = part.facts.month
        if figure.is_of_work:
            only = [line.id for line in self._desk.reports.work_behind(figure, part)]
            return list_place(WORK_KINDS[figure], only, because, month)
        only = [line.id for line in self._desk.reports.visits_behind(figure, part)]
        return Place(room=Room.VISITS, month=month, only=tuple(only), because=because)

    # --- remarks ---

    def _show_remark(self) -> None:
        """Show the month's remarks; where some are being written for it, they are left alone."""
        if self._shows is None:
            return
        if self.remark.shows != self._shows:
            self.remark.show_month(*self._shows)
            self._writing = self.remark.unsaved
        elif not self.remark.unsaved:
            self.remark.show_month(*self._shows)
        self._tell_remark()

    def _tell_remark(self) -> None:
        begins = self.remark.begins
        self.remark_begins.setText(shortened(begins) or "まだありません")
        self.write.set_words("特記事項を直す" if begins else "特記事項を書く")
        self._remark_line.setVisible(not self._writing)
        self._lower.setCurrentWidget(self.remark if self._writing else self.records)

    def _write_remark(self) -> None:
        self._writing = True
        self._tell_remark()
        self.remark.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_remark(self) -> None:
        self._writing = False
        self._tell_remark()
        if self._part is not None:
            self._show_records(self.figures.current)
        self.write.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remark_saved(self) -> None:
        self._close_remark()
        self.said.emit("特記事項を保存しました")
        self.remarked.emit()
