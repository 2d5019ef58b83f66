"""How a store's folder becomes an opened Store: made new, opened, or brought to today's tables with a proven backup."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, insert, select

from watchdesk.errors import NewerStore
from watchdesk.store import migrations, schema, vault
from watchdesk.store.closings import CLOSINGS_SINCE
from watchdesk.store.keyslots import DataKey
from watchdesk.store.store import Store

DATABASE = "store.db"
DRAFTS = "drafts.db"
BACKUPS = "backups"

Clock = Callable[[], datetime]


def make(folder: Path, data_key: DataKey, clock: Clock, facts: dict[str, str]) -> Store:
    """Make the database of a new store by its migrations; ``facts`` say what the store is."""
    path, key = folder / DATABASE, data_key.sub_key("database")
    engine = vault.migration_engine(path, key, create=True)
    with engine.begin() as connection:
        migrations.upgrade(connection)
        connection.execute(insert(schema.facts), [{"key": name, "value": value} for name, value in facts.items()])
        _begin_closing(connection, clock)
    engine.dispose()
    return _opened(folder, data_key, clock)


def open_store(folder: Path, data_key: DataKey, clock: Clock, before_migration: Callable[[Store], None]) -> Store:
    """Open the database; an older one is migrated first, after ``before_migration`` has backed it up and proven it.

    Raises NewerStore where a newer version of the program wrote it, Damaged where it cannot be read.
    """
    store = _opened(folder, data_key, clock)
    with store.read() as connection:
        found = migrations.revision(connection)
    if found == migrations.HEAD:
        return store
    if found is not None and not migrations.is_known(found):
        store.close()
        raise NewerStore(
            "この保管庫は、もっと新しい見守りデスクで使われたものです。このパソコンの見守りデスクを新しくしてください。"
        )
    before_migration(store)
    store.close()
    _migrate(folder / DATABASE, data_key.sub_key("database"), clock)
    return _opened(folder, data_key, clock)


def _opened(folder: Path, data_key: DataKey, clock: Clock) -> Store:
    engine = vault.open_engine(folder / DATABASE, data_key.sub_key("database"), pool_size=4)
    return Store(engine, data_key.sub_key("audit"), clock)


def _migrate(path: Path, key: bytes, clock: Clock) -> None:
    engine = vault.migration_engine(path, key)
    try:
        with engine.begin() as connection:
            migrations.upgrade(connection)
            _begin_closing(connection, clock)
    finally:
        engine.dispose()


def _begin_closing(connection: Connection, clock: Clock) -> None:
    since = insert(schema.facts).prefix_with("OR IGNORE")
    connection.execute(since.values(key=CLOSINGS_SINCE, value=clock().date().isoformat()))


def remove_unfinished(folder: Path) -> None:
    """Take away what was begun of a new store, so that it can be made again; nobody was on its register yet."""
    for path in folder.glob("*"):
        if path.name.split("-")[0] in (DATABASE, DRAFTS) or path.name.startswith("keys.json"):
            path.unlink(missing_ok=True)


def facts(store: Store) -> dict[str, str]:
    """Return what the store is: its kind, home area, id."""
    with store.read() as connection:
        return {row.key: row.value for row in connection.execute(select(schema.facts))}
