"""ToSee: the people to see, the most urgent first, and those put off; from each line a visit begins by one key."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QStackedWidget, QWidget

from ui.places import Place, Room
from ui.theme import set_property
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.empty import Empty
from ui.widgets.record_table import RecordTable
from watchdesk.columns import ALWAYS, Column
from watchdesk.desk import DayFacts
from watchdesk.domain import line_words
from watchdesk.domain.cadence import DueState, reason_words
from watchdesk.domain.lines import PersonLine


def _reason(line: PersonLine) -> str:
    return reason_words(line.due) if line.due is not None else ""


def _urgency(line: PersonLine) -> str:
    due = line.due
    return "care" if due is not None and (due.state is DueState.OVERDUE or due.worrying) else ""


def _whereabouts(line: PersonLine) -> str:
    return " ".join(part for part in (line_words.street(line), line.building) if part)


COLUMNS: tuple[Column[PersonLine], ...] = (
    Column("氏名", lambda line: line.name, above=lambda line: line.kana or "", width=10, importance=ALWAYS),
    Column("住所", line_words.street, below=lambda line: line.building or "", width=11, alone=_whereabouts),
    Column("わけ", _reason, tone=_urgency, width=13, importance=ALWAYS, alone=_reason),
)


class ToSee(QFrame):
    """``wanted`` carries the Place one goes to; ``table`` holds the people, ``empty`` stands where there are none."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = words("", voice="soft")
        self.table = RecordTable(COLUMNS, "会いたい方")
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        self.table.horizontalHeader().hide()
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.empty = Empty()
        self._list = QStackedWidget()
        self._list.addWidget(self.table)
        self._list.addWidget(self.empty)
        self.setLayout(_framed(column(_head(words("会いたい方", "name"), self._count), self._list, gap=0)))
        set_property(self, "ground", "sheet")
        self.table.opened.connect(self._open_person)
        self.table.clicked.connect(self._open_current)
        self.empty.pressed.connect(self._register)

    def first_focus(self) -> QWidget:
        """The list, or what to do when there is nobody."""
        return self.empty.button if self._list.currentWidget() is self.empty else self.table

    def show_facts(self, facts: DayFacts) -> None:
        """Show whom to see; the current row stays the same person."""
        self.table.set_rows(facts.to_see)
        self._count.setText(f"{len(facts.to_see)}名、急ぐ順です" if facts.to_see else "")
        self._list.setCurrentWidget(self.table if facts.to_see else self.empty)
        if not facts.to_see:
            self._say_nobody(somebody=bool(facts.people))

    def record_visit(self) -> None:
        """Begin a visit of the current person."""
        line = self.table.row()
        if line is not None:
            self.wanted.emit(Place(room=Room.VISIT, person_id=line.id, new=True))

    def _say_nobody(self, *, somebody: bool) -> None:
        if somebody:
            self.empty.say("今日までに会いたい方は、いません。", icon="circle-check", tone="ok")
        else:
            self.empty.say(
                "台帳に、まだどなたもいません。",
                "お一人ずつ登録するか、「要援護者」の画面で名簿を取りこみます。",
                button="新しい方を登録する",
                icon="user-round-plus",
            )

    def _open_person(self, line: PersonLine) -> None:
        self.wanted.emit(Place(room=Room.PERSON, person_id=line.id))

    def _open_current(self) -> None:
        line = self.table.row()
        if line is not None:
            self._open_person(line)

    def _register(self) -> None:
        self.wanted.emit(Place(room=Room.PERSON, new=True))


def _framed(layout: QBoxLayout) -> QBoxLayout:
    layout.setContentsMargins(1, 1, 1, 1)
    return layout


def _head(*items: QWidget) -> QFrame:
    made = QFrame()
    made.setLayout(row(*items, STRETCH, margins=(0.6, 1.1)))
    set_property(made, "ground", "head")
    return made
