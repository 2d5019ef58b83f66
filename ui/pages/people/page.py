"""要援護者: everybody on the register, narrowed as one types, in the columns and the order that the user likes."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.pages.page import Page, Shape
from ui.pages.people.marking import PeopleMarking
from ui.pages.people.panels import PeoplePanels
from ui.pages.people.parts import PeopleParts
from ui.pages.people.print import Asked
from ui.pages.people.rows import Listed
from ui.pages.people.shown import ShownColumns
from ui.pages.people.shown_people import ShownPeople
from ui.places import Place, Room
from ui.theme import Theme
from ui.widgets.filter_drawer import LOW
from ui.widgets.manners import composing
from watchdesk.changed import Changed
from watchdesk.desk import Desk
from watchdesk.domain.definitions import SCREENS
from watchdesk.domain.people_filter import PeopleFilter

NAMING = "naming"
"""Section of the list: the panel in which a filter gets its name."""
WHOSE = "どなたの訪問ですか。お名前を入れてください。"
_WHAT_SHOWS = Changed.PEOPLE | Changed.VISITS | Changed.SETTINGS | Changed.PARTNERS


@dataclass(frozen=True, slots=True, kw_only=True)
class _Going:
    """For whom the list was left, how many visits they had then, and who stood behind them, None: nobody."""

    person_id: str
    visits: int
    next_id: str | None


class PeoplePage(Page):
    """The list; ``Place.only`` shows exactly the people behind a figure, and says which."""

    TITLE = "要援護者"
    HELP = (
        "台帳の方の一覧です。ふだんは見守り中の方だけが並びます。"
        "見出しを押すと並べかえます。もう一度押すと、逆の順になります。"
        "印刷すると、いま並んでいる方が、この列とこの順でのります。"
    )
    KEYS = (
        ("↑ ↓", "方を選びます"),
        ("← →", "見出しを選びます。Shift+スペースで並べかえます"),
        ("スペース", "印を付けます。もう一度で消えます。Ctrl+Aで、並んでいる方すべてに付きます"),
        ("T", "印を付けた方に、同じ訪問をまとめて記録します"),
        ("Enter", "選んだ方の台帳を開きます"),
        ("R", "選んだ方の訪問を記録します"),
        ("Ctrl+N", "新しい方を登録します"),
        ("Ctrl+P", "この一覧を印刷します"),
        ("Esc", "開いた欄をとじます。しぼり込みをやめます"),
    )
    NUMBERS = SCREENS["people"]

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(desk, theme, parent)
        self._place = Place(room=Room.PEOPLE)
        self._entered = False
        self._going: _Going | None = None
        self.setProperty("noRing", True)
        self._build()
        self._connect()
        self.filter.show_filter(self.shown_columns.filter)

    def _build(self) -> None:
        parts = self.parts = PeopleParts(self.desk)
        self.count, self.bring_in, self.print, self.register = parts.count, parts.bring_in, parts.print, parts.register
        self.asking, self.filter, self.drawer = parts.asking, parts.filter, parts.drawer
        self.table, self.empty, self.sort = parts.table, parts.empty, parts.sort
        self.open, self.record = parts.open, parts.record
        self.setLayout(parts.layout())
        self.shown_columns = ShownColumns(self.desk, parts.table, parts.sort, parts.columns)
        self.people = ShownPeople(self, parts, self.shown_columns)
        self.panels = PeoplePanels(self, parts, self.shown_columns)
        self.marking = PeopleMarking(self.desk, parts)

    @property
    def rows(self) -> tuple[Listed, ...] | None:
        """Everybody on the register, as it was read last; None before."""
        return self.people.rows

    def _connect(self) -> None:
        parts = self.parts
        self.people.narrowed.connect(self._tell)
        self.people.came.connect(self._come)
        self.people.fitted.connect(self._take_entered)
        self.filter.dropped.connect(self._drop_filter)
        self.filter.keeping.connect(self._name_filter)
        parts.back.clicked.connect(self.went_back)
        self.filter.saved.clicked.connect(self._open_saved)
        self.filter.text.installEventFilter(self)
        self.filter.text.returnPressed.connect(self._take_typed)
        self.drawer.dropped.connect(self._drop_filter)
        self.table.opened.connect(self._take)
        self.asking.answered.connect(self._give_up_asking)
        self.open.clicked.connect(self._open_current)
        self.register.clicked.connect(self.main_action)
        self.print.clicked.connect(self._open_print)
        self.bring_in.clicked.connect(self._import)
        self.record.clicked.connect(self._record_visit)
        self.empty.pressed.connect(self._answer_empty)
        self.panels.dropped.connect(self._drop_filter)
        parts.saved.chosen.connect(self._take_filter)
        parts.printing.said.connect(self.said)
        parts.printing.wanted.connect(self.wanted)
        self.marking.wanted.connect(self.wanted)
        self.marking.told.connect(self.said)

    # ---- coming and going

    def enter(self, place: Place) -> None:
        """Show the list, narrowed to the people behind a figure where the place names them."""
        self.panels.show_list()
        self._ask(place.asks)
        if place != self._place:
            self._place = place
            self.people.narrow_to(place)
            if self.rows is not None:
                self.people.narrow()
        self._go_on()
        self.marking.come_back()
        self.people.reader.read()

    def here(self, place: Place) -> Place:
        """With the panel in which a filter gets its name."""
        naming = self.parts.side is self.parts.saved
        return replace(place, section=NAMING if naming else "")

    def leave(self) -> None:
        """Remember columns, order and filter; keep a half-written name."""
        self.shown_columns.keep()
        self.parts.saved.keeper.keep_all()

    def reread(self, changed: Changed) -> None:
        """Read again; filter, order and current row stay. Pages that wait to be printed pass the gate again."""
        if changed & _WHAT_SHOWS:
            self.people.reader.read()
            if self.parts.prints:
                self.parts.printing.remake()

    def reshape(self, shape: Shape) -> None:
        """Fold columns where room is short; a card for each person, and the fields behind a button, where narrow."""
        wide = shape is Shape.WIDE
        self.parts.reshape(shape)
        for button in (self.register, self.open, self.record, self.print):
            button.hide_keys(not wide or (self._place.asks and button in (self.open, self.record)))
        self.panels.reshape(wide=wide)
        self.parts.together.hide_keys(not wide)
        self._fold_fields()
        self._tell()

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
        """The list, or what to do when there is nobody; the words to type where it is asked whose visit it is."""
        if self.parts.prints:
            return self.parts.printing.first_focus()
        if self.parts.covered and (side := self.parts.side) is not None:
            return side.first_focus()
        if self._place.asks and (self.rows is None or self.rows):
            self.drawer.reach()
            return self.filter.text
        if self.rows is None:
            return self  # until the list is here, so that Enter presses nothing above it
        return self.empty.button if self.parts.shows_empty else self.table

    def regions(self) -> tuple[QWidget, ...]:
        """The fields that narrow, then the list, then what stands beside it."""
        if self.parts.prints:
            return self.parts.printing.receiver, self.parts.printing.paper.view.view
        if self.parts.covered and (side := self.parts.side) is not None:
            return side.first_focus(), side.close_button
        first, side = self.first_focus(), self.parts.side
        fields = self.filter.text if self.filter.isVisible() else self.drawer.button
        return (fields, *((first,) if first else ()), *((side.close_button,) if side else ()))

    def main_action(self) -> None:
        """Register somebody new."""
        self.wanted.emit(Place(room=Room.PERSON, new=True))

    def _fold_fields(self) -> None:
        """Put the fields behind しぼる where the page is narrow or low."""
        low = self.height() / self.theme.em(1) < LOW
        folded = self.shape is Shape.NARROW or (self.shape is Shape.MIDDLE and low)
        if folded != self.drawer.folded:
            self.drawer.fold(folded)
            self._tell()

    # ---- narrowing

    def _drop_filter(self) -> None:
        self._take_filter(PeopleFilter())

    def _take_filter(self, wanted: PeopleFilter) -> None:
        """Narrow by another filter, a saved one or none at all."""
        self.panels.uncover()
        self._place = Place(room=Room.PEOPLE, asks=self._place.asks)
        self.people.narrow_to(self._place)
        self.people.forget_words()
        self.filter.show_filter(wanted)
        if wanted.text:
            self.people.match()
        self.people.narrow()
        self._focus_first()

    def _come(self) -> None:
        """The list is here: the focus goes to it, unless one narrows already, or looks for what to narrow by."""
        if self._place.section == NAMING and self.parts.side is None:
            self._name_filter()
            return
        now = QApplication.focusWidget()
        narrows = self.filter.is_set() or (now is not None and self.filter.isAncestorOf(now))
        if self.isVisible() and not narrows and not self.parts.prints:
            self._focus_first()

    def _focus_first(self) -> None:
        first = self.first_focus()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self) -> None:
        if self.rows is None:
            return
        wanted, shown, total = self.people.wanted, self.table.model().rowCount(), len(self.rows)
        told = self.people.told()
        only, wide = wanted.only is not None, self.shape is Shape.WIDE
        drops = only or self.filter.is_set()
        self.count.setText(told)
        self.parts.back.setVisible(only)
        self.count.setVisible(wide and not drops)
        above = "" if self.drawer.folded or (wide and not drops) else told
        self.filter.show_words(above, drops=drops, keeps=self.filter.is_set(), only=only)
        self.drawer.tell(wanted.count, told, drops=drops)
        for button in (self.open, self.record, self.print):
            button.setVisible(bool(shown))
        self.parts.show_list(bool(shown))
        self.marking.show_list(bool(shown))
        self.marking.take(tuple(row.id for row in self.rows))
        self.panels.tell_escape()
        if not total:
            self.empty.say(
                "台帳に、まだどなたもいません。",
                "区や社協からの名簿があるときは、「名簿を取りこむ」でまとめて入れられます。",
                button="新しい方を登録する",
                icon="user-round-plus",
            )
        elif not shown:
            self.empty.say_filtered_out(f"{total}名")

    def _answer_empty(self) -> None:
        if self.rows:
            self._drop_filter()
        else:
            self.main_action()

    # ---- panels

    def _open_saved(self) -> None:
        self.panels.open_saved(self.filter.wanted(), self.people.offers, naming=False)

    def _name_filter(self) -> None:
        self.panels.open_saved(self.filter.wanted(), self.people.offers, naming=True)

    def _open_print(self) -> None:
        wanted, heading = self.people.wanted, self.people.heading
        asked = wanted.asked if wanted.only is None else replace(wanted.asked, status=())
        ids = tuple(row.id for row in self.table.rows())
        self.panels.open_print(Asked(ids=ids, columns=self.shown_columns.keys, wanted=asked, heading=heading))

    # ---- ways out

    def _ask(self, asks: bool) -> None:
        """Ask whose visit it is, as long as somebody is wanted for one."""
        if asks:
            self.asking.say(WHOSE, button="訪問記録にもどる")
        else:
            self.asking.clear()
            self.filter.text.clearFocus()  # it had it for the question only
        for button in (self.open, self.record):
            button.hide_keys(asks or self.shape is not Shape.WIDE)

    def _give_up_asking(self) -> None:
        self.wanted.emit(Place(room=Room.VISITS))

    def _go_on(self) -> None:
        """Whoever comes back from recording a visit stands at the next person of the list as it was.

        Where a name was typed for it, the next one is typed into the empty field.
        """
        going, self._going = self._going, None
        if going is None or self._visits_of(going.person_id) <= going.visits:
            return
        if self._place.asks and self.filter.wanted().text:
            self._take_filter(replace(self.filter.wanted(), text=""))
        elif going.next_id is not None:
            self.table.select(going.next_id)

    def _go_to(self, listed: Listed) -> None:
        """Remember who stands behind somebody, before the list is left for them."""
        ids = [row.id for row in self.table.rows()]
        behind = ids[ids.index(listed.id) + 1 :] if listed.id in ids else []
        visits = self._visits_of(listed.id)
        self._going = _Going(person_id=listed.id, visits=visits, next_id=behind[0] if behind else None)

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
        shown, self._entered = self.table.rows(), self.people.matching
        if self._entered or not shown:
            return
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._place.asks and len(shown) == 1:
            self._record(shown[0])

    def _take_entered(self) -> None:
        if self._entered:
            self._take_typed()

    def _open_current(self) -> None:
        if (listed := self.table.row()) is not None:
            self._open(listed)

    def _record_visit(self) -> None:
        if (listed := self.table.row()) is not None:
            self._record(listed)

    def _record(self, listed: Listed) -> None:
        self._go_to(listed)
        self.wanted.emit(Place(room=Room.VISIT, person_id=listed.id, new=True))

    def _import(self) -> None:
        self.wanted.emit(Place(room=Room.IMPORT))


_CHORD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
