"""相談: the cases that were brought, by state, what presses most in front; the chosen one beside, with what to do."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from ui.pages.answer_strip import AnswerStrip
from ui.pages.consultations import questions, words
from ui.pages.consultations.case import CaseView
from ui.pages.consultations.doing import Doing
from ui.pages.consultations.questions import Questions
from ui.pages.consultations.rows import COLUMNS, TABS, Listed, Listing
from ui.pages.in_place import InPlace
from ui.pages.page import Page, Shape
from ui.pages.reader import Reader
from ui.pages.state_filter import StateFilter
from ui.pages.state_list import StateList
from ui.pages.state_tabs import LEFT, Wanted, counts, tab_of
from ui.places import IN_CASE, Place, Room
from ui.theme import Theme, set_gaps
from ui.why import told
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row
from ui.widgets.boxes import words as plain
from ui.widgets.empty import Empty
from ui.widgets.record_table import RecordTable
from ui.widgets.scroll import Scroll, bring_into_sight
from watchdesk.changed import Changed
from watchdesk.desk import Desk
from watchdesk.domain.definitions import SCREENS
from watchdesk.errors import NotFound, WatchDeskError

HIDDEN_PLACE = "住所や電話が秘匿の方です。台帳で開いてから、書き直してください。"


class ConsultationsPage(Page):
    """``Place(record_id)`` comes to a case, ``person_id`` shows somebody's; ``only``: the records behind a figure."""

    TITLE = "相談・つなぎ"
    HELP = (
        "受けた相談の一覧です。したこと、問い合わせたこと、返事を書き足していき、すんだら、どうなったかを書いて終えます。"
        "終えた相談も、再び始められます。"
    )
    KEYS = (
        ("↑ ↓", "相談を選びます"),
        ("S T H", "したこと・問い合わせたこと・返事を書き足します"),
        ("O", "終えます。どうなったかを、ひとこと書きます"),
        ("N", "ほかの機関へつなぎます"),
        ("J", "伝えた福祉情報を選びます"),
        ("F2", "書き直します"),
        ("Enter", "その方の台帳を開きます"),
        ("Ctrl+N", "新しい相談を書きます"),
        ("Esc", "しぼり込みをやめます"),
    )
    NUMBERS = SCREENS["consultations"]

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(desk, theme, parent)
        self.rows: tuple[Listed, ...] | None = None
        self._place = Place(room=Room.CONSULTATIONS)
        self._name: str | None = None
        self._users: dict[str, str] = {}
        self._asks = Questions(desk)
        self._coming = False
        self._build()
        job = lambda: Listing(desk, self._place.person_id)  # noqa: E731  # asked anew at each reading
        self.reader = Reader(self, job, self.empty, "相談を読んでいます。")
        self._connect()

    def _connect(self) -> None:
        self.reader.taken.connect(self._take_rows)
        self.filter.changed.connect(self._narrow)
        self.filter.dropped.connect(self._drop_filter)
        self.table.opened.connect(self._open_person)
        self.table.current_changed.connect(self._show_case)
        self.empty.pressed.connect(self.main_action)
        self.in_place.wrote.connect(self._tell_written)
        self.in_place.refused.connect(self._tell_refused)
        self.in_place.closed.connect(self._after_asking)
        self.register.clicked.connect(self.main_action)
        self.doing.asked.connect(self._ask)
        self.doing.handing.connect(self._hand_on)
        self.doing.informing.connect(self._inform)
        self.handed.clicked.connect(self._open_handed)
        self.doing.rewriting.connect(self._rewrite)
        self.doing.opening.connect(self._open_current)
        self.doing.returning.connect(self._bring_back)

    def _build(self) -> None:
        self.strip, self.in_place = AnswerStrip(), InPlace(self.desk)
        self.register = ActionButton("相談を書く", "pen-line", "Ctrl+N", kind="main")
        self.handed = ActionButton("つなぎの一覧", "handshake", kind="low")
        self._head = row(row(plain(self.TITLE, "title"), STRETCH), self.handed, self.register, gap=0.75)
        self._head.setStretch(0, 1)
        self.filter = StateFilter(TABS, "相談の状態", "お名前・相談の言葉でしぼる")
        self.doing = Doing()
        self.table = RecordTable(COLUMNS, "相談の一覧", folds=True)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.empty, self.case = Empty(), CaseView(self.desk)
        self._list = QStackedWidget()
        for part in (self.empty, self.table):
            self._list.addWidget(part)
        self._side = QWidget()
        self._side.setLayout(column(self.case, self.doing, self.in_place, STRETCH, gap=0.6))
        body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        body.addWidget(self._list, 53)
        body.addWidget(self._side, 47)
        set_gaps(body, 1)
        self._fitted = StateList(head=self._head, body=body, filter=self.filter, table=self.table, listed=self._list)
        inside = column(self._head, self.filter, self.strip, body, gap=0.75, margins=(1, 1.5))
        inside.setStretch(3, 1)
        content = QWidget()
        content.setLayout(inside)
        self.setLayout(column(Scroll(content), gap=0))

    # coming and going ------------------------------------------------------------------------------------------------

    def enter(self, place: Place) -> None:
        """Show the list, narrowed as the place says; what was half-written opens again."""
        anew = place.person_id != self._place.person_id
        self._place, self._coming = place, True
        self._name = self._name_of(place.person_id)
        self._users = {user.name: user.full_name for user in self.desk.users.all()}
        self.strip.clear()
        self.filter.show_tab()
        self.reader.read(anew=anew)

    def leave(self) -> None:
        """Keep what is half-written, at once."""
        self.in_place.keep()

    def reread(self, changed: Changed) -> None:
        """Read again; tab, current case and what is being written stay."""
        if changed & (Changed.CONSULTATIONS | Changed.PEOPLE | Changed.INFORMATION):
            self.reader.read()

    def reshape(self, shape: Shape) -> None:
        """The case below the list where room is short; a card for each case where it is narrow."""
        wide = shape is Shape.WIDE
        self._fitted.reshape(shape)
        self.register.hide_keys(not wide)
        self.doing.hide_keys(not wide)

    def first_focus(self) -> QWidget | None:
        """What is being written, else the list, or what to do where it is empty."""
        if self.in_place.form is not None:
            return self.in_place.first()
        if self.rows is None:
            return self.filter.choice.focus_target
        return self.table if self._list.currentWidget() is self.table else self.empty.button

    def regions(self) -> tuple[QWidget, ...]:
        """The tabs, the list, what is being written."""
        first = self.first_focus()
        return (self.filter.choice.focus_target, self.table, *((first,) if first is not None else ()))

    def main_action(self) -> None:
        """Write a new case."""
        self.wanted.emit(Place(room=Room.CONSULTATION, new=True, person_id=self._place.person_id))

    # the list --------------------------------------------------------------------------------------------------------

    def _name_of(self, person_id: str | None) -> str | None:
        found = self.desk.people.lines_of((person_id,)) if person_id is not None else ()
        return found[0].name if found else None

    def _wanted(self) -> Wanted:
        only = None if self._place.only is None else frozenset(self._place.only)
        return replace(self.filter.wanted(), only=only)

    def _take_rows(self, rows: tuple[Listed, ...]) -> None:
        self.rows = rows
        self.filter.show_counts(counts(TABS, rows))
        self.table.set_rows(rows, self._wanted().keeps)
        if self._coming and self.isVisible():
            self._coming = False
            self._come()
        else:
            self._narrow()

    def _come(self) -> None:
        """Come to the case that is wanted, and open what was half-written."""
        half = questions.half_written(self.desk)
        wanted = self._place.record_id or (half[1] if half is not None and self._place.only is None else None)
        listed = next((row for row in self.rows or () if row.id == wanted), None)
        if listed is not None:
            self.filter.show_tab(tab_of(TABS, listed.line))
        self._narrow()
        if listed is not None and self.table.select(listed.id) and half is not None and half[1] == listed.id:
            self._ask(half[0])
        first = self.first_focus()
        if first is not None and not self.writes_elsewhere():
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _narrow(self) -> None:
        if self.rows is None:
            return
        wanted = self._wanted()
        self.table.set_filter(wanted.keeps)
        whose = f"{self._name or 'この方'}さんのことだけを表示しています。" if self._place.person_id else ""
        self.filter.show_only(self._place, "数えた相談", whose, narrows=bool(wanted.needles))
        self._show_list(wanted)
        self._show_case()

    def _show_list(self, wanted: Wanted) -> None:
        shown = bool(self.table.rows())
        self._list.setCurrentWidget(self.table if shown else self.empty)
        if shown:
            return
        if wanted.needles or wanted.only is not None:
            self.empty.say("この条件に当てはまる相談は、ありません。", icon="search", button="相談を書く")
        elif wanted.tab == LEFT:
            told = "電話を受けながらでも、書けます。"
            self.empty.say(
                "終わっていない相談は、ありません。", told, icon="circle-check", tone="ok", button="相談を書く"
            )
        else:
            self.empty.say("ここには、いま何もありません。", icon="circle-check", button="相談を書く")

    def _show_case(self, _current: object = None) -> None:
        """Show the current case, with what can be done about it; what is being asked of another one is kept."""
        listed = self.table.row() if self._list.currentWidget() is self.table else None
        asked = self.in_place.question
        if asked is not None and (listed is None or not asked.draft.endswith(f":{listed.id}")):
            self.in_place.leave()
        self._side.setVisible(listed is not None)
        if listed is None:
            return
        try:
            case = self.desk.consultations.get(listed.id)
        except NotFound:
            self._side.hide()
            return
        self.case.show_case(listed.line, case, self._users)
        self.doing.show_case(listed.line)
        self.doing.setVisible(self.in_place.form is None)

    def _drop_filter(self) -> None:
        anew = self._place.person_id is not None
        self._place, self._name = Place(room=Room.CONSULTATIONS), None
        self.filter.show_tab()
        if anew:
            self._coming = True
            self.reader.read(anew=True)
        else:
            self._narrow()
            self._focus_first()

    # doing -----------------------------------------------------------------------------------------------------------

    def _ask(self, question: str) -> None:
        listed = self.table.row()
        if listed is None or not self.doing.fits(question, listed.line):
            return
        if self.in_place.form is None:
            self.strip.clear()
            self.doing.hide()
            self.in_place.ask(self._asks.about(question, listed.id, words.whom(listed.line)))
        self.in_place.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _rewrite(self) -> None:
        """Open the form on the case; where the place of a hidden person may stand in it, it has to be opened first."""
        listed = self.table.row()
        if listed is None:
            return
        person_id = listed.line.person_id
        lines = self.desk.people.lines_of((person_id,)) if person_id is not None else ()
        if person_id is not None and lines and lines[0].hidden and not self.desk.secrecy.is_open(person_id):
            self._tell_refused(HIDDEN_PLACE)
        else:
            self.wanted.emit(Place(room=Room.CONSULTATION, record_id=listed.id))

    def _hand_on(self) -> None:
        listed = self.table.row()
        if listed is not None:
            person_id = listed.line.person_id
            self.wanted.emit(Place(room=Room.REFERRAL, new=True, person_id=person_id, record_id=listed.id))

    def _inform(self) -> None:
        listed = self.table.row()
        if listed is not None:
            told_in = Place(
                room=Room.INFORMATION, person_id=listed.line.person_id, record_id=listed.id, section=IN_CASE
            )
            self.wanted.emit(told_in)

    def _open_handed(self) -> None:
        self.wanted.emit(Place(room=Room.REFERRALS))

    def _bring_back(self) -> None:
        listed = self.table.row()
        if listed is not None:
            self._try(partial(self.desk.consultations.bring_back, listed.id), "取り消しを、元に戻しました。")

    def _try(self, does: Callable[[], object], sentence: str) -> None:
        try:
            does()
        except WatchDeskError as refused:
            self._tell_refused(told(self, refused, partial(self._try, does, sentence)))
        else:
            self.strip.say(sentence, "ok")

    def undone(self) -> None:
        """What was said of it holds no more."""
        self.strip.clear()

    def _tell_written(self, sentence: str) -> None:
        self.strip.say(sentence, "ok")
        self.said.emit(sentence.removesuffix("。"))

    def _tell_refused(self, sentence: str) -> None:
        self.strip.say(sentence, "urgent") if sentence else self.strip.clear()
        bring_into_sight(self.strip)

    def _after_asking(self) -> None:
        self.doing.setVisible(self.table.row() is not None)
        self._focus_first()

    def _focus_first(self) -> None:
        first = self.first_focus()
        if first is not None and not self.writes_elsewhere():
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_person(self, listed: Listed) -> None:
        if listed.line.person_id is not None:
            self.wanted.emit(Place(room=Room.PERSON, person_id=listed.line.person_id))

    def _open_current(self) -> None:
        listed = self.table.row()
        if listed is not None:
            self._open_person(listed)
