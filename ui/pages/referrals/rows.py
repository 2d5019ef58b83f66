"""What the list つなぎ shows of each, and its tabs by state."""

from collections.abc import Mapping
from dataclasses import dataclass

from ui.pages.referrals import words
from ui.pages.state_tabs import LEFT, Tab
from ui.tasks import Progress
from watchdesk.columns import ALWAYS, Column
from watchdesk.desk import Desk, Shown
from watchdesk.domain.folding import fold
from watchdesk.domain.referral import ENDED, ReferralLine, ReferralState
from watchdesk.errors import WatchDeskError

OVERDUE, WAITING, DRAFTS, ANSWERED, OVER = "overdue", "waiting", "drafts", "answered", "over"
TABS: Mapping[str, Tab[ReferralLine]] = {
    LEFT: Tab("終わっていない", lambda line: line.state not in ENDED),
    OVERDUE: Tab("期限を過ぎた", lambda line: line.overdue_days > 0),
    WAITING: Tab("返事待ち", lambda line: line.awaits_answer),
    DRAFTS: Tab("準備中", lambda line: line.state is ReferralState.DRAFT),
    ANSWERED: Tab("返事があった", lambda line: line.state is ReferralState.ANSWERED),
    OVER: Tab("断られた・取り下げた", lambda line: line.state in (ReferralState.DECLINED, ReferralState.WITHDRAWN)),
}
"""In the order of the bar."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One row: the line, all its words folded, and of what is only prepared what would go now."""

    line: ReferralLine
    folded: str
    shown: Shown | None = None

    @property
    def id(self) -> str:
        """The record's id: rows are told apart by it."""
        return self.line.id


class Listing:
    """The work of reading all つなぎ, those of one person, or those of a case."""

    def __init__(self, desk: Desk, person_id: str | None = None) -> None:
        self._desk, self._person_id = desk, person_id

    def run(self, progress: Progress) -> tuple[Listed, ...]:
        """Read them, what presses most in front."""
        return tuple(self._listed(line) for line in self._desk.referrals.lines(person_id=self._person_id))

    def _listed(self, line: ReferralLine) -> Listed:
        told = (line.body, line.reason, line.wanted, line.answer, line.name, line.kana)
        return Listed(line, "\n".join(fold(text) for text in told if text), self._shown(line))

    def _shown(self, line: ReferralLine) -> Shown | None:
        if line.person_id is None or line.state is not ReferralState.DRAFT:
            return None
        try:
            given = self._desk.referrals.get(line.id).given
            return self._desk.referrals.shown(line.person_id, line.receiver, given)
        except WatchDeskError:  # the person or the receiver is gone meanwhile
            return None


def _state(row: Listed) -> str:
    return words.state(row.line)[0]


def _reason(row: Listed) -> str:
    return row.line.reason.replace("\n", " ")


COLUMNS: tuple[Column[Listed], ...] = (
    Column(
        "状態",
        _state,
        sort_key=lambda row: (-row.line.overdue_days, list(ReferralState).index(row.line.state)),
        tone=lambda row: words.state(row.line)[1],
        width=7,
        importance=ALWAYS,
        alone=_state,
    ),
    Column(
        "何日目",
        lambda row: words.age(row.line),
        sort_key=lambda row: -row.line.days_waiting,
        width=5,
        importance=ALWAYS,
        alone=lambda row: words.age(row.line),
    ),
    Column(
        "どなたのこと",
        lambda row: words.whom(row.line),
        sort_key=lambda row: fold(row.line.kana or row.line.name or "") or None,
        above=lambda row: row.line.kana or "",
        width=8,
        importance=ALWAYS,
        alone=lambda row: words.whom(row.line),
    ),
    Column(
        "つなぎ先",
        lambda row: row.line.body,
        below=_reason,
        width=14,
        importance=ALWAYS,
        alone=lambda row: row.line.body,
    ),
)
