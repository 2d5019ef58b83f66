"""ClosingBox: how it ended, chosen first; then the line that goes with it, and the visit that confirms it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QWidget

from ui.theme import set_property, set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.choice_field import ChoiceField
from ui.widgets.field_note import FieldNote
from ui.widgets.manners import end_conversion
from ui.widgets.scroll import bring_into_sight
from ui.widgets.text_fields import LongTextField
from watchdesk.domain.alarm import CONFIRMING, AlarmOutcome
from watchdesk.domain.visit import WITHOUT_MEETING
from watchdesk.domain.words import Condition, Method, Result

_ICONS = {
    AlarmOutcome.MET: "circle-check",
    AlarmOutcome.HEARD: "users",
    AlarmOutcome.AWAY: "door-closed",
    AlarmOutcome.RESCUED: "siren",
    AlarmOutcome.DECEASED: "info",
    AlarmOutcome.MISTAKEN: "circle-x",
}
_USUAL = {AlarmOutcome.MET: Method.VISIT, AlarmOutcome.HEARD: Method.PHONE}
_RECORDS = "安否を確認できた訪問として、記録にも残す"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """What was chosen: the outcome, its line, and the confirming visit to record with it (None: none)."""

    outcome: AlarmOutcome
    ending: str
    visit: Mapping[str, Any] | None = None


class ClosingBox(QFrame):
    """``closing(Ending)`` when it is to be closed; ``edited`` at each change; ``texts`` and ``restore`` for drafts.

    ``show_whose(known=…, confirmed=…)``: a visit is offered for people on the register of whom no contact is recorded
    yet. ``complain`` says what is missing.
    """

    closing = Signal(object)
    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "sheet")
        self.setAccessibleName("結末")
        self.outcome: AlarmOutcome | None = None
        self._known, self._confirmed = False, False
        self.choices = {one: ActionButton(one.label, _ICONS[one], kind="low") for one in AlarmOutcome}
        for one, button in self.choices.items():
            button.setProperty("startAligned", True)
            button.clicked.connect(partial(self.choose, one))
        self._offered = QWidget()
        last = words("選ぶまで、今日の画面のいちばん上に残ります。", "small", "soft", wrap=True)
        self._offered.setLayout(column(*self.choices.values(), last, gap=0.35))
        self._make_form()
        head = QFrame()
        set_property(head, "ground", "head")
        head.setLayout(row(words("結末を選んで終わります", "name"), STRETCH, margins=(0.45, 1)))
        inside = column(self._offered, self._form, gap=0, margins=(0.6, 1))
        layout = column(head, inside, STRETCH, gap=0)
        layout.setContentsMargins(1, 1, 1, 1)
        self.setLayout(layout)
        self._arrange()

    def show_whose(self, *, known: bool, confirmed: bool) -> None:
        """Say whether it is about somebody on the register, and whether a contact since is recorded already."""
        if (known, confirmed) != (self._known, self._confirmed):
            self._known, self._confirmed = known, confirmed
            self.record.setChecked(not confirmed)
            self._arrange()

    def choose(self, outcome: AlarmOutcome | None, ending: str = "") -> None:
        """Choose how it ended, and ask for the rest; None goes back to the choice."""
        self.outcome = outcome
        if outcome in CONFIRMING and outcome is not None:
            self._offer_methods(outcome)
        if ending and not self.ending.text():
            self.ending.set_text(ending)
        self._arrange()
        self.edited.emit()
        self.first().setFocus(Qt.FocusReason.OtherFocusReason)
        bring_into_sight(self)

    def first(self) -> QWidget:
        """The first outcome, or the line where one is chosen."""
        return self.ending if self.outcome is not None else self.choices[AlarmOutcome.MET]

    def close_it(self) -> None:
        """Close it as chosen; what is missing is said by the page through ``complain``."""
        if self.outcome is None:
            return
        end_conversion()
        visit = None
        if not self._visit.isHidden() and self.record.isChecked():
            method, condition = self.method.value() or "", self.condition.value()
            visit = {"method": Method(method), "condition": Condition(condition) if condition else None}
        self.closing.emit(Ending(outcome=self.outcome, ending=self.ending.text(), visit=visit))

    def complain(self, sentence: str) -> None:
        """Say what is missing, at the line."""
        self._note.complain(sentence)
        set_property(self.ending, "wrong", True)
        self.ending.setFocus(Qt.FocusReason.OtherFocusReason)

    def texts(self) -> dict[str, str]:
        """What stands in it, for drafts."""
        if self.outcome is None:
            return {}
        chosen = {"outcome": str(self.outcome), "ending": self.ending.text(), "method": self.method.text()}
        return chosen | {"condition": self.condition.text(), "record": "" if self.record.isChecked() else "no"}

    def restore(self, texts: Mapping[str, str]) -> None:
        """Put a draft back."""
        self.outcome = AlarmOutcome(texts["outcome"]) if texts.get("outcome") else None
        if self.outcome in CONFIRMING and self.outcome is not None:
            self._offer_methods(self.outcome)
        self.ending.set_text(texts.get("ending", ""))
        if texts.get("method"):
            self.method.set_text(texts["method"])
        self.condition.set_text(texts.get("condition", ""))
        self.record.setChecked(texts.get("record") != "no" and not self._confirmed)
        self._clear_note()
        self._arrange()

    def _make_form(self) -> None:
        self._chosen = words("", "strong", wrap=True)
        self.ending, self._note = LongTextField("どうだったか、ひとこと", 2), FieldNote()
        set_size(self.ending, min_height=3.4, max_height=5, min_width=6)
        self.record = QCheckBox(_RECORDS)
        self.method = ChoiceField("方法", optional=False)
        self.condition = ChoiceField("様子", [(one.value, one.label) for one in Condition])
        self.finish = ActionButton("この結末で閉じる", "check", kind="main")
        self.again = ActionButton("選びなおす", "undo-2", kind="low")
        self.record.setChecked(True)
        self._visit = QWidget()
        fields = row(
            column(words("方法", "small", "soft"), self.method, gap=0.2),
            column(words("様子", "small", "soft"), self.condition, gap=0.2),
            STRETCH,
        )
        self._visit.setLayout(column(self.record, fields, gap=0.4))
        self._form = QWidget()
        label = words("どうだったか、ひとこと", "strong")
        label.setBuddy(self.ending)
        ends = row(self.again, STRETCH, self.finish)
        self._form.setLayout(column(self._chosen, label, self.ending, self._note, self._visit, ends, gap=0.5))
        self.finish.clicked.connect(self.close_it)
        self.again.clicked.connect(partial(self.choose, None))
        self.record.clicked.connect(self._tick)
        for field in (self.ending, self.method, self.condition):
            field.edited.connect(self._edit)

    def _offer_methods(self, outcome: AlarmOutcome) -> None:
        fits = [one for one in Method if CONFIRMING[outcome] is Result.CONFIRMED or one not in WITHOUT_MEETING]
        self.method.set_choices([(one.value, one.label) for one in fits])
        self.method.set_value(_USUAL[outcome])

    def _tick(self) -> None:
        for field in (self.method, self.condition):
            field.setEnabled(self.record.isChecked())
        self.edited.emit()

    def _edit(self) -> None:
        self._clear_note()
        self.edited.emit()

    def _clear_note(self) -> None:
        if self._note.wrong:
            self._note.say("")
            set_property(self.ending, "wrong", False)

    def _arrange(self) -> None:
        chosen = self.outcome
        self._offered.setVisible(chosen is None)
        self._form.setVisible(chosen is not None)
        self._chosen.setText(chosen.label if chosen is not None else "")
        self._visit.setVisible(self._known and chosen in CONFIRMING and not self._confirmed)
