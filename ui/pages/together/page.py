"""訪問をまとめて記録する: the same visit for several people marked in the list, one record each, undone as one."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.drafts import DraftKeeper, Texts
from ui.pages.page import Page, Shape
from ui.pages.together.form import TogetherForm
from ui.pages.visit import words as visit_words
from ui.pages.visit.answers import DIGITS
from ui.places import Place, Room
from ui.tasks import Progress, start
from ui.theme import Theme, set_gaps, set_size
from ui.why import told
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import column, row, rule, words
from ui.widgets.flow import Flow
from ui.widgets.manners import composing, end_conversion
from ui.widgets.record_table import RecordTable
from ui.widgets.scroll import Scroll
from ui.widgets.strip import Strip
from watchdesk.columns import ALWAYS, Column
from watchdesk.desk import Desk
from watchdesk.domain import line_words
from watchdesk.domain.lines import PersonLine
from watchdesk.domain.words import Result
from watchdesk.errors import Invalid, WatchDeskError

MISTAKEN = "打ちまちがい"

_LEFT_OUT = "left_out"
"""Who was left out, as ids, in the draft."""

COLUMNS: tuple[Column[PersonLine], ...] = (
    Column("氏名", lambda line: line.name, above=lambda line: line.kana or "", width=9, importance=ALWAYS),
    Column("住所", line_words.street, below=lambda line: line.building or "", width=9),
)


@dataclass(frozen=True, slots=True)
class _Reading:
    """Reads who is to be recorded; those who are gone are left out."""

    desk: Desk
    ids: tuple[str, ...]

    def run(self, progress: Progress) -> tuple[PersonLine, ...]:
        """Read them."""
        return self.desk.people.lines_of(self.ids)


@dataclass(frozen=True, slots=True)
class _Recorded:
    """What was written from a form (its draft's key), and the alarms 気がかり that it raised."""

    form: str
    result: Result
    visit_ids: tuple[str, ...]
    alarm_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Recording:
    """Writes the records of a form in one transaction."""

    desk: Desk
    form: str
    ids: tuple[str, ...]
    values: dict[str, Any]

    def run(self, progress: Progress) -> _Recorded:
        """Write them."""
        visits = tuple(visit.id for visit in self.desk.visits.record_together(self.ids, **self.values))
        alarms = tuple(line.id for line in self.desk.alarms.raised_by(visits))
        return _Recorded(self.form, self.values["result"], visits, alarms)


@dataclass(frozen=True, slots=True)
class _TakingBack:
    """Voids what was just recorded, in one transaction."""

    desk: Desk
    visit_ids: tuple[str, ...]

    def run(self, progress: Progress) -> int:
        """Void them."""
        self.desk.visits.void_together(self.visit_ids, MISTAKEN)
        return len(self.visit_ids)


class TogetherPage(Page):
    """``Place.only`` are the people; the form is filled for a note in the post box."""

    TITLE = "訪問をまとめて記録する"
    HELP = (
        "印を付けた方みなさんに、同じ訪問の記録を1件ずつ残します。ちらしをポスティングしたときなどに使います。"
        "ちがう方がいるときは、「この方をのぞく」でのぞいてください。"
    )
    KEYS = (
        ("1 2 5 9 など", "様子を選びます"),
        ("Ctrl+Enter", "みなさんの訪問を記録します"),
        ("Delete", "名前の一覧で、選んだ方をのぞきます"),
        ("Esc", "前の画面へもどります。書きかけは残ります"),
    )

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(desk, theme, parent)
        self._found: tuple[PersonLine, ...] = ()
        self._lines: tuple[PersonLine, ...] = ()
        self._ids: tuple[str, ...] = ()
        self._left_out: frozenset[str] = frozenset()
        self._alike: frozenset[str] = frozenset()
        self._writing = ""
        self._build()
        self.drafts = DraftKeeper(desk, self._texts, self)
        self._connect()

    def _build(self) -> None:
        self.strip = Strip()
        self.form = TogetherForm(self.desk.today())
        self.count = words("", "name")
        self.table = RecordTable(COLUMNS, "まとめて記録する方", folds=True)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.leave_out = ActionButton("この方をのぞく", keys="Delete", kind="low", only_shown=True)
        self.take_in = ActionButton("のぞいた方をもどす", "undo-2", kind="low")
        whose = QWidget()
        side = column(self.count, self.table, Flow(self.leave_out, self.take_in), gap=0.5)
        side.setStretch(1, 1)
        whose.setLayout(side)
        self._whose = whose
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.addWidget(self.form, 62)
        self._body.addWidget(whose, 38)
        set_gaps(self._body, 1.25)
        content = QWidget()
        inside = column(words(self.TITLE, "title"), self.strip, self._body, gap=0.75, margins=(1, 1.5))
        inside.setStretch(2, 1)
        content.setLayout(inside)
        self.told = words("", "small", "soft", wrap=True)
        self.back = ActionButton("もどる", "arrow-left", keys="Esc", only_shown=True)
        self.record = ActionButton("記録する", "check", keys="Ctrl+Enter", kind="main", only_shown=True)
        bar = row(self.told, self.back, self.record, gap=0.75, margins=(0.6, 1.5))
        bar.setStretch(0, 1)
        self._scroll = Scroll(content)
        layout = column(self._scroll, rule(), bar, gap=0)
        layout.setStretch(0, 1)
        self.setLayout(layout)

    def _connect(self) -> None:
        self.form.edited.connect(self._edited)
        self.form.confirmed.connect(self.main_action)
        self.strip.answered.connect(self._leave_out_alike)
        self.leave_out.clicked.connect(self._leave_out_current)
        self.take_in.clicked.connect(self._take_in)
        self.back.clicked.connect(self.went_back)
        self.record.clicked.connect(self.main_action)
        for digit in DIGITS:
            self._bind(digit, self, partial(self._choose, digit))
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            self._bind(key, self, self.main_action)
        self._bind("Delete", self.table, self._leave_out_current)

    def _bind(self, key: str, where: QWidget, does: object) -> None:
        shortcut = QShortcut(QKeySequence(key), where)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(does)

    def enter(self, place: Place) -> None:
        """Show the form for these people; what was half-written for them comes back."""
        self.drafts.keep_all()
        self.strip.clear()
        self._left_out = frozenset()
        self._show_people(())
        self._fill()
        self._ids = place.only or ()
        draft = self.drafts.begin(f"together:{zlib.crc32(' '.join(sorted(self._ids)).encode()):08x}")
        if draft is not None:
            self.form.restore(draft.texts)
            self._left_out = frozenset(draft.texts.get(_LEFT_OUT, "").split())
            self.told.setText(f"{self.drafts.told_restored(draft)}お一人に1件ずつ、同じ記録を残します。")
        task = start(_Reading(self.desk, self._ids), self)
        task.done.connect(self._take)

    def leave(self) -> None:
        self.drafts.keep_all()

    def reshape(self, shape: Shape) -> None:
        """The names beside the form, or below it."""
        wide = shape is Shape.WIDE
        self._body.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        self.form.arrange(wide=shape is not Shape.NARROW)
        self.table.show_cards(shape is Shape.NARROW)
        set_size(self.table, min_height=11 if wide else 14)
        for button in (self.back, self.record, self.leave_out):
            button.hide_keys(not wide)

    def first_focus(self) -> QWidget | None:
        return self.form.field("outcome")

    def regions(self) -> tuple[QWidget, ...]:
        return (self.form.field("outcome"), self.form.note, self.table, self.record)

    def main_action(self) -> None:
        """Record the visit of everybody."""
        if self._writing or not self._lines:
            return
        end_conversion()
        errors = self.form.check()
        if errors:
            self.told.setText(self.form.show_errors(errors))
            return
        self._writing = self.drafts.form or ""
        self.record.set_reason("記録しています")
        ids = tuple(line.id for line in self._lines)
        task = start(_Recording(self.desk, self._writing, ids, self.form.values()), self)
        task.done.connect(self._finish)
        task.failed.connect(self._stumble)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not composing(self.focusWidget()):
            self.went_back.emit()
        else:
            super().keyPressEvent(event)

    # who -------------------------------------------------------------------------------------------------------------

    def _take(self, lines: tuple[PersonLine, ...]) -> None:
        if {line.id for line in lines} <= set(self._ids):  # else somebody else's, asked for before
            self._show_people(lines)
            self._tell_alike()

    def _show_people(self, lines: Sequence[PersonLine]) -> None:
        """Show those of them who were not left out."""
        self._found = tuple(lines)
        self._lines = tuple(line for line in self._found if line.id not in self._left_out)
        number = len(self._lines)
        self.table.set_rows(self._lines)
        self.count.setText(f"記録する方　{number}名")
        self.record.set_words(f"{number}名の訪問を記録する" if number else "訪問を記録する")
        if not self._writing:
            self.record.set_reason(None if number else "記録する方が、いません")
        self.leave_out.setVisible(number > 1)
        self.take_in.setVisible(number < len(self._found))

    def _leave_out_current(self) -> None:
        current = self.table.row()
        if current is not None and len(self._lines) > 1:
            self._leave(self._left_out | {current.id})

    def _leave_out_alike(self) -> None:
        self._leave(self._left_out | self._alike)
        self.form.field("outcome").setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_in(self) -> None:
        self._leave(frozenset())
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self, out: frozenset[str]) -> None:
        """Leave these out, which is part of what is half-written: nobody comes back in unseen."""
        self._left_out = out
        self._show_people(self._found)
        self._tell_alike()
        self.drafts.touch()

    def _tell_alike(self) -> None:
        """Say who has a record of this way on this day already, so that nobody is counted twice."""
        on, method = self.form.day.value(), self.form.way()
        ids = [line.id for line in self._lines]
        self._alike = self.desk.visits.alike(ids, on, method) if on is not None and ids else frozenset()
        if not self._alike:
            self.strip.clear()
            return
        names = "、".join(f"{line.name}さん" for line in self._lines if line.id in self._alike)
        self.strip.say(
            f"{names}。",
            "care",
            lead=f"この日の{method.label}が、もう記録されている方がいます。",
            button="その方をのぞく",
        )

    # writing ---------------------------------------------------------------------------------------------------------

    def _fill(self) -> None:
        me = self.desk.users.current().full_name
        self.form.fill(self.desk.today(), me, (me, *self.desk.visits.visitors()))
        self.told.setText("お一人に1件ずつ、同じ記録を残します。書きかけは、自動で残ります。")

    def _finish(self, recorded: _Recorded) -> None:
        """Say so and go back; where others stand in the form by now, theirs stays as it is."""
        here = self._end_writing()
        if here:
            self.drafts.forget()
        else:
            self.desk.drafts.discard(recorded.form)
        sentence = visit_words.recorded(f"{len(recorded.visit_ids)}名", recorded.result)
        if here and self.isVisible():
            self.went_back.emit()
            if raised := recorded.alarm_ids:  # the ladder begins at once, as after the visit of one
                self.wanted.emit(Place(room=Room.ALARM, record_id=raised[0] if len(raised) == 1 else None))
        self.said.emit(sentence.removesuffix("。"))
        self.offered.emit(sentence, "取り消す", partial(self.take_back, recorded.visit_ids))

    def _end_writing(self) -> bool:
        """Let the next be recorded; return whether what was being written still stands in the form."""
        here, self._writing = self._writing == self.drafts.form, ""
        self._show_people(self._found)
        return here

    def _stumble(self, error: Exception) -> None:
        here = self._end_writing()
        if here and isinstance(error, Invalid):
            self.told.setText(self.form.show_errors((error,)))
        elif isinstance(error, WatchDeskError):
            self.strip.say(told(self, error, self.main_action), "urgent")
        else:
            raise error

    def take_back(self, visit_ids: tuple[str, ...]) -> None:
        """Void what was recorded a moment ago, all at once."""
        self._taking_back = partial(self.take_back, visit_ids)
        task = start(_TakingBack(self.desk, visit_ids), self)
        task.done.connect(self._tell_taken_back)
        task.failed.connect(self._tell_not_taken_back)

    def _tell_taken_back(self, number: int) -> None:
        self.said.emit(f"いまの{number}件の記録を取り消しました")

    def _tell_not_taken_back(self, error: Exception) -> None:
        if not isinstance(error, WatchDeskError):
            raise error
        self.said.emit(told(self, error, self._taking_back).removesuffix("。"))

    # what the user does ----------------------------------------------------------------------------------------------

    def _choose(self, digit: str) -> None:
        self.form.outcome.choose_by_digit(digit)

    def _edited(self, key: str) -> None:
        self.drafts.touch()
        if key in {"on", "method"}:
            self._tell_alike()

    def _texts(self) -> Texts:
        return {**self.form.texts(), _LEFT_OUT: " ".join(sorted(self._left_out))}, self.form.focus_key()
