"""What the room 予定 shows, read off the window's thread: the days of the calendar, who is overdue, the workload."""

from dataclasses import dataclass
from datetime import date

from ui.pages.plans.period import Period
from ui.tasks import Progress
from watchdesk.desk import Desk
from watchdesk.domain.cadence import DueState
from watchdesk.domain.planning import PlanDay, WorkloadLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """The days of a period, the ids of those overdue today, and each watcher's workload today."""

    period: Period
    today: date
    days: tuple[PlanDay, ...]
    overdue: tuple[str, ...]
    load: tuple[WorkloadLine, ...]

    def on(self, day: date) -> PlanDay | None:
        """What a day holds; None where it is not shown."""
        return next((one for one in self.days if one.day == day), None)


class Reading:
    """The work of reading it."""

    def __init__(self, desk: Desk, period: Period) -> None:
        self._desk, self._period = desk, period

    def run(self, progress: Progress) -> Read:
        """Read it."""
        plans, today, people = self._desk.plans, self._desk.today(), self._desk.people.lines()
        late = (line for line in people if line.due is not None and line.due.state is DueState.OVERDUE)
        return Read(
            period=self._period,
            today=today,
            days=plans.days(self._period.first, self._period.last, people),
            overdue=tuple(line.id for line in late),
            load=plans.workload(today, people),
        )
