"""Files of copies 写し that are begun: counted, not known to be whole yet, and looked after where the program ended."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, delete, insert, select

from watchdesk.store.schema import facts

_KEY = "begun copy "
_NOWHERE, _ABSENT = "nowhere", "absent"
_TARGET: ContextVar[Path | None] = ContextVar("target", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """The copy of a ``number`` that was to be written to ``target``; ``before``: how that place looked until then."""

    number: int
    target: Path = field(repr=False)
    before: str

    @property
    def came_to_nothing(self) -> bool:
        """Whether the place is as it was before, so nothing was written; a stick that is not there now may have it."""
        return self.before == _NOWHERE or (self.target.parent.is_dir() and _look(self.target) == self.before)


@contextmanager
def writing_to(target: Path) -> Iterator[None]:
    """Mark the copies that are counted meanwhile as begun: their file is written right after."""
    token = _TARGET.set(target)
    try:
        yield
    finally:
        _TARGET.reset(token)


def begin(connection: Connection, number: int) -> None:
    """Mark a copy in the transaction that counts it; none where no file of it is being written."""
    target = _TARGET.get()
    if target is not None:
        value = f"{_look(target)}\n{target.absolute()}"
        connection.execute(insert(facts).values(key=f"{_KEY}{number}", value=value))


def end(connection: Connection, number: int) -> None:
    """Take the mark away: the file is whole, or nothing came of it and that is written down."""
    connection.execute(delete(facts).where(facts.c.key == f"{_KEY}{number}"))


def left(connection: Connection) -> tuple[Begun, ...]:
    """Return what was begun and never ended."""
    rows = connection.execute(select(facts.c.key, facts.c.value).where(facts.c.key.startswith(_KEY)))
    return tuple(_begun(row.key, row.value) for row in rows)


def _begun(key: str, value: str) -> Begun:
    before, _, target = value.partition("\n")
    return Begun(number=int(key.removeprefix(_KEY)), target=Path(target), before=before)


def _look(target: Path) -> str:
    """How a place looks: no folder, no file, or a file of some moment and size; files are replaced whole."""
    if not target.parent.is_dir():
        return _NOWHERE
    try:
        found = target.stat()
    except OSError:
        return _ABSENT
    return f"{found.st_mtime_ns}:{found.st_size}"
