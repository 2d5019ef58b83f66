"""InPlace: a few questions that open below the button that asks them, kept as a draft until answered or put away."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.drafts import DraftKeeper, Texts, told_restored
from ui.why import told
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.going_on import stand_aside
from ui.widgets.manners import composing, end_conversion
from ui.widgets.record_form import Asking, RecordForm
from ui.widgets.scroll import bring_into_sight
from watchdesk.desk import Desk
from watchdesk.errors import Invalid, WatchDeskError
from watchdesk.fields import Field, Section

Values = dict[str, Any]

_HALF_WRITTEN = "書きかけは、残してあります。もう一度開くと、続きから書けます。"
_FEW = 5
"""So many fields are made at once, and stand on one sheet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked: its fields, filled with ``values``, and ``write``, which gets the answers and returns a sentence.

    ``draft`` is the key of what is half-written; ``told`` stands above the fields, ``save`` on the button. ``ready``
    puts the focus on that button: everything may stay as it is filled.
    """

    draft: str
    title: str
    save: str
    fields: tuple[Field, ...]
    asking: Asking
    write: Callable[[Values], str]
    told: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    ready: bool = False


class InPlace(QWidget):
    """``ask(question)`` opens, ``stop()`` puts away with the draft, ``keep()`` keeps what is half-written at once.

    ``wrote(sentence)`` after the answers were written, ``refused(sentence)`` where something is to be mended, and
    ``refused("")`` once that is given up or asked anew, ``closed`` whenever it was put away.
    """

    wrote = Signal(str)
    refused = Signal(str)
    closed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.question: Question | None = None
        self.form: RecordForm | None = None
        self._at = ""
        self._speaks = False
        self._title, self._told = words("", "strong"), words("", voice="soft", wrap=True)
        self._restored = words("", "small", "accent")
        self.save = ActionButton("書き足す", "check", "Ctrl+Enter", kind="plain", only_shown=True)
        self.leave_off = ActionButton("やめる", kind="low")
        stand_aside(self.leave_off)
        self._column = column(
            self._title, self._told, self._restored, row(STRETCH, self.leave_off, self.save), gap=0.5, margins=(0.5, 0)
        )
        self.setLayout(self._column)
        self.keeper = DraftKeeper(desk, self._texts, self)
        self.save.clicked.connect(self.write)
        self.leave_off.clicked.connect(self._give_up)
        self.hide()

    def ask(self, question: Question, *, take_focus: bool = True) -> None:
        """Open these questions; what was half-written of them comes back."""
        self._withdraw()
        if self.form is not None:
            self.keep()
            self.put_away()
        self.question = question
        self.form = RecordForm(_sections(question.fields), question.asking, by_turns=True)
        self.form.set_values(question.values)
        self.form.submitted.connect(self.write)
        self.form.edited.connect(self.keeper.touch)
        self._column.insertWidget(3, self.form)
        self._title.setText(question.title)
        self._told.setText(question.told)
        self._told.setVisible(bool(question.told))
        self.save.set_words(question.save)
        self.setAccessibleName(question.title)
        self.form.show()
        self.show()
        draft = self.keeper.begin(question.draft)
        self.keeper.what = question.title.removesuffix("。")
        self._at = (draft.focus or "") if draft is not None else ""
        self._restored.setVisible(draft is not None)
        if draft is not None:
            self.form.restore(draft.texts)
            self._restored.setText(told_restored(draft.at, self._desk.now()))
        if take_focus:
            self.first().setFocus(Qt.FocusReason.OtherFocusReason)
            bring_into_sight(self)
            bring_into_sight(self._title)  # of what is higher than the page, the beginning

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter means these questions also beside their fields."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not composing(QApplication.focusWidget())
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.write()
        else:
            super().keyPressEvent(event)

    def write(self) -> None:
        """Write the answers down, or point out what is to be mended."""
        if self.form is None or self.question is None:
            return
        end_conversion()
        errors = self.form.check()
        if errors:
            self._refuse(self.form.show_errors(errors))
            return
        try:
            sentence = self.question.write(self.form.values())
        except Invalid as error:
            self._refuse(self.form.show_errors((error,)))
        except WatchDeskError as error:
            self._refuse(told(self, error, self.write))
        else:
            self._withdraw()
            self.stop()
            self.wrote.emit(sentence)

    def stop(self) -> None:
        """Put the questions away, and their draft with them."""
        if self.form is not None:
            self.keeper.forget()
        self.put_away()

    def leave(self) -> str:
        """Put the questions away and keep their draft (Esc); return what to say of it, "" where nothing was written."""
        self.keep()
        half_written = self.keeper.holds
        self.put_away()
        self._withdraw()
        self._speaks = half_written
        return _HALF_WRITTEN if half_written else ""

    def put_away(self) -> None:
        """Put the questions away; what was kept of them stays."""
        self.keeper.forget_form()
        self.question = None
        if self.form is None:
            return
        self._column.removeWidget(self.form)
        self.form.hide()
        self.form.deleteLater()
        self.form = None
        self.hide()
        self.closed.emit()

    def keep(self) -> None:
        """Keep what is half-written, at once."""
        if self.form is not None:
            self.keeper.keep_all()

    def first(self) -> QWidget:
        """Where to go on: the field that was being written, the first one, or the button where all is filled."""
        if self.form is None or self.question is None:
            return self.save
        key = self.form.focus_key() or self._at
        keys = self.form.keys()
        if self.question.ready and key not in keys:
            return self.save
        widget: QWidget = self.form.entry(key if key in keys else keys[0])
        return widget

    def _give_up(self) -> None:
        self.stop()
        self._withdraw()

    def _refuse(self, sentence: str) -> None:
        self._speaks = True
        self.refused.emit(sentence)

    def _withdraw(self) -> None:
        """What was said of it is over: nothing is to be mended any more, or it is being written again."""
        if self._speaks:
            self._speaks = False
            self.refused.emit("")

    def _texts(self) -> Texts:
        return (self.form.written(), self.form.focus_key()) if self.form is not None else ({}, "")


def _sections(fields: tuple[Field, ...]) -> tuple[Section, ...]:
    """A few fields on one sheet; of many, each wide one on a sheet of its own, made in a turn of its own."""
    if len(fields) <= _FEW:
        return (Section("", fields),)
    sheets = (tuple(group) for _, group in groupby(fields, key=lambda field: field.key if field.wide else ""))
    return tuple(Section("", sheet) for sheet in sheets)
