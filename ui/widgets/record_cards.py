"""Record cards: a record without columns: what it is, its states, and the rest in one line, the important first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen

from ui import icons
from ui.theme import TONES, Theme
from ui.widgets.badge import badge_size, icon_of, paint_badge
from watchdesk.columns import Column, alone

Item = tuple[str, str]
"""(words, tone): one thing that a record says away from its head."""

CARD = 5.2
"""Height of a card in em, with the gap to the next one."""

FOLD = 1.45
"""Height in em of the line that folded columns stand in."""

_GAP = 1.1
_SIGN = 1.35
_SHORTEST = 4.0
"""Em that are left at least for words that end in …."""


def items_of(columns: Sequence[Column[Any]], row: Any) -> tuple[Item, ...]:
    """Return what the columns say of a row, the most important first; what says nothing is left out."""
    told = [
        (alone(column, row), column.tone(row) if column.tone else "")
        for column in sorted(columns, key=lambda column: -column.importance)
    ]
    return tuple(item for item in told if item[0])


def paint_items(painter: QPainter, place: QRect, items: Sequence[Item], look: Theme, seen: QRect | None = None) -> None:
    """Paint items in one line, whole ones only as long as there is room; the one at the end may end in ….

    ``seen``: the piece of the line that is painted; what lies beside it is left out.
    """
    left, end = place.x(), place.right()
    first, last = (left, end) if seen is None else (seen.left(), seen.right())
    fonts = {toned: look.font("head" if toned else "small") for toned in (True, False)}
    metrics = {toned: QFontMetrics(font) for toned, font in fonts.items()}
    for words, tone in items:
        toned = tone in TONES
        sign = look.em(_SIGN) if toned else 0
        width = metrics[toned].horizontalAdvance(words) + sign
        if left > last or left + min(width, look.em(_SHORTEST)) > end:
            return
        box = QRect(left, place.y(), min(width, end - left), place.height())
        if box.right() >= first:
            painter.setFont(fonts[toned])
            _paint_item(painter, box, (words, tone), sign, look)
        left += width + look.em(_GAP)


def _paint_item(painter: QPainter, box: QRect, item: Item, sign: int, look: Theme) -> None:
    words, tone = item
    ink = tone if sign else "soft"
    if sign:
        icons.paint(painter, icon_of(words, tone), look.look.colour(ink), QRect(box.topLeft(), _square(look, box)))
    painter.setPen(look.colour(ink))
    inner = box.adjusted(sign, 0, 0, 0)
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, inner.width() + 1)
    painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A record on a card: its leading column, all the others, and whether it is the current one and has the focus."""

    lead: Column[Any]
    columns: tuple[Column[Any], ...]
    row: Any
    current: bool
    focused: bool


def paint_card(painter: QPainter, place: QRect, record: Shown, look: Theme) -> None:
    """Paint one card: the reading over the name, its states at the right, and one line of all the rest."""
    painter.fillRect(place, look.colour("window"))
    card = place.adjusted(0, 0, -1, -look.em(0.4))
    painter.fillRect(card, look.colour("select" if record.current else "sheet"))
    _paint_edge(painter, card, record, look)
    inner = card.adjusted(look.em(1), look.em(0.35), -look.em(0.8), -look.em(0.35))
    low = QRect(inner.x(), inner.bottom() - look.em(FOLD), inner.width(), look.em(FOLD))
    head = QRect(inner.x(), inner.y(), inner.width(), low.y() - inner.y())
    items = items_of(record.columns, record.row)
    states = [item for item in items if item[1] in TONES]
    taken, rest = _paint_states(painter, head, states, look)
    _paint_name(painter, head.adjusted(0, 0, -taken, 0), record, look)
    paint_items(painter, low, [*rest, *(item for item in items if item[1] not in TONES)], look)


def _paint_edge(painter: QPainter, card: QRect, record: Shown, look: Theme) -> None:
    strong = record.current and record.focused
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(look.colour("accent" if strong else "line"), 2 if strong else 1))
    painter.drawRect(card.adjusted(1, 1, -1, -1) if strong else card)
    if strong:
        painter.fillRect(QRect(card.x(), card.y(), look.em(0.4), card.height()), look.colour("accent"))


def _paint_states(painter: QPainter, head: QRect, states: Sequence[Item], look: Theme) -> tuple[int, list[Item]]:
    """Paint badges at the right as long as half of the line is left; return the room taken and what found none."""
    fitting: list[Item] = []
    taken = 0
    for words, tone in states:
        width = badge_size(words).width() + look.em(0.4)
        if taken + width <= head.width() * 6 // 10:
            fitting.append((words, tone))
            taken += width
    left = head.right() - taken + look.em(0.4)
    for words, tone in fitting:
        width = badge_size(words).width()
        paint_badge(painter, QRect(left, head.y(), width, head.height()), words, tone)
        left += width + look.em(0.4)
    return taken, [state for state in states if state not in fitting]


def _paint_name(painter: QPainter, place: QRect, record: Shown, look: Theme) -> None:
    above = record.lead.above(record.row) if record.lead.above else ""
    top = place.y()
    for words, role, ink in ((above, "small", "soft"), (record.lead.value(record.row), "name", "text")):
        painter.setFont(look.font(role))
        painter.setPen(look.colour(ink))
        height = painter.fontMetrics().height() + look.em(0.15)
        line = QRect(place.x(), top, place.width(), height if above else place.height())
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, line.width())
        if words:
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
            top += height


def _square(look: Theme, box: QRect) -> QSize:
    return QSize(look.em(1), box.height())
