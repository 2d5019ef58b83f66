"""CopiesHome: the copies by state, found by number, holder, name or kind; the chosen one beside, with what to do."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from ui.pages.answer_strip import AnswerStrip
from ui.pages.copies.doing import CopyDoing
from ui.pages.copies.files import about, handover_of
from ui.pages.copies.kinds import HandingKinds
from ui.pages.copies.narrowing import Narrowing
from ui.pages.copies.questions import LOST, Questions, half_written
from ui.pages.copies.rows import ALL, COLUMNS, OWN, TABS, Listed
from ui.pages.copies.view import CopyView
from ui.pages.in_place import InPlace
from ui.pages.page import Shape
from ui.pages.state_filter import StateFilter
from ui.pages.state_list import StateList
from ui.pages.state_tabs import LEFT, Wanted, counts, tab_of
from ui.places import LOSS, WHEREABOUTS, Place, Room
from ui.theme import set_gaps, set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.empty import Empty
from ui.widgets.flow import Flow
from ui.widgets.record_table import RecordTable
from watchdesk.desk import Desk
from watchdesk.domain.copies import CopyState, numbers_meant
from watchdesk.domain.handover import Handover
from watchdesk.errors import WatchDeskError


class CopiesHome(QWidget):
    """``show_place(place)`` narrows, ``take(rows)`` shows; ``wanted`` is a Place, ``said`` for the status line.

    ``widened`` when the rows of everybody are wanted again, ``printing`` when the list is wanted on paper.
    """

    wanted = Signal(object)
    said = Signal(str)
    widened = Signal()
    printing = Signal()

    def __init__(self, desk: Desk, title: str) -> None:
        super().__init__()
        self._desk = desk
        self._place = Place(room=Room.COPIES)
        self._asks = Questions(desk)
        self._users: dict[str, str] = {}
        self._name = ""
        self.rows: tuple[Listed, ...] | None = None
        self._asked, self._lost = "", False
        self._build(title)
        self._connect()

    def _build(self, title: str) -> None:
        self.strip, self.in_place = AnswerStrip(), InPlace(self._desk)
        self.kinds = HandingKinds(Room.COPIES)
        self.check = ActionButton("所在確認をする", "check", "K", kind="main")
        self.print = ActionButton("この一覧を印刷する", "printer", "Ctrl+P")
        self.shred = ActionButton("机の上の紙を、まとめて廃棄した", "check", kind="low")
        self.shred.hide()
        self._head = row(row(words(title, "title"), STRETCH), Flow(self.print, self.check, gap=0.75), gap=0.75)
        self.narrowing = Narrowing()
        hint = "番号・持つ方・載っている方のお名前でしぼる"
        self.filter = StateFilter(TABS, "写しの状態", hint, *self.narrowing.fields)
        set_size(self.filter.text, min_width=24)
        self.table = RecordTable(COLUMNS, "写しの一覧", folds=True)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.empty, self.view, self.doing = Empty(), CopyView(), CopyDoing()
        self._list = QStackedWidget()
        for part in (self.empty, self.table):
            self._list.addWidget(part)
        body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        chosen = QWidget()
        left = column(row(self.shred, STRETCH), self._list, self.doing, self.in_place, gap=0.6)
        left.setStretch(1, 1)
        chosen.setLayout(left)
        body.addWidget(chosen, 66)
        body.addWidget(self.view, 34)
        set_gaps(body, 1)
        self._fitted = StateList(
            head=self._head, body=body, filter=self.filter, table=self.table, listed=self._list, middle=14
        )
        inside = column(self.kinds, self._head, self.filter, self.strip, body, gap=0.6, margins=(1.5, 0.6, 1.5, 1))
        inside.setStretch(4, 1)
        self.setLayout(inside)

    def _connect(self) -> None:
        self.kinds.wanted.connect(self.wanted)
        self.filter.changed.connect(self._narrow)
        for field in (self.narrowing.holder, self.narrowing.kind):
            field.edited.connect(self._narrow)
        self.filter.dropped.connect(self._drop_filter)
        self.table.opened.connect(self._open)
        self.table.current_changed.connect(self._show_copy)
        self.empty.pressed.connect(self._drop_filter)
        self.check.clicked.connect(self._go_to_check)
        self.print.clicked.connect(self.printing)
        self.shred.clicked.connect(self._ask_all)
        self.view.opened.connect(self.come_to)
        self.doing.returned.connect(self._return)
        self.doing.asked.connect(self._ask)
        self.doing.guided.connect(self._go_to_guide)
        self.doing.opened.connect(self._open_current)
        self.in_place.wrote.connect(self._tell_written)
        self.in_place.refused.connect(self._tell_refused)
        self.in_place.closed.connect(self._after_asking)

    # coming and going ------------------------------------------------------------------------------------------------

    def show_place(self, place: Place) -> None:
        """Narrow as a place says: ``only`` numbers, a person's, or all; what was said before is over."""
        self._place = place
        self.kinds.stay()
        found = self._desk.people.lines_of((place.person_id,)) if place.person_id is not None else ()
        self._name = found[0].name if found else ""
        self._users = {user.name: user.full_name for user in self._desk.users.all()}
        self.strip.clear()
        self.narrowing.drop()
        self.filter.show_tab()

    def take(self, rows: tuple[Listed, ...], *, coming: bool) -> None:
        """Show these; ``coming``: come to the copy of the place."""
        self.rows = rows
        self.narrowing.offer(rows)
        self.filter.show_counts(counts(TABS, rows))
        self.table.set_rows(rows, self._keeps(self._wanted()))
        listed = next((one for one in rows if coming and one.id == self._place.record_id), None)
        if listed is not None:
            self.filter.show_tab(tab_of(TABS, listed.line))
        self._narrow()
        if listed is not None:
            self.table.select(listed.id)
        if coming and self._place.only is None:
            self._resume()

    def _resume(self) -> None:
        """Open the question that was half-written when one left, or when the screen was hidden."""
        half = half_written(self._desk)
        listed = next((one for one in self.rows or () if half is not None and one.id == half[1]), None)
        if half is None or listed is None or self.in_place.form is not None:
            return
        if self.table.select(listed.id) or self._come_to_row(listed):
            self._ask(half[0])

    def _come_to_row(self, listed: Listed) -> bool:
        self.narrowing.drop()
        self.filter.show_tab(tab_of(TABS, listed.line))
        self._narrow()
        return self.table.select(listed.id)

    def reshape(self, shape: Shape) -> None:
        """The copy below the list where room is short; a card for each where it is narrow."""
        wide = shape is Shape.WIDE
        self._fitted.reshape(shape)
        for button in (self.check, self.print):
            button.hide_keys(not wide)
        self.doing.hide_keys(not wide)

    def first_focus(self) -> QWidget:
        """What is being written, else the list, or what to do where it is empty."""
        if self.in_place.form is not None:
            return self.in_place.first()
        if self.rows is None:
            return self.filter.choice.focus_target
        if self._list.currentWidget() is self.table:
            return self.table
        return self.empty.button if self.empty.button.isVisibleTo(self) else self.filter.choice.focus_target

    def regions(self) -> tuple[QWidget, ...]:
        """The tabs, the words, the list."""
        return self.filter.choice.focus_target, self.filter.text, self.first_focus()

    def come_to(self, number: int) -> None:
        """Come to a copy, whatever its state and whoever has it."""
        self.narrowing.drop()
        self.filter.show_tab(ALL)
        self._narrow()
        self.table.select(str(number))

    # the list --------------------------------------------------------------------------------------------------------

    def _wanted(self) -> Wanted:
        only = None if self._place.only is None else frozenset(self._place.only)
        return replace(self.filter.wanted(), only=only)

    def _keeps(self, wanted: Wanted) -> Callable[[Listed], bool]:
        """What is typed may be a number with or without its check digit: then it is that copy, whatever its state."""
        typed = self.filter.text.text()
        meant = {str(number) for number in numbers_meant(typed)}
        known = {one.id for one in self.rows or ()} & meant
        if known and wanted.only is None:
            return lambda one: one.id in known
        return lambda one: wanted.keeps(one) and self.narrowing.keeps(one)

    def _narrow(self) -> None:
        if self.rows is None:
            return
        wanted = self._wanted()
        self.table.set_filter(self._keeps(wanted))
        whose = f"{self._name or 'この方'}さんの載った写しだけを表示しています。" if self._place.person_id else ""
        self.filter.show_only(self._place, "数えた写し", whose, narrows=self._narrows(wanted))
        self._show_list(wanted)
        self._show_copy()

    def _narrows(self, wanted: Wanted) -> bool:
        return bool(wanted.needles) or self.narrowing.narrows

    def heading(self) -> str:
        """Which copies are shown, in words."""
        told = self._place.because or f"{self._name}さんの載った写し" * bool(self._name)
        shown = told or self.filter.wanted().tabs[self.filter.wanted().tab].told
        return "　".join(part for part in (shown, self.narrowing.told()) if part)

    def _show_list(self, wanted: Wanted) -> None:
        shown = bool(self.table.rows())
        self.print.setVisible(shown)
        own = wanted.tab == OWN and wanted.only is None and len(self.table.rows()) > 1
        self.shred.setVisible(own and self.in_place.form is None)
        self._list.setCurrentWidget(self.table if shown else self.empty)
        if shown:
            return
        if self._narrows(wanted) or wanted.only is not None:
            self.empty.say("この条件に当てはまる写しは、ありません。", icon="search", button="しぼり込みをやめる")
        elif wanted.tab == LEFT:
            told = "お名前の入った紙を印刷するか、PDFに残すと、ここに出ます。"
            self.empty.say("出ている写しは、ありません。", told, icon="circle-check", tone="ok")
        else:
            self.empty.say("ここには、いま何もありません。", icon="circle-check")

    def _drop_filter(self) -> None:
        anew = self._place.person_id is not None
        self._place, self._name = Place(room=Room.COPIES), ""
        self.narrowing.drop()
        self.filter.show_tab()
        if anew:
            self.widened.emit()
        self._narrow()
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_copy(self, _current: object = None) -> None:
        """Show the current copy, with what can be done; what is being asked of another one is kept."""
        listed = self.table.row() if self._list.currentWidget() is self.table else None
        if self.in_place.form is not None and (listed is None or self._asked != listed.id):
            self.in_place.leave()
        self.view.setVisible(listed is not None)
        self.doing.setVisible(listed is not None and self.in_place.form is None)
        if listed is None:
            return
        room, number = self._desk.copies, listed.copy.number
        self.view.show_copy(listed.line, room.past(number), room.named(number), self._users)
        file = handover_of(self._desk, listed.copy)
        self.view.show_file(about(file) if file is not None else "")
        self.doing.show_copy(listed.copy, came_back=file is not None and file.returned_on is not None)

    # doing -----------------------------------------------------------------------------------------------------------

    def _open(self, listed: Listed) -> None:
        """Enter: the day sheet to be typed in, the guide of a loss, else what can be done."""
        if listed.copy.state is CopyState.LOST:
            self._go_to_guide()
        elif self.doing.sheet.isVisibleTo(self):
            self._open_current()

    def _open_current(self) -> None:
        listed = self.table.row()
        if listed is None:
            return
        found = next((one for one in self._desk.rounds.recent(limit=500) if one.number == listed.copy.number), None)
        if found is not None:
            self.wanted.emit(Place(room=Room.ROUND, record_id=found.id))

    def _go_to_check(self) -> None:
        self.wanted.emit(Place(room=Room.COPIES, section=WHEREABOUTS))

    def _go_to_guide(self) -> None:
        listed = self.table.row()
        if listed is not None and listed.copy.state is CopyState.LOST:
            self.wanted.emit(Place(room=Room.COPIES, section=LOSS, record_id=listed.id))

    def _return(self) -> None:
        listed = self.table.row()
        if listed is None:
            return
        file = handover_of(self._desk, listed.copy)
        if file is None:
            self._settle(listed, CopyState.RETURNED, f"{listed.copy.shown}が戻ったと書きました。")
        else:
            self._take_back(file)

    def _take_back(self, file: Handover) -> None:
        """The stick or envelope of a file came back; a file that is still to be erased stays out."""
        try:
            self._desk.handovers.returned(file.id, self._desk.today())
        except WatchDeskError as refused:
            self._tell_refused(str(refused))
            return
        rest = "ファイルは、相手が消したら書きます。" if file.erase_by is not None else ""
        self._tell_written(f"USBメモリー・封筒が戻ったと書きました。{rest}")

    def _settle(self, listed: Listed, state: CopyState, sentence: str) -> None:
        try:
            self._desk.copies.settle(listed.copy.number, state)
        except WatchDeskError as refused:
            self._tell_refused(str(refused))
            return
        self._tell_written(sentence)
        if state is CopyState.RETURNED:
            back = partial(self._settle, listed, CopyState.OUT, f"{listed.copy.shown}は、出ています。")
            self.strip.offer(sentence, "取り消す", back)

    def _ask(self, question: str) -> None:
        listed = self.table.row()
        if listed is None:
            return
        if self.in_place.form is None:
            self.strip.clear()
            self.doing.hide()
            self._asked, self._lost = listed.id, question == LOST
            self.in_place.ask(self._asks.about(question, listed.copy))
        self.in_place.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_all(self) -> None:
        """Ask once how all of the desk's own paper was destroyed."""
        copies = [listed.copy for listed in self.table.rows()]
        listed = self.table.row()
        if copies and listed is not None and self.in_place.form is None:
            self.strip.clear()
            self.doing.hide()
            self._asked, self._lost = listed.id, False
            self.in_place.ask(self._asks.about_all(copies))

    def _tell_written(self, sentence: str) -> None:
        self.strip.say(sentence, "ok")
        self.said.emit(sentence.removesuffix("。"))
        if self._lost:
            self._lost = False
            self.wanted.emit(Place(room=Room.COPIES, section=LOSS, record_id=self._asked))

    def _tell_refused(self, sentence: str) -> None:
        self.strip.say(sentence, "urgent") if sentence else self.strip.clear()

    def _after_asking(self) -> None:
        self.doing.setVisible(self.table.row() is not None)
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
