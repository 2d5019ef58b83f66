"""Tables of month closing 月締め: what was issued, and what was changed in a month that was closed."""

from sqlalchemy import JSON, Column, Index, Integer, Table, Text

from watchdesk.store.kinds import MomentText
from watchdesk.store.metadata import metadata

closings = Table(
    "closings",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("month", Integer, nullable=False, comment="year × 100 + month"),
    Column("area", Text, nullable=False, comment='"" is the ward'),
    Column("issue", Integer, nullable=False),
    Column("closed_at", MomentText, nullable=False),
    Column("closed_by", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Column("why", Text),
    Column("reopened_at", MomentText),
    Column("reopened_by", Text),
    Column("reopened_reason", Text),
    Column("facts", JSON, nullable=False, comment="all that the report draws from, as it was issued"),
    Index("uq_closings_month_area_issue", "month", "area", "issue", unique=True),
    comment="facts is the last column: whatever stands behind it would be read through it",
)

amendments = Table(
    "amendments",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("month", Integer, nullable=False),
    Column("area", Text, nullable=False),
    Column("at", MomentText, nullable=False),
    Column("by", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("line", Integer, comment="of the ledger, of the store that wrote it"),
    Column("records", JSON, nullable=False, comment="what was touched, as [word of the ledger, id]"),
    Index("ix_amendments_month", "month"),
)
