"""SignChecklist: the signs 気づき of the season, in the order of the paper, beside what was noted the last times."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, cast

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui import icons
from ui.theme import set_role, theme

Index = QModelIndex | QPersistentModelIndex
GROUP, SIGN, TODAY, FIRST_BEFORE = 0, 1, 2, 3
_NOWHERE = QModelIndex()


class Sign(Protocol):
    """One entry of the list."""

    @property
    def code(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def group(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """An earlier visit: its day in a few words, and the codes noted then."""

    day: str
    signs: frozenset[str] = field(default=frozenset(), repr=False)


class SignChecklist(QTableView):
    """``value()`` is the codes ticked, in the order of the list; ``edited`` is the user's doing only.

    ``set_signs(signs, earlier)`` shows the list with a column an earlier visit, where ● stands at what was noted.
    A code that is ticked stays ticked while another list is shown. ``text()`` is ``S01,S13`` for drafts.
    ↑↓ move, Space ticks, as does a press on a row; Tab and Enter leave.
    """

    edited = Signal()

    def __init__(self, name: str = "気づき", today: str = "今日", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list = _SignModel(today, self)
        self.setModel(self._list)
        self.setItemDelegate(_SignPainter(self))
        self.setAccessibleName(name)
        self._behave()
        self._measure()
        theme().changed.connect(self._measure)

    def set_signs(self, signs: Sequence[Sign], earlier: Sequence[Earlier] = ()) -> None:
        """Show these signs, and these earlier visits, the latest first."""
        place = self.currentIndex().row()
        self._list.show(signs, earlier)
        self.clearSpans()
        for first, count in self._list.groups():
            if count > 1:
                self.setSpan(first, GROUP, count, 1)
        self._spread()
        if 0 <= place < len(signs):
            self.setCurrentIndex(self._list.index(place, TODAY))
        else:
            self._show_first_tick()

    def start_over(self) -> None:
        """Stand on no row, as if nobody had been here: another visit is shown."""
        self.setCurrentIndex(QModelIndex())

    def set_today(self, words: str) -> None:
        """Head of the column that is ticked: 今日, or the day of the visit."""
        self._list.rename(words)
        self._spread()

    def value(self) -> tuple[str, ...]:
        """The codes ticked."""
        return self._list.ticked()

    def set_value(self, value: object) -> None:
        """Tick these codes and no others."""
        self._list.tick(tuple(value) if isinstance(value, tuple | list) else ())
        self._show_first_tick()

    def text(self) -> str:
        """The codes ticked, for a draft."""
        return ",".join(self.value())

    def set_text(self, text: str) -> None:
        """Tick the codes of a draft."""
        self.set_value(tuple(code for code in text.split(",") if code))

    def problem(self) -> str:
        """Ticks can always be read."""
        return ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self._go_to(self.currentIndex().row())
            self._toggle(self.currentIndex().row())
        elif event.key() in _STEPS:
            self._go_to(self.currentIndex().row() + _STEPS[event.key()] * self._page(event.key()))
        else:
            event.ignore()  # letters and digits are the page's, Enter goes on

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and at.isValid() and at.column() != GROUP:
            self._go_to(at.row())
            self._toggle(at.row())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)  # two quick presses are two presses

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A drag ticks nothing."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.currentIndex().column() != TODAY:  # Qt's own choice is the group's cell
            self._go_to(max(0, self.currentIndex().row()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spread()
        if self.hasFocus():
            self.scrollTo(self.currentIndex())  # what has just been said above took some of the room

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self.viewport().update()

    def _behave(self) -> None:
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setMinimumSectionSize(8)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        set_role(head, "head")

    def _measure(self) -> None:
        look = theme()
        self.verticalHeader().setMinimumSectionSize(look.em(1.5))
        self.verticalHeader().setDefaultSectionSize(look.em(2.1))
        self.setMinimumHeight(look.em(2.4 + 3 * 2.1))
        self._spread()

    def _spread(self) -> None:
        """Days take what they need, signs what is left; the oldest visits give way where the words would be cut."""
        look = theme()
        head = QFontMetrics(look.font("head"))
        count = self._list.columnCount()
        widths = {at: head.horizontalAdvance(self._list.title(at)) + look.em(1.25) for at in range(count) if at != SIGN}
        widths[GROUP] = max(widths[GROUP], look.em(4))
        left = self.viewport().width() - sum(widths.values())
        wanted = self._longest()
        for at in range(count - 1, FIRST_BEFORE - 1, -1):
            cut = left < wanted
            self.setColumnHidden(at, cut)
            if cut:
                left += widths[at]
        for at, width in widths.items():
            self.setColumnWidth(at, width)
        self.setColumnWidth(SIGN, max(left, look.em(8)))

    def _longest(self) -> int:
        body = QFontMetrics(theme().font("body"))
        longest = max((body.horizontalAdvance(sign.label) for sign in self._list.signs), default=0)
        return longest + theme().em(0.95)

    def _show_first_tick(self) -> None:
        """Have in sight what was ticked before, though nobody has moved here yet."""
        first = next((row for row in range(self._list.rowCount()) if self._list.is_ticked(row)), 0)
        if self._list.rowCount():
            self.scrollTo(self._list.index(first, SIGN), QAbstractItemView.ScrollHint.PositionAtTop)

    def _page(self, key: int) -> int:
        rows = max(1, self.viewport().height() // max(1, self.verticalHeader().defaultSectionSize()) - 1)
        return rows if key in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown} else 1

    def _go_to(self, row: int) -> None:
        last = self._list.rowCount() - 1
        if last >= 0:
            at = self._list.index(min(max(row, 0), last), TODAY)
            self.setCurrentIndex(at)
            self.scrollTo(at)

    def _toggle(self, row: int) -> None:
        if 0 <= row < self._list.rowCount():
            self._list.toggle(row)
            self.edited.emit()


class _SignModel(QAbstractTableModel):
    def __init__(self, today: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.signs: tuple[Sign, ...] = ()
        self._earlier: tuple[Earlier, ...] = ()
        self._ticks: dict[str, None] = {}
        self._today = today

    def show(self, signs: Sequence[Sign], earlier: Sequence[Earlier]) -> None:
        self.beginResetModel()
        self.signs, self._earlier = tuple(signs), tuple(earlier)
        self.endResetModel()

    def rename(self, today: str) -> None:
        self._today = today
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, TODAY, TODAY)

    def groups(self) -> list[tuple[int, int]]:
        """(first row, number of rows) of each group."""
        starts = [at for at in range(len(self.signs)) if self.starts_group(at)]
        return [(first, after - first) for first, after in zip(starts, [*starts[1:], len(self.signs)], strict=True)]

    def starts_group(self, row: int) -> bool:
        return row == 0 or self.signs[row - 1].group != self.signs[row].group

    def ticked(self) -> tuple[str, ...]:
        shown = [sign.code for sign in self.signs if sign.code in self._ticks]
        return (*shown, *(code for code in self._ticks if code not in shown))

    def tick(self, codes: Sequence[str]) -> None:
        self._ticks = dict.fromkeys(codes)
        self._repaint()

    def toggle(self, row: int) -> None:
        code = self.signs[row].code
        if self._ticks.pop(code, self) is self:
            self._ticks[code] = None
        self._repaint()

    def is_ticked(self, row: int) -> bool:
        return self.signs[row].code in self._ticks

    def was_noted(self, row: int, column: int) -> bool:
        return self.signs[row].code in self._earlier[column - FIRST_BEFORE].signs

    def title(self, column: int) -> str:
        chosen = f"{len(self._ticks)}つ選んでいます" if self._ticks else "いくつでも選べます"
        return ("気づき", chosen, self._today, *(visit.day for visit in self._earlier))[column]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.signs)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else FIRST_BEFORE + len(self._earlier)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = index.row()
        if role == Qt.ItemDataRole.DisplayRole:
            return {GROUP: self.signs[row].group, SIGN: self.signs[row].label}.get(index.column(), "")
        return self._spoken(row) if role == Qt.ItemDataRole.AccessibleTextRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self.title(section)
        side = Qt.AlignmentFlag.AlignLeft if section < TODAY else Qt.AlignmentFlag.AlignHCenter
        return side | Qt.AlignmentFlag.AlignVCenter if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _spoken(self, row: int) -> str:
        before = [visit.day for visit in self._earlier if self.signs[row].code in visit.signs]
        noted = f"、前にも印 {'、'.join(before)}" if before else ""
        return f"{self.signs[row].group} {self.signs[row].label} {'印あり' if self.is_ticked(row) else '印なし'}{noted}"

    def _repaint(self) -> None:
        if self.signs:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.signs) - 1, self.columnCount() - 1))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, SIGN, SIGN)


class _SignPainter(QStyledItemDelegate):
    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        model = cast(_SignModel, index.model())
        self._paint_ground(painter, option.rect, index)
        if index.column() == GROUP:
            self._paint_words(painter, self._top_line(option.rect), str(index.data()), "strong")
        elif index.column() == SIGN:
            self._paint_words(painter, option.rect, str(index.data()), "body")
        elif index.column() == TODAY:
            enabled = bool(option.state & QStyle.StateFlag.State_Enabled)
            self._paint_box(painter, option.rect, ticked=model.is_ticked(index.row()), enabled=enabled)
        elif model.was_noted(index.row(), index.column()):
            self._paint_dot(painter, option.rect)
        painter.restore()

    def _paint_ground(self, painter: QPainter, place: QRect, index: Index) -> None:
        look = theme()
        current = index.row() == self._table.currentIndex().row() and index.column() != GROUP
        painter.fillRect(place, look.colour("label" if index.column() == GROUP else "select" if current else "sheet"))
        model = cast(_SignModel, index.model())
        last = index.row() + 1 == model.rowCount() or model.starts_group(index.row() + 1)
        painter.fillRect(
            QRect(place.left(), place.bottom(), place.width(), 1),
            look.colour("line" if last or index.column() == GROUP else "hair"),
        )
        if index.column() != TODAY:
            painter.fillRect(QRect(place.right(), place.top(), 1, place.height()), look.colour("hair"))
        for edge in (place.left(), place.right() - 1) if index.column() == TODAY else ():
            painter.fillRect(QRect(edge, place.top(), 2, place.height()), look.colour("accent"))
        if current:
            self._paint_current(painter, place, first=index.column() == SIGN)

    def _paint_current(self, painter: QPainter, place: QRect, *, first: bool) -> None:
        accent = theme().colour("accent")
        if first:
            painter.fillRect(QRect(place.x(), place.y(), theme().em(0.35), place.height()), accent)
        if self._table.hasFocus():
            for top in (place.top(), place.bottom() - 1):
                painter.fillRect(QRect(place.x(), top, place.width(), 2), accent)

    def _top_line(self, place: QRect) -> QRect:
        """Where a group's word stands: in its first row, or the first of them that is in sight."""
        top = max(place.top(), 0)
        height = min(theme().em(2.1), place.bottom() - top)
        return QRect(place.x(), top, place.width(), height)

    def _paint_words(self, painter: QPainter, place: QRect, words: str, role: str) -> None:
        painter.setFont(theme().font(role))
        painter.setPen(theme().colour("text"))
        inner = place.adjusted(theme().em(0.6), 0, -theme().em(0.3), 0)
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    def _paint_box(self, painter: QPainter, place: QRect, *, ticked: bool, enabled: bool) -> None:
        look, side = theme(), theme().em(1.35)
        box = QRect(0, 0, side, side)
        box.moveCenter(place.center())
        ink = look.colour("accent" if ticked and enabled else "soft")
        painter.setPen(QPen(ink, 2, Qt.PenStyle.SolidLine if enabled else Qt.PenStyle.DashLine))
        painter.setBrush(ink if ticked else look.colour("sheet"))
        painter.drawRoundedRect(box, 3, 3)
        if ticked:
            icons.paint(painter, "check", look.look.colour("on" if enabled else "sheet"), box.adjusted(2, 2, -2, -2))

    def _paint_dot(self, painter: QPainter, place: QRect) -> None:
        side = theme().em(0.7)
        dot = QRect(0, 0, side, side)
        dot.moveCenter(place.center())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().colour("care"))
        painter.drawEllipse(dot)


_ALL = 10_000
_STEPS: dict[int, int] = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -1,
    Qt.Key.Key_PageDown: 1,
    Qt.Key.Key_Home: -_ALL,
    Qt.Key.Key_End: _ALL,
}
"""Key → rows it goes, pages for the page keys."""
