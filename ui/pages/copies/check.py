"""CheckFace: the monthly check 所在確認 typed in: one line a copy, one key an answer, written down at once."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from ui.pages.answer_strip import AnswerStrip
from ui.pages.copies import rows
from ui.pages.page import Shape
from ui.places import LOSS, Place, Room
from ui.tasks import Progress
from ui.theme import set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.empty import Empty
from ui.widgets.flow import Flow
from ui.widgets.record_table import RecordTable
from watchdesk.columns import ALWAYS, Column
from watchdesk.desk import Desk
from watchdesk.domain.copies import CopyLine, CopyState, by_holder
from watchdesk.domain.month import Month
from watchdesk.errors import WatchDeskError

SEEN, BACK, MISSING = "seen", "back", "missing"
ANSWERS: Mapping[str, tuple[str, str]] = {
    SEEN: ("ある", "ok"),
    BACK: ("戻った", "ok"),
    MISSING: ("見当たらない", "urgent"),
}
NOT_FOUND = "所在確認で、見当たらなかった"
HOW = "用紙の印のとおりに、1枚ずつ番号を押します。押すと、そのまま残って次の行へ進みます。押しなおすと、直せます。"


@dataclass(frozen=True, slots=True)
class Checked:
    """One line: a copy, and what was answered of it this month."""

    copy: CopyLine
    answer: str = ""

    @property
    def id(self) -> int:
        """The copy's number: rows are told apart by it."""
        return self.copy.number


class ReadingCopies:
    """The work of reading what is out, by who has it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def run(self, progress: Progress) -> tuple[Checked, ...]:
        """Read it; what was seen this month is answered already."""
        first = Month.of(self._desk.today()).first
        found = by_holder(reversed(self._desk.copies.out()))
        return tuple(_checked(line, first) for lines in found.values() for line in lines)


def _checked(line: CopyLine, first: date) -> Checked:
    seen = line.checked_on is not None and line.checked_on >= first
    return Checked(line, SEEN if seen else "")


COLUMNS: tuple[Column[Checked], ...] = (
    Column(
        "持っている方", lambda one: rows.who(one.copy), width=9, importance=ALWAYS, alone=lambda o: rows.who(o.copy)
    ),
    Column("番号", lambda one: one.copy.shown, sort_key=lambda one: one.copy.number, width=6, importance=ALWAYS),
    Column(
        "写し",
        lambda one: rows.split(one.copy)[0],
        below=lambda one: rows.split(one.copy)[1],
        width=12,
        importance=ALWAYS,
        alone=lambda one: one.copy.name,
    ),
    Column("渡した日", lambda one: rows.day(one.copy.made_on), width=6, importance=4),
    Column("返す日", lambda one: rows.day(one.copy.due_back), width=6, importance=5),
    Column("前の確かめ", lambda one: rows.day(one.copy.checked_on), width=6, importance=3),
    Column(
        "いまの確かめ",
        lambda one: ANSWERS[one.answer][0] if one.answer else "まだ",
        tone=lambda one: ANSWERS[one.answer][1] if one.answer else "soft",
        width=8,
        importance=ALWAYS,
        alone=lambda one: ANSWERS[one.answer][0] if one.answer else "まだ",
    ),
)


class CheckFace(QWidget):
    """``take(lines)`` shows what is out; ``printing`` asks for the sheet, ``closed`` goes back, ``wanted``."""

    closed = Signal()
    printing = Signal()
    wanted = Signal(object)
    said = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._answered: dict[int, Checked] = {}
        self.back = ActionButton("もどる", "arrow-left", "Esc", only_shown=True)
        self.print = ActionButton("所在確認の用紙を印刷する", "printer", "Ctrl+P", kind="main")
        self._head = row(row(words("所在確認", "title"), STRETCH), Flow(self.back, self.print, gap=0.75), gap=0.75)
        self.count, self.strip = words("", "strong", wrap=True), AnswerStrip()
        self.table = RecordTable(COLUMNS, "出ている写し", folds=True)
        self.empty = Empty()
        self._list = QStackedWidget()
        for part in (self.empty, self.table):
            self._list.addWidget(part)
        self.answers = {
            SEEN: ActionButton("ある", "check", "1"),
            BACK: ActionButton("戻った", "archive-restore", "2"),
            MISSING: ActionButton("見当たらない", "triangle-alert", "3"),
        }
        self._bar = QWidget()
        self._bar.setLayout(Flow(*self.answers.values(), gap=0.75))
        inside = column(
            *(self._head, words(HOW, "small", "soft", wrap=True), self.count, self.strip, self._list, self._bar),
            gap=0.6,
            margins=(1, 1.5),
        )
        inside.setStretch(4, 1)
        self.setLayout(inside)
        self.back.clicked.connect(self.closed)
        self.print.clicked.connect(self.printing)
        self.empty.pressed.connect(self.closed)
        for answer, button in self.answers.items():
            button.clicked.connect(lambda _checked=False, answer=answer: self.answer(answer))

    def begin(self) -> None:
        """Start afresh: what was answered before and is out no more is gone."""
        self._answered = {}
        self.strip.clear()

    def take(self, lines: tuple[Checked, ...]) -> None:
        """Show what is out; what was answered here stays in its place, until one begins afresh."""
        current = self.table.row()
        for line in lines:
            here = self._answered.get(line.id)
            self._answered[line.id] = replace(line, answer=here.answer) if here is not None and here.answer else line
        self.table.set_rows(tuple(self._answered.values()))
        if current is None:
            self._go_to_next()
        self._tell()

    def answer(self, answer: str) -> None:
        """Write an answer down for the current copy, and go on to the next that has none."""
        one = self.table.row()
        if one is None:
            return
        try:
            self._write(one, answer)
        except WatchDeskError as refused:
            self.strip.say(str(refused), "urgent")
            return
        self._answered[one.id] = replace(one, copy=self._desk.copies.get(one.id), answer=answer)
        self.table.set_rows(tuple(self._answered.values()))
        self._go_to_next()
        self._tell()

    def _write(self, one: Checked, answer: str) -> None:
        room, state = self._desk.copies, self._desk.copies.get(one.id).state
        if answer == SEEN:
            if state is not CopyState.OUT:
                room.settle(one.id, CopyState.OUT)
            room.seen(one.id)
        elif answer == BACK:
            room.settle(one.id, CopyState.RETURNED)
        else:
            room.settle(one.id, CopyState.LOST, note=NOT_FOUND)

    def _go_to_next(self) -> None:
        shown, current = self.table.rows(), self.table.row()
        start = shown.index(current) if current in shown else 0
        left = (one for one in (*shown[start:], *shown[:start]) if not one.answer)
        following = next(left, None)
        if following is not None:
            self.table.select(following.id)

    def _tell(self) -> None:
        lines = tuple(self._answered.values())
        left = sum(not one.answer for one in lines)
        self._list.setCurrentWidget(self.table if lines else self.empty)
        self._bar.setVisible(bool(lines))
        self.print.set_reason(None if lines else "出ている写しはありません")
        self.count.setText(f"{len(lines):,}枚のうち、あと{left:,}枚です。" if left else "")
        self.count.setVisible(bool(left))
        if not lines:
            self.empty.say("出ている写しは、ありません。確かめるものはありません。", icon="circle-check", tone="ok")
        missing = [one for one in lines if one.answer == MISSING]
        if missing:
            self._offer_guide(missing[0].copy, len(missing), left)
        elif lines and not left:
            self.strip.say("今月の所在確認が、すみました。", "ok")
            self.said.emit("今月の所在確認が、すみました")
        else:
            self.strip.clear()

    def _offer_guide(self, first: CopyLine, missing: int, left: int) -> None:
        place = Place(room=Room.COPIES, section=LOSS, record_id=str(first.number))
        lead = f"見当たらない写しが、{missing:,}枚あります。" + ("" if left else "所在確認は、ひととおりすみました。")
        told = "今日のうちに、見守り相談室と保健福祉課へ知らせます。"
        self.strip.offer(told, "なくしたときの手順を見る", lambda: self.wanted.emit(place), tone="urgent", lead=lead)

    def reshape(self, shape: Shape) -> None:
        """A card for each copy where it is narrow."""
        wide, narrow = shape is Shape.WIDE, shape is Shape.NARROW
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._head.setDirection(down if narrow else across)
        self.table.show_cards(narrow)
        set_size(self._list, min_height=15 if narrow else 11)
        for button in (self.back, self.print):
            button.hide_keys(not wide)

    def first_focus(self) -> QWidget:
        """The copies; the way back where there are none."""
        return self.table if self._list.currentWidget() is self.table else self.back

    def come(self) -> None:
        """Put the focus where one begins."""
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
