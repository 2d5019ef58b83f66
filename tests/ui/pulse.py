"""Pulse and Span: how long the window's thread was kept from answering, and how long something took it."""

import os
import time
from pathlib import Path

from PySide6.QtCore import QTimer

LONGEST_STALL = 0.05
"""Seconds (architecture, decision 5)."""

_KEPT_WAITING = Path("/proc/thread-self/schedstat")
"""Linux: nanoseconds that this thread had a processor, and that it stood ready and had none."""


class Span:
    """Seconds since it was begun that are this program's own doing: ``seconds()``.

    The lesser counts of the clock, less what this thread stood waiting for a processor, and of the program's own
    processor time: the first also runs while this machine does something else for us, as reading a file, the second
    runs twice where two threads work side by side.
    """

    def __init__(self) -> None:
        self._told = os.open(_KEPT_WAITING, os.O_RDONLY) if _KEPT_WAITING.exists() else None
        self._begun = self._now()

    def __del__(self) -> None:
        """Let the system's file go."""
        if self._told is not None:
            os.close(self._told)

    def seconds(self) -> float:
        """So long until now; begins anew."""
        before, self._begun = self._begun, self._now()
        return min(now - then for then, now in zip(before, self._begun, strict=True))

    def _now(self) -> tuple[float, float]:
        waited = int(os.pread(self._told, 99, 0).split()[1]) / 1e9 if self._told is not None else 0.0
        return (time.perf_counter() - waited, time.process_time())


class Pulse:
    """Beats on the window's thread, and knows the longest time without a beat, in seconds."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._span = Span()
        self._timer = QTimer()
        self._timer.setInterval(1)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        self.longest = max(self.longest, self._span.seconds())

    def stop(self) -> None:
        """Beat once more, and no longer."""
        self._beat()
        self._timer.stop()
