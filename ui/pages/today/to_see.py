"""ToSee: the people to see, the most urgent first, and those put off 後日; from each line a visit begins by one key."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from ui.pages.in_place import InPlace, Question, Values
from ui.places import Place, Room
from ui.theme import set_property
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.empty import Empty
from ui.widgets.record_form import Asking
from ui.widgets.record_table import RecordTable
from ui.widgets.strip import Strip
from watchdesk.columns import ALWAYS, Column
from watchdesk.desk import DayFacts, Desk, PutOff
from watchdesk.domain import line_words
from watchdesk.domain.cadence import DueState, reason_words
from watchdesk.domain.era import show_month_day
from watchdesk.domain.lines import PersonLine
from watchdesk.errors import WatchDeskError
from watchdesk.fields import Field, Kind

UNTIL = Field("until", "いつまで", Kind.DAY, required=True, hint="その日から、また今日の一覧に出ます。")
WHY = Field("reason", "わけ", required=True, hint="短い入院、親せきの家に滞在など。")


def _reason(line: PersonLine) -> str:
    return reason_words(line.due) if line.due is not None else ""


def _urgency(line: PersonLine) -> str:
    due = line.due
    return "care" if due is not None and (due.state is DueState.OVERDUE or due.worrying) else ""


def _whereabouts(line: PersonLine) -> str:
    return " ".join(part for part in (line_words.street(line), line.building) if part)


COLUMNS: tuple[Column[PersonLine], ...] = (
    Column("氏名", lambda line: line.name, above=lambda line: line.kana or "", width=10, importance=ALWAYS),
    Column("住所", line_words.street, below=lambda line: line.building or "", width=11, alone=_whereabouts),
    Column("わけ", _reason, tone=_urgency, width=13, importance=ALWAYS, alone=_reason),
)

LATER_COLUMNS: tuple[Column[PutOff], ...] = (
    Column("氏名", lambda one: one.line.name, above=lambda one: one.line.kana or "", width=10, importance=ALWAYS),
    Column("いつまで", lambda one: f"{show_month_day(one.snooze.until)}まで", width=9, importance=ALWAYS),
    Column("わけ", lambda one: one.snooze.reason, below=lambda one: _reason(one.line), width=15, importance=ALWAYS),
)


class ToSee(QFrame):
    """``wanted`` carries the Place one goes to, ``said`` what was done; ``table`` holds the people to see.

    ``later`` holds those put off; ``empty`` stands where there is nobody.
    """

    wanted = Signal(object)
    said = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._count = words("", voice="soft")
        self.table, self.later = _plain(RecordTable(COLUMNS, "会いたい方", folds=True)), _plain(_later_table())
        self.empty = Empty()
        self._list = QStackedWidget()
        for part in (self.table, self.later, self.empty):
            self._list.addWidget(part)
        self.record = ActionButton("訪問を記録する", "clipboard-pen-line", "R")
        self.put_off = ActionButton("後日にする", "hourglass", "A", kind="low")
        self.wake = ActionButton("今日にもどす", "undo-2", "A", kind="low")
        self.switch = ActionButton("後日にした方", kind="low")
        self.strip, self.asked, self._buttons = Strip(), InPlace(desk), QWidget()
        self._build()
        self._connect()

    def first_focus(self) -> QWidget:
        """The list, or what to do when there is nobody."""
        shown = self._list.currentWidget()
        return self.empty.button if shown is self.empty else shown or self

    def lists(self, widget: QWidget) -> bool:
        """Whether a widget is one of the lists, or stands in their place."""
        return self._list.isAncestorOf(widget)

    def show_facts(self, facts: DayFacts) -> None:
        """Show whom to see; the current row stays the same person."""
        self.table.set_rows(facts.to_see)
        self.later.set_rows(facts.later)
        if not facts.to_see:
            self._say_nobody(somebody=bool(facts.people))
        self._show_list(later=self._shows_later and bool(facts.later))

    def keep(self) -> None:
        """Keep what is half-written, at once."""
        self.asked.keep()

    @property
    def asked_of(self) -> str | None:
        """Whose putting off is being asked about."""
        return self.asked.question.draft.partition(":")[2] if self.asked.question is not None else None

    def resume(self, person_id: str) -> None:
        """Ask again what was half-written about putting somebody off."""
        if self.table.select(person_id):
            self.ask_to_put_off()

    def record_visit(self) -> None:
        """Begin a visit of the current person."""
        line = self._current()
        if line is not None:
            self.wanted.emit(Place(room=Room.VISIT, person_id=line.id, new=True))

    def ask_to_put_off(self) -> None:
        """Ask until when the current person's line is put off, and why."""
        line = self.table.row()
        if line is None:
            return
        today = self._desk.today()
        question = Question(
            draft=f"snooze:{line.id}",
            title=f"{line.name}さんを、後日にします",
            told="今日の一覧から「後日にした方」へ移ります。期限は変わりません。",
            save="後日にする",
            fields=(UNTIL, WHY),
            asking=Asking(today=today, ahead=frozenset({"until"}), coming=frozenset({"until"})),
            write=self._write_for(line),
        )
        self._buttons.hide()  # the question has its own
        self.asked.ask(question)

    @property
    def _shows_later(self) -> bool:
        return self._list.currentWidget() is self.later

    def _build(self) -> None:
        head = QFrame()
        head.setLayout(row(words("会いたい方", "name"), self._count, STRETCH, self.switch, margins=(0.3, 1.1)))
        set_property(head, "ground", "head")
        self._buttons.setLayout(row(self.record, STRETCH, self.put_off, self.wake, gap=0.5))
        foot = column(self.strip, self.asked, self._buttons, gap=0.5, margins=(0.5, 0.75))
        layout = column(head, self._list, foot, gap=0)
        layout.setStretch(1, 1)
        layout.setContentsMargins(1, 1, 1, 1)
        self.setLayout(layout)
        set_property(self, "ground", "sheet")
        self._show_list(later=False)

    def _connect(self) -> None:
        self.table.opened.connect(self._open_person)
        self.table.clicked.connect(self._open_current)
        self.later.opened.connect(lambda one: self._open_person(one.line))
        self.later.clicked.connect(self._open_current)
        self.empty.pressed.connect(self._register)
        self.record.clicked.connect(self.record_visit)
        self.put_off.clicked.connect(self.ask_to_put_off)
        self.wake.clicked.connect(self._wake)
        self.switch.clicked.connect(self._change_list)
        self.asked.wrote.connect(self._tell)
        self.asked.refused.connect(lambda sentence: self.strip.say(sentence, "care"))
        self.asked.closed.connect(self._put_away)

    def _show_list(self, *, later: bool) -> None:
        to_see, put_off = len(self.table.rows()), len(self.later.rows())
        nobody = self.empty if not to_see else self.table
        self._list.setCurrentWidget(self.later if later else nobody)
        self.switch.setVisible(bool(put_off))
        self.switch.set_words("会いたい方にもどる" if later else f"後日にした方 {put_off}名")
        self._count.setText(f"後日にした方 {put_off}名" if later else f"{to_see}名、急ぐ順です" if to_see else "")
        for button, shown in ((self.record, later or to_see), (self.put_off, not later and to_see), (self.wake, later)):
            button.setVisible(bool(shown))

    def _change_list(self) -> None:
        self._show_list(later=not self._shows_later)
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _write_for(self, line: PersonLine) -> Callable[[Values], str]:
        def write(values: Values) -> str:
            self._desk.plans.snooze(line.id, values["until"], values["reason"])
            return f"{line.name}さんを、{show_month_day(values['until'])}まで後日にしました。"

        return write

    def _wake(self) -> None:
        one = self.later.row()
        if one is None:
            return
        try:
            self._desk.plans.wake(one.line.id)
        except WatchDeskError as refused:
            self.strip.say(str(refused), "care")
        else:
            self._tell(f"{one.line.name}さんを、今日の一覧にもどしました。")

    def _tell(self, sentence: str) -> None:
        self.strip.clear()
        self.said.emit(sentence)

    def _put_away(self) -> None:
        self._buttons.show()
        self.strip.clear()
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_nobody(self, *, somebody: bool) -> None:
        if somebody:
            self.empty.say("今日までに会いたい方は、いません。", icon="circle-check", tone="ok")
        else:
            self.empty.say(
                "台帳に、まだどなたもいません。",
                "お一人ずつ登録するか、「要援護者」の画面で名簿を取りこみます。",
                button="新しい方を登録する",
                icon="user-round-plus",
            )

    def _current(self) -> PersonLine | None:
        if self._shows_later:
            one: PutOff | None = self.later.row()
            return one.line if one is not None else None
        line: PersonLine | None = self.table.row()
        return line

    def _open_person(self, line: PersonLine) -> None:
        self.wanted.emit(Place(room=Room.PERSON, person_id=line.id))

    def _open_current(self) -> None:
        line = self._current()
        if line is not None:
            self._open_person(line)

    def _register(self) -> None:
        self.wanted.emit(Place(room=Room.PERSON, new=True))


def _later_table() -> RecordTable:
    return RecordTable(LATER_COLUMNS, "後日にした方", identity=lambda one: one.line.id, folds=True)


def _plain(table: RecordTable) -> RecordTable:
    table.setFrameShape(QFrame.Shape.NoFrame)
    table.horizontalHeader().hide()
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return table
