"""管理台帳: who did what to whom, the latest 200 lines, in words; of everybody or of those whom some words fit."""

from dataclasses import dataclass, field

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.pages.settings.section import SettingsSection
from ui.tasks import Progress, start
from ui.theme import set_size, theme
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.manners import end_conversion
from ui.widgets.record_table import RecordTable
from ui.widgets.text_fields import LineField
from watchdesk.changed import Changed
from watchdesk.columns import ALWAYS, Column
from watchdesk.desk import Desk, LedgerLine
from watchdesk.domain.era import show_day_short

LINES = 200
_ALL_COLUMNS = 62.0
"""Em of width from which all columns find room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """Lines of the ledger; ``people`` is how many people ``text`` fits, None where there were no words."""

    text: str = field(repr=False)
    lines: tuple[LedgerLine, ...]
    people: int | None = None


COLUMNS: tuple[Column[LedgerLine], ...] = (
    Column(
        "いつ",
        lambda line: f"{show_day_short(line.entry.at.date())} {line.entry.at.hour:2}:{line.entry.at.minute:02}",
        sort_key=lambda line: line.entry.seq,
        width=9,
        importance=ALWAYS,
    ),
    Column("利用者", lambda line: line.entry.by, width=6, importance=3),
    Column("したこと", lambda line: line.deed, width=13, importance=ALWAYS),
    Column("どなたの・どれ", lambda line: line.subject, width=11, importance=7),
    Column("どこを・わけ", lambda line: line.details, width=11, importance=6),
)


class Reading:
    """A job: reads the latest lines, all of them or those about the people whom the words fit."""

    def __init__(self, desk: Desk, text: str) -> None:
        self._desk, self._text = desk, text

    def run(self, progress: Progress) -> Read:
        """Read them."""
        if not self._text:
            return Read(text="", lines=self._desk.ledger.told(LINES))
        found = [person.id for person in self._desk.search.people(self._text)]
        lines = self._desk.ledger.told(LINES, found)
        return Read(text=self._text, lines=lines, people=len(found))


class LedgerSection(SettingsSection):
    """The ledger, newest first."""

    TITLE = "管理台帳"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        lead = words(
            "だれが、いつ、何をしたかが、ひとりでに書かれます。消したり書きかえたりはできません。"
            f"ここには、新しい順に{LINES}行まで出ます。",
            voice="soft",
            wrap=True,
        )
        self.text = LineField("言葉でしぼる", "お名前・ふりがななど")
        set_size(self.text, min_width=17, max_width=17)
        self.drop = ActionButton("しぼり込みをやめる", "rotate-ccw", "Esc", kind="low")
        self.drop.hide()
        self.count = words("", voice="soft", wrap=True)
        self.table = RecordTable(COLUMNS, "管理台帳", identity=lambda line: line.entry.seq, folds=True)
        self.whole = words("", voice="soft", wrap=True)
        set_size(self.table, min_height=20)
        narrowing = column(words("言葉でしぼる", "head"), row(self.text, self.drop, STRETCH, gap=0.75), gap=0.35)
        self.setLayout(column(lead, narrowing, self.count, self.table, self.whole, gap=0.6))
        self.text.edited.connect(self.enter)
        self.table.current_changed.connect(self._show_whole)
        self.drop.clicked.connect(self._drop)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme().em(_ALL_COLUMNS)
        self.table.hide_columns(frozenset({"利用者"}) if narrow else frozenset())

    def enter(self) -> None:
        """Read it."""
        self.drop.setVisible(bool(self._wanted()))
        task = start(Reading(self.desk, self._wanted()), self)
        task.done.connect(self._show)
        task.failed.connect(self.fail)

    def reread(self, changed: Changed) -> None:
        """Every write adds a line."""
        self.enter()

    def first_focus(self) -> QWidget:
        """The words; below them the list."""
        return self.text

    def _wanted(self) -> str:
        return self.text.text().strip()

    def _show(self, read: Read) -> None:
        """An answer to words that were changed meanwhile comes too late."""
        if read.text != self._wanted():
            return
        self.table.set_rows(read.lines)
        self.count.setText(_told(read))
        self.count.setVisible(read.people is not None)

    def _show_whole(self, line: LedgerLine | None) -> None:
        """A row has no room for a long reason, nor for many fields: below the list stands all of it."""
        self.whole.setText(_whole(line) if line is not None else "")

    def _drop(self) -> None:
        end_conversion()
        self.text.clear()
        self.enter()
        self.text.setFocus()


def _whole(line: LedgerLine) -> str:
    return "　".join(part for part in (line.deed, line.subject, line.details) if part)


def _told(read: Read) -> str:
    if not read.people:
        return "この言葉に当てはまる方は、いません。"
    return f"この言葉に当てはまる方は{read.people}名、その方々の行は{len(read.lines)}行です。"
