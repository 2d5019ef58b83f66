"""Handing the report out: onto paper or into a file, and the ledger 管理台帳 told of it each time."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.printing import Printing, choose
from ui.tasks import Job, Progress, Task, start
from ui.widgets.progress_panel import ProgressPanel
from ui.widgets.strip import Strip
from watchdesk.desk import Desk, MonthlyReport
from watchdesk.errors import WatchDeskError

NOT_LOCKED = "このPDFは、だれでも開けます。渡し終えたら消してください。"


class Keeping:
    """A job: writes the PDF where the user asked for it; gives the copy's number."""

    def __init__(self, desk: Desk, report: MonthlyReport, target: Path) -> None:
        self._desk, self._report, self._target = desk, report, target

    def run(self, progress: Progress) -> int:
        """Write it. WatchDeskError where the disk refuses."""
        try:
            return self._desk.reports.save(self._report, self._target)
        except OSError as error:
            sentence = "この場所には、書きこめませんでした。空きを確かめるか、別の場所を選んでください。"
            raise WatchDeskError(sentence, code="disk") from error


class Handing(QObject):
    """``send(report)`` prints it, ``keep(report)`` writes it where the user says; one at a time.

    What came of it stands in the strip; ``said`` is the same for the status line.
    """

    said = Signal(str)

    def __init__(self, desk: Desk, page: QWidget, strip: Strip, progress: ProgressPanel) -> None:
        super().__init__(page)
        self._desk, self._page, self._strip, self._progress = desk, page, strip, progress
        self._report: MonthlyReport | None = None
        self._task: Task | None = None
        self._target = Path()
        self._copies = 1
        strip.answered.connect(strip.clear)
        progress.stopped.connect(self._cancel)

    def send(self, report: MonthlyReport) -> None:
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
            self._copies = wish.copies
            self._start(Printing(report.pdf, wish), report)
            self._begin("プリンターに送っています", self._printed)

    def keep(self, report: MonthlyReport) -> None:
        """Ask where to, write, tell the ledger."""
        if self._task is not None:
            return
        self._strip.clear()
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        proposed = str(Path(folder) / f"{report.title}.pdf")
        chosen, _ = QFileDialog.getSaveFileName(self._page, "PDFに残す", proposed, "PDF (*.pdf)")
        if chosen:
            path = Path(chosen)
            self._target = path if path.suffix.casefold() == ".pdf" else path.with_name(f"{path.name}.pdf")
            self._start(Keeping(self._desk, report, self._target), report)
            self._begin("PDFを書いています", self._kept)

    def _start(self, job: Job, report: MonthlyReport) -> None:
        self._report = report
        self._task = start(job, self)

    def _begin(self, title: str, done: Callable[[int], None]) -> None:
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

    def _printed(self, pages: int) -> None:
        self._end()
        if self._report is not None:
            report = self._report
            numbers = [self._desk.reports.handed_out(report, "printed") for _ in range(self._copies)]
            sets = f"を{self._copies}部" if self._copies > 1 else "を"
            self._tell(f"{pages}ページ{sets}プリンターに送りました。", _numbered(numbers, report))

    def _kept(self, copy: int) -> None:
        self._end()
        if self._report is not None:
            warning = NOT_LOCKED if self._report.named else ""
            self._tell(f"「{self._target.name}」に残しました。", _numbered([copy], self._report) + warning)

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


def _numbered(numbers: list[int], report: MonthlyReport) -> str:
    """Only what names people is a copy 写し that has to come back; each set of paper has its own number."""
    shown = f"第{numbers[0]}号" + (f"から第{numbers[-1]}号" if len(numbers) > 1 else "")
    return f"お名前の入った写しです。管理台帳に{shown}と書きました。" if report.named else ""
