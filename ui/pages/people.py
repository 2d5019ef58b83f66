"""要援護者: everybody on the register, narrowed as one types, sorted by any head, worked by keys alone."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from ui.pages.page import Page, Shape
from ui.pages.people_filter import ALL, PeopleFilter, Wanted
from ui.pages.people_rows import AREA, COLUMNS, Listed, Listing, Matching
from ui.places import Place, Room
from ui.tasks import start
from ui.theme import Theme, set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.empty import Empty
from ui.widgets.filter_drawer import LOW, FilterDrawer
from ui.widgets.flow import Flow
from ui.widgets.record_table import RecordTable
from ui.widgets.scroll import Scroll
from ui.widgets.sort_field import SortField
from ui.widgets.strip import Strip
from watchdesk.changed import Changed
from watchdesk.desk import Desk
from watchdesk.domain.words import Status

WHOSE = "どなたの訪問ですか。お名前を入れてください。"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Going:
    """For whom the list was left, how many visits they had then, and who stood behind them."""

    person_id: str
    visits: int
    next_id: str


class PeoplePage(Page):
    """The list; ``Place.only`` shows exactly the people behind a figure, and says which."""

    TITLE = "要援護者"
    HELP = (
        "台帳の方の一覧です。ふだんは見守り中の方だけが並びます。"
        "見出しを押すと並べかえます。もう一度押すと、逆の順になります。"
    )
    KEYS = (
        ("↑ ↓", "方を選びます"),
        ("← →", "見出しを選びます。スペースで並べかえます"),
        ("Enter", "選んだ方の台帳を開きます"),
        ("R", "選んだ方の訪問を記録します"),
        ("Ctrl+N", "新しい方を登録します"),
        ("Esc", "しぼり込みをやめます"),
    )

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(desk, theme, parent)
        self.rows: tuple[Listed, ...] | None = None
        self._place = Place(room=Room.PEOPLE)
        self._fitting: frozenset[str] | None = None
        self._narrowed: Wanted | None = None
        self._left_out: frozenset[str] | None = None
        self._reading = self._again = self._matching = self._entered = False
        self._going: _Going | None = None
        self._build()
        self.filter.changed.connect(self._narrow)
        self.filter.typed.connect(self._match)
        self.filter.dropped.connect(self._drop_filter)
        self.filter.text.installEventFilter(self)
        self.filter.text.returnPressed.connect(self._take_typed)
        self.drawer.dropped.connect(self._drop_filter)
        self.table.opened.connect(self._take)
        self.asking.answered.connect(self._give_up_asking)
        self.open.clicked.connect(self._open_current)
        self.register.clicked.connect(self.main_action)
        self.bring_in.clicked.connect(self._import)
        self.record.clicked.connect(self._record_visit)
        self.empty.pressed.connect(self._answer_empty)

    def enter(self, place: Place) -> None:
        """Show the list, narrowed to the people behind a figure where the place names them."""
        self._ask(place.asks)
        if place != self._place:
            self._place = place
            if self.rows is not None:
                self._narrow()
        self._go_on()
        self._read()

    def reread(self, changed: Changed) -> None:
        """Read again; filter, order and current row stay."""
        if changed & (Changed.PEOPLE | Changed.VISITS | Changed.SETTINGS):
            self._read()

    def reshape(self, shape: Shape) -> None:
        """Fold columns where room is short; a card for each person, and the fields behind a button, where narrow."""
        wide, narrow = shape is Shape.WIDE, shape is Shape.NARROW
        self._head.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        for button in (self.register, self.open, self.record):
            button.hide_keys(not wide or (self._place.asks and button is not self.register))
        self.filter.reshape(wide=wide)
        self.table.show_cards(narrow)
        set_size(self.table, min_height=11 if wide else 15 if narrow else 9.5)
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
            leads = self.table.isVisible() and not event.modifiers() & _CHORD
            if leads:
                self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            return leads
        return False

    def first_focus(self) -> QWidget | None:
        """The list, or what to do when there is nobody; the words to type where it is asked whose visit it is."""
        if self._place.asks and (self.rows is None or self.rows):
            self.drawer.reach()
            return self.filter.text
        return self.empty.button if self._list.currentWidget() is self.empty else self.table

    def regions(self) -> tuple[QWidget, ...]:
        """The fields that narrow, then the list."""
        first = self.first_focus()
        fields = self.filter.text if self.filter.isVisible() else self.drawer.button
        return (fields, first) if first is not None else (fields,)

    def main_action(self) -> None:
        """Register somebody new."""
        self.wanted.emit(Place(room=Room.PERSON, new=True))

    def _build(self) -> None:
        self.count = words("", voice="soft")
        self.bring_in = ActionButton("名簿を取りこむ", "file-input")
        self.register = ActionButton("新しい方を登録する", "user-round-plus", "Ctrl+N", kind="main")
        title = row(words("要援護者", "title"), self.count, STRETCH, gap=1)
        self._head = row(title, row(self.bring_in, self.register, gap=1), gap=0.75)
        self.asking = Strip()
        self.filter = PeopleFilter(() if self.desk.home_area else self.desk.codes.areas)
        self.drawer = FilterDrawer(self.filter, self.filter.text)
        self.table = RecordTable(COLUMNS, "要援護者の一覧", folds=True)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.sort_by("次の期限")
        self.empty = Empty()
        self._list = QStackedWidget()
        self._list.addWidget(self.table)
        self._list.addWidget(self.empty)
        self.empty.say("台帳を読んでいます。", icon="loader")
        self._list.setCurrentWidget(self.empty)
        self._keys_told = words("↑ ↓ で方を選びます。", "small", "soft")
        self.sort = SortField(self.table)
        self.open = ActionButton("この方の台帳を開く", "book-open-text", "Enter", kind="low", only_shown=True)
        self.record = ActionButton("この方の訪問を記録する", "clipboard-pen-line", "R", kind="low")
        content = QWidget()
        bar = Flow(self._keys_told, self.sort, self.open, self.record)
        layout = column(self._head, self.asking, self.drawer, self._list, bar, gap=0.75, margins=(1, 1.5))
        layout.setStretch(3, 1)
        content.setLayout(layout)
        self.setLayout(column(Scroll(content), gap=0))

    def _fold_fields(self) -> None:
        """Put the fields behind しぼる where the page is narrow or low."""
        low = self.height() / self.theme.em(1) < LOW
        self.drawer.fold(self.shape is Shape.NARROW or (self.shape is Shape.MIDDLE and low))

    def _read(self) -> None:
        if self._reading:
            self._again = True
            return
        self._reading = True
        task = start(Listing(self.desk), self)
        task.done.connect(self._take_rows)
        task.failed.connect(self._stumble)

    def _take_rows(self, rows: tuple[Listed, ...]) -> None:
        self._reading = False
        first = self.rows is None
        self.rows = rows
        self.filter.offer_towns(rows)
        self._choose_columns()
        self.table.set_rows(rows)
        self._narrow()
        if self.filter.text.text().strip():
            self._match()
        if first and self.isVisible() and not self.filter.is_set():
            self._focus_first()
        if self._again:
            self._again = False
            self._read()

    def _stumble(self, error: Exception) -> None:
        self._reading = self._matching = False
        raise error

    def _match(self) -> None:
        asked = self.filter.text.text().strip()
        if not asked:
            self._fitting = None
            self._narrow()
        elif not self._matching:
            self._matching = True
            task = start(Matching(self.desk, asked), self)
            task.done.connect(self._take_fitting)
            task.failed.connect(self._stumble)

    def _take_fitting(self, found: tuple[str, frozenset[str]]) -> None:
        self._matching = False
        asked, fitting = found
        if asked != self.filter.text.text().strip():
            self._match()
            return
        self._fitting = fitting
        self._narrow()
        if self._entered:
            self._take_typed()

    def _ask(self, asks: bool) -> None:
        """Ask whose visit it is, as long as somebody is wanted for one."""
        if asks:
            self.asking.say(WHOSE, button="訪問記録にもどる")
        else:
            self.asking.clear()
        for button in (self.open, self.record):
            button.hide_keys(asks or self.shape is not Shape.WIDE)

    def _give_up_asking(self) -> None:
        self.wanted.emit(Place(room=Room.VISITS))

    def _wanted(self) -> Wanted:
        only = None if self._place.only is None else frozenset(self._place.only)
        return self.filter.wanted(self._fitting, only)

    def _narrow(self) -> None:
        wanted = self._wanted()
        if wanted != self._narrowed:
            self._narrowed = wanted
            self.table.set_filter(wanted.keeps)
        self._tell()

    def _drop_filter(self) -> None:
        self._place = Place(room=Room.PEOPLE, asks=self._place.asks)
        self._fitting = None
        self.filter.clear()
        self._narrow()
        self._focus_first()

    def _focus_first(self) -> None:
        first = self.first_focus()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_columns(self) -> None:
        marked = any(one.alike or one.line.hidden for one in self.rows or ())
        titles = frozenset() if marked else frozenset({"注意"})
        titles |= frozenset({AREA}) if self.desk.home_area else frozenset()
        if titles != self._left_out:
            self._left_out = titles
            self.table.hide_columns(titles)
            self.sort.offer()

    def _tell(self) -> None:
        rows, wanted = self.rows or (), self._wanted()
        shown = len(self.table.rows())
        total = sum(wanted.counts(one) for one in rows)
        told = _counted(shown, total, wanted, self._place.because)
        self.count.setText(told)
        self.filter.count.setText(told)
        only = self._place.only is not None
        self.filter.show_drop(only=only)
        self.drawer.tell(_asked(wanted), told, drops=only or self.filter.is_set())
        for button in (self.open, self.record):
            button.setVisible(bool(shown))
        self._list.setCurrentWidget(self.table if shown else self.empty)
        if not rows:
            self.empty.say(
                "台帳に、まだどなたもいません。",
                "区や社協からの名簿があるときは、「名簿を取りこむ」でまとめて入れられます。",
                button="新しい方を登録する",
                icon="user-round-plus",
            )
        elif not shown:
            self.empty.say_filtered_out(f"{len(rows)}名")

    def _answer_empty(self) -> None:
        if self.rows:
            self._drop_filter()
        else:
            self.main_action()

    def _go_on(self) -> None:
        """Whoever comes back from recording a visit stands at the next person of the list as it was."""
        going, self._going = self._going, None
        if going is not None and self._visits_of(going.person_id) > going.visits:
            self.table.select(going.next_id)

    def _go_to(self, listed: Listed) -> None:
        """Remember who stands behind somebody, before the list is left for them."""
        ids = [row.id for row in self.table.rows()]
        behind = ids[ids.index(listed.id) + 1 :] if listed.id in ids else []
        visits = self._visits_of(listed.id)
        self._going = _Going(person_id=listed.id, visits=visits, next_id=behind[0]) if behind else None

    def _visits_of(self, person_id: str) -> int:
        return len(self.desk.visits.of_person(person_id))

    def _take(self, listed: Listed) -> None:
        """Enter on somebody: what was asked for, else the register."""
        if self._place.asks:
            self._record(listed)
        else:
            self._open(listed)

    def _open(self, listed: Listed) -> None:
        self._go_to(listed)
        self.wanted.emit(Place(room=Room.PERSON, person_id=listed.id))

    def _take_typed(self) -> None:
        """Enter after a name: into the list, where it names more than one; else to the one whom it names."""
        shown, self._entered = self.table.rows(), self._matching
        if self._entered or not shown:
            return
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._place.asks and len(shown) == 1:
            self._record(shown[0])

    def _open_current(self) -> None:
        listed = self.table.row()
        if listed is not None:
            self._open(listed)

    def _record_visit(self) -> None:
        listed = self.table.row()
        if listed is not None:
            self._record(listed)

    def _record(self, listed: Listed) -> None:
        self._go_to(listed)
        self.wanted.emit(Place(room=Room.VISIT, person_id=listed.id, new=True))

    def _import(self) -> None:
        self.wanted.emit(Place(room=Room.IMPORT))


_CHORD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def _asked(wanted: Wanted) -> int:
    """How many things narrow the list."""
    chosen = (wanted.area, wanted.town, wanted.consent)
    plain = wanted.status == Wanted().status
    beside = (not plain, wanted.overdue, wanted.fitting is not None, wanted.only is not None)
    return sum(one != ALL for one in chosen) + sum(beside)


def _counted(shown: int, total: int, wanted: Wanted, because: str) -> str:
    """What is shown, in words: 見守り中の91名のうち、26名を表示しています。"""
    if wanted.only is not None:
        whose = f"「{because}」の方" if because else "選ばれた方"
    else:
        whose = "台帳の方" if wanted.status == ALL else f"{Status(wanted.status).label}の方"
    if shown == total and not wanted.narrows:
        return f"{whose}は、{total}名です。"
    return f"{whose}{total}名のうち、{shown}名を表示しています。"
