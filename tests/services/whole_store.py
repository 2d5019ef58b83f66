"""Looking at a whole store: every row as it lies there, what is derived from it, and a little to put into it."""

from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select

from watchdesk.desk import Desk
from watchdesk.domain.person import Person
from watchdesk.domain.words import Condition, Method, Result
from watchdesk.store import contacts, journal, notes
from watchdesk.store.schema import metadata

AREA = "九条南"
LEDGER = {"audit", "changes", "journal"}


def everything(desk: Desk) -> dict[str, list[Any]]:
    """All rows of all tables but the ledger's, as they lie in the store."""
    tables = [table for table in metadata.sorted_tables if table.name not in LEDGER]
    with desk._ground.store.read() as connection:
        return {
            table.name: sorted(connection.execute(select(*journal.raw(table).c)).all(), key=repr) for table in tables
        }


def exported(desk: Desk, file: Path) -> bytes:
    desk.exports.full(file).run()
    return file.read_bytes()


def derived_is_right(desk: Desk) -> bool:
    with desk._ground.store.read() as connection:
        return contacts.wrong(connection) == () and notes.missing(connection) == ()


def register(desk: Desk, name: str, **values: Any) -> Person:
    return desk.people.register({"family_name": name, **values}, area=values.pop("area", AREA))


def visit(desk: Desk, person: Person, on: date, note: str | None = None) -> str:
    recorded = desk.visits.record(
        person.id, on=on, method=Method.VISIT, result=Result.MET, condition=Condition.WELL, details={"note": note}
    )
    return recorded.id
