"""EntryTable: the lines of a sheet in the paper's order, with the fields of the line at hand in its row."""

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from ui.pages.rounds.entry_fields import LineFields
from ui.pages.rounds.entry_words import ANSWER, NOTE, SIGNS, LineColumn
from ui.theme import theme
from ui.widgets.column_room import Wish
from ui.widgets.record_table import RecordTable

_WIDTHS = {
    "順": (2.4, 0),
    "氏名": (9.5, 1),
    "住所": (12.5, 1),
    ANSWER: (8.4, 0),
    SIGNS: (7.5, 2),
    NOTE: (9, 6),
    "方法": (5.2, 0),
}
"""Em that a column needs, and its part of the room that is left."""


class EntryTable(RecordTable):
    """A RecordTable that is never sorted; ``fields`` lie over the current row, and follow it."""

    def __init__(self, columns: tuple[LineColumn, ...], parent: QWidget | None = None) -> None:
        super().__init__(columns, "用紙の行", identity=lambda line: line.place, folds=True, parent=parent)
        self.setSortingEnabled(False)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setHighlightSections(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.fields: LineFields | None = None
        self.verticalScrollBar().valueChanged.connect(self.follow)
        self.current_changed.connect(self.follow)

    def hold(self, fields: LineFields) -> None:
        """Take the fields into the rows."""
        self.fields = fields
        for field in fields.all:
            field.setParent(self.viewport())
            field.show()
        self.follow()

    def follow(self) -> None:
        """Lay the fields over the columns of the current row."""
        if self.fields is None:
            return
        for title, field in zip((ANSWER, SIGNS, NOTE), self.fields.all, strict=True):
            place = self.place_of(title)
            field.setVisible(place.isValid())
            if place.isValid():
                field.setGeometry(place)

    def place_of(self, title: str) -> QRect:
        """Where a column's cell of the current row is, with room for the ring around it."""
        at = self.currentIndex()
        column = [one.title for one in self._columns].index(title)
        if not at.isValid():
            return QRect()
        cell = self.visualRect(self.model().index(at.row(), column))
        look = theme()
        high = min(cell.height() - look.em(0.3), look.em(2.6))
        return QRect(cell.x() + look.em(0.15), cell.y() + look.em(0.2), cell.width() - look.em(0.45), high)

    def _wish(self, place: int) -> Wish:
        """Widths that stay while lines fill: the eye finds the next field where the last one was."""
        need, weight = _WIDTHS[self._columns[place].title]
        look = theme()
        importance = self._columns[place].importance
        return Wish(need=look.em(need), want=look.em(need), importance=importance, weight=weight)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.follow()

    def updateGeometries(self) -> None:
        super().updateGeometries()
        if hasattr(self, "fields"):  # Qt asks for it while the list is still being made
            self.follow()

    def viewportEvent(self, event: QEvent) -> bool:
        done = super().viewportEvent(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.follow()
        return done

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys belong to the fields; what they do not want goes on to the page."""
        event.ignore()
