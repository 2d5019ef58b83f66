"""Pulse: how long the window's thread was kept from answering."""

import time

from PySide6.QtCore import QTimer

LONGEST_STALL = 0.05
"""Seconds (architecture, decision 5)."""


class Pulse:
    """Beats on the window's thread, and knows the longest time without a beat, in seconds.

    The lesser of the clock's and the program's own processor time counts: the first also runs while this machine does
    something else, the second runs twice where two threads work side by side.
    """

    def __init__(self) -> None:
        self.longest = 0.0
        self._last = (time.perf_counter(), time.process_time())
        self._timer = QTimer()
        self._timer.setInterval(1)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = (time.perf_counter(), time.process_time())
        self.longest = max(self.longest, min(after - before for before, after in zip(self._last, now, strict=True)))
        self._last = now

    def stop(self) -> None:
        """Beat once more, and no longer."""
        self._beat()
        self._timer.stop()
