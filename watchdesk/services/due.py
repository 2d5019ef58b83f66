"""Who is due 期限: the list of 今日 and of the command ``due``, by the one function of ``domain/cadence.py``."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from watchdesk.domain.cadence import Cadence, DueState, by_need, by_urgency
from watchdesk.domain.lines import PersonLine
from watchdesk.services.people import People


class Due:
    """People under watch who are soon due, due, overdue or worrying."""

    def __init__(self, people: People) -> None:
        self._people = people

    def lines(self, day: date | None = None, area: str | None = None) -> tuple[PersonLine, ...]:
        """Return them longest overdue first, then by reading (contract §4)."""
        return _pressing((line for line in self._people.lines(day) if area is None or line.area == area), by_urgency)

    def to_see(self) -> tuple[PersonLine, ...]:
        """Return them as 今日 lists them: among those not overdue, a 気がかり and the nearest day come first."""
        return _pressing(self._people.lines(), by_need)


def _pressing(lines: Iterable[PersonLine], order: Callable[[Cadence, str | None], Any]) -> tuple[PersonLine, ...]:
    wanted = [
        (line.due, line)
        for line in lines
        if line.due is not None and (line.due.state is not DueState.LATER or line.due.worrying)
    ]
    wanted.sort(key=lambda pair: order(pair[0], pair[1].kana))
    return tuple(line for _, line in wanted)
