"""今日: what waits today, in lines that open exactly their people, and the people to see, the most urgent first."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QStackedWidget, QWidget

from ui.pages.page import Page, Shape
from ui.pages.reader import Reader
from ui.pages.today.line import TodayLine
from ui.pages.today.strips import TO_ASK, TO_REVIEW, Pressing, TodayStrips, urgent
from ui.places import REVIEWS, Place, Room
from ui.tasks import Progress
from ui.theme import Theme, set_gaps, set_property, set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.empty import Empty
from ui.widgets.record_table import RecordTable
from ui.widgets.scroll import Scroll
from watchdesk.changed import Changed
from watchdesk.columns import ALWAYS, Column
from watchdesk.desk import AskLine, Desk, OverrideLine
from watchdesk.domain import line_words
from watchdesk.domain.asking import AskReason
from watchdesk.domain.cadence import DueState, reason_words
from watchdesk.domain.era import show_month_day
from watchdesk.domain.lines import PersonLine

DUE = "今日までに会いたい方"
WORRYING = "無事が確かめられていない方"
BACKUP = "控え（バックアップ）"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What the page shows: the people, the consents to look after, the newest backup in words, what presses."""

    people: int
    lines: tuple[PersonLine, ...]
    to_ask: tuple[AskLine, ...]
    to_review: tuple[OverrideLine, ...]
    backup: str | None
    pressing: Pressing

    @property
    def due(self) -> tuple[PersonLine, ...]:
        """Those to be seen by today."""
        return tuple(
            line for line in self.lines if line.due is not None and line.due.state in {DueState.OVERDUE, DueState.DUE}
        )

    @property
    def worrying(self) -> tuple[PersonLine, ...]:
        """Those of whom nobody knows whether they are well."""
        return tuple(line for line in self.lines if line.due is not None and line.due.worrying)


class Gathering:
    """The work of reading it all."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def run(self, progress: Progress) -> Waiting:
        """Read what waits."""
        everybody = self._desk.people.lines()
        newest = self._desk.backups.newest()
        made = newest[1].at if newest else None
        reviews = self._desk.consents.reviews()
        words = f"{show_month_day(made.date())} {made.hour}時{made.minute:02}分の控えです" if made else None
        return Waiting(
            people=len(everybody),
            lines=self._desk.due.to_see(),
            to_ask=self._desk.consents.ask_again(),
            to_review=reviews,
            backup=words,
            pressing=Pressing(
                urgent=urgent(everybody),
                open_now=tuple(each for each in reviews if each.is_open),
                drafts=self._desk.drafts.all(),
                report=self._desk.reports.awaited(),
            ),
        )


class TodayPage(Page):
    """The first page of the day."""

    TITLE = "今日"
    HELP = "今日までに会いたい方と、急いで確かめたい方が並びます。数を押すと、その方々だけの一覧が開きます。"
    KEYS = (
        ("↑ ↓", "会いたい方を選びます"),
        ("Enter", "選んだ方の台帳を開きます"),
        ("R", "選んだ方の訪問を記録します"),
    )

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(desk, theme, parent)
        self.waiting: Waiting | None = None
        self._build()
        self.reader = Reader(self, lambda: Gathering(desk), self.empty, "読んでいます。")
        self.reader.taken.connect(self._show)
        self.due_line.clicked.connect(self._open_due)
        self.worry_line.clicked.connect(self._open_worrying)
        self.ask_line.clicked.connect(self._open_to_ask)
        self.review_line.clicked.connect(self._open_to_review)
        self.backup_line.clicked.connect(self._open_backups)
        self.strips.wanted.connect(self.wanted)
        self.table.opened.connect(self._open_person)
        self.table.clicked.connect(self._open_current)
        self.record.clicked.connect(self._record_visit)
        self.empty.pressed.connect(self._register)

    def enter(self, place: Place) -> None:
        """Greet, and read again what waits."""
        self._greet()
        self.reader.read()

    def reread(self, changed: Changed) -> None:
        """Read again; the current row stays the same person."""
        self.reader.read()

    def reshape(self, shape: Shape) -> None:
        """Lines beside the list, or below each other."""
        wide = shape is Shape.WIDE
        self._body.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        self.table.show_cards(shape is Shape.NARROW)
        self._head.setDirection(
            QBoxLayout.Direction.TopToBottom if shape is Shape.NARROW else QBoxLayout.Direction.LeftToRight
        )
        self._greeting.setVisible(shape is not Shape.NARROW)
        self._greet()
        set_size(self.table, min_height=8.5 if wide else 20)

    def first_focus(self) -> QWidget | None:
        """The list of people to see, or what to do when there is nobody; the first line where the list lies below."""
        if self.shape is not Shape.WIDE:
            return self.due_line
        return self.empty.button if self._list.currentWidget() is self.empty else self.table

    def regions(self) -> tuple[QWidget, ...]:
        """The lines, then the list."""
        return self.due_line, self.empty.button if self._list.currentWidget() is self.empty else self.table

    def main_action(self) -> None:
        """Record a visit of the current person."""
        self._record_visit()

    def _build(self) -> None:
        self._greeting = words("", voice="soft")
        self.record = ActionButton("訪問を記録する", "clipboard-pen-line", "R", kind="main")
        self._head = row(words("今日", "title"), self._greeting, STRETCH, self.record, gap=1)
        self.strips = TodayStrips()
        self.due_line = TodayLine(self.theme, "footprints", DUE)
        self.worry_line = TodayLine(self.theme, "triangle-alert", WORRYING)
        self.ask_line = TodayLine(self.theme, "circle-question-mark", TO_ASK)
        self.review_line = TodayLine(self.theme, "siren", TO_REVIEW)
        self.review_line.hide()
        self.backup_line = TodayLine(self.theme, "shield-check", BACKUP)
        self.backup_line.last = True
        order = (self.due_line, self.worry_line, self.review_line, self.ask_line, self.backup_line)
        lines = _sheet(column(*order, gap=0))
        self._count = words("", voice="soft")
        self.table = RecordTable(COLUMNS, "会いたい方")
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        self.table.horizontalHeader().hide()
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.empty = Empty()
        self._list = QStackedWidget()
        self._list.addWidget(self.table)
        self._list.addWidget(self.empty)
        head = _head_of(row(words("会いたい方", "name"), self._count, STRETCH, margins=(0.6, 1.1)))
        people = _sheet(column(head, self._list, gap=0))
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.addWidget(lines, 45)
        self._body.addWidget(people, 55)
        set_gaps(self._body, 1.5)
        content = QWidget()
        content.setLayout(column(self._head, self.strips, self._body, gap=1, margins=(1, 1.5)))
        layout = content.layout()
        if isinstance(layout, QBoxLayout):
            layout.setStretch(2, 1)
        self.setLayout(column(Scroll(content), gap=0))

    def _greet(self) -> None:
        hour = self.desk.now().hour
        greeting = "おはようございます" if 4 <= hour < 11 else "こんにちは" if hour < 18 else "おつかれさまです"
        work = "今日の仕事は、次のとおりです。" if self.shape is Shape.WIDE else ""
        self._greeting.setText(f"{greeting}。{work}")

    def _show(self, waiting: Waiting) -> None:
        self.waiting = waiting
        self._show_lines(waiting)
        self.strips.show_pressing(waiting.pressing)
        had_focus = self._list.isAncestorOf(self.focusWidget()) if self.focusWidget() else True
        self.table.set_rows(waiting.lines)
        self._count.setText(f"{len(waiting.lines)}名、急ぐ順です" if waiting.lines else "")
        self.record.set_reason(None if waiting.lines else "会いたい方がいません")
        self._show_list(waiting)
        if had_focus and self.isVisible() and (first := self.first_focus()) is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_lines(self, waiting: Waiting) -> None:
        over = sum(line.due is not None and line.due.state is DueState.OVERDUE for line in waiting.due)
        told = f"うち{over}名は、期限を過ぎています" if over else "期限を過ぎた方は、いません"
        self.due_line.show_figure(len(waiting.due), "名", told, "wait")
        unanswered = sum(line.due is not None and line.due.unanswered for line in waiting.worrying)
        told = _worry_words(len(waiting.worrying) - unanswered, unanswered)
        self.worry_line.show_figure(len(waiting.worrying), "名", told, "care" if waiting.worrying else "ok")
        self._show_consents(waiting)
        if waiting.backup:
            self.backup_line.show_state(waiting.backup, "確かめ済み", "ok")
        else:
            self.backup_line.show_state("終わるときに、ひとりでにとります", "まだです", "wait")

    def _show_consents(self, waiting: Waiting) -> None:
        told = _ask_words(waiting.to_ask)
        self.ask_line.show_figure(len(waiting.to_ask), "名", told, "care" if waiting.to_ask else "ok")
        self.review_line.setVisible(bool(waiting.to_review))
        self.review_line.show_figure(len(waiting.to_review), "件", "何を渡したかを、まだ書いていません", "urgent")

    def _show_list(self, waiting: Waiting) -> None:
        self._list.setCurrentWidget(self.table if waiting.lines else self.empty)
        if waiting.lines:
            return
        if waiting.people:
            self.empty.say("今日までに会いたい方は、いません。", icon="circle-check", tone="ok")
        else:
            self.empty.say(
                "台帳に、まだどなたもいません。",
                "お一人ずつ登録するか、「要援護者」の画面で名簿を取りこみます。",
                button="新しい方を登録する",
                icon="user-round-plus",
            )

    def _open(self, lines: tuple[PersonLine, ...], because: str) -> None:
        self.wanted.emit(Place(room=Room.PEOPLE, only=tuple(line.id for line in lines), because=because))

    def _open_due(self) -> None:
        if self.waiting is not None:
            self._open(self.waiting.due, DUE)

    def _open_worrying(self) -> None:
        if self.waiting is not None:
            self._open(self.waiting.worrying, WORRYING)

    def _open_to_ask(self) -> None:
        self.wanted.emit(Place(room=Room.CONSENT))

    def _open_to_review(self) -> None:
        self.wanted.emit(Place(room=Room.CONSENT, section=REVIEWS))

    def _open_backups(self) -> None:
        self.wanted.emit(Place(room=Room.SETTINGS, because="控え"))

    def _open_person(self, line: PersonLine) -> None:
        self.wanted.emit(Place(room=Room.PERSON, person_id=line.id))

    def _open_current(self) -> None:
        line = self.table.row()
        if line is not None:
            self._open_person(line)

    def _record_visit(self) -> None:
        line = self.table.row()
        if line is not None:
            self.wanted.emit(Place(room=Room.VISIT, person_id=line.id, new=True))

    def _register(self) -> None:
        self.wanted.emit(Place(room=Room.PERSON, new=True))


def _worry_words(silent: int, unanswered: int) -> str:
    parts = [f"続けて会えない方 {silent}名" if silent else "", f"応答のない方 {unanswered}名" if unanswered else ""]
    return "、".join(part for part in parts if part) or "心配な方は、いまのところいません"


def _ask_words(lines: tuple[AskLine, ...]) -> str:
    reasons = [one.why.reason for one in lines]
    counted = [f"{word}{number}" for reason, word in _REASONS.items() if (number := reasons.count(reason))]
    return "・".join(counted) or "確かめ直す時期の方は、いません"


_REASONS = {
    AskReason.EXPIRED: "期限切れ",
    AskReason.LONG_AGO: "間があく",
    AskReason.UNDATED: "日付なし",
    AskReason.PENDING: "未回答",
}


def _sheet(layout: QBoxLayout) -> QFrame:
    made = QFrame()
    layout.setContentsMargins(1, 1, 1, 1)
    made.setLayout(layout)
    set_property(made, "ground", "sheet")
    return made


def _head_of(layout: QBoxLayout) -> QFrame:
    made = QFrame()
    made.setLayout(layout)
    set_property(made, "ground", "head")
    return made
