"""Season 季節: what is to be looked at more closely between two days of the year."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

MonthDay = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Season:
    """From ``first`` to ``last``, months and days both included; a season may reach over the new year.

    ``title`` and ``prompt`` are sentences that 今日 and the visit form show while it lasts.
    """

    code: str
    first: MonthDay
    last: MonthDay
    title: str
    prompt: str

    def holds_on(self, day: date) -> bool:
        """Whether a day lies in it."""
        at = (day.month, day.day)
        if self.first <= self.last:
            return self.first <= at <= self.last
        return at >= self.first or at <= self.last


def seasons_on(seasons: Iterable[Season], day: date) -> tuple[Season, ...]:
    """Return the seasons that a day lies in, in their order."""
    return tuple(season for season in seasons if season.holds_on(day))


def month_day(text: str) -> MonthDay:
    """Read a day of the year as the data file writes it: ``06-01``."""
    month, day = (int(part) for part in text.split("-"))
    return month, day
