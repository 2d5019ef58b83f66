"""Behind a figure もとの記録: the month's figures that a screen opens, and which records make each of them up."""

from collections.abc import Mapping

from watchdesk.domain.lines import VisitLine
from watchdesk.domain.summary import Added, Ended, Figures, Ids, Members
from watchdesk.domain.words import CONFIRMED_CONTACT, Condition, Word


class Figure(Word):
    """A figure of the month that opens into its records (contract §2.12)."""

    UNDER_WATCH = "under_watch", "見守った方"
    ADDED = "added", "増えた方"
    ENDED = "ended", "減った方"
    CONFIRMED = "confirmed_under_watch", "安否を確かめた方"
    NOT_CONFIRMED = "not_confirmed", "確かめられなかった方"
    VISITS = "visits", "訪問記録"
    VISIT_COUNT = "visit_count", "訪問回数"
    WORRYING = "worrying", "気になる・緊急"

    @property
    def is_of_people(self) -> bool:
        """Whether it counts people (名) rather than visits."""
        return self not in _OF_VISITS

    @property
    def unit(self) -> str:
        """名, 件 or 回."""
        if self.is_of_people:
            return "名"
        return "回" if self is Figure.VISIT_COUNT else "件"


_OF_VISITS = frozenset({Figure.VISITS, Figure.VISIT_COUNT, Figure.WORRYING})


def number(figure: Figure, figures: Figures) -> int:
    """Return a figure's number as the report prints it."""
    if figure is Figure.VISITS:
        return figures.visits.total
    if figure is Figure.WORRYING:
        seen = figures.conditions
        return seen.concern + seen.urgent + seen.urgent_unseen
    return int(getattr(figures, figure.value))


def people(figure: Figure, members: Members) -> Ids:
    """Return the ids of the people behind a figure of people; none behind one of visits."""
    if not figure.is_of_people:
        return ()
    ids: Ids = getattr(members, figure.value)
    return ids


def counts(figure: Figure, visit: VisitLine, figures: Figures) -> bool:
    """Whether a visit of the month is one of those behind a figure of visits; voided ones count nowhere."""
    if visit.voided or figure.is_of_people:
        return False
    if figure is Figure.VISIT_COUNT:
        return visit.method in figures.visit_count_methods
    if figure is Figure.WORRYING:
        concern = visit.condition is Condition.CONCERN and visit.result in CONFIRMED_CONTACT
        return concern or visit.condition is Condition.URGENT
    return True


def why(figure: Figure, figures: Figures) -> str:
    """Return a figure's reasons in words (新規2、再開1), its rate or its methods; empty where it explains itself."""
    if figure is Figure.ADDED:
        return _reasons(figures.added_by)
    if figure is Figure.ENDED:
        return _reasons(figures.ended_by)
    if figure is Figure.CONFIRMED and figures.confirm_rate is not None:
        return f"{figures.confirm_rate}%"
    if figure is Figure.VISIT_COUNT:
        return "・".join(method.label for method in figures.visit_count_methods)
    return ""


def _reasons(numbers: Mapping[Added, int] | Mapping[Ended, int]) -> str:
    return "、".join(f"{reason.label}{count}" for reason, count in numbers.items() if count)
