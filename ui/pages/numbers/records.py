"""RecordsPanel: the records behind the number that is chosen, with whether they are as many as it says."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QStackedWidget, QWidget

from ui.pages.numbers.behind import UNRECORDED, Behind
from ui.pages.numbers.ways import Line, has_room, record_place
from ui.tasks import Task, start
from ui.widgets.badge import Badge
from ui.widgets.boxes import column, frame, row, words
from ui.widgets.empty import Empty
from ui.widgets.record_table import RecordTable
from watchdesk.columns import Column
from watchdesk.domain import line_words
from watchdesk.domain.era import show_day_short, show_month_day, weekday
from watchdesk.domain.lines import PersonLine, VisitLine
from watchdesk.domain.words import Condition
from watchdesk.domain.work_lines import WorkKind, WorkLine

SAME = "報告書の数と同じ"
OTHER = "報告書の数とちがいます"


def _last_confirmed(line: PersonLine) -> str:
    return show_day_short(line.last_confirmed) if line.last_confirmed else "まだありません"


PEOPLE: tuple[Column[PersonLine], ...] = (
    Column("氏名", lambda line: line.name, sort_key=lambda line: line.kana or line.name, width=7),
    Column("住所", line_words.street, width=9),
    Column("いまの最後の確認", _last_confirmed, sort_key=lambda line: line.last_confirmed, width=8),
)

_TONES = {Condition.CONCERN: "care", Condition.URGENT: "urgent"}


def _condition(line: VisitLine) -> str:
    """Its condition; what was voided since a month was closed is still behind the month's figures."""
    if line.voided:
        return "取消"
    return line.condition.label if line.condition else ""


def _seen(line: VisitLine) -> str:
    return _TONES.get(line.condition, "soft") if line.condition and not line.voided else "soft"


VISITS: tuple[Column[VisitLine], ...] = (
    Column("日", lambda line: f"{show_month_day(line.on)}({weekday(line.on)})", sort_key=lambda line: line.on, width=6),
    Column("氏名", lambda line: line.name, sort_key=lambda line: line.kana or line.name, width=7),
    Column("方法", lambda line: line.method.label, width=4, importance=3),
    Column("結果", lambda line: line.result.label, width=6),
    Column("様子", _condition, tone=_seen, width=4),
)


_DAY: Column[WorkLine] = Column(
    "日", lambda line: f"{show_month_day(line.on)}({weekday(line.on)})", sort_key=lambda line: line.on, width=6
)
WORK: tuple[Column[WorkLine], ...] = (
    _DAY,
    Column("内容", lambda line: line.what, below=lambda line: line.more, width=7),
    Column("だれ", lambda line: line.who, width=5),
    Column("いま", lambda line: line.stands, width=4, importance=3),
)
DAYS: tuple[Column[WorkLine], ...] = (_DAY, Column("したこと", lambda line: line.what, width=12))


class RecordsPanel(QFrame):
    """``show_behind(asked)`` reads and shows what is behind a number. ``wanted(Place)``: a line is opened.

    A line whose room does not exist yet leads nowhere.
    """

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked: Behind | None = None
        self._task: Task | None = None
        self.setProperty("ground", "sheet")
        self.title = words("", "name", wrap=True)
        self.reasons = words("", "small", "soft", wrap=True)
        self.badge = Badge(SAME, "ok")
        self.about = words("", "small", "soft", wrap=True)
        self.people = RecordTable(PEOPLE, "もとの記録", opens="見る")
        self.visits = RecordTable(VISITS, "もとの記録", opens="見る", folds=True)
        self.work = RecordTable(WORK, "もとの記録", opens="見る", folds=True)
        self.plain = RecordTable(WORK, "もとの記録", folds=True)
        self.days = RecordTable(DAYS, "もとの記録", opens="見る", folds=True)
        self.empty = Empty()
        self._stack = QStackedWidget()
        tables = (self.people, self.visits, self.work, self.plain, self.days)
        for part in (*tables, self.empty):
            self._stack.addWidget(part)
        for table in tables:
            table.setFrameShape(QFrame.Shape.NoFrame)
            table.opened.connect(self._open)
        told = row(self.title, self.badge, gap=0.6)
        told.setStretch(0, 1)
        head = column(told, self.reasons, self.about, gap=0.1, margins=(0.35, 0.75))
        layout = column(frame(head, "head"), self._stack, gap=0)
        layout.setContentsMargins(1, 1, 1, 1)
        self.setLayout(layout)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.wait()

    @property
    def table(self) -> RecordTable | None:
        """The list shown, None while there is none."""
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, RecordTable) else None

    def wait(self) -> None:
        """The figures are not known yet."""
        self._asked = None
        self._forget()
        self._say("", "", None)
        self.about.setText("")
        self.empty.say("数えています。", icon="loader")
        self._stack.setCurrentWidget(self.empty)

    def show_behind(self, asked: Behind) -> None:
        """Read the records behind a number and show them; what was asked before is forgotten."""
        self._asked = asked
        self.about.setText(asked.about)
        self._forget()
        self._task = start(asked, self)
        self._task.done.connect(self._show)
        self._task.failed.connect(self._fail)

    def _show(self, lines: tuple[Line, ...]) -> None:
        self._task = None
        asked = self._asked
        if asked is None:
            return
        if not asked.known:
            self._say(f"{asked.title} —", "", None)
            self.empty.say(UNRECORDED, icon="info")
            self._stack.setCurrentWidget(self.empty)
            return
        told = f"{asked.title} {asked.expected:,}{asked.unit}"
        self._say(told, asked.why, asked.agrees(lines))
        if not lines:
            self.empty.say(f"ここに「{asked.title}」は、ありません。", icon="circle-check", tone="ok")
            self._stack.setCurrentWidget(self.empty)
            return
        table = self._table_of(lines[0])
        table.set_rows(lines)
        table.setAccessibleName(told)
        table.setAccessibleDescription(asked.about)
        self._stack.setCurrentWidget(table)

    def _table_of(self, line: Line) -> RecordTable:
        if isinstance(line, WorkLine):
            listed = self.work if has_room(line.kind) else self.plain
            return self.days if line.kind is WorkKind.DAY else listed
        return self.visits if isinstance(line, VisitLine) else self.people

    def _fail(self, error: Exception) -> None:
        self._task = None
        raise error

    def _forget(self) -> None:
        task, self._task = self._task, None
        if task is not None:
            task.done.disconnect(self._show)
            task.failed.disconnect(self._fail)
            task.cancel()

    def _say(self, title: str, reasons: str, same: bool | None) -> None:
        self.title.setText(title)
        self.reasons.setText(reasons)
        self.reasons.setVisible(bool(reasons))
        self.badge.setVisible(same is not None)
        if same is not None:
            self.badge.show_state(SAME if same else OTHER, "ok" if same else "care")

    def _open(self, line: Line) -> None:
        place = record_place(line)
        if place is not None:
            self.wanted.emit(place)
