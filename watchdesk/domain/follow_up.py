"""FollowUp 要対応: something promised, by when and by whom; done with a line of outcome."""

from dataclasses import dataclass, field
from datetime import date, datetime

from watchdesk.domain.words import Status
from watchdesk.errors import Invalid


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What somebody is going to do by a day: ``who`` in words, None where nobody is named yet."""

    what: str = field(repr=False)
    due_on: date
    who: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """What is to be done by ``due_on``; ``who`` does it, in words. ``person_id`` None: about nobody on the register.

    ``visit_id`` and ``alarm_id`` tell what it came from. It is open until ``done_on``; an outcome closes it, and a
    person's pause or end does not. ``put_off_reason`` is why the day was put off last. A voided one was never meant.
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
    put_off_reason: str | None = field(default=None, repr=False)
    voided: bool = False
    void_reason: str | None = field(default=None, repr=False)
    created_by: str | None = None
    created_at: datetime | None = None

    def __post_init__(self) -> None:
        if not self.what.strip():
            raise Invalid("what", "何をするかを書いてください。", kind="missing")
        if self.done_on is not None and not (self.outcome or "").strip():
            raise Invalid("outcome", "どうなったかを、ひとこと書いてください。", kind="missing")
        if self.voided and not (self.void_reason or "").strip():
            raise Invalid("void_reason", "取り消すわけを書いてください。", kind="missing")

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.done_on is None and not self.voided

    def overdue_days(self, day: date) -> int:
        """Days since it was due, 0 unless it is open and late."""
        return max(0, (day - self.due_on).days) if self.is_open else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpLine:
    """A follow-up as lists show it on a day, with its person's name; ``name`` None where it is about nobody.

    ``status`` is the person's on that day: a promise outlives a pause and an end. ``visited_on`` is the day of the
    visit that it came from.
    """

    id: str
    what: str = field(repr=False)
    due_on: date
    area: str
    overdue_days: int = 0
    person_id: str | None = None
    name: str | None = field(default=None, repr=False)
    kana: str | None = field(default=None, repr=False)
    status: Status | None = None
    who: str | None = field(default=None, repr=False)
    visit_id: str | None = None
    visited_on: date | None = None
    alarm_id: str | None = None
    done_on: date | None = None
    done_by: str | None = None
    outcome: str | None = field(default=None, repr=False)
    put_off_reason: str | None = field(default=None, repr=False)
    voided: bool = False
    void_reason: str | None = field(default=None, repr=False)

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.done_on is None and not self.voided
