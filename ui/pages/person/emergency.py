"""EmergencyStrip: over a person while 緊急の提供 holds: until when, why, and the way to end and review it."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from ui.pages.person.states_words import clock
from ui.places import REVIEWS, Place, Room
from ui.widgets.boxes import column
from ui.widgets.strip import Strip
from watchdesk.desk import Desk
from watchdesk.domain.override import Override

_SOON = 1000
"""Milliseconds after its end at which it is taken away."""


class EmergencyStrip(QWidget):
    """``show_override(override or None)``; it goes when its time is over. ``wanted``: the Place of its review."""

    wanted = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shown: Override | None = None
        self.strip = Strip()
        self.strip.answered.connect(self._review)
        self.setLayout(column(self.strip, gap=0))
        self._end = QTimer(self)
        self._end.setSingleShot(True)
        self._end.timeout.connect(self._look)
        self.hide()

    def show_override(self, override: Override | None) -> None:
        """Show what holds for this person; None takes it away."""
        self._shown = override
        self._look()

    def _look(self) -> None:
        now = self._desk.now()
        if self._shown is None or not self._shown.holds_at(now):
            self.strip.clear()
            self.hide()
            return
        self.strip.say(
            f"{self._shown.danger.label}：{self._shown.reason}",
            "urgent",
            lead=f"緊急の提供中です（{clock(self._shown.ends_at)}まで）。",
            button="終えて確かめる",
            icon="siren",
        )
        self.show()
        self._end.start(int((self._shown.ends_at - now).total_seconds() * 1000) + _SOON)

    def _review(self) -> None:
        self.wanted.emit(Place(room=Room.CONSENT, section=REVIEWS))
