"""The monthly report's memory: the most that a process of its own takes while it draws, fonts and facts included."""

import io
import resource
import subprocess
import sys
from pathlib import Path

from tests.bench.report_ratio import facts_of
from watchdesk.reports import monthly

_UNITS_A_MB = 1_000_000 if sys.platform == "darwin" else 1_000
"""Linux counts kilobytes, macOS bytes."""


def megabytes(visits: int) -> float:
    """The peak of a process that draws a report of so many visits."""
    words = [sys.executable, "-m", "tests.bench.report_memory", str(visits)]
    root = Path(__file__).parents[2]
    return float(subprocess.run(words, check=True, capture_output=True, text=True, cwd=root).stdout)


if __name__ == "__main__":
    monthly.draw(facts_of(int(sys.argv[1]), 60), io.BytesIO())
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _UNITS_A_MB)
