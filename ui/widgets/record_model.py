"""RecordModel: rows and columns as Qt asks for them; it sorts and filters itself, in memory."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from watchdesk.columns import Align, Column

Index = QModelIndex | QPersistentModelIndex
_SERVED = frozenset(
    {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.TextAlignmentRole}
)
_NOWHERE = QModelIndex()


class RecordModel(QAbstractTableModel):
    """``shown`` are the rows left by the filter, in the order asked for; ``columns`` ends in the opening word's."""

    def __init__(self, columns: tuple[Column[Any], ...], opens: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._opens = opens
        self.columns = self._and_opening(columns)
        self.two_lines = any(column.above or column.below for column in columns)
        self.shown: list[Any] = []
        self._rows: list[Any] = []
        self._ordered: list[Any] = []
        self._keeps: Callable[[Any], bool] | None = None
        self._sorted: tuple[int, Qt.SortOrder] = (-1, Qt.SortOrder.AscendingOrder)

    def set_columns(self, columns: tuple[Column[Any], ...], sorted_by: int) -> tuple[Column[Any], ...]:
        """Take other columns; return them with the opening word's.

        ``sorted_by`` is now the place of the column by which the rows are sorted; −1 puts them in their own order.
        """
        self.beginResetModel()
        self.columns = self._and_opening(columns)
        self.two_lines = any(column.above or column.below for column in columns)
        self._sorted = (sorted_by, self._sorted[1])
        if sorted_by < 0:
            self._order()
        self.endResetModel()
        return self.columns

    def _and_opening(self, columns: tuple[Column[Any], ...]) -> tuple[Column[Any], ...]:
        opens = self._opens
        return (*columns, Column("", lambda row: opens, width=len(opens) + 2)) if opens else columns

    def set_rows(self, rows: Sequence[Any], keeps: Callable[[Any], bool] | None) -> None:
        """Take other rows, and another filter."""
        self.beginResetModel()
        self._rows, self._keeps = list(rows), keeps
        self._order()
        self.endResetModel()

    def set_filter(self, keeps: Callable[[Any], bool] | None) -> None:
        """Take another filter; the order stays, so that a key in a long list's filter costs one pass over it."""
        self.beginResetModel()
        self._keeps = keeps
        self._narrow()
        self.endResetModel()

    def opens_at(self, place: int) -> bool:
        """Whether the opening word stands in this column."""
        return bool(self._opens) and place == len(self.columns) - 1

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in _SERVED or not index.isValid():
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        row = self.shown[index.row()]
        return column.value(row) if role == Qt.ItemDataRole.DisplayRole else spoken(column, row)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title + self._room_for_arrow(section)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.columns[section].title
        return _alignment(self.columns[section]) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _room_for_arrow(self, section: int) -> str:
        """A blank behind a head at the right side: the arrow of the order is painted there, over the words else."""
        return "\u3000" if section == self._sorted[0] and self.columns[section].align is Align.END else ""

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort the rows shown by a column; Qt calls this when a head is pressed. −1 is the order of the rows given."""
        self._sorted = (column, order)
        self.layoutAboutToBeChanged.emit()
        held = [(at, id(self.shown[at.row()])) for at in self.persistentIndexList()]
        self._order()
        places = {id(row): place for place, row in enumerate(self.shown)} if held else {}
        for at, row in held:
            self.changePersistentIndex(at, self.index(places[row], at.column()))
        self.layoutChanged.emit()

    @property
    def keeps(self) -> Callable[[Any], bool] | None:
        """The filter."""
        return self._keeps

    def _order(self) -> None:
        self._ordered = self._in_order()
        self._narrow()

    def _narrow(self) -> None:
        keeps = self._keeps
        self.shown = [row for row in self._ordered if keeps(row)] if keeps else list(self._ordered)

    def _in_order(self) -> list[Any]:
        """All rows by the column asked for, those without a value last; without a column as they were given."""
        place, order = self._sorted
        if not 0 <= place < len(self.columns):
            return self._rows
        key = self.columns[place].sort_key or self.columns[place].value
        rows, keys = self._rows, [key(row) for row in self._rows]  # no pairs: so many would wake the cycle collector
        known = [at for at, value in enumerate(keys) if value is not None]
        known.sort(key=keys.__getitem__, reverse=order == Qt.SortOrder.DescendingOrder)
        unknown = [] if len(known) == len(rows) else [at for at, value in enumerate(keys) if value is None]
        return [rows[at] for at in (*known, *unknown)]


def spoken(column: Column[Any], row: Any) -> str:
    """What a screen reader says of a cell: all its lines."""
    lines = (column.above, column.value, column.below)
    return " ".join(text for text in (line(row) for line in lines if line) if text)


def _alignment(column: Column[Any]) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.align is Align.END else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
