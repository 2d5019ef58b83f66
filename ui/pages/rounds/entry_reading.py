"""A sheet read beside the window, and shown at once with what was just typed in."""

from dataclasses import replace

from ui.pages.rounds.entry_words import name
from ui.tasks import Progress
from watchdesk.desk import Desk
from watchdesk.domain.lines import VisitLine
from watchdesk.domain.round import Sheet
from watchdesk.domain.visit import Visit


class ReadingSheet:
    """A job: a sheet as it stands now."""

    def __init__(self, desk: Desk, round_id: str) -> None:
        self._desk, self._round_id = desk, round_id

    def run(self, progress: Progress) -> Sheet:
        """Read it."""
        return self._desk.rounds.sheet(self._round_id)


def with_visit(sheet: Sheet, place: int, visit: Visit) -> Sheet:
    """Return the sheet with a visit typed into a line."""
    shared = {key: getattr(visit, key) for key in VisitLine.__dataclass_fields__ if hasattr(visit, key)}
    line = sheet.lines[place - 1]
    typed = replace(line, visit=VisitLine(name=name(line), **shared))
    return replace(sheet, lines=(*sheet.lines[: place - 1], typed, *sheet.lines[place:]))
