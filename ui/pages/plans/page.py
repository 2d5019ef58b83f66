"""予定: the calendar of what was agreed on and who is to be seen when, by month or week, and the watchers' workload."""

from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QTabBar, QWidget

from ui.pages.answer_strip import AnswerStrip
from ui.pages.page import Page, Shape
from ui.pages.plans.calendar import CalendarGrid
from ui.pages.plans.day import DayPanel
from ui.pages.plans.load import LoadPanel
from ui.pages.plans.period import Period, PeriodChooser, View
from ui.pages.plans.print import PlanPrint
from ui.pages.plans.reading import Read, Reading
from ui.pages.reader import Reader
from ui.places import Place, Room
from ui.theme import Theme, set_gaps
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.empty import Empty
from ui.widgets.scroll import Scroll
from ui.widgets.tab_choice import TabChoice
from watchdesk.changed import Changed
from watchdesk.desk import Desk
from watchdesk.domain.definitions import SCREENS
from watchdesk.domain.planning import AppointmentLine
from watchdesk.errors import WatchDeskError

_TABS = {View.MONTH: "月", View.WEEK: "週", View.LOAD: "見守り員の受け持ち"}
_TOUCHED = Changed.PLANS | Changed.PEOPLE | Changed.VISITS | Changed.PARTNERS | Changed.SETTINGS


class PlansPage(Page):
    """``Place.section`` is a ``Period`` as ``section`` writes it; without one it is today's month, or as it was left.

    ``Place.record_id``: the appointment that is to be current.
    """

    TITLE = "予定"
    HELP = (
        "予定のカレンダーです。「会いたい方」は、見守り間隔と訪問記録から、その日が期限になる方です。"
        "予定を書いても、訪問したことにはなりません。訪問のあとは、訪問を記録してください。"
    )
    KEYS = (
        ("矢印", "日を選びます"),
        ("Enter", "その日の予定に移ります。予定の上では、書き直します"),
        ("Ctrl+N", "選んだ日の予定を書きます"),
        ("Ctrl+PgUp", "前の月や週を見ます。Ctrl+PgDownで次です"),
        ("Ctrl+P", "カレンダーを1枚に印刷します"),
        ("Esc", "カレンダーにもどります"),
    )
    NUMBERS = SCREENS["plans"]

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(desk, theme, parent)
        self.period = Period(View.MONTH, desk.today())
        self.read: Read | None = None
        self._select = ""
        self._build()
        self.reader = Reader(self, lambda: Reading(desk, self.period), self.empty, "予定を読んでいます。")
        self._connect()

    # ---- as the window asks

    def enter(self, place: Place) -> None:
        """Show the period of the place, else the one shown last."""
        wanted = Period.of_section(place.section) or self._period_of(place.record_id)
        self._close_print()
        self._select = place.record_id or ""
        if place.section != self.here(place).section or self.read is None:
            self.strip.clear()
        self._show(wanted or self.period)

    def _period_of(self, appointment_id: str | None) -> Period | None:
        """The month of an appointment; None where it is gone."""
        if appointment_id is None:
            return None
        try:
            return Period(View.MONTH, self.desk.plans.get(appointment_id).on)
        except WatchDeskError:
            return None

    def here(self, place: Place) -> Place:
        """With the period that is shown."""
        return replace(place, section=self.period.section(), record_id=None)

    def leave(self) -> None:
        """Keep what is half-written, at once."""
        self.day.keep()

    def reread(self, changed: Changed) -> None:
        """Read again; the day stays."""
        if changed & _TOUCHED:
            self.reader.read()
            if self._prints:
                self.print.remake()

    def reshape(self, shape: Shape) -> None:
        """The day beside the calendar, or below it; where narrow the days one below the other."""
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        wide, narrow = shape is Shape.WIDE, shape is Shape.NARROW
        self._head.setDirection(down if not wide else across)
        self._body.setDirection(across if wide else down)
        self.grid.as_list(narrow)
        self.tab_choice.stand_in(narrow)
        self.load.cards(narrow)
        self.day.table.show_cards(narrow)
        for button in (self.add, self.send):
            button.hide_keys(not wide)
        self.print.reshape(shape)

    def first_focus(self) -> QWidget | None:
        """The calendar, or the watchers; the tabs until there is anything to be seen."""
        if self._prints:
            return self.print.first_focus()
        if self.read is None:
            return self.tab_choice.focus_target
        if self.period.view is View.LOAD:
            return self.load.table
        return self.day.asked.first() if self.day.asked.form is not None else self.grid

    def regions(self) -> tuple[QWidget, ...]:
        """The tabs, the calendar, the day."""
        if self._prints:
            return (self.print.first_focus(),)
        if self.period.view is View.LOAD:
            return self.tab_choice.focus_target, self.load.table
        return self.tab_choice.focus_target, self.grid, self.day.first_focus()

    def main_action(self) -> None:
        """Write an appointment on the current day; on a past one, today."""
        day = max(self.grid.day or self.period.day, self.desk.today())
        self.wanted.emit(Place(room=Room.APPOINTMENT, new=True, section=day.isoformat()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts a question away, then leads back from the day to the calendar, and from the paper to the room."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._prints:
            self._close_print()
        elif not self.day.leave_question() and self.period.view is not View.LOAD:
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- made once

    def _build(self) -> None:
        self.strip = AnswerStrip()
        self.chooser = PeriodChooser(self.period)
        self.add = ActionButton("予定を書く", "pen-line", "Ctrl+N", kind="main")
        self.send = ActionButton("印刷する", "printer", "Ctrl+P")
        title = row(words(self.TITLE, "title"), self.chooser, STRETCH, gap=1)
        self._head = row(title, row(STRETCH, self.send, self.add), gap=0.75)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("予定の見方")
        for view, told in _TABS.items():
            self.tabs.setTabData(self.tabs.addTab(told), view)
        self.tab_choice = TabChoice(self.tabs, "予定の見方")
        self.late = ActionButton("期限切れの方", "clock-alert", kind="low")
        self.grid, self.day, self.load = CalendarGrid(), DayPanel(self.desk), LoadPanel()
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.addWidget(self.grid, 68)
        self._body.addWidget(self.day, 32)
        set_gaps(self._body, 1)
        calendar = QWidget()
        calendar.setLayout(self._body)
        self.empty = Empty()
        self._stack = QStackedWidget()
        self._calendar = calendar
        for part in (self.empty, calendar, self.load):
            self._stack.addWidget(part)
        views = row(self.tabs, self.tab_choice, STRETCH, self.late)
        layout = column(self._head, self.strip, views, self._stack, gap=0.6, margins=(1, 1.5))
        layout.setStretch(3, 1)
        content = QWidget()
        content.setLayout(layout)
        self.print = PlanPrint(self.desk)
        paper = QWidget()
        paper.setLayout(column(self.print, gap=0))
        self._rooms = QStackedWidget()
        for room in (content, paper):
            self._rooms.addWidget(room)
        self.setLayout(column(Scroll(self._rooms), gap=0))

    def _connect(self) -> None:
        self.reader.taken.connect(self._take)
        self.tabs.currentChanged.connect(self._choose_view)
        self.chooser.turned.connect(self._show)
        self.grid.chosen.connect(self._choose_day)
        self.grid.left.connect(self._go_to)
        self.grid.entered.connect(self._enter_day)
        self.day.due.connect(self._show_people)
        self.day.adding.connect(self.main_action)
        self.day.opening.connect(self._open)
        self.day.person.connect(self._open_person)
        self.day.called_off.connect(self._tell_done)
        self.day.refused.connect(self._tell_refused)
        self.day.kept.connect(self.strip.say)
        self.load.people.connect(self._show_people)
        self.late.clicked.connect(self._show_overdue)
        self.add.clicked.connect(self.main_action)
        self.send.clicked.connect(self._print)
        self.print.closed.connect(self._close_print)
        self.print.said.connect(self.said)

    # ---- what is shown

    def _show(self, period: Period) -> None:
        """Show another period; the days stay until the new ones are read."""
        same = self.read is not None and period.first == self.read.period.first and period.view is self.read.period.view
        self.period = period
        self.chooser.show_period(period, self.desk.today())
        self.chooser.setVisible(period.view is not View.LOAD)
        self.send.setVisible(period.view is not View.LOAD)
        self.tabs.blockSignals(True)
        self.tabs.setCurrentIndex(list(_TABS).index(period.view))
        self.tabs.blockSignals(False)
        self.tab_choice.reread()
        if same:
            self.grid.choose(period.day)
            self._show_day()
        self.reader.read()

    def _take(self, read: Read) -> None:
        if read.period.first != self.period.first or read.period.view is not self.period.view:
            return
        first = self.read is None
        self.read = read
        self.grid.show_days(read.days, self.period.day, self.period.month, read.today)
        self.load.show_load(read.load)
        self.late.set_words(f"期限切れの方 {len(read.overdue)}名")
        self.late.setVisible(bool(read.overdue))
        self._stack.setCurrentWidget(self.load if self.period.view is View.LOAD else self._calendar)
        self._show_day()
        if first and self.isVisible() and not self.writes_elsewhere():
            focus = self.first_focus()
            if focus is not None:
                focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_day(self) -> None:
        day = self.read.on(self.period.day) if self.read is not None else None
        if day is not None and self.read is not None:
            self.day.show_day(day, self.read.today)
        if self._select:
            self.day.resume(self._select)
            self._select = ""

    def _choose_view(self, place: int) -> None:
        self.strip.clear()
        self._show(replace(self.period, view=View(self.tabs.tabData(place))))

    def _choose_day(self, day: date) -> None:
        self.strip.clear()
        self.period = replace(self.period, day=day)
        self._show_day()

    def _go_to(self, day: date) -> None:
        self._show(replace(self.period, day=day))

    def _enter_day(self) -> None:
        self.day.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- where it leads

    def _open(self, line: AppointmentLine) -> None:
        self.wanted.emit(Place(room=Room.APPOINTMENT, record_id=line.id))

    def _open_person(self, person_id: str) -> None:
        self.wanted.emit(Place(room=Room.PERSON, person_id=person_id))

    def _show_people(self, ids: tuple[str, ...], because: str) -> None:
        self.wanted.emit(Place(room=Room.PEOPLE, only=ids, because=because))

    def _show_overdue(self) -> None:
        if self.read is not None:
            self._show_people(self.read.overdue, "期限切れ")

    # ---- on paper

    @property
    def _prints(self) -> bool:
        return self._rooms.currentIndex() == 1

    def _print(self) -> None:
        if self.period.view is View.LOAD or self._prints:
            return
        self._rooms.setCurrentIndex(1)
        self.print.show_period(self.period)
        self.print.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_print(self) -> None:
        if self._prints:
            self._rooms.setCurrentIndex(0)
            self.print.close_paper()
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- what was done

    def _tell_done(self, sentence: str, appointment_id: str) -> None:
        self.strip.offer(sentence, "取り消す", partial(self._bring_back, appointment_id))
        self.said.emit(sentence)

    def _tell_refused(self, sentence: str) -> None:
        if sentence:
            self.strip.say(sentence, "care")
        else:
            self.strip.clear()

    def _bring_back(self, appointment_id: str) -> None:
        """Just this one: whatever was done since stays."""
        try:
            self.desk.plans.bring_back(appointment_id)
        except WatchDeskError as refused:
            self._tell_refused(str(refused))
        else:
            self.strip.say("取りやめた予定を、元に戻しました。", "ok")
