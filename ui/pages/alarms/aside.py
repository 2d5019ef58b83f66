"""What stands beside the ladder: handing it to another user, telling the reporter, all that was written down."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.pages.alarms import words as alarm_words
from ui.theme import set_gaps, set_property
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, Item, column, row, words
from ui.widgets.choice_field import ChoiceField
from ui.widgets.text_fields import LineField
from watchdesk.desk import AlarmFacts, User
from watchdesk.domain.honorific import with_san
from watchdesk.domain.ladder import LadderStep

_ALONE = "ほかの利用者がいません"


def sheet(title: str, *items: Item) -> QFrame:
    """A sheet with a head."""
    head = QFrame()
    set_property(head, "ground", "head")
    head.setLayout(row(words(title, "name"), STRETCH, margins=(0.45, 1)))
    made = QFrame()
    made.setProperty("ground", "sheet")
    made.setAccessibleName(title)
    layout = column(head, column(*items, gap=0.5, margins=(0.6, 1)), gap=0)
    layout.setContentsMargins(1, 1, 1, 1)
    made.setLayout(layout)
    return made


class HandingBox(QWidget):
    """Who has it in hand; ``handing(user's name, word)`` when another is to have it."""

    handing = Signal(str, str)
    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._holder = words("", wrap=True)
        self.to, self.word = ChoiceField("引きつぐ方"), LineField("ひとこと", "ひとこと（書かなくても可）")
        self.hand = ActionButton("引きつぐ", "handshake", kind="low")
        whom = row(self.to, self.hand, gap=0.5)
        whom.setStretch(0, 1)
        inner = column(self._holder, whom, self.word, gap=0.5)
        self.setLayout(column(sheet("担当の方", inner), gap=0))
        self.hand.clicked.connect(self._hand)
        self.to.edited.connect(self.edited)
        self.word.edited.connect(self.edited)

    def show_holder(self, facts: AlarmFacts, users: Sequence[User]) -> None:
        """Show who has it in hand, and who else could."""
        self._holder.setText(f"{facts.line.holder_name}さんが、受けもっています。")
        others = [(one.name, one.full_name) for one in users if not one.disabled and one.name != facts.alarm.holder]
        self.to.set_choices(others)
        self.hand.set_reason(None if others else _ALONE)
        for field in (self.to, self.word):
            field.setVisible(bool(others))

    def texts(self) -> dict[str, str]:
        """What stands in it, for drafts."""
        return {"to": self.to.text(), "word": self.word.text()}

    def restore(self, texts: Mapping[str, str]) -> None:
        """Put a draft back."""
        self.to.set_text(texts.get("to", ""))
        self.word.set_text(texts.get("word", ""))

    def _hand(self) -> None:
        self.handing.emit(self.to.value() or "", self.word.text())


class AnsweringBox(QWidget):
    """知らせてくれた方に伝える: stands until it was done; ``answered(how)``."""

    answered = Signal(str)
    edited = Signal()

    def __init__(self, step: LadderStep, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._who, self._number = words("", "strong", wrap=True), words("", "title")
        self.how = LineField("どう伝えたか", "どう伝えたか（書かなくても可）")
        self.done = ActionButton("伝えた", "check", kind="main")
        self.done.clicked.connect(self._done)
        self.how.edited.connect(self.edited)
        self.how.returnPressed.connect(self._done)
        advice = words(step.advice, "small", "soft", wrap=True)
        ends = row(STRETCH, self.done)
        self.setLayout(column(sheet(step.label, self._who, self._number, advice, self.how, ends), gap=0))

    def show_reporter(self, facts: AlarmFacts) -> None:
        """Show whom to tell."""
        alarm = facts.alarm
        self._who.setText(with_san(alarm.reporter or ""))
        self._number.setText(alarm.reporter_phone or "")
        self._number.setVisible(bool(alarm.reporter_phone))

    def _done(self) -> None:
        self.answered.emit(self.how.text())


class Written(QFrame):
    """All that was written down, the latest first: when, what, whom, what came of it, by whom."""

    def __init__(self, ladder: Sequence[LadderStep], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ladder = {step.code: step for step in ladder}
        self._place = QVBoxLayout()
        set_gaps(self._place, 0.35)
        self.setLayout(column(sheet("書きとめたこと", self._place), gap=0))

    def show_steps(self, facts: AlarmFacts, now_words: Sequence[str]) -> None:
        """Show them; ``now_words`` are their moments in words."""
        while self._place.count():
            item = self._place.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.hide()
                old.deleteLater()
        pairs = list(zip(facts.alarm.steps, now_words, strict=True))
        for step, at in reversed(pairs):
            by = facts.names.get(step.by, step.by)
            phone = f" {step.phone}" if step.phone else ""
            what = "：".join(filter(None, (alarm_words.done(step, self._ladder), alarm_words.told(step))))
            told = f"{at}　{what}{phone}（{by}）"
            self._place.addWidget(words(told, "small", wrap=True))
        self.setVisible(bool(pairs))
