"""Attachments 添付 in the store: their contents lie inside the encrypted database, and lists never read them."""

import hashlib

from sqlalchemy import Connection, select, update

from watchdesk.domain.attachment import Attachment
from watchdesk.store import reading, records
from watchdesk.store.schema import attachments


def of_person(connection: Connection, person_id: str) -> tuple[Attachment, ...]:
    """Return a person's attachments without their contents, those in the bin too, in the order of entry."""
    return records.fetch(connection, Attachment, attachments.c.person_id == person_id)


def put_content(connection: Connection, attachment_id: str, content: bytes, thumbnail: bytes | None) -> None:
    """Write an attachment's content and its small picture."""
    row = {"content": content, "thumbnail": thumbnail}
    connection.execute(update(attachments).where(attachments.c.id == attachment_id).values(row))


def content(connection: Connection, attachment_id: str) -> bytes | None:
    """Return the content; None where there is none any more."""
    asked = select(attachments.c.content).where(attachments.c.id == attachment_id)
    return connection.execute(asked).scalar()


def thumbnail(connection: Connection, attachment_id: str) -> bytes | None:
    """Return the small picture; None where none could be drawn."""
    asked = select(attachments.c.thumbnail).where(attachments.c.id == attachment_id)
    return connection.execute(asked).scalar()


def look_over(connection: Connection) -> tuple[int, tuple[str, ...]]:
    """Return how many contents there are, and the ids of those that differ from what was put in; one at a time."""
    known = connection.execute(select(attachments.c.id, attachments.c.sha256).order_by(attachments.c.seq)).all()
    number, wrong = 0, []
    for row in known:
        kept = content(connection, row.id)
        number += kept is not None
        if kept is not None and digest(kept) != row.sha256:
            wrong.append(row.id)
        reading.breathe()
    return number, tuple(wrong)


def digest(kept: bytes) -> str:
    """Return SHA-256 as hex text."""
    return hashlib.sha256(kept).hexdigest()
