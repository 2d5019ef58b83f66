"""Handing numbered copies out: each set of paper has its own number on its pages and stands in the ledger 管理台帳."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from ui.printing import Printing, Wish
from ui.tasks import Progress
from watchdesk.desk import Desk
from watchdesk.domain.copies import numbers_told
from watchdesk.errors import Cancelled, WatchDeskError


class HandsOut(Protocol):
    """A room that hands papers out: each comes back as it leaves, with its number where it names somebody."""

    def again(self, drawn: Any) -> Any:
        """The paper as the next print of it, for all sets alike."""

    def handed_out(self, drawn: Any, how: str = "printed") -> Any:
        """Write a set down in the ledger."""

    def save(self, drawn: Any, target: Path) -> Any:
        """Write it down and into a file."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What went to the printer: so many pages a set, so many ``sets``, and the numbers of the copies in them."""

    pages: int
    numbers: tuple[int, ...]
    sets: int = 1


class SetsPrinted:
    """A job: writes each set down in the ledger, then prints it with its number.

    What did not come out whole, because the user stopped it or the printer refused, is written behind it.
    """

    def __init__(self, papers: HandsOut, desk: Desk, drawn: Any, wish: Wish) -> None:
        self._papers, self._desk, self._drawn, self._wish = papers, desk, drawn, wish

    def run(self, progress: Progress) -> Printed:
        """Print it. WatchDeskError where the ledger can't be written now, or the printer takes nothing."""
        sets = self._wish.copies
        self._wish.printer.setCopyCount(1)  # no two sets are the same: each has its own number
        progress(0, sets * self._wish.pages)
        numbers: list[int] = []
        pages = 0
        self._drawn = self._papers.again(self._drawn)
        for _ in range(sets):
            pages = self._print(numbers, progress)
        return Printed(pages, tuple(numbers), sets)

    def _print(self, numbers: list[int], progress: Progress) -> int:
        copy = self._papers.handed_out(self._drawn, "printed")
        numbers += copy.numbers
        wish = replace(self._wish, title=f"{self._wish.title} {numbers_told(copy.numbers)}".rstrip())
        try:
            return Printing(copy.pdf, wish).run(progress)
        except Cancelled:
            self._log("print cancelled", copy.numbers)
            raise
        except WatchDeskError:
            self._log("not printed", copy.numbers)
            raise

    def _log(self, action: str, numbers: Iterable[int]) -> None:
        for number in numbers:
            self._desk.ledger.undone(action, "copy", str(number))


class SetKept:
    """A job: writes the numbered PDF where the user asked for it; gives the numbers of the copies in it."""

    def __init__(self, papers: HandsOut, drawn: Any, target: Path) -> None:
        self._papers, self._drawn, self._target = papers, drawn, target

    def run(self, progress: Progress) -> tuple[int, ...]:
        """Write it. WatchDeskError where the disk refuses."""
        return tuple(self._papers.save(self._drawn, self._target).numbers)
