"""The migrations end at today's tables; the ledger's guards and the search index stand."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, TextClause, create_engine, inspect, text
from sqlalchemy.exc import DatabaseError

from watchdesk.desk import Desk
from watchdesk.store import migrations, schema
from watchdesk.store.store import Store


def _store(desk: Desk) -> Store:
    return desk._ground.store


def _without_index(table: str) -> bool:
    return not table.startswith("visit_notes")


def test_the_migrations_end_at_the_schema(empty_desk: Desk) -> None:
    with _store(empty_desk).read() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"include_name": lambda name, kind, parents: kind != "table" or _without_index(name or "")},
        )
        assert compare_metadata(context, schema.metadata) == []


def test_the_migrated_tables_read_word_for_word_like_the_schemas(empty_desk: Desk) -> None:
    fresh = create_engine("sqlite://")
    schema.metadata.create_all(fresh)
    with fresh.begin() as today, _store(empty_desk).read() as migrated:
        for name in inspect(today).get_table_names():
            asked = text("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = :name").bindparams(name=name)
            assert _words(migrated, asked) == _words(today, asked)


def _words(connection: Connection, asked: TextClause) -> str:
    """The table's own statement; a rebuilt table's name stands in quotes."""
    return "".join(connection.execute(asked).scalar_one().replace('"', "").split())


def test_the_newest_revision_is_the_one_the_program_opens_without_asking_alembic() -> None:
    assert ScriptDirectory.from_config(migrations._config()).get_current_head() == migrations.HEAD


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET \"by\" = 'x'",
        "DELETE FROM audit",
        "INSERT OR REPLACE INTO audit SELECT * FROM audit",
    ],
)
def test_no_statement_changes_or_shortens_the_ledger(empty_desk: Desk, statement: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), _store(empty_desk).read() as connection:
        connection.execute(text(statement))
