"""報告書: the month's figures, each opened into its records, beside the real pages, which are printed or kept."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.pages.page import Page, Shape
from ui.pages.papers.drawing import Drawing
from ui.pages.papers.held import paper_of
from ui.pages.papers.held_line import HeldLine
from ui.pages.papers.panel import PaperPanel
from ui.pages.report_kinds import ReportKinds
from ui.pages.reports.closing import ClosingFace
from ui.pages.reports.figures_side import FiguresSide
from ui.pages.reports.head import ReportsHead
from ui.pages.reports.making import Making, issues
from ui.places import Place, Room
from ui.theme import Theme
from ui.widgets.beside_pages import BesidePages
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
        self._serial = 0
        self._shown: MonthlyReport | None = None
        self._issue: Closing | None = None
        self._closes = self._seen = False
        self._build()
        self._connect()

    @property
    def report(self) -> MonthlyReport | None:
        """The report shown; None while it is being made."""
        found: MonthlyReport | None = self.drawing.paper
        return found

    def _build(self) -> None:
        areas = () if self.desk.home_area else self.desk.codes.areas
        self.kinds = ReportKinds(Room.REPORTS)
        self.head = ReportsHead(areas)
        self.strip = Strip()
        self.paper = PaperPanel()
        self.held = HeldLine(self.desk)
        self.paper.put_first(self.held)
        self.drawing = Drawing(self.desk, self.desk.reports, self.paper, self.strip, self._as_it_leaves)
        self.side, self.closing = FiguresSide(self.desk, self.paper.view), ClosingFace(self.desk)
        self.closing.hide()
        numbers = QWidget()
        numbers.setLayout(column(self.side, self.closing, gap=0))
        self.sides = BesidePages(self, numbers, self.paper)
        self._top = Flow(self.kinds, self.head.issue, self.head.statistics, gap=0.75)
        self._beside_tabs = Flow(self.sides.tabs, gap=0.75)
        self._content = column(self._top, self.head, self._beside_tabs, self.sides.body, gap=0.6, margins=(0.6, 1.5))
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
        others, self._nothing = ReportKinds(Room.REPORTS), QWidget()  # they need nobody registered
        others.wanted.connect(self.wanted)
        self._nothing.setLayout(column(Flow(others), self.empty, gap=0.6, margins=(0.6, 1.5)))
        self._rooms.addWidget(self._nothing)
        self.setLayout(column(Scroll(self._rooms), gap=0))

    def _connect(self) -> None:
        self.kinds.wanted.connect(self.wanted)
        self.head.month_chosen.connect(self._show)
        self.head.area_chosen.connect(self._change_area)
        self.head.send.clicked.connect(self.drawing.send)
        self.head.keep.clicked.connect(self.drawing.keep)
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
        self.paper.again.connect(self._make)
        self.drawing.drawn.connect(self._take_report)
        self.drawing.asked.connect(self.sides.show_pages)
        self.drawing.handing.said.connect(self.said)
        self.drawing.handing.said.connect(self.held.settle)
        self.sides.turned.connect(self._judge)
        self.empty.pressed.connect(self._register)

    # --- coming and going ---

    def enter(self, place: Place) -> None:
        """Show a month: the one asked for, else the one shown before, else the last complete one."""
        months = self.desk.reports.months()
        self._rooms.setCurrentWidget(self._work if months else self._nothing)
        if not months:
            return
        if self.desk.home_area is None:
            self.head.area.offer(self.desk.codes.areas)
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
        self.head.reshape(shape)
        self.head.stand_in(self._top if wide else self._beside_tabs, wide=wide)
        self.sides.reshape(wide=wide)
        self.side.reshape(wide=wide)
        self.closing.reshape(wide=wide)

    def first_focus(self) -> QWidget | None:
        """The filled button; in an empty store what to do first."""
        if self._rooms.currentWidget() is self._nothing:
            return self.empty.button
        return self.closing.first_focus() if self._closes else self.side.focused or self.head.send

    def regions(self) -> tuple[QWidget, ...]:
        """Head, figures, records, pages."""
        return (self.head.send, self.side.figures, self.side.records, self.paper.view.view)

    def main_action(self) -> None:
        """Print the report."""
        self.drawing.send()

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
            self._issue = None
            self.held.forget()
            self._show_face(closes=False)
        self.month = month
        self.head.show_months(self.desk.reports.months(), month, Month.of(self.desk.today()))
        self.side.show_month(month, self.head.area.chosen)
        if self._closes:
            self.closing.show_month(month, self.head.area.chosen)
        self._make()

    def _make(self) -> None:
        """Begin anew; what was begun before is forgotten."""
        if self.month is None:
            return
        self._serial += 1
        making = Making(self._job(self.month), self._serial)
        making.counted.connect(self._take_parts)
        self._seen = False
        self.drawing.begin(making)
        self._judge()

    def _job(self, month: Month) -> Job[tuple[Part, ...], MonthlyReport]:
        if self._issue is not None:
            return self.desk.reports.issue(self._issue)
        area = self.head.area
        statistics_only = self.head.statistics.isChecked()
        return self.desk.reports.monthly(month, area.chosen, all_areas=area.everywhere, statistics_only=statistics_only)

    def _take_parts(self, serial: int, parts: tuple[Part, ...]) -> None:
        if serial != self._serial:
            return
        self.side.show_part(parts[-1], parts)

    def _take_report(self, report: MonthlyReport) -> None:
        if self._shown is not None and issues(self._shown) != issues(report):
            self.strip.clear()  # what was said of printing was said of another issue
        self._shown = report
        self.head.show_issue(report.parts, past=self._issue is not None)
        self._ask_holder(report)
        self._judge()

    # --- handing out ---

    def _ask_holder(self, report: MonthlyReport) -> None:
        """Who gets it and until when, where it names somebody."""
        if report.named:
            self.held.propose(self.desk.reports.proposal(report), self.desk.reports.receiver, paper_of(report))
        else:
            self.held.hide()

    def _as_it_leaves(self, report: MonthlyReport) -> MonthlyReport | None:
        """With who holds it; where that can't be read, come to it."""
        wrong = self.held.problem()
        if wrong:
            self.sides.show_pages()
            self.held.come_to_problem()
            self.strip.say(wrong, "urgent", lead="返す日を、直してください。")
            return None
        return replace(report, held=self.held.held()) if report.named else report

    def _show_found(self) -> None:
        """Bring the figures forward: one of them was pressed on the pages."""
        self._show_face(closes=False)
        self.sides.show_numbers()

    def _show_face(self, *, closes: bool) -> None:
        """The month's figures, or its closing in their place."""
        self._closes = closes
        self.side.setVisible(not closes)
        self.closing.setVisible(closes)

    # --- closing ---

    def _show_closing(self) -> None:
        if self.month is not None:
            self._show_face(closes=True)
            self.sides.show_numbers()
            self.closing.show_month(self.month, self.head.area.chosen)
            self.closing.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_figures(self) -> None:
        self._show_face(closes=False)
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
        month, everywhere = self.month, self.head.area.everywhere
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
