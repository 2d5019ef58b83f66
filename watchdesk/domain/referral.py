"""Referral つなぎ: a concern handed to a body, what was told of the person, and the answer (contract §1)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from watchdesk.domain.words import Word
from watchdesk.errors import Invalid


class ReferralState(Word):
    """How far it has come."""

    DRAFT = "draft", "準備中"
    SENT = "sent", "送った"
    RECEIVED = "received", "受け取られた"
    ANSWERED = "answered", "返事があった"
    DECLINED = "declined", "引き受けられなかった"
    WITHDRAWN = "withdrawn", "取り下げた"


ENDED = frozenset({ReferralState.ANSWERED, ReferralState.DECLINED, ReferralState.WITHDRAWN})
"""States after which nothing more is awaited."""

MAY_FOLLOW: Mapping[ReferralState, frozenset[ReferralState]] = {
    ReferralState.DRAFT: frozenset({ReferralState.SENT, ReferralState.WITHDRAWN}),
    ReferralState.SENT: frozenset({ReferralState.RECEIVED, *ENDED}),
    ReferralState.RECEIVED: ENDED,
    ReferralState.ANSWERED: frozenset({ReferralState.ANSWERED, ReferralState.DECLINED}),
    ReferralState.DECLINED: frozenset({ReferralState.ANSWERED}),
    ReferralState.WITHDRAWN: frozenset(),
}
"""State → what can come next. A body may answer once more, and may take on in the end what it had declined."""

RECEIVER_OF: Mapping[str, str] = {
    "minsei": "minsei",
    "chief_minsei": "minsei",
    "watcher": "mimamori_in",
    "doctor": "iryo_kaigo",
    "care_manager": "iryo_kaigo",
}
"""Kind of a partner → the code of recipients.csv that it is to a consent, where that is plain; else one says."""

WAIT_DAYS = 14
"""Days within which an answer is wanted unless told otherwise."""


class SendWay(Word):
    """How it gets there."""

    HAND = "hand", "持参"
    POST = "post", "郵送"
    FAX = "fax", "FAX"
    PHONE = "phone", "電話"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralStep:
    """A state reached ``on`` a day, never changed afterwards; ``who`` at the body, and what was said."""

    on: date
    state: ReferralState
    by: str
    who: str | None = field(default=None, repr=False)
    what: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """A つなぎ to a body: ``receiver`` is its code of recipients.csv (the gate goes by it), ``body`` its name.

    ``partner_id`` where the body stands in the directory. ``given`` are the keys of the person's fields that the
    receiver gets, just as they were shown before. ``person_id`` None: somebody not on the register, told of in
    ``reason`` only. ``copy_number``: the つなぎ票 that went out. ``answer_due``: when the answer is wanted.
    """

    id: str
    area: str
    receiver: str
    body: str
    reason: str = field(repr=False)
    wanted: str | None = field(default=None, repr=False)
    given: tuple[str, ...] = ()
    way: SendWay | None = None
    person_id: str | None = None
    consultation_id: str | None = None
    visit_id: str | None = None
    partner_id: str | None = None
    copy_number: int | None = None
    answer_due: date | None = None
    steps: tuple[ReferralStep, ...] = ()
    created_by: str | None = None
    created_at: datetime | None = None

    def __post_init__(self) -> None:
        if not self.body.strip():
            raise Invalid("body", "つなぎ先を選んでください。", kind="missing")
        if not self.reason.strip():
            raise Invalid("reason", "つなぐわけを書いてください。", kind="missing")

    @property
    def state(self) -> ReferralState:
        """How far it has come."""
        return self.steps[-1].state if self.steps else ReferralState.DRAFT

    @property
    def sent_on(self) -> date | None:
        """The day it was sent, in whose month it counts; None before."""
        return next((step.on for step in self.steps if step.state is ReferralState.SENT), None)

    @property
    def awaits_answer(self) -> bool:
        """Whether it was sent and nobody has answered."""
        return self.sent_on is not None and self.state not in ENDED

    def overdue_days(self, day: date) -> int:
        """Days since the answer was wanted, 0 unless it is awaited and late."""
        return max(0, (day - self.answer_due).days) if self.awaits_answer and self.answer_due is not None else 0

    def days_waiting(self, day: date) -> int:
        """Days since it was sent, until its answer came or until the day; 0 before."""
        if self.sent_on is None:
            return 0
        until = self.steps[-1].on if self.state in ENDED else day
        return max(0, (until - self.sent_on).days)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralLine:
    """A referral as lists show it on a day; ``name`` and ``kana`` are the person's, None of somebody unregistered.

    ``days_waiting`` since it was sent, ``overdue_days`` since the answer was wanted. ``answer`` is what was said at the
    last step, by ``answered_by`` at the body.
    """

    id: str
    area: str
    receiver: str
    body: str
    reason: str = field(repr=False)
    wanted: str | None = field(default=None, repr=False)
    state: ReferralState
    way: SendWay | None = None
    sent_on: date | None = None
    answer_due: date | None = None
    days_waiting: int = 0
    overdue_days: int = 0
    awaits_answer: bool = False
    last_on: date | None = None
    answer: str | None = field(default=None, repr=False)
    answered_by: str | None = field(default=None, repr=False)
    person_id: str | None = None
    name: str | None = field(default=None, repr=False)
    kana: str | None = field(default=None, repr=False)
    consultation_id: str | None = None
    visit_id: str | None = None
    partner_id: str | None = None
    copy_number: int | None = None
    made_on: date | None = None


_SAME = (
    *("id", "area", "receiver", "body", "reason", "wanted", "state", "way", "sent_on", "answer_due", "awaits_answer"),
    *("person_id", "consultation_id", "visit_id", "partner_id", "copy_number"),
)


def line_of(referral: Referral, day: date, name: str | None = None, kana: str | None = None) -> ReferralLine:
    """Return a referral as lists show it on a day; ``name`` and ``kana`` are those of its person on the register."""
    last = referral.steps[-1] if referral.steps else None
    return ReferralLine(
        **{same: getattr(referral, same) for same in _SAME},
        name=name,
        kana=kana,
        days_waiting=referral.days_waiting(day),
        overdue_days=referral.overdue_days(day),
        last_on=last.on if last is not None else None,
        answer=last.what if last is not None else None,
        answered_by=last.who if last is not None else None,
        made_on=referral.created_at.date() if referral.created_at is not None else None,
    )


def by_need(line: ReferralLine) -> tuple[int, int, int, int, str]:
    """Sort key of a list: the most overdue, the longest waiting, then what is prepared, then what is over."""
    over = line.state in ENDED
    rank = 2 if over else 0 if line.awaits_answer else 1
    newest = -line.last_on.toordinal() if over and line.last_on is not None else 0
    return rank, -line.overdue_days, -line.days_waiting if not over else 0, newest, line.id
