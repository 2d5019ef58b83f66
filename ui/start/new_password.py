"""NewPassword: a password typed twice, with its strength in words while one types."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.start.card import labelled
from ui.theme import set_size
from ui.widgets.boxes import column
from ui.widgets.field_note import FieldNote
from ui.widgets.password_field import PasswordField
from watchdesk.domain.password import password_words

_VOICES = ("urgent", "care", "ok", "ok")
"""By strength 0 to 3."""


class NewPassword(QWidget):
    """``text()`` once ``problem()`` is empty. ``names`` are what it must not be: user, full name, area."""

    edited = Signal()
    entered = Signal()

    def __init__(self, name: str = "パスワード") -> None:
        super().__init__()
        self._name = name
        self._names: tuple[str, ...] = ()
        self.first, self.again = PasswordField(name), PasswordField(f"{name}をもう一度")
        self.strength, self.match = FieldNote(), FieldNote()
        for field in (self.first, self.again):
            set_size(field.line, max_width=24)
            field.edited.connect(self._judge)
        self.again.shown.hide()
        self.first.shown.toggled.connect(self.again.shown.setChecked)
        self.first.entered.connect(self.again.setFocus)
        self.again.entered.connect(self.entered)
        self.setFocusProxy(self.first)
        self.setLayout(
            column(
                labelled(name, self.first),
                self.strength,
                labelled("もう一度、同じものを打ってください", self.again),
                self.match,
                gap=0.6,
            )
        )

    def forbid(self, names: tuple[str, ...]) -> None:
        """Names that it must not be made of."""
        self._names = names
        self._judge()

    def text(self) -> str:
        """The password."""
        return self.first.text()

    def problem(self) -> str:
        """What is missing, in few words; empty when all is right."""
        if not self.first.text():
            return f"{self._name}を入れると進めます"
        if password_words(self.first.text(), self._names).level == 0:
            return "もう少し強くすると進めます"
        return "" if self.first.text() == self.again.text() else "もう一度打つと進めます"

    def _judge(self) -> None:
        first, again = self.first.text(), self.again.text()
        strength = password_words(first, self._names)
        self.strength.say(strength.sentence if first else "", _VOICES[strength.level])
        if not again:
            self.match.say("")
        elif first == again:
            self.match.say("同じです。", "ok")
        else:
            self.match.say("まだ、上と同じではありません。", "soft" if first.startswith(again) else "care")
        self.edited.emit()
