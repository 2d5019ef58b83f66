"""Snooze 後日: a person's line on 今日 put off to a day, with the reason; the due state stays (contract §2.6)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from watchdesk.errors import Invalid


@dataclass(frozen=True, slots=True, kw_only=True)
class Snooze:
    """The line stands under 後日 from ``since`` on; on ``until`` it is back among those to see.

    ``ended_on``: taken back by hand, from that day on it no longer holds.
    """

    id: str
    person_id: str
    since: date
    until: date
    reason: str = field(repr=False)
    ended_on: date | None = None
    created_by: str | None = None
    created_at: datetime | None = None

    def __post_init__(self) -> None:
        if self.until <= self.since:
            raise Invalid("until", "いつまで後日にするか、明日からの日を入れてください。", kind="until")
        if not self.reason.strip():
            raise Invalid("reason", "後日にするわけを書いてください。", kind="missing")

    def holds_on(self, day: date) -> bool:
        """Whether the line stands under 後日 on a day."""
        return self.since <= day < (self.until if self.ended_on is None else min(self.until, self.ended_on))


def holding(snoozes: Iterable[Snooze], day: date) -> dict[str, Snooze]:
    """Return by person the snooze that holds on a day; of several the one entered last."""
    return {snooze.person_id: snooze for snooze in snoozes if snooze.holds_on(day)}
