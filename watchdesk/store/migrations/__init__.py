"""The way from any older store to today's tables: Alembic's, run inside the program, a proven backup before."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from watchdesk.errors import Damaged

HEAD = "0007"
"""The newest revision; a test holds it equal to Alembic's own head, so that opening need not load Alembic."""


def revision(connection: Connection) -> str | None:
    """Return the store's revision; None in an empty database."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
    return found


def is_known(number: str) -> bool:
    """Whether this version of the program knows the revision."""
    return any(script.revision == number for script in ScriptDirectory.from_config(_config()).walk_revisions())


def upgrade(connection: Connection, to: str = "head") -> None:
    """Bring the database to a revision inside the caller's transaction; Damaged where references would dangle."""
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, to)
    if connection.execute(text("PRAGMA foreign_key_check")).first() is not None:
        raise Damaged("保管庫の中のつながりがこわれています。控えから戻してください。")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("path_separator", "os")
    return config
