"""見守りの手厚さ in the form: choosing one proposes its interval, which changes only when the proposal is pressed."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFrame

from ui.theme import set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, row, words
from ui.widgets.record_form import RecordForm
from ui.widgets.reveal import reveal
from ui.widgets.scroll import bring_into_sight
from watchdesk.desk import Desk, NeedLevel

NEED, INTERVAL = "need_level", "interval_days"


class IntervalProposal(QFrame):
    """A row below the interval: what the chosen level suggests, and a button that takes it."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("cell", "value")
        self._words = words("")
        self.take = ActionButton("めやすの日数にする", kind="low")
        self.setLayout(row(self._words, self.take, STRETCH, gap=0.75, margins=(0.3, 0.75)))
        set_size(self, min_height=2.6)
        self.hide()

    def propose(self, level: NeedLevel) -> None:
        """Say what the level suggests, and offer it."""
        self._words.setText(f"「{level.label}」のめやすは、{level.interval_days}日です。")
        self.take.set_words(f"見守り間隔を{level.interval_days}日にする")
        reveal(self)
        bring_into_sight(self)


class NeedWatch(QObject):
    """Offers the interval of the level that stands in the form, as long as another one stands beside it.

    Of a record as it was kept nothing is said: only a choice made now, or half-written before, asks.
    """

    def __init__(self, desk: Desk, form: RecordForm) -> None:
        super().__init__(form)
        self._levels = {level.code: level for level in desk.codes.need_levels}
        self._form = form
        self._proposal: IntervalProposal | None = None
        if {NEED, INTERVAL} <= set(form.keys()):
            form.edited.connect(self._look)

    @property
    def proposal(self) -> IntervalProposal:
        """The row below the interval; made when it first speaks, for a form should open at once."""
        if self._proposal is None:
            self._proposal = IntervalProposal()
            self._proposal.take.clicked.connect(self._take)
            self._form.put_below(INTERVAL, self._proposal)
        return self._proposal

    def look(self) -> None:
        """A draft was put back: what was chosen in it asks again."""
        if NEED in self._form.written():
            self._look(NEED)

    def _look(self, key: str) -> None:
        if key not in (NEED, INTERVAL) or (key == INTERVAL and not self._speaks):
            return
        level = self._level()
        if level is not None and self._form.entry(INTERVAL).value() != level.interval_days:
            self.proposal.propose(level)
        elif self._speaks:
            self.proposal.hide()

    @property
    def _speaks(self) -> bool:
        return self._proposal is not None and not self._proposal.isHidden()

    def _level(self) -> NeedLevel | None:
        return self._levels.get(self._form.entry(NEED).value() or "")

    def _take(self) -> None:
        level, interval = self._level(), self._form.entry(INTERVAL)
        if level is None:
            return
        interval.setFocus()
        interval.set_text(str(level.interval_days))
        self.proposal.hide()
        self._form.edited.emit(INTERVAL)
