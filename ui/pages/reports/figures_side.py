"""FiguresSide: the month's figures, the records behind the one that is chosen, and the remarks on the month."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from ui.pages.numbers.behind import told_over
from ui.pages.numbers.records import RecordsPanel
from ui.pages.numbers.ways import list_place
from ui.pages.reports.behind import MonthBehind, PastBehind, opens, rate_told
from ui.pages.reports.figure_lines import ReadBeside, ReadProposal, Shown, Standing, heads
from ui.pages.reports.remark import ReadNamed, RemarkPanel, shortened
from ui.pages.reports.stale import ReadStale
from ui.places import Place, Room
from ui.tasks import Task, start
from ui.theme import set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, frame, row, words
from ui.widgets.figure_list import FigureList
from ui.widgets.pdf_view import PdfView
from ui.widgets.scroll import bring_into_sight
from ui.widgets.strip import Strip
from watchdesk.desk import Beside, Desk, Part
from watchdesk.domain.behind import WORK_KINDS, Figure
from watchdesk.domain.counted import Counted
from watchdesk.domain.figure_place import RATE_KEY, FigurePlace
from watchdesk.domain.made_of import Side
from watchdesk.domain.month import Month
from watchdesk.domain.remark import names_told

_SAVED = "特記事項を保存しました"
_SAVED_CLOSED = "特記事項を保存しました。締めてある月なので、次の訂正版からのります"
_NAMED = "数字のページにも印刷されるので、消すまで、数字のページだけは渡せません。"
_UNSAVED = "書きかけで、まだ月報に入っていません"


class FiguresSide(QWidget):
    """``show_month(month, area)``, then ``show_part(part)`` once they are counted; ``area`` None: the home area, ward.

    ``wanted(Place)``: a figure or a record is opened. ``said(sentence)``; ``remarked``: the remarks were saved.
    ``found``: a figure was pressed on the pages of ``view``; its line and its records are shown here.
    """

    wanted = Signal(object)
    said = Signal(str)
    remarked = Signal()
    found = Signal()

    def __init__(self, desk: Desk, view: PdfView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._view = desk, view
        view.tell = self._tell_figure
        self._shows: tuple[Month, str | None] | None = None
        self._part: Part | None = None
        self._areas: dict[str, Part] = {}
        self._shown = Shown()
        self._counted: dict[str, Counted] = {}
        self._every: dict[str, Standing] = {}
        self._unfolded: set[str] = set()
        self._wide = True
        self._task: Task | None = None
        self._opening: Task | None = None
        self._writing = False
        self._build()
        self._connect()

    def _build(self) -> None:
        self.figures = FigureList("ひと月の数", scrolls=True)
        self.records = RecordsPanel()
        self.remark = RemarkPanel(self._desk)
        self._lower = _Lower()
        self._lower.addWidget(self.records)
        self._lower.addWidget(self.remark)
        self._lower.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.remark_begins = words("", voice="soft")
        self.remark_unsaved = words(_UNSAVED, "strong", "care")
        self.write = ActionButton("特記事項を書く", "pen-line", "F2", kind="low")
        self._remark_line = frame(
            row(
                words("特記事項", "strong"),
                self.remark_begins,
                self.remark_unsaved,
                STRETCH,
                self.write,
                margins=(0.2, 0.65),
            )
        )
        self.named = Strip()
        self._parts = column(self.figures, self.named, self._remark_line, self._lower, gap=0.5)
        self._parts.setStretch(0, 1)
        self.setLayout(self._parts)

    def _connect(self) -> None:
        self.figures.chosen.connect(self._choose_figure)
        self.figures.pressed.connect(self._show_below)
        self.figures.opened.connect(self._open_figure)
        self.figures.unfolding.connect(self._unfold)
        self.records.wanted.connect(self.wanted)
        self._view.figure_pressed.connect(self._find_figure)
        self.write.clicked.connect(self._write_remark)
        self.remark.saved.connect(self._remark_saved)
        self.remark.closed.connect(self._close_remark)
        self.remark.wanted.connect(self._propose)

    @property
    def focused(self) -> QWidget | None:
        """Where a user who comes back goes on writing; None where nothing is half-written."""
        return self.remark.text if self._writing else None

    def reshape(self, *, wide: bool) -> None:
        """Beside the pages, or alone in its place."""
        self._wide = wide
        set_size(self.figures, min_height=11 if wide else self.figures.height_in_em)
        set_size(self._lower, min_height=8.5 if wide else 16)

    def leave(self) -> None:
        """Keep the remarks that are half-written; whoever goes away does not want to be led elsewhere any more."""
        self._stop_opening()
        self.remark.keep()

    # --- figures and their records ---

    def show_month(self, month: Month, area: str | None) -> None:
        """Show a month; its figures stay where they are those shown, and are being counted where not."""
        if (month, area) != self._shows:
            self._shows, self._part, self._shown = (month, area), None, Shown()
            self._areas = {}
            self.named.clear()
            self._tell_closed()
            self._forget()
            self._show_figures()
            self.records.wait()
        self._show_remark()

    def show_part(self, part: Part, every: Sequence[Part] = ()) -> None:
        """Show the figures of the month; what stands beside them follows once it is read.

        ``every``: the parts of the report that is made; its pages tell figures of all of them.
        """
        self._part = part
        self._areas = {one.area: one for one in every if one.area is not None}
        beside = self._shown.beside
        self._shown = Shown(part=part, words=self._desk.figures.words(part), beside=beside)
        self._show_figures()
        self.figures.choose(self.figures.current)
        self._show_records(self.figures.current)
        self._tell_closed()
        self._read_named()
        self._forget()
        self._task = start(ReadBeside(self._desk, part), self)
        self._task.done.connect(self._take_beside)

    def _take_beside(self, beside: Beside) -> None:
        self._task = None
        self._shown = replace(self._shown, beside=beside)
        self._show_figures()

    def _forget(self) -> None:
        task, self._task = self._task, None
        if task is not None:
            task.drop()

    def _show_figures(self) -> None:
        if self._shows is None:
            return
        lines = self._shown.lines(self._unfolded)
        self._counted = {counted.key: counted for counted, _ in lines}
        self._every = self._shown.every()
        self.figures.show_figures(heads(self._shows[0]), [line for _, line in lines])
        self.reshape(wide=self._wide)  # alone in its place it is as high as its lines

    def _unfold(self, key: str) -> None:
        """Show the parts of a figure below it, or put them away."""
        self._unfolded ^= {key}
        self._show_figures()
        self._show_records(self.figures.current)

    @property
    def _side(self) -> Side:
        return list(Side)[self.figures.column]

    def _show_records(self, key: str) -> None:
        if self._part is not None:
            self.records.show_behind(self._behind(self._counted[key], self._side))

    def _tell_figure(self, place: FigurePlace) -> str:
        """What a figure on the pages counts, its number and its records; a rate with the two that make it."""
        asked, line = self._asked(place), self._line_of(place)
        if asked is None:
            return ""
        if place.ref.key == RATE_KEY:
            return rate_told(asked)
        other = line.other if line is not None and not place.ref.column else ""
        return told_over(asked, other)

    def _asked(self, place: FigurePlace) -> MonthBehind | None:
        """What a figure on the pages asks for; a rate for those it counts, a bar for the people of its month."""
        key, column, _, area, month = place.ref
        part = self._areas.get(area) if area else self._part
        if part is None:
            return None
        counted = self._shown.words.counted(Figure.CONFIRMED.value if key == RATE_KEY else key)
        whose = part.facts.place if area else ""
        if month:
            return PastBehind(self._desk, counted, part, Month.parse(month), place=whose)
        return MonthBehind(self._desk, counted, part, list(Side)[column], place=whose)

    def _line_of(self, place: FigurePlace) -> Standing | None:
        """The line of a figure on the pages; those of other months and areas, and mere sums, have none."""
        key, _, _, area, month = place.ref
        return None if area or month else self._every.get(Figure.CONFIRMED.value if key == RATE_KEY else key)

    def _find_figure(self, place: FigurePlace) -> None:
        """Show a figure pressed on the pages, at its line where it has one, with its records below.

        Where room is short these are opened, for here they stand far below.
        """
        asked, line = self._asked(place), self._line_of(place)
        if asked is None:
            return
        self.found.emit()
        if line is not None:
            self._unfolded |= set(line.above)
            self._show_figures()
            self.figures.come_to(line.counted.key, place.ref.column)
        else:
            self._end_writing()
            self.figures.let_go()
            self.records.show_behind(asked)
        if not self._wide and opens(asked.counted):
            self._open(asked)

    def _behind(self, counted: Counted, side: Side) -> MonthBehind:
        """What is behind a figure of the part that is shown."""
        assert self._part is not None  # noqa: S101  # only asked once there is one
        beside = self._shown.beside
        criteria = beside.criteria if beside is not None and side is Side.MONTH else None
        return MonthBehind(self._desk, counted, self._part, side, criteria)

    def _choose_figure(self, key: str) -> None:
        self._end_writing()
        self._show_records(key)

    def _show_below(self) -> None:
        """What is behind the figure that was pressed; where room is short it stands far below."""
        if not self._wide:
            bring_into_sight(self._lower)

    def _end_writing(self) -> None:
        if self._writing:
            self._writing = False
            self._tell_remark()

    def _open_figure(self, key: str) -> None:
        """Go to exactly the records behind a figure, in their own room."""
        if self._part is not None:
            self._open(MonthBehind(self._desk, self._counted[key], self._part, self._side))

    def _open(self, asked: MonthBehind) -> None:
        self._stop_opening()
        self._opening = start(asked, self)
        self._opening.done.connect(lambda lines: self._go(asked, tuple(line.id for line in lines)))

    def _go(self, asked: MonthBehind, only: tuple[str, ...]) -> None:
        self._opening = None
        figure, month = asked.counted.figure, asked.part.facts.month
        because = f"{month.number}月の月報 {asked.title}"
        where = {Side.MONTH: month, Side.PREVIOUS: month.previous, Side.LAST_YEAR: month.year_before}.get(asked.side)
        place: Place | None = Place(room=Room.VISITS, month=where, only=only, because=because)
        if figure.is_of_people:
            place = Place(room=Room.PEOPLE, only=only, because=because)
        elif figure.is_of_work:
            place = list_place(WORK_KINDS[figure], only, because, where)
        if place is not None:
            self.wanted.emit(place)

    def _stop_opening(self) -> None:
        task, self._opening = self._opening, None
        if task is not None:
            task.drop()

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

    def write_remark(self) -> None:
        """Open the remarks for writing."""
        self._write_remark()

    def _read_stale(self) -> None:
        """Which sentences agree no longer with the month, while the remarks are open."""
        if self._shows is None:
            return
        shows, task = self._shows, start(ReadStale(self._desk, *self._shows), self)
        task.done.connect(lambda found: self.remark.show_stale(found) if shows == self._shows else None)

    def _read_named(self) -> None:
        """Whether somebody of the register is named in the remarks that are kept: they stand by the figures alone."""
        if self._shows is None:
            return
        shows, task = self._shows, start(ReadNamed(self._desk, *self._shows), self)
        task.done.connect(lambda found: self._tell_named(found) if shows == self._shows else None)

    def _tell_named(self, found: tuple[str, ...]) -> None:
        self.named.say(_NAMED if found else "", "care", lead=names_told(found) if found else "")

    def _tell_closed(self) -> None:
        facts = self._part.facts if self._part is not None else None
        closed = facts is not None and facts.issue is not None
        self.remark.tell_closed(closed=closed, outdated=facts is not None and facts.outdated)

    def _tell_remark(self) -> None:
        begins = self.remark.begins
        self.remark_begins.setText(shortened(begins) or "まだありません")
        self.remark_begins.setVisible(not self.remark.unsaved)  # half a line has no room for both
        self.remark_unsaved.setVisible(self.remark.unsaved)
        self.write.set_words("特記事項を直す" if begins else "特記事項を書く")
        self._remark_line.setVisible(not self._writing)
        self._lower.setCurrentWidget(self.remark if self._writing else self.records)
        self._parts.setStretchFactor(self._lower, 2 if self._writing else 1)

    def _write_remark(self) -> None:
        self._writing = True
        self._tell_remark()
        self._read_stale()
        self.remark.text.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self._wide:
            bring_into_sight(self._lower)

    def _propose(self) -> None:
        """Read a first proposal from the month's figures; until they are counted there is none."""
        if self._part is None:
            self.remark.wait()
            return
        part, task = self._part, start(ReadProposal(self._desk, self._part), self)
        task.done.connect(lambda offered: self.remark.propose(offered) if part is self._part else None)

    def _close_remark(self) -> None:
        self._writing = False
        self._tell_remark()
        if self._part is not None:
            self._show_records(self.figures.current)
        self.write.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remark_saved(self) -> None:
        self._close_remark()
        is_closed = self._part is not None and self._part.facts.issue is not None
        self.said.emit(_SAVED_CLOSED if is_closed else _SAVED)
        self.remarked.emit()


class _Lower(QStackedWidget):
    """What stands below the figures takes the room that is left, however high its words would like to be."""

    def hasHeightForWidth(self) -> bool:
        return False
