"""The layout of each kind of paper, as a person has looked at it, held in golden/*.json.

With a few people each text and rule stands there with its place; with as many as usual (golden/usual) the words of each
page, and a digest of where they and the rules stand. ``python -m tests.reports.golden [KIND …]`` writes them anew;
``git diff tests/reports/golden`` then shows what moved. Look at the pages themselves as well:
``python -m tests.reports.samples FOLDER``.
"""

import hashlib
import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.reports.layout import Sheet, layout
from tests.reports.sample_sizes import Size
from tests.reports.samples import SAMPLES, pdf

FOLDER = Path(__file__).parent / "golden"
Lines = Callable[[str], list[str]]


def lines(kind: str) -> list[str]:
    """What stands on the pages of a kind with a few people, a line a text or stroke, in the order of reading."""
    sheets = layout(pdf(kind, Size.FEW))
    return [line for number, sheet in enumerate(sheets, 1) for line in _page(number, sheet)]


def usual(kind: str) -> list[str]:
    """What stands on the pages of a kind with 30 people: of each page a digest of its layout, then its words."""
    sheets = layout(pdf(kind, Size.USUAL))
    return [line for number, sheet in enumerate(sheets, 1) for line in _words(number, sheet)]


def _page(number: int, sheet: Sheet) -> list[str]:
    head = f"== page {number}: {sheet.width:.0f} x {sheet.height:.0f}"
    texts = [(text.y, text.x, str(text)) for text in sheet.texts]
    strokes = [(one.y, one.x, str(one)) for one in sheet.strokes]
    return [head, *(f"across {text}" for text in sheet.across), *(line for *_, line in sorted(texts + strokes))]


def _words(number: int, sheet: Sheet) -> list[str]:
    """Words that stand on one baseline make a line."""
    placed = _page(number, sheet)
    rows: dict[str, list[str]] = {}
    for text in sorted(sheet.texts, key=lambda one: (round(one.y, 1), one.x)):
        rows.setdefault(f"{text.y:.1f}", []).append(text.text)
    digest = hashlib.sha256("\n".join(placed).encode()).hexdigest()[:16]
    return [f"{placed[0]}, layout {digest}", *("  ".join(row) for row in rows.values())]


SETS: dict[str, Lines] = {".": lines, "usual": usual}
"""By folder in golden/, what is held there."""


def held(kind: str, folder: str = ".") -> list[str]:
    """What a person has looked at."""
    kept: list[str] = json.loads((FOLDER / folder / f"{kind}.json").read_text(encoding="utf-8"))
    return kept


def renew(kinds: Iterable[str] = ()) -> None:
    """Write these anew, without any all of them."""
    for folder, drawn in SETS.items():
        (FOLDER / folder).mkdir(parents=True, exist_ok=True)
        for kind in kinds or SAMPLES:
            text = json.dumps(drawn(kind), ensure_ascii=False, indent=0)
            (FOLDER / folder / f"{kind}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    renew(sys.argv[1:])
