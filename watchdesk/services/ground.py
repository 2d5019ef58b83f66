"""Ground: what every room of the desk stands on: the opened store, the unlocked user, the clock."""

import random
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from watchdesk.errors import WatchDeskError
from watchdesk.store.backup import BACKUPS
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

    def refuse_inside(self, target: Path) -> None:
        """Refuse a file in the store's own folder, where it could take the place of the database or the keys."""
        place, own = target.resolve().parent, self.folder.resolve()
        if place == own or (own in place.parents and place != own / BACKUPS):
            sentence = "保管庫の中には書き出せません。デスクトップなど、別の場所を選んでください。"
            raise WatchDeskError(sentence, code="inside_store")

    def moment(self) -> datetime:
        """Now, to the second."""
        return self.clock().replace(microsecond=0)


def new_id() -> str:
    """Return a new opaque id. It is no secret, so the system need not be asked for each: 10,000 are wanted at once."""
    return str(uuid.UUID(int=random.getrandbits(128), version=4))  # an id, not a key
