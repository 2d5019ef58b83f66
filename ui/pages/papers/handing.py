"""Handing a paper out: onto paper or into a file, and the ledger 管理台帳 told of it each time."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal

from ui import file_picker
from ui.pages.papers.panel import PaperPanel
from ui.pages.papers.sets import HandsOut, Printed, SetKept, SetsPrinted
from ui.printing import choose
from ui.tasks import Job, Task, start
from ui.widgets.strip import Strip
from watchdesk.desk import Desk
from watchdesk.domain.copies import numbers_told
from watchdesk.errors import WatchDeskError

NOT_LOCKED = "このPDFは、だれでも開けます。渡し終えたら消してください。"


class Handed(Protocol):
    """What is handed out: its pages, what the ledger and the printer call it, the ids of those whom it names."""

    @property
    def pdf(self) -> bytes:
        """The pages as they are shown."""

    @property
    def title(self) -> str:
        """Without a person's name in it."""

    @property
    def named(self) -> tuple[str, ...]:
        """Ids of people."""


class Handing(QObject):
    """``send(report)`` prints it, ``keep(report)`` writes it where the user says; one at a time.

    What came of it stands in the strip; ``said`` is the same for the status line. ``papers`` numbers each set.
    """

    said = Signal(str)

    def __init__(self, desk: Desk, panel: PaperPanel, strip: Strip, papers: HandsOut) -> None:
        super().__init__(panel)
        self._papers = papers
        self._desk, self._page, self._strip, self._progress = desk, panel, strip, panel.progress
        self._report: Handed | None = None
        self._task: Task | None = None
        self._target = Path()
        strip.answered.connect(strip.clear)
        panel.progress.stopped.connect(self._cancel)

    def send(self, report: Handed) -> None:
        """Ask for the printer, print, tell the ledger."""
        if self._task is not None:
            return
        self._strip.clear()
        try:
            wish = choose(report.pdf, self._page, report.title)
        except WatchDeskError as error:
            self._complain(error)
            return
        if wish is not None:
            self._start(SetsPrinted(self._papers, self._desk, report, wish), report)
            self._begin("プリンターに送っています", self._printed)

    def keep(self, report: Handed) -> None:
        """Ask where to, write, tell the ledger."""
        if self._task is not None:
            return
        self._strip.clear()
        chosen = file_picker.save_file(self._page, "PDFに残す", f"{report.title}.pdf", "PDF (*.pdf)")
        if chosen is not None:
            self._target = chosen
            self._start(SetKept(self._papers, report, self._target), report)
            self._begin("PDFを書いています", self._kept)

    def _start(self, job: Job, report: Handed) -> None:
        self._report = report
        self._task = start(job, self)

    def _begin(self, title: str, done: Callable[[Any], None]) -> None:
        task = self._task
        if task is None:
            return
        task.done.connect(done)
        task.failed.connect(self._failed)
        task.cancelled.connect(self._cancelled)
        task.progressed.connect(self._progress.show_progress)
        self._progress.begin(title, "ページ")

    def _end(self) -> None:
        self._progress.end()
        self._task = None

    def _printed(self, printed: Printed) -> None:
        self._end()
        if self._report is not None:
            sets = f"を{printed.sets}部" if printed.sets > 1 else "を"
            told = _numbered(printed.numbers, self._report)
            self._tell(f"{printed.pages}ページ{sets}プリンターに送りました。", told)

    def _kept(self, copies: tuple[int, ...]) -> None:
        self._end()
        if self._report is not None:
            warning = NOT_LOCKED if self._report.named else ""
            self._tell(f"「{self._target.name}」に残しました。", _numbered(copies, self._report) + warning)

    def _tell(self, lead: str, sentence: str) -> None:
        self._strip.say(sentence, "ok", lead=lead, button="わかりました", icon="circle-check")
        self.said.emit(lead)

    def _failed(self, error: Exception) -> None:
        self._end()
        if not isinstance(error, WatchDeskError):
            raise error
        self._complain(error)

    def _cancelled(self) -> None:
        self._end()
        self._strip.say(
            "途中でやめました。プリンターに送った分は、出てくることがあります。", "away", button="わかりました"
        )

    def _complain(self, error: WatchDeskError) -> None:
        self._strip.say(str(error), "urgent", button="わかりました")

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()


def _numbered(numbers: tuple[int, ...], report: Handed) -> str:
    """Only what names people is a copy 写し that has to come back; each set of paper has its own number."""
    if not report.named or not numbers:
        return ""
    return f"お名前の入った写しです。管理台帳に{numbers_told(numbers)}と書きました。"
