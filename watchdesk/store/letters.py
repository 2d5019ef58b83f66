"""Letters to the persons themselves: when each was last given a paper about her consent."""

from datetime import date

from sqlalchemy import Connection, func, select

from watchdesk.domain.copies import GIVEN_KINDS
from watchdesk.store.copies import came_out
from watchdesk.store.schema import copies, copy_people


def last_given(connection: Connection, person_id: str | None = None) -> dict[str, date]:
    """Return by person the day on which the latest letter or form to her own name left the program whole.

    ``person_id``: only hers.
    """
    asked = (
        select(copy_people.c.person_id, func.max(copies.c.made_at).label("at"))
        .join(copies, copies.c.number == copy_people.c.number)
        .where(copies.c.kind.in_(sorted(GIVEN_KINDS)), came_out())
        .group_by(copy_people.c.person_id)
    )
    if person_id is not None:
        asked = asked.where(copy_people.c.person_id == person_id)
    return {row.person_id: row.at.date() for row in connection.execute(asked)}


def latest(connection: Connection, kind: str, title: str) -> dict[str, int]:
    """Return by person the number of the newest paper of a kind and title that left the program whole."""
    asked = (
        select(copy_people.c.person_id, func.max(copies.c.number).label("number"))
        .join(copies, copies.c.number == copy_people.c.number)
        .where(copies.c.kind == kind, copies.c.title == title, came_out())
        .group_by(copy_people.c.person_id)
    )
    return {row.person_id: row.number for row in connection.execute(asked)}
