"""FollowUp 要対応: something promised, by when and by whom; done with a line of outcome."""

from dataclasses import dataclass, field
from datetime import date, datetime

from watchdesk.errors import Invalid


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """What is to be done by ``due_on``; ``who`` does it, in words. ``person_id`` None: about nobody on the register.

    ``visit_id`` and ``alarm_id`` tell what it came from. It is open until ``done_on``; an outcome closes it, and a
    person's pause or end does not.
    """

    id: str
    what: str = field(repr=False)
    due_on: date
    area: str
    person_id: str | None = None
    who: str | None = field(default=None, repr=False)
    visit_id: str | None = None
    alarm_id: str | None = None
    done_on: date | None = None
    done_by: str | None = None
    outcome: str | None = field(default=None, repr=False)
    created_by: str | None = None
    created_at: datetime | None = None

    def __post_init__(self) -> None:
        if not self.what.strip():
            raise Invalid("what", "何をするかを書いてください。", kind="missing")
        if self.done_on is not None and not (self.outcome or "").strip():
            raise Invalid("outcome", "どうなったかを、ひとこと書いてください。", kind="missing")

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.done_on is None

    def overdue_days(self, day: date) -> int:
        """Days since it was due, 0 unless it is open and late."""
        return max(0, (day - self.due_on).days) if self.is_open else 0
