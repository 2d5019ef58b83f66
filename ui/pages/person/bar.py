"""PersonBar: the bar under a form being written: what is kept, how to stop, and the button that saves."""

from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.pages.page import Shape
from ui.theme import set_property
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import column, row, rule, words


class PersonBar(QWidget):
    """Hidden until ``open``; ``say`` puts a sentence at its left, ``tell_similar`` one before it that stays."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words("", "small", "soft", wrap=True)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.stop = ActionButton("書くのをやめる")
        self.save = ActionButton("保存する", "check", "Ctrl+Enter", kind="main", only_shown=True)
        line = row(self._words, self.stop, self.save, margins=(0.6, 1.5))
        line.setStretch(0, 1)
        self.setLayout(column(rule(), line, gap=0))
        self._sentence, self._similar = "", ""
        self.hide()

    def open(self, *, new: bool) -> None:
        """Show it for a new person or for a known one."""
        self.save.set_words("台帳にのせる" if new else "保存する")
        self._similar = ""
        self.say("書きかけは、ひとりでに残ります。")
        self.show()

    def say(self, sentence: str, *, wrong: bool = False) -> None:
        """Say something beside the buttons."""
        set_property(self._words, "voice", "urgent" if wrong else "soft")
        self._sentence = sentence
        self._words.setText(f"{self._similar}{sentence}")

    def tell_similar(self, count: int) -> None:
        """Say that similar people are named in the form, which may be out of sight; 0 takes it away."""
        self._similar = f"似た方が{count}名います。" if count else ""
        self._words.setText(f"{self._similar}{self._sentence}")

    def reshape(self, shape: Shape) -> None:
        """Leave the key caps out where room is short."""
        self.save.hide_keys(shape is not Shape.WIDE)
