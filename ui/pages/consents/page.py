"""The consents to look after: emergencies to be reviewed, and whom to ask again, by a letter or in words."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QStackedWidget, QWidget

from ui.pages.consents.reviews import Reviews, Waiting
from ui.pages.page import Page, Shape
from ui.pages.reader import Reader
from ui.places import CONSENT, REVIEWS, Place, Room
from ui.tasks import Progress
from ui.theme import Theme, set_size
from ui.widgets import person_words
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import column, words
from ui.widgets.empty import Empty
from ui.widgets.flow import Flow
from ui.widgets.record_table import RecordTable
from ui.widgets.row_marks import RowMarks
from ui.widgets.scroll import Scroll
from ui.widgets.strip import Strip
from watchdesk.changed import Changed
from watchdesk.columns import ALWAYS, Column
from watchdesk.desk import TO_ASK, TO_REVIEW, AskLine, Desk
from watchdesk.domain import line_words
from watchdesk.domain.asking import SOON, AskReason
from watchdesk.domain.definitions import SCREENS
from watchdesk.domain.words import Consent

COLUMNS: tuple[Column[AskLine], ...] = (
    Column("氏名", lambda one: one.line.name, above=lambda one: one.line.kana or "", width=11, importance=ALWAYS),
    Column(
        "同意",
        lambda one: line_words.consent(one.line)[0],
        tone=lambda one: "soft" if one.line.consent is Consent.AGREED else person_words.consent(one.line)[1],
        width=7,
    ),
    Column("わけ", lambda one: one.words, width=20, importance=ALWAYS, alone=lambda one: one.words),
    Column("手紙・同意書", lambda one: one.given, width=10, alone=lambda one: one.given),
    Column("住所", lambda one: line_words.street(one.line), below=lambda one: one.line.building or "", width=12),
)


SOON_TOO = f"期限まで{SOON}日を切った方も出す"
LETTERS, FORMS = "re-ask", "consent-form"
"""Keys of the papers that are made for those on the list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consents:
    """What the page shows."""

    to_ask: tuple[AskLine, ...]
    to_review: tuple[Waiting, ...]


class Gathering:
    """The work of reading it; ``soon``: with those whose consent is about to end."""

    def __init__(self, desk: Desk, *, soon: bool) -> None:
        self._desk, self._soon = desk, soon

    def run(self, progress: Progress) -> Consents:
        """Read whom to ask, and which emergencies wait with the copies that left meanwhile."""
        room = self._desk.consents
        reviews = tuple(Waiting(line=one, copies=room.copies(one.copies)) for one in room.reviews())
        return Consents(to_ask=room.ask_again(soon=self._soon), to_review=reviews)


class ConsentsPage(Page):
    """``Place(section=REVIEWS)`` comes to the emergencies, any other place to the people."""

    TITLE = "同意の確かめ"
    HELP = (
        "同意をもう一度確かめる方が、古い順に並びます。Enterで、その方の同意の欄が開きます。"
        "お願いの手紙は、みなさんの分も、印を付けた方だけの分もつくれます。"
        "緊急の提供をしたあとは、何を渡したかをここに書きます。書くまで「今日」に残ります。"
    )
    KEYS = (
        ("↑ ↓", "方を選びます"),
        ("Enter", "選んだ方の同意の欄を開きます"),
        ("スペース", "選んだ方に印を付けます。Ctrl+Aで、みなさんに付けます"),
        ("Ctrl+P", "お願いの手紙をつくります"),
        ("Ctrl+Enter", "確かめたことを書きます"),
    )
    NUMBERS = SCREENS["consents"]

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(desk, theme, parent)
        self.shown: Consents | None = None
        self._place = Place(room=Room.CONSENT)
        self._coming = False
        self._build()
        self.reader = Reader(self, lambda: Gathering(desk, soon=self.soon.isChecked()), self.empty, "読んでいます。")
        self.reader.taken.connect(self._show)
        self.table.opened.connect(self._open)
        self.open.clicked.connect(self._open_current)
        self.letters.clicked.connect(lambda: self._make(LETTERS))
        self.forms.clicked.connect(lambda: self._make(FORMS))
        self.mark.clicked.connect(self._mark)
        self.soon.clicked.connect(self._read_anew)
        self.marks.changed.connect(self._tell_marks)
        self.empty.pressed.connect(self._back_to_today)
        self.reviews.wrote.connect(self._tell_written)
        self.reviews.refused.connect(self._tell_refused)
        self.reviews.opened.connect(self._open_person)

    def enter(self, place: Place) -> None:
        """Show both; the focus comes to what the place names."""
        self._place = place
        self._coming = self.shown is None or place.section == REVIEWS
        self.strip.clear()
        self.reader.read()

    def leave(self) -> None:
        """Keep what is half-written, at once."""
        self.reviews.keep()

    def reread(self, changed: Changed) -> None:
        """Read again; the current row and what is being written stay."""
        if changed & (Changed.PEOPLE | Changed.COPIES | Changed.SETTINGS):
            self.reader.read()

    def reshape(self, shape: Shape) -> None:
        """A card for each person where the window is narrow."""
        self.table.show_cards(shape is Shape.NARROW)
        set_size(self.table, min_height=15 if shape is Shape.NARROW else 11)
        for button in (self.open, self.letters, self.mark):
            button.hide_keys(shape is not Shape.WIDE)

    def first_focus(self) -> QWidget | None:
        """The field of the first review where that is wanted, else the list."""
        if self._place.section == REVIEWS and (first := self.reviews.first()) is not None:
            return first
        if self.shown is None:
            return None
        return self.table if self._list.currentWidget() is self.table else self.empty.button

    def regions(self) -> tuple[QWidget, ...]:
        """The reviews, then the list."""
        first = self.reviews.first()
        people = self.table if self._list.currentWidget() is self.table else self.empty.button
        return (first, people) if first is not None else (people,)

    def _build(self) -> None:
        self.strip = Strip()
        self.reviews = Reviews(self.desk)
        self.reviews.hide()
        self._review_head = words(TO_REVIEW, "name")
        self._review_head.hide()
        self.count = words("", voice="soft")
        self.soon = QCheckBox(SOON_TOO)
        self.table = RecordTable(COLUMNS, TO_ASK, folds=True, identity=lambda one: one.id)
        self.marks = RowMarks(self.table)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.empty = Empty()
        self._list = QStackedWidget()
        self._list.addWidget(self.table)
        self._list.addWidget(self.empty)
        self.open = ActionButton("この方の同意を確かめる", "shield-check", "Enter", kind="low", only_shown=True)
        self.mark = ActionButton("印を付ける", "check", "スペース", kind="low", only_shown=True)
        self.letters = ActionButton("", "printer", "Ctrl+P")
        self.forms = ActionButton("", "file-text", kind="low")
        self._acts = (self.letters, self.open, self.mark, self.forms)
        for button in self._acts:
            button.hide()
        content = QWidget()
        layout = column(
            words(self.TITLE, "title"),
            self.strip,
            self._review_head,
            self.reviews,
            Flow(words(TO_ASK, "name"), self.count, self.soon, gap=1),
            self._list,
            Flow(*self._acts, gap=0.75),
            gap=0.75,
            margins=(1, 1.5),
        )
        layout.setStretch(5, 1)
        content.setLayout(layout)
        self.setLayout(column(Scroll(content), gap=0))

    def _show(self, shown: Consents) -> None:
        self.shown = shown
        self._review_head.setVisible(bool(shown.to_review))
        self.reviews.show_waiting(shown.to_review)
        self._set_rows(shown.to_ask)
        self.count.setText(_counted(shown.to_ask))
        for button in self._acts:
            button.setVisible(bool(shown.to_ask))
        self.marks.keep([one.id for one in shown.to_ask])
        self._name_acts()
        self._list.setCurrentWidget(self.table if shown.to_ask else self.empty)
        self.empty.say(
            "同意を確かめ直す方は、いまはいません。", icon="circle-check", tone="ok", button="今日の画面へもどる"
        )
        if self._coming and self.isVisible() and (focus := self.first_focus()) is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)
        self._coming = False

    def _read_anew(self) -> None:
        self.reader.read(anew=True)

    def _set_rows(self, lines: tuple[AskLine, ...]) -> None:
        """Show these; where the current one was asked meanwhile, whoever stood behind is next."""
        before, current = self.table.rows(), self.table.row()
        self.table.set_rows(lines)
        left = {one.line.id for one in lines}
        if current is not None and current.line.id not in left:
            behind = before[before.index(current) :]
            going = next((one.line.id for one in behind if one.line.id in left), None)
            if going is not None:
                self.table.select(going)

    def _open(self, one: AskLine) -> None:
        self.wanted.emit(Place(room=Room.PERSON, person_id=one.line.id, section=CONSENT))

    def _open_current(self) -> None:
        one = self.table.row()
        if one is not None:
            self._open(one)

    def _mark(self) -> None:
        self.marks.toggle()
        self.table.setFocus()

    def _tell_marks(self) -> None:
        self._name_acts()
        number = len(self.marks.ids)
        self.said.emit(f"{number}名に印が付いています" if number else "印は、ありません")

    def _name_acts(self) -> None:
        """The buttons say for whom they make something."""
        number = len(self.marks.ids)
        whose = f"印の{number}名" if number else "みなさん"
        self.letters.set_words(f"{whose}に、お願いの手紙をつくる")
        self.forms.set_words(f"{whose}の同意書だけをつくる")

    def _make(self, key: str) -> None:
        """Go where the papers are looked at, with those marked in the list's order, else with all of them."""
        marked = set(self.marks.ids)
        ids = tuple(one.id for one in self.table.rows() if one.id in marked or not marked)
        if ids:
            self.wanted.emit(Place(room=Room.SHEETS, section=key, only=ids))

    def _open_person(self, person_id: str) -> None:
        self.wanted.emit(Place(room=Room.PERSON, person_id=person_id))

    def _back_to_today(self) -> None:
        self.wanted.emit(Place(room=Room.TODAY))

    def _tell_written(self, sentence: str) -> None:
        self.strip.say(sentence, "ok")

    def _tell_refused(self, sentence: str) -> None:
        self.strip.say(sentence, "urgent")


def _counted(lines: tuple[AskLine, ...]) -> str:
    """How many are to be asked; those who soon will be are counted apart, as 今日 does not count them."""
    soon = sum(one.why.reason is AskReason.SOON for one in lines)
    told = [
        f"{len(lines) - soon}名です。" if len(lines) > soon else "",
        f"期限が近い方が{soon}名います。" if soon else "",
    ]
    return "".join(told)
