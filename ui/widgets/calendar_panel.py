"""CalendarPanel: 暦: a month to take a day from, in a frame over the page; never a window of its own."""

from datetime import date

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QTableView, QWidget

from ui.theme import set_property, set_role, theme
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.focus import follow_focus
from watchdesk.domain.era import FIRST_DAY, show_day_both, show_month, weekday
from watchdesk.domain.month import Month

_SIZE = (27.0, 18.0)
"""Em of width and height."""
_MOVES = frozenset({QEvent.Type.Move, QEvent.Type.Resize})
_YEARS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_MOVING = frozenset({Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, *_YEARS})


class CalendarPanel(QFrame):
    """``taken(day)`` by Enter or a press; ``closed`` by Esc, or when the focus goes elsewhere; the text stays as it is.

    Arrows move by days and weeks, PageUp and PageDown by months, with Ctrl by years. It lies over the page as a child
    of the window, below its field or, where that leaves too little room, above it, and goes along when one scrolls.
    """

    taken = Signal(object)
    closed = Signal()

    def __init__(self, field: QWidget, name: str, day: date, last: date | None) -> None:
        super().__init__(field.window())
        self._field = field
        self.setProperty("ground", "receiver")
        self.setAccessibleName(name)
        self.month_words = words("", "name")
        self.before = ActionButton("前の月", "chevron-left", kind="low")
        self.after = ActionButton("次の月", "chevron-right", kind="low", pictured_behind=True)
        self.days = _days(name, day, last)
        head = row(self.before, STRETCH, self.month_words, STRETCH, self.after, gap=0.4)
        hint = words("Enterで入れます。Escで閉じます。", "small", "soft")
        self.setLayout(column(head, self.days, hint, gap=0.3, margins=(0.5, 0.6)))
        self.days.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(self.days)
        self.before.clicked.connect(self.days.showPreviousMonth)
        self.after.clicked.connect(self.days.showNextMonth)
        self.days.clicked.connect(self._take)
        self.days.activated.connect(self._take)
        self.days.currentPageChanged.connect(self._show_month)
        self.days.selectionChanged.connect(self._tell_day)
        theme().changed.connect(self.place)
        self._listen()
        self._show_month()
        self._tell_day()

    def open(self) -> None:
        """Show it, with the focus on its day."""
        self.place()
        self.show()
        self.raise_()
        self._grid().setFocus(Qt.FocusReason.PopupFocusReason)
        follow_focus(self._look_who_has_the_focus)

    def place(self) -> None:
        """Lie below the field, above or beside it, where there is room; always within the window."""
        window, em = self._field.window(), theme().em
        size = QSize(em(_SIZE[0]), em(_SIZE[1])).boundedTo(window.size() - QSize(em(0.6), em(0.6)))
        field = QRect(self._field.mapTo(window, QPoint(0, 0)), self._field.size())
        gap, lowest = em(0.3), window.height() - size.height() - em(0.3)
        rightmost = window.width() - size.width() - gap
        corner = QPoint(min(field.x(), rightmost), field.bottom() + gap)
        if corner.y() > lowest:
            corner.setY(field.y() - size.height() - gap)
        if corner.y() < gap:
            beside = field.right() + em(6)
            corner = QPoint(beside if beside <= rightmost else corner.x(), min(field.y(), lowest))
        self.setGeometry(QRect(QPoint(max(0, corner.x()), max(0, min(corner.y(), lowest))), size))

    def event(self, event: QEvent) -> bool:
        asks_first = event.type() == QEvent.Type.ShortcutOverride
        if asks_first and isinstance(event, QKeyEvent) and _is_ours(event):
            event.accept()  # else it would mean what it means on the page below: Esc, R, Ctrl+PageUp
            return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Years are turned before Qt's own table takes the keys for months; the field is followed where it goes."""
        if event.type() in _MOVES and watched is not self._grid():
            self.place()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and watched is self._grid():
            ctrl = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if ctrl and event.key() in _YEARS:
                self.days.setSelectedDate(self.days.selectedDate().addYears(_YEARS[Qt.Key(event.key())]))
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        event.accept()

    def _grid(self) -> QWidget:
        return self.days.findChild(QTableView) or self.days

    def _listen(self) -> None:
        """Follow the field: a page that scrolls moves one of the widgets around it."""
        around: QWidget | None = self._field
        while around is not None:
            around.installEventFilter(self)
            around = around.parentWidget()
        self._grid().installEventFilter(self)

    def _look_who_has_the_focus(self, old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and now is not self and not self.isAncestorOf(now):
            self.closed.emit()

    def _take(self, chosen: QDate) -> None:
        self.taken.emit(date(chosen.year(), chosen.month(), chosen.day()))

    def _show_month(self) -> None:
        year, month = self.days.yearShown(), self.days.monthShown()
        self.month_words.setText(_month_both(Month(year, month)))
        first = QDate(year, month, 1)
        self.before.setEnabled(first > self.days.minimumDate())
        self.after.setEnabled(first.addMonths(1) <= self.days.maximumDate())

    def _tell_day(self) -> None:
        """Let those who hear the screen know the day they stand on."""
        chosen = self.days.selectedDate()
        day = date(chosen.year(), chosen.month(), chosen.day())
        self._grid().setAccessibleName(f"{self.accessibleName()} {show_day_both(day)} {weekday(day)}曜日")


def _is_ours(event: QKeyEvent) -> bool:
    """Whether a key is for the calendar, and not for the window, as F12 is."""
    chord = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    return event.key() in _MOVING or (bool(event.text()) and not event.modifiers() & chord)


def _month_both(month: Month) -> str:
    """令和8年（2026年）11月."""
    year, _, rest = show_month(month).partition("年")
    return f"{year}年（{month.year}年）{rest}"


def _days(name: str, day: date, last: date | None) -> QCalendarWidget:
    made = QCalendarWidget()
    made.setAccessibleName(name)
    made.setNavigationBarVisible(False)
    made.setDateEditEnabled(False)  # Qt would open a window for digits, and read them as 西暦
    made.setLocale(QLocale(QLocale.Language.Japanese, QLocale.Country.Japan))
    made.setFirstDayOfWeek(Qt.DayOfWeek.Sunday)
    made.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    for weekend in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        quiet = QTextCharFormat()  # Qt's own red can't be read in the dark looks
        quiet.setForeground(theme().colour("urgent" if weekend is Qt.DayOfWeek.Sunday else "accent"))
        made.setWeekdayTextFormat(weekend, quiet)
    set_role(made, "body")
    set_property(made, "noRing", True)
    made.setMinimumDate(QDate(FIRST_DAY.year, FIRST_DAY.month, FIRST_DAY.day))
    if last is not None:
        made.setMaximumDate(QDate(last.year, last.month, last.day))
    made.setSelectedDate(QDate(day.year, day.month, day.day))
    return made
