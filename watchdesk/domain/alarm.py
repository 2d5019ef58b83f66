"""Alarm 気がかり: nobody knows whether someone is well; the ladder of steps, and how it ended."""

from dataclasses import dataclass, field
from datetime import datetime

from watchdesk.domain.words import Word
from watchdesk.errors import Invalid


class AlarmOrigin(Word):
    """What raised it."""

    NO_ANSWER = "no_answer", "応答なし"
    STREAK = "streak", "3回続けて会えず"
    REPORTED = "reported", "知らせがあった"


class AlarmOutcome(Word):
    """How it ended; without one it stays open."""

    MET = "met", "本人の無事を確かめた"
    HEARD = "heard", "家族・近隣などから無事を聞いた"
    AWAY = "away", "入院・外出など、居場所が分かった"
    RESCUED = "rescued", "救急・警察につないだ"
    DECEASED = "deceased", "亡くなっていた"
    MISTAKEN = "mistaken", "知らせのまちがいだった"


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmStep:
    """One thing done, never changed afterwards: ``step`` is a code of escalation_steps.csv, or ``handed`` or ``note``.

    ``whom`` was told or asked, at ``phone``; ``answer`` is what came of it; ``look_again`` is when to look next.
    """

    step: str
    at: datetime
    by: str
    whom: str | None = field(default=None, repr=False)
    phone: str | None = field(default=None, repr=False)
    answer: str | None = field(default=None, repr=False)
    look_again: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """Raised at a moment, ``holder`` is the user who has it in hand; open until an outcome closes it.

    ``person_id`` None: someone not on the register, told apart by ``whom`` in words. ``reporter`` is who phoned, and
    ``answered_at`` when the reporter was told how it ended.
    """

    id: str
    area: str
    origin: AlarmOrigin
    raised_at: datetime
    raised_by: str
    holder: str
    person_id: str | None = None
    whom: str | None = field(default=None, repr=False)
    visit_id: str | None = None
    said: str | None = field(default=None, repr=False)
    reporter: str | None = field(default=None, repr=False)
    reporter_phone: str | None = field(default=None, repr=False)
    answered_at: datetime | None = None
    steps: tuple[AlarmStep, ...] = ()
    outcome: AlarmOutcome | None = None
    ending: str | None = field(default=None, repr=False)
    closed_at: datetime | None = None
    closed_by: str | None = None

    def __post_init__(self) -> None:
        if self.person_id is None and not (self.whom or "").strip():
            raise Invalid("whom", "どなたのことか、分かることを書いてください。", kind="missing")
        if (self.closed_at is None) != (self.outcome is None):
            raise Invalid("outcome", "どうなったかを選んでから、終わりにしてください。", kind="missing")

    @property
    def is_open(self) -> bool:
        """Whether nobody knows yet how it ended."""
        return self.closed_at is None
