"""Attachment 添付: a scanned form or picture of a person, kept inside the encrypted store."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from watchdesk.errors import Invalid

MEDIA_TYPES: Mapping[str, bytes] = {
    "application/pdf": b"%PDF-",
    "image/png": b"\x89PNG\r\n\x1a\n",
    "image/jpeg": b"\xff\xd8\xff",
}
"""What may be attached, with how such a file begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file of a person, without its content. ``size`` in bytes; ``sha256`` of the content, as hex text.

    ``removed`` puts it into the bin ごみ箱; the content stays until the bin is emptied.
    """

    id: str
    person_id: str
    title: str = field(repr=False)
    file_name: str = field(repr=False)
    media_type: str
    size: int
    sha256: str
    added_on: date
    removed: bool = False
    created_by: str | None = None
    created_at: datetime | None = None

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise Invalid("title", "添付の名前を入れてください。", kind="missing")
        if self.media_type not in MEDIA_TYPES:
            raise Invalid("file", "添付できるのは、PDF、JPEG、PNGのファイルです。", kind="media_type")


def media_type_of(content: bytes) -> str | None:
    """Return what a file is by how it begins; None where it is none of those that may be attached."""
    return next((name for name, start in MEDIA_TYPES.items() if content.startswith(start)), None)
