"""Empty: what an empty list says: that it is empty, why, and what to do next."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.icon_label import IconLabel

_UNSAID = "次へ"
"""Words of the button while it is hidden: no control is ever without a name."""


class Empty(QWidget):
    """An icon, one sentence, what comes next, one button; ``pressed`` when that is pressed."""

    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = IconLabel("circle-check", "ok", 2.25)
        self._sentence, self._next = words("", "strong", wrap=True), words("", voice="soft", wrap=True)
        for label in (self._sentence, self._next):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button = ActionButton(_UNSAID, kind="low")
        self._again: Callable[[], object] | None = None
        self.button.clicked.connect(self._press)
        self.setLayout(
            column(
                STRETCH,
                row(STRETCH, self._icon, STRETCH),
                self._sentence,
                self._next,
                row(STRETCH, self.button, STRETCH),
                STRETCH,
                gap=0.6,
                margins=(1,),
            )
        )

    def say(self, sentence: str, then: str = "", *, button: str = "", icon: str = "info", tone: str = "wait") -> None:
        """Say that there is nothing, what comes next, and what can be pressed (empty: no button)."""
        self._again = None
        self._icon.show_icon(icon, tone)
        self._sentence.setText(sentence)
        self._next.setText(then)
        self._next.setVisible(bool(then))
        self.button.set_words(button or _UNSAID)
        self.button.setVisible(bool(button))
        self.setAccessibleName(f"{sentence}{then}")

    def say_unread(self, sentence: str, button: str, again: Callable[[], object]) -> None:
        """Say that nothing could be read; the button does ``again``, and is not told as pressed."""
        self.say(sentence, button=button, icon="triangle-alert", tone="care")
        self._again = again

    def say_filtered_out(self, total: str) -> None:
        """Say that the filter leaves nothing of ``total`` (91名), and offer to drop it."""
        self.say(
            "この条件に当てはまる方は、いません。", f"全部で{total}です。", button="しぼり込みをやめる", icon="search"
        )

    def _press(self) -> None:
        if self._again is not None:
            self._again()
        else:
            self.pressed.emit()
