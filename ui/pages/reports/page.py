"""報告書: the month's figures, each opened into its records, beside the real pages, which are printed or kept."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QTabBar, QWidget

from ui.pages.page import Page, Shape
from ui.pages.papers.handing import Handing
from ui.pages.papers.held import paper_of
from ui.pages.papers.held_line import HeldLine
from ui.pages.papers.panel import PaperPanel
from ui.pages.papers.sets import SetKept, SetsPrinted
from ui.pages.reports.closing import ClosingFace
from ui.pages.reports.figures_side import FiguresSide
from ui.pages.reports.head import EVERYWHERE, WARD, ReportsHead
from ui.pages.reports.kinds import ReportKinds
from ui.pages.reports.making import Making, issues
from ui.places import Place, Room
from ui.tasks import Task, start
from ui.theme import Theme, set_gaps, set_role, set_size
from ui.widgets.boxes import column
from ui.widgets.empty import Empty
from ui.widgets.flow import Flow
from ui.widgets.scroll import Scroll
from ui.widgets.strip import Strip
from watchdesk.changed import Changed
from watchdesk.desk import Desk, Job, MonthlyReport, Part
from watchdesk.domain.closing import Closing
from watchdesk.domain.definitions import MONTH
from watchdesk.domain.month import Month

_WORK = Changed.CONSULTATIONS | Changed.ACTIVITIES
_WHAT_COUNTS = Changed.PEOPLE | Changed.VISITS | Changed.SETTINGS | Changed.CLOSINGS | _WORK

_LOOK_FIRST = "先に、印刷されるページをごらんください"
_LOOK_AT_ALL = "「数字のページだけ」を外してください"
"""Why a month can't be closed yet."""


class ReportsPage(Page):
    """The room 報告書."""

    TITLE = "報告書"
    HELP = (
        "月を選ぶと、数と、印刷されるページが出ます。数を押すと、その数になった方や記録だけの一覧が開きます。"
        "ページの数も、マウスで押せます。キーボードでは、左の数の一覧で同じ記録が出ます。"
        "「締める」を押すと、その月の報告書は、そのときのまま残ります。一覧の項目は、「設定」の「月報」で選びます。"
    )
    KEYS = (
        ("Ctrl+P", "月報を印刷します"),
        ("↑ ↓", "数を選びます。下に、もとの記録が出ます"),
        ("← →", "前の月、昨年の同じ月、今年度の数へ移ります"),
        ("スペース", "選んだ数のうちわけを、ひらいたりたたんだりします"),
        ("Enter", "選んだ数の、もとの記録を開きます"),
        ("F2", "特記事項を書きます"),
        ("PageUp / PageDown", "印刷されるページを送ります"),
        ("Ctrl+F", "印刷されるページの中のことばをさがします。F3で次の所へ行きます"),
    )
    NUMBERS = MONTH

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(desk, theme, parent)
        self.month: Month | None = None
        self.report: MonthlyReport | None = None
        self._serial = 0
        self._task: Task | None = None
        self._shown: MonthlyReport | None = None
        self._issue: Closing | None = None
        self._closes = self._seen = self._wants_print = self._agreed = False
        self._build()
        self._connect()

    def _build(self) -> None:
        areas = () if self.desk.home_area else self.desk.codes.areas
        self.kinds = ReportKinds(Room.REPORTS)
        self.head = ReportsHead(areas)
        self.strip = Strip()
        self.paper = PaperPanel()
        self.held = HeldLine(self.desk)
        self.paper.put_first(self.held)
        printed, kept = partial(SetsPrinted, self.desk.reports), partial(SetKept, self.desk.reports)
        self.handing = Handing(self.desk, self, self.strip, self.paper.progress, printed=printed, kept=kept)
        self.side, self.closing = FiguresSide(self.desk, self.paper.view), ClosingFace(self.desk)
        self.closing.hide()
        self.tabs = QTabBar()
        self.tabs.addTab("数と記録")
        self.tabs.addTab("印刷されるページ")
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        set_role(self.tabs, "body")
        body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        body.addWidget(self.side, 48)
        body.addWidget(self.closing, 48)
        body.addWidget(self.paper, 52)
        set_gaps(body, 1.25)
        self._top = Flow(self.kinds, self.head.issue, self.head.statistics, gap=0.75)
        self._beside_tabs = Flow(self.tabs, gap=0.75)
        self._content = column(self._top, self.head, self._beside_tabs, body, gap=0.6, margins=(0.6, 1.5))
        self._content.setStretch(3, 1)
        self._work = QWidget()
        self._work.setLayout(self._content)
        self.empty = Empty()
        self.empty.say(
            "月報にのせる記録が、まだありません。",
            "要援護者を登録して訪問を記録すると、ここに月ごとの数とページが出ます。",
            button="新しい方を登録する",
            icon="user-round-plus",
        )
        self._rooms = QStackedWidget()
        self._rooms.addWidget(self._work)
        self._rooms.addWidget(self.empty)
        self.setLayout(column(Scroll(self._rooms), gap=0))

    def _connect(self) -> None:
        self.kinds.wanted.connect(self.wanted)
        self.head.month_chosen.connect(self._show)
        self.head.area_chosen.connect(self._change_area)
        self.head.send.clicked.connect(self._print)
        self.head.keep.clicked.connect(self._keep)
        self.side.wanted.connect(self.wanted)
        self.side.said.connect(self.said)
        self.side.remarked.connect(self._make)
        self.side.found.connect(self._show_found)
        self.head.close_month.clicked.connect(self._show_closing)
        self.closing.left.connect(self._show_figures)
        self.closing.issue_chosen.connect(self._show_issue)
        self.closing.said.connect(self.said)
        self.closing.wanted.connect(self.wanted)
        self.closing.remark_wanted.connect(self._show_figures)
        self.closing.remark_wanted.connect(self.side.write_remark)
        self.head.statistics.clicked.connect(self._make)
        self.paper.print_anyway.connect(self._print_anyway)
        self.paper.again.connect(self._make)
        self.paper.progress.stopped.connect(self._cancel)
        self.handing.said.connect(self.said)
        self.handing.said.connect(self.held.settle)
        self.tabs.currentChanged.connect(self._show_side)
        self.empty.pressed.connect(self._register)

    # --- coming and going ---

    def enter(self, place: Place) -> None:
        """Show a month: the one asked for, else the one shown before, else the last complete one."""
        months = self.desk.reports.months()
        self._rooms.setCurrentWidget(self._work if months else self.empty)
        if not months:
            return
        if self.desk.home_area is None:
            self.head.offer_areas(self.desk.codes.areas)
        running = Month.of(self.desk.today())
        wanted = next((month for month in (place.month, self.month, running.previous) if month in months), months[0])
        assert wanted is not None  # noqa: S101  # months has one, and None is never in it
        self.head.show_months(months, wanted, running)
        self._show(wanted)

    def here(self, place: Place) -> Place:
        """With the month that is shown."""
        return replace(place, month=self.month)

    def leave(self) -> None:
        """Keep the remarks that are half-written."""
        self.side.leave()
        self.closing.keep()

    def reread(self, changed: Changed) -> None:
        """What is counted or printed was written: count and draw again; remarks being written stay."""
        if changed & _WHAT_COUNTS:
            self.enter(Place(room=Room.REPORTS, month=self.month))

    def reshape(self, shape: Shape) -> None:
        """Figures beside the pages, or one of both at a time."""
        wide = shape is Shape.WIDE
        if wide:
            self.paper.put_first(self.strip)
        else:
            self._content.insertWidget(2, self.strip)
        self.tabs.setVisible(not wide)
        self.head.reshape(shape)
        self.head.stand_in(self._top if wide else self._beside_tabs, wide=wide)
        self._show_side()
        self.side.reshape(wide=wide)
        self.closing.reshape(wide=wide)
        set_size(self.paper, min_height=12 if wide else 30)

    def first_focus(self) -> QWidget | None:
        """The filled button; in an empty store what to do first."""
        if self._rooms.currentWidget() is self.empty:
            return self.empty.button
        return self.closing.first_focus() if self._closes else self.side.focused or self.head.send

    def regions(self) -> tuple[QWidget, ...]:
        """Head, figures, records, pages."""
        return (self.head.send, self.side.figures, self.side.records, self.paper.view.view)

    def main_action(self) -> None:
        """Print the report."""
        self._print()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.paper.marks.isVisible():
            self.paper.marks.closed.emit()
        elif self._closes and self._ends(event):
            self.closing.write()
        else:
            super().keyPressEvent(event)

    def _ends(self, event: QKeyEvent) -> bool:
        """Ctrl+Enter anywhere but beside the pages, where it belongs to what is asked of the copy."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        return enter and bool(held) and not self.paper.isAncestorOf(self.focusWidget())

    # --- making ---

    def _show(self, month: Month) -> None:
        if month != self.month:
            self._issue, self._closes = None, False
            self.held.forget()
            self._show_side()
        self.month = month
        self.head.show_months(self.desk.reports.months(), month, Month.of(self.desk.today()))
        self.side.show_month(month, self._area())
        if self._closes:
            self.closing.show_month(month, self._area())
        self._make()

    def _make(self) -> None:
        """Begin anew; what was begun before is forgotten."""
        if self.month is None:
            return
        self._forget()
        self.report, self._agreed, self._seen = None, False, False
        self._judge()
        self._serial += 1
        making = Making(self._job(self.month), self._serial)
        making.counted.connect(self._take_parts)
        self._task = start(making, self)
        self._task.done.connect(self._take_report)
        self._task.failed.connect(self._stumble)
        self._task.cancelled.connect(self._stop)
        self._task.progressed.connect(self.paper.progress.show_progress)
        self.paper.begin()

    def _forget(self) -> None:
        """Stop what is being made, and hear no more of it."""
        task, self._task = self._task, None
        if task is not None:
            task.drop()

    def _job(self, month: Month) -> Job[tuple[Part, ...], MonthlyReport]:
        if self._issue is not None:
            return self.desk.reports.issue(self._issue)
        everywhere = self.head.area.value() == EVERYWHERE
        statistics_only = self.head.statistics.isChecked()
        return self.desk.reports.monthly(month, self._area(), all_areas=everywhere, statistics_only=statistics_only)

    def _area(self) -> str | None:
        """The area that was chosen in a ward store; None: the home area, or the ward."""
        code = self.head.area.value()
        return None if code in (None, WARD, EVERYWHERE) else code

    def _take_parts(self, serial: int, parts: tuple[Part, ...]) -> None:
        if serial != self._serial:
            return
        self.side.show_part(parts[-1])

    def _take_report(self, report: MonthlyReport) -> None:
        self._task = None
        page = self.paper.view.page() if self._same_pages(report) else 0
        if self._shown is not None and issues(self._shown) != issues(report):
            self.strip.clear()  # what was said of printing was said of another issue
        self.report = self._shown = report
        self.paper.show_report(report, page, report.figures)
        self.head.show_issue(report.parts, past=self._issue is not None)
        self._ask_holder(report)
        self._judge()
        if self._wants_print:
            self._print()

    def _same_pages(self, report: MonthlyReport) -> bool:
        return self._shown is not None and self._shown.title == report.title

    def _stumble(self, error: Exception) -> None:
        self._stop_making("月報をつくれませんでした。")
        raise error

    def _stop(self) -> None:
        self._stop_making("月報をつくるのをやめました。")

    def _stop_making(self, sentence: str) -> None:
        self._task, self._wants_print = None, False
        self.paper.give_up(sentence)

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()

    # --- handing out ---

    def _print(self) -> None:
        """Print; where the pages are still being made, as soon as they are."""
        self._wants_print = self.report is None and self._task is not None
        if self.report is None:
            return
        if self.report.unprintable and not self._agreed:
            self._show_side(1)
            self.paper.ask()
        elif self._can_be_held():
            self.handing.send(self._with_holder(self.report))

    def _print_anyway(self) -> None:
        self._agreed = True
        self._print()

    def _keep(self) -> None:
        if self.report is not None and self._can_be_held():
            self.handing.keep(self._with_holder(self.report))

    def _ask_holder(self, report: MonthlyReport) -> None:
        """Who gets it and until when, where it names somebody."""
        if report.named:
            self.held.propose(self.desk.reports.proposal(report), self.desk.reports.receiver, paper_of(report))
        else:
            self.held.hide()

    def _can_be_held(self) -> bool:
        """Whether what is written of the holder can be read; else come to it."""
        wrong = self.held.problem()
        if wrong:
            self._show_side(1)
            self.held.come_to_problem()
            self.strip.say(wrong, "urgent", lead="返す日を、直してください。")
        return not wrong

    def _with_holder(self, report: MonthlyReport) -> MonthlyReport:
        return replace(report, held=self.held.held()) if report.named else report

    # --- shape and ways out ---

    def _show_side(self, side: int | None = None) -> None:
        """Both sides where the page is wide, else one; ``side`` 1 brings the pages forward."""
        if side is not None and side != self.tabs.currentIndex():
            self.tabs.setCurrentIndex(side)
            return
        wide = self.shape is Shape.WIDE
        figures = wide or self.tabs.currentIndex() == 0
        self.side.setVisible(figures and not self._closes)
        self.closing.setVisible(figures and self._closes)
        self.paper.setVisible(wide or self.tabs.currentIndex() == 1)
        self._judge()

    def _show_found(self) -> None:
        """Bring the figures forward: one of them was pressed on the pages."""
        self._closes = False
        self._show_side(0)

    # --- closing ---

    def _show_closing(self) -> None:
        if self.month is not None:
            self._closes = True
            self.tabs.setCurrentIndex(0)
            self._show_side()
            self.closing.show_month(self.month, self._area())
            self.closing.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_figures(self) -> None:
        self._closes = False
        self._show_side()
        self._show_issue(None)
        self.head.close_month.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_issue(self, issue: Closing | None) -> None:
        """Show the pages of an earlier issue, None: of what holds."""
        if issue != self._issue:
            self._issue = issue
            self.held.forget()
            self._make()

    def _judge(self) -> None:
        """A month is closed once it is over and its pages, as they are now, were seen."""
        self._seen = self._seen or (self.report is not None and self.paper.isVisible())
        month, everywhere = self.month, self.head.area.value() == EVERYWHERE
        over = month is not None and self.desk.today() >= month.last
        self.head.close_month.setEnabled(over and not everywhere)
        whole = self._issue is None and not self.head.statistics.isChecked()
        self.closing.allow(None if whole and self._seen else _LOOK_FIRST if whole else _LOOK_AT_ALL)

    def _change_area(self) -> None:
        self._issue = None
        self.held.forget()
        if self.month is not None:
            self._show(self.month)

    def _register(self) -> None:
        self.wanted.emit(Place(room=Room.PERSON, new=True))
