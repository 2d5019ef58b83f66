"""The tabs by state of a list: which lines stand on each, how many, and what is wanted of them."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

Line = TypeVar("Line")
Told_co = TypeVar("Told_co", covariant=True)

LEFT = "left"
"""The tab of what is still to be done: every list opens on it."""


class Listed(Protocol[Told_co]):
    """A row of such a list: the line it tells of, and all its words folded."""

    @property
    def id(self) -> str:
        """The record's id."""

    @property
    def line(self) -> Told_co:
        """What is known of the record."""

    @property
    def folded(self) -> str:
        """The words among which is searched."""


@dataclass(frozen=True, slots=True)
class Tab(Generic[Line]):
    """One tab: its word, and whether a line stands there. A line may stand on several."""

    told: str
    has: Callable[[Line], bool]


def tab_of(tabs: Mapping[str, Tab[Line]], line: Line) -> str:
    """The first tab on which a line stands."""
    return next(key for key, tab in tabs.items() if tab.has(line))


def counts(tabs: Mapping[str, Tab[Line]], rows: Iterable[Listed[Line]]) -> Mapping[str, int]:
    """How many rows stand on each tab."""
    return Counter(key for row in rows for key, tab in tabs.items() if tab.has(row.line))


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the list is narrowed to: a tab, words, or exactly the records behind a figure, whatever their state."""

    tabs: Mapping[str, Tab[Any]]
    tab: str = LEFT
    needles: tuple[str, ...] = ()
    only: frozenset[str] | None = None

    def keeps(self, row: Listed[Any]) -> bool:
        """Whether a row is shown."""
        stands = self.tabs[self.tab].has(row.line) if self.only is None else row.id in self.only
        return stands and all(needle in row.folded for needle in self.needles)
