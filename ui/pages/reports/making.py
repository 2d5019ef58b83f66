"""Making the month's report: its figures first, as lines to be opened, then its pages."""

from PySide6.QtCore import QObject, Signal

from ui.pages.reports.behind import opens
from ui.tasks import Progress
from ui.widgets.figure_list import FigureLine
from watchdesk.desk import Job, MonthlyReport, Part
from watchdesk.domain.behind import Figure, number
from watchdesk.domain.month import Month
from watchdesk.domain.summary import Figures


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


def heads(month: Month) -> tuple[str, ...]:
    """What stands over the figures: the month, the month before, the same month last year."""
    return f"{month.number}月", f"{month.previous.number}月", f"昨年{month.number}月"


def lines(part: Part | None) -> list[FigureLine]:
    """A line a figure; without cells while they are being counted."""
    facts = part.facts if part is not None else None
    spans = (facts.figures, facts.previous, facts.last_year) if facts is not None else ()

    def line(figure: Figure) -> FigureLine:
        cells = tuple(_cell(figure, span) for span in spans)
        return FigureLine(key=figure.value, title=figure.label, cells=cells, opens=opens(figure))

    return [line(figure) for figure in Figure]


def _cell(figure: Figure, figures: Figures | None) -> str:
    return "—" if figures is None else f"{number(figure, figures)}{figure.unit}"
