"""下書き: half-written forms as raw texts, in a small encrypted file of their own, saved whatever else happens."""

import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from watchdesk.errors import Damaged, WatchDeskError
from watchdesk.store import vault
from watchdesk.store.keyslots import DataKey

DRAFTS = "drafts.db"

Answer = TypeVar("Answer")

_metadata = sa.MetaData()
_drafts = sa.Table(
    "drafts",
    _metadata,
    sa.Column("user", sa.Text, primary_key=True),
    sa.Column("form", sa.Text, primary_key=True),
    sa.Column("texts", sa.Text, nullable=False),
    sa.Column("focus", sa.Text),
    sa.Column("at", sa.Text, nullable=False),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What stood in a form: raw texts by field, the field that had the focus, and when it was kept."""

    user: str
    form: str
    texts: Mapping[str, str] = field(repr=False)
    focus: str | None
    at: datetime


class Drafts:
    """The drafts of a store's folder; may be asked from any thread. ``form`` is an opaque key: ``visit:<id>``.

    A file that can't be read is set aside, never deleted and never in the way: ``set_aside`` is then its new path.
    """

    def __init__(self, folder: Path, data_key: DataKey) -> None:
        """Open, or make, drafts.db in the folder."""
        self.set_aside: Path | None = None
        self._path = folder / DRAFTS
        self._key = data_key.sub_key("drafts")
        self._one_at_a_time = threading.Lock()
        self._closed = False
        self._engine = self._opened_or_new()

    def save(self, user: str, form: str, texts: Mapping[str, str], focus: str | None, at: datetime) -> None:
        """Keep what stands in a form, in place of what was kept before; on the disk when this returns."""
        values = {"texts": json.dumps(dict(texts)), "focus": focus, "at": at.isoformat()}
        keep = insert(_drafts).values(user=user, form=form, **values)
        statement = keep.on_conflict_do_update(index_elements=["user", "form"], set_=values)
        self._done(lambda tx: tx.execute(statement))

    def load(self, user: str, form: str) -> Draft | None:
        """What was kept of a form, or None."""
        found = self._found(_drafts.c.user == user, _drafts.c.form == form)
        return found[0] if found else None

    def list(self, user: str) -> tuple[Draft, ...]:
        """All drafts of a user, the latest first."""
        return self._found(_drafts.c.user == user)

    def discard(self, user: str, form: str) -> None:
        """Forget a form's draft: it was recorded, or the user said so."""
        statement = sa.delete(_drafts).where(_drafts.c.user == user, _drafts.c.form == form)
        self._done(lambda tx: tx.execute(statement))

    def close(self) -> None:
        """Let the file go; what was saved is in it."""
        with self._one_at_a_time:
            self._closed = True
            self._engine.dispose()

    def _found(self, *where: sa.ColumnElement[bool]) -> tuple[Draft, ...]:
        statement = sa.select(_drafts).where(*where)
        rows = self._done(lambda tx: tx.execute(statement).mappings().all())
        return tuple(sorted(map(_draft, rows), key=_kept_at, reverse=True))

    def _done(self, work: Callable[[sa.Connection], Answer]) -> Answer:
        with self._one_at_a_time:
            if self._closed:
                raise WatchDeskError("画面が隠されているため、書きかけは残せません。", code="closed")
            try:
                return self._in_one_transaction(work)
            except Damaged:
                self._engine.dispose()
                self._put_aside()
                self._engine = self._opened()
                return self._in_one_transaction(work)

    def _in_one_transaction(self, work: Callable[[sa.Connection], Answer]) -> Answer:
        with self._engine.begin() as tx:
            return work(tx)

    def _opened_or_new(self) -> sa.Engine:
        try:
            return self._opened()
        except Damaged:
            self._put_aside()
            return self._opened()

    def _opened(self) -> sa.Engine:
        engine = vault.open_engine(self._path, self._key, create=True, cache_kib=2048, pool_size=1)
        engine = engine.execution_options(sqlite_begin="IMMEDIATE")
        try:
            _metadata.create_all(engine)
        except BaseException:
            engine.dispose()
            raise
        return engine

    def _put_aside(self) -> None:
        number = 1
        while (aside := self._path.with_name(f"{DRAFTS}.damaged-{number}")).exists():
            number += 1
        for end in ("-wal", "-shm", ""):
            part = self._path.with_name(DRAFTS + end)
            if part.exists():
                part.replace(aside.with_name(aside.name + end))
        self.set_aside = aside


def _draft(row: sa.RowMapping) -> Draft:
    return Draft(**{**row, "texts": json.loads(row["texts"]), "at": datetime.fromisoformat(row["at"])})


def _kept_at(draft: Draft) -> str:
    return draft.at.isoformat()
