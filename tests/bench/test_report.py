"""The monthly report's promises of speed and size, as ratios that hold on any machine."""

import sys

import pytest

from tests.bench import office_ratio, report_memory, report_ratio

pytestmark = pytest.mark.alone

MOST_TIMES = 1.6
"""Times the same text by bare canvas calls."""
MOST_GROWTH = 1.35
"""Times as long a visit in a report three times as large; 1 is linear."""
MOST_MEGABYTES = 300


def test_the_monthly_report_takes_at_most_so_many_times_the_bare_text_and_grows_with_the_visits() -> None:
    small, large = report_ratio.measure(300, rounds=2), report_ratio.measure(900, rounds=2)
    assert small.ratio < MOST_TIMES
    assert large.ratio < MOST_TIMES
    assert large.report / large.visits < MOST_GROWTH * small.report / small.visits
    assert small.report_bytes < 2 * small.floor_bytes


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a program's own peak")
def test_five_thousand_visits_take_less_than_300_megabytes() -> None:
    assert report_memory.megabytes(5_000) < MOST_MEGABYTES


@pytest.mark.skipif(office_ratio.PROGRAM is None, reason="LibreOffice is not installed")
def test_the_report_takes_less_than_libreoffice_needs_for_its_tables() -> None:
    ours, office = office_ratio.measure(300)
    assert ours < office
