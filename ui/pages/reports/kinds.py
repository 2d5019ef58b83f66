"""ReportKinds: which report is looked at; each has a page of its own in this room."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabBar, QWidget

from ui.places import Place, Room
from ui.theme import set_role

KINDS: tuple[tuple[Room, str], ...] = (
    (Room.REPORTS, "月報"),
    (Room.ACTIVITY_COUNT, "活動件数集計報告書"),
    (Room.SHEETS, "ほかの報告書・用紙"),
)
"""The reports of the room, in order."""


class ReportKinds(QTabBar):
    """``ReportKinds(Room.REPORTS)`` stands on that report's page; ``wanted(Place)``: the other one is chosen."""

    wanted = Signal(object)

    def __init__(self, here: Room, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._here = [room for room, _ in KINDS].index(here)
        for _, title in KINDS:
            self.addTab(title)
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setAccessibleName("報告書の種類")
        set_role(self, "body")
        self.stay()
        self.currentChanged.connect(self._choose)

    def stay(self) -> None:
        """Mark this page's report."""
        self.blockSignals(True)
        self.setCurrentIndex(self._here)
        self.blockSignals(False)

    def _choose(self, at: int) -> None:
        if at != self._here:
            self.stay()
            self.wanted.emit(Place(room=KINDS[at][0]))
