"""Fourteen areas and 5,000 visits in one go: it tells how far it is, is stopped at once, and grows no faster."""

import io
import time
from itertools import pairwise
from pathlib import Path

import pytest

from tests.bench.report_ratio import facts_of
from watchdesk.desk import Desk
from watchdesk.domain.month import Month
from watchdesk.errors import Cancelled
from watchdesk.reports.monthly import report as monthly
from watchdesk.services.demo.making import Plan

pytestmark = pytest.mark.alone

OCTOBER = Month(2026, 10)
AREAS, VISITS = 14, 5_000
AT_ONCE = 1.0
"""Seconds of the processor from the user's wish to stop to the end."""
MOST_GROWTH = 1.35
"""Times as long a visit in a large report as in a small one; 1 is linear."""


class _Watched:
    """Keeps what it is told with the processor's time, and stops the work at the step after ``until`` of it."""

    def __init__(self, until: float = 2.0) -> None:
        self.told: list[tuple[int, int]] = []
        self.at = [time.process_time()]
        self.wished: float | None = None
        self._until = until

    def __call__(self, done: int, of: int) -> None:
        self.at.append(time.process_time())
        self.told.append((done, of))
        if self.wished is not None:
            raise Cancelled("やめました。")
        if done >= of * self._until:
            self.wished = time.process_time()

    @property
    def longest(self) -> float:
        """Seconds between two words, the one from the start and the one to now among them."""
        times = [*self.at, time.process_time()]
        return max(later - earlier for earlier, later in pairwise(times))


def test_the_whole_ward_tells_how_far_it_is_and_stops_within_a_second_leaving_nothing(
    ward_desk: Desk, tmp_path: Path
) -> None:
    areas = ward_desk.codes.areas
    ward_desk.demo.fill(Plan(areas=areas, people=50 * AREAS, visits=5_300, months=1, until=OCTOBER.last)).run()
    job, watched = ward_desk.reports.monthly(OCTOBER, all_areas=True), _Watched()
    report = job.run(watched)
    longest = watched.longest
    assert len(areas) == AREAS
    assert report.parts[-1].facts.figures.visits.total >= VISITS
    assert len(watched.told) >= AREAS
    assert watched.told == sorted(watched.told)
    assert watched.told[-1][0] == watched.told[-1][1]
    assert longest < 2 * AT_ONCE, "whoever presses 中止 waits no longer than from one word to the next"

    stopped = _Watched(until=0.5)
    with pytest.raises(Cancelled):
        job.run(stopped)
    assert stopped.wished is not None
    assert time.process_time() - stopped.wished < AT_ONCE
    target, stopped = tmp_path / "all.pdf", _Watched(until=0.5)
    with pytest.raises(Cancelled):
        monthly.draw_all([part.facts for part in report.parts[:-1]], report.parts[-1].facts, target, stopped)
    assert not target.exists()
    assert ward_desk.copies.all() == ()


def test_a_report_of_five_thousand_visits_takes_no_longer_a_visit_than_a_small_one() -> None:
    small = min(_seconds(600) for _ in range(3))
    assert _seconds(VISITS) / VISITS < MOST_GROWTH * small / 600


def _seconds(visits: int) -> float:
    facts = facts_of(visits, 60)
    start = time.process_time()
    monthly.draw(facts, io.BytesIO())
    return time.process_time() - start
