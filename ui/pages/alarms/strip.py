"""AlarmStrip: over a person's pages while a 気がかり is open: since when, when to look again, the way there."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from ui.pages.alarms import words as alarm_words
from ui.places import Place, Room
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import column
from ui.widgets.reveal import reveal
from ui.widgets.strip import Strip
from watchdesk.desk import Desk
from watchdesk.domain.alarm import AlarmLine

_EVERY = 20000
"""Milliseconds between two looks at the time."""


class AlarmStrip(QWidget):
    """``show_alarm(line or None, person_id)``; ``wanted``: the Place of the ladder.

    ``begin`` is the button that begins one by hand; the page puts it where it has room, it hides while one is open.
    """

    wanted = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._line: AlarmLine | None = None
        self._person_id = ""
        self.begin = ActionButton("気がかりを始める", "timer", kind="low")
        self.begin.clicked.connect(self._begin)
        self.strip = Strip()
        self.strip.answered.connect(self._open)
        self.setLayout(column(self.strip, gap=0))
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY)
        self._timer.timeout.connect(self._tell)
        self.hide()

    def show_alarm(self, line: AlarmLine | None, person_id: str) -> None:
        """Show what is open about a person; None takes it away."""
        self._person_id = person_id
        reveal(self.begin, line is None)
        if line == self._line and line is not None:
            return
        self._line = line
        self.setVisible(line is not None)
        if line is None:
            self.strip.clear()
            self._timer.stop()
        else:
            self._tell()
            self._timer.start()

    def _tell(self) -> None:
        """Say it anew only where it changed: it is read out each time, so it tells moments and no minutes that run."""
        line, now = self._line, self._desk.now()
        if line is None:
            return
        lead = f"気がかりが開いています（{line.origin.label}、{alarm_words.moment(line.raised_at, now)}から）。"
        look = alarm_words.moment(line.next_look, now)
        told = f"もう一度見る時刻（{look}）を過ぎています。" if line.is_late(now) else f"次に見るのは {look}です。"
        if line.confirmed_on is not None:
            told = "無事が確かめられたようです。結末を書いて閉じてください。"
        if self.strip.sentence != lead + told:
            self.strip.say(
                told, "urgent" if line.is_late(now) else "care", lead=lead, button="手順を開く", icon="timer"
            )

    def _begin(self) -> None:
        self.wanted.emit(Place(room=Room.ALARM, new=True, person_id=self._person_id))

    def _open(self) -> None:
        if self._line is not None:
            self.wanted.emit(Place(room=Room.ALARM, record_id=self._line.id))
