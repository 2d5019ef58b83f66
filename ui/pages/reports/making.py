"""Making the month's report: its figures first, then its pages."""

from PySide6.QtCore import QObject, Signal

from ui.tasks import Progress
from watchdesk.desk import Job, MonthlyReport, Part


class Making(QObject):
    """A job: gathers the figures, tells them with its own number, and draws the pages."""

    counted = Signal(int, object)

    def __init__(self, job: Job[tuple[Part, ...], MonthlyReport], serial: int) -> None:
        super().__init__()
        self._job, self.serial = job, serial

    def run(self, progress: Progress) -> MonthlyReport:
        """Make the report."""
        parts = self._job.gather(progress)
        self.counted.emit(self.serial, parts)
        return self._job.draw(parts, progress)


def issues(report: MonthlyReport) -> tuple[int | None, ...]:
    """The issue of each part."""
    return tuple(part.facts.issue for part in report.parts)
