"""数えかた on paper: what the figures of a paper count, in one compact block of small print at its end."""

from collections.abc import Callable, Sequence

from watchdesk.domain.definitions import TITLE
from watchdesk.reports.page import Document
from watchdesk.reports.pen import MM
from watchdesk.reports.typesetter import Justified

SIZES = ((8.0, 10.0), (7.0, 8.2), (6.5, 7.4))
"""Size of type and leading in points: the usual one, and those of a page that has little room."""
GAP = 1.5 * MM


def explained_height(document: Document, told: Sequence[tuple[str, str]], size: int = 0) -> float:
    """Return what the block takes of a page's height, in points, in one of the ``SIZES``."""
    return GAP + SIZES[size][1] * len(_lines(document, told, SIZES[size][0]))


def draw_explained(
    document: Document, told: Sequence[tuple[str, str]], begin: Callable[[], object] | None = None
) -> bool:
    """Draw words and their sentences below what stands on the page, else on the page that ``begin`` begins.

    False where there is no room, nothing begins a page, and nothing was drawn.
    """
    marks = document.setter.marked(_text(document, told))
    size = next((at for at in range(len(SIZES)) if document.room(marks) >= explained_height(document, told, at)), None)
    if size is None:
        if begin is None:
            return False
        begin()
        size = 0
    document.print_marks(marks)
    type_size, leading = SIZES[size]
    lines = _lines(document, told, type_size)
    document.y += GAP
    document.pen.lines(document.left, document.y + type_size, lines, size=type_size, leading=leading)
    document.y += leading * len(lines)
    return True


def _lines(document: Document, told: Sequence[tuple[str, str]], size: float) -> list[Justified]:
    return document.setter.justified(_text(document, told), document.width, size)


def _text(document: Document, told: Sequence[tuple[str, str]]) -> str:
    told_all = "　".join(f"【{word}】{sentence}" for word, sentence in told)
    return document.setter.prepare(f"{TITLE}：{told_all}", TITLE)
