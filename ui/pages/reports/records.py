"""RecordsPanel: the people or visits behind the figure that is chosen, with whether they are as many as it says."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QStackedWidget, QWidget

from ui.tasks import Progress, Task, start
from ui.widgets.badge import Badge
from ui.widgets.boxes import STRETCH, column, frame, row, words
from ui.widgets.empty import Empty
from ui.widgets.record_table import RecordTable
from watchdesk.columns import Column
from watchdesk.desk import Desk, Part
from watchdesk.domain import line_words
from watchdesk.domain.behind import Figure, number, people, why
from watchdesk.domain.era import show_day_short, show_month_day, weekday
from watchdesk.domain.lines import PersonLine, VisitLine
from watchdesk.domain.words import Condition

SAME = "報告書の数と同じ"
OTHER = "報告書の数とちがいます"


def _last_confirmed(line: PersonLine) -> str:
    return show_day_short(line.last_confirmed) if line.last_confirmed else "まだありません"


PEOPLE: tuple[Column[PersonLine], ...] = (
    Column("氏名", lambda line: line.name, sort_key=lambda line: line.kana or line.name, width=7),
    Column("住所", line_words.street, width=9),
    Column("最後の確認", _last_confirmed, sort_key=lambda line: line.last_confirmed, width=6),
)

_TONES = {Condition.CONCERN: "care", Condition.URGENT: "urgent"}


def _condition(line: VisitLine) -> str:
    return line.condition.label if line.condition else ""


def _seen(line: VisitLine) -> str:
    return _TONES.get(line.condition, "soft") if line.condition else "soft"


VISITS: tuple[Column[VisitLine], ...] = (
    Column("日", lambda line: f"{show_month_day(line.on)}({weekday(line.on)})", sort_key=lambda line: line.on, width=6),
    Column("氏名", lambda line: line.name, sort_key=lambda line: line.kana or line.name, width=7),
    Column("方法", lambda line: line.method.label, width=4),
    Column("結果", lambda line: line.result.label, width=6),
    Column("様子", _condition, tone=_seen, width=4),
)


class Behind:
    """A job: reads the records behind a figure of a report's part."""

    def __init__(self, desk: Desk, figure: Figure, part: Part) -> None:
        self._desk, self.figure, self.part = desk, figure, part

    def run(self, progress: Progress) -> tuple[Any, ...]:
        """Read them."""
        if self.figure.is_of_people:
            return self._desk.people.lines_of(people(self.figure, self.part.members))
        return self._desk.reports.visits_behind(self.figure, self.part)


class RecordsPanel(QFrame):
    """``show_behind(figure, part)`` reads and shows. ``person_wanted(id)``, ``visit_wanted(id)``: a line is opened."""

    person_wanted = Signal(str)
    visit_wanted = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._asked: Behind | None = None
        self._task: Task | None = None
        self.setProperty("ground", "sheet")
        self.title = words("", "name")
        self.reasons = words("", "small", "soft")
        self.badge = Badge(SAME, "ok")
        self.people = RecordTable(PEOPLE, "もとの記録", opens="見る")
        self.visits = RecordTable(VISITS, "もとの記録", opens="見る")
        self.empty = Empty()
        self._stack = QStackedWidget()
        for part in (self.people, self.visits, self.empty):
            self._stack.addWidget(part)
        for table in (self.people, self.visits):
            table.setFrameShape(QFrame.Shape.NoFrame)
            table.opened.connect(self._open)
        head = row(self.title, self.reasons, STRETCH, self.badge, gap=0.6, margins=(0.35, 0.75))
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
        self.empty.say("数えています。", icon="loader")
        self._stack.setCurrentWidget(self.empty)

    def show_behind(self, figure: Figure, part: Part) -> None:
        """Read the records behind a figure and show them; what was asked before is forgotten."""
        self._asked = Behind(self._desk, figure, part)
        self._forget()
        self._task = start(self._asked, self)
        self._task.done.connect(self._show)
        self._task.failed.connect(self._fail)

    def _show(self, lines: tuple[Any, ...]) -> None:
        self._task = None
        if self._asked is None:
            return
        figure, figures = self._asked.figure, self._asked.part.facts.figures
        expected = number(figure, figures)
        self._say(f"{figure.label} {expected}{figure.unit}", why(figure, figures), len(lines) == expected)
        if not lines:
            self.empty.say(f"この月に「{figure.label}」は、ありません。", icon="circle-check", tone="ok")
            self._stack.setCurrentWidget(self.empty)
            return
        table = self.people if figure.is_of_people else self.visits
        table.set_rows(lines)
        table.setAccessibleName(f"{figure.label} {expected}{figure.unit}")
        self._stack.setCurrentWidget(table)

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
        self.reasons.setText(f"（{reasons}）" if reasons else "")
        self.badge.setVisible(same is not None)
        if same is not None:
            self.badge.show_state(SAME if same else OTHER, "ok" if same else "care")

    def _open(self, line: PersonLine | VisitLine) -> None:
        if isinstance(line, VisitLine):
            self.visit_wanted.emit(line.id)
        else:
            self.person_wanted.emit(line.id)
