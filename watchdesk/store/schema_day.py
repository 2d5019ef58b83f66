"""Tables of the day's work: what was promised, put off, planned, sent round on paper, and the ladder of alarms."""

from sqlalchemy import JSON, Boolean, Column, Date, ForeignKey, Index, Integer, Table, Text

from watchdesk.domain.alarm import AlarmOrigin, AlarmOutcome
from watchdesk.domain.round import Naming
from watchdesk.domain.words import Method
from watchdesk.store.kinds import ClockText, MomentText, WordText
from watchdesk.store.metadata import metadata, owner_key, place_key

follow_ups = Table(
    "follow_ups",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("what", Text, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("area", Text, nullable=False),
    Column("person_id", Text, ForeignKey("people.id")),
    Column("who", Text),
    Column("visit_id", Text),
    Column("alarm_id", Text),
    Column("done_on", Date),
    Column("done_by", Text),
    Column("outcome", Text),
    Column("put_off_reason", Text),
    Column("voided", Boolean, nullable=False),
    Column("void_reason", Text),
    Column("created_by", Text),
    Column("created_at", MomentText),
    Index("ix_follow_ups_person_id", "person_id"),
)

snoozes = Table(
    "snoozes",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("person_id", Text, ForeignKey("people.id"), nullable=False),
    Column("since", Date, nullable=False),
    Column("until", Date, nullable=False),
    Column("reason", Text, nullable=False),
    Column("ended_on", Date),
    Column("created_by", Text),
    Column("created_at", MomentText),
    Index("ix_snoozes_person_id", "person_id"),
)

appointments = Table(
    "appointments",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("on", Date, nullable=False),
    Column("what", Text, nullable=False),
    Column("area", Text, nullable=False),
    Column("person_id", Text, ForeignKey("people.id")),
    Column("at", ClockText),
    Column("until", ClockText),
    Column("who", Text),
    Column("place", Text),
    Column("note", Text),
    Column("cancelled", Boolean, nullable=False),
    Column("cancel_reason", Text),
    Column("created_by", Text),
    Column("created_at", MomentText),
    Index("ix_appointments_on", "on"),
    Index("ix_appointments_person_id", "person_id"),
)

rounds = Table(
    "rounds",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("number", Integer, ForeignKey("copies.number"), nullable=False),
    Column("on", Date, nullable=False),
    Column("method", WordText(Method), nullable=False),
    Column("naming", WordText(Naming), nullable=False),
    Column("walker", Text),
    Column("signs", JSON, nullable=False),
    Column("created_by", Text),
    Column("created_at", MomentText),
    Index("ix_rounds_number", "number"),
)

round_stops = Table(
    "round_stops",
    metadata,
    owner_key("round_id", "rounds.id"),
    place_key(),
    Column("person_id", Text, nullable=False),
    Column("visit_id", Text),
    Index("ix_round_stops_person_id", "person_id"),
    sqlite_with_rowid=False,
)

alarms = Table(
    "alarms",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("area", Text, nullable=False),
    Column("origin", WordText(AlarmOrigin), nullable=False),
    Column("raised_at", MomentText, nullable=False),
    Column("raised_by", Text, nullable=False),
    Column("holder", Text, nullable=False),
    Column("person_id", Text, ForeignKey("people.id")),
    Column("whom", Text),
    Column("visit_id", Text),
    Column("said", Text),
    Column("reporter", Text),
    Column("reporter_phone", Text),
    Column("answered_at", MomentText),
    Column("outcome", WordText(AlarmOutcome)),
    Column("ending", Text),
    Column("closed_at", MomentText),
    Column("closed_by", Text),
    Index("ix_alarms_person_id", "person_id"),
)

alarm_steps = Table(
    "alarm_steps",
    metadata,
    owner_key("alarm_id", "alarms.id"),
    place_key(),
    Column("step", Text, nullable=False),
    Column("at", MomentText, nullable=False),
    Column("by", Text, nullable=False),
    Column("whom", Text),
    Column("phone", Text),
    Column("reached", Boolean),
    Column("answer", Text),
    Column("look_again", MomentText),
    sqlite_with_rowid=False,
)
