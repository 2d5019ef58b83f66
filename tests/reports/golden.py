"""The layout of each kind of paper, as a person has looked at it, held in golden/*.json.

``python -m tests.reports.golden`` writes them anew; ``git diff tests/reports/golden`` then shows what moved, a line a
text or rule. Look at the pages themselves as well: ``python -m tests.reports.samples FOLDER``.
"""

import json
from pathlib import Path

from tests.reports.layout import Sheet, layout
from tests.reports.sample_sizes import Size
from tests.reports.samples import SAMPLES, pdf

FOLDER = Path(__file__).parent / "golden"


def lines(kind: str) -> list[str]:
    """What stands on the pages of a kind with a few people, a line a text or stroke, in the order of reading."""
    sheets = layout(pdf(kind, Size.FEW))
    return [line for number, sheet in enumerate(sheets, 1) for line in _page(number, sheet)]


def _page(number: int, sheet: Sheet) -> list[str]:
    head = f"== page {number}: {sheet.width:.0f} x {sheet.height:.0f}"
    texts = [(text.y, text.x, str(text)) for text in sheet.texts]
    strokes = [(one.y, one.x, str(one)) for one in sheet.strokes]
    return [head, *(f"across {text}" for text in sheet.across), *(line for *_, line in sorted(texts + strokes))]


def held(kind: str) -> list[str]:
    """What a person has looked at."""
    kept: list[str] = json.loads((FOLDER / f"{kind}.json").read_text(encoding="utf-8"))
    return kept


def renew() -> None:
    """Write all of them anew."""
    FOLDER.mkdir(exist_ok=True)
    for kind in SAMPLES:
        text = json.dumps(lines(kind), ensure_ascii=False, indent=0)
        (FOLDER / f"{kind}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    renew()
