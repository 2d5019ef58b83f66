"""Page: what every room of the window has in common."""

from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit, QWidget

from ui.places import Place
from ui.theme import Theme
from watchdesk.changed import Changed
from watchdesk.desk import Desk

Key = tuple[str, str]
"""A key and what it does on this page, as F1 shows it: ``("Ctrl+N", "新しい方を登録します")``."""


class Shape(StrEnum):
    """How much room the window has, measured in em of its own type."""

    WIDE = "wide"
    MIDDLE = "middle"
    NARROW = "narrow"


class Page(QWidget):
    """One room: ``Page(desk, theme)``. It asks the desk, shows what it gets, and says where the user wants to go.

    ``wanted`` carries the Place to go to; ``went_back`` asks for the place before; ``said`` is a sentence for the
    status line (saved, kept, done). ``offered(sentence, button, does)`` is what was just done with what takes it back,
    shown over the page where the user is then, until answered or until one goes on; ``unread(sentence, button, does)``
    is what could not be read, with what tries again. ``TITLE`` is the room's word,
    ``HELP`` one or two sentences for F1, ``KEYS`` the keys of this page. A page holds its own Scroll and, outside of
    it, its bar of actions.

    The window calls ``enter`` when one comes, ``leave`` when one goes, ``reread`` after a write while the page is
    shown (a page in the back is told by its next ``enter``), ``reshape`` when the window's shape changes.
    """

    wanted = Signal(object)
    went_back = Signal()
    said = Signal(str)
    offered = Signal(str, str, object)
    unread = Signal(str, str, object)

    TITLE = ""
    HELP = ""
    KEYS: tuple[Key, ...] = ()
    NUMBERS: tuple[tuple[str, str], ...] = ()
    """The counts of this page and what each of them counts, as F1 shows them; from ``domain.definitions``."""
    PARKS = True
    """Whether F8 puts what is half-written here on 今日; a page where F8 means something else says False."""

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.theme = theme
        self.shape = Shape.WIDE

    def enter(self, place: Place) -> None:
        """Come to the front and show a place; called each time the user goes there."""

    def here(self, place: Place) -> Place:
        """The place to come back to, of the one by which the user came: with the part that is shown by now."""
        return place

    def leave(self) -> None:
        """Go to the back, be locked or closed: keep what is half-written as a draft, at once. May be called twice."""

    def reread(self, changed: Changed) -> None:
        """Something was written somewhere: read again what is shown, without moving the user."""

    def undone(self) -> None:
        """What was done last was taken back by Ctrl+Z: what is said of it here holds no more."""

    def reshape(self, shape: Shape) -> None:
        """Arrange for another width; ``self.shape`` is set by the window before."""

    def first_focus(self) -> QWidget | None:
        """The widget that has the focus when one comes here."""
        return None

    def regions(self) -> tuple[QWidget, ...]:
        """Where F6 stops inside the page, in reading order: the first widget of each region."""
        first = self.first_focus()
        return (first,) if first is not None else ()

    def writes_elsewhere(self) -> bool:
        """Whether somebody is typing outside of this page, in the search box: what arrives late leaves the focus."""
        now = QApplication.focusWidget()
        return isinstance(now, QLineEdit | QTextEdit) and not self.isAncestorOf(now)

    def main_action(self) -> None:
        """What Ctrl+P, Ctrl+N or Ctrl+Enter mean here is bound by the page itself; this is its filled button's."""
