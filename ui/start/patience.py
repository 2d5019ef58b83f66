"""Patience: how long to wait after wrong passwords. It grows, is told, and never takes anything away."""

from PySide6.QtCore import QObject, QTimer, Signal

WAITS = (0, 0, 2, 5, 10, 20, 40, 60)
"""Seconds after the first, second … wrong password; the last holds for all further ones."""


class Patience(QObject):
    """``failed()`` after a wrong password; ``ticked(seconds left)`` each second down to 0. ``forget()`` once it opened.

    One for the program's life, so that going to another screen and back does not shorten the wait.
    """

    ticked = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wrong = 0
        self.left = 0
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._tick)

    def failed(self) -> None:
        """One more wrong password."""
        self.left = WAITS[min(self._wrong, len(WAITS) - 1)]
        self._wrong += 1
        if self.left:
            self._timer.start()
        self.ticked.emit(self.left)

    def forget(self) -> None:
        """The right one came."""
        self._wrong = self.left = 0
        self._timer.stop()

    def _tick(self) -> None:
        self.left = max(0, self.left - 1)
        if not self.left:
            self._timer.stop()
        self.ticked.emit(self.left)
