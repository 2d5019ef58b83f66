"""CalendarGrid: the days of a month or a week as a grid worked by arrows, or one below the other where narrow."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QScrollArea, QTableView, QWidget

from ui.pages.plans import day_words
from ui.pages.plans.cells import DayPainter
from ui.theme import set_role, theme
from watchdesk.domain.month import Month
from watchdesk.domain.planning import ONE_WEEK, PlanDay

_HEADS = "日月火水木金土"
_LOWEST, _LOWEST_WEEK, _LINE = 4.7, 15.0, 2.9
"""Em: a day of a month, of a week, of the list where it is narrow."""

Index = QModelIndex | QPersistentModelIndex
Qts = Qt.ItemDataRole


class CalendarModel(QAbstractTableModel):
    """Days row by row, ``across`` of them in a row."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.days: tuple[PlanDay, ...] = ()
        self.across = ONE_WEEK
        self.today = date.min

    def show_days(self, days: tuple[PlanDay, ...], across: int, today: date) -> None:
        """Show these."""
        self.beginResetModel()
        self.days, self.across, self.today = days, across, today
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else -(-len(self.days) // self.across)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # as above
        return 0 if parent.isValid() else self.across

    def day(self, index: Index) -> PlanDay | None:
        """The day at a place."""
        place = index.row() * self.across + index.column()
        return self.days[place] if index.isValid() and place < len(self.days) else None

    def place(self, day: date) -> QModelIndex:
        """Where a day stands; invalid where it is not shown."""
        found = next((at for at, one in enumerate(self.days) if one.day == day), -1)
        return self.index(*divmod(found, self.across)) if found >= 0 else QModelIndex()

    def data(self, index: Index, role: int = Qts.DisplayRole) -> Any:
        day = self.day(index)
        if day is None:
            return None
        if role in (Qts.DisplayRole, Qts.AccessibleTextRole):
            return day_words.spoken(day, self.today)
        return day if role == Qts.UserRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qts.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and self.across == ONE_WEEK:
            if role == Qts.DisplayRole:
                return _HEADS[section]
            if role == Qts.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignCenter
        return None


class CalendarGrid(QTableView):
    """``show_days(days, day)`` with ``day`` the current one. ``chosen(date)`` when another day is current.

    ``left(pages)``: an arrow led over the edge, so many pages on; ``entered``: Enter or a press. ``as_list`` stands the
    days one below the other. Arrows move by days and weeks, Home and End to the ends of a week.
    """

    chosen = Signal(object)
    left = Signal(object)
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._days = CalendarModel(self)
        self._list = False
        self._shown: tuple[tuple[PlanDay, ...], Month | None, date] = ((), None, date.min)
        self.setModel(self._days)
        self.painter = DayPainter(self)
        self.setItemDelegate(self.painter)
        self.setAccessibleName("予定のカレンダー")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        for head in (self.verticalHeader(), self.horizontalHeader()):
            head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            head.setMinimumSectionSize(1)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setHighlightSections(False)
        set_role(self.horizontalHeader(), "head")
        self.selectionModel().currentChanged.connect(self._tell)
        self.clicked.connect(self.entered)
        theme().changed.connect(self._measure)

    @property
    def day(self) -> date | None:
        """The current day."""
        found = self._days.day(self.currentIndex())
        return found.day if found is not None else None

    def show_days(self, days: Sequence[PlanDay], day: date, month: Month | None, today: date) -> None:
        """Show days; ``month`` whose days are meant, None: all of them."""
        self._shown = (tuple(days), month, today)
        self._fill(day)

    def as_list(self, wanted: bool) -> None:
        """Stand the days one below the other, or side by side."""
        if wanted != self._list:
            self._list = wanted
            self._fill(self.day or self._shown[2])

    def choose(self, day: date) -> None:
        """Make a day current without telling, where it is shown."""
        place = self._days.place(day)
        if place.isValid():
            self.selectionModel().blockSignals(True)
            self.selectionModel().setCurrentIndex(place, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.selectionModel().blockSignals(False)
            self.scrollTo(place)
            self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        now, step = self.day, _STEPS.get(Qt.Key(event.key()), 0)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.entered.emit()
        elif now is not None and step and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self._go(now + timedelta(days=self._days_of(step)))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        QTimer.singleShot(0, self, self._bring_into_sight)  # after the page has moved to the whole of it

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def _days_of(self, step: int) -> int:
        """In the list up and down move by days."""
        return step // abs(step) if self._list else step

    def _go(self, day: date) -> None:
        if self._days.place(day).isValid():
            self.setCurrentIndex(self._days.place(day))
        else:
            self.left.emit(day)

    def _fill(self, day: date) -> None:
        days, month, today = self._shown
        shown = tuple(one for one in days if month is None or one.day in month) if self._list else days
        wraps = not self._list and len(shown) == ONE_WEEK
        self.painter.show_month(None if self._list else month, today, in_list=self._list, wraps=wraps)
        self.selectionModel().blockSignals(True)
        self._days.show_days(shown, 1 if self._list else ONE_WEEK, today)
        self.selectionModel().blockSignals(False)
        self.horizontalHeader().setVisible(not self._list)
        self._measure()
        self.choose(day)

    def _measure(self) -> None:
        rows, across = self._days.rowCount(), self._days.columnCount()
        if not rows:
            return
        look, room = theme(), self.viewport().size()
        least = _LINE if self._list else _LOWEST_WEEK if rows == 1 else _LOWEST
        height = look.em(least) if self._list else max(look.em(least), room.height() // rows)
        for at in range(rows):
            self.setRowHeight(at, height)
        for at in range(across):
            self.setColumnWidth(at, (at + 1) * room.width() // across - at * room.width() // across)
        if not self._list:
            head = self.horizontalHeader().sizeHint().height() if not self.horizontalHeader().isHidden() else 0
            self.setMinimumHeight(rows * look.em(least) + head + 2 * self.frameWidth())
        else:
            self.setMinimumHeight(look.em(15))
            self.scrollTo(self.currentIndex())

    def _tell(self, current: QModelIndex) -> None:
        day = self._days.day(current)
        if day is not None:
            self.chosen.emit(day.day)
            self._bring_into_sight()

    def _bring_into_sight(self) -> None:
        """The page scrolls where the calendar is higher than the window."""
        place = self.visualRect(self.currentIndex())
        above: QWidget | None = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        content = above.widget() if isinstance(above, QScrollArea) else None
        if isinstance(above, QScrollArea) and content is not None and place.isValid():
            middle = self.viewport().mapTo(content, place.center())
            above.ensureVisible(middle.x(), middle.y(), 0, place.height() // 2 + theme().em(0.5))


_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -ONE_WEEK,
    Qt.Key.Key_Down: ONE_WEEK,
}
