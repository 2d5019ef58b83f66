"""The work beside the visits, counted: consultations, referrals, activities and coordination (contract §2.8, §2.9)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, TypeVar

from watchdesk.domain.referral import ReferralState

AWAITED = frozenset({ReferralState.SENT, ReferralState.RECEIVED})
"""States of a referral in which an answer is awaited."""


class Consulted(NamedTuple):
    """A consultation, on the day it was opened: its field 分野 (block A) and content 内容 (block B)."""

    id: str
    area: str
    on: date
    field: str
    content: str


class Referred(NamedTuple):
    """A referral, on the day it was sent; ``states`` are those it reached, in the order of entry."""

    id: str
    area: str
    on: date
    receiver: str
    states: tuple[tuple[date, ReferralState], ...]

    def state_on(self, day: date) -> ReferralState:
        """How far it had come on a day."""
        return [state for on, state in self.states if on <= day][-1]


class Carried(NamedTuple):
    """An activity; ``kind`` is of block C, ``minutes`` and ``participants`` None where nobody wrote them down."""

    id: str
    area: str
    on: date
    kind: str
    minutes: int | None
    participants: int | None


class Contacted(NamedTuple):
    """A coordination; ``kind`` is of block E."""

    id: str
    area: str
    on: date
    kind: str


class Stepped(NamedTuple):
    """A day on which something was done about a consultation; its opening is the first step."""

    id: str
    area: str
    on: date


Counted = TypeVar("Counted", Consulted, Referred, Carried, Contacted, Stepped)


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What was done beside the visits, voided records left out. ``last`` is the day on which the referrals stand."""

    last: date
    consultations: tuple[Consulted, ...] = ()
    referrals: tuple[Referred, ...] = ()
    activities: tuple[Carried, ...] = ()
    coordination: tuple[Contacted, ...] = ()
    steps: tuple[Stepped, ...] = ()

    def within(self, first: date, last: date, area: str | None) -> "Work":
        """Return what belongs to the days from first to last and to an area (None: the ward)."""

        def kept(records: Sequence[Counted]) -> tuple[Counted, ...]:
            return tuple(one for one in records if first <= one.on <= last and area in (None, one.area))

        return Work(
            last=last,
            consultations=kept(self.consultations),
            referrals=kept(self.referrals),
            activities=kept(self.activities),
            coordination=kept(self.coordination),
            steps=kept(self.steps),
        )

    @property
    def days(self) -> frozenset[date]:
        """The days that count as worked on (contract §2.9); those of visits come to them."""
        worked = (self.steps, self.activities, self.coordination)
        return frozenset(one.on for records in worked for one in records)

    @property
    def figures(self) -> "WorkFigures":
        """Add it up."""
        return WorkFigures(
            by_field=_counted(one.field for one in self.consultations),
            by_content=_counted(one.content for one in self.consultations),
            by_receiver=_counted(one.receiver for one in self.referrals),
            awaited_by=_counted(one.receiver for one in self.referrals if one.state_on(self.last) in AWAITED),
            by_state=Counter(one.state_on(self.last) for one in self.referrals),
            by_activity=_counted(one.kind for one in self.activities),
            minutes=sum(one.minutes or 0 for one in self.activities),
            participants=sum(one.participants or 0 for one in self.activities),
            by_coordination=_counted(one.kind for one in self.coordination),
        )


def _counted(codes: Iterable[str]) -> dict[str, int]:
    found = Counter(codes)
    return {code: found[code] for code in sorted(found)}


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkFigures:
    """How much was done beside the visits, by code; codes that nothing has are left out.

    ``by_receiver``: referrals by whom they went to, ``by_state``: by how far they had come on the span's last day,
    ``awaited_by``: those by whom they went to that nobody had answered then.
    ``minutes`` and ``participants`` of the activities in all; where nobody wrote them down they add nothing.
    """

    by_field: Mapping[str, int] = field(default_factory=dict)
    by_content: Mapping[str, int] = field(default_factory=dict)
    by_receiver: Mapping[str, int] = field(default_factory=dict)
    awaited_by: Mapping[str, int] = field(default_factory=dict)
    by_state: Mapping[ReferralState, int] = field(default_factory=dict)
    by_activity: Mapping[str, int] = field(default_factory=dict)
    minutes: int = 0
    participants: int = 0
    by_coordination: Mapping[str, int] = field(default_factory=dict)

    @property
    def consultations(self) -> int:
        """相談 of block A, and of block B: each case has both."""
        return sum(self.by_field.values())

    @property
    def referrals(self) -> int:
        """つなぎ that were sent."""
        return sum(self.by_receiver.values())

    @property
    def activities(self) -> int:
        """活動 of block C."""
        return sum(self.by_activity.values())

    @property
    def coordination(self) -> int:
        """連絡調整 of block E."""
        return sum(self.by_coordination.values())

    @property
    def hours(self) -> float:
        """Hours the activities took, rounded half up to 0.1 by integer arithmetic."""
        return (self.minutes + 3) // 6 / 10

    @property
    def awaited(self) -> int:
        """Referrals that had no answer yet on the span's last day."""
        return sum(self.awaited_by.values())

    def to_json(self) -> dict[str, object]:
        """Return the four documents of contract §6."""
        states = (state for state in ReferralState if state is not ReferralState.DRAFT)
        return {
            "consultations": {
                "total": self.consultations,
                "by_field": dict(self.by_field),
                "by_content": dict(self.by_content),
            },
            "referrals": {
                "total": self.referrals,
                "by_body": dict(self.by_receiver),
                "by_state": {state.value: self.by_state.get(state, 0) for state in states},
            },
            "activities": {
                "total": self.activities,
                "by_kind": dict(self.by_activity),
                "hours": self.hours,
                "participants": self.participants,
            },
            "coordination": {"total": self.coordination, "by_kind": dict(self.by_coordination)},
        }
