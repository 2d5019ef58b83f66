"""All 14 areas and 5,000 visits are drawn at once: the window answers meanwhile, says how far, and can stop it."""

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.pulse import LONGEST_STALL, Pulse, Span
from ui.tasks import Task, favour_the_window, start
from ui.widgets.pdf_view import PdfView
from watchdesk.desk import Desk, MonthlyReport, Plan
from watchdesk.domain.month import Month

PEOPLE, VISITS = 840, 8_000
AT_ONCE = 1.0
"""Seconds from the press to the end, on a machine shared by several."""


@pytest.fixture
def ward(ward_desk: Desk) -> Desk:
    """A ward of 14 areas with more than 5,000 visits last month."""
    today = ward_desk.today()
    plan = Plan(areas=ward_desk.codes.areas, people=PEOPLE, visits=VISITS, months=2, until=today)
    ward_desk.demo.fill(plan).run()
    return ward_desk


@pytest.mark.alone
def test_fourteen_areas_are_drawn_while_the_window_answers_and_can_be_stopped(qtbot: QtBot, ward: Desk) -> None:
    month = Month.of(ward.today()).previous
    window = PdfView()
    qtbot.addWidget(window)
    window.show()
    favour_the_window()

    reports, steps = list[MonthlyReport](), list[tuple[int, int]]()
    pulse = Pulse()
    task = start(ward.reports.monthly(month, all_areas=True), window)
    task.progressed.connect(lambda done, total: steps.append((done, total)))
    task.done.connect(reports.append)
    qtbot.waitUntil(lambda: bool(reports), timeout=60_000)
    pulse.stop()
    (report,) = reports
    assert sum(len(part.facts.visits.rows) for part in report.parts if part.facts.visits) > 5_000
    assert len(steps) > 100
    assert steps == sorted(steps), "it never goes back"
    assert steps[-1][0] == steps[-1][1]
    assert pulse.longest < LONGEST_STALL

    stopped = _stopped(qtbot, start(ward.reports.monthly(month, all_areas=True), window))
    assert stopped < AT_ONCE


def _stopped(qtbot: QtBot, task: Task) -> float:
    """Stop a task in the middle; the seconds until it has ended."""
    qtbot.waitSignal(task.progressed, timeout=60_000).wait()
    span = Span()
    with qtbot.waitSignal(task.cancelled, timeout=10_000):
        task.cancel()
    return span.seconds()
