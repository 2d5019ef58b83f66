"""RoundsHome: the sheets that are out, and the field into which the number of one that came back is typed."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from ui.pages.page import Shape
from ui.pages.rounds.entry_strip import LADDER
from ui.tasks import Progress
from ui.theme import set_property, set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.empty import Empty
from ui.widgets.field_note import FieldNote
from ui.widgets.flow import Flow
from ui.widgets.record_table import RecordTable
from ui.widgets.strip import Strip
from ui.widgets.text_fields import LineField
from watchdesk.columns import ALWAYS, Align, Column
from watchdesk.desk import Desk
from watchdesk.domain.copies import CopyState
from watchdesk.domain.era import show_month_day
from watchdesk.domain.round import RoundLine
from watchdesk.errors import WatchDeskError

_TONES = {
    CopyState.OUT: "wait",
    CopyState.RETURNED: "soft",
    CopyState.LOST: "urgent",
    CopyState.DESTROYED: "away",
}
COLUMNS: tuple[Column[RoundLine], ...] = (
    Column("番号", lambda line: line.shown, sort_key=lambda line: line.number, width=6, importance=ALWAYS),
    Column("まわる日", lambda line: show_month_day(line.on), sort_key=lambda line: line.on, width=5),
    Column("歩く人", lambda line: line.walker or "", width=7),
    Column("方法", lambda line: line.method.label, width=6, importance=2),
    Column("打った数", lambda line: f"{line.stops}名のうち{line.typed}名", sort_key=lambda line: line.left, width=8),
    Column("用紙", lambda line: line.state.label, tone=lambda line: _TONES[line.state], align=Align.START, width=8),
)
LOST_AT_MOST = 30
"""So many names of a lost sheet are told in one strip."""


class ReadingRounds:
    """A job: the sheets printed last, those that are out first."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def run(self, progress: Progress) -> tuple[RoundLine, ...]:
        """Read them."""
        out = self._desk.rounds.out()
        known = {line.id for line in out}
        return (*out, *(line for line in self._desk.rounds.recent() if line.id not in known))


class RoundsHome(QWidget):
    """``opened(round_id)`` for a sheet to be typed in; ``making`` for a new one; ``again(ids)`` prints people anew.

    ``alarmed(alarm_id)`` leads to the steps for whoever did not answer, None to all.
    """

    opened = Signal(str)
    making = Signal()
    again = Signal(object)
    said = Signal(str)
    alarmed = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._takes_back: Callable[[], object] | None = None
        self._alarms: tuple[str, ...] = ()
        self._build()
        self.make.clicked.connect(self.making)
        self.empty.pressed.connect(self.making)
        self.number.returnPressed.connect(self._find)
        self.number.edited.connect(self._forgive)
        self.find_sheet.clicked.connect(self._find)
        self.table.opened.connect(self._open)
        self.table.current_changed.connect(self._tell_row)
        self.type_in.clicked.connect(self._open_current)
        self.receive.clicked.connect(self._receive)
        self.lost.clicked.connect(self._lose)
        self.print_again.clicked.connect(self._print_again)
        self.strip.answered.connect(self._answer)

    def _build(self) -> None:
        self.make = ActionButton("まわり用紙をつくる", "footprints", "Ctrl+N", kind="main")
        self._head = row(words("まわり", "title"), STRETCH, self.make)
        self.number = LineField("用紙の番号", "第123-4号なら 1234")
        self.number.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        set_size(self.number, width=13)
        self.find_sheet = ActionButton("この用紙を打ちこむ", "pen-line", "Enter", only_shown=True)
        self.note = FieldNote()
        asked = column(
            words("もどってきた用紙の、右上の番号", "head"), Flow(self.number, self.find_sheet), self.note, gap=0.3
        )
        self.strip = Strip()
        self.table = RecordTable(COLUMNS, "まわり用紙", folds=True)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.empty = Empty()
        self.list = QStackedWidget()
        self.list.addWidget(self.table)
        self.list.addWidget(self.empty)
        self.type_in = ActionButton("打ちこむ", "pen-line", "Enter", only_shown=True)
        self.receive = ActionButton("受け取り済みにする", "file-input")
        self.lost = ActionButton("なくした", "triangle-alert")
        self.print_again = ActionButton("同じ方の用紙をつくる", "printer")
        self._buttons = QWidget()
        self._buttons.setLayout(Flow(self.type_in, self.receive, self.lost, self.print_again, gap=0.6))
        layout = column(self._head, asked, self.strip, self.list, self._buttons, gap=0.75, margins=(1, 1.5))
        layout.setStretch(3, 1)
        self.setLayout(layout)

    def reshape(self, shape: Shape) -> None:
        """A card for each sheet where it is narrow."""
        narrow = shape is Shape.NARROW
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._head.setDirection(down if narrow else across)
        self.table.show_cards(narrow)
        set_size(self.table, min_height=8)
        for button in (self.make, self.find_sheet, self.type_in):
            button.hide_keys(shape is not Shape.WIDE)

    def first_focus(self) -> QWidget:
        """The number of the sheet that lies on the desk; the main button where none is out."""
        return self.number if any(line.state is CopyState.OUT for line in self.table.rows()) else self.make

    def show_rounds(self, lines: tuple[RoundLine, ...]) -> None:
        """Show the sheets; the current one stays."""
        self.table.set_rows(lines)
        self.list.setCurrentWidget(self.table if lines else self.empty)
        self._buttons.setVisible(bool(lines))
        if not lines:
            self.empty.say(
                "まわり用紙は、まだ1枚も出ていません。",
                "会いたい方を選んで、歩く順の用紙を印刷します。",
                button="まわり用紙をつくる",
                icon="footprints",
            )
        self._tell_row()

    def begin(self) -> None:
        """Start afresh: nothing typed, nothing said."""
        self.number.clear()
        self._forgive()
        self.strip.clear()

    def say_received(self, shown: str, round_id: str, left: int = 0) -> None:
        """Say that a paper came back, with how many lines not typed in, and offer to take it back."""
        self._takes_back, self._alarms = (lambda: self._desk.rounds.out_again(round_id)), ()
        told = f"まだ打っていない方が{left}名います。訪ねていたら、「打ちこむ」で続きを打てます。" if left else ""
        tone = "care" if left else "ok"
        self.strip.say(told, tone, lead=f"{shown}を受け取りました。", button="取り消す")

    def say_alarms(self, alarms: tuple[str, ...]) -> None:
        """Say that the sheet counted in began the steps for somebody, and lead there."""
        self._takes_back, self._alarms = None, alarms
        told = "ほかの用紙を打つ前に、手順へ進んでください。"
        self.strip.say(told, "care", lead=f"気がかりが{len(alarms)}件、始まっています。", button=LADDER)

    def complain(self, sentence: str) -> None:
        """Say what went wrong."""
        self._takes_back, self._alarms = None, ()
        self.strip.say(sentence, "urgent", button="わかりました")

    # ---- what the user does

    def _find(self) -> None:
        """Open the sheet of the number typed; a wrong check digit is refused below the field."""
        try:
            sheet = self._desk.rounds.find(self.number.text())
        except WatchDeskError as wrong:
            set_property(self.number, "wrong", True)
            self.note.complain(str(wrong))
            self.number.selectAll()
            self.number.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.opened.emit(sheet.round.id)

    def _forgive(self) -> None:
        set_property(self.number, "wrong", False)
        self.note.say("")

    def _open(self, line: RoundLine) -> None:
        self.opened.emit(line.id)

    def _open_current(self) -> None:
        if (line := self.table.row()) is not None:
            self.opened.emit(line.id)

    def _receive(self) -> None:
        line = self.table.row()
        if line is not None and self._tried(lambda: self._desk.rounds.received(line.id)):
            self.say_received(line.shown, line.id, line.left)

    def _lose(self) -> None:
        """Write down that the paper is lost, and name the people on it: they and the ward have to hear of it."""
        line = self.table.row()
        if line is None:
            return
        try:
            sheet = self._desk.rounds.lost(line.id)
        except WatchDeskError as refused:
            self.complain(str(refused))
            return
        names = [one.person.name for one in sheet.lines if one.person is not None]
        more = f" ほか{len(names) - LOST_AT_MOST}名" if len(names) > LOST_AT_MOST else ""
        told = (
            f"のっているのは{len(names)}名です：{'、'.join(names[:LOST_AT_MOST])}{more}。区の担当に知らせてください。"
        )
        self._takes_back, self._alarms = (lambda: self._desk.rounds.out_again(line.id)), ()
        lead = f"{line.shown}をなくしたと、管理台帳に書きました。"
        self.strip.say(told, "urgent", lead=lead, button="取り消す")

    def _print_again(self) -> None:
        """A new copy for those who are not typed in yet, or for all where everybody is."""
        line = self.table.row()
        if line is None:
            return
        sheet = self._desk.rounds.sheet(line.id)
        self.again.emit(tuple(one.person_id for one in sheet.left or sheet.lines))

    def _answer(self) -> None:
        does, self._takes_back = self._takes_back, None
        alarms, self._alarms = self._alarms, ()
        self.strip.clear()
        if alarms:
            self.alarmed.emit(alarms[0] if len(alarms) == 1 else None)
        elif does is not None and self._tried(does):
            self.said.emit("取り消しました。用紙は、また出ていることになりました")

    def _tried(self, does: Callable[[], object]) -> bool:
        try:
            does()
        except WatchDeskError as refused:
            self.complain(str(refused))
            return False
        return True

    def _tell_row(self) -> None:
        line = self.table.row()
        if line is not None:
            self.receive.set_reason("受け取り済みです" if line.state is CopyState.RETURNED else None)
            self.lost.set_reason("なくしたと書いてあります" if line.state is CopyState.LOST else None)
