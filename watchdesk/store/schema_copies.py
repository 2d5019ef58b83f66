"""Tables of the paper ledger 写しの台帳: what left with names in it, whom it names, and what became of it."""

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, Table, Text

from watchdesk.domain.copies import CopyDeed
from watchdesk.store.kinds import MomentText, WordText
from watchdesk.store.metadata import metadata

copies = Table(
    "copies",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("made_at", MomentText, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("holder", Text),
    Column("receiver", Text),
    Column("pages", Integer),
    Column("due_back", Date),
    Column("state", Text, nullable=False),
    Column("state_on", Date),
    Column("purpose", Text),
    Column("reprint_of", Integer),
    sqlite_autoincrement=True,
)

copy_people = Table(
    "copy_people",
    metadata,
    Column("number", Integer, ForeignKey("copies.number", ondelete="CASCADE"), primary_key=True),
    Column("person_id", Text, primary_key=True),
    sqlite_with_rowid=False,
)

copy_events = Table(
    "copy_events",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("number", Integer, ForeignKey("copies.number", ondelete="CASCADE"), nullable=False),
    Column("on", Date, nullable=False),
    Column("deed", WordText(CopyDeed), nullable=False),
    Column("by", Text, nullable=False),
    Column("at", MomentText),
    Column("note", Text),
    Column("whom", Text),
    Column("person_id", Text),
    Index("ix_copy_events_number", "number"),
    Index("ix_copy_events_person_id", "person_id"),
)
