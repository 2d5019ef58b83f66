"""What was seen of somebody is written into the ledger 管理台帳 behind the reading, and never keeps anybody from it."""

import time

from PySide6.QtCore import QObject, QTimer

from ui.tasks import Progress, start
from watchdesk.desk import Desk
from watchdesk.errors import Busy

Seen = tuple[str, str, str | None]
"""What was done (viewed …), the id of the person, and why where that was asked."""

AGAIN = 2000
"""Milliseconds after which a note is tried again while other work holds the pen."""

_TRIES_ON_LEAVING = 10
_BETWEEN = 0.1
"""Seconds between these tries: work that is being stopped gives the pen back soon."""


class Noting:
    """A job: writes notes; gives back those for which the pen was not free after so many tries."""

    def __init__(self, desk: Desk, notes: tuple[Seen, ...], tries: int) -> None:
        self._desk, self._notes, self._tries = desk, notes, tries

    def run(self, progress: Progress) -> tuple[Seen, ...]:
        """Write them."""
        return tuple(note for note in self._notes if not self._written(*note))

    def _written(self, action: str, person_id: str, reason: str | None) -> bool:
        for left in reversed(range(self._tries)):
            try:
                self._desk.ledger.note(action, "person", person_id, reason)
            except Busy:
                time.sleep(_BETWEEN if left else 0)
            else:
                return True
        return False


class Notes(QObject):
    """``note(action, person_id, reason)`` once something was shown; while the store is busy it is kept and tried again.

    ``leave()`` when the page goes to the back or the screen is hidden: what is kept is tried at once.
    """

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._kept: tuple[Seen, ...] = ()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AGAIN)
        self._timer.timeout.connect(self._try)

    def note(self, action: str, person_id: str, reason: str | None = None) -> None:
        """Write down what was seen, on another thread."""
        self._kept += ((action, person_id, reason),)
        self._try()

    def leave(self) -> None:
        """Write what is kept before the store may be closed."""
        self._try(_TRIES_ON_LEAVING)

    def _try(self, tries: int = 1) -> None:
        notes, self._kept = self._kept, ()
        if notes:
            task = start(Noting(self._desk, notes, tries), self)
            task.done.connect(self._keep)
            task.failed.connect(self._fail)

    def _keep(self, notes: tuple[Seen, ...]) -> None:
        if notes:
            self._kept += notes
            self._timer.start()

    def _fail(self, error: Exception) -> None:
        raise error
