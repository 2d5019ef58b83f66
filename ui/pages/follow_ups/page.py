"""要対応: what was promised, by when; done with one key and a line of outcome, put off with a reason."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from ui.late_mark import LateMark
from ui.pages.answer_strip import AnswerStrip
from ui.pages.follow_ups import questions
from ui.pages.follow_ups.filter import FollowUpsFilter
from ui.pages.follow_ups.questions import Questions
from ui.pages.follow_ups.rows import ALL, COLUMNS, Listed, Listing, Wanted, counted
from ui.pages.in_place import InPlace, Question
from ui.pages.page import Page, Shape
from ui.pages.reader import Reader
from ui.places import Place, Room
from ui.theme import Theme, set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.empty import Empty
from ui.widgets.flow import Flow
from ui.widgets.manners import composing
from ui.widgets.record_table import RecordTable
from ui.widgets.scroll import Scroll
from watchdesk.changed import Changed
from watchdesk.desk import Desk
from watchdesk.domain.definitions import SCREENS
from watchdesk.errors import NotFound, WatchDeskError

HIDDEN_PLACE = "住所や電話が秘匿の方です。台帳で開いてから、書き直してください。"


class FollowUpsPage(Page):
    """``Place(person_id)`` shows what was promised to somebody, ``new`` asks for more; ``only``: just these records."""

    TITLE = "要対応"
    HELP = (
        "約束したこと、あとですることの一覧です。すんだら、どうなったかをひとこと書きます。"
        "休止や終了になった方のことも、すむまで残ります。"
    )
    KEYS = (
        ("↑ ↓", "選びます"),
        ("S", "すんだことにします。どうなったかを、ひとこと書きます"),
        ("N", "期限を延ばします。わけを書きます"),
        ("F2", "書き直します"),
        ("Enter", "その方の台帳を開きます"),
        ("Ctrl+N", "新しく書きます"),
        ("Esc", "開いた欄をとじます。書いたものは残ります。なければ、しぼり込みをやめます"),
    )
    NUMBERS = SCREENS["follow_ups"]

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(desk, theme, parent)
        self.rows: tuple[Listed, ...] | None = None
        self._place = Place(room=Room.FOLLOW_UPS)
        self._name: str | None = None
        self._asks = Questions(desk)
        self._coming = False
        self._build()
        self.reader = Reader(self, lambda: Listing(desk), self.empty, "要対応を読んでいます。")
        self._connect()

    def _connect(self) -> None:
        self.reader.taken.connect(self._take_rows)
        self.filter.changed.connect(self._narrow)
        self.filter.dropped.connect(self._drop_filter)
        self.table.opened.connect(self._open_person)
        self.table.current_changed.connect(self._offer)
        self.empty.pressed.connect(self._answer_empty)
        self.in_place.wrote.connect(self._tell_written)
        self.in_place.refused.connect(self._tell_refused)
        self.in_place.closed.connect(self._after_asking)
        self.register.clicked.connect(self.main_action)
        self.done.clicked.connect(partial(self._ask, questions.DONE))
        self.put_off.clicked.connect(partial(self._ask, questions.PUT_OFF))
        self.rewrite.clicked.connect(self._rewrite)
        self.void.clicked.connect(partial(self._ask, questions.VOID))
        self.again.clicked.connect(self._undo_end)
        self.open.clicked.connect(self._open_current)

    def _build(self) -> None:
        self.strip, self.in_place = AnswerStrip(), InPlace(self.desk)
        self.count = words("", voice="soft")
        self.register = ActionButton("新しく書く", "pen-line", "Ctrl+N", kind="main")
        self._head = row(row(words(self.TITLE, "title"), self.count, STRETCH, gap=1), self.register, gap=0.75)
        self._head.setStretch(0, 1)
        self.filter = FollowUpsFilter()
        self.table = RecordTable(COLUMNS, "要対応の一覧", folds=True)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.empty = Empty()
        self._list = QStackedWidget()
        self._list.addWidget(self.table)
        self._list.addWidget(self.empty)
        self.done = ActionButton("すんだ", "check", "S", kind="plain")
        self.put_off = ActionButton("期限を延ばす", "calendar-days", "N", kind="low")
        self.rewrite = ActionButton("書き直す", "pen-line", "F2", kind="low")
        self.open = ActionButton("この方を開く", "book-open-text", "Enter", kind="low", only_shown=True)
        self.void = ActionButton("取り消す", "circle-x", kind="low")
        self.again = ActionButton("まだのものに戻す", "undo-2", kind="low")
        self._doing = (self.done, self.put_off, self.rewrite, self.void, self.again, self.open)
        self._bar, self.late = QWidget(), LateMark(self.desk)
        self._bar.setLayout(Flow(self.done, self.put_off, self.rewrite, self.open, self.void, self.again))
        parts = (self._head, self.filter, self.strip, self._list, self.late, self._bar, self.in_place)
        inside = column(*parts, gap=0.75, margins=(1, 1.5))
        inside.setStretch(3, 1)
        content = QWidget()
        content.setLayout(inside)
        self.setLayout(column(Scroll(content), gap=0))

    # coming and going ------------------------------------------------------------------------------------------------

    def enter(self, place: Place) -> None:
        """Show the list, narrowed as the place says; what was half-written opens again."""
        self._place, self._coming = place, True
        self._name = self._name_of(place.person_id)
        self.strip.clear()
        self.filter.clear()
        if place.record_id is not None:
            self.filter.state.set_value(ALL)
        self.reader.read()

    def leave(self) -> None:
        """Keep what is half-written, at once."""
        self.in_place.keep()

    def reread(self, changed: Changed) -> None:
        """Read again; filter, current row and what is being written stay."""
        if changed & (Changed.PLANS | Changed.PEOPLE | Changed.VISITS):
            self.reader.read()

    def reshape(self, shape: Shape) -> None:
        """Fold columns where room is short; a card for each where it is narrow."""
        wide, narrow = shape is Shape.WIDE, shape is Shape.NARROW
        self._head.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self.table.show_cards(narrow)
        set_size(self.table, min_height=11 if wide else 15 if narrow else 9.5)
        self.count.setVisible(wide)
        for button in (self.register, *self._doing):
            button.hide_keys(not wide)

    def first_focus(self) -> QWidget | None:
        """What is being written, else the list, or what to do where it is empty."""
        if self.in_place.form is not None:
            return self.in_place.first()
        if self.rows is None:
            return self.filter.state
        return self.table if self._list.currentWidget() is self.table else self.empty.button

    def regions(self) -> tuple[QWidget, ...]:
        """The fields that narrow, the list, what is being written."""
        first = self.first_focus()
        return (self.filter.text, self.table, *((first,) if first is not None else ()))

    def main_action(self) -> None:
        """Ask for something new."""
        self._open_question(self._asks.new(self._place.person_id, self._name))

    # the list --------------------------------------------------------------------------------------------------------

    def _name_of(self, person_id: str | None) -> str | None:
        found = self.desk.people.lines_of((person_id,)) if person_id is not None else ()
        return found[0].name if found else None

    def _wanted(self) -> Wanted:
        only = None if self._place.only is None else frozenset(self._place.only)
        return replace(self.filter.wanted(), person_id=self._place.person_id, only=only)

    def _take_rows(self, rows: tuple[Listed, ...]) -> None:
        behind = self._behind({row.id: row.line.is_open for row in rows})
        self.rows = rows
        self.table.set_rows(rows)
        self._narrow()
        if behind is not None:
            self.table.select(behind)
        if self._coming and self.isVisible():
            self._coming = False
            self._come()

    def _behind(self, now: Mapping[str, bool]) -> str | None:
        """What is current after rows left the list: the current one as long as it stays as it was, else a later one."""
        current, shown = self.table.row(), self.table.rows()
        if current is None:
            return None
        following = shown[shown.index(current) :]
        return next((one.id for one in following if now.get(one.id) == one.line.is_open), None)

    def _come(self) -> None:
        """Come to the record that is wanted, and open what was half-written."""
        if self._place.record_id is not None:
            self.table.select(self._place.record_id)
        if self._place.new:
            self.main_action()
        else:
            self._resume()
        first = self.first_focus()
        if first is not None and not self.writes_elsewhere():
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _resume(self) -> None:
        half = questions.half_written(self.desk)
        if half is None or self.in_place.form is not None:
            return
        question, of = half
        if question == questions.NEW:
            if of == (self._place.person_id or ""):
                self.main_action()
        elif self.table.select(of):
            self._rewrite() if question == questions.REWRITE else self._ask(question)

    def _narrow(self) -> None:
        if self.rows is None:
            return
        wanted = self._wanted()
        self.table.set_filter(wanted.keeps)
        self.filter.show_words(self._told(wanted), drops=wanted.narrows)
        self.count.setText(counted(self.rows, self.table.rows(), wanted))
        self._show_list(wanted)
        self._offer()

    def _told(self, wanted: Wanted) -> str:
        if wanted.person_id is not None:
            return f"{self._name or 'この方'}さんのことだけを表示しています。"
        return f"「{self._place.because}」だけを表示しています。" if wanted.only is not None else ""

    def _show_list(self, wanted: Wanted) -> None:
        shown = bool(self.table.rows())
        self._list.setCurrentWidget(self.table if shown else self.empty)
        self._bar.setVisible(shown and self.in_place.form is None)
        if shown:
            return
        if wanted.narrows and wanted != Wanted(person_id=wanted.person_id):
            self.empty.say("この条件に当てはまるものは、ありません。", button="しぼり込みをやめる", icon="search")
        else:
            whose = f"{self._name}さんのことで、" if wanted.person_id is not None and self._name else ""
            told = "訪問を記録するときにも、「このあとすること」に書けます。"
            self.empty.say(
                f"{whose}まだのものは、ありません。", told, icon="circle-check", tone="ok", button="新しく書く"
            )

    def _offer(self, _current: object = None) -> None:
        """The buttons that fit the current row."""
        listed = self.table.row()
        is_open = listed is not None and listed.line.is_open
        for button in (self.done, self.put_off, self.rewrite, self.void):
            button.setVisible(is_open)
        self.again.setVisible(listed is not None and not is_open)
        self.open.setVisible(listed is not None and listed.line.person_id is not None)
        self.late.show_record(listed.line.id if listed is not None else None)

    def _drop_filter(self) -> None:
        self._place = Place(room=Room.FOLLOW_UPS)
        self._name = None
        self.filter.clear()
        self._narrow()
        self._focus_first()

    def _answer_empty(self) -> None:
        wanted = self._wanted()
        if wanted.narrows and wanted != Wanted(person_id=wanted.person_id):
            self._drop_filter()
        else:
            self.main_action()

    # doing -----------------------------------------------------------------------------------------------------------

    def _ask(self, question: str) -> None:
        listed = self.table.row()
        if listed is not None and listed.line.is_open:
            self._open_question(self._asks.about(question, listed.line))

    def _open_question(self, question: Question) -> None:
        if self.in_place.form is not None:
            self.in_place.first().setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.strip.clear()
        self._bar.hide()
        self.in_place.ask(question)

    def _rewrite(self) -> None:
        """Ask anew; where the place of a hidden person stands in it, it has to be opened first."""
        listed = self.table.row()
        if listed is None or not listed.line.is_open:
            return
        lines = self.desk.follow_ups.open(listed.line.person_id)
        line = next((one for one in lines if one.id == listed.id), listed.line)
        kept = self.desk.follow_ups.get(listed.id)
        if (kept.what, kept.who) != (line.what, line.who):
            self._tell_refused(HIDDEN_PLACE)
        else:
            self._open_question(self._asks.about(questions.REWRITE, line))

    def _undo_end(self) -> None:
        """Make what is done or voided open again."""
        listed = self.table.row()
        if listed is None:
            return
        room = self.desk.follow_ups
        self._try(
            partial(room.bring_back if listed.line.voided else room.reopen, listed.id), "まだのものに戻しました。"
        )

    def _try(self, does: Callable[[], object], sentence: str) -> None:
        try:
            does()
        except (WatchDeskError, NotFound) as refused:
            self._tell_refused(str(refused))
        else:
            self.strip.say(sentence, "ok")

    def _tell_written(self, sentence: str) -> None:
        self.strip.say(sentence, "ok")
        self.said.emit(sentence.removesuffix("。"))

    def _tell_refused(self, sentence: str) -> None:
        self.strip.say(sentence, "urgent")

    def event(self, event: QEvent) -> bool:
        asks_first = event.type() == QEvent.Type.ShortcutOverride and self.in_place.form is not None
        if asks_first and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()  # else Esc would drop the filter above, and leave the question standing
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        escapes = event.key() == Qt.Key.Key_Escape and self.in_place.form is not None
        if not escapes or composing(self.focusWidget()):
            super().keyPressEvent(event)
            return
        told = self.in_place.leave()
        if told:
            self.strip.say(told)

    def _after_asking(self) -> None:
        self._bar.setVisible(bool(self.table.rows()))
        self._focus_first()

    def _focus_first(self) -> None:
        first = self.first_focus()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_person(self, listed: Listed) -> None:
        if listed.line.person_id is not None:
            self.wanted.emit(Place(room=Room.PERSON, person_id=listed.line.person_id))

    def _open_current(self) -> None:
        listed = self.table.row()
        if listed is not None:
            self._open_person(listed)
