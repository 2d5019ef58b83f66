"""SheetPanel: the very pages of a sheet before they are printed, who is left out, whose hidden place stands there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.pages.page import Shape
from ui.pages.reports.handing import Handing
from ui.pages.reports.paper import PaperPanel
from ui.pages.rounds.handing import SheetKept, SheetPrinted
from ui.tasks import Task, start
from ui.theme import set_gaps, set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.flow import Flow
from ui.widgets.strip import Strip
from watchdesk.desk import DaySheet, Desk
from watchdesk.errors import WatchDeskError


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """For whom a sheet is, in walking order, and how it is to be (``day_sheets.prepare``)."""

    ids: tuple[str, ...]
    wish: Mapping[str, Any]


class SheetPanel(QWidget):
    """``show_sheet(asked)``; ``closed`` goes back to choosing; ``said`` what came of printing, for the status line.

    ``remake()`` passes the people through the gate again, when something was written meanwhile.
    """

    closed = Signal()
    said = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._asked: Asked | None = None
        self._task: Task | None = None
        self.drawn: DaySheet | None = None
        self._agreed = self._wants_print = False
        self._build()
        self.handing = Handing(desk, self, self.strip, self.paper.progress, printed=SheetPrinted, kept=SheetKept)
        self.handing.said.connect(self.said)
        self.back.clicked.connect(self.closed)
        self.send.clicked.connect(self._print)
        self.keep.clicked.connect(self._keep)
        self.paper.again.connect(self.remake)
        self.paper.print_anyway.connect(self._print_anyway)
        self.paper.progress.stopped.connect(self._cancel)

    def _build(self) -> None:
        self.back = ActionButton("選び直す", "arrow-left", "Esc", only_shown=True)
        self.keep = ActionButton("PDFに残す", "save")
        self.send = ActionButton("用紙を印刷する", "printer", "Ctrl+P", kind="main")
        buttons = Flow(self.back, self.keep, self.send, gap=0.75)
        self._head = row(words("まわり用紙", "title"), STRETCH, buttons, gap=0.75)
        self.counts, self.withheld, self.secret, self.strip = words("", "strong", wrap=True), Strip(), Strip(), Strip()
        self.paper = PaperPanel("用紙", "名")
        rule = words(
            "1部ごとに番号がつき、写しとして管理台帳に残ります。もどるまで、今日の画面に出ます。",
            "small",
            "soft",
            wrap=True,
        )
        side = QWidget()
        side.setLayout(column(self.counts, rule, self.withheld, self.secret, self.strip, STRETCH, gap=0.6))
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.addWidget(side, 32)
        self._body.addWidget(self.paper, 68)
        set_gaps(self._body, 1.25)
        layout = column(self._head, self._body, gap=0.75, margins=(1, 1.5))
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def reshape(self, shape: Shape) -> None:
        """Pages beside what is told, or below it."""
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._head.setDirection(down if shape is Shape.NARROW else across)
        self._body.setDirection(across if shape is Shape.WIDE else down)
        set_size(self.paper, min_height=12 if shape is Shape.WIDE else 26)
        for button in (self.back, self.send):
            button.hide_keys(shape is not Shape.WIDE)

    def first_focus(self) -> QWidget:
        """The filled button, as soon as it can be pressed."""
        return self.send if self.send.isEnabled() else self.back

    def show_sheet(self, asked: Asked) -> None:
        """Draw the pages for these people."""
        self._asked = asked
        self.strip.clear()
        self.remake()

    def close_sheet(self) -> None:
        """Forget the people and their pages."""
        self._forget()
        self._asked = self.drawn = None

    def remake(self) -> None:
        """Draw the pages anew."""
        self._forget()
        self.drawn, self._agreed = None, False
        self.withheld.clear()
        self.secret.clear()
        self.counts.setText("")
        if self._asked is None:
            return
        try:
            job = self._desk.day_sheets.prepare(self._asked.ids, **self._asked.wish)
        except WatchDeskError as error:
            self.paper.give_up(str(error))
            return
        self._task = start(job, self)
        self._task.done.connect(self._take)
        self._task.failed.connect(self._stumble)
        self._task.cancelled.connect(self._stopped)
        self._task.progressed.connect(self.paper.progress.show_progress)
        self.paper.begin()

    def _forget(self) -> None:
        task, self._task = self._task, None
        self._wants_print = False
        if task is not None:
            task.drop()
            self.paper.progress.end()

    def _take(self, drawn: DaySheet) -> None:
        self._task = None
        self.drawn = drawn
        self.paper.show_report(drawn)
        self._tell(drawn)
        if self._wants_print:
            self._print()

    def _tell(self, drawn: DaySheet) -> None:
        """How many stand on it, how many do not and why, and whose hidden place is on it."""
        stops = drawn.facts.stops
        self.counts.setText(f"{stops.provided}名、{drawn.pages}ページです。")
        if drawn.withheld:
            reasons = "・".join(f"{why.label}{count}名" for why, count in stops.withheld.items() if count)
            told = f"{drawn.facts.receiver}への提供に、同意をいただいていません（{reasons}）。"
            self.withheld.say(told, "care", lead=f"{drawn.withheld}名は、のりません。")
        opened = self._opened(drawn)
        if opened:
            told = (
                "住所が開いているので、用紙にのります。のせないときは、画面をいちど隠してから、つくり直してください。"
            )
            self.secret.say(told, "urgent", lead=f"秘匿の方が{opened}名います。", icon="lock-open")
        self.send.set_reason(None if stops.provided else "のる方がいません")
        self.keep.setVisible(bool(stops.provided))
        if self.isVisible() and not self.paper.isAncestorOf(self.focusWidget() or self.paper):
            self.first_focus().setFocus()

    def _opened(self, drawn: DaySheet) -> int:
        """How many hidden people's place stands on it."""
        shown = {stop.id for stop in drawn.facts.stops.rows if not stop.hidden}
        return sum(line.hidden for line in self._desk.people.lines_of(shown))

    def _stumble(self, error: Exception) -> None:
        self._task = None
        self.paper.give_up("用紙をつくれませんでした。")
        if not isinstance(error, WatchDeskError):
            raise error

    def _stopped(self) -> None:
        self._task = None
        self.paper.give_up("用紙をつくるのをやめました。")

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()

    # ---- handing out

    def _print(self) -> None:
        """Print; where the pages are still being made, as soon as they are."""
        self._wants_print = self.drawn is None and self._task is not None
        if self.drawn is None or not self.drawn.named:
            return
        if self.drawn.unprintable and not self._agreed:
            self.paper.ask()
        else:
            self.handing.send(self.drawn)

    def _print_anyway(self) -> None:
        self._agreed = True
        self._print()

    def _keep(self) -> None:
        if self.drawn is not None and self.drawn.named:
            self.handing.keep(self.drawn)
