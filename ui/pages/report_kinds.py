"""ReportKinds: which report is looked at; each has a page of its own in this room."""

from PySide6.QtWidgets import QWidget

from ui.pages.room_tabs import Kinds, RoomTabs
from ui.places import Room

KINDS: Kinds = (
    (Room.REPORTS, "月報"),
    (Room.ACTIVITY_COUNT, "活動件数集計報告書"),
    (Room.SHEETS, "ほかの報告書・用紙"),
)
"""The reports of the room, in order."""


class ReportKinds(RoomTabs):
    """``ReportKinds(Room.REPORTS)`` stands on that report's page."""

    def __init__(self, here: Room, parent: QWidget | None = None) -> None:
        super().__init__(KINDS, "報告書の種類", here, parent)
