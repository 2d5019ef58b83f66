"""Changes: Desk's announcements, which come on any thread, as one Qt signal on the window's thread."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from watchdesk.changed import Changed


class Announcing(Protocol):
    """What announces: Desk."""

    def listen(self, listener: Callable[[Changed], None], /) -> Callable[[], None]: ...


class Changes(QObject):
    """``changed(Changed)`` after each write; pages connect to it and read again what they show.

    ``follow(desk)`` after unlocking, ``leave()`` before locking. Several writes before the window has time come as
    one signal, so an import does not make a page read a thousand times.
    """

    changed = Signal(object)
    _heard = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._end: Callable[[], None] | None = None
        self._gathered: Changed | None = None
        self._heard.connect(self._gather, Qt.ConnectionType.QueuedConnection)

    def follow(self, desk: Announcing) -> None:
        """Listen to this desk, and to no other."""
        self.leave()
        self._end = desk.listen(self._heard.emit)

    def leave(self) -> None:
        """Listen no more."""
        if self._end is not None:
            self._end()
            self._end = None

    def _gather(self, what: Changed) -> None:
        if self._gathered is None:
            self._gathered = what
            QTimer.singleShot(0, self, self._tell)  # not told any more once this object is gone
        else:
            self._gathered |= what

    def _tell(self) -> None:
        what, self._gathered = self._gathered, None
        self.changed.emit(what)
