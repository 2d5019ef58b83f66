"""ごみ箱: what was voided or removed, by whom and why; each can be brought back by one press."""

from dataclasses import replace
from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.pages.settings.section import SettingsSection
from ui.tasks import Progress, start
from ui.theme import set_size
from ui.why import asked
from ui.widgets.boxes import column, words
from ui.widgets.empty import Empty
from ui.widgets.record_table import RecordTable
from watchdesk.changed import Changed
from watchdesk.columns import ALWAYS, Column
from watchdesk.desk import BinItem, BinKind, Desk
from watchdesk.domain.era import show_day_short
from watchdesk.errors import WatchDeskError

_TOLD = {
    BinKind.PERSON: "{name}さんの台帳を、元に戻しました。",
    BinKind.VISIT: "{name}さんの{title}を、元に戻しました。また数に入ります。",
    BinKind.ATTACHMENT: "{name}さんの{title}を、元に戻しました。",
}

_TWICE = "同じ方かもしれない台帳が、もうあります：{names}。同じ方でしたら、台帳の画面で1つにまとめてください。"


def _when(at: datetime | None) -> str:
    return f"{show_day_short(at.date())} {at.hour:2}:{at.minute:02}" if at else ""


COLUMNS: tuple[Column[BinItem], ...] = (
    Column("どなたの", lambda item: item.name, below=lambda item: item.kind.label, width=8, importance=ALWAYS),
    Column("なにが", lambda item: item.title, width=16, importance=8),
    Column("いつ・だれが", lambda item: _when(item.at), below=lambda item: item.by or "", width=8, importance=6),
    Column("わけ", lambda item: " ".join((item.reason or "").split()), width=12, importance=5),
)
"""What the list of the bin shows."""


class Looking:
    """The work of looking into the bin."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def run(self, progress: Progress) -> tuple[BinItem, ...]:
        """Read it; whoever put something there is named in full."""
        names = {user.name: user.full_name for user in self._desk.users.all()}
        return tuple(replace(item, by=names.get(item.by or "", item.by)) for item in self._desk.bin.items())


class Fetching:
    """The work of bringing something back."""

    def __init__(self, desk: Desk, item: BinItem) -> None:
        self._desk, self._item = desk, item

    def run(self, progress: Progress) -> tuple[BinItem, tuple[str, ...]]:
        """Bring it back; return it with the names of those who may be the same person."""
        self._desk.bin.bring_back(self._item)
        alike = self._desk.bin.like(self._item.person_id) if self._item.kind is BinKind.PERSON else ()
        return self._item, alike


class BinSection(SettingsSection):
    """What lies in the bin, what was put there last first."""

    TITLE = "ごみ箱"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        lead = words(
            "取り消した訪問記録、取りのぞいた登録と添付が、ここに残っています。どの数にも、どの一覧にも入りません。"
            "行を選んで「元に戻す」を押すと、前のとおりに戻ります。",
            voice="soft",
            wrap=True,
        )
        self._fetching = False
        self._wanted: BinItem | None = None
        self.count = words("", voice="soft")
        self.table = RecordTable(COLUMNS, "ごみ箱", opens="元に戻す", folds=True)
        self.empty = Empty()
        self.empty.say(
            "ごみ箱は、からです。", "取り消したものや取りのぞいたものが、ここに出ます。", icon="circle-check"
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        set_size(self.table, min_height=20)
        self.setLayout(column(lead, self.count, self._stack, gap=0.6))
        self.table.opened.connect(self._bring_back)

    def enter(self) -> None:
        """Read it."""
        task = start(Looking(self.desk), self)
        task.done.connect(self._show)
        task.failed.connect(self.fail)

    def reread(self, changed: Changed) -> None:
        """Something may have been put into it, or brought back."""
        if changed & (Changed.PEOPLE | Changed.VISITS):
            self.enter()

    def first_focus(self) -> QWidget:
        """The list."""
        return self.table

    def _show(self, items: tuple[BinItem, ...]) -> None:
        self.table.set_rows(items)
        self._stack.setCurrentWidget(self.table if items else self.empty)
        self.count.setText(f"{len(items)}件あります。" if items else "")

    def _bring_back(self, item: BinItem) -> None:
        if self._fetching:
            return
        self._fetching, self._wanted = True, item
        task = start(Fetching(self.desk, item), self)
        task.done.connect(self._tell_back)
        task.failed.connect(self._tell_refused)

    def _tell_back(self, back: tuple[BinItem, tuple[str, ...]]) -> None:
        item, alike = back
        self._fetching = False
        twice = _TWICE.format(names="、".join(f"{name}さん" for name in alike)) if alike else ""
        self.tell(_TOLD[item.kind].format(name=item.name, title=item.title), twice)
        self.enter()

    def _tell_refused(self, error: Exception) -> None:
        self._fetching, item = False, self._wanted
        self.enter()
        if isinstance(error, WatchDeskError) and item is not None:
            error = asked(self, error, partial(self._bring_back, item))
        self.fail(error)
