"""活動件数集計報告書: the blocks A to F of a month or a 年度, each number opened into its records, and the pages."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.pages.counts.behind import CountBehind, ReadVisited, is_ahead
from ui.pages.counts.head import CountsHead
from ui.pages.counts.lines import lines
from ui.pages.counts.look import CountsLook
from ui.pages.numbers.behind import told_over
from ui.pages.numbers.records import RecordsPanel
from ui.pages.numbers.ways import count_kind, has_room, list_place
from ui.pages.page import Page, Shape
from ui.pages.papers.drawing import Drawing
from ui.pages.papers.panel import PaperPanel
from ui.pages.report_kinds import ReportKinds
from ui.places import Place, Room
from ui.tasks import Task, start
from ui.theme import Theme, set_size
from ui.widgets.beside_pages import BesidePages
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
AHEAD = "まだ来ていない月です。"


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
        ("← →", "ほかの月や、今年度の数へ移ります"),
        ("Enter", "選んだ数の、もとの記録を開きます"),
        ("PageUp / PageDown", "印刷されるページを送ります"),
        ("Ctrl+F", "印刷されるページの中のことばをさがします。F3で次の所へ行きます"),
    )
    NUMBERS = BLOCKS

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(desk, theme, parent)
        self.period: Period | None = None
        self._shown: Period | None = None
        self._opening: Task | None = None
        self._counting: Task | None = None
        self._build()
        self._connect()

    @property
    def sheet(self) -> ActivityCountSheet | None:
        """The sheet shown; None while it is being drawn."""
        found: ActivityCountSheet | None = self.drawing.paper
        return found

    def _build(self) -> None:
        self.kinds = ReportKinds(Room.ACTIVITY_COUNT)
        self.head = CountsHead(() if self.desk.home_area else self.desk.codes.areas)
        self.look = CountsLook(self.desk)
        self.strip = Strip()
        self.figures = FigureList("活動件数", scrolls=True)
        self.records = RecordsPanel()
        self.paper = PaperPanel(NOUN, "ページ")
        self.drawing = Drawing(self.desk, self.desk.activity_counts, self.paper, self.strip, _as_it_is)
        self._chosen = Scroll(self.look.form)
        self.look.fold_away()  # a page that scrolls shows what it holds
        left = column(self._chosen, self.figures, self.records, gap=0.5)
        left.setStretch(0, 9)
        left.setStretch(1, 5)
        left.setStretch(2, 4)
        numbers = QWidget()
        numbers.setLayout(left)
        self.sides = BesidePages(self, numbers, self.paper)
        parts = (self.kinds, self.head, self.look, self.strip, self.sides.tabs, self.sides.body)
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
        self.look.more.clicked.connect(self._arrange)
        self.drawing.follow(self.look.keeper)
        self.drawing.handing.said.connect(self.look.forget_written)
        self.head.send.clicked.connect(self.drawing.send)
        self.head.keep.clicked.connect(self.drawing.keep)
        self.paper.view.tell = self._tell_figure
        self.paper.view.figure_pressed.connect(self._find_figure)
        self.figures.chosen.connect(self._show_records)
        self.figures.opened.connect(self._open)
        self.records.wanted.connect(self.wanted)
        self.paper.again.connect(self._make)
        self.drawing.drawn.connect(self._take)
        self.drawing.asked.connect(self.sides.show_pages)
        self.drawing.handing.said.connect(self.said)

    # --- coming and going ---

    def enter(self, place: Place) -> None:
        """Show the period shown before, else this 年度, the sheet of which is asked for each time."""
        self.kinds.stay()
        months, years = self.desk.activity_counts.periods()
        today = Month.of(self.desk.today())
        if self.desk.home_area is None:
            self.head.area.offer(self.desk.codes.areas)
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
        self.sides.reshape(wide=wide)
        set_size(self.figures, min_height=11 if wide else 20)
        set_size(self.records, min_height=8.5 if wide else 16)
        set_size(self._chosen, min_height=11 if wide else 40)
        self._arrange()

    def _arrange(self) -> None:
        """What is chosen of the paper stands in the place of the numbers: the pages it changes stay in sight."""
        chooses = not self.look.form.isHidden()
        self._chosen.setVisible(chooses)
        for part in (self.figures, self.records):
            part.setVisible(not (chooses and self.shape is Shape.WIDE))
        if chooses:
            self.sides.show_numbers()

    def first_focus(self) -> QWidget | None:
        """The filled button."""
        return self.head.send

    def regions(self) -> tuple[QWidget, ...]:
        """Head, numbers, records, pages."""
        return (self.head.send, self.figures, self.records, self.paper.view.view)

    def main_action(self) -> None:
        """Print it."""
        self.drawing.send()

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
        self._arrange()
        self._make()

    def _make(self) -> None:
        """Begin anew; what was begun before is forgotten."""
        if self.period is None:
            return
        self.records.wait()
        area = self.head.area
        counts, look = self.desk.activity_counts, self.look.look()
        self.drawing.begin(counts.prepare(self.period, area.chosen, all_areas=area.everywhere, look=look))

    def _take(self, sheet: ActivityCountSheet) -> None:
        heads, figures = lines(sheet, None)
        if sheet.facts.period != self._shown:  # another period begins with its own numbers, not with a column beside
            self.figures.show_figures(heads[:1], figures)
            self._shown = sheet.facts.period
        self.figures.show_figures(heads, figures)
        self.figures.choose(self.figures.current)
        self._show_records(self.figures.current)
        self._counting = start(ReadVisited(self.desk, sheet), self)
        self._counting.done.connect(lambda people: self._show_visited(sheet, people))

    def _show_visited(self, sheet: ActivityCountSheet, people: int) -> None:
        """People stand beside the visits to them, once they are counted."""
        self._counting = None
        if sheet is self.sheet:
            self.figures.show_figures(*lines(sheet, people))

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
        key, column, *_ = place.ref
        item = self._item(key)
        if item is None or self.sheet is None:
            return ""
        if is_ahead(self.sheet, column):
            return AHEAD
        return told_over(CountBehind(self.desk, item, self.sheet, column))

    def _find_figure(self, place: FigurePlace) -> None:
        """Show the line of a number pressed on the pages, with its records below; where room is short, open them."""
        key, column, *_ = place.ref
        item = self._item(key)
        if item is None or self.sheet is None:
            return
        if is_ahead(self.sheet, column):
            self.said.emit(AHEAD)
            return
        self.sides.show_numbers()
        self.look.fold_away()
        self._arrange()
        if column < len(self.sheet.columns):
            self.figures.come_to(key, column)
        else:  # another area's number stands in no line: Enter would open the ward's
            self.figures.let_go()
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


def _as_it_is(sheet: ActivityCountSheet) -> ActivityCountSheet:
    """It names nobody, so nobody is asked who holds it."""
    return sheet
