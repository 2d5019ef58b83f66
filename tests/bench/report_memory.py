"""The monthly report's memory: the most that a process of its own takes while it draws, fonts and facts included."""

import io
import subprocess
import sys
from pathlib import Path

from tests.bench.report_ratio import facts_of
from watchdesk.reports.monthly import report as monthly

_STATUS = Path("/proc/self/status")
"""Linux tells here the peak of this program alone; getrusage's goes back to the program that started it."""


def megabytes(visits: int) -> float:
    """The peak of a process that draws a report of so many visits."""
    words = [sys.executable, "-m", "tests.bench.report_memory", str(visits)]
    root = Path(__file__).parents[2]
    return float(subprocess.run(words, check=True, capture_output=True, text=True, cwd=root).stdout)


def peak() -> float:
    """This process's peak in megabytes."""
    return next(int(line.split()[1]) for line in _STATUS.read_text().splitlines() if "VmHWM" in line) / 1_000


if __name__ == "__main__":
    monthly.draw(facts_of(int(sys.argv[1]), 60), io.BytesIO())
    print(peak())
