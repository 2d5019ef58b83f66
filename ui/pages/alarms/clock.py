"""RunningClock: how long nobody has answered, and how long it is until one looks again."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.pages.alarms import words as alarm_words
from ui.theme import set_gaps, set_property
from ui.widgets.boxes import STRETCH, row, words
from ui.widgets.icon_label import IconLabel
from watchdesk.domain.alarm import AlarmLine, duration_words

_EVERY = 5000
"""Milliseconds between two looks at the time; what is shown changes once a minute."""


class RunningClock(QWidget):
    """``show_line(line)``; runs while it is seen. ``now`` tells the time."""

    def __init__(self, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._line: AlarmLine | None = None
        self.since, self.next = words("", "person"), words("", "small", "soft")
        self._lead = words("応答がないまま")
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY)
        self._timer.timeout.connect(self.tick)
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._parts.addLayout(row(IconLabel("timer", "care", 1.5), self._lead, self.since, gap=0.5))
        set_gaps(self._parts, 0.9)
        self.setLayout(row(self._parts, STRETCH))
        self.setAccessibleName("経過した時間")

    def show_line(self, line: AlarmLine) -> None:
        """Run for this alarm; a closed one stands still."""
        self._line = line
        self._lead.setText("応答がないまま" if line.is_open else "閉じるまで")
        self.tick()

    def tick(self) -> None:
        """Show the time as it is now."""
        line = self._line
        if line is None:
            return
        now = self._now()
        self.since.setText(duration_words((line.closed_at or now) - line.raised_at))
        told = alarm_words.waiting(line, now) if line.is_open else ""
        self.next.setText(told)
        set_property(self.next, "voice", "care" if line.is_late(now) else "soft")
        self.setAccessibleDescription(f"{self._lead.text()} {self.since.text()} {told}")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.tick()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()
