"""数えかた on the monthly report: what its figures count, in small print where a page has room left for it."""

from watchdesk.domain.definitions import MONTH, TITLE
from watchdesk.reports.page import Document
from watchdesk.reports.pen import MM

SIZE, LEADING = 8.0, 10.0
GAP = 3.0 * MM


def draw_definitions(document: Document) -> bool:
    """Draw it below what stands on the page; False where it would not fit, and nothing was drawn."""
    text = document.setter.prepare("　".join(f"【{word}】{told}" for word, told in MONTH), TITLE)
    lines = document.setter.justified(text, document.width, SIZE)
    if document.room() < GAP + LEADING * (len(lines) + 1) + 2 * MM:
        return False
    document.y += GAP
    document.pen.text(document.left, document.y + 9, TITLE, SIZE, bold=True)
    document.pen.lines(document.left, document.y + 9 + LEADING, lines, size=SIZE, leading=LEADING)
    document.y += LEADING * (len(lines) + 1)
    return True
