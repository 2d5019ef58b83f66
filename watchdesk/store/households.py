"""What is asked of households 世帯: who is of one, and who may well be of one with a person."""

import json

from sqlalchemy import ColumnElement, Connection, Text, and_, false, or_, select, type_coerce

from watchdesk.domain.folding import fold
from watchdesk.domain.person import Person
from watchdesk.store.schema import people


def members(connection: Connection, household_id: str) -> tuple[str, ...]:
    """Return the ids of the people of a household, in the order of entry."""
    asked = select(people.c.id).where(people.c.household_id == household_id).order_by(people.c.seq)
    return tuple(connection.execute(asked).scalars())


def near(connection: Connection, person: Person) -> tuple[str, ...]:
    """Return the ids of people with the same dwelling or a phone in common, but of another household or of none.

    Dwellings are the same by town, address and building. A person whose address is hidden 秘匿 is nobody's neighbour,
    since to be named here tells where they live.
    """
    if person.hidden:
        return ()
    columns = (people.c.id, people.c.building, people.c.phones, people.c.household_id)
    asked = select(*columns).where(
        people.c.id != person.id, people.c.hidden == 0, or_(_same_street(person), _same_phone(person))
    )
    own = fold(person.building or "")
    return tuple(
        row.id
        for row in connection.execute(asked.order_by(people.c.seq))
        if (row.household_id is None or row.household_id != person.household_id)
        and (set(row.phones) & set(person.phones) or fold(row.building or "") == own)
    )


def _same_street(person: Person) -> ColumnElement[bool]:
    if person.town is None or person.address is None:
        return false()
    return and_(people.c.town == person.town, people.c.address == person.address)


def _same_phone(person: Person) -> ColumnElement[bool]:
    kept = type_coerce(people.c.phones, Text)
    return or_(false(), *(kept.contains(json.dumps(phone), autoescape=True) for phone in person.phones))
