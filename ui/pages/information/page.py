"""福祉情報: what is worth telling, found while one types; the chosen item beside the list, with what to do about it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from ui.pages.answer_strip import AnswerStrip
from ui.pages.information import telling
from ui.pages.information.beside import Beside
from ui.pages.information.filter import InformationFilter
from ui.pages.information.rows import COLUMNS, counted
from ui.pages.information.sheet import InfoPrint
from ui.pages.page import Page, Shape
from ui.pages.reader import Reader
from ui.places import IN_CASE, Place, Room
from ui.tasks import Progress
from ui.theme import Theme, set_gaps, set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.empty import Empty
from ui.widgets.manners import composing
from ui.widgets.record_table import RecordTable
from ui.widgets.scroll import Scroll, bring_into_sight, to_the_top
from watchdesk.changed import Changed
from watchdesk.desk import Desk
from watchdesk.domain.definitions import SCREENS
from watchdesk.domain.info_item import GivenLine, InfoLine
from watchdesk.errors import WatchDeskError

_NOTHING = "福祉情報は、まだ1件もありません。"
_FIRST = "広報やチラシで見た制度・サービスを書いておくと、電話を受けながらでも、すぐに見つかります。"

_ITEMS, _PAPER, _PDF = range(3)
"""Faces of the page."""


class _Reading:
    """The work of reading all items, so that each key finds them at once."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def run(self, progress: Progress) -> int:
        """Read them; return how many there are, those put aside too."""
        return len(self._desk.information.find("", self._desk.today(), with_retired=True))


class InformationPage(Page):
    """``Place(record_id)`` comes to an item; with ``person_id`` what is chosen is told to somebody.

    ``section=IN_CASE``: told in the consultation ``record_id``. ``only``: just these items.
    """

    TITLE = "福祉情報"
    HELP = (
        "制度やサービスのお知らせです。言葉を入れると、そのたびに見つかります。"
        "伝えたら「伝えたと書く」を押しておくと、どなたにいつ伝えたかが残ります。期限の過ぎたものは、終わりに薄く出ます。"
    )
    KEYS = (
        ("↑ ↓", "さがす欄にいるままで、一覧から選びます"),
        ("Enter", "さがす欄から、一覧に移ります"),
        ("G", "伝えたと書きます"),
        ("K", "台帳の、まだ伝えていない方の一覧を出します"),
        ("F2", "書き直します"),
        ("Ctrl+P", "大きく印刷します"),
        ("Ctrl+N", "新しい福祉情報を書きます"),
        ("Esc", "しぼり込みをやめます"),
    )
    NUMBERS = SCREENS["information"]

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(desk, theme, parent)
        self.total: int | None = None
        self._place = Place(room=Room.INFORMATION)
        self._coming = False
        self._build()
        self.reader = Reader(self, lambda: _Reading(desk), self.empty, "福祉情報を読んでいます。")
        self._connect()

    def _build(self) -> None:
        self.register = ActionButton("福祉情報を書く", "pen-line", "Ctrl+N", kind="main")
        self._head = row(row(words(self.TITLE, "title"), STRETCH), self.register, gap=0.75)
        self._head.setStretch(0, 1)
        self.strip, self.context, self.filter = AnswerStrip(), AnswerStrip(), InformationFilter()
        self.table = RecordTable(COLUMNS, "福祉情報の一覧", folds=True)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.empty, self.beside = Empty(), Beside(self.desk)
        self._list = QStackedWidget()
        for part in (self.empty, self.table):
            self._list.addWidget(part)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.addWidget(self._list, 54)
        self._body.addWidget(self.beside, 46)
        set_gaps(self._body, 1)
        inside = column(self._head, self.context, self.filter, self.strip, self._body, gap=0.75, margins=(1, 1.5))
        inside.setStretch(4, 1)
        self._items = QWidget()
        self._items.setLayout(inside)
        self.print = InfoPrint(self.desk)
        self._faces = QStackedWidget()
        for face in (self._items, self.print, self.beside.viewer):
            self._faces.addWidget(Scroll(face))
        self.setLayout(column(self._faces, gap=0))

    def _connect(self) -> None:
        beside, doing = self.beside, self.beside.doing
        self.reader.taken.connect(self._take)
        self.filter.changed.connect(self._narrow)
        self.filter.dropped.connect(self._drop_filter)
        self.filter.text.stepped.connect(self._step)
        self.filter.text.entered.connect(self._enter_list)
        self.table.current_changed.connect(self._show_item)
        self.table.opened.connect(self._tell)
        self.empty.pressed.connect(self._answer_empty)
        self.register.clicked.connect(self.main_action)
        self.print.closed.connect(self._close_face)
        self.print.said.connect(self.said)
        doing.tell.clicked.connect(self._tell)
        doing.rewrite.clicked.connect(self._rewrite)
        doing.send.clicked.connect(self._print)
        doing.pdf.clicked.connect(self._view)
        beside.viewer.closed.connect(self._close_face)
        beside.tried.connect(self._try)
        beside.refused.connect(self._tell_refused)
        beside.listed.connect(self.wanted)
        beside.telling.told.connect(self._told)
        beside.telling.closed.connect(self._after_telling)
        beside.told.taking_back.connect(self._take_back)
        beside.told.wanted.connect(self._come_to)

    # coming and going ------------------------------------------------------------------------------------------------

    def enter(self, place: Place) -> None:
        """Show the list; for whom it is told, where the place says so; what was half-written opens again."""
        self._place, self._coming = place, True
        self.strip.clear()
        self._close_face()
        self.filter.clear()
        self._show_context()
        self.reader.read()

    def here(self, place: Place) -> Place:
        """With the item that is chosen by now."""
        line = self.table.row()
        told = place.person_id is not None or place.section == IN_CASE
        return place if line is None or told else Place(room=Room.INFORMATION, record_id=line.id, only=place.only)

    def leave(self) -> None:
        """Keep what is half-written, at once."""
        self.beside.telling.keeper.keep_all()

    def reread(self, changed: Changed) -> None:
        """Read again; what is sought and chosen stays."""
        if changed & (Changed.INFORMATION | Changed.PEOPLE | Changed.VISITS | Changed.CONSULTATIONS):
            self.reader.read()

    def undone(self) -> None:
        """What was said of it holds no more."""
        self.strip.clear()

    def reshape(self, shape: Shape) -> None:
        """The item below the list where room is short; a card for each item where it is narrow."""
        wide, narrow = shape is Shape.WIDE, shape is Shape.NARROW
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._head.setDirection(down if narrow else across)
        self._body.setDirection(across if wide else down)
        self.table.show_cards(narrow)
        set_size(self._list, min_height=11 if wide else 15 if narrow else 12)
        self.register.hide_keys(not wide)
        self.beside.doing.hide_keys(not wide)
        self.print.reshape(shape)

    def first_focus(self) -> QWidget | None:
        """What is being written, else the field that finds."""
        if self._faces.currentIndex() == _PAPER:
            return self.print.first_focus()
        if self.beside.telling.item is not None:
            return self.beside.telling.first()
        return self.empty.button if self.total == 0 else self.filter.text

    def regions(self) -> tuple[QWidget, ...]:
        """The field that finds, the list, what can be done; the pages to print."""
        if self._faces.currentIndex() == _PAPER:
            return self.print.regions()
        return (self.filter.text, self.table, self.beside.doing.tell)

    def main_action(self) -> None:
        """Write a new item."""
        self.wanted.emit(Place(room=Room.INFO_ITEM, new=True))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape or composing(self.focusWidget()):
            super().keyPressEvent(event)
        elif self._faces.currentIndex() != _ITEMS:
            self._close_face()
        elif self._narrows():
            self._drop_filter()
        else:
            super().keyPressEvent(event)

    # the list --------------------------------------------------------------------------------------------------------

    def _show_context(self) -> None:
        """Say to whom it is told, where that is fixed."""
        lines = self.desk.people.lines_of([self._place.person_id]) if self._place.person_id is not None else ()
        self._name = f"{lines[0].name}さん" if lines else ""
        in_case = self._place.section == IN_CASE
        if in_case:
            lead = (
                f"{self._name}の相談で伝えたものを選んでください。" if lines else "相談で伝えたものを選んでください。"
            )
            self.context.offer("Gで、伝えたと書きます。", "相談にもどる", self.went_back.emit, tone="wait", lead=lead)
        elif lines:
            lead = f"{self._name}に伝えたものを選んでください。"
            self.context.offer("Gで、伝えたと書きます。", "台帳にもどる", self.went_back.emit, tone="wait", lead=lead)
        else:
            self.context.clear()
        self.beside.show_context(self._place, self._name)

    def _take(self, total: int) -> None:
        self.total = total
        self.beside.show_told()
        if self._coming and self.isVisible():
            self._coming = False
            self._narrow()
            self._come()
        else:
            self._narrow()

    def _come(self) -> None:
        """Come to the item that is wanted, and open what was half-written."""
        half = telling.half_written(self.desk)
        wanted = (None if self._place.section == IN_CASE else self._place.record_id) or half
        if wanted is not None:
            self._come_to(wanted)
        line = self.table.row()
        if line is not None and half == line.id and not self._tells_whom():
            self.beside.telling.ask(line.item)
        first = self.first_focus()
        if first is not None and not self.writes_elsewhere():
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _come_to(self, item_id: str) -> None:
        """Choose an item; one that is put aside comes in sight for it."""
        if not self.table.select(item_id):
            self.filter.text.clear()
            self.filter.shelved.setChecked(True)
            self._narrow()
            self.table.select(item_id)

    def _narrows(self) -> bool:
        return self.filter.narrows() or self._place.only is not None

    def _narrow(self) -> None:
        """Find anew; the best stands first, and is chosen."""
        if self.total is None:
            return
        asked, only = self.filter.text.text(), self._place.only
        found = self.desk.information.find(asked, self.desk.today(), with_retired=self.filter.shelved.isChecked())
        lines = found if only is None else tuple(line for line in found if line.id in only)
        self.table.set_rows(lines)
        if lines and asked.strip() and self.filter.text.hasFocus():
            self.table.select(lines[0].id)
        because = f"「{self._place.because or '数えた福祉情報'}」だけ。" if only is not None else ""
        self.filter.tell(f"{because}{counted(lines)}" if lines else because, drops=self._narrows())
        self._list.setCurrentWidget(self.table if lines else self.empty)
        if not self.total:
            self.empty.say(_NOTHING, _FIRST, button="福祉情報を書く")
        elif not lines and not self._narrows():
            self.empty.say("使っている福祉情報は、ありません。", button="しまったものも出す", icon="archive")
        elif not lines:
            self.empty.say("この言葉の福祉情報は、ありません。", button="しぼり込みをやめる", icon="search")
        self._show_item()

    def _drop_filter(self) -> None:
        self._place = replace(self._place, only=None, because="")
        self.filter.clear()
        self._narrow()
        self.filter.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _answer_empty(self) -> None:
        if not self.total:
            self.main_action()
        elif self._narrows():
            self._drop_filter()
        else:
            self.filter.shelved.setChecked(True)

    def _step(self, by: int) -> None:
        lines, line = self.table.rows(), self.table.row()
        if line is not None:
            at = lines.index(line) + by
            self.table.select(lines[min(max(0, at), len(lines) - 1)].id)

    def _enter_list(self) -> None:
        if self.table.rows():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_item(self, _current: object = None) -> None:
        self.beside.show_line(self._current())

    def _current(self) -> InfoLine | None:
        line: InfoLine | None = self.table.row() if self._list.currentWidget() is self.table else None
        return line

    # doing -----------------------------------------------------------------------------------------------------------

    def _tells_whom(self) -> bool:
        """Whether it is fixed to whom, or where, it is told."""
        return self._place.person_id is not None or self._place.section == IN_CASE

    def _tell(self, _row: object = None) -> None:
        """Write down that it was told: to the one it is for, else ask to whom."""
        line = self._current()
        if line is None or line.item.retired:
            return
        if self._place.section == IN_CASE:
            give = partial(self.desk.information.give, [line.id], consultation_id=self._place.record_id)
            self._give(give, f"相談で「{line.item.title}」を伝えたと書きました。")
        elif self._place.person_id is not None:
            self._told(line.id, self._place.person_id)
        else:
            self.strip.clear()
            self.beside.telling.ask(line.item)
            self.beside.telling.first().setFocus(Qt.FocusReason.OtherFocusReason)
            bring_into_sight(self.beside.telling)

    def _told(self, item_id: str, person_id: str | None) -> None:
        lines = self.desk.people.lines_of([person_id]) if person_id is not None else ()
        whom = f"{lines[0].name}さん" if lines else "お名前のない方"
        give = partial(self.desk.information.give, [item_id], person_id=person_id)
        self._give(give, f"{whom}に、伝えたと書きました。")

    def _give(self, give: Callable[[], tuple[object, ...]], sentence: str) -> None:
        try:
            given = give()
        except WatchDeskError as refused:
            self._tell_refused(str(refused))
            return
        if given:
            self.strip.offer(sentence, "取り消す", self._undo)
            self.said.emit(sentence.removesuffix("。"))
        else:
            self.strip.say("もう、伝えたと書いてあります。", "wait")

    def _after_telling(self) -> None:
        to_the_top(self.filter)
        self.filter.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_back(self, line: GivenLine) -> None:
        self._try(partial(self.desk.information.take_back, line.id), f"「{line.title}」を伝えた記録を取り消しました。")

    def _try(self, does: Callable[[], object], sentence: str) -> None:
        try:
            does()
        except WatchDeskError as refused:
            self._tell_refused(str(refused))
        else:
            self.strip.offer(sentence, "取り消す", self._undo)
            self.said.emit(sentence.removesuffix("。"))

    def _undo(self) -> None:
        try:
            self.strip.say(self.desk.undo.undo(), "ok")
        except WatchDeskError as refused:
            self._tell_refused(str(refused))

    def _tell_refused(self, sentence: str) -> None:
        self.strip.say(sentence, "urgent")
        bring_into_sight(self.strip)

    def _rewrite(self) -> None:
        line = self._current()
        if line is not None:
            self.wanted.emit(Place(room=Room.INFO_ITEM, record_id=line.id))

    def _print(self) -> None:
        line = self._current()
        if line is not None and self._faces.currentIndex() == _ITEMS:
            self._faces.setCurrentIndex(_PAPER)
            self.print.show_item(line.item)
            self.print.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _view(self) -> None:
        line = self._current()
        if line is not None:
            self._faces.setCurrentIndex(_PDF)
            self.beside.viewer.show_item(line.item)
            self.beside.viewer.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_face(self) -> None:
        """Come back to the items."""
        if self._faces.currentIndex() != _ITEMS:
            self.print.close_paper()
            self._faces.setCurrentIndex(_ITEMS)
            self.filter.text.setFocus(Qt.FocusReason.OtherFocusReason)
