"""OutcomeField: what came of a visit: one of the big choices, how it was confirmed, or one of the rarer results."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QButtonGroup, QRadioButton, QWidget

from ui.pages.visit.answers import (
    MEETING,
    WITHOUT,
    answer_of,
    answers_for,
    condition_of,
    further_results,
    further_word,
    results_of,
)
from ui.widgets.big_choice import BigChoice, BigChoices
from ui.widgets.boxes import column, words
from ui.widgets.choice_field import ChoiceField
from ui.widgets.field_note import FieldNote
from ui.widgets.flow import Flow
from watchdesk.domain.visit import WITHOUT_MEETING
from watchdesk.domain.words import Condition, Method, Result

Outcome = tuple[Result, Condition | None]

UNTOLD = "様子を選んでください。数字のキーでも選べます。"


class OutcomeField(QWidget):
    """``value()`` is (result, condition), or None while nothing is chosen; only what goes together can be chosen.

    ``set_method`` shows the choices that a method takes. A choice that does not fit it is dropped; a note in the post
    box or a look from outside is 外から確認のみ until told otherwise. ``confirmed`` when Enter is pressed on the choice
    made: record it. ``edited`` is the user's doing only; ``text()`` is ``answer/result`` for drafts.
    ``ways`` is the line of 確かめ方 and the rarer results; the form places it.
    """

    edited = Signal()
    confirmed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._method = Method.VISIT
        self._taken_for_granted = False
        self._choices = {True: BigChoices("様子", WITHOUT), False: BigChoices("様子", MEETING)}
        self.note = FieldNote()
        self._ways_label = words("確かめ方", "strong")
        self._ways = QButtonGroup(self)
        self._radios = {result: QRadioButton(result.label) for result in Result}
        self.further = ChoiceField("そのほかの結果")
        further_label = words("そのほかの結果", "strong")
        further_label.setBuddy(self.further)
        self.ways = QWidget()
        self.ways.setLayout(Flow(self._ways_label, *self._radios.values(), further_label, self.further, gap=0.9))
        self.setLayout(column(*self._choices.values(), self.note, gap=0.5))
        self.setAccessibleName("様子と結果")
        self._connect()
        self.set_method(Method.VISIT)

    def _connect(self) -> None:
        for choices in self._choices.values():
            choices.chosen.connect(self._choose)
        for radio in self._radios.values():
            self._ways.addButton(radio)
            radio.clicked.connect(self._tell)
        self.further.edited.connect(self._choose_further)

    @property
    def choices(self) -> BigChoices:
        """The big choices of the method."""
        return self._choices[self._method in WITHOUT_MEETING]

    def set_method(self, method: Method) -> None:
        """Show what a method takes."""
        before = self.value()
        self._method = method
        for without, choices in self._choices.items():
            choices.setVisible(without == (method in WITHOUT_MEETING))
        further = further_results(method)
        self.further.set_value(None)  # a list keeps a chosen code that it does not offer
        self.further.set_choices([(result.value, further_word(result)) for result in further])
        self._keep_fitting(before)

    def _keep_fitting(self, before: Outcome | None) -> None:
        if self._method not in WITHOUT_MEETING:
            self.set_value(None if self._taken_for_granted else before)
        elif before is None or before[0] not in (Result.CONFIRMED, Result.OUTSIDE_ONLY):
            self.set_value((Result.OUTSIDE_ONLY, None))
            self._taken_for_granted = True
        else:
            self.set_value(before)

    def value(self) -> Outcome | None:
        """Result and condition, or None."""
        answer = self.choices.key()
        if answer is not None:
            chosen = next((result for result, radio in self._radios.items() if radio.isChecked()), None)
            fitting = results_of(answer, self._method)
            return (chosen if chosen in fitting else fitting[0], condition_of(answer)) if fitting else None
        further = self.further.value()
        return (Result(further), None) if further else None

    def set_value(self, value: object) -> None:
        """Show a result and condition, or none; what does not fit the method is not shown."""
        self._taken_for_granted = False
        result, condition = value if isinstance(value, tuple) else (None, None)
        answer = answer_of(result, condition, self._method) if result is not None else None
        self._show(answer, result)
        plain = result is not None and answer is None and condition is None
        self.further.set_value(result if plain and result in further_results(self._method) else None)

    def text(self) -> str:
        """What is chosen, for a draft."""
        value = self.value()
        return f"{self.choices.key() or ''}/{value[0].value}" if value is not None else ""

    def set_text(self, text: str) -> None:
        """Choose by the text of a draft, once the method is set."""
        answer, _, result = text.partition("/")
        self.set_value((Result(result), condition_of(answer)) if result in set(Result) else None)

    def problem(self) -> str:
        """A sentence while nothing is chosen."""
        return "" if self.value() is not None else UNTOLD

    def choose_by_digit(self, digit: str) -> bool:
        """Choose as if pressed and go there, so that Enter records; False when no choice has this digit."""
        if not self.choices.choose_by_digit(digit):
            return False
        self.focus_choice()
        return True

    def choose(self, key: str) -> None:
        """Choose one of the big choices of the method by its key or its digit."""
        found = next((a.key for a in answers_for(self._method) if key in (a.key, a.digit)), None)
        if found is not None:
            self._choose_key(found)

    def focus_choice(self) -> None:
        """Put the focus on the choice made, else on the first."""
        self.focus_target().setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_target(self) -> QWidget:
        """The choice made, else the first."""
        buttons = self.choices.findChildren(BigChoice)
        return next((button for button in buttons if button.isChecked()), buttons[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        now = QApplication.focusWidget()
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter} or not isinstance(now, BigChoice):
            super().keyPressEvent(event)
        elif now.isChecked():
            self.confirmed.emit()
        else:
            now.click()

    def _choose(self, key: str) -> None:
        self._choose_key(key)
        self.edited.emit()

    def _choose_key(self, key: str) -> None:
        self._taken_for_granted = False
        self.further.set_value(None)
        before = self.value()
        fitting = results_of(key, self._method)
        self._show(key, before[0] if before is not None and before[0] in fitting else fitting[0])

    def _choose_further(self) -> None:
        self._taken_for_granted = False
        self._show(None, None)
        self.edited.emit()

    def _show(self, answer: str | None, result: Result | None) -> None:
        self.note.say("")
        self.choices.choose(answer)
        fitting = results_of(answer, self._method) if answer is not None else ()
        self._ways.setExclusive(False)
        for each, radio in self._radios.items():
            radio.setVisible(len(fitting) > 1 and each in fitting)
            radio.setChecked(each is result and each in fitting)
        self._ways.setExclusive(True)
        self._ways_label.setVisible(len(fitting) > 1)

    def _tell(self) -> None:
        self.edited.emit()
