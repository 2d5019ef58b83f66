"""The work of receiving, off the window's thread: opening a file, checking and saving it, making a key."""

from dataclasses import dataclass, field
from pathlib import Path

from ui.tasks import Progress
from watchdesk.desk import received, receiving
from watchdesk.domain.spoken_password import Spoken

TO_HAND = "送る方に渡す鍵.txt"
"""The public file: by its name alone nobody hands the other one out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A file that was opened and proven whole, and what is seen of it. It stands in memory only."""

    file: receiving.Received
    look: received.ReceivedLook


@dataclass(frozen=True, slots=True)
class Peeking:
    """Finds out what opens a file."""

    path: Path

    def run(self, _progress: Progress) -> tuple[Path, receiving.Asks]:
        """Do it."""
        return self.path, receiving.asks(self.path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """Opens a file by a password or by a key file, checks it and looks at it."""

    path: Path
    password: str | None = field(default=None, repr=False)
    identity: Path | None = None

    def run(self, progress: Progress) -> Opened:
        """Do it."""
        progress(0, 2)
        file = receiving.open_file(self.path, password=self.password, identity=self.identity)
        progress(1, 2)
        return Opened(file=file, look=received.look(file))


@dataclass(frozen=True, slots=True)
class MakingKey:
    """Makes a key of one's own: its file where the user says, the public one beside it."""

    target: Path

    def run(self, _progress: Progress) -> tuple[Path, Path, Spoken]:
        """Do it; return both files and the phrase."""
        return receiving.new_key(self.target, TO_HAND)


@dataclass(frozen=True, slots=True)
class Saving:
    """Saves what came, unlocked, under a name the user gave; the system's dialog asked about a file of that name."""

    file: receiving.Received
    target: Path

    def run(self, _progress: Progress) -> Path:
        """Do it; return where it lies."""
        receiving.save(self.file, self.target, replace=received.is_workbook(self.file))
        return self.target
