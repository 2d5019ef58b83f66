"""VisitForm: everything that is asked of a visit: day, time, way, visitor, what came of it, signs, a note."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, cast

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QBoxLayout, QLabel, QLayout, QSizePolicy, QWidget

from ui.pages.information.given_field import GivenField
from ui.pages.visit.outcome import OutcomeField
from ui.pages.visit.promises import PromisesField
from ui.pages.visit.prompts import VisitPrompts
from ui.pages.visit.recent import RecentVisits
from ui.pages.visit.together import TogetherField
from ui.pages.visit.visitor import VisitorField
from ui.theme import set_property, set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.field_note import FieldNote
from ui.widgets.focus import follow_focus
from ui.widgets.manners import composing
from ui.widgets.record_form import Entry
from ui.widgets.sign_checklist import SignChecklist
from ui.widgets.text_fields import LineField, LongTextField
from ui.widgets.time_field import TimeField
from watchdesk.domain.visit import Visit
from watchdesk.domain.words import Method
from watchdesk.errors import Invalid

_FIELD_OF = {"result": "outcome", "condition": "outcome", "what": "promises", "due_on": "promises"}
"""Names in a record's errors → the field that asks for it."""


class VisitForm(QWidget):
    """``set_visit`` fills it, ``values()`` gives what ``Visit`` is made of, ``texts()`` everything as typed.

    ``check()`` tells what can't be recorded, ``show_errors`` marks the fields and says how many. ``reason`` is asked
    for in a correction only. ``edited(key)`` with each change by the user, ``left(key)`` when the focus leaves a
    field, ``confirmed`` when Enter is pressed on the choice made, ``voiding`` when the record is to be voided.
    """

    edited = Signal(str)
    left = Signal(str)
    confirmed = Signal()
    voiding = Signal()

    def __init__(self, today: date, prompts: VisitPrompts, given: GivenField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.prompts, self.given = prompts, given
        self.reason = LineField("書き直し・取り消しのわけ")
        self.void = ActionButton("この記録を取り消す", "circle-x", kind="danger")
        self.day = DateField("訪問日", today, near=True, calendar=False)
        self.at = TimeField("時刻")
        self.method = ChoiceField("方法", [(way.value, way.label) for way in Method], optional=False)
        self.visitor = VisitorField("訪問した人")
        self.outcome = OutcomeField()
        self.together = TogetherField()
        self.signs = SignChecklist("気づいたこと")
        self.note = LongTextField("書きとめ", lines=4)
        self.promises = PromisesField(today)
        self.recent = RecentVisits()
        self._entries: dict[str, Entry] = {
            "reason": self.reason,
            "on": self.day,
            "at": self.at,
            "method": self.method,
            "visitor": self.visitor,
            "outcome": self.outcome,
            "together": self.together,
            "signs": self.signs,
            "note": self.note,
            "promises": self.promises,
            "given": self.given,
        }
        self._notes = {key: FieldNote() for key in ("reason", "at", "visitor", "signs", "note")}
        self._notes |= {"on": self.day.note, "outcome": self.outcome.note, "promises": self.promises.note}
        self._last_key = ""
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        set_size(self.day.line, width=10.5)
        set_size(self.at, width=6.2)
        self.at.setPlaceholderText("例 11:10")
        day_layout = cast(QLayout, self.day.layout())
        day_layout.removeWidget(self.day.note)
        when = row(_asked("訪問日", self.day), _asked("時刻", self.at), STRETCH, gap=0.75)
        who = row(_asked("方法", self.method), _asked("訪問した人", self.visitor), gap=0.75)
        said = column(
            STRETCH, self.day.note, self._notes["at"], self._notes["visitor"], gap=0.2, margins=(0, 0, 0, 0.4)
        )
        self._fields = row(when, who, STRETCH, gap=0.75)
        self._head = row(self._fields, said, gap=0.75)
        self._head.setStretch(1, 1)
        signs = column(self.outcome.ways, self.signs, self._notes["signs"], gap=0.5)
        signs.setStretch(1, 1)
        note = _asked("書きとめ（書かなくてもかまいません）", self.note, self._notes["note"])
        self._side = QWidget()
        side = column(self.recent, note, gap=0.5)
        side.setStretch(0, 1)
        side.setStretch(1, 1)
        self._side.setLayout(side)
        self._lower = row(signs, self._side, gap=1.25)
        self._lower.setStretch(0, 1)
        self._why = QWidget()
        label = _label("書き直し・取り消しのわけ＊", self.reason)
        self._reason_line = row(row(label, self.reason), self.void)
        self._reason_line.setAlignment(self.void, Qt.AlignmentFlag.AlignRight)
        self._why.setLayout(column(self._reason_line, self._notes["reason"], gap=0.3))
        self._why.hide()
        top = (self._why, self._head, self.outcome, self.together, self.prompts)
        self._parts = column(*top, self._lower, self.promises, self.given, gap=0.7)
        self._parts.setStretch(len(top), 1)
        self.setLayout(self._parts)
        self.day.button.show()  # not before it lies in the form: it would be a window for a moment, and take the focus
        self.arrange(wide=True)

    def _connect(self) -> None:
        for key, entry in self._entries.items():
            cast(QWidget, entry).setProperty("key", key)
            entry.edited.connect(self._was_edited)
        self.outcome.confirmed.connect(self.confirmed)
        self.void.clicked.connect(self.voiding)
        for noted in (self.day.line.textEdited, self.day.line.editingFinished, self.day.note.proposed):
            noted.connect(self._place_notes)
        follow_focus(self._follow_focus)

    def arrange(self, *, wide: bool) -> None:
        """Side column beside the signs, or below them; where the page is low, the choices come before the fields."""
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._fields.setDirection(across if wide else down)
        self._lower.setDirection(across if wide else down)
        self._reason_line.setDirection(across if wide else down)
        self._parts.removeItem(self._head)
        self._parts.insertLayout(1 if wide else 3, self._head)
        set_size(self._side, width=21) if wide else set_size(self._side, min_width=6, max_width=400)
        self.promises.arrange(wide=wide)
        self.recent.shrink(wide)
        for tall in (self.signs, self.note, self.recent):
            tall.setSizePolicy(QSizePolicy.Policy.Expanding, _TAKES_WHAT_IS_LEFT if wide else _AS_HIGH_AS_IT_IS)

    def ask_reason(self, wanted: bool) -> None:
        """Ask why, for a correction."""
        self._why.setVisible(wanted)

    def set_today(self, today: date) -> None:
        """It has become another day."""
        self.day.set_today(today)
        self.promises.set_today(today)

    def set_visit(self, visit: Visit | None, on: date, visitor: str) -> None:
        """Show a record, or an empty form for a visit on a day by somebody."""
        self.clear_errors()
        self._last_key = ""
        self.reason.set_value(None)
        self.day.set_value(visit.on if visit else on)
        self.at.set_value(visit.at if visit else None)
        self.method.set_value(visit.method if visit else Method.VISIT)
        self.visitor.set_value(visit.visitor if visit else visitor)
        self.outcome.set_value(None)
        self._show_method()
        self.together.set_value(None)
        if visit is not None:
            self.outcome.set_value((visit.result, visit.condition))
        self.signs.start_over()
        self.signs.set_value(visit.signs if visit else ())
        self.note.set_value(visit.note if visit else None)
        self.promises.set_value(None)
        self.given.set_value(None)

    def values(self) -> dict[str, Any]:
        """What ``Visit`` is made of; ask ``check`` first."""
        result, condition = self.outcome.value() or (None, None)
        return {
            "on": self.day.value(),
            "at": self.at.value(),
            "method": self._method(),
            "result": result,
            "condition": condition,
            "signs": self.signs.value(),
            "note": self.note.value(),
            "visitor": self.visitor.value(),
        }

    def texts(self) -> dict[str, str]:
        """Everything as typed, for a draft."""
        return {key: entry.text() for key, entry in self._entries.items()}

    def restore(self, texts: Mapping[str, str]) -> None:
        """Put a draft back, with the caret behind the words of the note, where one goes on writing."""
        for key in self._entries:
            if key in texts:
                self._entries[key].set_text(texts[key])
            if key == "method":
                self._show_method()
        self.note.moveCursor(QTextCursor.MoveOperation.End)
        self._place_notes()

    def focus_key(self) -> str:
        """Key of the field that has the focus, or had it last; empty when none had. A promise's names its part."""
        now = QApplication.focusWidget()
        key, part = self._key_at(now) or self._last_key, self.promises.at(now)
        return f"promises:{part}" if key == "promises" else key

    def field(self, key: str) -> QWidget:
        """The widget that takes the focus for a field: the choice made, or the first, for the outcome and unknown."""
        key, _, part = key.partition(":")
        if key == "promises":
            return self.promises.field(part)
        if key in self._entries and key != "outcome":
            return cast(QWidget, self._entries[key])
        return self.outcome.focus_target()

    def unfold(self, key: str) -> None:
        """Show what is asked for only where it is wanted (``promises``, ``given``), and go there."""
        (self.given if key == "given" else self.promises).unfold()

    def check(self) -> tuple[Invalid, ...]:
        """What can't be recorded as it stands, in reading order."""
        found = [
            Invalid(key, entry.problem(), kind="unreadable") for key, entry in self._entries.items() if entry.problem()
        ]
        if not self.day.text().strip():
            found.insert(0, Invalid("on", "訪問日を入れてください。", kind="missing"))
        return tuple(found)

    def show_errors(self, errors: Sequence[Invalid]) -> str:
        """Mark these fields, go to the first, and return what the bar says; an error of no field in full."""
        self.clear_errors()
        here = {_FIELD_OF.get(error.field, error.field): str(error) for error in errors}
        elsewhere = "".join(sentence for key, sentence in here.items() if key not in self._entries)
        marked = [key for key in self._entries if key in here]
        for key in marked:
            self._mark(key, here[key])
        self._place_notes()
        if marked:
            self.field(marked[0]).setFocus(Qt.FocusReason.OtherFocusReason)
        return (f"直すところが{len(marked)}つあります。" if marked else "") + elsewhere

    def clear_errors(self) -> None:
        """Take all marks away."""
        for key in self._entries:
            self._unmark(key)
        self._place_notes()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers() & _CHORD
        if enter and not composing(QApplication.focusWidget()):
            self._go_on()
        else:
            super().keyPressEvent(event)

    def _go_on(self) -> None:
        """Enter: to the next field; the calendar's button is passed over, since Enter would open it."""
        if self.day.line.hasFocus():
            self.at.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.focusNextPrevChild(True)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self.recent.setEnabled(True)

    def _method(self) -> Method:
        return Method(self.method.value() or Method.VISIT)

    def _show_method(self) -> None:
        for answers in (self.outcome, self.together):
            answers.set_method(self._method())

    def _place_notes(self) -> None:
        """What was understood stands beside the fields, what is wrong below them, where there is room to say it."""
        wrong = any(self._notes[key].wrong for key in ("on", "at", "visitor"))
        directions = QBoxLayout.Direction
        self._head.setDirection(directions.TopToBottom if wrong else directions.LeftToRight)

    def _mark(self, key: str, sentence: str) -> None:
        if key == "on":
            self.day.set_text(self.day.text())  # it complains itself, with its proposal
            if not self.day.problem():
                self.day.show_error(sentence)
            return
        self._notes[key].complain(sentence)
        self._colour(key, wrong=True)

    def _unmark(self, key: str) -> None:
        if key != "on" and self._notes.get(key) is not None and self._notes[key].wrong:
            self._notes[key].say("")
            self._colour(key, wrong=False)

    def _colour(self, key: str, *, wrong: bool) -> None:
        if key == "promises":
            self.promises.set_wrong(wrong)
        else:
            set_property(cast(QWidget, self._entries[key]), "wrong", wrong)

    def _was_edited(self) -> None:
        key = str(self.sender().property("key"))
        if key == "method":
            self._show_method()
        self._unmark(key)
        self._place_notes()
        self.edited.emit(key)

    def _follow_focus(self, old: QWidget | None, now: QWidget | None) -> None:
        before, key = self._key_at(old), self._key_at(now)
        self._last_key = key or before or self._last_key
        if before and before != key:
            self.left.emit(before)

    def _key_at(self, widget: QWidget | None) -> str:
        for key, entry in self._entries.items():
            field = cast(QWidget, entry)
            if widget is not None and (field is widget or field.isAncestorOf(widget)):
                return key
        return "outcome" if widget is not None and self.outcome.ways.isAncestorOf(widget) else ""


def _asked(title: str, field: QWidget, *below: QWidget) -> QLayout:
    made = column(_label(title, field), field, *below, gap=0.3)
    made.setStretch(1, 1)
    return made


def _label(title: str, field: QWidget) -> QLabel:
    label = words(title, "strong")
    label.setBuddy(field)
    return label


_TAKES_WHAT_IS_LEFT, _AS_HIGH_AS_IT_IS = QSizePolicy.Policy.Ignored, QSizePolicy.Policy.MinimumExpanding
_CHORD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
