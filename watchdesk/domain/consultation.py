"""Consultation 相談: a case that somebody brought, the steps taken over time, and how it ended (contract §1)."""

from dataclasses import dataclass, replace
from dataclasses import field as kept
from datetime import date, datetime, time

from watchdesk.domain.words import Word
from watchdesk.errors import Invalid


class ConsultWay(Word):
    """How it reached the desk."""

    PHONE = "phone", "電話"
    DESK = "desk", "来所"
    VISIT = "visit", "訪問先"
    LETTER = "letter", "手紙・FAX"
    OTHER = "other", "その他"


class Urgency(Word):
    """How soon it wants something done."""

    USUAL = "usual", "ふつう"
    SOON = "soon", "早めに"
    URGENT = "urgent", "緊急"


class StepKind(Word):
    """What a step was."""

    DONE = "done", "対応した"
    ASKED = "asked", "問い合わせた"
    ANSWERED = "answered", "返事があった"
    CLOSED = "closed", "終えた"
    REOPENED = "reopened", "再び始めた"


class ConsultState(Word):
    """Where a case stands on a day."""

    OPEN = "open", "対応中"
    WAITING = "waiting", "返事待ち"
    OVERDUE = "overdue", "期限を過ぎた"
    CLOSED = "closed", "終了"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultStep:
    """One step, never changed afterwards. ``due_on`` of an ``asked`` one is when the answer is wanted."""

    on: date
    kind: StepKind
    what: str = kept(repr=False)
    by: str
    at: time | None = None
    due_on: date | None = None

    def __post_init__(self) -> None:
        if not self.what.strip():
            raise Invalid("what", "何をしたかを書いてください。", kind="missing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Consultation:
    """A case. ``field`` 分野 is of block A, ``content`` 内容 of block B: each has both, so their totals are equal.

    ``person_id`` None: someone not on the register, who may stay unnamed (``caller`` None). ``field_word`` and
    ``content_word`` say what その他 was. The steps tell everything that was done, the closing and reopening too.
    """

    id: str
    area: str
    opened_on: date
    field: str
    content: str
    said: str = kept(repr=False)
    way: ConsultWay = ConsultWay.PHONE
    urgency: Urgency = Urgency.USUAL
    opened_at: time | None = None
    field_word: str | None = None
    content_word: str | None = None
    person_id: str | None = None
    caller: str | None = kept(default=None, repr=False)
    caller_phone: str | None = kept(default=None, repr=False)
    caller_relation: str | None = kept(default=None, repr=False)
    visit_id: str | None = None
    steps: tuple[ConsultStep, ...] = ()
    voided: bool = False
    void_reason: str | None = kept(default=None, repr=False)
    created_by: str | None = None
    created_at: datetime | None = None

    def __post_init__(self) -> None:
        if not self.field or not self.content:
            missing = "field" if not self.field else "content"
            raise Invalid(missing, "分野と内容を選んでください。", kind="missing")
        if not self.said.strip():
            raise Invalid("said", "どんな相談かを書いてください。", kind="missing")
        if self.voided and not (self.void_reason or "").strip():
            raise Invalid("void_reason", "取り消すわけを書いてください。", kind="missing")

    @property
    def closed_on(self) -> date | None:
        """The day it was closed, None while it is open: the last closing that no reopening follows."""
        last = next((step for step in reversed(self.steps) if step.kind in _ENDS), None)
        return last.on if last is not None and last.kind is StepKind.CLOSED else None

    @property
    def outcome(self) -> str | None:
        """How it ended, in the words of the closing step."""
        last = next((step for step in reversed(self.steps) if step.kind in _ENDS), None)
        return last.what if last is not None and last.kind is StepKind.CLOSED else None

    @property
    def asked(self) -> tuple[ConsultStep, ...]:
        """Questions that nobody has answered yet; one answer answers the oldest."""
        waiting: list[ConsultStep] = []
        for step in self.steps:
            if step.kind is StepKind.ASKED:
                waiting.append(step)
            elif step.kind is StepKind.ANSWERED and waiting:
                waiting.pop(0)
        return tuple(waiting)

    def state_on(self, day: date) -> ConsultState:
        """Where it stands on a day, by what had been done about it until then."""
        known = self.as_of(day)
        if known.closed_on is not None:
            return ConsultState.CLOSED
        if any(step.due_on is not None and step.due_on < day for step in known.asked):
            return ConsultState.OVERDUE
        return ConsultState.WAITING if known.asked else ConsultState.OPEN

    def as_of(self, day: date) -> "Consultation":
        """The case as it was known at the end of a day."""
        return replace(self, steps=tuple(step for step in self.steps if step.on <= day))


_ENDS = frozenset({StepKind.CLOSED, StepKind.REOPENED})

UNNAMED = "お名前のない方"
"""What a caller who stayed unnamed is called."""

OTHER = {"field": "A4", "content": "B14"}
"""その他 of block A and of block B, which ask for a word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationLine:
    """A case as lists show it on a day. ``name`` is the person's, else the caller's; None where she stayed unnamed.

    ``days_open`` since it was opened, until it was closed. ``due_on`` is when the oldest open question wants its
    answer, ``overdue_days`` how late that is.
    """

    id: str
    area: str
    opened_on: date
    field: str
    content: str
    said: str = kept(repr=False)
    way: ConsultWay
    urgency: Urgency
    state: ConsultState
    days_open: int = 0
    due_on: date | None = None
    overdue_days: int = 0
    steps: int = 0
    last_on: date | None = None
    person_id: str | None = None
    name: str | None = kept(default=None, repr=False)
    kana: str | None = kept(default=None, repr=False)
    visit_id: str | None = None
    closed_on: date | None = None
    outcome: str | None = kept(default=None, repr=False)
    voided: bool = False


def line_of(case: Consultation, day: date, name: str | None = None, kana: str | None = None) -> ConsultationLine:
    """Return a case as lists show it on a day; ``name`` and ``kana`` are those of its person on the register."""
    due = min((step.due_on for step in case.asked if step.due_on is not None), default=None)
    late = (day - due).days if due is not None and case.closed_on is None and not case.voided else 0
    return ConsultationLine(
        **{same: getattr(case, same) for same in _SAME},
        name=name or case.caller,
        kana=kana,
        state=case.state_on(day),
        days_open=max(0, ((case.closed_on or day) - case.opened_on).days),
        due_on=due,
        overdue_days=max(0, late),
        steps=len(case.steps),
        last_on=case.steps[-1].on if case.steps else None,
    )


_SAME = (
    *("id", "area", "opened_on", "field", "content", "said", "way", "urgency"),
    *("person_id", "visit_id", "closed_on", "outcome", "voided"),
)


def by_need(line: ConsultationLine) -> tuple[bool, int, bool, date, str]:
    """Sort key of the board: what is over last, then the most overdue, the urgent, the oldest."""
    return (
        line.state is ConsultState.CLOSED,
        -line.overdue_days,
        line.urgency is not Urgency.URGENT,
        line.opened_on,
        line.id,
    )
