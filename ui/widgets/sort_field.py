"""SortField: by what a list is sorted, for the shapes in which not every column has a head to press."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.widgets.boxes import row, words
from ui.widgets.choice_field import ChoiceField
from ui.widgets.record_table import RecordTable


class SortField(QWidget):
    """「並び順」 with the titles of a table's columns; it follows what is pressed on the heads too."""

    def __init__(self, table: RecordTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self.choice = ChoiceField("並び順", (), optional=False)
        self.setLayout(row(words("並び順", "head"), self.choice, gap=0.5))
        self.choice.edited.connect(self._sort)
        table.horizontalHeader().sortIndicatorChanged.connect(self._follow)
        self.offer()

    def offer(self) -> None:
        """Offer the columns that are there now."""
        self.choice.set_choices(tuple((title, title) for title in self._table.titles))
        self._follow()

    def _sort(self) -> None:
        title = self.choice.value()
        if title is not None:
            self._table.sort_by(title)

    def _follow(self) -> None:
        place = self._table.horizontalHeader().sortIndicatorSection()
        title = self._table.model().headerData(place, Qt.Orientation.Horizontal) if place >= 0 else None
        if title in self._table.titles:
            self.choice.set_value(title)
