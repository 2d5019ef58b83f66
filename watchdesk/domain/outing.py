"""Outing: whom one walks to まわり: the choice, by place, watcher and due state, among those under watch."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from watchdesk.domain.cadence import DueState
from watchdesk.domain.lines import PersonLine
from watchdesk.domain.people_filter import PeopleFilter
from watchdesk.domain.people_order import by_place
from watchdesk.domain.words import Word


class Reach(Word):
    """How far ahead one looks: everybody under watch whose day has come, or also those whose day is near, or all.

    Whoever is worried about 気がかり goes with each, also before the day; the line 今日までに会いたい方 of 今日 counts
    only those whose day has come.
    """

    TODAY = "today", "今日までの方と、心配な方"
    SOON = "soon", "もうすぐの方まで"
    ALL = "all", "見守り中の方すべて"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody under watch. ``on_sheet`` is the number of a sheet that is out with the person on it, not typed in yet;
    ``put_off_until`` the day until which the line stands under 後日.
    """

    line: PersonLine
    on_sheet: int | None = None
    put_off_until: date | None = None

    @property
    def id(self) -> str:
        """The person's id."""
        return self.line.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Outing:
    """What a round is chosen by; None and "" choose nothing. ``watcher`` is a partner's id."""

    reach: Reach = Reach.TODAY
    area: str | None = None
    town: str | None = None
    building: str = field(default="", repr=False)
    watcher: str | None = None

    def chosen(self, candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
        """Return who fits, in the order in which they come."""
        place = PeopleFilter(
            status=(),
            area=self.area,
            town=self.town,
            building=self.building.strip(),
            in_charge=(self.watcher,) if self.watcher else (),
        )
        reached = [one for one in candidates if self._reaches(one)]
        here = {line.id for line in place.kept(one.line for one in reached)}
        return tuple(one for one in reached if one.id in here)

    def _reaches(self, one: Candidate) -> bool:
        """Whoever is put off stands on no sheet unless all are asked for; a 気がかり is always for today."""
        if self.reach is Reach.ALL:
            return True
        due = one.line.due
        if due is None or one.put_off_until is not None:
            return False
        states = {DueState.OVERDUE, DueState.DUE} | ({DueState.SOON} if self.reach is Reach.SOON else set())
        return due.worrying or due.state in states


def in_walking_order(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Return everybody by town, 丁目, number, building, floor and room; unknown and hidden places last."""
    return tuple(sorted(candidates, key=lambda one: by_place(one.line)))
