"""Drafts 下書き: what is half-written in the unlocked user's forms, kept whatever else happens; not audited."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from watchdesk.services.ground import Ground
from watchdesk.store import names
from watchdesk.store.drafts import BEING_WRITTEN, Draft, Drafts, Where
from watchdesk.store.keyslots import DataKey


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftLine:
    """A draft as 今日 names it: of whom (empty where it is nobody's), what, since when, and where it is written on.

    ``parked``: the user put it there with F8.
    """

    form: str
    whom: str = field(repr=False)
    what: str = field(repr=False)
    at: datetime
    place: Mapping[str, str] = field(repr=False)
    parked: bool
    texts: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def field(self) -> str:
        """The field that was being written, in words; empty where that is not known."""
        return self.place.get(BEING_WRITTEN, "")

    @property
    def words(self) -> str:
        """Whom and what: 山本 花子さん・訪問を記録する."""
        whom = f"{self.whom}さん" if self.whom and self.whom not in self.what else ""
        return "・".join(part for part in (whom, self.what) if part)


class DraftRoom:
    """The unlocked user's drafts; another user's are never seen.

    ``follow(where)`` is called by the window, so that each draft is kept with the place where it is written on.
    """

    def __init__(self, ground: Ground, data_key: DataKey) -> None:
        self._ground = ground
        self._drafts = Drafts(ground.folder, data_key)
        self._where: Callable[[str], Where] | None = None

    @property
    def set_aside(self) -> bool:
        """Whether the file of drafts could not be read and a new one was begun."""
        return self._drafts.set_aside is not None

    def follow(self, where: Callable[[str], Where] | None) -> None:
        """Ask this, whenever a form is kept, where in the window the user is; None ends it."""
        self._where = where

    def save(self, form: str, texts: Mapping[str, str], focus: str | None, what: str = "") -> None:
        """Keep what stands in a form; on the disk when this returns. ``what`` is being written, in words."""
        where = self._where(form) if self._where is not None else None
        if where is not None and what:
            where = replace(where, what=what)
        self._drafts.save(self._ground.user, form, texts, focus, self._ground.moment(), where=where)

    def load(self, form: str) -> Draft | None:
        """What was kept of a form, or None."""
        return self._drafts.load(self._ground.user, form)

    def all(self) -> tuple[Draft, ...]:
        """All drafts of the user, the latest first."""
        return self._drafts.list(self._ground.user)

    def discard(self, form: str) -> None:
        """Forget a form's draft: it was recorded, or the user said so."""
        self._drafts.discard(self._ground.user, form)

    # where they are written on

    def lines(self) -> tuple[DraftLine, ...]:
        """All drafts of the user in words, those with a place to write them on, the latest first."""
        with self._ground.store.read() as connection:
            return tuple(
                DraftLine(
                    form=draft.form,
                    whom=names.of_place(connection, draft.place),
                    what=draft.what,
                    at=draft.at,
                    place=draft.place,
                    parked=draft.parked,
                    texts=draft.texts,
                )
                for draft in self.all()
                if draft.place
            )

    def parked(self) -> tuple[DraftLine, ...]:
        """The drafts that the user put on 今日 with F8, the latest first."""
        return tuple(line for line in self.lines() if line.parked)

    def park(self, forms: Iterable[str], where: Where) -> None:
        """Put drafts on 今日, to go on later; they stay there until they are recorded or thrown away."""
        self._drafts.park(self._ground.user, forms, where)

    def go_on(self, form: str) -> None:
        """A form is open again with its draft: this is where one is by now."""
        if self._where is not None:
            self.stand(self._where(form))

    def stand(self, where: Where) -> None:
        """Keep where in the window the user is, for when one comes back."""
        self._drafts.stand(self._ground.user, where)

    def come_back(self) -> Where | None:
        """Where one goes on: where the screen was hidden, or where a draft that is still there was written last."""
        where = self._drafts.where_was(self._ground.user)
        if where is None or where.hidden:
            return where
        return where if where.form and self.load(where.form) is not None else None

    def close(self) -> None:
        """Let the file go."""
        self._drafts.close()
