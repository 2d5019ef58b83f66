"""Whole tables as plain JSON and back, for the full export: what is no person and no visit."""

import base64
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Connection, Date, LargeBinary, Table, insert, select, text

from watchdesk.store.kinds import ClockText, MomentText, WordText
from watchdesk.store.schema import (
    activities,
    activity_guests,
    alarm_steps,
    alarms,
    amendments,
    appointments,
    attachments,
    closings,
    codes,
    consultation_steps,
    consultations,
    coordination,
    copies,
    copy_events,
    copy_people,
    follow_ups,
    handovers,
    households,
    import_records,
    imports,
    info_given,
    info_items,
    overrides,
    partners,
    preferences,
    receivers,
    referral_steps,
    referrals,
    remarks,
    round_stops,
    rounds,
    snoozes,
)
from watchdesk.store.values import as_json

TABLES: Mapping[str, Table] = {
    "households": households,
    "partners": partners,
    "attachments": attachments,
    "overrides": overrides,
    "code_entries": codes,
    "preferences": preferences,
    "copies": copies,
    "copy_people": copy_people,
    "copy_events": copy_events,
    "follow_ups": follow_ups,
    "snoozes": snoozes,
    "appointments": appointments,
    "rounds": rounds,
    "round_stops": round_stops,
    "alarms": alarms,
    "alarm_steps": alarm_steps,
    "consultations": consultations,
    "consultation_steps": consultation_steps,
    "referrals": referrals,
    "referral_steps": referral_steps,
    "info_items": info_items,
    "info_given": info_given,
    "activities": activities,
    "activity_guests": activity_guests,
    "coordination": coordination,
    "remarks": remarks,
    "closings": closings,
    "amendments": amendments,
    "receivers": receivers,
    "handovers": handovers,
    "imports": imports,
    "import_records": import_records,
}
"""By their names in the export."""

REPLACED = (codes, preferences)
"""What may have been set before, in a store without people."""


def dump(connection: Connection) -> dict[str, list[dict[str, Any]]]:
    """Return every row of these tables, in the order of their keys."""
    return {name: _rows(connection, table) for name, table in TABLES.items()}


def _rows(connection: Connection, table: Table) -> list[dict[str, Any]]:
    asked = select(table).order_by(*table.primary_key.columns)
    return [{key: _plain(value) for key, value in row._asdict().items()} for row in connection.execute(asked)]


def _plain(value: Any) -> Any:
    return base64.b64encode(value).decode("ascii") if isinstance(value, bytes) else as_json(value)


def load(connection: Connection, rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
    """Put the rows of these tables into an empty store; names that are none of them are passed over.

    References are looked at when the transaction ends, so people and these may come in any order.
    """
    connection.execute(text("PRAGMA defer_foreign_keys = ON"))
    for name, table in TABLES.items():
        typed = [_typed(table, row) for row in rows.get(name, ())]
        if typed:
            put = insert(table).prefix_with("OR REPLACE") if table in REPLACED else insert(table)
            connection.execute(put, typed)


def _typed(table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    return {column.name: _value(column.type, row.get(column.name)) for column in table.columns}


def _value(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    if isinstance(kind, LargeBinary):
        return base64.b64decode(value, validate=True)
    if isinstance(kind, WordText):
        return kind.words(value)
    if isinstance(kind, ClockText):
        return time.fromisoformat(value)
    return datetime.fromisoformat(value) if isinstance(kind, MomentText) else value
