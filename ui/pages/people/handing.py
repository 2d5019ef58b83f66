"""Handing a list out: each set of paper is a copy with its own number on every page, and in the ledger 管理台帳."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

from ui.pages.reports.handing import Printed
from ui.printing import Printing, Wish
from ui.tasks import Progress
from watchdesk.desk import Desk, PeopleList
from watchdesk.errors import Busy, Cancelled, WatchDeskError


class Numbered(Protocol):
    """A set of paper: its pages with the copy's number on each."""

    @property
    def pdf(self) -> bytes:
        """The pages."""

    @property
    def number(self) -> int | None:
        """The copy's number."""


class ListPrinted:
    """A job: writes each set down in the ledger, then prints it with its number.

    What did not come out whole, because the user stopped it or the printer refused, is written behind it.
    """

    def __init__(self, desk: Desk, drawn: Any, wish: Wish) -> None:
        self._desk, self._drawn, self._wish = desk, drawn, wish

    def run(self, progress: Progress) -> Printed:
        """Print it. WatchDeskError where the ledger can't be written now, or the printer takes nothing."""
        sets = self._wish.copies
        self._wish.printer.setCopyCount(1)  # no two sets are the same: each has its own number
        progress(0, sets * self._wish.pages)
        numbers: list[int] = []
        pages = 0
        for _ in range(sets):
            pages = self._print(numbers, progress)
        return Printed(pages, tuple(numbers))

    def handed_out(self) -> Numbered:
        """What is printed next, written down in the ledger with its number."""
        copy: PeopleList = self._desk.lists.handed_out(self._drawn, "printed")
        return copy

    def _print(self, numbers: list[int], progress: Progress) -> int:
        copy = self.handed_out()
        number = copy.number or 0
        numbers.append(number)
        wish = replace(self._wish, title=f"{self._wish.title} 第{number}号")
        try:
            return Printing(copy.pdf, wish).run(progress)
        except Cancelled:
            self._log("print cancelled", number)
            raise
        except WatchDeskError:
            self._log("not printed", number)
            raise

    def _log(self, action: str, number: int) -> None:
        with suppress(Busy):  # the set stands in the ledger already; what stopped the printing is to be told
            self._desk.ledger.note(action, "copy", str(number))


class ListKept:
    """A job: writes the numbered PDF where the user asked for it; gives the copy's number."""

    def __init__(self, desk: Desk, drawn: PeopleList, target: Path) -> None:
        self._desk, self._drawn, self._target = desk, drawn, target

    def run(self, progress: Progress) -> int:
        """Write it. WatchDeskError where the disk refuses."""
        return self._desk.lists.save(self._drawn, self._target).number or 0
