"""WaitingScreen: a piece of work has the window to itself: closing with its backup, making the store to practise on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from ui import tasks
from ui.start.card import CardPage, card_head
from ui.start.doorway import Doorway
from ui.tasks import Progress, Task
from ui.widgets.progress_panel import ProgressPanel
from ui.widgets.strip import Strip
from watchdesk.errors import WatchDeskError

if TYPE_CHECKING:
    from pathlib import Path

    from ui.start.door import Door
    from watchdesk.desk import Desk


class ClosingScreen(CardPage):
    """Backs up and closes; ``finished`` when the window may go. A backup that could not be made is told first."""

    finished = Signal()

    def __init__(self, doorway: Doorway, desk: Desk) -> None:
        super().__init__()
        self._doorway, self._desk = doorway, desk
        self._task: Task | None = None
        self.panel, self.strip = ProgressPanel(), Strip()
        self.panel.stopped.connect(self._stop)
        self.strip.answered.connect(self.finished)
        self.fill(
            (card_head("見守りデスクを終わります", "入れたものは、すべて保存してあります。"), self.panel, self.strip)
        )

    def begin(self) -> None:
        """Wait for running work, then close."""
        desk = self._desk

        def close(door: Door, tell: Progress) -> WatchDeskError | None:
            return door.close(desk, tell)

        self.panel.begin("控えをとって、正しく戻せることを確かめています", "%")
        self._task = tasks.start(self._doorway.errand(close), self)
        self._task.progressed.connect(self.panel.show_progress)
        self._task.done.connect(self._end)
        self._task.cancelled.connect(self.finished)
        self._task.failed.connect(self._fail)

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _end(self, refused: WatchDeskError | None) -> None:
        if refused is None:
            self.finished.emit()
        else:
            self._fail(refused)

    def _fail(self, error: Exception) -> None:
        self.panel.end()
        why = str(error) if isinstance(error, WatchDeskError) else "思いがけないことが起きました。"
        self.strip.say(
            f"{why}台帳は保存してあります。次に終わるときに、もう一度とります。",
            "care",
            lead="今日の控えをとれませんでした。",
            button="このまま終わる",
        )
        self.strip.button.setFocus()


class PracticeScreen(CardPage):
    """Opens the store to practise on, and makes it the first time; an open real one is closed before."""

    opened = Signal(object)
    back_wanted = Signal()

    def __init__(self, doorway: Doorway, folder: Path, area: str, desk: Desk | None) -> None:
        super().__init__()
        self._doorway, self._folder, self._area, self._desk = doorway, folder, area, desk
        self._task: Task | None = None
        self.panel, self.strip = ProgressPanel(), Strip()
        self.panel.stopped.connect(self._stop)
        self.strip.answered.connect(self.back_wanted)
        self.fill((card_head("練習用の台帳", "架空の人だけの、試すための台帳です。"), self.panel, self.strip))

    def begin(self) -> None:
        """Open it."""
        folder, area, desk = self._folder, self._area, self._desk

        def practise(door: Door, tell: Progress) -> Desk:
            if desk is not None:
                desk.lock()
            return door.practise(folder, area, tell)

        self.panel.begin("練習用の台帳を用意しています")
        self._task = tasks.start(self._doorway.errand(practise), self)
        self._task.progressed.connect(self.panel.show_progress)
        self._task.done.connect(self.opened)
        self._task.cancelled.connect(self.back_wanted)
        self._task.failed.connect(self._fail)

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _fail(self, error: Exception) -> None:
        self.panel.end()
        if not isinstance(error, WatchDeskError):
            raise error
        self.strip.say(str(error), "care", button="もどる")
