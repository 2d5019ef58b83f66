"""Doorway: hands work over to the Door on another thread, so that nothing heavy is loaded before the first paint."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ui.tasks import Progress, favour_the_window

if TYPE_CHECKING:
    from ui.start.door import Door

Work = Callable[["Door", Progress], Any]


@dataclass(frozen=True, slots=True)
class Errand:
    """A job for ``ui.tasks.start``: what is asked of the door."""

    make: Callable[[], Door]
    work: Work

    def run(self, progress: Progress) -> Any:
        """Do it, on whatever thread this is called; the first time the program itself is loaded here."""
        done = self.work(self.make(), progress)
        favour_the_window()
        return done


class Doorway:
    """``errand(lambda door, tell: door.open(…))`` is a job; the door is made on the job's thread."""

    def __init__(self, make: Callable[[], Door] | None = None) -> None:
        self._make = make or real_door

    def errand(self, work: Work) -> Errand:
        """Work to be started by ``ui.tasks.start``."""
        return Errand(self._make, work)

    @property
    def door(self) -> Door:
        """The door at once; loads the program where no errand has done so."""
        return self._make()


def real_door() -> Door:
    """The door over this PC's clock."""
    from ui.start.door import Door  # noqa: PLC0415  # the program is loaded here, behind the first paint

    return Door()
