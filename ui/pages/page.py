"""Page: what every room of the window has in common."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.places import Place
from watchdesk.changed import Changed
from watchdesk.desk import Desk


class Page(QWidget):
    """One room. It asks the desk, shows what it gets, and says where the user wants to go.

    ``wanted`` carries the Place to go to; ``said`` a sentence for the status line (saved, kept, done).
    """

    wanted = Signal(object)
    said = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk

    def enter(self, place: Place) -> None:
        """Come to the front and show a place; called each time the user goes there."""

    def leave(self) -> None:
        """Go to the back: keep what is half-written as a draft, at once."""

    def reread(self, changed: Changed) -> None:
        """Something was written somewhere: read again what is shown, without moving the user."""

    def first_focus(self) -> QWidget | None:
        """The widget that has the focus when one comes here."""
        return None

    def main_action(self) -> None:
        """What Ctrl+P, Ctrl+N or Ctrl+Enter mean here is bound by the page itself; this is its filled button's."""
