"""Long work: gather what is needed through the store, then draw it; both say how far they are and can be stopped."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

Progress = Callable[[int, int], None]
"""Told how much is done of how much; raises Cancelled once the user has stopped the work."""

Gathered = TypeVar("Gathered")
Drawn = TypeVar("Drawn")


def unwatched(done: int, total: int) -> None:
    """Progress that nobody looks at."""


@dataclass(frozen=True, slots=True)
class Job(Generic[Gathered, Drawn]):
    """``gather`` reads or writes through a connection of its own; ``draw`` is pure but for the file it makes."""

    title: str
    gather: Callable[[Progress], Gathered]
    draw: Callable[[Gathered, Progress], Drawn]

    def run(self, progress: Progress = unwatched) -> Drawn:
        """Do both, on whatever thread this is called."""
        return self.draw(self.gather(progress), progress)


def whole(title: str, work: Callable[[Progress], Drawn]) -> Job[Drawn, Drawn]:
    """A job whose work is all in one piece, such as an import."""
    return Job(title, work, lambda done, _progress: done)
