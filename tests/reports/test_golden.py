"""Every paper looks as somebody has seen it, also with nobody on it and far too much; a new process draws the same.

Where a page was meant to change: ``python -m tests.reports.golden``, and look at the difference and at the pages.
"""

import difflib
import hashlib
import os
import subprocess
import sys

import pytest

from tests.reports.golden import held, lines
from tests.reports.layout import faults, layout
from tests.reports.sample_sizes import Size
from tests.reports.samples import SAMPLES, pdf

MOST_SHOWN = 60


@pytest.mark.parametrize("kind", SAMPLES)
def test_a_paper_looks_as_it_was_looked_at(kind: str) -> None:
    moved = list(difflib.unified_diff(held(kind), lines(kind), "held", "drawn", n=1, lineterm=""))
    assert not moved, "\n".join(moved[:MOST_SHOWN])


@pytest.mark.parametrize("size", [Size.NONE, Size.MUCH])
@pytest.mark.parametrize("kind", SAMPLES)
def test_nothing_stands_over_another_or_over_the_edge_and_every_mark_is_explained(kind: str, size: Size) -> None:
    assert faults(layout(pdf(kind, size))) == []


def test_another_process_gives_the_same_bytes() -> None:
    """Sets have another order there."""
    tell = (
        "import hashlib; from tests.reports.samples import SAMPLES, Size, pdf; "
        "print(*(hashlib.sha256(pdf(kind, Size.FEW)).hexdigest() for kind in SAMPLES))"
    )
    words = [sys.executable, "-c", tell]
    surroundings = os.environ | {"PYTHONHASHSEED": "7", "TZ": "America/Los_Angeles"}
    there = subprocess.run(words, check=True, capture_output=True, text=True, env=surroundings).stdout.split()
    assert there == [hashlib.sha256(pdf(kind, Size.FEW)).hexdigest() for kind in SAMPLES]
