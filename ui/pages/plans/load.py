"""LoadPanel: the watchers 見守り員 and what each has to do; each number opens exactly its people."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.theme import set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import column, words
from ui.widgets.empty import Empty
from ui.widgets.flow import Flow
from ui.widgets.record_table import RecordTable
from watchdesk.columns import ALWAYS, Align, Column
from watchdesk.domain.honorific import called
from watchdesk.domain.planning import WorkloadLine

HINT = "担当する方の数と、期限のようすです。訪問は、担当する方の今月の記録で、どなたが訪ねた分も数えます。"


def _number(title: str, key: str, width: int = 6) -> Column[WorkloadLine]:
    return Column(
        title,
        lambda line: f"{len(getattr(line, key))}名",
        sort_key=lambda line: len(getattr(line, key)),
        align=Align.END,
        width=width,
        importance=ALWAYS,
    )


COLUMNS: tuple[Column[WorkloadLine], ...] = (
    Column("見守り員", lambda line: line.name, width=12, importance=ALWAYS),
    _number("担当", "people"),
    _number("期限切れ", "overdue"),
    _number("今日まで", "due"),
    _number("もうすぐ", "soon"),
    _number("今月会いに行った方", "visited", 9),
    Column("今月の訪問", lambda line: f"{line.visits}件", sort_key=lambda line: line.visits, align=Align.END, width=6),
)

NUMBERS = {
    "people": "担当の方",
    "overdue": "期限切れの方",
    "due": "今日までの方",
    "soon": "もうすぐの方",
    "visited": "今月会いに行った方",
}
"""What opens: the line's people by key, and how the button calls them."""


class LoadPanel(QWidget):
    """``show_load(lines)``; ``people(ids, because)`` when a number is to be opened."""

    people = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = RecordTable(COLUMNS, "見守り員の受け持ち", identity=lambda line: line.name, folds=True)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.empty = Empty()
        self.empty.say(
            "見守り員も、見守っている方も、まだ登録されていません。",
            "関係機関で見守り員を登録し、台帳で担当を決めると、ここに出ます。",
            icon="users",
        )
        self._list = QStackedWidget()
        for part in (self.table, self.empty):
            self._list.addWidget(part)
        self.opens = {key: ActionButton(told, kind="low") for key, told in NUMBERS.items()}
        for key, button in self.opens.items():
            button.setProperty("key", key)
            button.clicked.connect(self._press)
        self._bar = QWidget()
        self._bar.setLayout(Flow(*self.opens.values()))
        layout = column(words(HINT, voice="soft", wrap=True), self._list, self._bar, gap=0.6)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        set_size(self._list, min_height=11)
        self.table.opened.connect(self._open_all)
        self.table.current_changed.connect(self._tell)

    def show_load(self, lines: tuple[WorkloadLine, ...]) -> None:
        """Show these; the current one stays."""
        self.table.set_rows(lines)
        self._list.setCurrentWidget(self.table if lines else self.empty)
        self._tell()

    def cards(self, wanted: bool) -> None:
        """Each watcher as a card, or a row."""
        self.table.show_cards(wanted)

    def _tell(self) -> None:
        line = self.table.row()
        self._bar.setVisible(line is not None)
        if line is None:
            return
        for key, button in self.opens.items():
            count = len(getattr(line, key))
            button.set_words(f"{NUMBERS[key]} {count}名")
            button.setVisible(bool(count))
            button.setAccessibleName(f"{line.name} {NUMBERS[key]} {count}名を開く")

    def _press(self) -> None:
        self._open(str(self.sender().property("key")))

    def _open_all(self) -> None:
        self._open("people")

    def _open(self, key: str) -> None:
        line = self.table.row()
        if line is not None and getattr(line, key):
            whose = f"{called(line.partner)}の" if line.partner else f"{line.name}・"
            self.people.emit(getattr(line, key), f"{whose}{NUMBERS[key].removesuffix('の方').removesuffix('方')}")
