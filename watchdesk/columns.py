"""Column: what is shown of a row, shared by screen, paper and spreadsheet."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

Row = TypeVar("Row")

ALWAYS = 9
"""Importance of a column that never folds."""


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
    importance: int = 5
    """Where room is short the least important column folds first; one of ``ALWAYS`` never does."""
    alone: Callable[[Row], str] | None = None
    """What it says away from its head, folded or on a card; by default its title and its texts."""


def alone(column: Column[Row], row: Row) -> str:
    """Return what a column says of a row where its head does not stand over it; empty when it says nothing."""
    if column.alone is not None:
        return column.alone(row)
    said = " ".join(text for line in (column.value, column.below) if line is not None and (text := line(row)))
    return f"{column.title} {said}" if said and column.title else said


def texts(columns: tuple[Column[Row], ...], row: Row) -> tuple[str, ...]:
    """Return the texts of one row, in the order of the columns."""
    return tuple(column.value(row) for column in columns)
