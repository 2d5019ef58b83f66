"""What is asked of consultations 相談: cases with the names of the people on the register whom they are about."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Connection, select, true

from watchdesk.domain.consultation import Consultation
from watchdesk.domain.referral import Referral
from watchdesk.store import records
from watchdesk.store.names import NAME, kana_of, name_of
from watchdesk.store.schema import consultations, people

NEWEST = (consultations.c.opened_on.desc(), consultations.c.seq.desc())


def wanted(person_id: str | None = None, ids: Iterable[str] | None = None) -> ColumnElement[bool]:
    """Cases about a person, some by their ids; without either all."""
    about = true() if person_id is None else consultations.c.person_id == person_id
    return about if ids is None else about & consultations.c.id.in_(sorted(set(ids)))


def fetch(connection: Connection, where: ColumnElement[bool]) -> tuple[Consultation, ...]:
    """Return cases, newest first."""
    return records.fetch(connection, Consultation, where, order_by=NEWEST)


def names(connection: Connection, cases: Iterable[Consultation | Referral]) -> dict[str, tuple[str, str | None]]:
    """Return name and reading of the people whom some cases or つなぎ are about, by their ids."""
    ids = sorted({case.person_id for case in cases if case.person_id is not None})
    asked = select(people.c.id, *NAME).where(people.c.id.in_(ids))
    return {row.id: (name_of(row) or "", kana_of(row)) for row in connection.execute(asked)}


def of_visits(connection: Connection, visit_ids: Iterable[str]) -> tuple[Consultation, ...]:
    """Return the cases that were opened at some visits."""
    return records.fetch(connection, Consultation, consultations.c.visit_id.in_(sorted(set(visit_ids))))
