"""AnswerStrip: a message in the page whose one button does something, once, and then is gone."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.why import doing
from ui.widgets.strip import Strip

Does = Callable[[], object]


class AnswerStrip(Strip):
    """``offer(sentence, button, does)`` says what was done with what takes it back; ``say`` leaves no answer behind."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._does: Does | None = None
        self.answered.connect(self._do)

    def say(self, sentence: str, tone: str = "wait", *, lead: str = "", button: str = "", icon: str = "") -> None:
        self._does = None
        super().say(sentence, tone, lead=lead, button=button, icon=icon)

    def offer(self, sentence: str, button: str, does: Does, *, tone: str = "ok", lead: str = "") -> None:
        """Show a sentence and the button that does something."""
        self.say(sentence, tone, lead=lead, button=button)
        self._does = does

    def offers(self, does: Does) -> bool:
        """Whether this is what the button does now."""
        return self._does == does

    def clear(self) -> None:
        self._does = None
        super().clear()

    def _do(self) -> None:
        does = self._does
        self.clear()
        if does is not None:
            doing(self, does)
