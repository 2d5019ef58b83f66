"""Whole tables as plain JSON and back, for the full export: copies, remarks, imports."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Date, Table, insert, select

from watchdesk.store.kinds import MomentText
from watchdesk.store.schema import copies, copy_people, import_records, imports, remarks
from watchdesk.store.values import as_json

TABLES: Mapping[str, Table] = {
    "copies": copies,
    "copy_people": copy_people,
    "remarks": remarks,
    "imports": imports,
    "import_records": import_records,
}
"""By their names in the export."""


def dump(connection: Connection) -> dict[str, list[dict[str, Any]]]:
    """Return every row of these tables, in the order of their keys."""
    return {name: _rows(connection, table) for name, table in TABLES.items()}


def _rows(connection: Connection, table: Table) -> list[dict[str, Any]]:
    asked = select(table).order_by(*table.primary_key.columns)
    return [{key: as_json(value) for key, value in row._asdict().items()} for row in connection.execute(asked)]


def load(connection: Connection, rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
    """Put the rows of these tables into an empty store; names that are none of them are passed over."""
    for name, table in TABLES.items():
        typed = [_typed(table, row) for row in rows.get(name, ())]
        if typed:
            connection.execute(insert(table), typed)


def _typed(table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    return {column.name: _value(column.type, row.get(column.name)) for column in table.columns}


def _value(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    return datetime.fromisoformat(value) if isinstance(kind, MomentText) else value
