"""Every paper looks as somebody has seen it, also with nobody on it and far too much; a new process draws the same.

Where a page was meant to change: ``python -m tests.reports.golden``, and look at the difference and at the pages.
"""

import difflib
import hashlib
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.reports.golden import SETS, held
from tests.reports.layout import faults, layout, outside_the_margins, too_small
from tests.reports.sample_sizes import Size
from tests.reports.samples import SAMPLES, pdf
from watchdesk import reports

MOST_SHOWN = 60
MAY_BE_SMALLER = {"labels": "a long address stays whole on its label; it is read by the post"}
HAS_OWN_MARGINS = {
    "labels": "the sheet's labels say where",
    "re_ask": "the address shows in the window of its envelope",
    "info_slip": "the sheet is cut through in the middle",
}
"""Kinds of paper that stand apart, and why."""
REPORTS = Path(reports.__file__).parent


def test_every_kind_of_paper_has_its_sample() -> None:
    drawing = {_kind(path) for path in REPORTS.rglob("*.py") if "\ndef draw(" in path.read_text(encoding="utf-8")}
    drawn = {kind.removesuffix("_month").replace("info_slip", "info_sheet") for kind in SAMPLES}
    assert drawing - drawn == set()


def _kind(file: Path) -> str:
    return file.parent.name if file.stem == "report" else file.stem


@pytest.mark.parametrize("folder", SETS)
@pytest.mark.parametrize("kind", SAMPLES)
def test_a_paper_looks_as_it_was_looked_at(kind: str, folder: str) -> None:
    drawn = SETS[folder](kind)
    moved = list(difflib.unified_diff(held(kind, folder), drawn, "held", "drawn", n=1, lineterm=""))
    assert not moved, "\n".join(moved[:MOST_SHOWN])


@pytest.mark.parametrize("size", [Size.NONE, Size.USUAL, Size.MUCH])
@pytest.mark.parametrize("kind", SAMPLES)
def test_nothing_stands_over_another_or_over_the_edge_and_every_mark_is_explained(kind: str, size: Size) -> None:
    assert faults(layout(pdf(kind, size))) == []


@pytest.mark.parametrize("kind", [kind for kind in SAMPLES if kind not in MAY_BE_SMALLER])
def test_nothing_is_printed_smaller_than_a_reader_over_60_can_read(kind: str) -> None:
    for size in (Size.NONE, Size.USUAL, Size.MUCH):
        assert too_small(layout(pdf(kind, size))) == []


@pytest.mark.parametrize("kind", [kind for kind in SAMPLES if kind not in HAS_OWN_MARGINS])
def test_nothing_stands_in_the_margins_where_the_sheet_is_punched(kind: str) -> None:
    for size in (Size.NONE, Size.USUAL, Size.MUCH):
        assert outside_the_margins(layout(pdf(kind, size))) == []


@pytest.mark.parametrize("kind", SAMPLES)
def test_the_viewer_is_told_title_and_language_and_every_font_is_in_the_file(kind: str) -> None:
    reader = PdfReader(io.BytesIO(pdf(kind, Size.FEW)))
    root = reader.trailer["/Root"].get_object()
    assert reader.metadata is not None
    assert reader.metadata.title
    assert (root["/Lang"], bool(root["/ViewerPreferences"]["/DisplayDocTitle"])) == ("ja-JP", True)
    fonts = [font for page in reader.pages for font in page["/Resources"].get_object()["/Font"].get_object().values()]
    assert fonts
    for font in fonts:
        drawn = font.get_object()["/DescendantFonts"][0].get_object()
        assert "/FontFile2" in drawn["/FontDescriptor"].get_object()


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
