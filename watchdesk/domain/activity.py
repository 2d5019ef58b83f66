"""Activity 活動 and coordination 連絡調整: the work beside visits and consultations (contract §1, blocks C and E)."""

from dataclasses import dataclass, field
from datetime import date, datetime, time

from watchdesk.errors import Invalid


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """Somebody of the register at an activity: invited, and whether she came (None: not known yet)."""

    person_id: str
    invited: bool = True
    came: bool | None = None


def spent_minutes(minutes: int | None, at: time | None, until: time | None) -> int | None:
    """Return how long an activity took the coordinator: what she wrote, else from its beginning to its end."""
    if minutes is not None or at is None or until is None:
        return minutes
    return (until.hour - at.hour) * 60 + until.minute - at.minute


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """A meeting, event, training, patrol … ``kind`` is of block C, ``own_kind`` the ward's own below it.

    ``minutes`` it took the coordinator, ``participants`` everybody who came, counted by head. ``partners`` are the ids
    of those of the directory who took part, ``guests`` people of the register.
    """

    id: str
    area: str
    on: date
    kind: str
    title: str
    own_kind: str | None = None
    at: time | None = None
    until: time | None = None
    minutes: int | None = None
    place: str | None = None
    participants: int | None = None
    partners: tuple[str, ...] = ()
    guests: tuple[Guest, ...] = ()
    note: str | None = field(default=None, repr=False)
    voided: bool = False
    void_reason: str | None = field(default=None, repr=False)
    created_by: str | None = None
    created_at: datetime | None = None

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise Invalid("title", "何の活動かを書いてください。", kind="missing")
        if not self.kind:
            raise Invalid("kind", "活動の種類を選んでください。", kind="missing")
        if self.until is not None and (self.at is None or self.until <= self.at):
            raise Invalid("until", "終わりの時刻は、始まりの時刻より後にしてください。", kind="until")
        for name in ("minutes", "participants"):
            number = getattr(self, name)
            if number is not None and number < 0:
                raise Invalid(name, "0か、それより大きい数を入れてください。", kind="negative")
        if self.voided and not (self.void_reason or "").strip():
            raise Invalid("void_reason", "取り消すわけを書いてください。", kind="missing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Coordination:
    """A contact about the work, in one line: ``kind`` of block E, with a partner of the directory or ``whom``."""

    id: str
    area: str
    on: date
    kind: str
    what: str = field(repr=False)
    at: time | None = None
    partner_id: str | None = None
    whom: str | None = field(default=None, repr=False)
    person_id: str | None = None
    voided: bool = False
    void_reason: str | None = field(default=None, repr=False)
    created_by: str | None = None
    created_at: datetime | None = None

    def __post_init__(self) -> None:
        if not self.kind:
            raise Invalid("kind", "だれとの連絡かを選んでください。", kind="missing")
        if not self.what.strip():
            raise Invalid("what", "何を連絡したかを書いてください。", kind="missing")
        if self.voided and not (self.void_reason or "").strip():
            raise Invalid("void_reason", "取り消すわけを書いてください。", kind="missing")
