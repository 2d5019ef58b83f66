"""AlarmView: one alarm on screen: who, what raised it, the ladder, and beside it what is urgent and how it ends."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QBoxLayout, QVBoxLayout, QWidget

from ui.pages.alarms import words as alarm_words
from ui.pages.alarms.aside import AnsweringBox, HandingBox, Written
from ui.pages.alarms.closing import ClosingBox
from ui.pages.alarms.emergency import EmergencyBox
from ui.pages.alarms.ladder import Ladder
from ui.pages.alarms.work import Shown
from ui.pages.answer_strip import AnswerStrip
from ui.pages.page import Shape
from ui.theme import Theme, set_gaps, set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, frame, row, words
from ui.widgets.person_header import PersonHeader
from ui.widgets.strip import Strip
from watchdesk.desk import AlarmFacts, Desk
from watchdesk.domain.alarm import CONFIRMING, AlarmOutcome
from watchdesk.domain.era import show_month_day
from watchdesk.domain.ladder import REPORT
from watchdesk.errors import Invalid

ASIDE = 25.5
"""Em of the column beside the ladder."""

WHOLE = 1000
"""Em: as wide as the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What offers to close an alarm, and with which ending."""

    outcome: AlarmOutcome
    ending: str
    lead: str
    told: str
    tone: str = "ok"


class AlarmView(QWidget):
    """``show_alarm(shown)``; its parts are asked directly by the page. ``edited`` whenever something is typed."""

    edited = Signal()

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.header = PersonHeader(theme)
        self._whom = words("", "title", wrap=True)
        self.other = frame(
            column(words("台帳にない方", "small", "soft"), self._whom, gap=0.2, margins=(0.5, 1)), "paper"
        )
        self._began = words("", voice="soft", wrap=True)
        self.person = ActionButton("台帳を見る", "book-open-text", kind="low")
        self.ended = Strip()
        self.ladder = Ladder(desk.alarms.ladder, desk.now)
        report = next(step for step in desk.alarms.ladder if step.code == REPORT)
        self.emergency = EmergencyBox(report)
        self.closing = ClosingBox()
        self.handing = HandingBox()
        self.answering = AnsweringBox(desk.alarms.answering)
        self.log = Written((*desk.alarms.ladder, desk.alarms.answering))
        self._lay_out()
        for part in (self.ladder.now, self.closing, self.handing, self.answering):
            part.edited.connect(self.edited)
        self.reshape(Shape.WIDE)

    def show_alarm(self, shown: Shown, *, anew: bool) -> None:
        """Show an alarm; ``anew``: come to the step to do now."""
        facts = shown.facts
        if facts is None:
            return
        self._show_whom(shown, facts)
        now, alarm = self._desk.now(), facts.alarm
        self._began.setText(alarm_words.began(alarm, facts.line, facts.cause, now))
        self.ladder.show_facts(facts, anew=anew)
        self.log.show_steps(facts, [alarm_words.moment(step.at, now) for step in alarm.steps])
        self.handing.show_holder(facts, shown.users)
        confirmed = facts.line.confirmed_on is not None
        self.closing.show_whose(known=alarm.person_id is not None, confirmed=confirmed)
        for part in (self.emergency, self.closing, self.handing):
            part.setVisible(alarm.is_open)
        self.answering.setVisible(alarm.awaits_answer)
        self.answering.show_reporter(facts)
        self._show_ending(facts)

    def first(self, key: str = "") -> QWidget:
        """Where to go on: the field that was being written, the step to do now, the reporter to tell."""
        field = self._fields().get(key)
        if field is not None and field.isVisibleTo(self):
            return field
        if not self.answering.isHidden():
            return self.answering.how
        return self.ladder.first() if not self.closing.isHidden() else self.person

    def texts(self) -> dict[str, str]:
        """All that is half-written, for drafts."""
        how = {"how": self.answering.how.text()}
        return self.ladder.now.texts() | self.closing.texts() | self.handing.texts() | how

    def restore(self, texts: Mapping[str, str]) -> None:
        """Put a draft back, or empty all fields."""
        for part in (self.ladder.now, self.closing, self.handing):
            part.restore(texts)
        self.answering.how.set_text(texts.get("how", ""))

    def focus_key(self) -> str:
        """The field that has the focus."""
        now = QApplication.focusWidget()
        return next((key for key, field in self._fields().items() if field is now), "")

    def complain(self, wrong: Invalid, strip: AnswerStrip) -> None:
        """Say what is wrong, at its field where there is one."""
        if wrong.field == "ending":
            self.closing.complain(str(wrong))
        else:
            strip.say(str(wrong), "urgent")

    def ending_offered(self, facts: AlarmFacts) -> Offer | None:
        """What offers to close it: a contact since, or a record that no longer says that nobody answered."""
        line = facts.line
        if line.confirmed_on is not None and line.confirmed_as is not None:
            outcome = next(one for one, result in CONFIRMING.items() if result is line.confirmed_as)
            day = show_month_day(line.confirmed_on).replace(" ", "")
            ending = f"{day}の訪問記録で確かめた（{line.confirmed_as.label}）"
            lead = f"{day}に「{line.confirmed_as.label}」の記録があります。"
            return Offer(outcome=outcome, ending=ending, lead=lead, told="無事なら、結末を書いて閉じてください。")
        if line.cause_stands:
            return None
        return Offer(
            outcome=AlarmOutcome.MISTAKEN,
            ending="もとの訪問記録のまちがい",
            lead="もとになった訪問記録は、取り消されたか、書き直されています。",
            told="気がかりは開いたままです。いらないときは、閉じてください。",
            tone="care",
        )

    def reshape(self, shape: Shape) -> None:
        """Beside each other, or what is urgent first and the rest below."""
        wide = shape is Shape.WIDE
        for part in (self.emergency, self.closing, self.answering, self.handing):
            self._aside.removeWidget(part)
            self._above.removeWidget(part)
        (self._aside if wide else self._above).addWidget(self.emergency)
        for part in (self.answering, self.closing, self.handing):
            self._aside.addWidget(part)
        (self._under if wide else self._aside).addWidget(self.log)
        self.emergency.report.setVisible(wide)  # else the page's bar has it, which never scrolls away
        self._body.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        set_size(self._beside, min_width=ASIDE if wide else 8, max_width=ASIDE if wide else WHOLE)
        self.ladder.fold(folds=shape is Shape.NARROW)

    def _fields(self) -> dict[str, QWidget]:
        now = self.ladder.now
        return {
            "whom": now.whom,
            "answer": now.answer,
            "ending": self.closing.ending,
            "word": self.handing.word,
            "how": self.answering.how,
        }

    def _show_whom(self, shown: Shown, facts: AlarmFacts) -> None:
        whom = shown.whom
        self.header.setVisible(whom is not None)
        self.person.setVisible(whom is not None)
        self.other.setVisible(whom is None)
        if whom is not None:
            self.header.show_person(whom.line, whom.alike, whom.consent)
            self.emergency.show_person(whom.line, whom.opened)
        else:
            self._whom.setText(facts.alarm.whom or "")
            self.emergency.show_words(facts.alarm.whom or "")

    def _show_ending(self, facts: AlarmFacts) -> None:
        alarm, now = facts.alarm, self._desk.now()
        if alarm.outcome is None or alarm.closed_at is None:
            self.ended.clear()
            return
        by = facts.names.get(alarm.closed_by or "", alarm.closed_by or "")
        lead = f"{alarm_words.moment(alarm.closed_at, now)}に閉じました。{alarm.outcome.label}。"
        changes = alarm.person_id is not None and alarm.outcome in (AlarmOutcome.AWAY, AlarmOutcome.DECEASED)
        self.ended.say(f"{alarm.ending}（{by}）", "ok", lead=lead, button="台帳の状態を直す" if changes else "")

    def _lay_out(self) -> None:
        self._above, self._aside = QVBoxLayout(), QVBoxLayout()
        for layout in (self._above, self._aside):
            set_gaps(layout, 0.75)
        self._beside = QWidget()
        self._beside.setLayout(column(self._aside, STRETCH, gap=0))
        left = QWidget()
        self._under = column(gap=0)
        left.setLayout(column(self.ladder, self._under, STRETCH, gap=0.75))
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.addWidget(left, 1)
        self._body.addWidget(self._beside)
        set_gaps(self._body, 1.25)
        told = row(self._began, self.person, gap=0.75)
        told.setStretch(0, 1)
        told.setAlignment(self.person, Qt.AlignmentFlag.AlignTop)
        layout = column(self.header, self.other, told, self.ended, self._above, self._body, gap=0.7)
        layout.setStretch(5, 1)
        self.setLayout(layout)
