"""PlanPrint: 「予定表を印刷する」: for whom, whose names stand on it, and the very sheet."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.pages.page import Shape
from ui.pages.people.print import KEPT_HERE, NOT_CHOSEN
from ui.pages.plans.period import Period
from ui.pages.reports.handing import Handing, Printed
from ui.pages.reports.paper import PaperPanel
from ui.printing import Printing, Wish
from ui.tasks import Progress, Task, start
from ui.theme import set_gaps, set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.choice_field import ChoiceField
from ui.widgets.flow import Flow
from ui.widgets.strip import Strip
from watchdesk.desk import Desk, PlanSheet
from watchdesk.domain.consent import NOBODY
from watchdesk.errors import Busy, Cancelled, WatchDeskError

_UNTIL = "渡し先を選ぶと、印刷される1枚がここに出ます。"
_RULES = {
    False: "名簿の提供に同意をいただいている方だけが、お名前入りでのります。ほかの予定は、件数だけがのります。",
    True: "どなたにも渡さず、使い終えたら細かく裁ってください。",
}
"""What stands on the paper, by whether it stays here."""


class SheetPrinted:
    """A job: writes each sheet down in the ledger, then prints it with its number.

    What did not come out, because the user stopped it or the printer refused, is written behind it.
    """

    def __init__(self, desk: Desk, drawn: PlanSheet, wish: Wish) -> None:
        self._desk, self._drawn, self._wish = desk, drawn, wish

    def run(self, progress: Progress) -> Printed:
        """Print it. WatchDeskError where the ledger can't be written now, or the printer takes nothing."""
        sets = self._wish.copies
        self._wish.printer.setCopyCount(1)  # no two sheets are the same: each has its own number
        progress(0, sets * self._wish.pages)
        numbers: list[int] = []
        pages = 0
        for _ in range(sets):
            pages = self._print(numbers, progress)
        return Printed(pages, tuple(numbers))

    def _print(self, numbers: list[int], progress: Progress) -> int:
        copy = self._desk.plan_sheets.handed_out(self._drawn, "printed")
        told = f" 第{copy.number}号" if copy.number else ""
        numbers += [copy.number] if copy.number else []
        wish = replace(self._wish, title=f"{self._wish.title}{told}")
        try:
            return Printing(copy.pdf, wish).run(progress)
        except Cancelled:
            self._log("print cancelled", copy.number)
            raise
        except WatchDeskError:
            self._log("not printed", copy.number)
            raise

    def _log(self, action: str, number: int | None) -> None:
        if number:
            with suppress(Busy):  # it stands in the ledger already; what stopped the printing is to be told
                self._desk.ledger.note(action, "copy", str(number))


class SheetKept:
    """A job: writes the numbered PDF where the user asked for it; gives the copy's number."""

    def __init__(self, desk: Desk, drawn: PlanSheet, target: Path) -> None:
        self._desk, self._drawn, self._target = desk, drawn, target

    def run(self, progress: Progress) -> int:
        """Write it. WatchDeskError where the disk refuses."""
        return self._desk.plan_sheets.save(self._drawn, self._target).number or 0


class PlanPrint(QWidget):
    """``show_period(period)``; ``closed`` goes back to the calendar; ``said`` what came of printing.

    Nobody is taken for the receiver: as long as none is chosen, nothing is drawn. ``remake()`` draws it again, when
    something was written meanwhile.
    """

    closed = Signal()
    said = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._period: Period | None = None
        self._task: Task | None = None
        self.drawn: PlanSheet | None = None
        self._agreed = False
        self._build()
        self.handing = Handing(desk, self, self.strip, self.paper.progress, printed=SheetPrinted, kept=SheetKept)
        self.handing.said.connect(self.said)
        self.back.clicked.connect(self.closed)
        self.receiver.edited.connect(self.remake)
        self.send.clicked.connect(self._print)
        self.keep.clicked.connect(self._keep)
        self.paper.again.connect(self.remake)
        self.paper.print_anyway.connect(self._print_anyway)

    def _build(self) -> None:
        self.back = ActionButton("カレンダーにもどる", "arrow-left", "Esc", only_shown=True)
        self.keep = ActionButton("PDFに残す", "save")
        self.send = ActionButton("印刷する", "printer", "Ctrl+P", kind="main")
        title = row(words("予定表を印刷する", "title"), STRETCH)
        self._head = row(title, Flow(self.back, self.keep, self.send, gap=0.75), gap=0.75)
        self.receiver = ChoiceField("渡し先")
        self.heading, self.counts = words("", "strong", wrap=True), words("", wrap=True)
        self.strip = Strip()
        self.rule = words(_RULES[False], "small", "soft", wrap=True)
        self.paper = PaperPanel("予定表", "件")
        self.paper.empty.say(_UNTIL, icon="printer")
        asked = column(words("だれに渡す予定表ですか", "head"), self.receiver, gap=0.35)
        side = QWidget()
        side.setLayout(column(asked, self.heading, self.counts, self.rule, self.strip, STRETCH, gap=0.6))
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.addWidget(side, 32)
        self._body.addWidget(self.paper, 68)
        set_gaps(self._body, 1.25)
        layout = column(self._head, self._body, gap=0.75)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def reshape(self, shape: Shape) -> None:
        """The sheet beside what is asked, or below it."""
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        wide = shape is Shape.WIDE
        self._head.setDirection(down if shape is Shape.NARROW else across)
        self._body.setDirection(across if wide else down)
        set_size(self.paper, min_height=12 if wide else 26)
        self.send.hide_keys(not wide)
        self.back.hide_keys(not wide)

    def first_focus(self) -> QWidget:
        """For whom it is; once that is told, the filled button."""
        return self.send if self.send.isEnabled() else self.receiver

    def show_period(self, period: Period) -> None:
        """Begin with a period; the receiver is asked for anew each time."""
        self._period = period
        receivers = [(entry.code, entry.label) for entry in self._desk.codes.entries("recipients")]
        self.receiver.set_choices([(NOBODY, KEPT_HERE), *receivers])
        self.receiver.set_value(None)
        self.strip.clear()
        self.heading.setText(period.words())
        self.remake()

    def close_period(self) -> None:
        """Forget the period and its sheet."""
        self._forget()
        self._period = self.drawn = None

    def remake(self) -> None:
        """Draw the sheet for the receiver chosen."""
        self._forget()
        self.drawn, self._agreed = None, False
        self.counts.setText("")
        receiver = self.receiver.value()
        self.rule.setText(_RULES[receiver == NOBODY])
        self.send.set_reason(None if receiver else NOT_CHOSEN)
        self.keep.hide()
        if self._period is None or receiver is None:
            self.paper.empty_until(_UNTIL)
            return
        period = self._period
        job = self._desk.plan_sheets.prepare(
            period.first, period.last, receiver=receiver, month=period.month, heading=period.words()
        )
        self._task = start(job, self)
        self._task.done.connect(self._take)
        self._task.failed.connect(self._stumble)
        self.paper.begin()

    def _forget(self) -> None:
        task, self._task = self._task, None
        if task is not None:
            task.drop()
            self.paper.progress.end()

    def _take(self, drawn: PlanSheet) -> None:
        self._task = None
        self.drawn = drawn
        self.paper.show_report(drawn)
        told = f"{len(drawn.named)}名のお名前がのります。" if drawn.named else "お名前は、のりません。"
        if drawn.withheld:
            told += f"提供に同意をいただいていない方との予定が{drawn.withheld}件あり、件数だけがのります。"
        self.counts.setText(told)
        self.keep.show()

    def _stumble(self, error: Exception) -> None:
        self._task = None
        self.paper.give_up("予定表をつくれませんでした。")
        raise error

    def _print(self) -> None:
        if self.drawn is None:
            return
        if self.drawn.unprintable and not self._agreed:
            self.paper.ask()
        else:
            self.handing.send(self.drawn)

    def _print_anyway(self) -> None:
        self._agreed = True
        self._print()

    def _keep(self) -> None:
        if self.drawn is not None:
            self.handing.keep(self.drawn)
