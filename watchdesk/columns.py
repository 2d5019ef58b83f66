"""Column: what is shown of a row, shared by screen, paper and spreadsheet."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

Row = TypeVar("Row")


class Align(StrEnum):
    """Where a cell's text stands; heads stand like their column."""

    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One thing shown of a ``Row``: its title, its text, how it sorts and how wide it wants to be (in characters)."""

    title: str
    value: Callable[[Row], str]
    sort_key: Callable[[Row], Any] | None = None
    align: Align = Align.START
    width: int = 10
    above: Callable[[Row], str] | None = None
    """A smaller line over the text: the reading over a name."""
    below: Callable[[Row], str] | None = None
    """A smaller line under the text: the building under an address."""
    tone: Callable[[Row], str] | None = None
    """A state's tone for a badge of the word ``value``: ``ok care urgent away wait``; ``soft``: normal, plain grey."""


def texts(columns: tuple[Column[Row], ...], row: Row) -> tuple[str, ...]:
    """Return the texts of one row, in the order of the columns."""
    return tuple(column.value(row) for column in columns)
