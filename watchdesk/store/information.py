"""What is asked of welfare information 福祉情報: the items, the PDF kept with one, and to whom what was told."""

from sqlalchemy import ColumnElement, Connection, Date, and_, case, func, or_, select, true, update

from watchdesk.domain.info_item import GivenLine, InfoGiven, InfoItem
from watchdesk.store import records
from watchdesk.store.schema import consultations, info_given, info_items, visits

_standing = and_(
    or_(
        info_given.c.visit_id.is_(None),
        info_given.c.visit_id.in_(select(visits.c.id).where(visits.c.voided == 0)),
    ),
    or_(
        info_given.c.consultation_id.is_(None),
        info_given.c.consultation_id.in_(select(consultations.c.id).where(consultations.c.voided == 0)),
    ),
)
"""What was told at a visit or in a case that was voided was not told; it is again when that is brought back."""


_whose = case(
    (
        info_given.c.consultation_id.is_not(None),
        select(consultations.c.person_id).where(consultations.c.id == info_given.c.consultation_id).scalar_subquery(),
    ),
    else_=info_given.c.person_id,
)
"""Whom it was told: in a case whom that is about by now, which may have been written otherwise since."""

_on = func.coalesce(
    select(visits.c.on).where(visits.c.id == info_given.c.visit_id).scalar_subquery(), info_given.c.on, type_=Date
)
"""The day: of a visit that one's, as it is by now."""

NEWEST = (_on.desc(), info_given.c.seq.desc())


def items(connection: Connection) -> tuple[InfoItem, ...]:
    """Return all items in the order of entry, those put aside too; without their PDFs."""
    return records.fetch(connection, InfoItem, true())


def put_content(connection: Connection, item_id: str, content: bytes | None) -> None:
    """Write the PDF kept with an item, or take it out."""
    connection.execute(update(info_items).where(info_items.c.id == item_id).values(content=content))


def content(connection: Connection, item_id: str) -> bytes | None:
    """Return the PDF kept with an item; None where there is none."""
    return connection.execute(select(info_items.c.content).where(info_items.c.id == item_id)).scalar()


def given(connection: Connection, where: ColumnElement[bool]) -> tuple[InfoGiven, ...]:
    """Return what was told and stands, newest first."""
    return records.fetch(connection, InfoGiven, where & _standing, order_by=NEWEST)


def to_person(person_id: str) -> ColumnElement[bool]:
    """What was told to somebody."""
    return _whose == person_id


def at_visit(visit_id: str) -> ColumnElement[bool]:
    """What was told at a visit."""
    return info_given.c.visit_id == visit_id


def in_case(consultation_id: str) -> ColumnElement[bool]:
    """What was told in a consultation."""
    return info_given.c.consultation_id == consultation_id


def of_item(item_id: str) -> ColumnElement[bool]:
    """All who were told of an item."""
    return info_given.c.item_id == item_id


def lines(connection: Connection, where: ColumnElement[bool]) -> tuple[GivenLine, ...]:
    """Return the same with the titles of the items as they are now."""
    own = (info_given.c.id, info_given.c.item_id, info_given.c.visit_id, info_given.c.consultation_id)
    asked = (
        select(*own, info_items.c.title, _on.label("on"), _whose.label("person_id"))
        .join(info_items, info_items.c.id == info_given.c.item_id)
        .where(where & _standing)
        .order_by(*NEWEST)
    )
    return tuple(GivenLine(**row._asdict()) for row in connection.execute(asked))


def told_to(connection: Connection, item_id: str) -> frozenset[str]:
    """Return the ids of the people who heard of an item."""
    asked = select(_whose).where(of_item(item_id), _whose.is_not(None), _standing)
    return frozenset(connection.execute(asked.distinct()).scalars())


def times_told(connection: Connection, item_id: str) -> int:
    """Return how often an item was told, to callers too."""
    asked = select(func.count()).select_from(info_given).where(of_item(item_id), _standing)
    return int(connection.execute(asked).scalar_one())
