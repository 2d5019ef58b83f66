"""Appointment 予定: a visit or meeting agreed on for a day; a plan, never a record of what was done."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time

from watchdesk.errors import Invalid


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """Agreed for ``on``, from ``at`` to ``until`` where known; with a person, or with nobody on the register.

    ``who`` goes, in words. ``cancelled`` ones stay for the history, with the reason.
    """

    id: str
    on: date
    what: str = field(repr=False)
    area: str
    person_id: str | None = None
    at: time | None = None
    until: time | None = None
    who: str | None = field(default=None, repr=False)
    place: str | None = field(default=None, repr=False)
    note: str | None = field(default=None, repr=False)
    cancelled: bool = False
    cancel_reason: str | None = field(default=None, repr=False)
    created_by: str | None = None
    created_at: datetime | None = None

    def __post_init__(self) -> None:
        if not self.what.strip():
            raise Invalid("what", "何の予定かを書いてください。", kind="missing")
        if self.until is not None and (self.at is None or self.until <= self.at):
            raise Invalid("until", "終わりの時刻は、始まりの時刻より後にしてください。", kind="until")
        if self.cancelled and not (self.cancel_reason or "").strip():
            raise Invalid("cancel_reason", "取りやめたわけを書いてください。", kind="missing")


def called_off(appointment: Appointment, reason: str) -> Appointment:
    """Return the appointment as it is after it was called off, with the reason; Invalid without one."""
    return replace(appointment, cancelled=True, cancel_reason=reason.strip())
