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


class FieldNote(QWidget):
    """Takes no room while it says nothing. ``proposed`` when the proposal is pressed."""

    proposed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = IconLabel("octagon-alert", "urgent", 1.25)
        self._words = words("", "small", wrap=True)
        self.button = ActionButton(_UNSAID, kind="low")
        self.button.clicked.connect(self.proposed)
        self._parts = row(self._words, self.button, gap=0.4)
        self._parts.setStretch(0, 1)
        self._parts.setAlignment(self.button, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        layout = row(self._sign, self._parts, gap=0.4)
        layout.setAlignment(self._sign, Qt.AlignmentFlag.AlignTop)
        self.setLayout(layout)
        self.hide()

    @property
    def sentence(self) -> str:
        """What it says now."""
        return self._words.text()

    @property
    def wrong(self) -> bool:
        """Whether it says that something is wrong."""
        return bool(self.sentence) and not self._sign.isHidden()

    def say(self, sentence: str, tone: str = "soft") -> None:
        """Say something quietly, in a voice of ``words``; an empty sentence hides the line."""
        self._show(sentence, tone, "", signed=tone == "care")
        self._sign.show_icon("triangle-alert", "care")

    def complain(self, sentence: str, proposal: str = "") -> None:
        """Say what is wrong and, where one is known, offer the words of a proposal to press; read out at once."""
        self._sign.show_icon("octagon-alert", "urgent")
        self._show(sentence, "urgent", proposal, signed=True)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Put the button below the sentence where both would not find room side by side."""
        narrow = self.width() < self.button.sizeHint().width() + theme().em(_SENTENCE)
        self._parts.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def _show(self, sentence: str, voice: str, proposal: str, *, signed: bool) -> None:
        set_property(self._words, "voice", voice)
        self._words.setText(sentence)
        self.setAccessibleName(sentence)
        self._sign.setVisible(signed)
        self.button.set_words(proposal or _UNSAID)
        self.button.setVisible(bool(proposal))
        self._arrange()
        reveal(self, bool(sentence))
