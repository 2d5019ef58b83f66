"""Drafts 下書き: what is half-written in the unlocked user's forms, kept whatever else happens; not audited."""

from collections.abc import Mapping

from watchdesk.services.ground import Ground
from watchdesk.store.drafts import Draft, Drafts
from watchdesk.store.keyslots import DataKey


class DraftRoom:
    """The unlocked user's drafts; another user's are never seen."""

    def __init__(self, ground: Ground, data_key: DataKey) -> None:
        self._ground = ground
        self._drafts = Drafts(ground.folder, data_key)

    @property
    def set_aside(self) -> bool:
        """Whether the file of drafts could not be read and a new one was begun."""
        return self._drafts.set_aside is not None

    def save(self, form: str, texts: Mapping[str, str], focus: str | None) -> None:
        """Keep what stands in a form; on the disk when this returns."""
        self._drafts.save(self._ground.user, form, texts, focus, self._ground.moment())

    def load(self, form: str) -> Draft | None:
        """What was kept of a form, or None."""
        return self._drafts.load(self._ground.user, form)

    def all(self) -> tuple[Draft, ...]:
        """All drafts of the user, the latest first."""
        return self._drafts.list(self._ground.user)

    def discard(self, form: str) -> None:
        """Forget a form's draft: it was recorded, or the user said so."""
        self._drafts.discard(self._ground.user, form)

    def close(self) -> None:
        """Let the file go."""
        self._drafts.close()
