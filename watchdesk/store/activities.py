"""What is asked of activities 活動 and coordination 連絡調整: the records of some days, or some of them."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import ColumnElement, Connection

from watchdesk.domain.activity import Activity, Coordination
from watchdesk.store import records
from watchdesk.store.schema import activities, coordination

STANDING = activities.c.voided == 0
CONTACTS_STANDING = coordination.c.voided == 0


def between(first: date, last: date) -> ColumnElement[bool]:
    """Activities of some days, both included."""
    return activities.c.on.between(first, last)


def contacts_between(first: date, last: date) -> ColumnElement[bool]:
    """Contacts of some days, both included."""
    return coordination.c.on.between(first, last)


def with_ids(ids: Iterable[str]) -> ColumnElement[bool]:
    """Some activities."""
    return activities.c.id.in_(sorted(set(ids)))


def contacts_with_ids(ids: Iterable[str]) -> ColumnElement[bool]:
    """Some contacts."""
    return coordination.c.id.in_(sorted(set(ids)))


def fetch(connection: Connection, where: ColumnElement[bool]) -> tuple[Activity, ...]:
    """Return activities, newest first."""
    return records.fetch(connection, Activity, where, order_by=(activities.c.on.desc(), activities.c.seq.desc()))


def fetch_contacts(connection: Connection, where: ColumnElement[bool]) -> tuple[Coordination, ...]:
    """Return contacts, newest first."""
    order = (coordination.c.on.desc(), coordination.c.seq.desc())
    return records.fetch(connection, Coordination, where, order_by=order)
