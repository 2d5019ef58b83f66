"""訪問を記録する: one visit, in three key presses for the plain case; also the page on which a record is corrected."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.drafts import DraftKeeper, Texts
from ui.pages.alarms.strip import AlarmStrip
from ui.pages.information.given_field import GivenField
from ui.pages.page import Page, Shape
from ui.pages.visit import words as visit_words
from ui.pages.visit.answers import DIGITS
from ui.pages.visit.bar import VisitBar
from ui.pages.visit.form import VisitForm
from ui.pages.visit.history import VisitHistory
from ui.pages.visit.noticing import Noticing
from ui.pages.visit.prompts import VisitPrompts
from ui.pages.visit.recent import HOW_MANY
from ui.pages.visit.together import TICKS
from ui.places import VISITED, Place, Room
from ui.theme import Theme
from ui.why import asked, told
from ui.widgets.boxes import column, words
from ui.widgets.manners import composing, end_conversion
from ui.widgets.person_header import PersonHeader
from ui.widgets.scroll import Scroll
from ui.widgets.strip import Strip
from watchdesk.changed import Changed
from watchdesk.desk import Desk
from watchdesk.domain.lines import PersonLine, VisitLine
from watchdesk.domain.visit import Visit
from watchdesk.domain.words import Status
from watchdesk.errors import Invalid, NotFound, WatchDeskError

MISTAKEN = "打ちまちがい"
"""Reason of a voiding by 取り消す right after recording."""

_READ_BACK = 30
"""So many records of a person are read to find the last ones that were not voided."""


class VisitPage(Page):
    """``Place(person_id)`` records a visit, with ``visit_id`` corrects one; ``choice`` is a choice made already."""

    TITLE = "訪問を記録する"
    HELP = (
        "数字のキーで様子を選び、Ctrl+Enterで記録します。ほかの欄は、書かなくてもかまいません。"
        "途中でほかの画面へ移っても、書きかけは残ります。"
    )
    KEYS = (
        ("1 2 3 4 9", "様子を選びます（元気・気になる・不在・応答なし・緊急）"),
        ("6 7 8", "同じ世帯の方にも会えたとき、印を付けます"),
        ("Ctrl+Enter", "記録します。選んだ様子の上でEnterを押しても記録します"),
        ("スペース", "気づきに印を付けます。もう一度で消えます"),
        ("F7 F9", "このあとすること・伝えた福祉情報を書きます"),
        ("Tab", "次の欄へ移ります"),
        ("Esc", "前の画面へもどります。書きかけは残ります"),
    )

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(desk, theme, parent)
        self._person: PersonLine | None = None
        self._visit: Visit | None = None
        self._focus_key = ""
        self.strip, self.header, self.alarm = Strip(), PersonHeader(theme), AlarmStrip(desk)
        self.entered = words("", "small", "soft", wrap=True)
        self.corrections = VisitHistory(desk, self.entered)
        self.form, self.bar = VisitForm(desk.today(), VisitPrompts(desk), GivenField(desk)), VisitBar()
        self.noticing = Noticing(desk, self.form)
        self.drafts = DraftKeeper(desk, self._texts, self)
        content = QWidget()
        content.setProperty("ground", "scroll")
        inside = column(self.header, self.alarm, self.strip, self.corrections, self.form, gap=0.7, margins=(0.9, 1.5))
        inside.setStretch(4, 1)
        content.setLayout(inside)
        self._scroll = Scroll(content)
        layout = column(self._scroll, self.bar, gap=0)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self._connect()

    def _connect(self) -> None:
        self.form.edited.connect(self._edited)
        self.form.left.connect(self.drafts.keep)
        self.form.confirmed.connect(self.main_action)
        self.bar.recording.connect(self.main_action)
        self.bar.leaving.connect(self.went_back)
        self.bar.promising.connect(partial(self._unfold, "promises"))
        self.bar.giving.connect(partial(self._unfold, "given"))
        self.bar.consulting.connect(self._consult)
        self.form.voiding.connect(self.void)
        self.strip.answered.connect(self._answer)
        self.alarm.wanted.connect(self.wanted)
        self.drafts.kept.connect(self._tell_kept)
        self.drafts.failed.connect(self._tell_unkept)
        for digit in DIGITS:
            self._bind(digit, partial(self._choose, digit))
        for place, digit in enumerate(TICKS):
            self._bind(digit, partial(self.form.together.toggle, place))
        self._bind("F7", partial(self._unfold, "promises"))
        self._bind("F9", partial(self._unfold, "given"))
        for key in ("Ctrl+Return", "Ctrl+Enter"):  # the second is the keypad's; a button's own would wait for a moment
            self._bind(key, self.main_action)

    def _bind(self, key: str, does: object) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(does)

    def enter(self, place: Place) -> None:
        self.drafts.keep_all()
        self._person, self._visit, self._focus_key = None, None, ""
        self.strip.clear()
        self.bar.tell_kept("")
        try:
            self._fill(place)
        except WatchDeskError as gone:
            self.drafts.forget_form()
            self.form.prompts.show_person(None)  # what was noticed of somebody else says nothing here
            self.noticing.tell()
            self.strip.say(str(gone), "urgent")
        self._show_state()
        self._scroll.verticalScrollBar().setValue(0)

    def leave(self) -> None:
        self.drafts.keep_all()

    def reread(self, changed: Changed) -> None:
        if self._person is not None and changed & (Changed.PEOPLE | Changed.VISITS | Changed.ALARMS):
            self._show_person(self._person.id)

    def reshape(self, shape: Shape) -> None:
        self.shape = shape
        self.form.arrange(wide=shape is Shape.WIDE)
        self._show_promises()
        self.bar.shorten(shape is not Shape.WIDE)

    def first_focus(self) -> QWidget | None:
        return self.form.field(self._focus_key)

    def regions(self) -> tuple[QWidget, ...]:
        return (self.form.field("outcome"), self.form.signs, self.form.note, self.bar.record)

    def main_action(self) -> None:
        """Record the visit or its correction; what can't be recorded is marked."""
        if self._person is None or not self.bar.record.isEnabled():
            return
        end_conversion()
        errors = self.form.check()
        if errors:
            self._show_errors(errors)
            return
        try:
            self._record(self._person) if self._visit is None else self._correct(self._visit)
        except WatchDeskError as refused:
            self._show_errors((asked(self, refused, self.main_action),))

    def void(self) -> None:
        """Void the record shown, for the reason given."""
        if self._visit is None:
            return
        end_conversion()
        reason = self.form.reason.text().strip()
        if not reason:
            self._show_errors((Invalid("reason", "取り消すわけを書いてください。", kind="missing"),))
            return
        try:
            self.desk.visits.void(self._visit.id, reason)
        except WatchDeskError as refused:
            self._show_errors((asked(self, refused, self.void),))
            return
        self.drafts.forget()
        self.said.emit("訪問記録を取り消しました。数には入りません")
        self._come_again()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not composing(self.focusWidget()):
            self.went_back.emit()
        else:
            super().keyPressEvent(event)

    # filling ---------------------------------------------------------------------------------------------------------

    def _fill(self, place: Place) -> None:
        visit = self.desk.visits.shown(place.visit_id) if place.visit_id else None
        person_id = visit.person_id if visit is not None else place.person_id
        if person_id is None:
            raise NotFound("どなたの訪問かが、わかりません。要援護者の一覧で、お名前を選んでください。")
        self._visit = visit
        self._show_person(person_id)
        self._fill_form(visit)
        self._take_draft(f"correction:{visit.id}" if visit is not None else f"visit:{person_id}")
        if place.choice is not None and self.form.outcome.value() is None:
            self.form.outcome.choose(place.choice)
        self.noticing.show_signs()

    def _show_person(self, person_id: str) -> None:
        found = self.desk.people.lines_of((person_id,))
        if not found:
            raise NotFound("この方の台帳が、見つかりません。取り込みの取り消しなどで、なくなっています。")
        person = self.desk.people.get(person_id)
        self._person = found[0]
        self.form.together.set_members(self._household(person_id))
        self.bar.show_who(found[0].name)
        alike = self.desk.search.namesakes(person_id)
        self.header.show_person(found[0], alike, person.consent_on(self.desk.today()))
        self.alarm.show_alarm(self.desk.alarms.open_of(person_id), person_id)
        known = [line for line in self.desk.visits.of_person(person_id, _READ_BACK) if self._is_earlier(line)]
        before = tuple(known[:HOW_MANY])
        met = visit_words.met(found[0], self.desk.today()) if self._visit is None else ""
        self.form.recent.show_visits(before, f"{person.interval_days}日ごと", met)
        self.noticing.show_person(person_id, self._visit, known)

    def _household(self, person_id: str) -> tuple[PersonLine, ...]:
        """The others who may be recorded with somebody: none for a correction, nobody whose record has ended."""
        if self._visit is not None:
            return ()
        told = self.desk.secrecy.of_one_home(person_id, self.desk.people.household(person_id))
        return tuple(line for line in told if line.id != person_id and line.status is not Status.ENDED)

    def _is_earlier(self, line: VisitLine) -> bool:
        if self._visit is None:
            return not line.voided
        return not line.voided and line.id != self._visit.id and line.on <= self._visit.on

    def _fill_form(self, visit: Visit | None) -> None:
        me = self.desk.users.current().full_name
        self.form.ask_reason(visit is not None)
        names = (me, *self.desk.visits.visitors())
        self.form.visitor.set_names(names)
        self.form.promises.set_names(names)
        self.form.set_today(self.desk.today())
        self.form.set_visit(visit, self.desk.today(), me)

    def _take_draft(self, form: str) -> None:
        draft = self.drafts.begin(form)
        if draft is None:
            return
        self.form.restore(draft.texts)
        self._focus_key = draft.focus or ""
        self.strip.say(self.drafts.told_restored(draft), button="書きかけを消す", icon="rotate-ccw")
        self.bar.tell_back(self.strip.sentence)

    def _show_state(self) -> None:
        visit = self._visit
        voided = visit is not None and visit.voided
        self.form.setEnabled(self._person is not None and not voided)
        self.bar.show_state(correcting=visit is not None, voided=voided, known=self._person is not None)
        self.corrections.show_visit(visit.id if visit is not None else None)
        if visit is not None:
            who, closed = self._full_name(visit.created_by), self.desk.closings.hold(visit.on, visit.area)
            self.entered.setText(visit_words.entered(visit, who, closed=closed))
        if visit is not None and voided:
            self.strip.say(
                f"わけ：{visit.void_reason}。報告書の数には入りません。",
                "care",
                lead="この記録は、取り消されています。",
                button="取り消しを元に戻す",
                icon="info",
            )
        self._show_promises()
        self._show_dirt()

    def _show_promises(self) -> None:
        """A promise belongs to a new record; where the page is not wide the fields stand there, for it scrolls."""
        new = self._visit is None
        wide = self.shape is Shape.WIDE
        self.bar.offer_promise(new and wide)
        for field in (self.form.promises, self.form.given):
            field.setVisible(new and (not wide or bool(field.text())))

    def _consult(self) -> None:
        """A consultation came up: it is written on its own page, and this one is kept as it stands."""
        if self._person is not None:
            visit_id = self._visit.id if self._visit is not None else None
            about = Place(
                room=Room.CONSULTATION, new=True, person_id=self._person.id, visit_id=visit_id, section=VISITED
            )
            self.wanted.emit(about)

    def _unfold(self, key: str) -> None:
        if self._visit is None and self.form.isEnabled():
            self.form.unfold(key)

    def _full_name(self, user: str | None) -> str:
        return next((known.full_name for known in self.desk.users.all() if known.name == user), user or "")

    def _record(self, person: PersonLine) -> None:
        values = self.form.values()
        details = {key: values.pop(key) for key in ("at", "signs", "note", "visitor")}
        each = self.form.together.each(values["result"])
        promised, given = self.form.promises.value(), self.form.given.value()
        visits = self.desk.visits.record_together(
            (person.id, *each), **values, details=details, each=each, promised=promised, given=given
        )
        names = "、".join(f"{line.name}さん" for line in (person, *self.form.together.met()))
        more = f"要対応に{len(promised)}件のせました。" if promised else ""
        told = visit_words.recorded(names, values["result"])
        self._finish(f"{told}{more}", tuple(visit.id for visit in visits))

    def _correct(self, visit: Visit) -> None:
        values = self.form.values()
        if all(getattr(visit, key) == value for key, value in values.items()):
            self.bar.complain("まだ何も変わっていません。書き直してから、記録してください。")
            return
        self.desk.visits.correct(visit.id, values, self.form.reason.text())
        self._finish("訪問記録を書き直しました。前の記録も、履歴に残っています。")

    def _finish(self, sentence: str, recorded: tuple[str, ...] = ()) -> None:
        person, raising = self._person, recorded or ((self._visit.id,) if self._visit is not None else ())
        self._person = None  # a second press of the key must not record twice
        self.drafts.forget()
        self.went_back.emit()
        if self._person is None and self.isVisible() and person is not None:
            self.wanted.emit(Place(room=Room.PERSON, person_id=person.id))
        if raised := self.desk.alarms.raised_by(raising):  # the ladder begins at once, and back leads where one was
            self.wanted.emit(Place(room=Room.ALARM, record_id=raised[0].id if len(raised) == 1 else None))
        self.said.emit(sentence.removesuffix("。"))
        if recorded:
            self.offered.emit(sentence, "取り消す", partial(self.take_back, recorded))

    def take_back(self, visit_ids: tuple[str, ...]) -> None:
        """Void what was recorded a moment ago, with what was promised."""
        self.desk.visits.void_together(visit_ids, MISTAKEN)
        self.said.emit("いまの記録を取り消しました")

    def _bring_back(self, visit: Visit) -> None:
        self.desk.visits.bring_back(visit.id)
        self.said.emit("取り消しを元に戻しました。また数に入ります")
        self._come_again()

    def _come_again(self) -> None:
        if self._visit is not None:
            self.enter(Place(room=Room.VISIT, person_id=self._visit.person_id, visit_id=self._visit.id))
            self._focus_first()

    def _answer(self) -> None:
        """The strip's button: bring a voided record back, or throw the draft away."""
        try:
            if self._visit is not None and self._visit.voided:
                self._bring_back(self._visit)
            else:
                self._throw_draft_away()
        except WatchDeskError as refused:
            self.strip.say(told(self, refused, self._answer), "urgent")

    def _throw_draft_away(self) -> None:
        form = self.drafts.form
        self.drafts.forget()
        self.strip.clear()
        self._focus_key = ""
        self._fill_form(self._visit)
        self.noticing.show_signs()
        if form is not None:
            self.drafts.begin(form)
        self._show_dirt()
        self._focus_first()

    # what the user does ----------------------------------------------------------------------------------------------

    def _edited(self, key: str) -> None:
        self.bar.complain("")
        self.drafts.touch()
        if key == "on":
            self.noticing.show_signs()
        elif key == "signs":
            self.noticing.tell()
        self._show_dirt()

    def _choose(self, digit: str) -> None:
        if self._person is not None and self.form.isEnabled():
            self.form.outcome.choose_by_digit(digit)

    def _texts(self) -> Texts:
        return self.form.texts(), self.form.focus_key()

    def _show_errors(self, errors: tuple[WatchDeskError, ...]) -> None:
        here = tuple(error for error in errors if isinstance(error, Invalid))
        told = self.form.show_errors(here)
        self.bar.complain(told)
        for error in errors:
            if not isinstance(error, Invalid):
                self.strip.say(str(error), "urgent")

    def _show_dirt(self) -> None:
        self.bar.name_leaving(half_written=self._person is not None and self.drafts.changed())

    def _tell_kept(self, at: object) -> None:
        self.bar.tell_kept("" if at is None else visit_words.clock_in_words(self.desk.now()))

    def _tell_unkept(self, sentence: str) -> None:
        self.strip.say(sentence, "urgent", lead="書きかけを残せませんでした。")

    def _focus_first(self) -> None:
        target = self.first_focus()
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)
