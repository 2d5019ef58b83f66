"""What is asked of overrides 緊急の提供."""

from datetime import datetime

from sqlalchemy import Connection

from watchdesk.domain.override import Override
from watchdesk.store import records
from watchdesk.store.schema import overrides


def unreviewed(connection: Connection) -> tuple[Override, ...]:
    """Return the overrides nobody has looked at since, in the order in which they were made."""
    return records.fetch(connection, Override, overrides.c.reviewed_at.is_(None))


def holding(connection: Connection, moment: datetime) -> tuple[Override, ...]:
    """Return the overrides that hold at a moment; a review ends one, so only the unreviewed can."""
    return tuple(each for each in unreviewed(connection) if each.holds_at(moment))
