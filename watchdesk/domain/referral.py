"""Referral つなぎ: a concern handed to a body, what was told of the person, and the answer (contract §1)."""

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
