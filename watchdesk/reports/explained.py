"""数えかた on paper: what the figures of a paper count, at its end: in one block, or on a page of its own."""

from collections.abc import Callable, Sequence

from watchdesk.domain.definitions import TITLE
from watchdesk.reports.page import HEADING, Document
from watchdesk.reports.pen import MM
from watchdesk.reports.typesetter import Justified

SIZE, LEADING = 8.0, 10.0
"""Of the block, in points: many readers are over 60, so that it is never smaller."""
LISTED, LISTED_LEADING = 10.0, 14.0
"""Of a page of its own, where each word begins a line."""
GAP = 1.5 * MM
BETWEEN = 1.2 * MM
"""Between two words of a page of its own."""

Told = Sequence[tuple[str, str]]
"""Words, each with its sentence."""


def explained_height(document: Document, told: Told) -> float:
    """Return what the block takes of a page's height, in points."""
    return GAP + LEADING * len(_lines(document, told))


def draw_explained(document: Document, told: Told, begin: Callable[[], object] | None = None) -> bool:
    """Draw words and their sentences below what stands on the page, else on the page that ``begin`` begins.

    False where there is no room, nothing begins a page, and nothing was drawn.
    """
    marks = document.setter.marked(_text(document, told))
    if document.room(marks) < explained_height(document, told):
        if begin is not None:
            _draw_pages(document, told, begin)
        return begin is not None
    document.print_marks(marks)
    lines = _lines(document, told)
    document.y += GAP
    document.pen.lines(document.left, document.y + SIZE, lines, size=SIZE, leading=LEADING)
    document.y += LEADING * len(lines)
    return True


def _draw_pages(document: Document, told: Told, begin: Callable[[], object]) -> None:
    """Draw them on a page of their own, or on more where one has no room for all."""
    begin()
    document.pen.text(document.left, document.y + HEADING, f"{TITLE}：", HEADING, bold=True)
    document.y += HEADING + 2 * BETWEEN
    for word, sentence in told:
        text = document.setter.prepare(f"【{word}】{sentence}", TITLE)
        lines, marks = document.setter.justified(text, document.width, LISTED), document.setter.marked(text)
        if document.room(marks) < LISTED_LEADING * len(lines):
            begin()
        document.print_marks(marks)
        document.pen.lines(document.left, document.y + LISTED, lines, size=LISTED, leading=LISTED_LEADING)
        document.y += LISTED_LEADING * len(lines) + BETWEEN


def _lines(document: Document, told: Told) -> list[Justified]:
    return document.setter.justified(_text(document, told), document.width, SIZE)


def _text(document: Document, told: Told) -> str:
    told_all = "　".join(f"【{word}】{sentence}" for word, sentence in told)
    return document.setter.prepare(f"{TITLE}：{told_all}", TITLE)
