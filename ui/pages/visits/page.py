"""訪問記録: the visits of a month, narrowed as one types, each opened by Enter."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from ui.pages.page import Page, Shape
from ui.pages.reader import Reader
from ui.pages.visit.cells import VisitCells
from ui.pages.visits.drafts import VisitDrafts
from ui.pages.visits.filter import MonthChooser, VisitsFilter
from ui.pages.visits.rows import (
    AREA,
    COLUMNS,
    Read,
    Reading,
    Wanted,
    counted,
    elsewhere,
)
from ui.places import Place, Room
from ui.theme import Theme, set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.empty import Empty
from ui.widgets.filter_drawer import LOW, FilterDrawer
from ui.widgets.flow import Flow
from ui.widgets.record_table import RecordTable
from ui.widgets.scroll import Scroll
from ui.widgets.sort_field import SortField
from watchdesk.changed import Changed
from watchdesk.desk import Desk
from watchdesk.domain.definitions import SCREENS
from watchdesk.domain.era import show_month
from watchdesk.domain.lines import VisitLine
from watchdesk.domain.month import Month


class VisitsPage(Page):
    """The list of a month; ``Place.month`` shows that month, ``Place.only`` just those visits or people."""

    TITLE = "訪問記録"
    HELP = (
        "ひと月の訪問記録です。新しいものから並びます。"
        "書き直したり取り消したりするときは、記録を選んでEnterで開いてください。"
    )
    KEYS = (
        ("↑ ↓", "記録を選びます"),
        ("← →", "見出しを選びます。スペースで並べかえます"),
        ("Enter", "選んだ記録を開きます。書き直しと取り消しができます"),
        ("R", "選んだ方の訪問を、もう一つ記録します"),
        ("Ctrl+N", "記録する方を選びに行きます"),
        ("Ctrl+PgUp", "前の月を見ます。Ctrl+PgDownで次の月です"),
        ("Esc", "しぼり込みをやめます"),
    )
    NUMBERS = SCREENS["visits"]

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(desk, theme, parent)
        self._place = Place(room=Room.VISITS)
        self._shown: Read | None = None
        self._build()
        self.reader = Reader(self, self._reading, self.empty, "記録を読んでいます。")
        self.reader.taken.connect(self._take)
        self.months.chosen.connect(self._choose_month)
        self.drafts.wanted.connect(self.wanted)
        self.filter.changed.connect(self._narrow)
        self.filter.dropped.connect(self._drop_filter)
        self.drawer.dropped.connect(self._drop_filter)
        self.table.opened.connect(self._open)
        self.record.clicked.connect(self.main_action)
        self.open.clicked.connect(self._open_current)
        self.once_more.clicked.connect(self._record_current)
        self.empty.pressed.connect(self._answer_empty)

    def enter(self, place: Place) -> None:
        """Show the month of the place, else the one shown last, this month at first."""
        self._place = place
        if self.desk.home_area is None:
            self.filter.offer_areas(self.desk.codes.areas)
        self.months.show_month(place.month or self.months.month, Month.of(self.desk.today()))
        self.drafts.show_kept()
        self._narrow()
        self.reader.read()

    def reread(self, changed: Changed) -> None:
        """Read again; filter, order and current row stay."""
        if changed & (Changed.VISITS | Changed.PEOPLE):
            self.reader.read()

    def reshape(self, shape: Shape) -> None:
        """Fold columns where room is short; a card for each record, and the fields behind a button, where narrow."""
        wide = shape is Shape.WIDE
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._head.setDirection(down if shape is Shape.NARROW else across)
        self.filter.reshape(wide=wide)
        self.table.show_cards(shape is Shape.NARROW)
        set_size(self.table, min_height=11 if wide else 15 if shape is Shape.NARROW else 9.5)
        self._keys_told.setVisible(wide)
        self.sort.setVisible(not wide)
        self._fold_fields()
        for button in (self.open, self.once_more, self.record):
            button.hide_keys(not wide)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold_fields()

    def first_focus(self) -> QWidget | None:
        """The list, or what to do when it is empty."""
        if self._list.currentWidget() is self.table:
            return self.table
        return self.empty.button if self.empty.button.isVisibleTo(self) else self.months.before

    def regions(self) -> tuple[QWidget, ...]:
        """The month, the fields that narrow, then the list."""
        first = self.first_focus()
        fields = self.filter.text if self.filter.isVisible() else self.drawer.button
        return (self.months.before, fields, *((first,) if first is not None else ()))

    def _reading(self) -> Reading:
        """The month's records; those behind a figure of several months are read by themselves."""
        return Reading(self.desk, self.months.month, self._place.only if self._place.month is None else None)

    def main_action(self) -> None:
        """Go and choose whose visit is to be recorded."""
        self.wanted.emit(Place(room=Room.PEOPLE, asks=True))

    def _build(self) -> None:
        self.months = MonthChooser(Month.of(self.desk.today()))
        self.record = ActionButton("訪問を記録する", "clipboard-pen-line", "Ctrl+N", kind="main")
        top = row(words("訪問記録", "title"), self.months, STRETCH, gap=1)
        self._head = row(top, row(STRETCH, self.record), gap=0.75)
        self.drafts = VisitDrafts(self.desk)
        self.filter = VisitsFilter(() if self.desk.home_area else self.desk.codes.areas)
        self.drawer = FilterDrawer(self.filter, self.filter.text)
        self.count = words("", voice="soft", wrap=True)
        self.table = RecordTable(COLUMNS, "訪問記録の一覧", folds=True)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.hide_columns(frozenset({AREA}) if self.desk.home_area else frozenset())
        self.table.setItemDelegate(VisitCells(self.table, plain=frozenset({"氏名", "様子", "書きとめ"})))
        self.empty = Empty()
        self._list = QStackedWidget()
        self._list.addWidget(self.table)
        self._list.addWidget(self.empty)
        self._keys_told = words("↑ ↓ で記録を選びます。", "small", "soft")
        self.sort = SortField(self.table)
        self.open = ActionButton("この記録を開く", "book-open-text", "Enter", kind="low", only_shown=True)
        self.once_more = ActionButton("この方の訪問を記録する", "clipboard-pen-line", "R", kind="low")
        bar = Flow(self._keys_told, self.sort, self.open, self.once_more)
        layout = column(self._head, self.drafts, self.drawer, self.count, self._list, bar, gap=0.6, margins=(1, 1.5))
        layout.setStretch(4, 1)
        content = QWidget()
        content.setLayout(layout)
        self.setLayout(column(Scroll(content), gap=0))

    def _fold_fields(self) -> None:
        """Put the fields behind しぼる where the page is narrow or low."""
        low = self.height() / self.theme.em(1) < LOW
        self.drawer.fold(self.shape is Shape.NARROW or (self.shape is Shape.MIDDLE and low))

    @property
    def reading(self) -> bool:
        """Whether a month is being read."""
        return self.reader.reading

    def _choose_month(self, month: Month) -> None:
        self._place = Place(room=Room.VISITS, month=month)
        self.reader.read()

    def _take(self, read: Read) -> None:
        first = self._shown is None or not self._shown.lines
        first |= self._shown is not None and self._shown.month != read.month and bool(read.lines)
        self._shown = read
        if read.month is None:
            self.months.show_several()
        self.table.set_rows(read.lines)
        self._tell()
        writes = self.filter.isAncestorOf(self.focusWidget() or self) or self.writes_elsewhere()
        if first and self.isVisible() and not writes:
            self._focus_first()

    def _wanted(self) -> Wanted:
        only = None if self._place.only is None else frozenset(self._place.only)
        return self.filter.wanted(only)

    def _keeps(self) -> Callable[[VisitLine], bool] | None:
        wanted = self._wanted()
        return (lambda line: wanted.keeps(line, self._words_of(line))) if wanted.narrows else None

    def _words_of(self, line: VisitLine) -> str:
        return self._shown.folded.get(line.id, "") if self._shown is not None else ""

    def _narrow(self) -> None:
        self.table.set_filter(self._keeps())
        self._tell()

    def _tell(self) -> None:
        wanted = self._wanted()
        self.filter.show_drop(wanted=wanted.narrows)
        self.drawer.tell(wanted.count, drops=wanted.narrows)
        if self._shown is None:
            return
        lines, rows = self._shown.lines, self.table.rows()
        sentence = counted(lines, rows, wanted, self._place.because)
        month = show_month(self._shown.month or self.months.month)
        when = f"{month}は、" if self._shown.month is not None else "いくつかの月の記録です。"
        self.count.setText(f"{when}{sentence}{elsewhere(lines, self.desk.home_area)}")
        for button in (self.open, self.once_more):
            button.setVisible(bool(rows))
        self._list.setCurrentWidget(self.table if rows else self.empty)
        if not lines:
            self.empty.say(
                f"{month}の訪問記録は、まだありません。",
                "「訪問を記録する」で、はじめの記録を書けます。",
                button="訪問を記録する",
                icon="clipboard-pen-line",
            )
        elif not rows:
            self.empty.say(
                "この条件に当てはまる記録は、ありません。",
                f"{month}の記録は、全部で{len(lines)}件です。",
                button="しぼり込みをやめる",
                icon="search",
            )

    def _drop_filter(self) -> None:
        several = self._shown is not None and self._shown.month is None
        self._place = Place(room=Room.VISITS, month=self.months.month)
        if several:
            self.months.show_month(self.months.month, Month.of(self.desk.today()))
            self.reader.read()
        self.filter.clear()
        self._narrow()
        self._focus_first()

    def _answer_empty(self) -> None:
        if self._shown is not None and self._shown.lines:
            self._drop_filter()
        else:
            self.main_action()

    def _open(self, line: VisitLine) -> None:
        self.wanted.emit(Place(room=Room.VISIT, person_id=line.person_id, visit_id=line.id))

    def _open_current(self) -> None:
        line = self.table.row()
        if line is not None:
            self._open(line)

    def _record_current(self) -> None:
        line = self.table.row()
        if line is not None:
            self.wanted.emit(Place(room=Room.VISIT, person_id=line.person_id, new=True))

    def _focus_first(self) -> None:
        first = self.first_focus()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
