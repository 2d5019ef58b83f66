"""Preferences as they lie in the store: plain values by user and key; under no user what all users share."""

from typing import Any

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from watchdesk.store.schema import preferences

SHARED = ""
"""Stands for all users of the store."""


def fetch(connection: Connection, user: str) -> dict[str, Any]:
    """Return all of a user's preferences."""
    asked = select(preferences.c.key, preferences.c.value).where(preferences.c.user == user)
    return {row.key: row.value for row in connection.execute(asked)}


def put(connection: Connection, user: str, key: str, value: Any) -> None:
    """Keep one preference."""
    new = insert(preferences).values(user=user, key=key, value=value)
    connection.execute(new.on_conflict_do_update(index_elements=["user", "key"], set_={"value": value}))


def drop(connection: Connection, user: str, key: str) -> None:
    """Forget one preference."""
    connection.execute(delete(preferences).where(preferences.c.user == user, preferences.c.key == key))
