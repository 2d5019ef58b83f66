"""MergingBar: the bar under two records side by side: what is kept, how to go back, and the button that merges."""

from datetime import datetime

from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import set_property
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import column, row, rule, words

_KEEPS = "選びかけは、ひとりでに残ります。まとめたあとで、2つに分けることもできます。"


class MergingBar(QWidget):
    """Hidden until ``open``; ``say`` puts a sentence at its left, an empty one what is usual."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words("", "small", "soft", wrap=True)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.back = ActionButton("もどる", "arrow-left")
        self.merge = ActionButton("ひとつにまとめる", "check", "Ctrl+Enter", kind="main", only_shown=True)
        line = row(self._words, self.back, self.merge, margins=(0.6, 1.5))
        line.setStretch(0, 1)
        self.setLayout(column(rule(), line, gap=0))
        self.hide()

    def open(self) -> None:
        """Show it."""
        self.say("")
        self.show()

    def say(self, sentence: str, *, wrong: bool = False) -> None:
        """Say something beside the buttons."""
        set_property(self._words, "voice", "urgent" if wrong else "soft")
        self._words.setText(sentence or _KEEPS)

    def tell_kept(self, at: datetime | None) -> None:
        """Say when it was kept."""
        if at is not None:
            self.say(f"選びかけを残しました（{at.hour}時{at.minute:02}分）。")

    def hide_keys(self, hidden: bool) -> None:
        """Leave the key cap out where room is short."""
        self.merge.hide_keys(hidden)
