"""The work of taking a list in, off the window's thread: open and look, try, take in, take back."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from ui.tasks import Job, Progress, Task, start
from ui.widgets.progress_panel import ProgressPanel
from watchdesk.desk import ColumnMapping, Desk, Look, Outcome, Source, Undone
from watchdesk.domain.histories import ConsentEntry
from watchdesk.domain.words import Consent


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What is to be taken in, and how."""

    source: Source
    of_visits: bool
    mapping: ColumnMapping | None = None
    consent: ConsentEntry | None = None
    update: bool = False


@dataclass(frozen=True, slots=True)
class Opening:
    """Opens a file and looks at it; gives the source and what was seen."""

    desk: Desk
    path: Path
    password: str | None = field(default=None, repr=False)

    def run(self, _progress: Progress) -> tuple[Source, Look]:
        """Do it."""
        source = self.desk.imports.open(self.path, self.password)
        return source, self.desk.imports.look(source)


@dataclass(frozen=True, slots=True)
class Looking:
    """Looks again, at another sheet or header row."""

    desk: Desk
    source: Source
    mapping: ColumnMapping

    def run(self, _progress: Progress) -> Look:
        """Do it."""
        return self.desk.imports.look(self.source, self.mapping)


@dataclass(frozen=True, slots=True)
class Undoing:
    """Takes an import back."""

    desk: Desk
    import_id: str

    def run(self, _progress: Progress) -> Undone:
        """Do it."""
        return self.desk.imports.undo(self.import_id)


@dataclass(frozen=True, slots=True)
class SavingLeft:
    """Saves the rows that stayed out; gives where, and how many."""

    desk: Desk
    chosen: Chosen
    outcome: Outcome
    target: Path

    def run(self, progress: Progress) -> tuple[Path, int]:
        """Do it."""
        chosen = self.chosen
        job = self.desk.imports.save_left(
            chosen.source, self.outcome, self.target, chosen.mapping, visits=chosen.of_visits
        )
        return self.target, job.run(progress)


@dataclass(frozen=True, slots=True)
class CountingConsent:
    """Counts what the people taken in have answered."""

    desk: Desk
    ids: tuple[str, ...]

    def run(self, _progress: Progress) -> Counter[Consent]:
        """Count; somebody of whom nothing is known has not answered."""
        return Counter(line.consent or Consent.PENDING for line in self.desk.people.lines_of(self.ids))


def taking_in(desk: Desk, chosen: Chosen, *, dry_run: bool) -> Job:
    """The desk's own job: people or visits, tried or done."""
    if chosen.of_visits:
        return desk.imports.visits(chosen.source, dry_run=dry_run)
    return desk.imports.people(
        chosen.source, chosen.mapping, consent=chosen.consent, update=chosen.update, dry_run=dry_run
    )


class Work(QObject):
    """The one work a page waits for, its progress shown in ``panel``; older work has nothing to tell any more.

    ``changed`` when it begins or ends, before its result is handed on; ``failed(error)``; ``cancelled``.
    """

    changed = Signal()
    failed = Signal(object)
    cancelled = Signal()

    def __init__(self, panel: ProgressPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._panel = panel
        self._task: Task | None = None
        self._then: Callable[[Any], None] | None = None

    @property
    def running(self) -> bool:
        """Whether its end is still waited for."""
        return self._task is not None

    def begin(self, title: str, job: Job, then: Callable[[Any], None], unit: str) -> None:
        """Do a job on another thread, in the place of the one before; ``then`` takes its result."""
        self.stop()
        self._panel.begin(title, unit)
        self._then = then
        self._task = start(job, self)
        self._task.progressed.connect(self._panel.show_progress)
        self._task.done.connect(self._done)
        self._task.failed.connect(self._failed)
        self._task.cancelled.connect(self._cancelled)
        self.changed.emit()

    def stop(self) -> None:
        """Wait no longer, and let it end."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
            self._panel.end()

    def cancel(self) -> None:
        """Let it end, and tell when it has."""
        if self._task is not None:
            self._task.cancel()

    def _ended(self) -> bool:
        if self._task is None or self.sender() is not self._task:
            return False
        self._task = None
        self._panel.end()
        self.changed.emit()
        return True

    def _done(self, result: Any) -> None:
        if self._ended() and self._then is not None:
            self._then(result)

    def _failed(self, error: Exception) -> None:
        if self._ended():
            self.failed.emit(error)

    def _cancelled(self) -> None:
        if self._ended():
            self.cancelled.emit()
