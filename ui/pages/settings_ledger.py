"""管理台帳: who did what, the latest 200 lines, in words."""

from dataclasses import dataclass, field
from datetime import datetime

from PySide6.QtWidgets import QWidget

from ui.pages import settings_ledger_words as ledger_words
from ui.pages.settings_section import SettingsSection
from ui.tasks import Progress, start
from ui.theme import set_size
from ui.widgets.boxes import column, words
from ui.widgets.record_table import RecordTable
from watchdesk.changed import Changed
from watchdesk.columns import Column
from watchdesk.desk import Desk
from watchdesk.domain.era import show_day_short

LINES = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerLine:
    """A line of the ledger as the list shows it."""

    seq: int
    at: datetime
    by: str
    deed: str
    subject: str = field(repr=False)
    details: str = field(repr=False)


COLUMNS: tuple[Column[LedgerLine], ...] = (
    Column(
        "いつ",
        lambda line: f"{show_day_short(line.at.date())} {line.at.hour:2}:{line.at.minute:02}",
        sort_key=lambda line: line.seq,
        width=9,
    ),
    Column("利用者", lambda line: line.by, width=6),
    Column("したこと", lambda line: line.deed, width=14),
    Column("どなたの・どれ", lambda line: line.subject, width=8),
    Column("どこを・わけ", lambda line: line.details, width=12),
)


class Reading:
    """A job: reads the latest lines and the names of the people they are about."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def run(self, progress: Progress) -> tuple[LedgerLine, ...]:
        """Read them."""
        entries = self._desk.ledger.entries(LINES)
        ids = [entry.entity_id for entry in entries if entry.entity == "person" and entry.entity_id]
        names = {line.id: line.name for line in self._desk.people.lines_of(ids)}
        return tuple(
            LedgerLine(
                seq=entry.seq,
                at=entry.at,
                by=entry.by,
                deed=ledger_words.deed(entry),
                subject=ledger_words.subject(entry, names),
                details="　".join(part for part in (ledger_words.fields(entry), ledger_words.reason(entry)) if part),
            )
            for entry in entries
        )


class LedgerSection(SettingsSection):
    """The ledger, newest first."""

    TITLE = "管理台帳"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        lead = words(
            f"だれが、いつ、何をしたかが、ひとりでに書かれます。消したり書きかえたりはできません。新しい順に{LINES}行です。",
            voice="soft",
            wrap=True,
        )
        self.table = RecordTable(COLUMNS, "管理台帳", identity=lambda line: line.seq)
        set_size(self.table, min_height=24)
        self.setLayout(column(lead, self.table, gap=0.75))

    def enter(self) -> None:
        """Read it."""
        task = start(Reading(self.desk), self)
        task.done.connect(self.table.set_rows)
        task.failed.connect(self.fail)

    def reread(self, changed: Changed) -> None:
        """Every write adds a line."""
        self.enter()

    def first_focus(self) -> QWidget:
        """The list."""
        return self.table
