"""SettingsSection: what the sections of 設定 have in common: a strip for what was done, and coming and going."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.strip import Strip
from watchdesk.changed import Changed
from watchdesk.desk import Desk
from watchdesk.errors import WatchDeskError


class SettingsSection(QWidget):
    """One section: ``TITLE`` is its word. ``said`` is a sentence for the status line.

    ``strip`` stays in sight above the section, ``bar`` with what is pressed when all is filled in below it. ``enter``
    when it comes to the front, ``come_to`` where one of its parts was asked for, ``leave``
    when it goes or the screen is locked, ``reread`` after a write.
    """

    said = Signal(str)

    TITLE = ""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.strip = Strip()
        self.bar: QWidget | None = None

    def enter(self) -> None:
        """Read what is shown."""

    def come_to(self, part: str) -> None:
        """Show the part that was asked for by its name."""

    def leave(self) -> None:
        """Keep what is half-written, hide what is secret."""

    def reread(self, changed: Changed) -> None:
        """Something was written."""

    def first_focus(self) -> QWidget:
        """Where one begins."""
        return self

    def tell(self, lead: str, sentence: str = "") -> None:
        """Say what was done, here and in the status line."""
        self.strip.say(sentence, "ok", lead=lead, icon="circle-check")
        self.said.emit(lead)

    def complain(self, error: WatchDeskError) -> None:
        """Say what was refused."""
        self.strip.say(str(error), "urgent")

    def fail(self, error: Exception) -> None:
        """A job's end: tell what the user can act on, let the rest fly to the one hook."""
        if not isinstance(error, WatchDeskError):
            raise error
        self.complain(error)
