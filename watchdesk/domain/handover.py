"""Handover 受け渡し: a file that went to a receiver, what it holds, and whether the receipt came back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from watchdesk.domain.words import Word

RECEIPT_WITHIN: Final = timedelta(days=14)
"""After which a receipt that has not come is late."""


class HandoverKind(Word):
    """What a file holds."""

    WELFARE = "welfare", "月の記録"
    LIST = "list_file", "一覧"
    PERSON = "person_file", "お一人の記録"


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """A file that went out. ``receiver`` is a code of recipients.csv; ``copy_number`` None: nobody is named in it.

    ``withheld``: how many people were left out, by reason. ``second`` is who confirmed the receiver beside ``made_by``.
    ``month`` is 2026-10, with ``issue`` and ``code`` of the closed month it tells of. Receipt 受領: ``received_on`` and
    by whom it was signed; ``due_back`` when the medium comes back, ``erase_by`` until when the receiver has it.
    """

    id: str
    kind: HandoverKind
    title: str
    receiver: str
    file_name: str
    form: str
    locked_by: str
    sha256: str
    made_on: date
    made_by: str
    people: int = 0
    visits: int = 0
    withheld: Mapping[str, int] = field(default_factory=dict)
    copy_number: int | None = None
    month: str | None = None
    issue: int | None = None
    code: str | None = None
    second: str | None = field(default=None, repr=False)
    due_back: date | None = None
    erase_by: date | None = None
    received_on: date | None = None
    received_by: str | None = field(default=None, repr=False)
    returned_on: date | None = None
    erased_on: date | None = None

    @property
    def is_unreceipted(self) -> bool:
        """Whether the receipt has not come back."""
        return self.received_on is None and self.erased_on is None

    def late_days(self, day: date) -> int:
        """Days for which the receipt is late; 0 where it is not."""
        late = (day - self.made_on - RECEIPT_WITHIN).days
        return max(0, late) if self.is_unreceipted else 0

    def awaited(self, day: date) -> tuple[date, ...]:
        """Return the days up to this one by which medium or file should be back or erased, and nobody said it was."""
        back = self.due_back if self.returned_on is None else None
        gone = self.erase_by if self.erased_on is None else None
        return tuple(sorted(on for on in (back, gone) if on is not None and on <= day))

    def is_to_erase(self, day: date) -> bool:
        """Whether the receiver should have erased it by now, and nobody wrote down that it was."""
        return self.erased_on is None and self.erase_by is not None and day > self.erase_by
