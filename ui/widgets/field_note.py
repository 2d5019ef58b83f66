"""FieldNote: the line under a field: what was understood, a hint, or what is wrong with a proposal to press."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.theme import set_property, theme
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import row, words
from ui.widgets.icon_label import IconLabel
from ui.widgets.reveal import reveal

_UNSAID = "直す"
"""Words of the button while there is no proposal and it is hidden: no control is ever without a name."""

_SENTENCE = 14.0
"""Em that the sign and the sentence want beside the button."""


class _Parts:
    """Sign, sentence and button of a note; the button goes below the sentence where both find no room in a line."""

    def __init__(self, note: QWidget) -> None:
        self.sign = IconLabel("octagon-alert", "urgent", 1.25)
        self.words = words("", "small", wrap=True)
        self.button = ActionButton(_UNSAID, kind="low")
        self._line = row(self.words, self.button, gap=0.4)
        self._line.setStretch(0, 1)
        self._line.setAlignment(self.button, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        whole = row(self.sign, self._line, gap=0.4)
        whole.setAlignment(self.sign, Qt.AlignmentFlag.AlignTop)
        note.setLayout(whole)

    def arrange(self, width: int) -> None:
        """Put the button beside or below the sentence."""
        narrow = width < self.button.sizeHint().width() + theme().em(_SENTENCE)
        self._line.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)


class FieldNote(QWidget):
    """Takes no room while it says nothing. ``proposed`` when the proposal is pressed.

    Its parts are made when it first speaks: most fields of a form never do, and a form should open at once.
    """

    proposed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: _Parts | None = None
        self.hide()

    @property
    def button(self) -> ActionButton:
        """The proposal to press."""
        return self._made().button

    @property
    def sentence(self) -> str:
        """What it says now."""
        return self._parts.words.text() if self._parts is not None else ""

    @property
    def wrong(self) -> bool:
        """Whether it says that something is wrong."""
        return bool(self.sentence) and not self._made().sign.isHidden()

    def say(self, sentence: str, tone: str = "soft") -> None:
        """Say something quietly, in a voice of ``words``; an empty sentence hides the line."""
        if not sentence and self._parts is None:
            return
        self._show(sentence, tone, "", signed=tone == "care")
        self._made().sign.show_icon("triangle-alert", "care")

    def complain(self, sentence: str, proposal: str = "") -> None:
        """Say what is wrong and, where one is known, offer the words of a proposal to press; read out at once."""
        self._made().sign.show_icon("octagon-alert", "urgent")
        self._show(sentence, "urgent", proposal, signed=True)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._parts is not None:
            self._parts.arrange(self.width())

    def _made(self) -> _Parts:
        if self._parts is None:
            self._parts = _Parts(self)
            self._parts.button.clicked.connect(self.proposed)
        return self._parts

    def _show(self, sentence: str, voice: str, proposal: str, *, signed: bool) -> None:
        parts = self._made()
        set_property(parts.words, "voice", voice)
        parts.words.setText(sentence)
        self.setAccessibleName(sentence)
        parts.sign.setVisible(signed)
        parts.button.set_words(proposal or _UNSAID)
        parts.button.setVisible(bool(proposal))
        parts.arrange(self.width())
        reveal(self, bool(sentence))
