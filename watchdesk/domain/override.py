"""Override 緊急の提供: given out without a consent, for danger to life or in a disaster only, for three hours."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from watchdesk.domain.words import Word
from watchdesk.errors import Invalid

HOLDS_FOR = timedelta(hours=3)
"""So long an override opens the gate."""


class Danger(Word):
    """The only reasons for which a consent may be passed by (個人情報保護法69条2項, 災害対策基本法49条の11第3項)."""

    LIFE = "life", "生命・身体の危険"
    DISASTER = "disaster", "災害"


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """The gate opened for one person, or for everybody where ``person_id`` is None, from ``made_at`` for three hours.

    ``review`` is what was found when it was looked at afterwards; until then it stands on 今日. A review ends it.
    """

    id: str
    person_id: str | None
    danger: Danger
    reason: str = field(repr=False)
    made_at: datetime
    made_by: str
    review: str | None = field(default=None, repr=False)
    reviewed_at: datetime | None = None
    reviewed_by: str | None = None

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise Invalid("reason", "同意なしで提供するわけを書いてください。", kind="missing")
        if self.person_id is None and self.danger is not Danger.DISASTER:
            raise Invalid("danger", "全員の分を開けるのは、災害のときだけです。", kind="everybody")

    @property
    def ends_at(self) -> datetime:
        """From when the gate is shut again."""
        runs_out = self.made_at + HOLDS_FOR
        return runs_out if self.reviewed_at is None else min(self.reviewed_at, runs_out)

    def holds_at(self, moment: datetime) -> bool:
        """Whether the gate is open at a moment."""
        return self.made_at <= moment < self.ends_at

    def covers(self, person_id: str) -> bool:
        """Whether the override is for a person."""
        return self.person_id is None or self.person_id == person_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """The desk's overrides, as they stand at a moment; the gate asks it of each person."""

    overrides: tuple[Override, ...]
    moment: datetime

    def covering(self, person_id: str) -> Override | None:
        """Return the override that lets a person through at the moment, the longest one; None where there is none."""
        open_now = (each for each in self.overrides if each.holds_at(self.moment) and each.covers(person_id))
        return max(open_now, key=lambda each: each.ends_at, default=None)
