"""PersonBar: the bar under a form being written: what is kept, how to stop, and the button that saves."""

from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.pages.page import Shape
from ui.theme import set_property
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import column, row, rule, words
from ui.widgets.going_on import stand_aside
from ui.widgets.record_form import fields_to_mend


class PersonBar(QWidget):
    """Hidden until ``open``; ``say`` puts a sentence at its left, ``tell_similar`` one before it that stays.

    What is to be mended stays until it was: ``say_kept`` waits behind it, ``tell_left`` counts it down.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words("", "small", "soft", wrap=True)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.stop = ActionButton("書くのをやめる")
        self.save = ActionButton("保存する", "check", "Ctrl+Enter", kind="main", only_shown=True)
        stand_aside(self.stop)
        line = row(self._words, self.stop, self.save, margins=(0.6, 1.5))
        line.setStretch(0, 1)
        self.setLayout(column(rule(), line, gap=0))
        self._sentence, self._similar, self._kept = "", "", ""
        self._wrong = False
        self.hide()

    def open(self, *, new: bool) -> None:
        """Show it for a new person or for a known one."""
        self.save.set_words("台帳にのせる" if new else "保存する")
        self._similar = ""
        self._kept = "書きかけは、ひとりでに残ります。"
        self.say(self._kept)
        self.show()

    def say(self, sentence: str, *, wrong: bool = False) -> None:
        """Say something beside the buttons."""
        set_property(self._words, "voice", "urgent" if wrong else "soft")
        self._sentence, self._wrong = sentence, wrong
        self._words.setText(self.sentence)

    @property
    def sentence(self) -> str:
        """What stands there now."""
        return f"{self._similar}{self._sentence}"

    def say_kept(self, sentence: str) -> None:
        """Say that the draft was kept, once nothing is left to mend."""
        self._kept = sentence
        if not self._wrong:
            self.say(sentence)

    def tell_left(self, count: int) -> None:
        """Say how many fields are still to be mended, after one was edited."""
        if self._wrong:
            self.say(fields_to_mend(count) or self._kept, wrong=count > 0)

    def tell_similar(self, count: int) -> None:
        """Say that similar people are named in the form, which may be out of sight; 0 takes it away."""
        self._similar = f"似た方が{count}名います。" if count else ""
        self._words.setText(self.sentence)

    def reshape(self, shape: Shape) -> None:
        """Leave the key caps out where room is short."""
        self.save.hide_keys(shape is not Shape.WIDE)
