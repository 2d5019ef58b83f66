"""Handing a sheet out: each set of paper is a copy and a round with its own number on every page."""

from pathlib import Path

from ui.pages.people.handing import ListPrinted
from ui.tasks import Progress
from watchdesk.desk import DaySheet, Desk


class SheetPrinted(ListPrinted):
    """As a list is printed: each set is written down in the ledger first, what did not come out whole behind it."""

    def handed_out(self) -> DaySheet:
        """The sheet with its number."""
        return self._desk.day_sheets.handed_out(self._drawn, "printed")


class SheetKept:
    """A job: writes the numbered PDF where the user asked for it; gives the copy's number."""

    def __init__(self, desk: Desk, drawn: DaySheet, target: Path) -> None:
        self._desk, self._drawn, self._target = desk, drawn, target

    def run(self, progress: Progress) -> int:
        """Write it. WatchDeskError where the disk refuses."""
        return self._desk.day_sheets.save(self._drawn, self._target).number or 0
