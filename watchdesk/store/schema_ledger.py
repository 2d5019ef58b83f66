"""Tables of what was done: the ledger 管理台帳, old and new values, the journal of merges and removals."""

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, Table, Text

from watchdesk.store.kinds import MomentText
from watchdesk.store.metadata import metadata

audit = Table(
    "audit",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("entity", Text, nullable=False),
    Column("entity_id", Text),
    Column("fields", JSON, nullable=False),
    Column("reason", Text),
    Column("mac", Text, nullable=False),
    Index("ix_audit_entity_id", "entity_id"),
)

changes = Table(
    "changes",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("audit_seq", Integer, ForeignKey("audit.seq"), nullable=False),
    Column("entity", Text, nullable=False),
    Column("entity_id", Text, nullable=False),
    Column("field", Text, nullable=False),
    Column("old", JSON),
    Column("new", JSON),
    Index("ix_changes_entity_id", "entity_id"),
)

journal = Table(
    "journal",
    metadata,
    Column("id", Text, primary_key=True),
    Column("deed", Text, nullable=False, comment="merged or removed"),
    Column("entity", Text, nullable=False),
    Column("entity_id", Text, nullable=False, comment="the record that stayed, or that was removed"),
    Column("other_id", Text, comment="the record that went into it"),
    Column("title", Text, nullable=False),
    Column("at", MomentText, nullable=False),
    Column("by", Text, nullable=False),
    Column("reason", Text),
    Column("rows", JSON, nullable=False, comment="every row touched, as it was and as it became"),
    Column("undone_at", MomentText),
    Column("undone_by", Text),
    Index("ix_journal_entity_id", "entity_id"),
)

TRIGGERS = (
    "CREATE TRIGGER audit_never_changes BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END",
    "CREATE TRIGGER audit_never_shrinks BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END",
)
"""Made after the tables; dropped before and made again after a migration that rebuilds a table."""
