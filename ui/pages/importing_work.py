"""The work of taking a list in, off the window's thread: open and look, try, take in, take back."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ui.tasks import Progress
from watchdesk.desk import ColumnMapping, Desk, Job, Look, Source, Undone
from watchdesk.domain.histories import ConsentEntry
from watchdesk.domain.words import Consent


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What is to be taken in, and how."""

    source: Source
    of_visits: bool
    mapping: ColumnMapping | None = None
    consent: ConsentEntry | None = None
    update: bool = False


@dataclass(frozen=True, slots=True)
class Opening:
    """Opens a file and looks at it; gives the source and what was seen."""

    desk: Desk
    path: Path
    password: str | None = field(default=None, repr=False)

    def run(self, _progress: Progress) -> tuple[Source, Look]:
        """Do it."""
        source = self.desk.imports.open(self.path, self.password)
        return source, self.desk.imports.look(source)


@dataclass(frozen=True, slots=True)
class Looking:
    """Looks again, at another sheet or header row."""

    desk: Desk
    source: Source
    mapping: ColumnMapping

    def run(self, _progress: Progress) -> Look:
        """Do it."""
        return self.desk.imports.look(self.source, self.mapping)


@dataclass(frozen=True, slots=True)
class Undoing:
    """Takes an import back."""

    desk: Desk
    import_id: str

    def run(self, _progress: Progress) -> Undone:
        """Do it."""
        return self.desk.imports.undo(self.import_id)


@dataclass(frozen=True, slots=True)
class CountingConsent:
    """Counts what the people taken in have answered."""

    desk: Desk
    ids: tuple[str, ...]

    def run(self, _progress: Progress) -> Counter[Consent]:
        """Count; somebody of whom nothing is known has not answered."""
        return Counter(line.consent or Consent.PENDING for line in self.desk.people.lines_of(self.ids))


def taking_in(desk: Desk, chosen: Chosen, *, dry_run: bool) -> Job[Any, Any]:
    """The desk's own job: people or visits, tried or done."""
    if chosen.of_visits:
        return desk.imports.visits(chosen.source, dry_run=dry_run)
    return desk.imports.people(
        chosen.source, chosen.mapping, consent=chosen.consent, update=chosen.update, dry_run=dry_run
    )
