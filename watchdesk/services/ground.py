"""Ground: what every room of the desk stands on: the opened store, the unlocked user, the clock."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from watchdesk.store.store import Store


@dataclass(frozen=True, slots=True)
class Ground:
    """The opened store with its folder, the unlocked user's name and the clock (local time)."""

    store: Store
    folder: Path
    user: str
    clock: Callable[[], datetime]
    home_area: str | None
    """The store's home area; None in a ward store 区."""

    def today(self) -> date:
        """The local calendar day."""
        return self.clock().date()

    def moment(self) -> datetime:
        """Now, to the second."""
        return self.clock().replace(microsecond=0)


def new_id() -> str:
    """Return a new opaque id."""
    return str(uuid.uuid4())
