"""活動・連絡調整: the work beside visits and consultations, month by month; a contact is written in one line."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from ui.late_mark import LateMark
from ui.pages.activities import questions
from ui.pages.activities.contact_line import ContactLine
from ui.pages.activities.filter import ActivitiesFilter
from ui.pages.activities.questions import Questions
from ui.pages.activities.rows import ALL, COLUMNS, CONTACTS, VOIDED, Listed, Listing, Read, Wanted, counted
from ui.pages.answer_strip import AnswerStrip
from ui.pages.in_place import InPlace, Question
from ui.pages.page import Page, Shape
from ui.pages.reader import Reader
from ui.pages.visits.filter import MonthChooser
from ui.places import COORDINATION, Place, Room
from ui.theme import Theme, set_size
from ui.why import told
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, rule, words
from ui.widgets.empty import Empty
from ui.widgets.flow import Flow
from ui.widgets.record_table import RecordTable
from ui.widgets.scroll import Scroll
from watchdesk.changed import Changed
from watchdesk.desk import Desk
from watchdesk.domain.activity import Activity, Coordination
from watchdesk.domain.definitions import SCREENS
from watchdesk.domain.era import show_month
from watchdesk.domain.month import Month
from watchdesk.errors import WatchDeskError

MISTAKEN = "打ちまちがい"
HIDDEN_PLACE = "住所や電話が秘匿の方のことです。台帳で開いてから、書き直してください。"


class ActivitiesPage(Page):
    """The list of a month; ``only``: just these records, whenever they were; ``record_id``: that one.

    ``new`` comes to the line in which a contact is written, ``section`` COORDINATION shows only contacts.
    """

    TITLE = "活動・連絡調整"
    HELP = (
        "会議や行事、見まわりなどの活動と、関係機関との連絡の、ひと月の一覧です。"
        "連絡は、上の1行に書いてEnterを押すと、いまの時刻で残ります。どちらも月報の件数に入ります。"
    )
    KEYS = (
        ("↑ ↓", "記録を選びます"),
        ("R", "連絡調整を、1行で書きます。Enterで残ります"),
        ("Ctrl+N", "新しい活動を書きます"),
        ("Enter", "選んだ記録を開いて、書き直します"),
        ("Ctrl+PgUp", "前の月を見ます。Ctrl+PgDownで次の月です"),
        ("Esc", "しぼり込みをやめます"),
    )
    NUMBERS = SCREENS["activities"]

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(desk, theme, parent)
        self.shown: Read | None = None
        self._place = Place(room=Room.ACTIVITIES)
        self._asks = Questions(desk)
        self._coming = self._comes_to_voided = False
        self._build()
        self.reader = Reader(self, self._listing, self.empty, "活動を読んでいます。")
        self._connect()

    def _listing(self) -> Listing:
        return Listing(self.desk, self.months.month, self._place.only)

    def _build(self) -> None:
        self.strip, self.in_place = AnswerStrip(), InPlace(self.desk)
        self.months = MonthChooser(Month.of(self.desk.today()))
        self.count = words("", voice="soft")
        self.register = ActionButton("活動を書く", "sprout", "Ctrl+N", kind="main")
        self._head = row(
            row(words(self.TITLE, "title"), self.months, STRETCH, gap=1), row(STRETCH, self.register), gap=0.75
        )
        self.line = ContactLine(self.desk)
        self.filter = ActivitiesFilter()
        self.table = RecordTable(COLUMNS, "活動と連絡調整の一覧", folds=True)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.empty = Empty()
        self._list = QStackedWidget()
        self._list.addWidget(self.table)
        self._list.addWidget(self.empty)
        self.open = ActionButton("開いて書き直す", "pen-line", "Enter", kind="low", only_shown=True)
        self.void = ActionButton("取り消す", "circle-x", kind="low")
        self.again = ActionButton("取り消しをやめる", "undo-2", kind="low")
        self.contact = ActionButton("連絡を1行で書く", "pen-line", "R", kind="low")
        self._bar, self.late = QWidget(), LateMark(self.desk)
        self._bar.setLayout(Flow(self.open, self.void, self.again, self.contact))
        narrowing = row(self.filter, self.count, gap=0.75)
        narrowing.setStretch(0, 1)
        inside = column(
            *(self._head, self.line, rule(), narrowing, self.strip, self._list, self.late, self._bar, self.in_place),
            gap=0.6,
            margins=(1, 1.5),
        )
        inside.setStretch(5, 1)
        content = QWidget()
        content.setLayout(inside)
        self.setLayout(column(Scroll(content), gap=0))

    def _connect(self) -> None:
        self.reader.taken.connect(self._take)
        self.months.chosen.connect(self._choose_month)
        self.line.wrote.connect(self._tell_contact)
        self.filter.changed.connect(self._narrow)
        self.filter.dropped.connect(self._drop_filter)
        self.table.opened.connect(self._open)
        self.table.current_changed.connect(self._offer)
        self.empty.pressed.connect(self._answer_empty)
        self.in_place.wrote.connect(self._tell_written)
        self.in_place.refused.connect(self._tell_refused)
        self.in_place.closed.connect(self._after_asking)
        self.register.clicked.connect(self.main_action)
        self.open.clicked.connect(self._open_current)
        self.void.clicked.connect(self._void_current)
        self.again.clicked.connect(self._bring_back)
        self.contact.clicked.connect(self.line.come)

    # coming and going ------------------------------------------------------------------------------------------------

    def enter(self, place: Place) -> None:
        """Show the month of the place, else the one shown last; what was half-written opens again."""
        known = self.shown is not None and place.only == self._place.only
        self._place, self._coming = place, True
        self.strip.clear()
        self.filter.clear()
        self.filter.state.set_value(CONTACTS if place.section == COORDINATION else ALL)
        self.line.begin()
        record = self._record(place.record_id)
        self._comes_to_voided = record is not None and record.voided
        of_record = Month.of(record.on) if record is not None and place.only is None else None
        month = place.month or of_record or self.months.month
        self.months.show_month(month, Month.of(self.desk.today()))
        self.reader.read(anew=not known)

    def leave(self) -> None:
        """Keep what is half-written, at once."""
        self.line.keep()
        self.in_place.keep()

    def reread(self, changed: Changed) -> None:
        """Read again; filter, current row and what is being written stay."""
        if changed & (Changed.ACTIVITIES | Changed.PARTNERS | Changed.SETTINGS):
            self.reader.read()

    def undone(self) -> None:
        """What was said of the last deed holds no more."""
        self.strip.clear()

    def reshape(self, shape: Shape) -> None:
        """Fold columns where room is short; a card for each where it is narrow."""
        wide, narrow = shape is Shape.WIDE, shape is Shape.NARROW
        self._head.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self.line.reshape(narrow=narrow, wide=wide)
        self.table.show_cards(narrow)
        set_size(self.table, min_height=11 if wide else 15 if narrow else 9.5)
        self.count.setVisible(wide)
        for button in (self.register, self.open, self.contact):
            button.hide_keys(not wide)

    def first_focus(self) -> QWidget | None:
        """What is being written, else the list, or the line where it is empty."""
        if self.in_place.form is not None:
            return self.in_place.first()
        if self.shown is None and not self._place.new:
            return self.months.before
        if self._place.new or self._list.currentWidget() is not self.table:
            return self.line.first()
        return self.table

    def regions(self) -> tuple[QWidget, ...]:
        """The line, the month, the fields that narrow, the list, what is being written."""
        list_of = self.table if self._list.currentWidget() is self.table else self.empty.button
        asked = (self.in_place.first(),) if self.in_place.form is not None else ()
        return (self.line.first(), self.months.before, self.filter.text, list_of, *asked)

    def main_action(self) -> None:
        """Write down an activity."""
        self.wanted.emit(Place(room=Room.ACTIVITY, new=True))

    # the list --------------------------------------------------------------------------------------------------------

    def _record(self, record_id: str | None) -> Activity | Coordination | None:
        if record_id is None:
            return None
        for get in (self.desk.activities.get, self.desk.activities.get_contact):
            with suppress(WatchDeskError):
                return get(record_id)
        return None

    def _wanted(self) -> Wanted:
        only = None if self._place.only is None else frozenset(self._place.only)
        return self.filter.wanted(only)

    def _choose_month(self, month: Month) -> None:
        self._place = Place(room=Room.ACTIVITIES, month=month)
        self.reader.read()

    def _take(self, read: Read) -> None:
        self.shown = read
        self.line.whom.offer(read.partners)
        self.table.set_rows(read.rows)
        self._narrow()
        if self._coming and self.isVisible():
            self._coming = False
            self._come()

    def _come(self) -> None:
        """Come to the record that is wanted, and open what was half-written."""
        if self._place.record_id is not None:
            if self._comes_to_voided:  # not where it is undone while the list is read: then the others are wanted
                self.filter.state.set_value(VOIDED)
                self._narrow()
            self.table.select(self._place.record_id)
        half = questions.half_written(self.desk)
        if half is not None and self.in_place.form is None and self.table.select(half[1]):
            self._void_current() if half[0] == questions.VOID else self._open_current()
        if not (self.writes_elsewhere() or self.line.is_being_written()):
            self._focus_first()

    def table_rows(self) -> tuple[Listed, ...]:
        """All records read, whatever the list is narrowed to."""
        return self.shown.rows if self.shown is not None else ()

    def _narrow(self) -> None:
        if self.shown is None:
            return
        wanted = self._wanted()
        self.table.set_filter(wanted.keeps)
        told = f"「{self._place.because}」だけを表示しています。" if wanted.only is not None else ""
        self.filter.show_words(told, drops=wanted.narrows)
        self.count.setText(counted(self.table.rows()))
        self._show_list(wanted)
        self._offer()

    def _show_list(self, wanted: Wanted) -> None:
        rows = bool(self.table.rows())
        self._list.setCurrentWidget(self.table if rows else self.empty)
        self._bar.setVisible(rows and self.in_place.form is None)
        if rows:
            return
        if wanted.narrows:
            self.empty.say("この条件に当てはまる記録は、ありません。", button="しぼり込みをやめる", icon="search")
        else:
            self.empty.say(
                f"{show_month(self.months.month)}の活動と連絡は、まだありません。",
                "連絡は上の1行に、活動は「活動を書く」で書けます。",
                button="活動を書く",
                icon="sprout",
            )

    def _offer(self, _current: object = None) -> None:
        """The buttons that fit the current row."""
        listed = self.table.row()
        voided = listed is not None and listed.record.voided
        for button in (self.open, self.void):
            button.setVisible(listed is not None and not voided)
        self.again.setVisible(voided)
        self.late.show_record(listed.record.id if listed is not None else None)

    def _drop_filter(self) -> None:
        was = self._place.only
        self._place = Place(room=Room.ACTIVITIES, month=self.months.month)
        self.filter.clear()
        if was is not None:
            self.reader.read()
        self._narrow()
        self._focus_first()

    def _answer_empty(self) -> None:
        if self._wanted().narrows:
            self._drop_filter()
        else:
            self.main_action()

    # doing -----------------------------------------------------------------------------------------------------------

    def _open(self, listed: Listed) -> None:
        if listed.activity is not None:
            self.wanted.emit(Place(room=Room.ACTIVITY, record_id=listed.id))
        elif listed.contact is not None and not listed.record.voided:
            self._rewrite(listed.contact)

    def _open_current(self) -> None:
        listed = self.table.row()
        if listed is not None:
            self._open(listed)

    def _rewrite(self, shown: Coordination) -> None:
        """Ask anew; where the place of a hidden person stands in it, it has to be opened first."""
        kept = self.desk.activities.get_contact(shown.id)
        if (kept.what, kept.whom) != (shown.what, shown.whom):
            self._tell_refused(HIDDEN_PLACE)
        elif self.shown is not None:
            self._ask(self._asks.rewrite(kept, self.shown.partners))

    def _void_current(self) -> None:
        listed = self.table.row()
        if listed is not None and not listed.record.voided:
            self._ask(self._asks.void(listed))

    def _ask(self, question: Question) -> None:
        if self.in_place.form is not None:
            self.in_place.first().setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.strip.clear()
        self._bar.hide()
        self.in_place.ask(question)

    def _bring_back(self) -> None:
        listed = self.table.row()
        if listed is None:
            return
        room = self.desk.activities
        brings: Callable[[str], object] = room.bring_back if listed.activity is not None else room.bring_back_contact
        try:
            brings(listed.id)
        except WatchDeskError as refused:
            self._tell_refused(told(self, refused, self._bring_back))
        else:
            self._tell_written("取り消しをやめて、一覧に戻しました。")

    def _tell_contact(self, made: Coordination) -> None:
        at = f"{made.at.hour}時{made.at.minute:02}分" if made.at is not None else "今日"
        sentence = f"{at}の連絡として、書きとめました。"
        self.strip.offer(sentence, "取り消す", partial(self._take_back, made.id))
        self.said.emit(sentence.removesuffix("。"))
        if self.months.month != Month.of(made.on) or self._place.only is not None:
            self._place = Place(room=Room.ACTIVITIES, new=True)
            self.months.show_month(Month.of(made.on), Month.of(self.desk.today()))
        self.reader.read()

    def _take_back(self, contact_id: str) -> None:
        """Void the contact that was written a moment ago, whatever was done since."""
        try:
            self.desk.activities.void_contact(contact_id, MISTAKEN)
        except WatchDeskError as refused:
            self._tell_refused(told(self, refused, partial(self._take_back, contact_id)))
        else:
            self._tell_written("いまの連絡を取り消しました。")

    def _tell_written(self, sentence: str) -> None:
        self.strip.say(sentence, "ok")
        self.said.emit(sentence.removesuffix("。"))
        self.reader.read()

    def _tell_refused(self, sentence: str) -> None:
        if sentence:
            self.strip.say(sentence, "urgent")
        else:
            self.strip.clear()

    def _after_asking(self) -> None:
        self._bar.setVisible(bool(self.table.rows()))
        self._place = replace(self._place, new=False, record_id=None)
        self._focus_first()

    def _focus_first(self) -> None:
        first = self.first_focus()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
