"""Courier: what a thread has to tell is called on the window's thread, by the one object that outlives all threads."""

from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal


class Courier(QObject):
    """``carry(call)`` on any thread: ``call()`` comes on the window's thread, in its turn. ``courier()`` is the one.

    A thread never sends a signal of an object that the window may take apart. When the signal is on its way Qt looks
    at the sender once more, without the interpreter's lock; one that is deleted in that moment takes the program
    down. This one belongs to the application, which waits for its threads before it goes.
    """

    _carried = Signal(object)

    def __init__(self, parent: QObject | None) -> None:
        super().__init__(parent)
        self._carried.connect(self._call, Qt.ConnectionType.QueuedConnection)

    def carry(self, call: Callable[[], object]) -> None:
        """Have it called; it looks itself whether what it speaks for is still there."""
        self._carried.emit(call)

    def _call(self, call: Callable[[], object]) -> None:
        call()


@cache
def courier() -> Courier:
    """The one courier; asked for the first time on the window's thread."""
    return Courier(QCoreApplication.instance())
