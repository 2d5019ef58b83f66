"""SortField: by what a list is sorted, for the shapes in which not every column has a head to press."""

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtWidgets import QWidget

from ui.widgets.boxes import row, words
from ui.widgets.choice_field import ChoiceField
from ui.widgets.record_table import RecordTable

_NONE: Mapping[str, str] = MappingProxyType({})


class SortField(QWidget):
    """「並び順」 with the titles of a table's columns; it follows what is pressed on the heads too.

    ``always``: titles with the words of their order, offered first and whether or not their columns are shown.
    """

    def __init__(self, table: RecordTable, always: Mapping[str, str] = _NONE, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table, self._always = table, always
        self.choice = ChoiceField("並び順", (), optional=False)
        self.setLayout(row(words("並び順", "head"), self.choice, gap=0.5))
        self.choice.edited.connect(self._sort)
        table.horizontalHeader().sortIndicatorChanged.connect(self._follow)
        self.offer()

    def offer(self) -> None:
        """Offer the columns that are there now."""
        others = ((title, title) for title in self._table.titles if title not in self._always)
        self.choice.set_choices((*((title, f"{title}（{told}）") for title, told in self._always.items()), *others))
        self._follow()

    def _sort(self) -> None:
        title = self.choice.value()
        if title is not None:
            self._table.sort_by(title)

    def _follow(self) -> None:
        title = self._table.sorted_by
        if self.choice.findData(title) >= 0:
            self.choice.set_value(title)
