"""今日: what waits today, in lines that open exactly their records, and the people to see, the most urgent first."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from ui.pages.page import Page, Shape
from ui.pages.reader import Reader
from ui.pages.today.lines import TodayLines
from ui.pages.today.paper import TodayPaper
from ui.pages.today.parked import Parked
from ui.pages.today.strips import TodayStrips
from ui.pages.today.to_see import ToSee
from ui.places import PRINTED, Place, Room
from ui.tasks import Progress
from ui.theme import Theme, set_gaps, set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.flow import Flow
from ui.widgets.scroll import Scroll
from watchdesk.changed import Changed
from watchdesk.desk import DAY_LINES, DayFacts, Desk
from watchdesk.domain.definitions import DAY


class Gathering:
    """The work of reading what waits."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def run(self, progress: Progress) -> DayFacts:
        """Read it."""
        return self._desk.day.facts()


_COUNTS, _STANDS = "数えかた", "様子にもどす"
_ON_PAPER = Changed.PEOPLE | Changed.VISITS | Changed.PLANS | Changed.ALARMS | Changed.CONSULTATIONS
"""What changes the pages; a copy 写し does not, or each print would have them made anew."""


class TodayPage(Page):
    """The first page of the day."""

    TITLE = "今日"
    HELP = "今日までに会いたい方と、急いで確かめたい方が並びます。数を押すと、その方々だけの一覧が開きます。"
    KEYS = (
        ("↑ ↓", "会いたい方を選びます"),
        ("Enter", "選んだ方の台帳を開きます"),
        ("R", "選んだ方の訪問を記録します"),
        ("Ctrl+P", "今日のまわり用紙をつくります"),
        ("A", "選んだ方を後日にします。後日にした方は、今日にもどします"),
        ("1 ～ 9", "F8で置いた書きかけの、続きを書きます"),
    )
    NUMBERS = tuple((line.title, DAY[line.key]) for line in DAY_LINES if line.key in DAY)

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(desk, theme, parent)
        self.facts: DayFacts | None = None
        self._greeting = words("", voice="soft")
        self.counting = ActionButton(_COUNTS, "info", kind="plain")
        self.print = ActionButton("この画面を印刷する", "printer", kind="low")
        self.go_round = ActionButton("今日のまわり用紙をつくる", "footprints", "Ctrl+P", kind="main")
        self.paper = TodayPaper(desk)
        self.strips, self.parked = TodayStrips(), Parked()
        self.lines, self.people = TodayLines(theme), ToSee(desk)
        self._to_resume: str | None = None
        self._coming = self._explains = False
        self._build()
        self.reader = Reader(self, lambda: Gathering(desk), self.people.empty, "読んでいます。")
        self.reader.taken.connect(self._show)
        self.people.said.connect(self.said)
        for part in (self.strips, self.parked, self.lines, self.people):
            part.wanted.connect(self.wanted)
        self.counting.clicked.connect(self._explain)
        self.print.clicked.connect(self._open_paper)
        self.go_round.clicked.connect(self.main_action)
        self.paper.closed.connect(self._close_paper)
        self.paper.said.connect(self.said)

    def enter(self, place: Place) -> None:
        """Greet, and read again what waits; ``person_id``: whose putting off was half-written."""
        self._to_resume, self._coming = place.person_id, True
        self._greet()
        self._put_paper_away()
        self.reader.read()
        if place.section == PRINTED:
            self._open_paper()

    def here(self, place: Place) -> Place:
        """With whose putting off is being asked, or the pages to be printed."""
        return replace(place, person_id=self.people.asked_of, section=PRINTED if self.prints else "")

    def leave(self) -> None:
        """Keep what is half-written."""
        self.people.keep()

    def reread(self, changed: Changed) -> None:
        """Read again; the current row stays the same person. Pages that wait to be printed pass the gate again."""
        self.reader.read()
        if self.prints and changed & _ON_PAPER:
            self.paper.remake()

    def reshape(self, shape: Shape) -> None:
        """Lines beside the list, or below each other."""
        wide, narrow = shape is Shape.WIDE, shape is Shape.NARROW
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._body.setDirection(beside if wide else below)
        self.people.table.show_cards(narrow)
        self.parked.arrange(below=narrow)
        self._head.setDirection(beside if wide else below)
        self.go_round.hide_keys(not wide)
        self.paper.reshape(shape)
        self._greeting.setVisible(not narrow)
        set_size(self.people.table, min_height=8.5 if wide else 20)

    def first_focus(self) -> QWidget | None:
        """The list of people to see, or what to do when there is nobody; the first line where the list lies below."""
        if self.prints:
            return self.paper.first_focus()
        return self.people.first_focus() if self.shape is Shape.WIDE else self.lines.first()

    def regions(self) -> tuple[QWidget, ...]:
        """What was put there half-written, the lines, then the list."""
        if self.prints:
            return self.paper.regions()
        parked = tuple(card.go_on for card in self.parked.cards[:1])
        return *parked, self.lines.first(), self.people.first_focus()

    def main_action(self) -> None:
        """Choose who is to be seen on a round, for its sheet."""
        self.wanted.emit(Place(room=Room.ROUND, new=True))

    @property
    def prints(self) -> bool:
        """Whether the pages stand there before they are printed."""
        return self._faces.currentWidget() is self._sheet

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.prints:
            self._close_paper()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.addWidget(self.lines, 45)
        self._body.addWidget(self.people, 55)
        set_gaps(self._body, 1.5)
        title = row(words("今日", "title"), self._greeting, self.counting, STRETCH, gap=1)
        self._head = row(title, Flow(self.print, self.go_round, gap=0.75), gap=1)
        content = QWidget()
        layout = column(self._head, self.strips, self.parked, self._body, gap=1, margins=(1, 1.5))
        layout.setStretch(3, 1)
        content.setLayout(layout)
        self._faces = QStackedWidget()
        self._first, self._sheet = Scroll(content), Scroll(self.paper)
        self._faces.addWidget(self._first)
        self._faces.addWidget(self._sheet)
        self.setLayout(column(self._faces, gap=0))

    def _explain(self) -> None:
        """Say below each title what the line counts, or how it stands again."""
        self._explains = not self._explains
        self.counting.set_words(_STANDS if self._explains else _COUNTS)
        self.lines.explain(self._explains)

    def _open_paper(self) -> None:
        self.paper.strip.clear()
        self.paper.remake()
        self._faces.setCurrentWidget(self._sheet)
        self.paper.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_paper_away(self) -> None:
        self.paper.close_paper()
        self._faces.setCurrentWidget(self._first)

    def _close_paper(self) -> None:
        self._put_paper_away()
        self.print.setFocus(Qt.FocusReason.OtherFocusReason)

    def _greet(self) -> None:
        hour = self.desk.now().hour
        greeting = "おはようございます" if 4 <= hour < 11 else "こんにちは" if hour < 18 else "おつかれさまです"
        self._greeting.setText(f"{greeting}。")

    def _show(self, facts: DayFacts) -> None:
        self.facts = facts
        now = self.focusWidget()
        came, self._coming = self._coming and not self.writes_elsewhere(), False
        had_focus = came or now is None or self.people.lists(now)
        self.lines.show_facts(facts)
        self.strips.show_facts(facts)
        self.parked.show_lines(tuple(line for line in facts.drafts if line.parked))
        self.people.show_facts(facts)
        for button in (self.print, self.go_round):
            button.setVisible(bool(facts.people))
        if self._to_resume is not None:
            self.people.resume(self._to_resume)
            self._to_resume = None
        elif had_focus and self.isVisible() and (first := self.first_focus()) is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
