"""CellPainter: how a cell of a RecordTable looks: one or two lines, a badge, the opening word, the current row."""

from collections.abc import Callable
from typing import Any, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ui import icons
from ui.theme import TONES, Theme, theme
from ui.widgets.badge import badge_size, paint_badge
from ui.widgets.record_cards import FOLD, Item, Shown, items_of, paint_card, paint_items
from ui.widgets.record_model import RecordModel
from watchdesk.columns import Align, Column

_SIDE = 0.6
MARK = 2.1
"""Em before a row for the box of its mark."""

_KNOWN_AT_MOST = 20_000
"""So many words' widths are kept."""


class CellPainter(QStyledItemDelegate):
    """Paints the cells of one table; holds the look's fonts, since a page paints some hundred cells.

    ``fold`` tells it which columns have no place of their own: they stand in a line below the row, from the leading
    column on, or all of them on a card.
    """

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table
        self._lead = 0
        self._leading: Column[Any] | None = None
        self._folded: tuple[Column[Any], ...] = ()
        self._cards = False
        self.marked: Callable[[Any], bool] | None = None
        self._items: tuple[Any, tuple[Item, ...]] = (None, ())
        self._look: Theme = theme()
        self._take_fonts()
        self._look.changed.connect(self._take_fonts)

    def fold(self, lead: int, plain: Column[Any], columns: tuple[Column[Any], ...], *, cards: bool) -> None:
        """Paint these columns below the row, from the column at ``lead`` on; ``cards``: each row as a card.

        ``plain`` is that column as it is painted: in the model it also says the folded words, for those who hear it.
        """
        self._lead, self._leading, self._folded, self._cards = lead, plain, columns, cards
        self._items = (None, ())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        model = cast(RecordModel, self._table.model())
        column, row = self._column(index.column()), model.shown[index.row()]
        painter.save()
        if self._cards:
            current = bool(option.state & QStyle.StateFlag.State_Selected)
            focused = self._table.hasFocus()
            shown = Shown(lead=column, columns=self._folded, row=row, current=current, focused=focused)
            indent = self._paint_mark_on_card(painter, option.rect, shown)
            paint_card(painter, option.rect.adjusted(indent, 0, 0, 0), shown, self._look)
        else:
            self._paint_ground(painter, option, index)
            self._paint_cell(painter, option.rect, index.column(), row)
        painter.restore()

    def _paint_cell(self, painter: QPainter, rect: QRect, at: int, row: Any) -> None:
        model = cast(RecordModel, self._table.model())
        column = self._column(at)
        side = self._look.em(_SIDE)
        place = rect.adjusted(side, 0, -side, 0)
        if self.marked is not None and at == self.first_shown():
            low = self._look.em(FOLD) if self._folded else 0
            self._paint_mark(painter, rect.adjusted(0, 0, 0, -low), ticked=self.marked(row))
            place.setLeft(rect.left() + self._look.em(MARK))
        if self._folded:
            place.adjust(0, 0, 0, -self._look.em(FOLD))
            self._paint_fold(painter, rect, row)
        tone = column.tone(row) if column.tone else ""
        if model.opens_at(at):
            self._paint_opening(painter, place, column.value(row))
        elif tone in TONES:
            paint_badge(painter, place, column.value(row), tone)
        else:
            self._paint_lines(painter, place, column, row)

    def _paint_mark_on_card(self, painter: QPainter, rect: QRect, shown: Shown) -> int:
        """Paint the box before a card; return the room that it takes."""
        if self.marked is None:
            return 0
        painter.fillRect(rect, self._look.colour("window"))
        self._paint_mark(painter, rect, ticked=self.marked(shown.row))
        return self._look.em(MARK)

    def _paint_mark(self, painter: QPainter, rect: QRect, *, ticked: bool) -> None:
        look, side = self._look, self._look.em(1.25)
        left = rect.left() + look.em(0.55)
        box = QRect(left, rect.center().y() - side // 2, side, side)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("accent" if ticked else "soft"), 2))
        painter.setBrush(look.colour("accent" if ticked else "sheet"))
        painter.drawRoundedRect(box, 3, 3)
        if ticked:
            icons.paint(painter, "check", look.look.colour("on"), box.adjusted(2, 2, -2, -2))
        painter.restore()

    def _column(self, at: int) -> Column[Any]:
        if at == self._lead and self._leading is not None:
            return self._leading
        return cast(RecordModel, self._table.model()).columns[at]

    def _paint_fold(self, painter: QPainter, rect: QRect, row: Any) -> None:
        """Paint the cell's piece of the line that goes through the whole row."""
        look = self._look
        left = self._table.columnViewportPosition(self._lead) + look.em(_SIDE)
        line = QRect(left, rect.bottom() - look.em(FOLD + 0.2), self._table.viewport().width() - left, look.em(FOLD))
        painter.save()
        painter.setClipRect(rect)
        if self._items[0] is not row:  # a row is painted cell by cell
            self._items = (row, items_of(self._folded, row))
        paint_items(painter, line, self._items[1], look, rect)
        painter.restore()

    def width_of(self, column: Column[Any], row: Any) -> int:
        """Logical pixels that a cell wants."""
        value = column.value(row)
        if column.tone and column.tone(row) in TONES:
            return self._width("badge", value) + self._look.em(2 * _SIDE)
        widths = [self._width("name" if column.above else "body", value)]
        widths += [self._width("small", line(row)) for line in (column.above, column.below) if line]
        return max(widths) + self._look.em(2 * _SIDE + 0.2)

    def _width(self, role: str, words: str) -> int:
        """Width of words; each is measured once, since lists say the same things again and again."""
        known = self._widths.get((role, words))
        if known is None:
            metrics = self._metrics.get(role)
            known = badge_size(words).width() if metrics is None else metrics.horizontalAdvance(words)
            if len(self._widths) >= _KNOWN_AT_MOST:
                self._widths.clear()
            self._widths[role, words] = known
        return known

    def _take_fonts(self) -> None:
        self._small, self._body, self._name = (self._look.font(role) for role in ("small", "body", "name"))
        self._metrics = {role: QFontMetrics(self._look.font(role)) for role in ("small", "body", "name")}
        self._widths: dict[tuple[str, str], int] = {}

    def _font(self, column: Column[Any]) -> QFont:
        return self._name if column.above else self._body

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        look, place = self._look, option.rect
        if not option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(look.colour("hair"))
            painter.drawLine(place.bottomLeft(), place.bottomRight())
            return
        painter.fillRect(place, look.colour("select"))
        if not self._table.hasFocus():
            return
        for top in (place.top(), place.bottom() - 1):
            painter.fillRect(QRect(place.x(), top, place.width(), 2), look.colour("accent"))
        if index.column() == self.first_shown():
            painter.fillRect(QRect(place.x(), place.y(), look.em(0.35), place.height()), look.colour("accent"))

    def first_shown(self) -> int:
        """The column that stands first."""
        head = self._table.horizontalHeader()
        in_order = map(head.logicalIndex, range(head.count()))
        return next((at for at in in_order if not head.isSectionHidden(at)), 0)

    def _paint_opening(self, painter: QPainter, place: QRect, word: str) -> None:
        painter.setFont(self._body)
        painter.setPen(self._look.colour("accent"))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, word)
        left = place.x() + QFontMetrics(self._body).horizontalAdvance(word) + self._look.em(0.2)
        sign = QRect(left, place.y(), self._look.em(1.1), place.height())
        icons.paint(painter, "chevron-right", self._look.look.accent, sign)

    def _paint_lines(self, painter: QPainter, place: QRect, column: Column[Any], row: Any) -> None:
        above = column.above(row) if column.above else ""
        below = column.below(row) if column.below else ""
        ink = (column.tone(row) if column.tone else "") or "text"
        lines = [
            (above, self._small, "soft"),
            (column.value(row), self._font(column), ink),
            (below, self._small, "soft"),
        ]
        lines = [line for line in lines if line[0]]
        heights = [round(QFontMetrics(font).height() * 1.15) for _, font, _ in lines]
        top = place.y() + (place.height() - sum(heights)) // 2
        side = Qt.AlignmentFlag.AlignRight if column.align is Align.END else Qt.AlignmentFlag.AlignLeft
        for line, height in zip(lines, heights, strict=True):
            self._paint_line(painter, QRect(place.x(), top, place.width(), height), line, side)
            top += height

    def _paint_line(
        self, painter: QPainter, place: QRect, line: tuple[str, QFont, str], side: Qt.AlignmentFlag
    ) -> None:
        text, font, ink = line
        painter.setFont(font)
        painter.setPen(self._look.colour(ink))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, shown)
