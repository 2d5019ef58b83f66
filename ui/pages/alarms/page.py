"""気がかり: the ladder where nobody answers: whom to call, the clock, each step written down, how it ended."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.drafts import DraftKeeper, Texts, told_restored
from ui.pages.alarms.bar import AlarmBar
from ui.pages.alarms.closing import Ending
from ui.pages.alarms.listing import AlarmList
from ui.pages.alarms.report import ReportForm
from ui.pages.alarms.view import AlarmView
from ui.pages.alarms.work import AlarmReading, Shown, whom
from ui.pages.answer_strip import AnswerStrip
from ui.pages.page import Page, Shape
from ui.pages.person.noting import Notes
from ui.pages.reader import Reader
from ui.places import STATES, Place, Room
from ui.theme import Theme
from ui.widgets.boxes import column
from ui.widgets.empty import Empty
from ui.widgets.manners import composing, end_conversion
from ui.widgets.scroll import Scroll, to_the_top
from watchdesk.changed import Changed
from watchdesk.desk import Desk, Draft
from watchdesk.domain.alarm import NOTED, Alarm
from watchdesk.domain.ladder import REPORT, Call
from watchdesk.errors import Invalid, WatchDeskError

_SHOWN_WITH = Changed.ALARMS | Changed.VISITS | Changed.PEOPLE | Changed.PARTNERS | Changed.USERS
_WHY_SEEN = "119番・110番に通報するため"
_REPORTED_TO = "119番・110番"
_TAKEN_FOR = "いまの「通報した」は、まちがいでした"


class AlarmPage(Page):
    """``Place(record_id)`` shows one, ``Place(new=True)`` begins one (about ``person_id``); without either the list."""

    TITLE = "気がかり"
    HELP = (
        "応答がないときの手順です。上から順に行い、したことをその場で書きとめます。書いたものは消せません。"
        "急を要するときは、手順の途中でもすぐに119番・110番へ通報してください。"
    )
    KEYS = (
        ("F8", "119番・110番に通報したと書きとめます"),
        ("Ctrl+Enter", "手順を、したと書きとめます。結末を書いているときは、閉じます"),
        ("Tab", "次のボタンや欄へ移ります"),
        ("Esc", "前の画面へもどります。気がかりは開いたままです"),
    )
    PARKS = False

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(desk, theme, parent)
        self._place = Place(room=Room.ALARM)
        self._shown: Shown | None = None
        self._wrote = False
        self._focus_key = ""
        self._part: QWidget | None = None
        self._offered = ""
        self._notes = Notes(desk, self)
        self._build()
        self.reader = Reader(self, self._job, self.empty, "読んでいます。")
        self.reader.taken.connect(self._take)
        self.drafts = DraftKeeper(desk, self._texts, self)
        self._connect()

    def enter(self, place: Place) -> None:
        """Show an alarm, the form for a new one, or those that are open."""
        stays = place == self._place and self._shown is not None
        self.drafts.keep_all()
        self._place = place
        if stays:
            self.reader.read()
            return
        self.strip.clear()
        self._shown = None
        self.drafts.forget_form()
        if place.new:
            self._ask()
        else:
            self.report.drafts.forget_form()
            self.reader.read(anew=True)

    def leave(self) -> None:
        """Keep what is half-written, at once."""
        self.drafts.keep_all()
        self.report.drafts.keep_all()
        self._notes.leave()

    def reread(self, changed: Changed) -> None:
        """Read again; what is being written stays."""
        if not self._place.new and changed & _SHOWN_WITH:
            self.reader.read()

    def reshape(self, shape: Shape) -> None:
        """What stands beside the ladder goes below where room is short; what is urgent comes first."""
        self.view.reshape(shape)
        if self._part is not None:
            self._bring(self._part)

    def first_focus(self) -> QWidget:
        """The number to call, the field being written, the first line."""
        if self._place.new:
            return self.report.first()
        if self._shown is None:
            return self.empty
        return self.view.first(self._focus_key) if self._shown.facts is not None else self.list.first()

    def regions(self) -> tuple[QWidget, ...]:
        """The ladder, what is urgent, how it ends."""
        first = self.first_focus()
        if self._shown is None or self._shown.facts is None:
            return (first,)
        report = self.view.emergency.report if self.shape is Shape.WIDE else self.bar.report
        return first, report, self.view.closing.first()

    def main_action(self) -> None:
        """Write the step down, close it, or begin it."""
        if self._place.new:
            self.report.write()
        elif self._shown is None or self._shown.facts is None:
            return
        elif self.view.closing.outcome is not None and self.view.closing.isAncestorOf(self.focusWidget() or self):
            self.view.closing.close_it()
        elif self._shown.facts.alarm.is_open:
            self.view.ladder.now.write_down()
        elif self._shown.facts.alarm.awaits_answer:
            self.answered(self.view.answering.how.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape or composing(self.focusWidget()):
            super().keyPressEvent(event)
        elif self.view.closing.outcome is not None and self.view.closing.isAncestorOf(self.focusWidget() or self):
            self.view.closing.choose(None)
        else:
            self.went_back.emit()

    # ---- what was done

    def write(self, step: str, call: Call | None, reached: bool | None) -> None:
        """Write a step down, at once and for good."""
        end_conversion()
        now = self.view.ladder.now
        done = partial(
            self.desk.alarms.write_down,
            self._id(),
            step,
            call,
            reached=reached,
            whom=None if call is not None else now.whom.text(),
            answer=now.answer.text(),
            look=now.look.value(),
        )
        if self._do(done, "書きとめました"):
            now.clear()
            self.drafts.keep()

    def report_danger(self) -> None:
        """Write down that 119 or 110 was called (F8)."""
        if self._shown is None or self._shown.facts is None or not self._shown.facts.alarm.is_open:
            return
        end_conversion()
        answer = self.view.ladder.now.answer.text()
        done = partial(self.desk.alarms.write_down, self._id(), REPORT, whom=_REPORTED_TO, answer=answer)
        if self._do(done, "通報したと書きとめました"):
            self.view.ladder.now.clear()
            self.drafts.keep()
            lead = "通報したと書きとめました。"
            told = "部屋には一人で入らず、警察の立ち会いを頼んでください。"
            self.strip.offer(told, "まちがえた", self._take_danger_back, tone="urgent", lead=lead)

    def _take_danger_back(self) -> None:
        self._do(partial(self.desk.alarms.write_down, self._id(), NOTED, answer=_TAKEN_FOR), "まちがいと書きとめました")

    def hand_over(self, to: str, word: str) -> None:
        """Put another user in charge."""
        if self._do(partial(self.desk.alarms.hand_over, self._id(), to, word), "引きつぎました"):
            self.view.handing.restore({})
            self.drafts.keep()

    def close_it(self, ending: Ending) -> None:
        """Close it as chosen."""
        if self._do(partial(self._close, ending), "気がかりを閉じました"):
            self.empty.setFocus(Qt.FocusReason.OtherFocusReason)  # what asked for the outcome goes
            self.view.restore({})
            self.drafts.keep()

    def _close(self, ending: Ending) -> Alarm:
        """Close it; what stands at a step but was not written down yet goes along as a line before."""
        now = self.view.ladder.now
        if ending.ending.strip() and (now.answer.text().strip() or now.whom.text().strip()):
            self.desk.alarms.write_down(self._id(), NOTED, whom=now.whom.text(), answer=now.answer.text())
            now.clear()
        return self.desk.alarms.close(self._id(), ending.outcome, ending.ending, ending.visit)

    def answered(self, how: str) -> None:
        """Write down that the reporter was told."""
        end_conversion()
        if self._do(partial(self.desk.alarms.answered, self._id(), how), "伝えたと書きとめました"):
            self.view.answering.how.clear()
            self.drafts.keep()

    def _do(self, deed: partial[Alarm], sentence: str) -> bool:
        """Write something; one press is one deed: what comes before it was read again is passed over."""
        if self._wrote:
            return False
        try:
            deed()
        except Invalid as wrong:
            self.view.complain(wrong, self.strip)
            return False
        except WatchDeskError as refused:
            self.strip.say(str(refused), "urgent")
            return False
        self._wrote, self._focus_key = True, ""
        self.strip.clear()
        self.said.emit(sentence)
        self.reader.read()
        return True

    # ---- filling

    def _build(self) -> None:
        self.strip = AnswerStrip()
        self.view = AlarmView(self.desk, self.theme)
        self.report = ReportForm(self.desk, self.theme)
        self.list = AlarmList(self.desk.now)
        self.empty = Empty()
        self.empty.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # while it reads, the focus waits here
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        parts: tuple[QWidget, ...] = (self.view, self.report, self.list)
        self._scrolls = {part: _scrolled(part) for part in parts}
        for scroll in self._scrolls.values():  # each its own, so that a short one is not as long as the longest
            self._stack.addWidget(scroll)
        self._above = column(self.strip, gap=0, margins=(1.5, 0.6, 1.5, 0))
        self.bar = AlarmBar()
        whole = column(self._above, self._stack, self.bar, self.report.bar, gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        view = self.view
        view.ladder.written.connect(self.write)
        view.emergency.reported.connect(self.report_danger)
        self.bar.reported.connect(self.report_danger)
        view.emergency.opening.connect(self._open_place)
        view.handing.handing.connect(self.hand_over)
        view.closing.closing.connect(self.close_it)
        view.answering.answered.connect(self.answered)
        view.edited.connect(self.drafts.touch)
        view.person.clicked.connect(self._open_person)
        view.ended.answered.connect(self._open_states)
        self.list.opened.connect(self._open)
        self.list.beginning.connect(self._begin)
        self.report.raised.connect(self._began)
        self.report.chosen.connect(self._chose)
        self.report.left.connect(self.went_back)
        self.report.refused.connect(self._tell_refused)
        self.report.restored.connect(self._tell_restored)
        self.drafts.failed.connect(self._tell_refused)
        self.report.drafts.failed.connect(self._tell_refused)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            self._bind(keys, self.main_action)
        self._bind("Ctrl+N", self._begin)

    def _bind(self, keys: str, does: object) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(does)

    def _job(self) -> AlarmReading:
        return AlarmReading(self.desk, self._place.record_id)

    def _id(self) -> str:
        return self._place.record_id or ""

    def _take(self, shown: Shown) -> None:
        if self._place.new or (shown.facts.alarm.id if shown.facts is not None else None) != self._place.record_id:
            return
        first, wrote, elsewhere = self._shown is None, self._wrote, self.writes_elsewhere()
        self._shown, self._wrote = shown, False
        if shown.facts is None:
            self.list.show_lines(shown.open, shown.to_answer)
            self._bring(self.list)
        else:
            self._show(shown, first=first, anew=first or wrote)
        focus = self.first_focus()
        if (first or wrote) and self.isVisible() and not elsewhere:  # what was hidden left the focus to the search box
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, shown: Shown, *, first: bool, anew: bool) -> None:
        facts = shown.facts
        if facts is None:
            return
        self.view.show_alarm(shown, anew=anew)
        self._bring(self.view)
        if first:
            to_the_top(self.view)
            self.view.restore({})
            self._take_draft()
            if facts.alarm.person_id is not None:
                self._notes.note("viewed", facts.alarm.person_id)
        self._offer_ending(shown)

    def _bring(self, part: QWidget) -> None:
        """Bring a part to the front; the strip stands above it, and scrolls along where the page is low."""
        self._part = part
        self._stack.setCurrentWidget(self._scrolls[part])
        self.report.bar.setVisible(part is self.report)
        content = self._scrolls[part].widget()
        along = content.layout() if content is not None and self.shape is Shape.NARROW else self._above
        if isinstance(along, QVBoxLayout):
            along.insertWidget(0, self.strip)
        self._show_bar()

    def _show_bar(self) -> None:
        facts = self._shown.facts if self._shown is not None else None
        self.bar.setVisible(facts is not None and facts.alarm.is_open and self.shape is not Shape.WIDE)
        if facts is not None:
            self.bar.show_who(f"{facts.line.name}さん" if facts.line.person_id else facts.line.name)

    def _offer_ending(self, shown: Shown) -> None:
        """A contact since, or a cause that no longer stands, offers to close it; it never closes by itself."""
        facts = shown.facts
        if facts is None or (self.strip.sentence and self.strip.sentence != self._offered):
            return
        offer = self.view.ending_offered(facts) if facts.alarm.is_open else None
        told, self._offered = self._offered, offer.lead + offer.told if offer is not None else ""
        if offer is None or self.view.closing.outcome is not None:
            self.strip.clear()
        elif not told or told != self.strip.sentence:
            closes = partial(self.view.closing.choose, offer.outcome, offer.ending)
            self.strip.offer(offer.told, "この結末で閉じる", closes, tone=offer.tone, lead=offer.lead)

    def _take_draft(self) -> None:
        draft = self.drafts.begin(f"alarm:{self._id()}")
        self._focus_key = (draft.focus or "") if draft is not None else ""
        if draft is not None:
            self.view.restore(draft.texts)
            self._tell_restored(draft)

    def _texts(self) -> Texts:
        return self.view.texts(), self.view.focus_key()

    def _ask(self) -> None:
        self._bring(self.report)
        person_id = self._place.person_id
        self.report.begin(whom(self.desk, person_id) if person_id is not None else None)

    def _begin(self) -> None:
        self.wanted.emit(Place(room=Room.ALARM, new=True))

    def _began(self, alarm: Alarm) -> None:
        self.wanted.emit(Place(room=Room.ALARM, record_id=alarm.id))
        self.said.emit("気がかりを始めました")

    def _chose(self, person_id: str) -> None:
        self.wanted.emit(Place(room=Room.ALARM, new=True, person_id=person_id))

    def _open(self, alarm_id: str) -> None:
        self.wanted.emit(Place(room=Room.ALARM, record_id=alarm_id))

    def _open_person(self) -> None:
        if self._shown is not None and self._shown.whom is not None:
            self.wanted.emit(Place(room=Room.PERSON, person_id=self._shown.whom.line.id))

    def _open_states(self) -> None:
        if self._shown is not None and self._shown.whom is not None:
            self.wanted.emit(Place(room=Room.PERSON, person_id=self._shown.whom.line.id, section=STATES))

    def _open_place(self) -> None:
        """Whoever calls an ambulance needs no form: the reason is known, and stands in the ledger."""
        if self._shown is not None and self._shown.whom is not None:
            self.desk.secrecy.open(self._shown.whom.line.id, _WHY_SEEN, self._notes.note)
            self.reader.read()

    def _tell_restored(self, draft: Draft) -> None:
        lead = told_restored(draft.at, self.desk.now())
        self.strip.say("続きから書けます。", "wait", lead=lead, icon="pen-line")

    def _tell_refused(self, sentence: str) -> None:
        self.strip.say(sentence, "urgent")


def _scrolled(part: QWidget) -> Scroll:
    content = QWidget()
    content.setProperty("ground", "scroll")
    content.setLayout(column(part, gap=0.6, margins=(0.9, 1.5)))
    return Scroll(content)
