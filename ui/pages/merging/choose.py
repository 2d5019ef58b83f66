"""ChooseOther: whose record is the same person's: those who are similar first, anybody by some words."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.pages.merging.work import FindingOthers, Other, Others
from ui.pages.page import Page
from ui.pages.reader import Reader
from ui.theme import Theme, set_size
from ui.widgets import person_words
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.empty import Empty
from ui.widgets.manners import composing
from ui.widgets.person_header import PersonHeader
from ui.widgets.record_table import RecordTable
from ui.widgets.text_fields import LineField
from watchdesk.columns import ALWAYS, Column
from watchdesk.desk import Desk
from watchdesk.domain import line_words
from watchdesk.domain.era import show_day_short
from watchdesk.domain.lines import PersonLine
from watchdesk.errors import NotFound

COLUMNS: tuple[Column[Other], ...] = (
    Column(
        "氏名",
        lambda other: other.line.name,
        sort_key=lambda other: other.line.kana,
        above=lambda other: other.line.kana or "",
        width=8,
        importance=ALWAYS,
    ),
    Column(
        "年齢",
        lambda other: person_words.age(other.line),
        below=lambda other: f"{show_day_short(other.line.birth_date)}生" if other.line.birth_date else "",
        width=6,
        importance=8,
    ),
    Column(
        "住所",
        lambda other: line_words.street(other.line) or "まだです",
        below=lambda other: other.line.building or "",
        width=9,
        importance=7,
    ),
    Column("電話", lambda other: "、".join(other.line.phones), width=8, importance=5),
    Column("似ているところ", lambda other: "、".join(other.reasons), width=10, importance=6),
)


class ChooseOther(QWidget):
    """``show_person(line)``; ``chosen(id)`` when somebody was chosen, ``failed(error)`` where nothing can be read."""

    chosen = Signal(str)
    failed = Signal(object)

    def __init__(self, desk: Desk, theme: Theme, page: Page) -> None:
        super().__init__(page)
        self._desk = desk
        self._line: PersonLine | None = None
        self.header = PersonHeader(theme)
        self.text = LineField("まとめる相手をさがす", "お名前・ふりがな・電話・住所でさがす")
        self.count = words("", voice="soft", wrap=True)
        self.table = RecordTable(COLUMNS, "同じ方かもしれない方", opens="くらべる", folds=True)
        self.nobody = Empty()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.nobody)
        set_size(self.text, min_width=18, max_width=34)
        set_size(self.table, min_height=12)
        asked = column(words("まとめる相手の方", "head"), row(self.text, STRETCH), gap=0.35)
        lead = words(
            "同じ方の台帳が2つあるときに、1つにまとめます。相手の方を選ぶと、ならべて見くらべられます。", wrap=True
        )
        layout = column(lead, self.header, asked, self.count, self._stack, gap=0.75)
        layout.setStretch(4, 1)
        self.setLayout(layout)
        self.reader = Reader(page, self._finding, self.nobody, "似ている方をさがしています。")
        self.reader.taken.connect(self._show)
        self.text.edited.connect(self.reader.read)
        self.table.opened.connect(self._choose)
        down = QShortcut(QKeySequence(Qt.Key.Key_Down), self.text)
        down.setContext(Qt.ShortcutContext.WidgetShortcut)
        down.activated.connect(self._step_down)

    def show_person(self, person_id: str) -> None:
        """Ask for the other record of this person."""
        found = self._desk.people.lines_of((person_id,))
        if not found:
            self.failed.emit(NotFound("この方の台帳は、いまはありません。もうまとめてあるのかもしれません。"))
            return
        another = self._line is None or self._line.id != person_id
        if another:
            self.text.clear()
        self._line = found[0]
        self.header.show_person(found[0])
        self.reader.read(anew=another)

    def _finding(self) -> FindingOthers:
        return FindingOthers(self._desk, self._line.id if self._line else "", self.text.text().strip())

    def _show(self, others: Others) -> None:
        self.table.set_rows(others.rows)
        self._stack.setCurrentWidget(self.table if others.rows else self.nobody)
        number = len(others.rows)
        self.count.setVisible(bool(others.rows))
        if others.text:
            self.count.setText(f"言葉に当てはまる方は、{number}名です。")
            self.nobody.say("この言葉に当てはまる方は、ほかにいません。", "ほかの書き方でも、さがしてみてください。")
        else:
            self.count.setText(f"似ている方が{number}名います。ほかの方は、上の欄でさがせます。")
            self.nobody.say("似ている方は、いません。", "同じ方の台帳がほかにあるときは、上の欄でさがしてください。")

    def _step_down(self) -> None:
        """↓ leads from the words typed into the list."""
        if self.table.isVisible() and not composing(self.text):
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, other: Other) -> None:
        self.chosen.emit(other.id)
