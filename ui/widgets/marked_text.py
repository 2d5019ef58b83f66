"""Marked text: one line of words in which what was looked for stands out, not by colour alone."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from ui.theme import theme
from watchdesk.domain.marking import Span

_BOLD = {"small": "head", "body": "strong"}
"""Role of type → the same in bold."""


def paint_marked(painter: QPainter, place: QRect, text: str, marks: Sequence[Span], *, role: str, ink: str) -> int:
    """Paint a line at the left of ``place``; the marked pieces are bold, underlined and on the ground of a field.

    Return the x where it ends. What finds no room ends in ….
    """
    look = theme()
    left = place.x()
    for piece, is_marked in _pieces(text, marks):
        font = look.font(_BOLD.get(role, role) if is_marked else role)
        measure = QFontMetrics(font)
        room = place.right() - left
        shown = measure.elidedText(piece, Qt.TextElideMode.ElideRight, max(0, room))
        wide = measure.horizontalAdvance(shown)
        box = QRect(left, place.y(), wide, place.height())
        if is_marked:
            _paint_mark(painter, box, measure.height())
        painter.setFont(font)
        painter.setPen(look.colour("text" if is_marked else ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip, shown)
        left += wide
        if shown != piece:
            break
    return left


def _paint_mark(painter: QPainter, box: QRect, height: int) -> None:
    look = theme()
    top = box.y() + (box.height() - height) // 2
    painter.fillRect(QRect(box.x(), top, box.width(), height), look.colour("field"))
    line = max(2, look.em(0.125))
    painter.fillRect(QRect(box.x(), top + height - line, box.width(), line), look.colour("accent"))


def _pieces(text: str, marks: Sequence[Span]) -> Iterator[tuple[str, bool]]:
    at = 0
    for start, end in marks:
        if start > at:
            yield text[at:start], False
        yield text[start:end], True
        at = end
    if at < len(text):
        yield text[at:], False
