"""AskingPage: a page of one list whose questions open in place, with a strip that says what came of them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from ui.pages.answer_strip import AnswerStrip
from ui.pages.in_place import InPlace
from ui.pages.page import Page
from ui.widgets.manners import composing


class AskingPage(Page):
    """Whoever builds one makes ``strip`` and ``in_place`` and calls ``hear_answers()``."""

    strip: AnswerStrip
    in_place: InPlace

    def hear_answers(self) -> None:
        """Say what was written down, and what is refused."""
        self.in_place.wrote.connect(self.tell_written)
        self.in_place.refused.connect(self.tell_refused)

    def leave(self) -> None:
        """Keep what is half-written, at once."""
        self.in_place.keep()

    def undone(self) -> None:
        """What was said of the last deed holds no more."""
        self.strip.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts the question away; what was written of it is kept."""
        asks = self.in_place.form is not None
        if event.key() == Qt.Key.Key_Escape and asks and not composing(self.focusWidget()):
            self.strip.say(self.in_place.leave())
        else:
            super().keyPressEvent(event)

    def tell_written(self, sentence: str) -> None:
        """Say it on the page, and its first sentence in the status line."""
        self.strip.say(sentence, "ok")
        self.said.emit(sentence.partition("。")[0])

    def tell_refused(self, sentence: str) -> None:
        """Say what is to be mended; an empty sentence takes that away."""
        self.strip.say(sentence, "urgent") if sentence else self.strip.clear()
