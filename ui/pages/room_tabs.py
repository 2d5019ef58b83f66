"""RoomTabs: the pages of a room of the rail as tabs at the top of each of them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabBar, QWidget

from ui.places import Place, Room
from ui.theme import set_role

Kinds = tuple[tuple[Room, str], ...]
"""The pages of a room in order, each with its word."""


class RoomTabs(QTabBar):
    """``RoomTabs(kinds, name, here)`` stands on the page ``here``; ``wanted(Place)``: another one is chosen."""

    wanted = Signal(object)

    def __init__(self, kinds: Kinds, name: str, here: Room, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kinds = kinds
        self._here = [room for room, _ in kinds].index(here)
        for _, title in kinds:
            self.addTab(title)
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setAccessibleName(name)
        set_role(self, "body")
        self.stay()
        self.currentChanged.connect(self._choose)

    def stay(self) -> None:
        """Mark this page."""
        self.blockSignals(True)
        self.setCurrentIndex(self._here)
        self.blockSignals(False)

    def _choose(self, at: int) -> None:
        if at != self._here:
            self.stay()
            self.wanted.emit(Place(room=self._kinds[at][0]))
