"""RowMarks: rows of a list marked by the space bar, for what is then done with all of them at once."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from ui.widgets.manners import composing
from ui.widgets.record_table import RecordTable


class RowMarks(QObject):
    """The space bar marks the current row or takes its mark away, Ctrl+A marks all that are shown, or none again.

    Boxes stand in the list as long as something is marked; a press on one marks too. Marks stay with their records
    while the list is narrowed, sorted and read again. ``changed`` after each mark by the user.
    """

    changed = Signal()

    def __init__(self, table: RecordTable) -> None:
        super().__init__(table)
        self._table = table
        self._ids: dict[object, None] = {}
        table.installEventFilter(self)
        table.viewport().installEventFilter(self)

    @property
    def ids(self) -> tuple[Any, ...]:
        """What is marked, in the order in which it was."""
        return tuple(self._ids)

    def toggle(self) -> None:
        """Mark the current row, or take its mark away."""
        row = self._table.row()
        if row is not None:
            self._turn([row.id], marked=row.id not in self._ids)

    def toggle_all(self) -> None:
        """Mark all rows that are shown; where they all are, none of them."""
        shown = [row.id for row in self._table.rows()]
        if shown:
            self._turn(shown, marked=not all(one in self._ids for one in shown))

    def clear(self) -> None:
        """Take all marks away."""
        self._turn(self.ids, marked=False)

    def keep(self, ids: Iterable[object]) -> None:
        """Take the marks of those away who are not among these any more."""
        still = set(ids)
        gone = [one for one in self._ids if one not in still]
        if gone:
            self._turn(gone, marked=False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hear the keys of the list, and presses on a box."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is self._table:
            return self._hears(event)
        pressed = isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress
        if pressed and watched is self._table.viewport() and isinstance(event, QMouseEvent):
            return self._press(event)
        return False

    def _hears(self, event: QKeyEvent) -> bool:
        if composing(self._table):
            return False
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.toggle()
            return True
        if event.key() == Qt.Key.Key_A and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.toggle_all()
            return True
        return False

    def _press(self, event: QMouseEvent) -> bool:
        at = event.position().toPoint()
        if event.button() != Qt.MouseButton.LeftButton or not self._table.is_on_mark(at):
            return False
        self._table.setCurrentIndex(self._table.indexAt(at))
        self.toggle()
        return True

    def _turn(self, ids: Iterable[object], *, marked: bool) -> None:
        for one in ids:
            if marked:
                self._ids[one] = None
            else:
                self._ids.pop(one, None)
        self._table.show_marks((lambda row: row.id in self._ids) if self._ids else None)
        self.changed.emit()
