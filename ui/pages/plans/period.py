"""Period: which days the calendar shows, a month or a week around a day, and the buttons that turn its pages."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import row, words
from watchdesk.domain.era import show_day, show_month, weekday
from watchdesk.domain.month import Month
from watchdesk.domain.planning import ONE_WEEK, week_of, weeks_of_month


class View(StrEnum):
    """What the room shows: one of its tabs."""

    MONTH = "month"
    WEEK = "week"
    LOAD = "load"


@dataclass(frozen=True, slots=True)
class Period:
    """A month or a week around ``day``, the day that is looked at; the workload is today's and has no other."""

    view: View
    day: date

    @property
    def first(self) -> date:
        """The first day shown: a Sunday, of a month also of the month before."""
        return (week_of(self.day) if self.view is View.WEEK else weeks_of_month(self.day))[0]

    @property
    def last(self) -> date:
        """The last day shown: a Saturday."""
        return (week_of(self.day) if self.view is View.WEEK else weeks_of_month(self.day))[1]

    @property
    def month(self) -> Month | None:
        """The month whose days are meant; None for a week."""
        return None if self.view is View.WEEK else Month.of(self.day)

    def turned(self, pages: int) -> "Period":
        """Return the period so many pages on, negative for back; of a month the same day, or its last."""
        if self.view is View.WEEK:
            return replace(self, day=self.day + timedelta(days=ONE_WEEK * pages))
        month = Month.of(self.day)
        for _ in range(abs(pages)):
            month = month.next if pages > 0 else month.previous
        return replace(self, day=min(month.first.replace(day=min(self.day.day, month.last.day)), month.last))

    def words(self) -> str:
        """令和8年11月, or 令和8年11月22日〜28日."""
        if self.view is not View.WEEK:
            return show_month(Month.of(self.day))
        last = f"{self.last.day}日" if self.last.month == self.first.month else f"{self.last.month}月{self.last.day}日"
        return f"{show_day(self.first)}〜{last}"

    def section(self) -> str:
        """How a place of the window keeps it."""
        return f"{self.view} {self.day.isoformat()}"

    @classmethod
    def of_section(cls, section: str) -> "Period | None":
        """Read what ``section`` writes; None for anything else."""
        view, _, day = section.partition(" ")
        try:
            return cls(View(view), date.fromisoformat(day))
        except ValueError:
            return None


def day_words(day: date) -> str:
    """11月22日（日）."""
    return f"{day.month}月{day.day}日（{weekday(day)}）"


class PeriodChooser(QWidget):
    """``show_period(period, today)``; ``turned(period)`` when the user wants another one."""

    turned = Signal(object)

    def __init__(self, period: Period, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._period, self._today = period, period.day
        self._words = words("", "name")
        self.before = ActionButton("前", "chevron-left", "Ctrl+PgUp", kind="low")
        self.after = ActionButton("次", "chevron-right", "Ctrl+PgDown", kind="low", pictured_behind=True)
        self.now = ActionButton("今日の日", "rotate-ccw", kind="low")
        for button in (self.before, self.after):
            button.hide_keys(True)
        self.before.clicked.connect(lambda: self.turned.emit(self._period.turned(-1)))
        self.after.clicked.connect(lambda: self.turned.emit(self._period.turned(1)))
        self.now.clicked.connect(lambda: self.turned.emit(replace(self._period, day=self._today)))
        self.setLayout(row(self.before, self._words, self.after, self.now, gap=0.6))
        self.setAccessibleName("カレンダーの月と週")
        self.show_period(period, period.day)

    def show_period(self, period: Period, today: date) -> None:
        """Show a period; ``today`` is the day to come back to."""
        self._period, self._today = period, today
        week = period.view is View.WEEK
        self._words.setText(period.words())
        self.before.set_words("前の週" if week else "前の月")
        self.after.set_words("次の週" if week else "次の月")
        self.now.set_words("今週" if week else "今月")
        self.now.setVisible(not period.first <= today <= period.last)
