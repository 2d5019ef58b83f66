"""活動件数集計報告書: the blocks A to F of a month or a 年度, each number opened into its records, and the pages."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QTabBar, QWidget

from ui.pages.counts.behind import CountBehind, ReadVisited
from ui.pages.counts.head import CountsHead
from ui.pages.counts.lines import lines
from ui.pages.counts.look import CountsLook
from ui.pages.numbers.behind import told_over
from ui.pages.numbers.records import RecordsPanel
from ui.pages.numbers.ways import count_kind, has_room, list_place
from ui.pages.page import Page, Shape
from ui.pages.papers.handing import Handing
from ui.pages.papers.panel import PaperPanel
from ui.pages.papers.sets import SetKept, SetsPrinted
from ui.pages.reports.head import EVERYWHERE, WARD
from ui.pages.reports.kinds import ReportKinds
from ui.places import Place, Room
from ui.tasks import Task, start
from ui.theme import Theme, set_gaps, set_role, set_size
from ui.widgets.boxes import column
from ui.widgets.figure_list import FigureList
from ui.widgets.scroll import Scroll
from ui.widgets.strip import Strip
from watchdesk.changed import Changed
from watchdesk.desk import ActivityCountSheet, Desk
from watchdesk.domain.activity_count import Item, Period
from watchdesk.domain.definitions import BLOCKS
from watchdesk.domain.figure_place import FigurePlace
from watchdesk.domain.month import Month

_WHAT_COUNTS = Changed.PEOPLE | Changed.VISITS | Changed.SETTINGS | Changed.CONSULTATIONS | Changed.ACTIVITIES
NOUN = "活動件数集計報告書"


class CountsPage(Page):
    """The report 活動件数集計報告書 of the room 報告書."""

    TITLE = "活動件数集計報告書"
    HELP = (
        "月か年度を選ぶと、全国共通の分け方の件数が出ます。数を押すと、その数になった記録の一覧が開きます。"
        "印刷されるページの数も、マウスで押せます。キーボードでは、左の数の一覧で同じ記録が出ます。"
    )
    KEYS = (
        ("Ctrl+P", "活動件数集計報告書を印刷します"),
        ("↑ ↓", "数を選びます。下に、もとの記録が出ます"),
        ("← →", "前の月、昨年の同じ月の数へ移ります"),
        ("Enter", "選んだ数の、もとの記録を開きます"),
        ("PageUp / PageDown", "印刷されるページを送ります"),
        ("Ctrl+F", "印刷されるページの中のことばをさがします。F3で次の所へ行きます"),
    )
    NUMBERS = BLOCKS

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(desk, theme, parent)
        self.period: Period | None = None
        self.sheet: ActivityCountSheet | None = None
        self._task: Task | None = None
        self._opening: Task | None = None
        self._counting: Task | None = None
        self._wants_print = self._agreed = False
        self._build()
        self._connect()

    def _build(self) -> None:
        self.kinds = ReportKinds(Room.ACTIVITY_COUNT)
        self.head = CountsHead(() if self.desk.home_area else self.desk.codes.areas)
        self.look = CountsLook(self.desk)
        self.strip = Strip()
        self.figures = FigureList("活動件数")
        self.records = RecordsPanel()
        self.paper = PaperPanel(NOUN, "ページ")
        papers = self.desk.activity_counts
        self.handing = Handing(
            self.desk,
            self,
            self.strip,
            self.paper.progress,
            printed=lambda desk, drawn, wish: SetsPrinted(papers, desk, drawn, wish),
            kept=lambda desk, drawn, target: SetKept(papers, desk, drawn, target),
        )
        self._upper = Scroll(self.figures)
        left = column(self._upper, self.records, gap=0.5)
        left.setStretch(0, 5)
        left.setStretch(1, 4)
        self._left = QWidget()
        self._left.setLayout(left)
        self.tabs = QTabBar()
        self.tabs.addTab("数と記録")
        self.tabs.addTab("印刷されるページ")
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        set_role(self.tabs, "body")
        body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        body.addWidget(self._left, 48)
        body.addWidget(self.paper, 52)
        set_gaps(body, 1.25)
        parts = (self.kinds, self.head, self.look, self.strip, self.tabs, body)
        content = column(*parts, gap=0.6, margins=(0.6, 1.5))
        content.setStretch(len(parts) - 1, 1)
        work = QWidget()
        work.setLayout(content)
        self.setLayout(column(Scroll(work), gap=0))

    def _connect(self) -> None:
        self.kinds.wanted.connect(self.wanted)
        self.head.period_chosen.connect(self._show)
        self.head.area_chosen.connect(self._make)
        self.look.edited.connect(self._make)
        self.handing.said.connect(self.look.forget_written)
        self.head.send.clicked.connect(self._print)
        self.head.keep.clicked.connect(self._keep)
        self.paper.view.tell = self._tell_figure
        self.paper.view.figure_pressed.connect(self._find_figure)
        self.figures.chosen.connect(self._show_records)
        self.figures.opened.connect(self._open)
        self.records.wanted.connect(self.wanted)
        self.paper.print_anyway.connect(self._print_anyway)
        self.paper.again.connect(self._make)
        self.paper.progress.stopped.connect(self._cancel)
        self.handing.said.connect(self.said)
        self.tabs.currentChanged.connect(self._show_side)

    # --- coming and going ---

    def enter(self, place: Place) -> None:
        """Show the period shown before, else this 年度, the sheet of which is asked for each time."""
        self.kinds.stay()
        months, years = self.desk.activity_counts.periods()
        today = Month.of(self.desk.today())
        if self.desk.home_area is None:
            self.head.offer_areas(self.desk.codes.areas)
        wanted = Period(place.month) if place.month is not None else self.period
        self.head.offer(months or (today,), years or (today.fiscal_start.year,))
        self._show(wanted or Period.of_year(today.fiscal_start.year))

    def leave(self) -> None:
        """Keep what is half-written, at once; whoever goes away does not want to be led elsewhere any more."""
        self.look.keep_written()
        self._stop_opening()

    def reread(self, changed: Changed) -> None:
        """What is counted was written: count and draw again."""
        if changed & _WHAT_COUNTS and self.period is not None:
            self._make()

    def reshape(self, shape: Shape) -> None:
        """Numbers beside the pages, or one of both at a time."""
        wide = shape is Shape.WIDE
        self.head.reshape(shape)
        self.tabs.setVisible(not wide)
        self._show_side()
        set_size(self._upper, min_height=11 if wide else 20)
        set_size(self.records, min_height=8.5 if wide else 16)
        set_size(self.paper, min_height=12 if wide else 30)

    def first_focus(self) -> QWidget | None:
        """The filled button."""
        return self.head.send

    def regions(self) -> tuple[QWidget, ...]:
        """Head, numbers, records, pages."""
        return (self.head.send, self.figures, self.records, self.paper.view.view)

    def main_action(self) -> None:
        """Print it."""
        self._print()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.paper.marks.isVisible():
            self.paper.marks.closed.emit()
        else:
            super().keyPressEvent(event)

    # --- making ---

    def _show(self, period: Period) -> None:
        self.period = period
        self.head.show_period(period, Month.of(self.desk.today()))
        self.look.begin(period)
        self._make()

    def _make(self) -> None:
        """Begin anew; what was begun before is forgotten."""
        if self.period is None:
            return
        self._forget()
        self.sheet, self._agreed = None, False
        self.records.wait()
        area = self.head.area.value()
        chosen = None if area in (None, WARD, EVERYWHERE) else area
        look = self.look.look()
        job = self.desk.activity_counts.prepare(self.period, chosen, all_areas=area == EVERYWHERE, look=look)
        self._task = start(job, self)
        self._task.done.connect(self._take)
        self._task.failed.connect(self._stumble)
        self._task.cancelled.connect(self._stop)
        self._task.progressed.connect(self.paper.progress.show_progress)
        self.paper.begin()

    def _forget(self) -> None:
        task, self._task = self._task, None
        if task is not None:
            task.drop()

    def _take(self, sheet: ActivityCountSheet) -> None:
        self._task = None
        self.sheet = sheet
        self.paper.show_report(sheet, figures=sheet.figures)
        self.figures.show_figures(*lines(sheet, None))
        self._show_records(self.figures.current)
        self._counting = start(ReadVisited(self.desk, sheet), self)
        self._counting.done.connect(lambda people: self._show_visited(sheet, people))
        if self._wants_print:
            self._print()

    def _show_visited(self, sheet: ActivityCountSheet, people: int) -> None:
        """People stand beside the visits to them, once they are counted."""
        self._counting = None
        if sheet is self.sheet:
            self.figures.show_figures(*lines(sheet, people))

    def _stumble(self, error: Exception) -> None:
        self._give_up(f"{NOUN}をつくれませんでした。")
        raise error

    def _stop(self) -> None:
        self._give_up(f"{NOUN}をつくるのをやめました。")

    def _give_up(self, sentence: str) -> None:
        self._task, self._wants_print = None, False
        self.paper.give_up(sentence)

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()

    # --- numbers and their records ---

    def _item(self, key: str) -> Item | None:
        items = self.sheet.items if self.sheet is not None else ()
        return next((item for item in items if item.key == key), None)

    def _show_records(self, key: str) -> None:
        item = self._item(key)
        if item is not None and self.sheet is not None:
            self.records.show_behind(CountBehind(self.desk, item, self.sheet, self.figures.column))

    def _tell_figure(self, place: FigurePlace) -> str:
        """What a number on the pages counts."""
        key, column, opens = place.ref
        item = self._item(key)
        if item is None or self.sheet is None:
            return ""
        return told_over(CountBehind(self.desk, item, self.sheet, column), "", opens=opens)

    def _find_figure(self, place: FigurePlace) -> None:
        """Show the line of a number pressed on the pages, with its records below; where room is short, open them."""
        key, column, _ = place.ref
        item = self._item(key)
        if item is None or self.sheet is None:
            return
        self._show_side(0)
        if column < len(self.sheet.columns):
            self.figures.come_to(key, column)
        else:  # another area's: its line is the same, its records are its own
            self.figures.come_to(key, 0)
            self.records.show_behind(CountBehind(self.desk, item, self.sheet, column))
        if self.shape is not Shape.WIDE:
            self._open_in(key, column)  # here the records stand far below

    def _open(self, key: str) -> None:
        self._open_in(key, self.figures.column)

    def _open_in(self, key: str, column: int) -> None:
        """Go to exactly the records behind a number, in their own room."""
        item = self._item(key)
        kind = count_kind(item) if item is not None else None
        if item is None or kind is None or self.sheet is None or not has_room(kind):
            return
        self._stop_opening()
        asked = CountBehind(self.desk, item, self.sheet, column)
        because = f"{self.head.title.text()} {asked.title}"
        self._opening = start(asked, self)
        self._opening.done.connect(
            lambda lines: self._go(list_place(kind, [line.id for line in lines], because, asked.month))
        )

    def _stop_opening(self) -> None:
        task, self._opening = self._opening, None
        if task is not None:
            task.drop()

    def _go(self, place: Place | None) -> None:
        self._opening = None
        if place is not None:
            self.wanted.emit(place)

    # --- handing out ---

    def _print(self) -> None:
        """Print; where the pages are still being made, as soon as they are."""
        self._wants_print = self.sheet is None and self._task is not None
        if self.sheet is None:
            return
        if self.sheet.unprintable and not self._agreed:
            self._show_side(1)
            self.paper.ask()
        else:
            self.handing.send(self.sheet)

    def _print_anyway(self) -> None:
        self._agreed = True
        self._print()

    def _keep(self) -> None:
        if self.sheet is not None:
            self.handing.keep(self.sheet)

    def _show_side(self, side: int | None = None) -> None:
        """Both sides where the page is wide, else one; ``side`` 1 brings the pages forward."""
        if side is not None and side != self.tabs.currentIndex():
            self.tabs.setCurrentIndex(side)
            return
        wide = self.shape is Shape.WIDE
        self._left.setVisible(wide or self.tabs.currentIndex() == 0)
        self.paper.setVisible(wide or self.tabs.currentIndex() == 1)
