"""Tables of handing over 受け渡し: receivers, files that went to them, and the passwords that are used up."""

from sqlalchemy import JSON, Column, Date, Integer, Table, Text

from watchdesk.domain.handover import HandoverKind
from watchdesk.domain.receiver import HandWay
from watchdesk.store.kinds import WordText
from watchdesk.store.metadata import metadata

receivers = Table(
    "receivers",
    metadata,
    Column("code", Text, primary_key=True),
    Column("way", WordText(HandWay), nullable=False),
    Column("contact", Text),
    Column("phone", Text),
    Column("agreed_on", Date),
    Column("public_key", Text),
    Column("confirmed_on", Date),
    Column("confirmed_with", Text),
)

handovers = Table(
    "handovers",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("kind", WordText(HandoverKind), nullable=False),
    Column("title", Text, nullable=False),
    Column("receiver", Text, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("form", Text, nullable=False),
    Column("locked_by", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("made_on", Date, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("people", Integer, nullable=False),
    Column("visits", Integer, nullable=False),
    Column("withheld", JSON, nullable=False),
    Column("copy_number", Integer),
    Column("month", Text),
    Column("issue", Integer),
    Column("code", Text),
    Column("second", Text),
    Column("due_back", Date),
    Column("erase_by", Date),
    Column("received_on", Date),
    Column("received_by", Text),
    Column("returned_on", Date),
    Column("erased_on", Date),
)

spent_passwords = Table(
    "spent_passwords",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("salt", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Column("made_on", Date, nullable=False),
    comment="a key of its own kind: it stays in the store and is part of no export",
)
