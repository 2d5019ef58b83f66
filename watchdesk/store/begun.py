"""Copies 写し that are begun: counted, and their file has not taken its place yet."""

from sqlalchemy import Connection, delete, insert, select

from watchdesk.store.schema import facts

_KEY = "copy on its way "


def begin(connection: Connection, number: int) -> None:
    """Mark a copy in the transaction that counts it."""
    connection.execute(insert(facts).values(key=f"{_KEY}{number}", value=""))


def end(connection: Connection, number: int) -> None:
    """Take the mark away: its file takes its place next, or nothing came of it and that is written down."""
    connection.execute(delete(facts).where(facts.c.key == f"{_KEY}{number}"))


def end_all(connection: Connection) -> None:
    """Take all marks away; in a store put back they tell of the moment of its backup, not of what left since."""
    connection.execute(delete(facts).where(facts.c.key.startswith(_KEY)))


def left(connection: Connection) -> tuple[int, ...]:
    """Return the numbers of what was begun and never ended."""
    keys = connection.execute(select(facts.c.key).where(facts.c.key.startswith(_KEY))).scalars()
    return tuple(sorted(int(key.removeprefix(_KEY)) for key in keys))
