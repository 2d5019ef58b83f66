"""関係機関: watchers, 民生委員, bodies and firms, narrowed as one types, each opened by Enter."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from ui.pages.page import Page, Shape
from ui.pages.partners.rows import (
    ALL,
    COLUMNS,
    PRESENT,
    STANDINGS,
    Listed,
    Listing,
    Wanted,
    counted,
    saying_nothing,
)
from ui.pages.reader import Reader
from ui.places import Place, Room
from ui.theme import Theme, set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.choice_field import Choice, ChoiceField
from ui.widgets.empty import Empty
from ui.widgets.filter_drawer import LOW, FilterDrawer
from ui.widgets.flow import Flow
from ui.widgets.manners import composing
from ui.widgets.record_table import RecordTable
from ui.widgets.scroll import Scroll
from ui.widgets.sort_field import SortField
from ui.widgets.text_fields import LineField
from watchdesk.changed import Changed
from watchdesk.desk import Desk
from watchdesk.domain.folding import fold

_CHORD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class PartnersPage(Page):
    """The list of all partners."""

    TITLE = "関係機関"
    HELP = (
        "見守り員、民生委員、機関や団体、協力事業者の一覧です。担当は、いま見守っている方の人数です。"
        "退いた方は、ふだんは並びません。"
    )
    KEYS = (
        ("↑ ↓", "関係者を選びます"),
        ("← →", "見出しを選びます。スペースで並べかえます"),
        ("Enter", "選んだ関係者を開きます。担当の引きつぎも、そこでできます"),
        ("Ctrl+N", "新しい関係者を登録します"),
        ("Esc", "しぼり込みをやめます"),
    )

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(desk, theme, parent)
        self.rows: tuple[Listed, ...] | None = None
        self._build()
        self.reader = Reader(self, lambda: Listing(desk), self.empty, "関係機関を読んでいます。")
        self.reader.taken.connect(self._take_rows)
        self.filter.changed.connect(self._narrow)
        self.filter.dropped.connect(self._drop_filter)
        self.drawer.dropped.connect(self._drop_filter)
        self.filter.text.installEventFilter(self)
        self.filter.text.returnPressed.connect(self._take_typed)
        self.table.opened.connect(self._open)
        self.open.clicked.connect(self._open_current)
        self.register.clicked.connect(self.main_action)
        self.empty.pressed.connect(self._answer_empty)

    def enter(self, place: Place) -> None:
        """Show the list as it was left, read anew."""
        self.reader.read()

    def reread(self, changed: Changed) -> None:
        """Read again; filter, order and current row stay."""
        if changed & (Changed.PARTNERS | Changed.PEOPLE | Changed.SETTINGS):
            self.reader.read()

    def reshape(self, shape: Shape) -> None:
        """Fold columns where room is short; a card for each, and the fields behind a button, where narrow."""
        wide, narrow = shape is Shape.WIDE, shape is Shape.NARROW
        self._head.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self.table.show_cards(narrow)
        set_size(self.table, min_height=11 if wide else 15 if narrow else 9.5)
        set_size(self.filter.text, min_width=17 if wide else 10)
        for button in (self.register, self.open):
            button.hide_keys(not wide)
        for part in (self.count, self._keys_told):
            part.setVisible(wide)
        self.sort.setVisible(not wide)
        self._fold_fields()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold_fields()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """↓ leads from the words typed into the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down:
            leads = self.table.isVisible() and not event.modifiers() & _CHORD and not composing(self.filter.text)
            if leads:
                self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            return leads
        return False

    def first_focus(self) -> QWidget | None:
        """The list, or what to do when there is nobody."""
        return self.table if self._list.currentWidget() is self.table else self.empty.button

    def regions(self) -> tuple[QWidget, ...]:
        """The fields that narrow, then the list."""
        fields = self.filter.text if self.filter.isVisible() else self.drawer.button
        first = self.first_focus()
        return (fields, first) if first is not None else (fields,)

    def main_action(self) -> None:
        """Register somebody new."""
        self.wanted.emit(Place(room=Room.PARTNER, new=True))

    def _build(self) -> None:
        self.count = words("", voice="soft")
        self.register = ActionButton("新しい関係者を登録する", "user-round-plus", "Ctrl+N", kind="main")
        title = row(words("関係機関", "title"), self.count, STRETCH, gap=1)
        self._head = row(title, row(self.register), gap=0.75)
        self.filter = PartnersFilter()
        self.drawer = FilterDrawer(self.filter, self.filter.text)
        self.table = RecordTable(COLUMNS, "関係機関の一覧", folds=True)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.empty = Empty()
        self._list = QStackedWidget()
        self._list.addWidget(self.table)
        self._list.addWidget(self.empty)
        self._keys_told = words("↑ ↓ で選びます。", "small", "soft")
        self.sort = SortField(self.table)
        self.open = ActionButton("この関係者を開く", "book-open-text", "Enter", kind="low", only_shown=True)
        bar = Flow(self._keys_told, self.sort, self.open)
        layout = column(self._head, self.drawer, self._list, bar, gap=0.75, margins=(1, 1.5))
        layout.setStretch(2, 1)
        content = QWidget()
        content.setLayout(layout)
        self.setLayout(column(Scroll(content), gap=0))

    def _fold_fields(self) -> None:
        """Put the fields behind しぼる where the page is narrow or low."""
        low = self.height() / self.theme.em(1) < LOW
        self.drawer.fold(self.shape is Shape.NARROW or (self.shape is Shape.MIDDLE and low))

    def _take_rows(self, rows: tuple[Listed, ...]) -> None:
        first = self.rows is None
        self.filter.offer([(entry.code, entry.label) for entry in self.desk.codes.entries("partner_kinds")])
        self.rows = rows
        self.table.set_rows(rows)
        self._narrow()
        if first and self.isVisible() and not self.filter.wanted().count and not self.writes_elsewhere():
            self._focus_first()

    def _narrow(self) -> None:
        wanted = self.filter.wanted()
        self.table.set_filter(wanted.keeps)
        self.table.hide_columns(saying_nothing(self.table.rows(), ward=self.desk.home_area is None))
        self._tell(len(self.table.rows()), wanted)

    def _tell(self, shown: int, wanted: Wanted) -> None:
        if self.rows is None:
            return
        told = counted(self.rows, shown, wanted)
        self.count.setText(told)
        self.filter.drop.setVisible(bool(wanted.count))
        self.drawer.tell(wanted.count, told, drops=bool(wanted.count))
        self.open.setVisible(bool(shown))
        self._list.setCurrentWidget(self.table if shown else self.empty)
        if not self.rows:
            self.empty.say(
                "関係者は、まだ登録されていません。",
                "見守り員や民生委員を登録すると、要援護者の担当にできます。",
                button="新しい関係者を登録する",
                icon="user-round-plus",
            )
        elif not shown:
            self.empty.say(
                "この条件に当てはまる関係者は、いません。",
                f"退いた方も入れて、全部で{len(self.rows)}件です。",
                button="しぼり込みをやめる",
                icon="search",
            )

    def _drop_filter(self) -> None:
        self.filter.clear()
        self._narrow()
        self._focus_first()

    def _answer_empty(self) -> None:
        if self.rows and self.filter.wanted().count:
            self._drop_filter()
        else:
            self.main_action()

    def _take_typed(self) -> None:
        """Enter after a word: into the list."""
        if self.table.rows():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, listed: Listed) -> None:
        self.wanted.emit(Place(room=Room.PARTNER, partner_id=listed.id))

    def _open_current(self) -> None:
        listed = self.table.row()
        if listed is not None:
            self._open(listed)

    def _focus_first(self) -> None:
        first = self.first_focus()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)


class PartnersFilter(QWidget):
    """``changed`` when the user asks for something else, ``dropped`` when nothing is asked for any more (Esc)."""

    changed = Signal()
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.text = LineField("言葉でしぼる", "名前・役割・所属・電話")
        self.kind = ChoiceField("種別", ((ALL, "すべて"),), optional=False, filters=True)
        self.standing = ChoiceField("退いた方", STANDINGS, optional=False, filters=True)
        self.drop = ActionButton("しぼり込みをやめる", "rotate-ccw", "Esc", kind="low")
        fields = (("言葉でしぼる", self.text), ("種別", self.kind), ("退いた方", self.standing))
        self.setLayout(Flow(*(_titled(title, entry) for title, entry in fields), self.drop, gap=0.75))
        for entry in (self.text, self.kind, self.standing):
            entry.edited.connect(self.changed)
        self.drop.clicked.connect(self.dropped)
        self.drop.hide()

    def offer(self, kinds: Sequence[Choice]) -> None:
        """Offer these kinds; what is asked for stays."""
        self.kind.set_choices(((ALL, "すべて"), *kinds))

    def clear(self) -> None:
        """Ask for nothing, without telling."""
        self.text.clear()
        self.kind.set_value(ALL)
        self.standing.set_value(PRESENT)

    def wanted(self) -> Wanted:
        """What the fields say."""
        return Wanted(
            needles=tuple(filter(None, map(fold, self.text.text().split()))),
            kind=self.kind.value() or ALL,
            standing=self.standing.value() or PRESENT,
        )


def _titled(title: str, entry: QWidget) -> QWidget:
    made = QWidget()
    made.setLayout(column(words(title, "head"), entry, gap=0.35))
    return made
