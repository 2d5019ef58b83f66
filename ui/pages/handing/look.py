"""Look: what would go, and every letter that its file could not hold as it is; found beside the window's thread."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ui.tasks import Job
from watchdesk.desk import Desk, handing


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A parcel, and by letter and what would stand in its place where it stands."""

    parcel: handing.Parcel
    letters: Mapping[tuple[str, str], Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Gathers a parcel and looks at its letters. ``encoding`` None: its file holds every one."""

    desk: Desk
    job: Job
    encoding: str | None

    def run(self, progress: Any) -> Looked:
        """Do both, on whatever thread this is called."""
        parcel = self.job.run(progress)
        places: dict[tuple[str, str], list[str]] = {}
        if self.encoding is not None:
            for one in self.desk.handing.letters(parcel, self.encoding):
                places.setdefault((one.char, one.by), []).append(one.where)
        return Looked(parcel=parcel, letters=places)
