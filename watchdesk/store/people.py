"""What is asked of people: their lines on lists, their histories, who resembles whom."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Date, Select, Subquery, and_, exists, func, literal, or_, select, true

from watchdesk.domain.cadence import Contact, Contacts, cadence, in_order
from watchdesk.domain.era import age_on
from watchdesk.domain.histories import (
    AreaEntry,
    ConsentEntry,
    StatusEntry,
    area_of_visit,
    consent_on,
    paused_until,
    status_on,
)
from watchdesk.domain.lines import InCharge, PersonLine
from watchdesk.domain.missing import Missing, missing
from watchdesk.domain.person import Person
from watchdesk.domain.summary import Watch
from watchdesk.domain.words import Condition, Consent
from watchdesk.store import contacts, reading, records
from watchdesk.store.kinds import month_number
from watchdesk.store.schema import area_history, charges, partners, people, visits

EVERYBODY: ColumnElement[bool] = true()


@dataclass(frozen=True, slots=True)
class Standing:
    """What the rules need of a person: three histories, interval in days, the day the record was made."""

    status_history: tuple[StatusEntry, ...]
    consent_history: tuple[ConsentEntry, ...]
    area_history: tuple[AreaEntry, ...]
    interval_days: int
    created_on: date


def fetch(connection: Connection, where: ColumnElement[bool] = EVERYBODY) -> tuple[Person, ...]:
    """Return whole records, in the order of entry."""
    return records.fetch(connection, Person, where)


def standings(connection: Connection, where: ColumnElement[bool] = EVERYBODY) -> dict[str, Standing]:
    """Return everybody's histories by id, in the order of entry."""
    owners = select(people.c.id).where(where)
    status, consent, area = (
        records.entries_of(connection, child, records.PERSON.owner, owners, deep=False)
        for child in records.children_named(records.PERSON, ("status_history", "consent_history", "area_history"))
    )
    asked = select(people.c.id, people.c.interval_days, people.c.created_on).where(where).order_by(people.c.seq)
    return {
        row.id: Standing(
            status.get(row.id, ()), consent.get(row.id, ()), area.get(row.id, ()), row.interval_days, row.created_on
        )
        for row in reading.rows(connection, asked)
    }


def areas(connection: Connection, day: date) -> dict[str, str]:
    """Return everybody's area on a day, by id."""
    entries: dict[str, list[Any]] = {}
    asked = select(area_history.c.person_id, area_history.c.area, area_history.c.since)
    for row in reading.rows(connection, asked.order_by(area_history.c.person_id, area_history.c.position)):
        entries.setdefault(row.person_id, []).append(row)
    return {person_id: _area(rows, day) for person_id, rows in entries.items()}


def _area(rows: list[Any], day: date) -> str:
    """Most people never move; the rule is asked for those who did."""
    if len(rows) == 1:
        return str(rows[0].area)
    return area_of_visit([AreaEntry(area=row.area, since=row.since) for row in rows], day) or ""


def watches(connection: Connection) -> tuple[Watch, ...]:
    """Return everybody's spans under watch, for the figures."""
    return tuple(Watch.of(person_id, standing) for person_id, standing in standings(connection).items())


def _latest_by(connection: Connection, day: date) -> Subquery:
    """Latest contacts per person on a day: the kept ones, or counted anew for a day that visits lie after."""
    later = select(exists().where(visits.c.month >= month_number(day), visits.c.on > day))
    if connection.execute(later).scalar_one():
        confirmed = contacts.latest(confirmed=True, until=day).label("last_confirmed")
        attempted = contacts.latest(confirmed=False, until=day).label("last_attempt")
        return select(people.c.id.label("person_id"), confirmed, attempted).subquery()
    return select(people.c.id.label("person_id"), people.c.last_confirmed, people.c.last_attempt).subquery()


_FIRST_DAY = literal(date.min, Date)


@dataclass(frozen=True, slots=True)
class Latest:
    """A person's latest contacts up to a day, and the condition seen at the very latest one."""

    contacts: Contacts
    condition: Condition | None


def latest(connection: Connection, day: date, owners: Select[Any] | None = None) -> dict[str, Latest]:
    """Return latest contacts up to a day, everybody's or those of ``owners``; people never attempted are left out."""
    newest = _latest_by(connection, day)
    whose = EVERYBODY if owners is None else newest.c.person_id.in_(owners)
    # Joined to nothing, so that SQLite goes from people to their visits and never through all visits to people.
    person = newest.c.person_id.concat("")
    reach = visits.c.on >= func.coalesce(newest.c.last_confirmed, _FIRST_DAY)
    asked = (
        select(
            visits.c.person_id,
            visits.c.on,
            visits.c.at,
            visits.c.result,
            visits.c.seq,
            visits.c.condition,
            newest.c.last_confirmed,
            newest.c.last_attempt,
        )
        .join(newest, visits.c.person_id == person)
        .where(and_(visits.c.voided == 0, visits.c.on <= day, reach, whose))
    )
    by_person: dict[str, list[Any]] = {}
    for row in reading.rows(connection, asked):
        by_person.setdefault(row.person_id, []).append(row)
    return {person_id: _latest(rows) for person_id, rows in by_person.items()}


def _latest(rows: list[Any]) -> Latest:
    seen = {row.seq: Contact(row.on, row.at, row.result, row.seq) for row in rows}
    last = max(seen.values(), key=in_order)
    contacts = Contacts(
        last_confirmed=rows[0].last_confirmed, last_attempt=rows[0].last_attempt, since=tuple(seen.values())
    )
    return Latest(contacts, next(row.condition for row in rows if row.seq == last.entry_order))


_LINE = (
    people.c.id,
    people.c.number,
    people.c.family_name,
    people.c.given_name,
    people.c.family_kana,
    people.c.given_kana,
    people.c.sex,
    people.c.birth_date,
    people.c.town,
    people.c.address,
    people.c.building,
    people.c.phones,
    people.c.hidden,
    people.c.living,
    people.c.care_level,
    people.c.air_conditioner,
    people.c.need_level,
    people.c.household_id,
    (func.json_array_length(people.c.emergency_contacts) > 0).label("has_contact"),
)

_NEVER = Latest(Contacts(), None)


def lines(
    connection: Connection, day: date, soon_days: int, where: ColumnElement[bool] = EVERYBODY
) -> tuple[PersonLine, ...]:
    """Return everybody as lists show them on a day, in the order of entry."""
    owners = select(people.c.id).where(where)
    stand = standings(connection, where)
    contacts = latest(connection, day, None if where is EVERYBODY else owners)
    criteria = _criteria(connection, owners)
    entrusted = in_charge(connection, day, None if where is EVERYBODY else owners)
    asked = select(*_LINE).where(where).order_by(people.c.seq)
    return tuple(
        _line(
            row,
            _Beside(
                stand[row.id],
                contacts.get(row.id, _NEVER),
                criteria.get(row.id, ()),
                entrusted.get(row.id, ()),
            ),
            day,
            soon_days,
        )
        for row in reading.rows(connection, asked)
    )


def _criteria(connection: Connection, owners: Select[Any]) -> Mapping[str, tuple[str, ...]]:
    (child,) = records.children_named(records.PERSON, ("criteria",))
    return records.entries_of(connection, child, records.PERSON.owner, owners)


def in_charge(connection: Connection, day: date, owners: Select[Any] | None = None) -> dict[str, tuple[InCharge, ...]]:
    """Return the partners in charge on a day by person, in the order in which they were put in charge."""
    asked = select(partners.c.id, partners.c.kind, partners.c.name)
    known = {row.id: InCharge(row.id, row.kind, row.name) for row in reading.rows(connection, asked)}
    held = and_(
        or_(charges.c.since.is_(None), charges.c.since <= day), or_(charges.c.until.is_(None), charges.c.until >= day)
    )
    whose = EVERYBODY if owners is None else charges.c.person_id.in_(owners)
    found: dict[str, list[InCharge]] = {}
    order = select(charges.c.person_id, charges.c.partner_id).where(held, whose)
    for row in reading.rows(connection, order.order_by(charges.c.person_id, charges.c.position)):
        found.setdefault(row.person_id, []).append(known[row.partner_id])
    return {person_id: tuple(dict.fromkeys(those)) for person_id, those in found.items()}


@dataclass(frozen=True, slots=True)
class _Beside:
    """What a line needs beside the person's own row."""

    stand: Standing
    newest: Latest
    criteria: tuple[str, ...]
    charges: tuple[InCharge, ...]


def _line(row: Any, beside: _Beside, day: date, soon_days: int) -> PersonLine:
    stand, contacts = beside.stand, beside.newest.contacts
    consent = consent_on(stand.consent_history, day)
    kana = " ".join(part for part in (row.family_kana, row.given_kana) if part) or None
    return PersonLine(
        id=row.id,
        name=f"{row.family_name} {row.given_name}" if row.given_name else row.family_name,
        kana=kana,
        number=row.number,
        sex=row.sex,
        birth_date=row.birth_date,
        age=age_on(row.birth_date, day) if row.birth_date else None,
        area=area_of_visit(stand.area_history, day) or "",
        town=row.town,
        address=row.address,
        building=row.building,
        phones=tuple(row.phones),
        hidden=row.hidden,
        status=status_on(stand.status_history, day),
        paused_until=paused_until(stand.status_history, day),
        consent=consent.state if consent else None,
        consent_watch=consent.watch if consent else True,
        consent_since=consent.since if consent else None,
        consent_until=consent.valid_until if consent else None,
        living=row.living,
        criteria=beside.criteria,
        care_level=row.care_level,
        air_conditioner=row.air_conditioner,
        need_level=row.need_level,
        household_id=row.household_id,
        charges=beside.charges,
        missing=_missing(row, kana, consent, beside.criteria),
        last_confirmed=contacts.last_confirmed,
        last_attempt=contacts.last_attempt,
        condition=beside.newest.condition,
        due=cadence(stand, contacts, day, soon_days),
    )


def _missing(row: Any, kana: str | None, consent: ConsentEntry | None, criteria: tuple[str, ...]) -> frozenset[Missing]:
    answered = consent is not None and consent.state is not Consent.PENDING
    return missing(kana, row.birth_date, row.address or row.town, row.phones, row.has_contact, answered, criteria)


def with_ids(ids: Iterable[str]) -> ColumnElement[bool]:
    """The people of some ids."""
    return people.c.id.in_(sorted(ids))


def hidden(connection: Connection, where: ColumnElement[bool] = EVERYBODY) -> tuple[Person, ...]:
    """Return the hidden people 秘匿 among some."""
    return fetch(connection, (people.c.hidden == 1) & where)


def number(connection: Connection) -> int:
    """How many people are in the store."""
    return connection.execute(select(func.count()).select_from(people)).scalar_one()


def anybody(connection: Connection) -> bool:
    """Whether there is any person in the store."""
    return bool(connection.execute(select(exists(select(people.c.seq)))).scalar_one())


def with_area(area: str) -> ColumnElement[bool]:
    """The people who were ever in an area."""
    (child,) = records.children_named(records.PERSON, ("area_history",))
    return people.c.id.in_(select(child.table.c.person_id).where(child.table.c.area == area))


def earliest_record(connection: Connection) -> date | None:
    """Return the earliest day of the desk's own records: a visit, or a person's record made.

    Days in histories may lie long before the desk was used, and say nothing of what was visited then.
    """
    asked = (select(func.min(people.c.created_on)), select(func.min(visits.c.on)))
    days = [connection.execute(question).scalar_one() for question in asked]
    return min((day for day in days if day is not None), default=None)
