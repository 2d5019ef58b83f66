"""Ladder: the steps one below the other, those that were done, the one to do now, those to come."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.pages.alarms import words as alarm_words
from ui.pages.alarms.clock import RunningClock
from ui.pages.alarms.now import StepNow
from ui.pages.alarms.step_line import StepLine
from ui.theme import set_gaps, set_property
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, words
from watchdesk.desk import AlarmFacts
from watchdesk.domain.ladder import LadderStep


class Ladder(QFrame):
    """``show_facts(facts)``; ``written(step's code, call or None, reached or None)`` when a step was done.

    Any step can be opened by pressing it. ``fold``: those that are done stand as one line, where room is short.
    """

    written = Signal(str, object, object)

    def __init__(
        self, ladder: Sequence[LadderStep], clock: Callable[[], datetime], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._ladder, self._clock = tuple(ladder), clock
        self._facts: AlarmFacts | None = None
        self._code = ""
        self._folds = False
        self.setProperty("ground", "sheet")
        self.clock = RunningClock(clock)
        self.now = StepNow()
        self.now.written.connect(self._write)
        self.folded = ActionButton("", "check", kind="low", drops=True)
        self.folded.clicked.connect(self._unfold)
        self.lines = {step.code: StepLine(place, step.label) for place, step in enumerate(self._ladder, 1)}
        for code, line in self.lines.items():
            line.clicked.connect(partial(self.open_step, code))
        self._column = QVBoxLayout()
        set_gaps(self._column, 0)
        for line in self.lines.values():
            self._column.addWidget(line)
        self._column.addWidget(self.now)
        head = QFrame()
        set_property(head, "ground", "head")
        lead = column(
            row(words("応答のないときの手順", "name"), STRETCH, self.clock), row(STRETCH, self.clock.next), gap=0.3
        )
        head.setLayout(row(lead, margins=(0.4, 1.1)))
        self._fold_place = QWidget()
        self._fold_place.setLayout(row(self.folded, STRETCH, margins=(0.4, 0.9)))
        layout = column(head, self._fold_place, self._column, gap=0)
        layout.setContentsMargins(1, 1, 1, 1)
        self.setLayout(layout)

    def show_facts(self, facts: AlarmFacts, *, anew: bool) -> None:
        """Show an alarm; ``anew``: come to the step to do now, else stay at the one that is open."""
        self._facts = facts
        self.clock.show_line(facts.line)
        for step in self._ladder:
            self._show_line(step, facts)
        self._open(facts.now if anew or not self._code else self._code)

    def open_step(self, code: str) -> None:
        """Open a step, to write at it, and go there."""
        if self._facts is not None and self._facts.alarm.is_open:
            self._open(code)
            self.now.first().setFocus()

    def first(self) -> QWidget:
        """Where to go on."""
        return self.now.first()

    def fold(self, *, folds: bool) -> None:
        """Show those that are done as one line, or each."""
        self._folds = folds
        self._arrange()

    @property
    def code(self) -> str:
        """The step that is open."""
        return self._code

    def _unfold(self) -> None:
        self._folds = False
        self._arrange()

    def _show_line(self, step: LadderStep, facts: AlarmFacts) -> None:
        line, now = self.lines[step.code], self._clock()
        written = [one for one in facts.alarm.steps if one.step == step.code]
        if written:
            more = f"（{len(written)}回）" if len(written) > 1 else ""
            telling = next((one for one in reversed(written) if one.answer or one.whom), written[-1])
            line.show_done(f"{alarm_words.told(telling)}{more}", alarm_words.moment(written[-1].at, now))
        else:
            phone = next((call.phone for call in facts.calls.get(step.code, ()) if call.phone), "")
            line.show_coming(step.advice, phone)
        line.setEnabled(facts.alarm.is_open)

    def _open(self, code: str) -> None:
        facts = self._facts
        if facts is None:
            return
        self._code = code
        place = list(self.lines).index(code)
        if facts.alarm.is_open:
            self._column.removeWidget(self.now)
            self._column.insertWidget(place + 1, self.now)
            self.now.show_step(place + 1, self._ladder[place], facts, self._clock())
        self._arrange()

    def _arrange(self) -> None:
        facts = self._facts
        is_open = facts is not None and facts.alarm.is_open
        self.now.setVisible(is_open)
        done = [code for code, line in self.lines.items() if line.is_done and code != self._code]
        folds = self._folds and is_open and bool(done)
        for code, line in self.lines.items():
            line.setVisible(not (is_open and code == self._code) and not (folds and code in done))
        self._fold_place.setVisible(folds)
        self.folded.set_words(f"{len(done)}つ済み")

    def _write(self, call: object, reached: object) -> None:
        self.written.emit(self._code, call, reached)
