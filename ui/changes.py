"""Changes: Desk's announcements, which come on any thread, as one Qt signal on the window's thread."""

from collections.abc import Callable
from functools import partial
from threading import Lock
from typing import Protocol

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal

from ui.courier import courier
from watchdesk.changed import Changed

RECORDS = Changed.PEOPLE | Changed.VISITS | Changed.PARTNERS | Changed.WORK
"""What a deed of the user touches; that somebody was looked at, a setting and a backup come by the way."""


class Announcing(Protocol):
    """What announces: Desk."""

    def listen(self, listener: Callable[[Changed], None], /) -> Callable[[], None]: ...


class Changes(QObject):
    """``changed(Changed)`` after each write; pages connect to it and read again what they show.

    ``follow(desk)`` after unlocking, ``leave()`` before locking. Several writes before the window has time come as
    one signal, so an import does not make a page read a thousand times.

    ``deeds`` counts what was announced that touched records, at the moment of its write; ``told`` is how many of them
    the signal has told.
    """

    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.deeds, self.told = 0, 0
        self._counting = Lock()
        self._heard_of = 0
        self._end: Callable[[], None] | None = None
        self._gathered: Changed | None = None
        self._courier = courier()

    def follow(self, desk: Announcing) -> None:
        """Listen to this desk, and to no other."""
        self.leave()
        self._end = desk.listen(self._count)

    def leave(self) -> None:
        """Listen no more."""
        if self._end is not None:
            self._end()
            self._end = None

    def _count(self, what: Changed) -> None:
        """On the thread that writes: the window may learn of a write only after it was told what came of it."""
        with self._counting:
            self.deeds += bool(what & RECORDS)
            self._courier.carry(partial(self._gather, what, self.deeds))

    def _gather(self, what: Changed, deeds: int) -> None:
        if not shiboken6.isValid(self):
            return
        self._heard_of = deeds
        if self._gathered is None:
            self._gathered = what
            QTimer.singleShot(0, self, self._tell)  # not told any more once this object is gone
        else:
            self._gathered |= what

    def _tell(self) -> None:
        what, self._gathered, self.told = self._gathered, None, self._heard_of
        self.changed.emit(what)
