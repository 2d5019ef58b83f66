"""The fields of a line of a sheet: the digit 様子, the numbers of signs 気づき, a note; worked by digits and Enter."""

import re
import unicodedata
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.theme import set_property, set_role
from ui.widgets.big_choice import Answer
from ui.widgets.manners import composing
from ui.widgets.text_fields import LineField
from watchdesk.errors import Invalid

_CHORD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_BETWEEN = re.compile(r"[\s,，、.・+]+")


class AnswerField(QLineEdit):
    """様子: one digit chooses, the next one chooses anew, Backspace clears; ``value()`` is the answer's key or None.

    It speaks to no input method: a digit is a digit at once. ``edited`` is the user's doing only, ``refused(sentence)``
    where another key was typed.
    """

    edited = Signal()
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._answers: dict[str, Answer] = {}
        self._key: str | None = None
        self.setAccessibleName("様子の数字")
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAcceptDrops(False)
        set_role(self, "strong")

    def offer(self, answers: Sequence[Answer]) -> None:
        """Offer the answers of another way of visiting; a chosen one that is not among them is dropped."""
        self._answers = {answer.digit: answer for answer in answers}
        told = "、".join(f"{answer.digit} {answer.word}" for answer in answers)
        self.setAccessibleDescription(told)
        self.set_value(self._key)

    def value(self) -> str | None:
        """The key of the answer, None for none."""
        return self._key

    def set_value(self, key: str | None) -> None:
        """Show an answer, or none."""
        answer = next((one for one in self._answers.values() if one.key == key), None)
        self._key = answer.key if answer is not None else None
        self.setText(f"{answer.digit} {answer.word}" if answer is not None else "")

    def choose(self, digit: str) -> bool:
        """Choose by a digit, as the user does; False where no answer has it."""
        if digit not in self._answers:
            return False
        self.set_value(self._answers[digit].key)
        self.edited.emit()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & _CHORD
        if plain and event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.set_value(None)
            self.edited.emit()
        elif not (plain and self.choose(unicodedata.normalize("NFKC", event.text()))):
            event.ignore()
            if plain and event.text().strip() and event.text().isprintable():
                digits = "・".join(self._answers)
                self.refused.emit(f"様子は、数字で選びます（{digits}）。言葉は「書きとめ」に書けます。")


class SignsField(LineField):
    """気づき: their numbers as the sheet counts them, parted by blanks or commas. It speaks to no input method."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("気づきの番号", "番号", parent)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self._most = 0

    def count_to(self, most: int) -> None:
        """Take numbers from 1 to ``most``."""
        self._most = most

    def numbers(self) -> tuple[int, ...]:
        """The numbers, each once; Invalid names the first that the sheet does not have."""
        found: list[int] = []
        for part in filter(None, _BETWEEN.split(unicodedata.normalize("NFKC", self.text()))):
            if not (re.fullmatch("[0-9]{1,3}", part) and 1 <= int(part) <= self._most):
                sentence = f"「{part}」は、この用紙の気づきの番号にありません。1から{self._most}までです。"
                raise Invalid("signs", sentence, kind="unknown")
            found.append(int(part))
        return tuple(dict.fromkeys(found))

    def show_numbers(self, numbers: Sequence[int]) -> None:
        """Show numbers, ready for one more."""
        self.set_value("".join(f"{number} " for number in numbers) or None)
        self.setCursorPosition(len(self.text()))

    def takes_one(self) -> bool:
        """Part the number typed last from the next one; False where none stands at the end."""
        if not self.text().strip() or self.text()[-1:].isspace():
            return False
        self.show_numbers(self.numbers())
        return True


class LineFields(QObject):
    """The three fields of the line at hand. ``ended`` with the last Enter; ``stepped(±1)`` by ↓ and ↑; ``edited``.

    Enter goes on from 様子 to the next line for what is plain, and by way of 気づき and 書きとめ where ``asks_more``.
    """

    ended = Signal()
    stepped = Signal(int)
    edited = Signal()
    refused = Signal(str)

    PLAIN = frozenset({"well", "absent", "outside_only"})
    """Answers after which Enter goes to the next line; by Tab one comes to 気づき and 書きとめ all the same."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.answer, self.signs = AnswerField(parent), SignsField(parent)
        self.note = LineField("書きとめ", "書きとめ", parent)
        self._said_before: str | None = None
        for field in self.all:
            field.installEventFilter(self)
            field.edited.connect(self._edit)

    @property
    def all(self) -> tuple[AnswerField, SignsField, LineField]:
        """The fields in their order."""
        return self.answer, self.signs, self.note

    def fill(self, answer: str | None, numbers: Sequence[int], note: str | None) -> None:
        """Show what a line says so far."""
        self.answer.set_value(answer)
        self.signs.show_numbers(numbers)
        self.note.set_value(note)
        self._said_before = self.answer.value()
        for field in self.all:
            set_property(field, "wrong", False)

    def focus_key(self) -> str:
        """Which field has the focus: answer, signs or note; "" where none has."""
        return next((name for name, field in zip(_NAMES, self.all, strict=True) if field.hasFocus()), "")

    def named(self, name: str) -> QWidget:
        """The field of a name, the first one for any other."""
        return self.all[_NAMES.index(name)] if name in _NAMES else self.answer

    def reach(self, name: str = "answer") -> None:
        """Put the focus into a field."""
        self.named(name).setFocus(Qt.FocusReason.OtherFocusReason)

    def blame(self, name: str) -> None:
        """Mark a field whose content cannot be taken, and go there."""
        for known, field in zip(_NAMES, self.all, strict=True):
            set_property(field, "wrong", known == name)
        self.reach(name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.modifiers() & _CHORD or (isinstance(watched, QWidget) and composing(watched)):
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go_on(watched)
            return True
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Down else -1)
            return True
        return False

    def _go_on(self, field: QObject) -> None:
        if field is self.answer and self.asks_more:
            self.signs.setFocus(Qt.FocusReason.TabFocusReason)
        elif field is self.signs:
            self._take_sign()
        else:
            self.ended.emit()

    @property
    def asks_more(self) -> bool:
        """Whether the answer is a new one that wants to be told more of."""
        key = self.answer.value()
        return key is not None and key not in self.PLAIN and key != self._said_before

    def _take_sign(self) -> None:
        """Enter after a number takes it and waits for the next; without one it goes on to the note."""
        try:
            taken = self.signs.takes_one()
        except Invalid as wrong:
            self.blame("signs")
            self.refused.emit(str(wrong))
            return
        if taken:
            self._edit()
        else:
            self.note.setFocus(Qt.FocusReason.TabFocusReason)

    def _edit(self) -> None:
        for field in self.all:
            set_property(field, "wrong", False)
        self.edited.emit()


_NAMES = ("answer", "signs", "note")
