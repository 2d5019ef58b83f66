"""Spans of time in words: short ones by the day, long ones in months and years, as people say them."""

from datetime import date

_BY_DAYS = 99
"""So many days are still told as days."""

_WHOLE_YEARS = 5
"""From so many years on the months say nothing more."""


def span_words(first: date, last: date) -> str:
    """Return how long it is from a day to a later one: 12日, 4か月, 2年3か月, 6年; whole months by the calendar."""
    days = (last - first).days
    if days <= _BY_DAYS:
        return f"{days}日"
    months = 12 * (last.year - first.year) + last.month - first.month - (last.day < first.day)
    years, rest = divmod(months, 12)
    told_months = f"{rest}か月" if rest and years < _WHOLE_YEARS else ""
    return f"{years}年{told_months}" if years else told_months
