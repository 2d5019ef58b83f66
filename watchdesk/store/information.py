"""What is asked of welfare information 福祉情報: the items, the PDF kept with one, and to whom what was told."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select, true, update

from watchdesk.domain.info_item import GivenLine, InfoGiven, InfoItem
from watchdesk.store import records
from watchdesk.store.schema import consultations, info_given, info_items, visits

NEWEST = (info_given.c.on.desc(), info_given.c.seq.desc())

_STANDING = and_(
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
    return records.fetch(connection, InfoGiven, where & _STANDING, order_by=NEWEST)


def to_person(person_id: str) -> ColumnElement[bool]:
    """What was told to somebody."""
    return info_given.c.person_id == person_id


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
    found = given(connection, where)
    titles = _titles(connection, {one.item_id for one in found})
    return tuple(
        GivenLine(
            id=one.id,
            item_id=one.item_id,
            title=titles[one.item_id],
            on=one.on,
            person_id=one.person_id,
            visit_id=one.visit_id,
            consultation_id=one.consultation_id,
        )
        for one in found
    )


def _titles(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    asked = select(info_items.c.id, info_items.c.title).where(info_items.c.id.in_(sorted(ids)))
    return {row.id: row.title for row in connection.execute(asked)}


def told_to(connection: Connection, item_id: str) -> frozenset[str]:
    """Return the ids of the people who heard of an item."""
    asked = select(info_given.c.person_id).where(of_item(item_id), info_given.c.person_id.is_not(None), _STANDING)
    return frozenset(connection.execute(asked.distinct()).scalars())


def times_told(connection: Connection, item_id: str) -> int:
    """Return how often an item was told, to callers too."""
    asked = select(func.count()).select_from(info_given).where(of_item(item_id), _STANDING)
    return int(connection.execute(asked).scalar_one())
