"""StepNow: the step to do now: whom to call, what came of it, when to look again; written down at once."""

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.pages.alarms import words as alarm_words
from ui.pages.alarms.call_row import CallRow
from ui.pages.alarms.paper import Framed
from ui.pages.alarms.step_line import StepNumber
from ui.theme import set_gaps, set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.choice_field import ChoiceField
from ui.widgets.flow import Flow
from ui.widgets.icon_label import IconLabel
from ui.widgets.reveal import reveal
from ui.widgets.text_fields import LineField
from watchdesk.desk import AlarmFacts
from watchdesk.domain.ladder import USUAL, Call, LadderStep, looks


class StepNow(Framed):
    """``show_step``; ``written(call or None, reached or None)`` when it was done. The fields keep what is typed.

    ``edited`` at each change of a field; ``texts`` and ``restore`` for drafts.
    """

    written = Signal(object, object)
    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(edge="accent", ground="tint", parent=parent)
        self._number, self._label = StepNumber(), words("", "name")
        self._here = words("今ここです", "strong", "accent")
        self._sign = IconLabel("arrow-left", "accent", 1.1)
        self._advice = words("", "small", "soft", wrap=True)
        self._nobody = words("", "small", "care", wrap=True)
        self._place = QVBoxLayout()
        set_gaps(self._place, 0.4)
        self.whom = LineField("だれに・どこへ", "だれに・どこへ")
        self.answer = LineField("どうでしたか", "どうでしたか。例：電気がついている")
        self.look = ChoiceField("次に見るのは", optional=False)
        self.write = ActionButton("したと書きとめる", "check", "Ctrl+Enter", only_shown=True)
        set_size(self.whom, min_width=11)
        set_size(self.answer, min_width=14)
        head = row(self._number, self._label, STRETCH, self._sign, self._here, gap=0.6)
        fields = row(self.whom, self.answer, gap=0.6)
        fields.setStretch(1, 2)
        fields.setStretch(0, 1)
        again = Flow(words("次に見るのは", "small", "soft"), self.look, self.write, gap=0.6)
        body = (head, self._advice, self._place, self._nobody, fields, again)
        self.setLayout(column(*body, gap=0.5, margins=(0.6, 0.9)))
        self.rows: tuple[CallRow, ...] = ()
        self.step: LadderStep | None = None
        self._shown: tuple[object, ...] = ()
        self.write.clicked.connect(self.write_down)
        for field in (self.whom, self.answer, self.look):
            field.edited.connect(self.edited)
        for field in (self.whom, self.answer):
            field.returnPressed.connect(self.write_down)

    def show_step(self, number: int, step: LadderStep, facts: AlarmFacts, now: datetime) -> None:
        """Show a step with its numbers, and what came of the calls made already."""
        self._number.show_number(number)
        self._label.setText(step.label)
        for part in (self._here, self._sign):
            part.setVisible(step.code == facts.now)
        self._advice.setText(step.advice)
        self.setAccessibleName(f"手順{number} {step.label} {step.advice}")
        another = self.step is None or self.step.code != step.code
        self.step = step
        self._offer_looks(step, now, another)
        calls = facts.calls.get(step.code, ())
        nobody = "" if calls else alarm_words.nobody(step, known=facts.alarm.person_id is not None)
        self._nobody.setText(nobody)
        self._nobody.setVisible(bool(nobody))
        self._show_calls(calls, _tried(step, facts, now))

    def first(self) -> QWidget:
        """Where to go on: what was being written, the first number that nobody tried, the answer."""
        if self.answer.text() or self.whom.text():
            return self.answer
        untried = next((one for one in self.rows if one.call.phone and not one.property("tried")), None)
        return untried.reached if untried is not None else self.answer

    def texts(self) -> dict[str, str]:
        """What stands in the fields, for drafts."""
        look = self.look.text()
        return {"whom": self.whom.text(), "answer": self.answer.text(), "look": "" if look == USUAL else look}

    def restore(self, texts: Mapping[str, str]) -> None:
        """Put a draft back."""
        self.whom.set_text(texts.get("whom", ""))
        self.answer.set_text(texts.get("answer", ""))
        self.look.set_text(texts.get("look") or USUAL)

    def clear(self) -> None:
        """Empty the fields: it was written down."""
        self.restore({})

    def write_down(self) -> None:
        """Write the step down without a call."""
        self.written.emit(None, None)

    def _offer_looks(self, step: LadderStep, now: datetime, another: bool) -> None:
        chosen = None if another else self.look.value()
        self.look.set_choices([(one.code, one.words) for one in looks(now, step.limit)])
        self.look.set_value(chosen or USUAL)

    def _show_calls(self, calls: tuple[Call, ...], tried: Mapping[str | None, str]) -> None:
        shown = tuple((call, tried.get(call.phone, "")) for call in calls)
        if shown == self._shown:
            return
        self._shown = shown
        for old in self.rows:
            self._place.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.rows = tuple(self._row(call, told) for call, told in shown)

    def _row(self, call: Call, told: str) -> CallRow:
        made = CallRow(call, told)
        made.setProperty("tried", bool(told))
        made.called.connect(self.written)
        self._place.addWidget(made)
        reveal(made)  # at once, for the focus goes there
        return made


def _tried(step: LadderStep, facts: AlarmFacts, now: datetime) -> dict[str | None, str]:
    """What came of the latest call at each number of a step."""
    return {
        one.phone: f"{alarm_words.moment(one.at, now)} {alarm_words.came_of(one)}"
        for one in facts.alarm.steps
        if one.step == step.code and one.phone is not None and one.reached is not None
    }
