"""Drawing: one paper, drawn anew as often as what it shows changes, and printed or kept as it stands."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtPdf import QPdfDocument

from ui.pages.papers.drafting import PaperDraft
from ui.pages.papers.handing import Handing
from ui.pages.papers.held import paper_of
from ui.pages.papers.panel import PaperPanel
from ui.pages.papers.sets import HandsOut
from ui.tasks import Job, Progress, Task, start
from ui.widgets.pdf_document import opened
from ui.widgets.strip import Strip
from watchdesk.desk import Desk
from watchdesk.errors import WatchDeskError

Leaving = Callable[[Any], Any]
"""Gives a paper as it leaves, with who holds it; None where it can't leave yet: what is wrong is said there."""


class Drawing(QObject):
    """``begin(job)`` draws, and what was begun before is forgotten; ``drawn(paper)`` once it is there.

    ``send()`` prints, ``keep()`` writes the pages into a file: where they are still being drawn, as soon as they are,
    however often they are drawn anew meanwhile. What is still being typed is on them, by the draft in ``follow``.
    ``gave_up``: they could not be drawn, or were stopped; why is said in their place.
    ``asked``: beside the pages stands whether to print without the characters that no font has.
    """

    drawn = Signal(object)
    gave_up = Signal()
    asked = Signal()

    def __init__(self, desk: Desk, papers: HandsOut, panel: PaperPanel, strip: Strip, leaving: Leaving) -> None:
        super().__init__(panel)
        self._panel, self._leaving = panel, leaving
        self._task: Task | None = None
        self._draft: PaperDraft | None = None
        self._agreed = False
        self._wish: Callable[[], None] | None = None
        self._shown = ""
        self.paper: Any = None
        self.handing = Handing(desk, panel, strip, papers)
        panel.print_anyway.connect(self._print_anyway)
        panel.progress.stopped.connect(self._cancel)

    def follow(self, draft: PaperDraft) -> None:
        """Whenever the paper leaves, first draw what was typed into ``draft``, however short ago."""
        self._draft = draft

    def begin(self, job: Job) -> None:
        """Draw anew; the pages shown before stay in sight until then. A wish of those is one of the new ones."""
        self._forget()
        self._task = start(_Opened(job), self)
        self._task.done.connect(self._take)
        self._task.failed.connect(self._stumble)
        self._task.cancelled.connect(self._stop)
        self._task.progressed.connect(self._panel.progress.show_progress)
        self._panel.begin()

    def close(self) -> None:
        """The paper is put away; the next one begins at its first page."""
        self.drop()
        self._shown = ""

    def drop(self) -> None:
        """There is no paper; of what is being drawn nothing more is heard, and nothing is wished of it."""
        self._wish = None
        self._forget()

    def _forget(self) -> None:
        task, self._task = self._task, None
        self.paper, self._agreed = None, False
        if task is not None:
            task.drop()
            self._panel.progress.end()

    def send(self) -> None:
        """Print it."""
        leaving = self._as_it_leaves(self.send)
        if leaving is None:
            return
        if self.paper.unprintable and not self._agreed:
            self.asked.emit()
            self._panel.ask()
        else:
            self.handing.send(leaving)

    def keep(self) -> None:
        """Write it where the user says."""
        leaving = self._as_it_leaves(self.keep)
        if leaving is not None:
            self.handing.keep(leaving)

    def _as_it_leaves(self, wish: Callable[[], None]) -> Any:
        """With all that was typed; None where it can't leave, or is still being drawn: then ``wish`` waits for it."""
        if self._draft is not None:
            self._draft.draw_now()
        self._wish = wish if self._task is not None else None
        return self._leaving(self.paper) if self.paper is not None else None

    def _take(self, taken: tuple[Any, QPdfDocument]) -> None:
        """Show it; of the paper that was shown before, drawn anew, the page in sight stays in sight."""
        paper, document = taken
        page = self._panel.view.page() if paper_of(paper) == self._shown else 0
        self._task, self.paper, self._shown = None, paper, paper_of(paper)
        self._panel.show_report(paper, document, page)
        self.drawn.emit(paper)
        if self._wish is not None:
            self._wish()

    def _stumble(self, error: Exception) -> None:
        told = isinstance(error, WatchDeskError)
        self._give_up(str(error) if told else f"{self._panel.noun}をつくれませんでした。")
        if not told:
            raise error

    def _stop(self) -> None:
        self._give_up(f"{self._panel.noun}をつくるのをやめました。")

    def _give_up(self, sentence: str) -> None:
        self._task = self._wish = None
        self._panel.give_up(sentence)
        self.gave_up.emit()

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _print_anyway(self) -> None:
        self._agreed = True
        self.send()


class _Opened:
    """A job: draws a paper, and opens its pages as they are to be shown."""

    def __init__(self, job: Job) -> None:
        self._job = job

    def run(self, progress: Progress) -> tuple[Any, QPdfDocument]:
        """Do both, on whatever thread this is called."""
        paper = self._job.run(progress)
        return paper, opened(paper.pdf)
