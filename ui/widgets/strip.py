"""Strip: a message that stays in the page until the next action, with its answer in it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QSizePolicy, QWidget

from ui.theme import set_property, set_role, set_size, theme
from ui.widgets.action_button import ActionButton
from ui.widgets.badge import TONE_ICONS
from ui.widgets.boxes import escaped, row, spaced
from ui.widgets.icon_label import IconLabel
from ui.widgets.reveal import reveal

_NARROW = 26.0
"""Em of width under which the button stands below the sentence."""

_UNSAID = "答える"
"""Words of the button while it is hidden: no control is ever without a name."""


class Strip(QFrame):
    """A sentence by tone (``ok wait care urgent away``; ``wait`` is quiet information) with at most one button.

    Hidden until ``say``. A screen reader is told at once (AT-SPI alert). ``answered`` when the button is pressed;
    the strip stays until the page calls ``say`` or ``clear``: nothing leaves before it was read.
    """

    answered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = IconLabel("info", size=1.5)
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.RichText)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        set_role(self._words, "body")
        self.button = ActionButton(_UNSAID, kind="low")
        self.button.clicked.connect(self.answered)
        self._parts = row(self._words, self.button)
        self._parts.setStretch(0, 1)
        self._parts.setAlignment(self.button, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        self.setLayout(row(self._icon, self._parts, gap=0.75, margins=(0.4, 0.85)))
        set_size(self, min_height=3.25)
        self._measure()
        theme().changed.connect(self._measure)
        self.hide()

    def say(self, sentence: str, tone: str = "wait", *, lead: str = "", button: str = "", icon: str = "") -> None:
        """Show a sentence; ``lead`` is a first sentence in bold, ``button`` the words of the one answer.

        Without any words there is no message any more.
        """
        if not (lead or sentence):
            self.clear()
            return
        self._icon.show_icon(icon or ("info" if tone == "wait" else TONE_ICONS[tone]), tone)
        self._words.setText(spaced(f"{_bold(lead)}{escaped(sentence)}", 150))
        self.button.set_words(button or _UNSAID)
        self.button.setVisible(bool(button))
        set_property(self, "tone", tone)
        self.setAccessibleName(lead + sentence)
        reveal(self)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def clear(self) -> None:
        """Take the message away."""
        self.hide()
        self._words.clear()
        self.setAccessibleName("")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme().em(_NARROW)
        self._parts.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def _measure(self) -> None:
        self._words.setContentsMargins(0, theme().em(0.25), 0, 0)  # Qt puts a line's extra height below it

    @property
    def sentence(self) -> str:
        """What is said now, empty when nothing is."""
        return self.accessibleName()


def _bold(text: str) -> str:
    return f"<b>{escaped(text)}</b>" if text else ""


def strip(sentence: str, tone: str = "wait", *, lead: str = "", button: str = "", icon: str = "") -> Strip:
    """A strip that says something from the start."""
    made = Strip()
    made.say(sentence, tone, lead=lead, button=button, icon=icon)
    return made
