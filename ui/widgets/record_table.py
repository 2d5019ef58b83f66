"""RecordTable: a list of records as its columns say, sorted and filtered in memory, worked by keys alone."""

from collections.abc import Callable, Sequence
from typing import Any, cast

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.theme import set_role, theme
from ui.widgets.manners import composing
from ui.widgets.record_cells import CellPainter
from ui.widgets.record_model import RecordModel
from watchdesk.columns import Column

_MEASURED = 200
"""Rows whose texts are measured for the widths of the columns."""


class RecordTable(QTableView):
    """Rows of any frozen record, shown by ``columns``; ``name`` is what a screen reader calls the list.

    ``opened(row)``: Enter on a row, a press on its last column's word, or a double click. ``current_changed(row)``:
    another row is current (None when there is none). ``shown_changed(count)``: how many rows are left by the filter.
    ``opens`` is the word in the last column that opens a row with one press (開く, 見る); empty leaves it out.
    A cell with a tone is a badge; the tone ``soft`` is a normal state in plain grey, none is ink.
    ``identity`` tells rows apart, so that the current row stays the same one after ``set_rows``.

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
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._identity = identity or (lambda row: getattr(row, "id", row))
        self._hidden: frozenset[str] = frozenset()
        self._records = RecordModel(columns, opens, self)
        self.setModel(self._records)
        self.setItemDelegate(CellPainter(self))
        self.setAccessibleName(name)
        self._behave()
        self._measure()
        self.clicked.connect(self._press)
        self.doubleClicked.connect(self._open_index)
        self.selectionModel().currentRowChanged.connect(self._tell_current)
        theme().changed.connect(self._measure)

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show these rows, in this order until sorted; filter, sort order and current row stay."""
        current = self.row()
        self._records.set_rows(rows)
        self._restore(current)
        self._spread()
        self.shown_changed.emit(len(self._records.shown))

    def set_filter(self, keeps: Callable[[Any], bool] | None) -> None:
        """Show only rows that ``keeps`` is true of; None shows all."""
        current = self.row()
        self._records.set_filter(keeps)
        self._restore(current)
        self.shown_changed.emit(len(self._records.shown))

    def sort_by(self, title: str, *, descending: bool = False) -> None:
        """Sort by the column of a title. Raises KeyError for a title that is not there."""
        titles = [column.title for column in self._records.columns]
        if title not in titles:
            raise KeyError(title)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(titles.index(title), order)

    def hide_columns(self, titles: frozenset[str]) -> None:
        """Leave columns out (where the page is narrow); an empty set shows all."""
        self._hidden = titles
        for place, column in enumerate(self._records.columns):
            self.setColumnHidden(place, column.title in titles)
        self._spread()

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
        lines = look.em(3.1) if self._records.two_lines else look.em(2.3)
        self.verticalHeader().setMinimumSectionSize(look.em(2))
        self.verticalHeader().setDefaultSectionSize(lines)
        self.setMinimumHeight(look.em(2.25) + 2 * lines)
        self._spread()

    def _spread(self) -> None:
        """Give each column what its head and first rows need, and share out what is left by the columns' wishes."""
        shown = [place for place in range(self._records.columnCount()) if not self.isColumnHidden(place)]
        wanted = {place: self._wanted(place) for place in shown}
        left = self.viewport().width() - sum(wanted.values())
        wishes = {place: self._records.columns[place].width for place in shown}
        for place in shown:
            extra = left * wishes[place] // max(1, sum(wishes.values())) if left > 0 else 0
            self.setColumnWidth(place, wanted[place] + extra)

    def _wanted(self, place: int) -> int:
        column = self._records.columns[place]
        look = theme()
        head = QFontMetrics(look.font("head")).horizontalAdvance(column.title) + look.em(1.2 + 1.2)
        painter = cast(CellPainter, self.itemDelegate())
        rows = self._records.shown[:_MEASURED]
        cells = max((painter.width_of(column, row) for row in rows), default=look.em(column.width))
        return max(head, min(cells, look.em(2.5 * column.width)))

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


_CHORD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
