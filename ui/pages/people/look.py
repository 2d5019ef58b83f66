"""LookKeeper: remembers how a user left the list of people, a moment after the last change, on another thread."""

from contextlib import suppress

from PySide6.QtCore import QObject, QTimer

from ui.tasks import Progress, start
from watchdesk.desk import Desk, PeopleLook
from watchdesk.domain.people_filter import PeopleFilter
from watchdesk.errors import WatchDeskError

AFTER = 800
"""Milliseconds after the last change."""

_DAY = "people list day"


def kept_look(desk: Desk) -> PeopleLook:
    """Return how the user left the list; what it was narrowed to holds for that day only, without the words typed.

    After a caller at the desk one finds the list as it was; the next morning it begins with everybody, so that nobody
    is missed.
    """
    look = desk.preferences.people_list()
    same_day = desk.preferences.get(_DAY) == desk.today().isoformat()
    kept = look.filter if same_day else PeopleFilter()
    return PeopleLook(columns=look.columns, sort=look.sort, descending=look.descending, filter=kept)


class LookKeeper(QObject):
    """``remember(look)`` at each change; ``keep()`` at once. A store that is busy is asked again at the next change."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._look: PeopleLook | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AFTER)
        self._timer.timeout.connect(self.keep)

    def remember(self, look: PeopleLook) -> None:
        """Keep this soon."""
        self._look = look
        self._timer.start()

    def keep(self) -> None:
        """Keep what waits."""
        look, self._look = self._look, None
        self._timer.stop()
        if look is not None:
            start(_Keeping(self._desk, look), self)


class _Keeping:
    """The work of writing it down."""

    def __init__(self, desk: Desk, look: PeopleLook) -> None:
        self._desk, self._look = desk, look

    def run(self, progress: Progress) -> None:
        """Write it; nobody is troubled where that can't be."""
        with suppress(WatchDeskError):
            self._desk.preferences.keep_people_list(self._look)
            today = self._desk.today().isoformat()
            if self._desk.preferences.get(_DAY) != today:
                self._desk.preferences.put(_DAY, today)
