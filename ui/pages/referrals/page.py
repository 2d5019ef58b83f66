"""つなぎ: what was handed on, by state, the most overdue in front; the chosen one beside, with what to do."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QStackedWidget, QWidget

from ui.pages.answer_strip import AnswerStrip
from ui.pages.in_place import InPlace
from ui.pages.page import Page, Shape
from ui.pages.papers.face import PaperFace
from ui.pages.reader import Reader
from ui.pages.referrals import questions, words
from ui.pages.referrals.doing import Doing
from ui.pages.referrals.questions import SEND, Questions
from ui.pages.referrals.rows import COLUMNS, TABS, Listed, Listing
from ui.pages.referrals.sheet import ReferralPrint, SharingPrint
from ui.pages.referrals.view import ReferralView
from ui.pages.state_filter import StateFilter
from ui.pages.state_list import StateList
from ui.pages.state_tabs import LEFT, Wanted, counts, tab_of
from ui.places import PRINTED, SHARING, Place, Room
from ui.theme import Theme, set_gaps, set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row
from ui.widgets.boxes import words as plain
from ui.widgets.empty import Empty
from ui.widgets.manners import composing
from ui.widgets.record_table import RecordTable
from ui.widgets.scroll import Scroll, bring_into_sight
from watchdesk.changed import Changed
from watchdesk.desk import Desk
from watchdesk.domain.definitions import SCREENS
from watchdesk.errors import NotFound

_READ = Changed.CONSULTATIONS | Changed.PEOPLE | Changed.COPIES | Changed.SETTINGS


class ReferralsPage(Page):
    """``Place(record_id)`` comes to one, ``person_id`` shows somebody's; ``only``: the records behind a figure.

    Section ``SHARING`` with a ``person_id`` opens her 情報共有シート.
    """

    TITLE = "つなぎ"
    HELP = (
        "ほかの機関へつないだことの一覧です。書きとめ、つなぎ票を印刷し、渡したら「送った」と書きます。"
        "返事があるまで、何日たったかが出ます。渡す項目は、渡す前に右に出ています。"
    )
    KEYS = (
        ("↑ ↓", "つなぎを選びます"),
        ("Ctrl+P", "つなぎ票を印刷します"),
        ("S T H D", "送った・受け取られた・返事があった・引き受けられなかったと書きます"),
        ("F2", "書き直します。送ったあとは、書き直せません"),
        ("Enter", "その方の台帳を開きます"),
        ("Ctrl+N", "新しいつなぎを書きます"),
        ("Esc", "しぼり込みをやめます"),
    )
    NUMBERS = SCREENS["referrals"]

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(desk, theme, parent)
        self.rows: tuple[Listed, ...] | None = None
        self._place = Place(room=Room.REFERRALS)
        self._name: str | None = None
        self._users: dict[str, str] = {}
        self._asks = Questions(desk)
        self._coming = False
        self._build()
        job = lambda: Listing(desk, self._place.person_id)  # noqa: E731  # asked anew at each reading
        self.reader = Reader(self, job, self.empty, "つなぎを読んでいます。")
        self._connect()

    def _build(self) -> None:
        self.strip, self.in_place = AnswerStrip(), InPlace(self.desk)
        self.cases = ActionButton("相談の一覧", "handshake", kind="low")
        self.register = ActionButton("つなぎを書く", "pen-line", "Ctrl+N", kind="main")
        self._head = row(row(plain(self.TITLE, "title"), STRETCH), self.cases, self.register, gap=0.75)
        self._head.setStretch(0, 1)
        self.filter = StateFilter(TABS, "つなぎの状態", "お名前・つなぎ先・言葉でしぼる")
        self.doing = Doing()
        self.table = RecordTable(COLUMNS, "つなぎの一覧", folds=True)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.empty, self.view = Empty(), ReferralView(self.desk)
        self._list = QStackedWidget()
        for part in (self.empty, self.table):
            self._list.addWidget(part)
        self._side = QWidget()
        self._seen = Scroll(self.view)  # what goes may be long: the list stays in sight beside it
        self._seen.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # read on by the arrows
        self._seen.setAccessibleName("つなぎの中身")
        beside = column(self.doing, self.in_place, self._seen, gap=0.6)
        beside.setStretch(2, 1)
        self._side.setLayout(beside)
        body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        body.addWidget(self._list, 54)
        body.addWidget(self._side, 46)
        set_gaps(body, 1)
        self._fitted = StateList(head=self._head, body=body, filter=self.filter, table=self.table, listed=self._list)
        inside = column(self._head, self.filter, self.strip, body, gap=0.75, margins=(1, 1.5))
        inside.setStretch(3, 1)
        self._listing = QWidget()
        self._listing.setLayout(inside)
        self.print, self.share = ReferralPrint(self.desk), SharingPrint(self.desk)
        self._faces = QStackedWidget()
        for face in (self._listing, self.print, self.share):
            self._faces.addWidget(face)
        self._bring(self._listing)
        self.setLayout(column(Scroll(self._faces), gap=0))

    def _connect(self) -> None:
        self.reader.taken.connect(self._take_rows)
        self.filter.changed.connect(self._narrow)
        self.filter.dropped.connect(self._drop_filter)
        self.table.opened.connect(self._open_person)
        self.table.current_changed.connect(self._show_current)
        self.empty.pressed.connect(self.main_action)
        self.in_place.wrote.connect(self._tell_written)
        self.in_place.refused.connect(self._tell_refused)
        self.in_place.closed.connect(self._after_asking)
        self.register.clicked.connect(self.main_action)
        self.cases.clicked.connect(self._open_cases)
        self.doing.asked.connect(self._ask)
        self.doing.printing.connect(self._print)
        self.doing.rewriting.connect(self._rewrite)
        self.doing.opening.connect(self._open_current)
        self.doing.sharing.connect(self._share)
        for face in (self.print, self.share):
            face.closed.connect(self._close_face)
            face.said.connect(self.said)

    # coming and going ------------------------------------------------------------------------------------------------

    def enter(self, place: Place) -> None:
        """Show the list, narrowed as the place says; what was half-written opens again."""
        anew = place.person_id != self._place.person_id
        self._place, self._coming = place, True
        self._name = self._name_of(place.person_id)
        self._users = {user.name: user.full_name for user in self.desk.users.all()}
        self.strip.clear()
        self._close_face()
        self.filter.show_tab()
        if place.section == SHARING and place.person_id is not None:
            self._show_face(self.share)
            self.share.show_person(place.person_id, self._name or "この方")
        elif place.section == PRINTED and place.record_id is not None:
            self._show_face(self.print)
            self.print.show_referral(place.record_id)
        self.reader.read(anew=anew)

    def leave(self) -> None:
        """Keep what is half-written, at once."""
        self.in_place.keep()
        self.share.keeper.keep_all()

    def here(self, place: Place) -> Place:
        """With the sheet that is being written, or the pages to be printed."""
        if self._face() is self.print:
            return Place(room=Room.REFERRALS, record_id=self.print.referral_id, section=PRINTED)
        if self._face() is not self.share:
            return place
        return Place(room=Room.REFERRALS, person_id=self.share.person_id, section=SHARING)

    def reread(self, changed: Changed) -> None:
        """Read again; tab, current one and what is being written stay. Pages to print are passed through anew."""
        if changed & _READ:
            self.reader.read()

    def undone(self) -> None:
        """What was said of it holds no more."""
        self.strip.clear()

    def reshape(self, shape: Shape) -> None:
        """The chosen one below the list where room is short; a card for each where it is narrow."""
        wide = shape is Shape.WIDE
        self._fitted.reshape(shape)
        set_size(self._seen, min_height=11 if wide else 26)
        self.register.hide_keys(not wide)
        self.doing.hide_keys(not wide)
        for face in (self.print, self.share):
            face.reshape(shape)

    def first_focus(self) -> QWidget | None:
        """The pages to print, what is being written, else the list, or what to do where it is empty."""
        face = self._face()
        if face is not None:
            return face.first_focus()
        if self.in_place.form is not None:
            return self.in_place.first()
        if self.rows is None:
            return self.filter.choice.focus_target
        return self.table if self._list.currentWidget() is self.table else self.empty.button

    def regions(self) -> tuple[QWidget, ...]:
        """The tabs, the list, what is being written; the pages to print."""
        face = self._face()
        if face is not None:
            return face.regions()
        first = self.first_focus()
        return (self.filter.choice.focus_target, self.table, *((first,) if first is not None else ()))

    def main_action(self) -> None:
        """Write a new one."""
        self.wanted.emit(Place(room=Room.REFERRAL, new=True, person_id=self._place.person_id))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        leaves = event.key() == Qt.Key.Key_Escape and not composing(self.focusWidget())
        if leaves and self._face() is not None:
            self._close_face()
        else:
            super().keyPressEvent(event)

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
        """Come to the one that is wanted, and open what was half-written."""
        half = questions.half_written(self.desk)
        wanted = self._place.record_id or (half[1] if half is not None and self._place.only is None else None)
        listed = next((row for row in self.rows or () if row.id == wanted), None)
        if listed is not None:
            self.filter.show_tab(tab_of(TABS, listed.line))
        self._narrow()
        if listed is not None and self.table.select(listed.id) and half is not None and half[1] == listed.id:
            self._ask(half[0])
        self._focus_first()

    def _narrow(self) -> None:
        if self.rows is None:
            return
        wanted = self._wanted()
        self.table.set_filter(wanted.keeps)
        whose = f"{self._name or 'この方'}さんのことだけを表示しています。" if self._place.person_id else ""
        self.filter.show_only(self._place, "数えたつなぎ", whose, narrows=bool(wanted.needles))
        self._show_list(wanted)
        self._show_current()

    def _show_list(self, wanted: Wanted) -> None:
        shown = bool(self.table.rows())
        self._list.setCurrentWidget(self.table if shown else self.empty)
        if shown:
            return
        if wanted.needles or wanted.only is not None:
            self.empty.say("この条件に当てはまるつなぎは、ありません。", icon="search", button="つなぎを書く")
        elif wanted.tab == LEFT:
            told = "見守り相談室や地域包括支援センターへつなぐときに、書きます。"
            self.empty.say(
                "返事を待っているつなぎは、ありません。", told, icon="circle-check", tone="ok", button="つなぎを書く"
            )
        else:
            self.empty.say("ここには、いま何もありません。", icon="circle-check", button="つなぎを書く")

    def _show_current(self, _current: object = None) -> None:
        """Show the current one, with what can be done; what is being asked of another one is kept."""
        listed = self._listed()
        asked = self.in_place.question
        if asked is not None and (listed is None or not asked.draft.endswith(f":{listed.id}")):
            self.in_place.leave()
        self._side.setVisible(listed is not None)
        if listed is None:
            return
        try:
            referral = self.desk.referrals.get(listed.id)
        except NotFound:
            self._side.hide()
            return
        self.view.show_referral(listed, referral, self._users)
        self.doing.show_listed(listed)
        self.doing.setVisible(self.in_place.form is None)

    def _listed(self) -> Listed | None:
        return self.table.row() if self._list.currentWidget() is self.table else None

    def _drop_filter(self) -> None:
        anew = self._place.person_id is not None
        self._place, self._name = Place(room=Room.REFERRALS), None
        self.filter.show_tab()
        if anew:
            self._coming = True
            self.reader.read(anew=True)
        else:
            self._narrow()
            self._focus_first()

    # doing -----------------------------------------------------------------------------------------------------------

    def _ask(self, question: str) -> None:
        listed = self._listed()
        if listed is None or not self.doing.fits(question, listed):
            return
        if self.in_place.form is None:
            self.strip.clear()
            self.doing.hide()
            shown = listed.shown if question == SEND else None
            self.in_place.ask(self._asks.about(question, listed.id, words.whom(listed.line), shown))
        self.in_place.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _rewrite(self) -> None:
        listed = self._listed()
        if listed is not None:
            self.wanted.emit(Place(room=Room.REFERRAL, record_id=listed.id))

    def _print(self) -> None:
        listed = self._listed()
        if listed is not None:
            self._show_face(self.print)
            self.print.show_referral(listed.id)
            self.print.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _share(self) -> None:
        listed = self._listed()
        if listed is not None and listed.line.person_id is not None:
            self._show_face(self.share)
            self.share.show_person(listed.line.person_id, words.whom(listed.line))
            self.share.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _face(self) -> PaperFace | None:
        shown = self._faces.currentWidget()
        return shown if isinstance(shown, PaperFace) else None

    def _show_face(self, face: PaperFace) -> None:
        self.in_place.leave()
        self._bring(face)

    def _bring(self, wanted: QWidget) -> None:
        """Show a face; those behind it want no room."""
        for face in (self._listing, self.print, self.share):
            wants = QSizePolicy.Policy.Preferred if face is wanted else QSizePolicy.Policy.Ignored
            face.setSizePolicy(QSizePolicy.Policy.Preferred, wants)
        self._faces.setCurrentWidget(wanted)

    def _close_face(self) -> None:
        face = self._face()
        if face is None:
            return
        face.close_paper()
        self._bring(self._listing)
        self._focus_first()

    def _tell_written(self, sentence: str) -> None:
        self.strip.say(sentence, "ok")
        self.said.emit(sentence.removesuffix("。"))

    def _tell_refused(self, sentence: str) -> None:
        self.strip.say(sentence, "urgent") if sentence else self.strip.clear()
        bring_into_sight(self.strip)

    def _after_asking(self) -> None:
        self.doing.setVisible(self._listed() is not None)
        self._focus_first()

    def _focus_first(self) -> None:
        first = self.first_focus()
        if first is not None and not self.writes_elsewhere():
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_person(self, listed: Listed) -> None:
        if listed.line.person_id is not None:
            self.wanted.emit(Place(room=Room.PERSON, person_id=listed.line.person_id))

    def _open_current(self) -> None:
        listed = self._listed()
        if listed is not None:
            self._open_person(listed)

    def _open_cases(self) -> None:
        self.wanted.emit(Place(room=Room.CONSULTATIONS))
