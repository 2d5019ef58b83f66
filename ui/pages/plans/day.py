"""DayPanel: one day of the calendar: what it is, who is to be seen, what was agreed on, and what can be done."""

from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from ui.pages.in_place import InPlace, Question, Values
from ui.pages.plans import day_words
from ui.pages.plans.period import day_words as named
from ui.theme import set_property, set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import column, words
from ui.widgets.empty import Empty
from ui.widgets.flow import Flow
from ui.widgets.record_cells import CellPainter
from ui.widgets.record_form import Asking
from ui.widgets.record_table import RecordTable
from watchdesk.columns import ALWAYS, Column
from watchdesk.desk import Desk
from watchdesk.domain.planning import AppointmentLine, PlanDay
from watchdesk.fields import Field

GONE = "見守りの終わった方"
REASON = Field("reason", "わけ", required=True, hint="「ご家族と旅行」のように、短く書きます。")


def _beside(line: AppointmentLine, *, cut: bool) -> str:
    """All else that is known of it, and what it is where the list cuts that short."""
    told = (line.title if cut else "", line.place, f"{line.who}が行きます" if line.who else "", line.note)
    return "。".join(part for part in told if part)


def _whom(line: AppointmentLine) -> str:
    gone = f"（{GONE}）" if line.gone else ""
    return f"{line.name}さん{gone}" if line.name else ""


def _ends(line: AppointmentLine) -> str:
    return f"{line.until:%H:%M}まで" if line.until else ""


COLUMNS: tuple[Column[AppointmentLine], ...] = (
    Column("時刻", lambda line: line.begins or "時刻なし", below=_ends, width=7, importance=ALWAYS),
    Column("予定", lambda line: line.what, above=_whom, width=13, importance=ALWAYS),
)

_WHAT = 1
"""Which column says what is planned."""


class DayPanel(QFrame):
    """``show_day(day, today)``. ``due``, ``back``: the people behind a number are to be shown, with its words.

    ``adding``: an appointment is to be written; ``opening(line)`` one is to be rewritten; ``person(id)`` somebody's
    register. ``called_off(sentence, id)`` after one was called off, ``refused(sentence)`` where it was not,
    ``kept(sentence)`` where the reason stays half-written.
    """

    due = Signal(object, str)
    adding = Signal()
    opening = Signal(object)
    person = Signal(str)
    called_off = Signal(str, str)
    refused = Signal(str)
    kept = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.day: PlanDay | None = None
        self._off = ""
        self._build()
        self._connect()

    def _build(self) -> None:
        self._title, self._what = words("", "name"), words("", voice="soft", wrap=True)
        self.people = ActionButton("会いたい方", "users", kind="low")
        self.back = ActionButton("後日から戻る方", "hourglass", kind="low")
        self.table = RecordTable(COLUMNS, "この日の予定", folds=True)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.empty = Empty()
        self._list = QStackedWidget()
        for part in (self.table, self.empty):
            self._list.addWidget(part)
        self._told = words("", "small", "soft", wrap=True)
        self.rewrite = ActionButton("書き直す・日を変える", "pen-line", "Enter", kind="low", only_shown=True)
        self.call_off = ActionButton("取りやめる", "circle-x", kind="low")
        self.register = ActionButton("この方の台帳", "book-open-text", kind="low")
        self._deeds = QWidget()
        self._deeds.setLayout(Flow(self.rewrite, self.call_off, self.register))
        self.asked = InPlace(self._desk)
        head = QFrame()
        head.setLayout(column(self._title, self._what, gap=0.1, margins=(0.4, 0.75)))
        set_property(head, "ground", "head")
        counts = QWidget()
        counts.setLayout(Flow(self.people, self.back))
        body = column(counts, self._list, self._told, self._deeds, self.asked, gap=0.5, margins=(0.5, 0.75))
        body.setStretch(1, 1)
        layout = column(head, body, gap=0)
        layout.setStretch(1, 1)
        layout.setContentsMargins(1, 1, 1, 1)
        self.setLayout(layout)
        set_property(self, "ground", "sheet")
        set_size(self._list, min_height=8)

    def _connect(self) -> None:
        self.people.clicked.connect(self._show_due)
        self.back.clicked.connect(self._show_back)
        self.table.opened.connect(self.opening)
        self.table.current_changed.connect(self._show_deeds)
        self.rewrite.clicked.connect(self._open)
        self.call_off.clicked.connect(self.ask_why)
        self.register.clicked.connect(self._open_person)
        self.empty.pressed.connect(self.adding)
        self.asked.wrote.connect(lambda sentence: self.called_off.emit(sentence, self._off))
        self.asked.refused.connect(self.refused)
        self.asked.closed.connect(self._come_back)

    def show_day(self, day: PlanDay, today: date) -> None:
        """Show a day; the current appointment stays."""
        moved = self.day is None or self.day.day != day.day
        self.day = day
        if moved:
            self.asked.keep()
            self.asked.put_away()
        self._title.setText(named(day.day))
        beside = day_words.beside_number(day, today)
        self._what.setText(beside)
        self._what.setVisible(bool(beside))
        for button, told, ids in (
            (self.people, day_words.due_words(len(day.due)), day.due),
            (self.back, day_words.back_words(len(day.back)), day.back),
        ):
            button.set_words(told)
            button.setVisible(bool(ids))
        self.table.set_rows(day.appointments)
        self._list.setCurrentWidget(self.table if day.appointments else self.empty)
        past = day.day < today
        self.empty.say(
            "この日の予定は、ありませんでした。" if past else "この日の予定は、まだありません。",
            button="" if past else "予定を書く",
            icon="calendar-days",
        )
        self._show_deeds()

    def first_focus(self) -> QWidget:
        """The list of what was agreed on, or what can be done where there is none."""
        if self.asked.form is not None:
            return self.asked.first()
        if self.day is not None and self.day.appointments:
            return self.table
        return self.empty.button if self.empty.button.isVisibleTo(self) else self.people

    def resume(self, appointment_id: str) -> None:
        """Make an appointment current, and ask again what was half-written about it."""
        if self.table.select(appointment_id) and self._desk.drafts.load(_draft(appointment_id)) is not None:
            self.ask_why()

    def keep(self) -> None:
        """Keep what is half-written, at once."""
        self.asked.keep()

    def ask_why(self) -> None:
        """Ask why the current appointment is called off."""
        line = self.table.row()
        if line is None:
            return
        self._deeds.hide()  # the question has its own
        self.asked.ask(
            Question(
                draft=_draft(line.id),
                title="この予定を取りやめます",
                told=f"{named(line.on)} {day_words.appointment_words(line)}",
                save="取りやめる",
                fields=(REASON,),
                asking=Asking(today=self._desk.today()),
                write=lambda values: self._call_off(line, values),
            )
        )

    def leave_question(self) -> bool:
        """Put the question away and keep its draft (Esc); whether there was one."""
        asks = self.asked.form is not None
        if asks:
            told = self.asked.leave()
            if told:
                self.kept.emit(told)
        return asks

    def _call_off(self, line: AppointmentLine, values: Values) -> str:
        self._off = self._desk.plans.cancel(line.id, values["reason"]).id
        return f"{named(line.on)}の予定「{line.what}」を取りやめました。"

    def _come_back(self) -> None:
        self._show_deeds()
        if self.isVisible():
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_deeds(self) -> None:
        line = self.table.row()
        self._deeds.setVisible(line is not None and self.asked.form is None)
        self.register.setVisible(line is not None and line.person_id is not None)
        told = _beside(line, cut=self._is_cut(line)) if line is not None else ""
        self._told.setText(told)
        self._told.setVisible(bool(told))

    def _is_cut(self, line: AppointmentLine) -> bool:
        """Whether the list has no room for what is planned, or with whom."""
        painter = self.table.itemDelegate()
        wants = painter.width_of(COLUMNS[_WHAT], line) if isinstance(painter, CellPainter) else 0
        return wants > self.table.columnWidth(_WHAT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._show_deeds)  # once the columns have taken their room

    def _show_due(self) -> None:
        if self.day is not None:
            self.due.emit(self.day.due, f"{named(self.day.day)}に会いたい")

    def _show_back(self) -> None:
        if self.day is not None:
            self.due.emit(self.day.back, f"{named(self.day.day)}に後日から戻る")

    def _open(self) -> None:
        line = self.table.row()
        if line is not None:
            self.opening.emit(line)

    def _open_person(self) -> None:
        line = self.table.row()
        if line is not None and line.person_id is not None:
            self.person.emit(line.person_id)


def _draft(appointment_id: str) -> str:
    """Under which a half-written reason is kept."""
    return f"call_off:{appointment_id}"
