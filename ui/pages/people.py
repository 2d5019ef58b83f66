"""要援護者: everybody on the register, narrowed as one types, sorted by any head, worked by keys alone."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from ui.pages.page import Page, Shape
from ui.pages.people_filter import ALL, PeopleFilter, Wanted
from ui.pages.people_rows import AREA, COLUMNS, MIDDLE_LEAVES_OUT, NARROW_LEAVES_OUT, Listed, Listing, Matching
from ui.places import Place, Room
from ui.tasks import start
from ui.theme import Theme, set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.empty import Empty
from ui.widgets.record_table import RecordTable
from ui.widgets.scroll import Scroll
from watchdesk.changed import Changed
from watchdesk.desk import Desk
from watchdesk.domain.words import Status


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
        self._reading = self._again = self._matching = False
        self._going: _Going | None = None
        self._build()
        self.filter.changed.connect(self._narrow)
        self.filter.typed.connect(self._match)
        self.filter.dropped.connect(self._drop_filter)
        self.table.opened.connect(self._open)
        self.open.clicked.connect(self._open_current)
        self.register.clicked.connect(self.main_action)
        self.bring_in.clicked.connect(self._import)
        self.record.clicked.connect(self._record_visit)
        self.empty.pressed.connect(self._answer_empty)

    def enter(self, place: Place) -> None:
        """Show the list, narrowed to the people behind a figure where the place names them."""
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
        """Leave columns out where room is short."""
        narrow = shape is Shape.NARROW
        self._head.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        wide = shape is Shape.WIDE
        for button in (self.register, self.open, self.record):
            button.hide_keys(not wide)
        self.filter.reshape(wide=wide)
        set_size(self.table, min_height=11 if wide else 9.5)
        for part in (self.count, self._keys_told):
            part.setVisible(wide)
        self._choose_columns()

    def first_focus(self) -> QWidget | None:
        """The list, or what to do when there is nobody."""
        return self.empty.button if self._list.currentWidget() is self.empty else self.table

    def regions(self) -> tuple[QWidget, ...]:
        """The fields that narrow, then the list."""
        first = self.first_focus()
        return (self.filter.text, first) if first is not None else (self.filter.text,)

    def main_action(self) -> None:
        """Register somebody new."""
        self.wanted.emit(Place(room=Room.PERSON, new=True))

    def _build(self) -> None:
        self.count = words("", voice="soft")
        self.bring_in = ActionButton("名簿を取りこむ", "file-input")
        self.register = ActionButton("新しい方を登録する", "user-round-plus", "Ctrl+N", kind="main")
        self._head = row(words("要援護者", "title"), self.count, STRETCH, self.bring_in, self.register, gap=1)
        self.filter = PeopleFilter(() if self.desk.home_area else self.desk.codes.areas)
        self.table = RecordTable(COLUMNS, "要援護者の一覧")
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.sort_by("次の期限")
        self.empty = Empty()
        self._list = QStackedWidget()
        self._list.addWidget(self.table)
        self._list.addWidget(self.empty)
        self.empty.say("台帳を読んでいます。", icon="loader")
        self._list.setCurrentWidget(self.empty)
        self._keys_told = words("↑ ↓ で方を選びます。", "small", "soft")
        self.open = ActionButton("この方の台帳を開く", "book-open-text", "Enter", kind="low", only_shown=True)
        self.record = ActionButton("この方の訪問を記録する", "clipboard-pen-line", "R", kind="low")
        content = QWidget()
        bar = row(self._keys_told, STRETCH, self.open, self.record)
        layout = column(self._head, self.filter, self._list, bar, gap=0.75, margins=(1, 1.5))
        layout.setStretch(2, 1)
        content.setLayout(layout)
        self.setLayout(column(Scroll(content), gap=0))

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
        if first and self.isVisible() and not self.filter.isAncestorOf(self.focusWidget() or self):
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
        self._place = Place(room=Room.PEOPLE)
        self._fitting = None
        self.filter.clear()
        self._narrow()
        self._focus_first()

    def _focus_first(self) -> None:
        first = self.first_focus()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_columns(self) -> None:
        left_out = {Shape.WIDE: frozenset[str](), Shape.MIDDLE: MIDDLE_LEAVES_OUT, Shape.NARROW: NARROW_LEAVES_OUT}
        marked = any(one.alike or one.line.hidden for one in self.rows or ())
        titles = left_out[self.shape] | (frozenset() if marked else frozenset({"注意"}))
        titles |= frozenset({AREA}) if self.desk.home_area else frozenset()
        if titles != self._left_out:
            self._left_out = titles
            self.table.hide_columns(titles)

    def _tell(self) -> None:
        rows, wanted = self.rows or (), self._wanted()
        shown = len(self.table.rows())
        total = sum(wanted.counts(one) for one in rows)
        told = _counted(shown, total, wanted, self._place.because)
        self.count.setText(told)
        self.filter.count.setText(told)
        self.filter.show_drop(only=self._place.only is not None)
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

    def _open(self, listed: Listed) -> None:
        self._go_to(listed)
        self.wanted.emit(Place(room=Room.PERSON, person_id=listed.id))

    def _open_current(self) -> None:
        listed = self.table.row()
        if listed is not None:
            self._open(listed)

    def _record_visit(self) -> None:
        listed = self.table.row()
        if listed is not None:
            self._go_to(listed)
            self.wanted.emit(Place(room=Room.VISIT, person_id=listed.id, new=True))

    def _import(self) -> None:
        self.wanted.emit(Place(room=Room.IMPORT))


def _counted(shown: int, total: int, wanted: Wanted, because: str) -> str:
    """What is shown, in words: 見守り中の91名のうち、26名を表示しています。"""
    if wanted.only is not None:
        whose = f"「{because}」の方" if because else "選ばれた方"
    else:
        whose = "台帳の方" if wanted.status == ALL else f"{Status(wanted.status).label}の方"
    if shown == total and not wanted.narrows:
        return f"{whose}は、{total}名です。"
    return f"{whose}{total}名のうち、{shown}名を表示しています。"
