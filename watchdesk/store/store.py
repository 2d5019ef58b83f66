"""Store 保管庫, opened: one write path with its audit and announcement in it, and connections to read with."""

import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Engine, bindparam, func, insert, select, update

from watchdesk.changed import Changed
from watchdesk.domain.histories import area_of_visit
from watchdesk.domain.person import Person
from watchdesk.domain.secrecy import without_whereabouts
from watchdesk.domain.visit import Visit
from watchdesk.errors import Busy, NotFound, WatchDeskError
from watchdesk.store import audit, contacts, notes, records, schema, touching
from watchdesk.store.reasons import reason_given
from watchdesk.store.records import Kept, Record
from watchdesk.store.values import as_json

__all__ = ["Connection", "Store", "Tx", "get", "with_areas"]

WAIT_FOR_PEN = 5.0
"""Seconds a short write waits for another short write."""

DEEDS_KNOWN = 1000
"""So many of the latest writes, views among them, are remembered to be taken back one by one."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One transaction since the store was opened: whose it was, and the numbers of the ledger's lines it wrote."""

    by: str
    lines: tuple[int, ...]


@dataclass(slots=True)
class Tx:
    """One transaction of the one write path. Every method writes its audit line in the same transaction."""

    connection: Connection
    by: str
    at: datetime
    reason: str | None
    audit_key: bytes
    lines: list[int] = field(default_factory=list)
    since: date | None = None
    """Earliest day whose figures it may have moved; None where it moved none."""
    _touched: set[str] = field(default_factory=set)

    def add(self, record: Record) -> Record:
        """Write a new record."""
        how = records.kept(type(record))
        records.insert_all(self.connection, how, [record])
        self.touch(touching.first_day(None, record))
        self.log("added", how.entity, record.id)
        self._derive([record])
        return record

    def add_all(self, many: Sequence[Record]) -> None:
        """Write many new records with one audit line by the caller (``log``); for imports and the demo."""
        if many:
            records.insert_all(self.connection, records.kept(type(many[0])), many)
            for record in many:
                self.touch(touching.first_day(None, record))
            self._derive(many)

    def replace(self, new: Record, *, action: str = "changed") -> tuple[str, ...]:
        """Write what differs from the stored record, its old and new values kept; return the fields' names."""
        how = records.kept(type(new))
        old = self.get(type(new), new.id)
        names = records.overwrite(self.connection, how, old, new)
        if names:
            self.touch(touching.first_day(old, new))
            line = self.log(action, how.entity, new.id, names)
            self._keep_values(line, how, old, new, names)
            self._derive([new])
        return names

    def get(self, record: type[Record], record_id: str) -> Record:
        """Return one record by its id; NotFound where it is not there."""
        return get(self.connection, record, record_id)

    def remove(self, record: type[Record], ids: Sequence[str]) -> int:
        """Take records out whole (an import undone) and say how many there were; the caller logs it."""
        if record is Visit:
            notes.forget(self.connection, ids)
            owners = select(schema.visits.c.person_id).where(schema.visits.c.id.in_(ids))
            self._touched.update(self.connection.execute(owners).scalars())
            first = select(func.min(schema.visits.c.on)).where(schema.visits.c.id.in_(ids))
            self.touch(self.connection.execute(first).scalar_one())
        elif record is Person:
            self.touch(touching.EVER)
        return records.remove(self.connection, records.kept(record), ids)

    def touch(self, day: date | None) -> None:
        """Say that figures from a day on may have moved: whoever writes rows by hand has to (``touching.EVER``)."""
        self.since = touching.earlier(self.since, day)

    def log(self, action: str, entity: str, entity_id: str | None = None, fields: Sequence[str] = ()) -> int:
        """Write one audit line; return its number. A hidden person's whereabouts are taken out of its reason."""
        entry = audit.Entry(
            seq=0,
            at=self.at,
            by=self.by,
            action=action,
            entity=entity,
            entity_id=entity_id,
            fields=tuple(fields),
            reason=self._reason_about(entity, entity_id),
        )
        self.lines.append(audit.append(self.connection, self.audit_key, entry))
        return self.lines[-1]

    def _reason_about(self, entity: str, entity_id: str | None) -> str | None:
        whose = _OWNERS.get(entity)
        if self.reason is None or entity_id is None or whose is None:
            return self.reason
        owner = select(whose).where(whose.table.c.id == entity_id)
        hidden = records.fetch(self.connection, Person, schema.people.c.id.in_(owner) & (schema.people.c.hidden == 1))
        return without_whereabouts(self.reason, hidden[0]) if hidden else self.reason

    def _keep_values(self, line: int, how: Kept[Any], old: Any, new: Any, names: Sequence[str]) -> None:
        rows = [
            {
                "audit_seq": line,
                "entity": how.entity,
                "entity_id": new.id,
                "field": name,
                "old": as_json(getattr(old, name)),
                "new": as_json(getattr(new, name)),
            }
            for name in names
        ]
        self.connection.execute(insert(schema.changes), rows)

    def _derive(self, written: Sequence[Any]) -> None:
        """Keep what is derived from the records: areas of visits, latest contacts, the search index of notes."""
        if isinstance(written[0], Person) and len(written) == 1:
            _follow_area(self.connection, written[0])
        if isinstance(written[0], Visit):
            notes.index(self.connection, written)
            self._touched.update(visit.person_id for visit in written)

    def renew(self, person: Person) -> None:
        """Keep right what is derived from a person whose rows were moved: areas of visits, latest contacts."""
        _follow_area(self.connection, person)
        self._touched.add(person.id)
        self.touch(touching.EVER)

    def finish(self) -> None:
        """Renew once, at the end, what is kept beside the people whose visits were written."""
        if self._touched:
            contacts.renew(self.connection, self._touched)


_OWNERS = {
    "person": schema.people.c.id,
    "visit": schema.visits.c.person_id,
    "attachment": schema.attachments.c.person_id,
    "override": schema.overrides.c.person_id,
    "follow_up": schema.follow_ups.c.person_id,
    "alarm": schema.alarms.c.person_id,
    "appointment": schema.appointments.c.person_id,
    "snooze": schema.snoozes.c.person_id,
    "consultation": schema.consultations.c.person_id,
    "referral": schema.referrals.c.person_id,
    "coordination": schema.coordination.c.person_id,
}
"""Column that says whose a record is, by its word in the ledger."""


def _follow_area(connection: Connection, person: Person) -> None:
    """Put each visit of a person into the area the person was in on its day (contract §2.3)."""
    visits = schema.visits
    asked = select(visits.c.seq, visits.c.on, visits.c.area).where(visits.c.person_id == person.id)
    moved = [
        {"visit_seq": row.seq, "new_area": area}
        for row in connection.execute(asked)
        if (area := area_of_visit(person.area_history, row.on)) != row.area
    ]
    if moved:
        to = update(visits).where(visits.c.seq == bindparam("visit_seq")).values(area=bindparam("new_area"))
        connection.execute(to, moved)


def get(connection: Connection, record: type[Record], record_id: str) -> Record:
    """Return one record by its id; NotFound where it is not there."""
    found = records.fetch(connection, record, records.kept(record).table.c.id == record_id)
    if not found:
        raise NotFound("お探しの記録が見つかりません。ほかの人が取り消したのかもしれません。")
    return found[0]


class Store:
    """The opened database. Reads may run on any thread; one write at a time holds the pen."""

    def __init__(self, engine: Engine, audit_key: bytes, clock: Callable[[], datetime]) -> None:
        self.engine = engine
        self.clock = clock
        self._audit_key = audit_key
        self._pen = threading.RLock()
        self._long_work: str | None = None
        self._closed = False
        self._listeners: list[Callable[[Changed], None]] = []
        self.guard: Callable[[Tx], None] = lambda _tx: None
        """Looks at each transaction that may have moved figures before it is done; what it raises undoes the whole."""
        self.deeds: deque[Deed] = deque(maxlen=DEEDS_KNOWN)

    def read(self) -> AbstractContextManager[Connection]:
        """A connection that sees one state of the store. Refused once the store is closed."""
        self._refuse_when_closed()
        return self.engine.begin()

    def _refuse_when_closed(self) -> None:
        if self._closed:
            raise WatchDeskError("画面が隠されているため、台帳は開けません。", code="closed")

    @contextmanager
    def write(self, by: str, changed: Changed, reason: str | None = None) -> Iterator[Tx]:
        """One transaction with its audit and change entries in it, then one announcement."""
        self._take_pen()
        try:
            writer = self.engine.execution_options(sqlite_begin="IMMEDIATE")
            with writer.begin() as connection:
                tx = Tx(connection, by, self.clock(), reason or reason_given(), self._audit_key)
                yield tx
                tx.finish()
                if tx.since is not None:
                    self.guard(tx)
            if tx.lines:
                self.deeds.append(Deed(by, tuple(tx.lines)))
        finally:
            self._pen.release()
        self.announce(changed)

    @contextmanager
    def long_work(self, title: str) -> Iterator[None]:
        """Hold the pen for a piece of long work; others get Busy with its title meanwhile."""
        self._take_pen()
        before, self._long_work = self._long_work, title
        try:
            yield
        finally:
            self._long_work = before
            self._pen.release()

    def _take_pen(self) -> None:
        self._refuse_when_closed()
        if self._long_work is not None and self._pen.acquire(blocking=False):
            return
        if self._long_work is not None or not self._pen.acquire(timeout=WAIT_FOR_PEN):
            work = self._long_work or "ほかの書きこみ"
            raise Busy(f"いま「{work}」をしています。終わってから、もう一度お試しください。")

    def note(self, by: str, action: str, entity: str, entity_id: str | None = None, reason: str | None = None) -> None:
        """Log a view, print, export or refusal in the ledger 管理台帳."""
        with self.write(by, Changed.COPIES, reason) as tx:
            tx.log(action, entity, entity_id)

    def listen(self, listener: Callable[[Changed], None]) -> Callable[[], None]:
        """Call ``listener`` after each write, on the writing thread; return what ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def announce(self, changed: Changed) -> None:
        """Tell the listeners what a write touched."""
        for listener in tuple(self._listeners):
            listener(changed)

    def audit_is_whole(self, anchor: audit.Head | None) -> bool:
        """Whether no line of the ledger was changed, left out or cut off since the anchor."""
        with self.read() as connection:
            return audit.broken_at(connection, self._audit_key, anchor) is None

    def ledger_holds(self, anchor: audit.Head) -> bool:
        """Whether a line noted earlier still stands in the ledger."""
        with self.read() as connection:
            return audit.holds(connection, anchor)

    def audit_head(self) -> audit.Head:
        """The ledger's end, to be anchored outside."""
        with self.read() as connection:
            return audit.head(connection)

    def close(self) -> None:
        """Close every connection; nothing is read or written from now on."""
        self._closed = True
        self.engine.dispose()


def with_areas(connection: Connection, visits: Sequence[Visit]) -> tuple[Visit, ...]:
    """Return visits with the area each belongs to (contract §2.3)."""
    how = records.PERSON
    ids = {visit.person_id for visit in visits}
    (child,) = records.children_named(how, ["area_history"])
    owners = select(schema.people.c.id)
    if len(ids) < 500:
        owners = owners.where(schema.people.c.id.in_(ids))
    areas = records.entries_of(connection, child, how.owner, owners)
    return tuple(replace(visit, area=area_of_visit(areas.get(visit.person_id, ()), visit.on) or "") for visit in visits)
