"""関係機関: all partners, narrowed as one types; whom to call again, each said to be still right by one key."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from ui import places
from ui.pages.answer_strip import AnswerStrip
from ui.pages.in_place import InPlace
from ui.pages.page import Page, Shape
from ui.pages.partners.asking import half_written, question, still_right
from ui.pages.partners.bar import PartnersBar
from ui.pages.partners.filter import PartnersFilter
from ui.pages.partners.paper import CallPaper
from ui.pages.partners.partner_form import THREE_LINES
from ui.pages.partners.rows import (
    ASKED,
    COLUMNS,
    TO_ASK,
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
from ui.widgets.empty import Empty
from ui.widgets.filter_drawer import LOW, FilterDrawer
from ui.widgets.flow import Flow
from ui.widgets.manners import composing
from ui.widgets.record_table import RecordTable
from ui.widgets.scroll import Scroll
from watchdesk.changed import Changed
from watchdesk.desk import Desk
from watchdesk.domain.definitions import SCREENS
from watchdesk.errors import WatchDeskError

_CHORD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class PartnersPage(Page):
    """The list of all partners."""

    TITLE = "関係機関"
    HELP = (
        "見守り員、民生委員、機関や団体、協力事業者の一覧です。担当は、いま見守っている方の人数です。"
        "退いた方は、ふだんは並びません。半年たった方には電話などで確かめ、"
        "変わりがなければSキー、変わったところがあればF2で、その場で直します。"
    )
    KEYS = (
        ("↑ ↓", "関係者を選びます"),
        ("← →", "見出しを選びます。スペースで並べかえます"),
        ("Enter", "選んだ関係者を開きます。担当の引きつぎも、そこでできます"),
        ("S", "いまも正しいと、今日の日付で書きます"),
        ("F2", "変わったところを直し、今日確かめたことにします"),
        ("Ctrl+P", "表示している一覧を印刷します"),
        ("Ctrl+N", "新しい関係者を登録します"),
        ("Esc", "開いた欄をとじます。書いたものは残ります。なければ、しぼり込みをやめます"),
    )
    NUMBERS = SCREENS["partners"]

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(desk, theme, parent)
        self.rows: tuple[Listed, ...] | None = None
        self._place = Place(room=Room.PARTNERS)
        self._coming, self._next = False, ""
        self._build()
        self.reader = Reader(self, lambda: Listing(desk), self.empty, "関係機関を読んでいます。")
        self.reader.taken.connect(self._take_rows)
        self._connect()

    def _connect(self) -> None:
        self.filter.changed.connect(self._narrow)
        self.filter.dropped.connect(self._drop_filter)
        self.drawer.dropped.connect(self._drop_filter)
        self.filter.text.installEventFilter(self)
        self.filter.text.returnPressed.connect(self._take_typed)
        self.table.opened.connect(self._open)
        self.table.current_changed.connect(self._offer)
        self.open.clicked.connect(self._open_current)
        self.register.clicked.connect(self.main_action)
        self.print.clicked.connect(self._open_paper)
        self.right.clicked.connect(self._say_right)
        self.mend.clicked.connect(self._mend)
        self.in_place.wrote.connect(self._tell_done)
        self.in_place.refused.connect(self._tell_refused)
        self.in_place.closed.connect(self._after_asking)
        self.empty.pressed.connect(self._answer_empty)
        self.paper.closed.connect(self._close_paper)
        self.paper.said.connect(self.said)

    def enter(self, place: Place) -> None:
        """Show the list as it was left, read anew; ``only``: just these; ``TO_ASK``: whom to ask again by now.

        What was half-written opens again.
        """
        if place.section == places.TO_ASK or place.only is not None or self._place.only is not None:
            self.filter.clear()
        if place.section == places.TO_ASK:
            self.filter.asking.set_value(TO_ASK)
        self._place, self._coming = place, True
        self.strip.clear()
        self._put_paper_away()
        self.reader.read()

    def leave(self) -> None:
        """Keep what is half-written, at once."""
        self.in_place.keep()

    def reread(self, changed: Changed) -> None:
        """Read again; filter, order and current row stay."""
        if changed & (Changed.PARTNERS | Changed.PEOPLE | Changed.SETTINGS):
            self.reader.read()
            if self.prints:
                self.paper.remake()

    def reshape(self, shape: Shape) -> None:
        """Fold columns where room is short; a card for each, and the fields behind a button, where narrow."""
        wide, narrow = shape is Shape.WIDE, shape is Shape.NARROW
        self._head.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self.table.show_cards(narrow)
        self._hide_columns()
        set_size(self.table, min_height=11 if wide else 15 if narrow else 9.5)
        set_size(self.filter.text, min_width=17 if wide else 10)
        for button in (self.register, self.print):
            button.hide_keys(not wide)
        self._bar.reshape(wide=wide)
        self.paper.reshape(shape)
        self.count.setVisible(wide)
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
        """What is being written, the list, or what to do when there is nobody."""
        if self.prints:
            return self.paper.first_focus()
        if self.in_place.form is not None:
            return self.in_place.first()
        return self.table if self._list.currentWidget() is self.table else self.empty.button

    def regions(self) -> tuple[QWidget, ...]:
        """The fields that narrow, the list, what is being written."""
        if self.prints:
            return self.paper.regions()
        fields = self.filter.text if self.filter.isVisible() else self.drawer.button
        first = self.first_focus()
        return tuple(part for part in (fields, self.table, first) if part is not None)

    def main_action(self) -> None:
        """Register somebody new."""
        self.wanted.emit(Place(room=Room.PARTNER, new=True))

    def _build(self) -> None:
        self.count = words("", voice="soft")
        self.register = ActionButton("新しい関係者を登録する", "user-round-plus", "Ctrl+N", kind="main")
        self.print = ActionButton("この一覧を印刷する", "printer", "Ctrl+P", kind="low")
        title = row(words("関係機関", "title"), self.count, STRETCH, gap=1)
        self._head = row(title, Flow(self.print, self.register, gap=0.75), gap=0.75)
        self.strip, self.in_place = AnswerStrip(), InPlace(self.desk)
        self.filter = PartnersFilter()
        self.drawer = FilterDrawer(self.filter, self.filter.text)
        self.table = RecordTable(COLUMNS, "関係機関の一覧", folds=True)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.empty = Empty()
        self._list = QStackedWidget()
        self._list.addWidget(self.table)
        self._list.addWidget(self.empty)
        self._bar = PartnersBar(self.table)
        self.sort, self.open, self.right, self.mend = self._bar.sort, self._bar.open, self._bar.right, self._bar.mend
        layout = column(
            self._head, self.drawer, self.strip, self._list, self._bar, self.in_place, gap=0.75, margins=(1, 1.5)
        )
        layout.setStretch(3, 1)
        content = QWidget()
        content.setLayout(layout)
        self.paper = CallPaper(self.desk)
        self._first, self._sheet = Scroll(content), Scroll(self.paper)
        self._faces = QStackedWidget()
        for face in (self._first, self._sheet):
            self._faces.addWidget(face)
        self.setLayout(column(self._faces, gap=0))

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
        if self._coming and self.isVisible():
            self._come(first=first)

    def _come(self, *, first: bool) -> None:
        """Open what was half-written; else stand in the list, unless somebody is narrowing it."""
        self._coming = False
        if self._place.only is not None or self._place.section:
            self.table.select(next((row.id for row in self.table.rows()), None))
        half = half_written(self.desk)
        if half is not None and self.in_place.form is None and self.table.select(half):
            self._mend()
        elif (first or self._place.only is not None) and not self.filter.wanted().count and not self.writes_elsewhere():
            self._focus_first()

    def _wanted(self) -> Wanted:
        only = None if self._place.only is None else frozenset(self._place.only)
        return replace(self.filter.wanted(), only=only)

    def _narrow(self) -> None:
        if self.rows is None:
            return
        wanted = self._wanted()
        self.table.set_filter(wanted.keeps)
        self._hide_columns()
        self._tell(len(self.table.rows()), wanted)

    def _hide_columns(self) -> None:
        """Leave out what says nothing; where rows are few, when one was asked too, but on the call list."""
        silent = saying_nothing(self.table.rows(), ward=self.desk.home_area is None)
        calls = self._place.only is not None or self.filter.wanted().asking == TO_ASK
        self.table.hide_columns(silent if calls or self.shape is not Shape.MIDDLE else silent | {ASKED})

    def _tell(self, shown: int, wanted: Wanted) -> None:
        if self.rows is None:
            return
        told = counted(self.rows, shown, wanted, self._place.because)
        self.count.setText(told)
        self.filter.drop.setVisible(bool(wanted.count))
        self.drawer.tell(wanted.count, told, drops=bool(wanted.count))
        self.print.setEnabled(bool(shown))
        self._offer()
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
        self._place = Place(room=Room.PARTNERS)
        self.filter.clear()
        self._narrow()
        self._focus_first()

    def _answer_empty(self) -> None:
        if self.rows and self._wanted().count:
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

    # whether all still holds ------------------------------------------------------------------------------------------

    def _offer(self, _current: object = None) -> None:
        """The buttons that fit the current row."""
        self._bar.offer(self.table.row())

    def _say_right(self) -> None:
        """Write that all still holds, and go on to the next one to be asked."""
        listed = self.table.row()
        if listed is None or self.in_place.form is not None:
            return
        after = self._after(listed)
        try:
            sentence = still_right(self.desk, listed.partner)
        except WatchDeskError as refused:
            self._tell_refused(str(refused))
            return
        self._next = after
        self._tell_done(sentence)

    def _after(self, listed: Listed) -> str:
        """Id of the next row that is to be asked, behind this one or from the top; this one where none is left."""
        shown = self.table.rows()
        place = shown.index(listed)
        waiting = (one.id for one in (*shown[place + 1 :], *shown[:place]) if one.line.to_ask)
        return next(waiting, listed.id)

    def _mend(self) -> None:
        listed = self.table.row()
        if listed is None or listed.partner.retired or self.in_place.form is not None:
            return
        self.strip.clear()
        self._bar.hide()
        self._next = self._after(listed)
        self.in_place.ask(question(self.desk, listed.partner))
        if self.in_place.form is not None:
            set_size(self.in_place.form.entry("note"), height=THREE_LINES)

    def _tell_done(self, sentence: str) -> None:
        """Say what was done, and go on at once: the next key may come before the list is read anew."""
        self.strip.clear()
        self.table.select(self._next)
        self.offered.emit(sentence, "取り消す", self.desk.undo.undo)
        self.said.emit(sentence.removesuffix("。"))

    def _tell_refused(self, sentence: str) -> None:
        if sentence:
            self.strip.say(sentence, "urgent")
        else:
            self.strip.clear()

    def _after_asking(self) -> None:
        self._bar.show()
        self._focus_first()

    def event(self, event: QEvent) -> bool:
        asks_first = event.type() == QEvent.Type.ShortcutOverride and self.in_place.form is not None
        if asks_first and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()  # else Esc would drop the filter above, and leave the question standing
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape or composing(self.focusWidget()):
            super().keyPressEvent(event)
        elif self.prints:
            self._close_paper()
        elif self.in_place.form is not None:
            told = self.in_place.leave()
            if told:
                self.strip.say(told)
        else:
            super().keyPressEvent(event)

    # on paper ---------------------------------------------------------------------------------------------------------

    @property
    def prints(self) -> bool:
        """Whether the pages stand there before they are printed."""
        return self._faces.currentWidget() is self._sheet

    def _open_paper(self) -> None:
        if self.prints or not self.table.rows():
            return
        self.in_place.keep()
        heading = self._place.because if self._place.only is not None else ""
        self.paper.show_list(tuple(row.id for row in self.table.rows()), heading)
        self._faces.setCurrentWidget(self._sheet)
        self.paper.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_paper_away(self) -> None:
        self.paper.close_paper()
        self._faces.setCurrentWidget(self._first)

    def _close_paper(self) -> None:
        self._put_paper_away()
        self._focus_first()
