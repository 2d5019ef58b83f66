"""The figures of the month that a screen opens into their records もとの記録: their words, units and numbers."""

from collections.abc import Mapping

from watchdesk.domain.summary import Added, Ended, Figures
from watchdesk.domain.words import Word
from watchdesk.domain.work import WorkFigures
from watchdesk.domain.work_lines import WorkKind


class Figure(Word):
    """A figure of the month that opens into its records (contract §2.12)."""

    UNDER_WATCH = "under_watch", "見守った方"
    AT_START = "at_start", "前の月の末の方"
    ADDED = "added", "増えた方"
    ENDED = "ended", "減った方"
    AT_END = "at_end", "月の末の方"
    CONFIRMED = "confirmed_under_watch", "安否を確かめた方"
    NOT_CONFIRMED = "not_confirmed", "確かめられなかった方"
    VISITS = "visits", "訪問記録"
    VISITED = "people_visited", "訪問記録のあった方"
    SEEN = "people_confirmed", "確かめた方(同意なしも)"
    VISIT_COUNT = "visit_count", "訪問回数"
    WORRYING = "worrying", "気になる・緊急"
    CONSULTATIONS = "consultations", "相談"
    REFERRALS = "referrals", "つなぎ"
    ACTIVITIES = "activities", "活動"
    COORDINATION = "coordination", "連絡調整"
    ACTIVE_DAYS = "active_days", "活動日数"

    @property
    def is_of_people(self) -> bool:
        """Whether it counts people (名)."""
        return not self.is_of_visits and not self.is_of_work

    @property
    def is_of_visits(self) -> bool:
        """Whether it counts visits."""
        return self in _OF_VISITS

    @property
    def is_of_work(self) -> bool:
        """Whether it counts the work beside the visits, or the days of all work."""
        return self in WORK_KINDS

    @property
    def unit(self) -> str:
        """名, 件, 回 or 日."""
        return _UNITS.get(self, "名" if self.is_of_people else "件")


_OF_VISITS = frozenset({Figure.VISITS, Figure.VISIT_COUNT, Figure.WORRYING})
_UNITS = {Figure.VISIT_COUNT: "回", Figure.COORDINATION: "回", Figure.ACTIVE_DAYS: "日"}
WORK_KINDS: Mapping[Figure, WorkKind] = {
    Figure.CONSULTATIONS: WorkKind.CONSULTATION,
    Figure.REFERRALS: WorkKind.REFERRAL,
    Figure.ACTIVITIES: WorkKind.ACTIVITY,
    Figure.COORDINATION: WorkKind.COORDINATION,
    Figure.ACTIVE_DAYS: WorkKind.DAY,
}
"""What the figures of work open into."""


def number(figure: Figure, figures: Figures) -> int:
    """Return a figure's number as the report prints it."""
    if figure is Figure.VISITS:
        return figures.visits.total
    if figure is Figure.WORRYING:
        seen = figures.conditions
        return seen.concern + seen.urgent + seen.urgent_unseen
    counted = figures.work if figure.is_of_work and figure is not Figure.ACTIVE_DAYS else figures
    return int(getattr(counted, figure.value))


def why(figure: Figure, figures: Figures) -> str:
    """Return a figure's reasons in words (新規2、再開1), its rate or its methods; empty where it explains itself."""
    if figure is Figure.ADDED:
        return _reasons(figures.added_by)
    if figure is Figure.ENDED:
        return _reasons(figures.ended_by)
    if figure is Figure.CONFIRMED and figures.confirm_rate is not None:
        parts = f"{figures.confirmed_under_watch:,}名÷{figures.under_watch:,}名"
        return f"安否確認率 {figures.confirm_rate}%（{parts}）"
    if figure is Figure.VISIT_COUNT:
        return "・".join(method.label for method in figures.visit_count_methods)
    return _of_work(figure, figures.work)


def _of_work(figure: Figure, work: WorkFigures) -> str:
    if figure is Figure.ACTIVITIES and work.activities:
        return f"{work.hours}時間、のべ{work.participants:,}名"
    return f"返事待ち{work.awaited}" if figure is Figure.REFERRALS and work.awaited else ""


def _reasons(numbers: Mapping[Added, int] | Mapping[Ended, int]) -> str:
    return "、".join(f"{reason.label}{count}" for reason, count in numbers.items() if count)
