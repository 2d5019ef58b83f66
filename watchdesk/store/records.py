"""Where a record meets a row: two generic functions carry one to the other (architecture, decision 1)."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import Field, dataclass, fields
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, Table, delete, insert, select, update

from watchdesk.changed import Changed
from watchdesk.domain.activity import Activity, Coordination, Guest
from watchdesk.domain.alarm import Alarm, AlarmStep
from watchdesk.domain.appointment import Appointment
from watchdesk.domain.attachment import Attachment
from watchdesk.domain.consultation import Consultation, ConsultStep
from watchdesk.domain.follow_up import FollowUp
from watchdesk.domain.histories import AreaEntry, ConsentEntry, StatusEntry
from watchdesk.domain.household import Household
from watchdesk.domain.info_item import InfoGiven, InfoItem
from watchdesk.domain.override import Override
from watchdesk.domain.partner import Charge, Partner
from watchdesk.domain.person import EmergencyContact, Person
from watchdesk.domain.referral import Referral, ReferralStep
from watchdesk.domain.round import Round, Stop
from watchdesk.domain.snooze import Snooze
from watchdesk.domain.visit import Visit
from watchdesk.store import reading, schema
from watchdesk.store.kinds import month_number

Row = dict[str, Any]


class HasId(Protocol):
    """A record: a dataclass known by its id."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    @property
    def id(self) -> str:
        """Opaque text that never changes."""


Record = TypeVar("Record", bound=HasId)

WRITTEN_AT_ONCE = 200
"""Rows written between two breaths (see ``reading``)."""


@dataclass(frozen=True, slots=True)
class Child:
    """A field that is kept in a table of its own: a tuple of records, or of codes where ``record`` is None.

    ``place`` is the column that numbers the entries; ``children`` are fields of those entries kept apart again.
    """

    field: str
    table: Table
    record: type[Any] | None = None
    place: str = "position"
    children: tuple["Child", ...] = ()


@dataclass(frozen=True, slots=True)
class Kept(Generic[Record]):
    """How one kind of record is kept: its table, its child tables, what is derived from it."""

    record: type[Record]
    table: Table
    entity: str
    changed: Changed
    owner: str
    children: tuple[Child, ...] = ()
    derived: Callable[[Record], Row] = lambda _record: {}


PERSON = Kept(
    record=Person,
    table=schema.people,
    entity="person",
    changed=Changed.PEOPLE,
    owner="person_id",
    children=(
        Child("criteria", schema.person_criteria),
        Child("status_history", schema.status_history, StatusEntry),
        Child(
            "consent_history",
            schema.consent_history,
            ConsentEntry,
            children=(Child("recipients", schema.consent_recipients),),
        ),
        Child("area_history", schema.area_history, AreaEntry),
        Child("charges", schema.charges, Charge),
    ),
)

VISIT = Kept(
    record=Visit,
    table=schema.visits,
    entity="visit",
    changed=Changed.VISITS,
    owner="visit_id",
    children=(Child("signs", schema.visit_signs),),
    derived=lambda visit: {"month": month_number(visit.on)},
)

PARTNER = Kept(Partner, schema.partners, "partner", Changed.PARTNERS, "partner_id")
HOUSEHOLD = Kept(Household, schema.households, "household", Changed.PEOPLE, "household_id")
ATTACHMENT = Kept(Attachment, schema.attachments, "attachment", Changed.PEOPLE, "attachment_id")
OVERRIDE = Kept(Override, schema.overrides, "override", Changed.PEOPLE, "override_id")
FOLLOW_UP = Kept(FollowUp, schema.follow_ups, "follow_up", Changed.PLANS, "follow_up_id")
SNOOZE = Kept(Snooze, schema.snoozes, "snooze", Changed.PLANS, "snooze_id")
APPOINTMENT = Kept(Appointment, schema.appointments, "appointment", Changed.PLANS, "appointment_id")
ROUND = Kept(Round, schema.rounds, "round", Changed.COPIES, "round_id", (Child("stops", schema.round_stops, Stop),))
ALARM = Kept(
    Alarm, schema.alarms, "alarm", Changed.ALARMS, "alarm_id", (Child("steps", schema.alarm_steps, AlarmStep),)
)
CONSULTATION = Kept(
    Consultation,
    schema.consultations,
    "consultation",
    Changed.CONSULTATIONS,
    "consultation_id",
    (Child("steps", schema.consultation_steps, ConsultStep),),
)
REFERRAL = Kept(
    Referral,
    schema.referrals,
    "referral",
    Changed.CONSULTATIONS,
    "referral_id",
    (Child("steps", schema.referral_steps, ReferralStep),),
)
INFO_ITEM = Kept(InfoItem, schema.info_items, "info_item", Changed.INFORMATION, "info_item_id")
INFO_GIVEN = Kept(InfoGiven, schema.info_given, "info_given", Changed.INFORMATION, "info_given_id")
ACTIVITY = Kept(
    Activity,
    schema.activities,
    "activity",
    Changed.ACTIVITIES,
    "activity_id",
    (Child("guests", schema.activity_guests, Guest),),
)
COORDINATION = Kept(Coordination, schema.coordination, "coordination", Changed.ACTIVITIES, "coordination_id")

_KEPT: dict[type[Any], Kept[Any]] = {
    how.record: how
    for how in (
        *(PERSON, VISIT, PARTNER, HOUSEHOLD, ATTACHMENT, OVERRIDE),
        *(FOLLOW_UP, SNOOZE, APPOINTMENT, ROUND, ALARM),
        *(CONSULTATION, REFERRAL, INFO_ITEM, INFO_GIVEN, ACTIVITY, COORDINATION),
    )
}


def kept(record: type[Record]) -> Kept[Record]:
    """Return how a kind of record is kept."""
    return _KEPT[record]


def record_of(entity: str) -> type[Any] | None:
    """Return the record that the ledger calls by this word, None for other things of which it tells."""
    return next((how.record for how in _KEPT.values() if how.entity == entity), None)


def _own_fields(of: type[Any], children: Sequence[Child]) -> tuple[str, ...]:
    apart = {child.field for child in children}
    return tuple(field.name for field in fields(of) if field.name not in apart)


# ---- record → rows


def _plain(value: Any) -> Any:
    """A JSON column's value: contacts and other lists as plain lists and objects."""
    if isinstance(value, tuple):
        return [_plain(entry) for entry in value]
    if isinstance(value, EmergencyContact):
        return {"name": value.name, "relation": value.relation, "phone": value.phone}
    return value


def row_of(how: Kept[Record], record: Record) -> Row:
    """Return the record's own row."""
    row = {name: _plain(getattr(record, name)) for name in _own_fields(how.record, how.children)}
    return row | how.derived(record)


def child_rows(how: Kept[Record], record: Record) -> Iterator[tuple[Table, Row]]:
    """Yield the rows of a record's child tables."""
    for child in how.children:
        yield from _rows_of_child(child, getattr(record, child.field), {how.owner: record.id})


def _rows_of_child(child: Child, entries: Sequence[Any], keys: Row) -> Iterator[tuple[Table, Row]]:
    for position, entry in enumerate(entries):
        place = keys | {child.place: position}
        if child.record is None:
            yield child.table, place | {"code": entry}
            continue
        yield child.table, place | {name: getattr(entry, name) for name in _own_fields(child.record, child.children)}
        for grandchild in child.children:
            below = keys | {"entry": position}
            yield from _rows_of_child(grandchild, getattr(entry, grandchild.field), below)


def insert_all(connection: Connection, how: Kept[Record], records: Sequence[Record]) -> None:
    """Write new records with their children."""
    if not records:
        return
    _insert(connection, how.table, [row_of(how, record) for record in records])
    by_table: dict[Table, list[Row]] = {}
    for record in records:
        for table, row in child_rows(how, record):
            by_table.setdefault(table, []).append(row)
    for table, rows in by_table.items():
        _insert(connection, table, rows)


def _insert(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    for start in range(0, len(rows), WRITTEN_AT_ONCE):
        connection.execute(insert(table), rows[start : start + WRITTEN_AT_ONCE])
        if len(rows) > WRITTEN_AT_ONCE:
            reading.breathe()


def overwrite(connection: Connection, how: Kept[Record], old: Record, new: Record) -> tuple[str, ...]:
    """Write what differs of a record; return the names of the fields that did."""
    names = differing(how, old, new)
    row = {name: value for name, value in row_of(how, new).items() if name in names or name not in _names(how)}
    if row:
        connection.execute(update(how.table).where(how.table.c.id == new.id).values(row))
    for child in how.children:
        if child.field in names:
            _replace_children(connection, how, child, new)
    return names


def _names(how: Kept[Record]) -> frozenset[str]:
    return frozenset(field.name for field in fields(how.record))


def differing(how: Kept[Record], old: Record, new: Record) -> tuple[str, ...]:
    """Return the names of the fields in which two records differ."""
    return tuple(field.name for field in fields(how.record) if getattr(old, field.name) != getattr(new, field.name))


def _replace_children(connection: Connection, how: Kept[Record], child: Child, record: Record) -> None:
    for table in (*(grandchild.table for grandchild in child.children), child.table):
        connection.execute(delete(table).where(table.c[how.owner] == record.id))
    for table, row in _rows_of_child(child, getattr(record, child.field), {how.owner: record.id}):
        connection.execute(insert(table).values(row))


def remove(connection: Connection, how: Kept[Record], ids: Sequence[str]) -> int:
    """Take records out with their children (an import undone); return how many there were."""
    return connection.execute(delete(how.table).where(how.table.c.id.in_(ids))).rowcount


# ---- rows → record


def fetch(
    connection: Connection,
    record: type[Record],
    where: ColumnElement[bool],
    *,
    order_by: Sequence[Any] = (),
    limit: int | None = None,
    offset: int = 0,
) -> tuple[Record, ...]:
    """Return the records that fit, children and all, in order; without ``order_by`` in the order of entry."""
    how = kept(record)
    columns = [how.table.c[name] for name in _own_fields(how.record, how.children)]
    asked = select(*columns).where(where).order_by(*(order_by or (how.table.c.seq,))).limit(limit).offset(offset)
    rows = [row._asdict() for row in reading.rows(connection, asked)]
    if not rows:
        return ()
    owners = select(how.table.c.id).where(where)
    if limit is not None or offset:
        owners = select(asked.subquery().c.id)
    for child in how.children:
        _attach(connection, child, how.owner, owners, rows)
    return tuple(_record(record, row) for row in rows)


def _attach(connection: Connection, child: Child, owner: str, owners: Select[Any], rows: list[Row]) -> None:
    entries = entries_of(connection, child, owner, owners)
    for row in rows:
        row[child.field] = entries.get(row["id"], ())


def entries_of(
    connection: Connection, child: Child, owner: str, owners: Select[Any], *, deep: bool = True
) -> dict[str, tuple[Any, ...]]:
    """Return a child field of many records at once, by owner; not ``deep`` leaves the entries' own lists empty."""
    below_it = child.children if deep else ()
    grandchildren = {below.field: _by_entry(connection, below, owner, owners) for below in below_it}
    table = child.table
    asked = select(table).where(table.c[owner].in_(owners)).order_by(table.c[owner], table.c[child.place])
    names = _own_fields(child.record, child.children) if child.record else ()
    found: dict[str, list[Any]] = {}
    for found_row in reading.rows(connection, asked):
        row = found_row._mapping
        key = row[owner]
        if child.record is None:
            entry = row["code"]
        else:
            below = {name: codes.get((key, row[child.place]), ()) for name, codes in grandchildren.items()}
            own = {name: row[name] for name in names}
            entry = child.record(**own, **below)
        found.setdefault(key, []).append(entry)
    return {key: tuple(entries) for key, entries in found.items()}


def _by_entry(
    connection: Connection, child: Child, owner: str, owners: Select[Any]
) -> dict[tuple[str, int], tuple[str, ...]]:
    table = child.table
    asked = select(table).where(table.c[owner].in_(owners)).order_by(table.c[owner], table.c.entry, table.c.position)
    found: dict[tuple[str, int], list[str]] = {}
    for found_row in reading.rows(connection, asked):
        row = found_row._mapping
        found.setdefault((row[owner], row["entry"]), []).append(row["code"])
    return {key: tuple(codes) for key, codes in found.items()}


_LISTS = frozenset({"emergency_contacts", "given", "partners", "phones", "signs", "tags"})
"""Fields that are tuples and stand in a JSON column."""


def _record(record: type[Record], row: Row) -> Record:
    if "emergency_contacts" in row:
        row["emergency_contacts"] = [EmergencyContact(**contact) for contact in row["emergency_contacts"]]
    for name in _LISTS & row.keys():
        row[name] = tuple(row[name])
    return record(**row)


def children_named(how: Kept[Any], names: Iterable[str]) -> tuple[Child, ...]:
    """Return the child tables of some fields."""
    wanted = set(names)
    return tuple(child for child in how.children if child.field in wanted)
