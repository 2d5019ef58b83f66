"""PrintPanel: 「この一覧を印刷する」: for whom, who stands on it and who does not, and the very pages."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.pages.page import Shape
from ui.pages.people.handing import ListKept, ListPrinted
from ui.pages.reports.handing import Handing
from ui.pages.reports.paper import PaperPanel
from ui.tasks import Task, start
from ui.theme import set_gaps, set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.choice_field import ChoiceField
from ui.widgets.flow import Flow
from ui.widgets.strip import Strip
from watchdesk.desk import Desk, PeopleList
from watchdesk.domain.consent import NOBODY
from watchdesk.domain.people_filter import PeopleFilter
from watchdesk.errors import WatchDeskError

NOT_CHOSEN = "渡し先を選んでください"
KEPT_HERE = "机の上で使う（渡さない）"
_RULES = {
    False: "名簿の提供に同意をいただいている方だけが、お名前入りでのります。",
    True: "同意をいただいていない方ものります。どなたにも渡さず、使い終えたら細かく裁ってください。",
}
"""What stands on the paper, by whether it stays here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The list as it is shown: ids in their order, keys of columns, the filter, and what stands over it."""

    ids: tuple[str, ...]
    columns: tuple[str, ...]
    wanted: PeopleFilter
    heading: str


class PrintPanel(QWidget):
    """``show_list(asked)``; ``closed`` goes back to the list; ``said`` what came of printing, for the status line.

    Nobody is taken for the receiver: as long as none is chosen, nothing is drawn. ``remake()`` passes the people
    through the gate again, when something was written meanwhile.
    """

    closed = Signal()
    said = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._asked: Asked | None = None
        self._task: Task | None = None
        self.drawn: PeopleList | None = None
        self._agreed = self._wants_print = False
        self._build()
        self.handing = Handing(desk, self, self.strip, self.paper.progress, printed=ListPrinted, kept=ListKept)
        self.handing.said.connect(self.said)
        self.back.clicked.connect(self.closed)
        self.receiver.edited.connect(self.remake)
        self.send.clicked.connect(self._print)
        self.keep.clicked.connect(self._keep)
        self.paper.again.connect(self.remake)
        self.paper.print_anyway.connect(self._print_anyway)
        self.paper.progress.stopped.connect(self._cancel)

    def _build(self) -> None:
        self.back = ActionButton("一覧にもどる", "arrow-left", "Esc", only_shown=True)
        self.keep = ActionButton("PDFに残す", "save")
        self.send = ActionButton("印刷する", "printer", "Ctrl+P", kind="main")
        title = row(words("一覧を印刷する", "title"), STRETCH)
        self._head = row(title, Flow(self.back, self.keep, self.send, gap=0.75), gap=0.75)
        self.receiver = ChoiceField("渡し先")
        self.heading = words("", "strong", wrap=True)
        self.counts = words("", wrap=True)
        self.withheld = Strip()
        self.strip = Strip()
        self.paper = PaperPanel("一覧", "名")
        self.paper.empty.say("渡し先を選ぶと、印刷されるページがここに出ます。", icon="printer")
        side = QWidget()
        self.rule = words(_RULES[False], "small", "soft", wrap=True)
        side.setLayout(
            column(
                column(words("だれに渡す一覧ですか", "head"), self.receiver, gap=0.35),
                self.heading,
                self.counts,
                self.withheld,
                self.rule,
                self.strip,
                STRETCH,
                gap=0.6,
            )
        )
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.addWidget(side, 32)
        self._body.addWidget(self.paper, 68)
        set_gaps(self._body, 1.25)
        layout = column(self._head, self._body, gap=0.75, margins=(1, 1.5))
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def reshape(self, shape: Shape) -> None:
        """Pages beside what is asked, or below it."""
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        narrow = shape is Shape.NARROW
        self._head.setDirection(down if narrow else across)
        self._body.setDirection(across if shape is Shape.WIDE else down)
        set_size(self.paper, min_height=12 if shape is Shape.WIDE else 26)
        self.send.hide_keys(shape is not Shape.WIDE)
        self.back.hide_keys(shape is not Shape.WIDE)

    def first_focus(self) -> QWidget:
        """For whom it is; once that is told, the filled button."""
        return self.send if self.send.isEnabled() else self.receiver

    def show_list(self, asked: Asked) -> None:
        """Begin with a list; the receiver is asked for anew each time."""
        self._asked = asked
        receivers = [(entry.code, entry.label) for entry in self._desk.codes.entries("recipients")]
        self.receiver.set_choices([(NOBODY, KEPT_HERE), *receivers])
        self.receiver.set_value(None)
        self.strip.clear()
        self.heading.setText(f"{asked.heading}　{len(asked.ids):,}名")
        self.remake()

    def close_list(self) -> None:
        """Forget the list and its pages."""
        self._forget()
        self._asked = self.drawn = None

    def remake(self) -> None:
        """Draw the pages for the receiver chosen."""
        self._forget()
        self.drawn, self._agreed = None, False
        self.withheld.clear()
        self.counts.setText("")
        receiver = self.receiver.value()
        self.rule.setText(_RULES[receiver == NOBODY])
        self.send.set_reason(None if receiver else NOT_CHOSEN)
        self.keep.hide()
        if self._asked is None or receiver is None:
            self.paper.empty_until("渡し先を選ぶと、印刷されるページがここに出ます。")
            return
        self._make(self._asked, receiver)

    def _make(self, asked: Asked, receiver: str) -> None:
        try:
            job = self._desk.lists.people(
                asked.ids, receiver=receiver, columns=asked.columns, wanted=asked.wanted, heading=asked.heading
            )
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

    def _take(self, drawn: PeopleList) -> None:
        self._task = None
        self.drawn = drawn
        self.paper.show_report(drawn)
        self._tell(drawn)
        if self._wants_print:
            self._print()

    def _tell(self, drawn: PeopleList) -> None:
        """How many stand on it, how many do not, and why."""
        people = drawn.facts.people
        total = people.provided + drawn.withheld
        self.counts.setText(f"{total:,}名のうち、{people.provided:,}名のお名前がのります。{drawn.pages}ページです。")
        reasons = [f"{reason.label}{count:,}名" for reason, count in people.withheld.items() if count]
        if drawn.withheld:
            lead = f"{drawn.withheld:,}名は、のりません。"
            self.withheld.say(
                f"{drawn.facts.receiver}への提供に、同意をいただいていません（{'・'.join(reasons)}）。",
                "care",
                lead=lead,
            )
        reason = None if people.provided else "のる方がいません"
        self.send.set_reason(reason)
        self.keep.setVisible(reason is None)

    def _stumble(self, error: Exception) -> None:
        self._task = None
        self.paper.give_up("一覧をつくれませんでした。")
        raise error

    def _stopped(self) -> None:
        self._task = None
        self.paper.give_up("一覧をつくるのをやめました。")

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
