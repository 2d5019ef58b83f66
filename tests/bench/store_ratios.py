"""A ward's store of 10,000 people and 1,000,000 visits: figures and lists against one SQL pass over the visits."""

import statistics
import time
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from watchdesk.desk import Desk, NewStore, Plan, create_desk, new_recovery_key, open_desk
from watchdesk.domain.month import Month
from watchdesk.store import keyslots

UNTIL = date(2026, 11, 22)
MONTH = Month(2026, 10)
ONE_PASS = (
    "SELECT area, month, method, result, count(*) FROM visits WHERE voided = 0 GROUP BY area, month, method, result"
)


def made(folder: Path, people: int, visits: int) -> tuple[Desk, float]:
    """A fictional ward of 14 areas over nine years, and the seconds that it took to make."""
    new = NewStore(area=None, full_name="見本 みまもり", user="demo")
    begun = time.perf_counter()
    desk = create_desk(folder, new, "mimamori-demo", new_recovery_key(), argon2=keyslots.CHEAPEST)
    plan = Plan(areas=desk.codes.areas, people=people, visits=visits, months=108, until=UNTIL)
    desk.demo.fill(plan).run()
    return desk, time.perf_counter() - begun


def opened(folder: Path) -> Desk:
    """A store that was made so, in another process."""
    return open_desk(folder, "demo", "mimamori-demo")


QUESTIONS: Mapping[str, Callable[[Desk], Any]] = {
    "month's figures of the ward, with the three months beside": lambda desk: desk.reports.figures(MONTH),
    "the same of one area": lambda desk: desk.reports.figures(MONTH, desk.codes.areas[6]),
    "list of everybody with due days": lambda desk: desk.people.lines(),
    "who is due": lambda desk: desk.due.lines(),
    "who was due on a day two years ago": lambda desk: desk.due.lines(date(2024, 10, 31)),
    "people found by one character": lambda desk: desk.search.people("た"),
    "visits found by two characters of a note": lambda desk: desk.search.visits("通院"),
}
"""What is asked of the store, by the name of its row."""


def measure(desk: Desk) -> dict[str, tuple[float, float]]:
    """Seconds of each question and of one SQL pass, median of interleaved rounds."""
    return {name: _beside(partial(ask, desk), lambda: _one_pass(desk)) for name, ask in QUESTIONS.items()}


def _one_pass(desk: Desk) -> None:
    with desk._ground.store.read() as connection:
        connection.exec_driver_sql(ONE_PASS).all()


def _beside(ours: Callable[[], Any], floor: Callable[[], Any], rounds: int = 3) -> tuple[float, float]:
    ours()
    pairs = [(_seconds(ours), _seconds(floor)) for _ in range(rounds)]
    return statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)


def _seconds(work: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun
