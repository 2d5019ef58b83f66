"""PaperDraft: what is half-written of a paper while it is drawn anew after each pause, and when it has left."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer, Signal

from ui.drafts import DraftKeeper, Texts
from watchdesk.desk import Desk

_SETTLED = 450
"""Milliseconds after the last key until the pages are drawn anew."""


class PaperDraft(DraftKeeper):
    """A keeper that also tells by ``paused`` when the user has paused, so that the pages are drawn with it."""

    paused = Signal()

    def __init__(self, desk: Desk, read: Callable[[], Texts], parent: QObject, what: str) -> None:
        super().__init__(desk, read, parent)
        self.what = what
        self._leaving: Mapping[str, str] | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_SETTLED)
        self._pause.timeout.connect(self.paused)

    def touch(self) -> None:
        """Something was typed or chosen: keep it, and draw it once the user pauses."""
        super().touch()
        self.draw_soon()

    def draw_soon(self) -> None:
        """Draw the pages after the pause, unless more is typed."""
        self._pause.start()

    def draw_now(self) -> None:
        """The paper is about to leave with what stands here: where the pause is not over yet, end it."""
        self._leaving = dict(self._read()[0])
        if self._pause.isActive():
            self._pause.stop()
            self.paused.emit()

    def settle(self) -> None:
        """It left. What was typed since did not: where there is some, all stays half-written."""
        if self._leaving in (None, self._read()[0]):
            super().settle()
