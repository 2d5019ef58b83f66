"""Who is due 期限: the list of 今日 and of the command ``due``, by the one function of ``domain/cadence.py``."""

from collections.abc import Iterable
from datetime import date

from watchdesk.domain.cadence import DueState, by_urgency
from watchdesk.domain.lines import PersonLine
from watchdesk.services.people import People


class Due:
    """People under watch who are soon due, due, overdue or worrying."""

    def __init__(self, people: People) -> None:
        self._people = people

    def lines(self, day: date | None = None, area: str | None = None) -> tuple[PersonLine, ...]:
        """Return them longest overdue first, then by reading (contract §4)."""
        return pressing(line for line in self._people.lines(day) if area is None or line.area == area)


def pressing(lines: Iterable[PersonLine]) -> tuple[PersonLine, ...]:
    """Keep the lines that are soon due, due, overdue or worrying, in the order of urgency."""
    wanted = [
        (line.due, line)
        for line in lines
        if line.due is not None and (line.due.state is not DueState.LATER or line.due.worrying)
    ]
    wanted.sort(key=lambda pair: by_urgency(pair[0], pair[1].kana))
    return tuple(line for _, line in wanted)
