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

    ``review`` is what was found when it was looked at afterwards; until then it stands on 今日.
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

    def holds_at(self, moment: datetime) -> bool:
        """Whether the gate is open at a moment."""
        return self.made_at <= moment < self.made_at + HOLDS_FOR

    def covers(self, person_id: str) -> bool:
        """Whether the override is for a person."""
        return self.person_id is None or self.person_id == person_id
