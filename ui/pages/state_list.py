"""StateList: a list by its states with the chosen record beside it: how both fit the room there is."""

from dataclasses import dataclass

from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.pages.page import Shape
from ui.pages.state_filter import StateFilter
from ui.theme import set_size
from ui.widgets.record_table import RecordTable

_DOWN, _ACROSS = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight


@dataclass(frozen=True, slots=True, kw_only=True)
class StateList:
    """The parts of such a page: its head, the filter, the list (``listed``: or what stands in its place).

    ``body`` holds the list and the record; ``middle``: em of height of the list in the middle shape.
    """

    head: QBoxLayout
    body: QBoxLayout
    filter: StateFilter
    table: RecordTable
    listed: QWidget
    middle: float = 12

    def reshape(self, shape: Shape) -> None:
        """The record below the list where room is short; a card for each row where it is narrow."""
        wide, narrow = shape is Shape.WIDE, shape is Shape.NARROW
        self.head.setDirection(_DOWN if narrow else _ACROSS)
        self.body.setDirection(_ACROSS if wide else _DOWN)
        self.filter.choice.stand_in(not wide)
        self.table.show_cards(narrow)
        set_size(self.listed, min_height=11 if wide else 15 if narrow else self.middle)
