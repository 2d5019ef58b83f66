"""How the field's values stand in a column: a word by its code, a time of day and a moment as text."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Dialect, Integer, Text
from sqlalchemy.types import TypeDecorator

from watchdesk.domain.words import Sex, Word


def month_number(day: date) -> int:
    """Return the number under which a day's month stands in the store: year × 100 + month."""
    return day.year * 100 + day.month


class WordText(TypeDecorator[Word]):
    """A word of the contract by its code."""

    impl = Text
    cache_ok = True

    def __init__(self, words: type[Word]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: Word | None, dialect: Dialect) -> str | None:
        """Give the code."""
        return None if value is None else str(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Word | None:
        """Give the word."""
        return None if value is None else self.words(value)


class SexNumber(TypeDecorator[Sex]):
    """性別 by its ISO 5218 number."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: Sex | None, dialect: Dialect) -> int | None:
        """Give the number."""
        return None if value is None else int(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Sex | None:
        """Give the word."""
        return None if value is None else Sex(value)


class ClockText(TypeDecorator[time]):
    """A time of day as ``HH:MM``."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: time | None, dialect: Dialect) -> str | None:
        """Give the text."""
        return None if value is None else value.strftime("%H:%M")

    def process_result_value(self, value: Any | None, dialect: Dialect) -> time | None:
        """Give the time."""
        return None if value is None else time.fromisoformat(value)


class MomentText(TypeDecorator[datetime]):
    """A moment as ISO text to the second, with its offset where it has one."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """Give the text."""
        return None if value is None else value.isoformat(timespec="seconds")

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        """Give the moment."""
        return None if value is None else datetime.fromisoformat(value)
