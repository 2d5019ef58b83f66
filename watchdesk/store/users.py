"""Users 利用者 as they lie in the store; who may unlock it is a matter of the key file."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from watchdesk.store.schema import users


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """Someone who may unlock the store."""

    name: str
    full_name: str
    role: str
    disabled: bool = False


def fetch(connection: Connection) -> tuple[User, ...]:
    """Return everybody who may or might unlock the store, in the order of entry."""
    columns = (users.c.name, users.c.full_name, users.c.role, users.c.disabled)
    rows = connection.execute(select(*columns).order_by(users.c.created_at, users.c.name))
    return tuple(User(**row._asdict()) for row in rows)


def add(connection: Connection, user: User, at: datetime) -> None:
    """Write a user down."""
    row = {"name": user.name, "full_name": user.full_name, "role": user.role, "disabled": user.disabled}
    connection.execute(insert(users).values(created_at=at, **row))


def set_disabled(connection: Connection, name: str, disabled: bool) -> None:
    """Say whether a user may unlock the store no more."""
    connection.execute(update(users).where(users.c.name == name).values(disabled=disabled))


def set_role(connection: Connection, name: str, role: str) -> None:
    """Change a user's role."""
    connection.execute(update(users).where(users.c.name == name).values(role=role))


def rename(connection: Connection, name: str, full_name: str) -> None:
    """Change a user's full name."""
    connection.execute(update(users).where(users.c.name == name).values(full_name=full_name))
