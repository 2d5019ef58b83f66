"""下書き: half-written forms as raw texts, in a small encrypted file of their own, saved whatever else happens."""

import json
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from watchdesk.errors import Damaged, WatchDeskError
from watchdesk.store import vault
from watchdesk.store.keyslots import DataKey

DRAFTS = "drafts.db"

BEING_WRITTEN = "field"
"""Key, among the texts of a place, of the words of the field that is being written there."""

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
_standing = sa.Table(
    "standing",
    _metadata,
    sa.Column("user", sa.Text, primary_key=True),
    sa.Column("form", sa.Text, primary_key=True),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("place", sa.Text, nullable=False),
    sa.Column("parked", sa.Boolean, nullable=False),
    comment="where each draft is written on; a file of an earlier version gets this table empty",
)
_whereabouts = sa.Table(
    "whereabouts",
    _metadata,
    sa.Column("user", sa.Text, primary_key=True),
    sa.Column("texts", sa.Text, nullable=False),
    comment="where in the window each user was",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What stood in a form: raw texts by field, the field that had the focus, and when it was kept.

    ``place`` is where it is written on, as texts that the window reads (empty where it is not known), ``what`` what is
    written there in words, ``parked`` whether the user put it on 今日 to go on later.
    """

    user: str
    form: str
    texts: Mapping[str, str] = field(repr=False)
    focus: str | None
    at: datetime
    place: Mapping[str, str] = field(default_factory=dict, repr=False)
    what: str = field(default="", repr=False)
    parked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Where in the window somebody is: the place, the focus with its caret (characters), and the draft written there.

    ``hidden``: the screen was hidden here, so that this is where one comes back to even without a draft.
    """

    place: Mapping[str, str] = field(repr=False)
    what: str = field(default="", repr=False)
    focus: str = ""
    caret: int = 0
    anchor: int = 0
    form: str = ""
    hidden: bool = False


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

    def save(
        self,
        user: str,
        form: str,
        texts: Mapping[str, str],
        focus: str | None,
        at: datetime,
        *,
        where: Where | None = None,
    ) -> None:
        """Keep what stands in a form, in place of what was kept before, and where; on the disk when this returns."""
        values = {"texts": json.dumps(dict(texts)), "focus": focus, "at": at.isoformat()}

        def keep(tx: sa.Connection) -> None:
            tx.execute(_put(_drafts, {"user": user, "form": form}, values))
            if where is not None:
                standing = {"what": where.what, "place": json.dumps(dict(where.place))}
                tx.execute(_put(_standing, {"user": user, "form": form}, standing, parked=False))
                _stand(tx, user, where)

        self._done(keep)

    def load(self, user: str, form: str) -> Draft | None:
        """What was kept of a form, or None."""
        found = self._found(_drafts.c.user == user, _drafts.c.form == form)
        return found[0] if found else None

    def list(self, user: str) -> tuple[Draft, ...]:
        """All drafts of a user, the latest first."""
        return self._found(_drafts.c.user == user)

    def discard(self, user: str, form: str) -> None:
        """Forget a form's draft: it was recorded, or the user said so."""

        def forget(tx: sa.Connection) -> None:
            for table in (_drafts, _standing):
                tx.execute(sa.delete(table).where(table.c.user == user, table.c.form == form))

        self._done(forget)

    def park(self, user: str, forms: Iterable[str], where: Where) -> None:
        """Put drafts on 今日; ``where`` they are written on, for those of which that is not known."""
        values = {"what": where.what, "place": json.dumps(dict(where.place))}

        def put(tx: sa.Connection) -> None:
            for form in forms:
                tx.execute(_put(_standing, {"user": user, "form": form}, {"parked": True}, **values))

        self._done(put)

    def stand(self, user: str, where: Where) -> None:
        """Keep where in the window a user is."""
        self._done(lambda tx: _stand(tx, user, where))

    def where_was(self, user: str) -> Where | None:
        """Where in the window a user was last, None where nobody knows."""
        statement = sa.select(_whereabouts.c.texts).where(_whereabouts.c.user == user)
        found = self._done(lambda tx: tx.execute(statement).scalar_one_or_none())
        return _where(found) if found is not None else None

    def close(self) -> None:
        """Let the file go; what was saved is in it."""
        with self._one_at_a_time:
            self._closed = True
            self._engine.dispose()

    def _found(self, *where: sa.ColumnElement[bool]) -> tuple[Draft, ...]:
        both = _drafts.outerjoin(
            _standing, sa.and_(_standing.c.user == _drafts.c.user, _standing.c.form == _drafts.c.form)
        )
        statement = sa.select(_drafts, _standing.c.what, _standing.c.place, _standing.c.parked)
        statement = statement.select_from(both).where(*where)
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


def _put(table: sa.Table, key: dict[str, str], values: dict[str, Any], **first: Any) -> sa.Insert:
    """Write a row, or these values into the one that is there; ``first`` only where it is new."""
    statement = insert(table).values(**key, **{**first, **values})
    return statement.on_conflict_do_update(index_elements=list(key), set_=values)


def _where(texts: str) -> Where | None:
    """Where a user was, by what this version knows of it; None where an older or newer one kept it in another way."""
    kept = json.loads(texts)
    if not isinstance(kept, dict) or not isinstance(kept.get("place"), dict):
        return None
    known: dict[str, Any] = {one.name: kept[one.name] for one in fields(Where) if one.name in kept}
    plain = Where(place={})
    return Where(**known) if all(isinstance(known[name], type(getattr(plain, name))) for name in known) else None


def _stand(tx: sa.Connection, user: str, where: Where) -> None:
    tx.execute(_put(_whereabouts, {"user": user}, {"texts": json.dumps(asdict(where))}))


def _draft(row: sa.RowMapping) -> Draft:
    return Draft(
        user=row["user"],
        form=row["form"],
        texts=json.loads(row["texts"]),
        focus=row["focus"],
        at=datetime.fromisoformat(row["at"]),
        place=json.loads(row["place"] or "{}"),
        what=row["what"] or "",
        parked=bool(row["parked"]),
    )


def _kept_at(draft: Draft) -> str:
    return draft.at.isoformat()
