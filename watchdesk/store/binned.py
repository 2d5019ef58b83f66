"""What lies in the bin beside removed people: voided visits and removed attachments, with whose they are."""

from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import Connection, select

from watchdesk.domain.words import Method, Result
from watchdesk.store.schema import attachments, people, visits


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """A record in the bin and whose it is; ``on`` is the day of a visit or the day an attachment came in."""

    id: str
    person_id: str
    family_name: str = field(repr=False)
    given_name: str | None = field(repr=False)
    on: date
    method: Method | None = None
    result: Result | None = None
    title: str | None = field(default=None, repr=False)
    reason: str | None = field(default=None, repr=False)
    created_at: datetime | None
    created_by: str | None

    @property
    def name(self) -> str:
        """Whose it is."""
        return f"{self.family_name} {self.given_name}" if self.given_name else self.family_name


_WHOSE = (people.c.family_name, people.c.given_name)


def voided_visits(connection: Connection) -> tuple[Laid, ...]:
    """Return the voided visits, in the order of entry."""
    columns = (visits.c[name] for name in ("id", "person_id", "on", "method", "result", "created_at", "created_by"))
    asked = select(*columns, visits.c.void_reason.label("reason"), *_WHOSE).join(
        people, people.c.id == visits.c.person_id
    )
    rows = connection.execute(asked.where(visits.c.voided == 1).order_by(visits.c.seq))
    return tuple(Laid(**row._asdict()) for row in rows)


def removed_attachments(connection: Connection) -> tuple[Laid, ...]:
    """Return the removed attachments, in the order of entry."""
    columns = (attachments.c[name] for name in ("id", "person_id", "title", "created_at", "created_by"))
    asked = select(*columns, attachments.c.added_on.label("on"), *_WHOSE)
    whose = asked.join(people, people.c.id == attachments.c.person_id)
    rows = connection.execute(whose.where(attachments.c.removed == 1).order_by(attachments.c.seq))
    return tuple(Laid(**row._asdict()) for row in rows)
