"""PeopleParts: what the page 要援護者 is made of, and how its parts stand in each shape of the window."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QLayout, QStackedWidget, QWidget

from ui.pages.page import Shape
from ui.pages.people.columns import ColumnsPanel
from ui.pages.people.filter import FilterFields
from ui.pages.people.print import PrintPanel
from ui.pages.people.rows import MARKED, SORT_TITLES
from ui.pages.people.saved import SavedPanel
from ui.theme import set_gaps, set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, rule, words
from ui.widgets.empty import Empty
from ui.widgets.filter_drawer import FilterDrawer
from ui.widgets.flow import Flow
from ui.widgets.record_table import RecordTable
from ui.widgets.scroll import Scroll
from ui.widgets.sort_field import SortField
from ui.widgets.strip import Strip
from watchdesk.desk import Desk

_SIDE = 21.0
"""Em of width of a panel beside the list."""

_ACROSS, _DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
_LIST, _PRINT, _SIDES = range(3)
"""The list, the pages to be printed, and what opens beside the list where there is no room beside: each by itself."""


class _RoomLeft(QStackedWidget):
    """Takes the room that is left and asks for no more, or the page would scroll around a list that scrolls."""

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()


class PeopleParts:
    """The list with its fields and buttons, the panels that open beside it, and the pages to be printed."""

    def __init__(self, desk: Desk) -> None:
        self.count = words("", voice="soft")
        self.back = ActionButton("前の画面にもどる", "arrow-left", kind="low")
        self.back.hide()  # until the people behind a figure are shown
        self.print = ActionButton("この一覧を印刷する", "printer", "Ctrl+P")
        self.bring_in = ActionButton("名簿を取りこむ", "file-input")
        self.register = ActionButton("新しい方を登録する", "user-round-plus", "Ctrl+N", kind="main")
        self.asking = Strip()
        self.filter = FilterFields(() if desk.home_area else desk.codes.areas)
        self.drawer = FilterDrawer(self.filter, self.filter.text)
        self.table = RecordTable((MARKED,), "要援護者の一覧", folds=True)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.empty = Empty()
        self.columns, self.saved, self.printing = ColumnsPanel(), SavedPanel(desk), PrintPanel(desk)
        self.sort = SortField(self.table, SORT_TITLES)
        self.choose = ActionButton("列をえらぶ", "list", kind="low")
        self.open = ActionButton("この方の台帳を開く", "book-open-text", "Enter", kind="low", only_shown=True)
        self.record = ActionButton("この方の訪問を記録する", "clipboard-pen-line", "R", kind="low")
        self.mark = ActionButton("印を付ける", "check", kind="low")
        self.together = ActionButton("印の訪問をまとめて記録する", "clipboard-pen-line", "T", kind="plain")
        self.unmark = ActionButton("印をすべて消す", kind="low")
        self.rooms = QStackedWidget()
        self._wide = True
        self.show_side(None)

    @property
    def shows_empty(self) -> bool:
        """Whether there is nobody to be shown."""
        return self._list.currentWidget() is self.empty

    @property
    def prints(self) -> bool:
        """Whether the pages to be printed are shown instead of the list."""
        return self.rooms.currentIndex() == _PRINT

    @property
    def covered(self) -> bool:
        """Whether a panel stands in place of the list."""
        return self.rooms.currentIndex() == _SIDES

    def layout(self) -> QLayout:
        """Put everything in its place; once."""
        title = row(words("要援護者", "title"), self.count, STRETCH, gap=1)
        self._buttons = Flow(self.back, self.print, self.bring_in, self.register, gap=0.75)
        self._head = row(title, self._buttons, gap=0.75)
        self._list = _RoomLeft()
        self._list.addWidget(self.table)
        self._list.addWidget(self.empty)
        self._beside = QBoxLayout(_ACROSS)
        set_gaps(self._beside, 0.75)
        self._beside.addWidget(self._list, 1)
        for side in (self.columns, self.saved):
            self._beside.addWidget(side)
        self._acts = (self.together, self.unmark, self.open, self.record, self.mark, self.sort, self.choose)
        self._bar = Flow(*self._acts)
        self._fixed_row = row(margins=(0.4, 1.5))
        self._fixed = QWidget()
        self._fixed.setLayout(column(rule(), self._fixed_row, gap=0))
        self._listed = column(self._head, self.asking, self.drawer, self._beside, self._bar)
        self._listed.setStretch(3, 1)
        content = QWidget()
        content.setLayout(self._listed)
        self._sides = QBoxLayout(_DOWN)
        set_gaps(self._sides, 0, (0.75, 1))
        sides = QWidget()
        sides.setLayout(self._sides)
        listed, whole = QWidget(), column(Scroll(content), self._fixed, gap=0)
        whole.setStretch(0, 1)
        listed.setLayout(whole)
        for room in (listed, Scroll(self.printing), Scroll(sides)):
            self.rooms.addWidget(room)
        return column(self.rooms, gap=0)

    def reshape(self, shape: Shape) -> None:
        """Fold what stands side by side."""
        wide, narrow = shape is Shape.WIDE, shape is Shape.NARROW
        self._head.setDirection(_DOWN if narrow else _ACROSS)
        others = (self.print, self.bring_in)
        for button in (self.register, *others) if narrow else (*others, self.register):
            self._buttons.removeWidget(button)
            self._buttons.addWidget(button)
        self.print.set_words("この一覧を印刷する" if shape is not Shape.MIDDLE else "印刷する")
        self._wide = wide
        self._fix_bar(narrow)
        for side in (self.columns, self.saved):
            (self._beside if wide else self._sides).addWidget(side)
            widths = (_SIDE, _SIDE) if wide else (10.0, 999.0)
            set_size(side, min_width=widths[0], max_width=widths[1])
        self.show_room(prints=self.prints)
        self.filter.reshape(wide=wide)
        self.printing.reshape(shape)
        self.table.show_cards(narrow)
        set_size(self.table, min_height=15 if narrow else 8.75)
        set_gaps(self._listed, 0.75 if wide or narrow else 0.55, (1, 1.5))

    def _fix_bar(self, fixed: bool) -> None:
        """Where the page scrolls, what one does with somebody stays in sight below it."""
        for button in self._acts:
            layout = self._fixed_row if fixed and button in (self.open, self.record) else self._bar
            for each in (self._bar, self._fixed_row):
                each.removeWidget(button)
            layout.addWidget(button)
        self._fixed.setVisible(fixed)

    def show_list(self, shown: bool) -> None:
        """Show the list, or what is said where nobody stands on it."""
        self._list.setCurrentWidget(self.table if shown else self.empty)

    def show_side(self, side: QWidget | None) -> None:
        """Show one of the panels beside the list, or none."""
        for each in (self.columns, self.saved):
            each.setVisible(each is side)
        self.show_room(prints=self.prints)

    def show_room(self, *, prints: bool) -> None:
        """Show the pages to be printed, or the list, with the panel that is open beside it or in its place."""
        covered = self.side is not None and not self._wide
        self.rooms.setCurrentIndex(_PRINT if prints else _SIDES if covered else _LIST)

    @property
    def side(self) -> ColumnsPanel | SavedPanel | None:
        """The panel that is open beside the list."""
        return next((each for each in (self.columns, self.saved) if not each.isHidden()), None)
