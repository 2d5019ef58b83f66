"""HandingKinds: the pages of the room 受け渡し: the ledger of what is out, what comes, and to whom things go."""

from PySide6.QtWidgets import QWidget

from ui.pages.room_tabs import Kinds, RoomTabs
from ui.places import Room

KINDS: Kinds = (
    (Room.COPIES, "写しの台帳"),
    (Room.HANDING, "ファイルを渡す"),
    (Room.RECEIVING, "受け取る"),
    (Room.RECEIVERS, "渡す相手"),
    (Room.PROFILES, "書き出しの形"),
)
"""The pages of the room, in order."""


class HandingKinds(RoomTabs):
    """``HandingKinds(Room.COPIES)`` stands on that page."""

    def __init__(self, here: Room, parent: QWidget | None = None) -> None:
        super().__init__(KINDS, "受け渡しの種類", here, parent)
