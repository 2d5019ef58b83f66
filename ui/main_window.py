"""MainWindow: the frame around the pages: top bar, rail, the page shown, status line, and the keys everywhere."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from ui.changes import Changes
from ui.pages.page import Page
from ui.places import Place, Room
from ui.theme import Theme
from watchdesk.changed import Changed
from watchdesk.desk import Desk

Factory = Callable[[Desk, Theme], Page]


class MainWindow(QMainWindow):
    """The unlocked window; ``go(place)`` shows a page, made when it is first wanted.

    ``lock_wanted``: the screen is to be hidden. ``keep()`` keeps every half-written form as a draft, at once;
    ``place`` is where the user is, to come back to after unlocking. ``release()`` ends listening to the desk.
    """

    lock_wanted = Signal()

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self.desk = desk
        self.theme = theme
        self.place = Place(room=Room.TODAY)
        self._pages: dict[Room, Page] = {}
        self._stack = QStackedWidget()
        self._changes = Changes(self)
        self._changes.changed.connect(self._reread)
        self._changes.follow(desk)
        self.setCentralWidget(self._stack)

    def go(self, place: Place) -> None:
        """Show a place."""
        page = self._page(place.room)
        if page is None:
            return
        self.place = place
        self._stack.setCurrentWidget(page)
        page.enter(place)

    def keep(self) -> None:
        """Keep what is half-written, at once."""
        for page in self._pages.values():
            page.leave()

    def release(self) -> None:
        """Listen to the desk no more: it is about to be locked."""
        self.keep()
        self._changes.leave()

    def _page(self, room: Room) -> Page | None:
        if room not in self._pages and room in PAGES:
            page = PAGES[room](self.desk, self.theme)
            page.wanted.connect(self.go)
            self._pages[room] = page
            self._stack.addWidget(page)
        return self._pages.get(room)

    def _reread(self, changed: Changed) -> None:
        page = self._pages.get(self.place.room)
        if page is not None:
            page.reread(changed)


PAGES: dict[Room, Factory] = {}
"""How each page is made; imported only when first wanted, so that the window opens quickly."""
