"""RecordTable: a list of records as its columns say, sorted and filtered in memory, worked by keys alone."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, cast

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.theme import set_role, theme
from ui.widgets.column_room import Wish, staying, widths
from ui.widgets.manners import composing
from ui.widgets.record_cards import CARD, FOLD
from ui.widgets.record_cells import MARK, CellPainter
from ui.widgets.record_model import RecordModel
from ui.widgets.scroll import keep_in_sight
from watchdesk.columns import ALWAYS, Column, alone

_MEASURED = 200
"""Rows whose texts are measured for the widths of the columns."""


_BADGE = 3.0
"""Em that a state wants beside its words, for its icon and the ground around: 気になる cut short says nothing."""


class RecordTable(QTableView):
    """Rows of any frozen record, shown by ``columns``; ``name`` is what a screen reader calls the list.

    ``opened(row)``: Enter on a row, a press on its last column's word, or a double click. ``current_changed(row)``:
    another row is current (None when there is none). ``shown_changed(count)``: how many rows are left by the filter.
    ``opens`` is the word in the last column that opens a row with one press (開く, 見る); empty leaves it out.
    A cell with a tone is a badge; the tone ``soft`` is a normal state in plain grey, none is ink.
    ``identity`` tells rows apart, so that the current row stays the same one after ``set_rows``.
    With ``folds`` no column is cut off where room is short: the least important stand in a line below the row
    (``Column.importance``). ``show_cards`` makes each row a card, without heads, for the narrow window.

    Keys: arrows, Page, Home, End move the row; ← → move to another column, whose head is then marked, and Space sorts
    by it (once more: the other way round); Tab leaves. Sorting by the mouse is a press on the head.
    """

    opened = Signal(object)
    current_changed = Signal(object)
    shown_changed = Signal(int)

    def __init__(
        self,
        columns: tuple[Column[Any], ...],
        name: str,
        *,
        opens: str = "",
        identity: Callable[[Any], object] | None = None,
        folds: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._identity = identity or (lambda row: getattr(row, "id", row))
        self._folds, self._cards, self._headless = folds, False, False
        self._hidden: frozenset[str] = frozenset()
        self._folded: tuple[int, ...] = ()
        self._records = RecordModel(columns, opens, self)
        self._columns = self._records.columns
        self._lead = next((place for place, column in enumerate(columns) if column.above), 0)
        self.setModel(self._records)
        self.setItemDelegate(CellPainter(self))
        self.setAccessibleName(name)
        self._behave()
        self._measure()
        self.clicked.connect(self._press)
        self.doubleClicked.connect(self._open_index)
        self.selectionModel().currentRowChanged.connect(self._tell_current)
        theme().changed.connect(self._measure)

    def set_rows(self, rows: Sequence[Any], keeps: Callable[[Any], bool] | None = None) -> None:
        """Show these rows, in this order until sorted; filter, sort order and current row stay.

        ``keeps`` is another filter, for these rows: so both cost one pass.
        """
        current = self.row()
        self._records.set_rows(rows, keeps or self._records.keeps)
        self._restore(current)
        self._spread()
        self.shown_changed.emit(len(self._records.shown))

    def set_filter(self, keeps: Callable[[Any], bool] | None) -> None:
        """Show only rows that ``keeps`` is true of; None shows all."""
        current = self.row()
        self._records.set_filter(keeps)
        self._restore(current)
        self.shown_changed.emit(len(self._records.shown))

    def set_columns(self, columns: tuple[Column[Any], ...], hidden: frozenset[str] = frozenset()) -> None:
        """Show other columns, in this order, but those of the titles ``hidden``; rows, filter, current row stay.

        So does what the rows are sorted by, where a column of that title is still there: a hidden one will do.
        """
        current, head = self.row(), self.horizontalHeader()
        place = next((at for at, column in enumerate(columns) if column.title == self.sorted_by), -1)
        self._columns = self._records.set_columns(columns, place)
        self._lead = next((place for place, column in enumerate(columns) if column.above), 0)
        self._hidden, self._folded = hidden, ()
        head.blockSignals(True)  # the rows are in this order already
        head.setSortIndicator(place, head.sortIndicatorOrder())
        head.blockSignals(False)
        self._measure()
        self._restore(current)

    @property
    def sorted_by(self) -> str:
        """Title of the column that the rows are sorted by; empty for the order in which they were given."""
        place = self.horizontalHeader().sortIndicatorSection()
        return self._columns[place].title if 0 <= place < len(self._columns) else ""

    def sort_by(self, title: str, *, descending: bool = False) -> None:
        """Sort by the column of a title. Raises KeyError for a title that is not there."""
        titles = [column.title for column in self._records.columns]
        if title not in titles:
            raise KeyError(title)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(titles.index(title), order)

    def setItemDelegate(self, delegate: QAbstractItemDelegate) -> None:
        super().setItemDelegate(delegate)
        self._tell_painter()

    def hide_columns(self, titles: frozenset[str]) -> None:
        """Leave columns out altogether, as those that say nothing; an empty set shows all."""
        self._hidden = titles
        self._spread()

    def show_cards(self, cards: bool) -> None:
        """Show each row as a card of three lines, or as a row."""
        if cards == self._cards:
            return
        head = self.horizontalHeader()
        if cards:
            self._headless = head.isHidden()
        self._cards = cards
        head.setVisible(not cards and not self._headless)
        self._measure()

    def show_marks(self, holds: Callable[[Any], bool] | None) -> None:
        """Show a box before each row, ticked where ``holds`` is true of it; None takes the boxes away."""
        painter = cast(CellPainter, self.itemDelegate())
        before, painter.marked = painter.marked, holds
        if (before is None) != (holds is None):
            self._spread()
        self.viewport().update()

    def is_on_mark(self, at: QPoint) -> bool:
        """Whether a place of the viewport is on the box of a row."""
        painter = cast(CellPainter, self.itemDelegate())
        left = 0 if self._cards else self.columnViewportPosition(painter.first_shown())
        on_box = painter.marked is not None and left <= at.x() <= left + theme().em(MARK)
        return on_box and self.indexAt(at).isValid()

    @property
    def cards(self) -> bool:
        """Whether each row is a card."""
        return self._cards

    @property
    def folded(self) -> tuple[str, ...]:
        """Titles of the columns without a place of their own, which stand below their row or on its card."""
        return tuple(self._columns[place].title for place in self._folded)

    @property
    def titles(self) -> tuple[str, ...]:
        """Titles of all columns that are not left out: by these the list can be sorted."""
        return tuple(column.title for column in self._columns if column.title and column.title not in self._hidden)

    def row(self) -> Any | None:
        """The current row, None when there is none."""
        place = self.currentIndex().row()
        return self._records.shown[place] if 0 <= place < len(self._records.shown) else None

    def rows(self) -> list[Any]:
        """The rows shown, in the order shown: what a print or an export of this list holds."""
        return list(self._records.shown)

    def select(self, identity: object) -> bool:
        """Make the row of an identity current and scroll to it; False when it is not shown."""
        for place, row in enumerate(self._records.shown):
            if self._identity(row) == identity:
                self._go_to(place)
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if composing(self):
            event.ignore()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers() & _CHORD:
            self._open_index(self.currentIndex())
        elif event.key() == Qt.Key.Key_Space:
            self._sort_here()
        elif event.key() in {Qt.Key.Key_Home, Qt.Key.Key_End} and self._records.shown:
            self._go_to(0 if event.key() == Qt.Key.Key_Home else len(self._records.shown) - 1)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A drag selects nothing: rows are chosen one at a time."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._spread()

    def _behave(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setHighlightSections(True)
        head.setSectionsClickable(True)
        head.setMinimumSectionSize(8)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        set_role(head, "head")
        self.setSortingEnabled(True)

    def _measure(self) -> None:
        look = theme()
        lines = look.em(self._height())
        self.verticalHeader().setMinimumSectionSize(look.em(2))
        if lines != self.verticalHeader().defaultSectionSize():
            self.verticalHeader().setDefaultSectionSize(lines)
            self.scrollTo(self.currentIndex())  # rows of another height would push the current one out of sight
        head = 0 if self._cards or self.horizontalHeader().isHidden() else look.em(2.25)
        held = (self.property("emSizes") or {}).get("setMinimumHeight", 0)
        self.setMinimumHeight(max(head + (1 if self._cards else 2) * lines, look.em(held)))
        self._spread()

    def _height(self) -> float:
        """Height of a row in em."""
        if self._cards:
            return CARD
        return (3.1 if self._records.two_lines else 2.3) + (FOLD if self._folded else 0)

    def _spread(self) -> None:
        """Give each column what it needs and share out what is left; what finds no room folds."""
        here = [place for place, column in enumerate(self._columns) if column.title not in self._hidden]
        wishes = {} if self._cards else {place: self._wish(place) for place in here}
        room = self.viewport().width()
        stay = frozenset({self._lead}) if self._cards else staying(wishes, room) if self._folds else frozenset(here)
        self._fold(tuple(place for place in here if place not in stay and self._columns[place].title), stay)
        if self.verticalHeader().defaultSectionSize() != theme().em(self._height()):
            self._measure()  # spreads again, for higher rows may leave less room beside their scroll bar
            return
        if self._cards:
            self.setColumnWidth(self._lead, room)
            return
        shown = sorted(stay)
        least = room if self._folds else sum(wishes[place].want for place in shown)
        for place, width in zip(shown, widths([wishes[place] for place in shown], max(room, least)), strict=True):
            self.setColumnWidth(place, width)

    def _fold(self, folded: tuple[int, ...], stay: frozenset[int]) -> None:
        for place in range(len(self._columns)):
            if self.isColumnHidden(place) == (place in stay):
                self.setColumnHidden(place, place not in stay)
        if folded != self._folded:
            self._folded = folded
            self._speak_folded()
        self._tell_painter()
        current = self.currentIndex()
        if current.isValid() and self.isColumnHidden(current.column()):
            at = self._records.index(current.row(), self._lead)
            self.selectionModel().setCurrentIndex(at, QItemSelectionModel.SelectionFlag.NoUpdate)

    def _speak_folded(self) -> None:
        """Let the leading column say, to those who hear it, what has no column."""
        columns = list(self._columns)
        if self._folded:
            folded = tuple(self._columns[place] for place in self._folded)
            plain = self._columns[self._lead]
            columns[self._lead] = replace(plain, below=lambda row: _said(plain, folded, row))
        self._records.columns = tuple(columns)

    def _tell_painter(self) -> None:
        painter = cast(CellPainter, self.itemDelegate())
        columns = tuple(self._columns[place] for place in self._folded)
        painter.fold(self._lead, self._columns[self._lead], columns, cards=self._cards)
        self.viewport().update()

    def _wish(self, place: int) -> Wish:
        column = self._columns[place]
        look = theme()
        head = QFontMetrics(look.font("head")).horizontalAdvance(column.title) + look.em(1.2 + 1.2)
        painter = cast(CellPainter, self.itemDelegate())
        rows = self._records.shown[:_MEASURED]
        cells = max((painter.width_of(column, row) for row in rows), default=look.em(column.width))
        cells += look.em(1.3) if self._records.opens_at(place) else 0  # its sign ›
        first = next(at for at, other in enumerate(self._columns) if other.title not in self._hidden)
        cells += look.em(MARK) if painter.marked is not None and place == first else 0
        importance = column.importance if column.title and place != self._lead else ALWAYS
        return Wish(
            need=max(head, min(cells, look.em(column.width + (_BADGE if column.tone else 1.4)))),
            want=max(head, min(cells, look.em(2.5 * column.width))),
            importance=importance,
            weight=column.width,
        )

    def _restore(self, current: Any | None) -> None:
        if current is None or not self.select(self._identity(current)):
            self._go_to(0)

    def _go_to(self, place: int) -> None:
        if not self._records.shown:
            self._tell_current()
            return
        at = self._records.index(place, max(0, self.currentIndex().column()))
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(at, flags)
        self.scrollTo(at)

    def _sort_here(self) -> None:
        if self._cards:
            return
        place = max(0, self.currentIndex().column())
        head = self.horizontalHeader()
        again = head.sortIndicatorSection() == place and head.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
        head.setSortIndicator(place, Qt.SortOrder.DescendingOrder if again else Qt.SortOrder.AscendingOrder)

    def _press(self, at: QModelIndex) -> None:
        if self._records.opens_at(at.column()):
            self._open_index(at)

    def _open_index(self, at: QModelIndex) -> None:
        if at.isValid():
            self.opened.emit(self._records.shown[at.row()])

    def _tell_current(self) -> None:
        self.current_changed.emit(self.row())
        if self.hasFocus():
            keep_in_sight(self)


def _said(plain: Column[Any], folded: tuple[Column[Any], ...], row: Any) -> str:
    own = plain.below(row) if plain.below else ""
    return "、".join(text for text in (own, *(alone(column, row) for column in folded)) if text)


_CHORD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
