"""Alarm 気がかり: nobody knows whether someone is well; the ladder of steps, and how it ended."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from watchdesk.domain.cadence import Cadence, Contact, in_order
from watchdesk.domain.visit import Visit
from watchdesk.domain.words import SILENT, Result, Word
from watchdesk.errors import Invalid

HANDED, NOTED, REOPENED = "handed", "note", "reopened"
"""What is written down beside the steps of the ladder: another has it in hand, a line, taken up again."""


class AlarmOrigin(Word):
    """What raised it."""

    NO_ANSWER = "no_answer", "応答なし"
    STREAK = "streak", "3回続けて会えず"
    REPORTED = "reported", "知らせがあった"
    NOTICED = "noticed", "気づいて始めた"


class AlarmOutcome(Word):
    """How it ended; without one it stays open."""

    MET = "met", "本人の無事を確かめた"
    HEARD = "heard", "家族・近隣などから無事を聞いた"
    AWAY = "away", "入院・外出など、居場所が分かった"
    RESCUED = "rescued", "救急・警察につないだ"
    DECEASED = "deceased", "亡くなっていた"
    MISTAKEN = "mistaken", "知らせのまちがいだった"


CONFIRMING = {AlarmOutcome.MET: Result.MET, AlarmOutcome.HEARD: Result.CONFIRMED}
"""Outcomes that are a confirmed contact 安否を確認できた, with the result of its visit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmStep:
    """One thing done, never changed afterwards: ``step`` is a code of escalation_steps.csv, or one of the words above.

    ``whom`` was told or asked, at ``phone``; ``reached`` tells whether somebody answered there, None where nobody was
    called; ``answer`` is what came of it; ``look_again`` is when to look next.
    """

    step: str
    at: datetime
    by: str
    whom: str | None = field(default=None, repr=False)
    phone: str | None = field(default=None, repr=False)
    reached: bool | None = None
    answer: str | None = field(default=None, repr=False)
    look_again: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """Raised at a moment, ``holder`` is the user who has it in hand; open until an outcome closes it.

    ``person_id`` None: someone not on the register, told apart by ``whom`` in words. ``visit_id`` is the attempt that
    raised it. ``reporter`` is who phoned, and ``answered_at`` when the reporter was told how it ended.
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
        if self.outcome is not None and not (self.ending or "").strip():
            raise Invalid("ending", "どうだったかを、ひとこと書いてください。", kind="missing")

    @property
    def is_open(self) -> bool:
        """Whether nobody knows yet how it ended."""
        return self.closed_at is None

    @property
    def awaits_answer(self) -> bool:
        """Whether it is over and who reported it has still to be told."""
        return not self.is_open and bool(self.reporter) and self.answered_at is None

    def next_look(self, first: timedelta) -> datetime:
        """When to look next: as the last step says, ``first`` after it was raised where none does."""
        told = (step.look_again for step in reversed(self.steps) if step.look_again is not None)
        return next(told, self.raised_at + first)


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmLine:
    """An alarm as lists and strips show it; of someone not on the register ``name`` is what was said.

    ``cause_stands``: the visit that raised it still says that nobody answered. ``confirmed_on`` and ``confirmed_as``:
    a confirmed contact since, which offers to close it. ``holder_name`` and ``raised_by`` are full names.
    """

    id: str
    person_id: str | None
    name: str = field(repr=False)
    kana: str | None = field(default=None, repr=False)
    area: str = ""
    origin: AlarmOrigin
    raised_at: datetime
    raised_by: str
    holder: str
    holder_name: str
    next_look: datetime
    visit_id: str | None = None
    cause_stands: bool = True
    confirmed_on: date | None = None
    confirmed_as: Result | None = None
    reporter: str | None = field(default=None, repr=False)
    outcome: AlarmOutcome | None = None
    closed_at: datetime | None = None
    awaits_answer: bool = False

    @property
    def is_open(self) -> bool:
        """Whether nobody knows yet how it ended."""
        return self.closed_at is None

    def is_late(self, now: datetime) -> bool:
        """Whether the time to look again has come."""
        return self.is_open and self.next_look <= now


def has_grown(before: Cadence | None, after: Cadence | None) -> bool:
    """Whether a write left somebody 気がかり (contract §2.7) who was not, or made the silence longer."""
    if after is None or not after.worrying:
        return False
    return before is None or not before.worrying or after.silent_streak > before.silent_streak


def cause_stands(cause: Visit | None) -> bool:
    """Whether the visit that raised an alarm still says so; one raised without a visit stands by itself."""
    return cause is None or (not cause.voided and cause.result in SILENT)


def reassures(visit: Visit, alarm: Alarm, cause: Visit | None) -> bool:
    """Whether a visit is a confirmed contact later than what raised the alarm.

    Beside a visit the order of contract §2.7 counts, whenever both were typed in; an alarm without one counts from its
    moment, and a contact of that day without a time of day counts only where it was entered behind it.
    """
    if visit.voided or not visit.is_confirmed_contact:
        return False
    if cause is not None:
        entered = int(visit.created_at is not None and visit.created_at >= alarm.raised_at)
        return in_order(_contact(visit, entered)) > in_order(_contact(cause, 0))
    raised = alarm.raised_at
    if visit.on != raised.date() or visit.at is not None:
        return (visit.on, visit.at or raised.time()) > (raised.date(), raised.time().replace(second=0, microsecond=0))
    return visit.created_at is not None and visit.created_at >= raised


def _contact(visit: Visit, entry_order: int) -> Contact:
    return Contact(visit.on, visit.at, visit.result, entry_order)


def duration_words(span: timedelta) -> str:
    """27分, 2時間10分, 3日と4時間: how long something lasts, as short as it can be said."""
    minutes = max(0, int(span.total_seconds() // 60))
    days, hours = minutes // (24 * 60), minutes // 60 % 24
    if days:
        return f"{days}日と{hours}時間" if hours else f"{days}日"
    if hours:
        return f"{hours}時間{minutes % 60}分" if minutes % 60 else f"{hours}時間"
    return f"{minutes}分"
