"""A calendar month, the unit in which the work is counted and reported (contract §2)."""

import calendar
from dataclasses import dataclass
from datetime import date

from watchdesk.domain.era import NotADay, read_month
from watchdesk.errors import Invalid


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of a western year; ordered by time, ``str()`` is ``2026-10``, and ``day in month`` asks for a day."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if not (1 <= self.number <= 12 and 1 <= self.year <= 9999):
            raise Invalid("month", "月は2026-10のようにご指定ください。")

    @classmethod
    def parse(cls, text: str) -> "Month":
        """Read ``2026-10``, ``2026/10``, ``令和8年10月``, also in full width; raise Invalid otherwise."""
        try:
            return cls(*read_month(text))
        except NotADay as unread:
            raise Invalid("month", f"{unread}2026-10のようにご指定ください。") from unread

    @classmethod
    def of(cls, day: date) -> "Month":
        """The month a day lies in."""
        return cls(day.year, day.month)

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and (day.year, day.month) == (self.year, self.number)

    @property
    def first(self) -> date:
        """The first day."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """The last day."""
        return date(self.year, self.number, calendar.monthrange(self.year, self.number)[1])

    def last_by(self, today: date) -> date:
        """The last day that counts: today in the running month (contract §2)."""
        return min(self.last, today)

    @property
    def previous(self) -> "Month":
        """The month before."""
        return Month(self.year, self.number - 1) if self.number > 1 else Month(self.year - 1, 12)

    @property
    def next(self) -> "Month":
        """The month after."""
        return Month(self.year, self.number + 1) if self.number < 12 else Month(self.year + 1, 1)

    @property
    def year_before(self) -> "Month":
        """The same month a year earlier."""
        return Month(self.year - 1, self.number)

    @property
    def fiscal_start(self) -> "Month":
        """April of its 年度."""
        return Month(self.year if self.number >= 4 else self.year - 1, 4)


def months_between(first: Month, last: Month) -> tuple[Month, ...]:
    """The months from first to last, both included; none where last lies before first."""
    begin, end = first.year * 12 + first.number - 1, last.year * 12 + last.number
    return tuple(Month(count // 12, count % 12 + 1) for count in range(begin, end))
