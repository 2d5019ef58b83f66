"""Today's tables, a column per field; the migrations end here and a test holds them equal."""

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    text,
)

from watchdesk.domain.override import Danger
from watchdesk.domain.words import CareLevel, Condition, Consent, ConsentWay, Living, Method, Result, Status
from watchdesk.store.kinds import ClockText, MomentText, SexNumber, WordText
from watchdesk.store.metadata import metadata, owner_key, place_key
from watchdesk.store.schema_closings import amendments, closings
from watchdesk.store.schema_copies import copies, copy_events, copy_people
from watchdesk.store.schema_day import alarm_steps, alarms, appointments, follow_ups, round_stops, rounds, snoozes
from watchdesk.store.schema_handovers import handovers, receivers, spent_passwords
from watchdesk.store.schema_ledger import audit, changes, journal
from watchdesk.store.schema_work import (
    activities,
    activity_guests,
    consultation_steps,
    consultations,
    coordination,
    info_given,
    info_items,
    referral_steps,
    referrals,
)

__all__ = [
    "activities",
    "activity_guests",
    "alarm_steps",
    "alarms",
    "amendments",
    "appointments",
    "audit",
    "changes",
    "closings",
    "consultation_steps",
    "consultations",
    "coordination",
    "copies",
    "copy_events",
    "copy_people",
    "follow_ups",
    "handovers",
    "info_given",
    "info_items",
    "journal",
    "metadata",
    "receivers",
    "referral_steps",
    "referrals",
    "round_stops",
    "rounds",
    "snoozes",
    "spent_passwords",
]  # told elsewhere; the tables below need no telling

facts = Table(
    "facts",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
    comment="what the store is: its id, its kind, its home area",
)

settings = Table("settings", metadata, Column("key", Text, primary_key=True), Column("value", JSON, nullable=False))

codes = Table(
    "codes",
    metadata,
    Column("list", Text, primary_key=True),
    Column("code", Text, primary_key=True),
    Column("label", Text, nullable=False),
    Column("short", Text),
    Column("group", Text),
    Column("position", Integer, nullable=False),
    Column("hidden", Boolean, nullable=False),
    comment="entries of a code list as this store overrides them",
)

preferences = Table(
    "preferences",
    metadata,
    Column("user", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("value", JSON, nullable=False),
    comment="how each user wants the lists to look",
)

users = Table(
    "users",
    metadata,
    Column("name", Text, primary_key=True),
    Column("full_name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("disabled", Boolean, nullable=False, server_default=text("0")),
    Column("created_at", MomentText, nullable=False),
)

households = Table(
    "households",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("note", Text),
    Column("created_by", Text),
    Column("created_at", MomentText),
)

partners = Table(
    "partners",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("kana", Text),
    Column("role", Text),
    Column("organisation", Text),
    Column("phones", JSON, nullable=False),
    Column("area", Text),
    Column("note", Text),
    Column("retired", Boolean, nullable=False),
    Column("created_by", Text),
    Column("created_at", MomentText),
    Column("hours", Text),
    Column("verified_on", Date),
)

people = Table(
    "people",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("number", Text),
    Column("family_name", Text, nullable=False),
    Column("given_name", Text),
    Column("family_kana", Text),
    Column("given_kana", Text),
    Column("sex", SexNumber),
    Column("birth_date", Date),
    Column("postal_code", Text),
    Column("town", Text),
    Column("address", Text),
    Column("building", Text),
    Column("phones", JSON, nullable=False),
    Column("household_id", Text, ForeignKey("households.id")),
    Column("living", WordText(Living)),
    Column("housing", Text),
    Column("family", Text),
    Column("care_level", WordText(CareLevel)),
    Column("handbooks", Text),
    Column("doctor", Text),
    Column("care_manager", Text),
    Column("services", Text),
    Column("key_holder", Text),
    Column("hearing", Text),
    Column("sight", Text),
    Column("language", Text),
    Column("best_time", Text),
    Column("avoid", Text),
    Column("heat_risk", Text),
    Column("air_conditioner", Boolean),
    Column("evacuation", Text),
    Column("interval_days", Integer, nullable=False),
    Column("emergency_contacts", JSON, nullable=False),
    Column("hidden", Boolean, nullable=False),
    Column("notes", Text),
    Column("extra", JSON, nullable=False),
    Column("created_on", Date, nullable=False),
    Column("created_by", Text),
    Column("created_at", MomentText),
    Column("last_confirmed", Date, comment="derived: latest confirmed contact"),
    Column("last_attempt", Date, comment="derived: latest visit of any result"),
    Column("need_level", Text),
    Index("ix_people_birth_date", "birth_date"),
    Index("ix_people_household_id", "household_id"),
)

person_criteria = Table(
    "person_criteria",
    metadata,
    owner_key("person_id", "people.id"),
    place_key(),
    Column("code", Text, nullable=False),
    sqlite_with_rowid=False,
)

status_history = Table(
    "status_history",
    metadata,
    owner_key("person_id", "people.id"),
    place_key(),
    Column("state", WordText(Status), nullable=False),
    Column("since", Date),
    Column("until", Date),
    Column("reason", Text),
    sqlite_with_rowid=False,
)

consent_history = Table(
    "consent_history",
    metadata,
    owner_key("person_id", "people.id"),
    place_key(),
    Column("state", WordText(Consent), nullable=False),
    Column("since", Date),
    Column("way", WordText(ConsentWay)),
    Column("watch", Boolean, nullable=False),
    Column("valid_until", Date),
    Column("witness", Text),
    Column("form", Text),
    Column("attachment_id", Text),
    sqlite_with_rowid=False,
)

consent_recipients = Table(
    "consent_recipients",
    metadata,
    owner_key("person_id", "people.id"),
    place_key("entry"),
    place_key(),
    Column("code", Text, nullable=False),
    sqlite_with_rowid=False,
)

area_history = Table(
    "area_history",
    metadata,
    owner_key("person_id", "people.id"),
    place_key(),
    Column("area", Text, nullable=False),
    Column("since", Date),
    sqlite_with_rowid=False,
)

charges = Table(
    "charges",
    metadata,
    owner_key("person_id", "people.id"),
    place_key(),
    Column("partner_id", Text, ForeignKey("partners.id"), nullable=False),
    Column("since", Date),
    Column("until", Date),
    Index("ix_charges_partner_id", "partner_id"),
    sqlite_with_rowid=False,
)

attachments = Table(
    "attachments",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("person_id", Text, ForeignKey("people.id"), nullable=False),
    Column("title", Text, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("added_on", Date, nullable=False),
    Column("removed", Boolean, nullable=False),
    Column("created_by", Text),
    Column("created_at", MomentText),
    Column("thumbnail", LargeBinary, comment="a small PNG, None where none could be drawn"),
    Column("content", LargeBinary, comment="None only after the bin was emptied"),
    Index("ix_attachments_person_id", "person_id"),
)

overrides = Table(
    "overrides",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("person_id", Text, ForeignKey("people.id")),
    Column("danger", WordText(Danger), nullable=False),
    Column("reason", Text, nullable=False),
    Column("made_at", MomentText, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("review", Text),
    Column("reviewed_at", MomentText),
    Column("reviewed_by", Text),
)

visits = Table(
    "visits",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("person_id", Text, ForeignKey("people.id"), nullable=False),
    Column("on", Date, nullable=False),
    Column("at", ClockText),
    Column("month", Integer, nullable=False, comment="derived: year × 100 + month of the day"),
    Column("area", Text, nullable=False, comment="derived: the person's area on the day"),
    Column("method", WordText(Method), nullable=False),
    Column("result", WordText(Result), nullable=False),
    Column("condition", WordText(Condition)),
    Column("note", Text),
    Column("visitor", Text),
    Column("voided", Boolean, nullable=False),
    Column("void_reason", Text),
    Column("created_by", Text),
    Column("created_at", MomentText),
    CheckConstraint("month BETWEEN 187301 AND 999912", name="month"),
    Index("ix_visits_month_area", "month", "area"),
    Index("ix_visits_person_on", "person_id", "on"),
    Index(
        "ix_visits_contact",
        "person_id",
        "on",
        sqlite_where=text("voided = 0 AND result IN ('met', 'confirmed')"),
    ),
)

visit_signs = Table(
    "visit_signs",
    metadata,
    owner_key("visit_id", "visits.id"),
    place_key(),
    Column("code", Text, nullable=False),
    sqlite_with_rowid=False,
)

remarks = Table(
    "remarks",
    metadata,
    Column("month", Integer, primary_key=True),
    Column("area", Text, primary_key=True),
    Column("remark", Text, nullable=False),
    Column("coming", Text, comment="来月の予定"),
    comment="特記事項 of a month's report, written by the coordinator",
)

imports = Table(
    "imports",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("at", MomentText, nullable=False),
    Column("by", Text, nullable=False),
    Column("counts", JSON, nullable=False),
    Column("undone_at", MomentText),
    Column("undone_by", Text),
)

import_records = Table(
    "import_records",
    metadata,
    owner_key("import_id", "imports.id"),
    Column("record_id", Text, primary_key=True),
    Column("done", Text, nullable=False, comment="added, updated or brought"),
    sqlite_with_rowid=False,
)

NOTE_INDEX = "CREATE VIRTUAL TABLE visit_notes USING fts5(words, content='', contentless_delete=1, tokenize='ascii')"
"""Character pairs of each visit's note, for search; rowid is the visit's ``seq``."""
