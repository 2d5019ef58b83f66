"""控え: the proven backups, one more at once or elsewhere, and the store looked over."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QWidget

from ui import file_picker
from ui.pages.settings.form import SettingsForm
from ui.tasks import Job, Progress, Task, start
from ui.theme import set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.badge import Badge
from ui.widgets.boxes import column, row, words
from ui.widgets.flow import Flow
from ui.widgets.form_sheet import FormSheet
from ui.widgets.progress_panel import ProgressPanel
from ui.widgets.record_table import RecordTable
from watchdesk.changed import Changed
from watchdesk.columns import Align, Column
from watchdesk.desk import Backup, Check, Desk, Findings, backups_of
from watchdesk.domain.era import show_day_both
from watchdesk.errors import WatchDeskError

CHECKED = {
    "database": "台帳のファイル",
    "key_slots": "鍵のファイル",
    "audit": "管理台帳",
    "latest_contacts": "最後に会えた日",
    "search_index": "さがすための索引",
    "closings": "締めた月",
    "attachments": "添付",
    "backups": "控え",
}
"""What was looked at, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupLine:
    """A backup as the list shows it."""

    path: Path
    day: str
    people: int
    visits: int
    size: int


COLUMNS: tuple[Column[BackupLine], ...] = (
    Column("とった日", lambda line: line.day, width=14),
    Column("要援護者", lambda line: f"{line.people:,}名", align=Align.END, width=5),
    Column("訪問記録", lambda line: f"{line.visits:,}件", align=Align.END, width=6),
    Column("大きさ", lambda line: f"{line.size / 1_000_000:.1f} MB", align=Align.END, width=5),
)


class Listing:
    """A job: reads which backups lie in the store's folder, the newest first."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def run(self, progress: Progress) -> tuple[BackupLine, ...]:
        """Read them."""
        return tuple(
            BackupLine(
                path=path,
                day=f"{show_day_both(manifest.at.date())} {manifest.at.hour}時{manifest.at.minute:02}分",
                people=manifest.people,
                visits=manifest.visits,
                size=path.stat().st_size,
            )
            for path, manifest in backups_of(self._folder)
        )


class SafetySection(SettingsForm):
    """Backups and health of the store; how many backups are kept is a setting."""

    TITLE = "控え"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.TITLE, {"残し方": ("backups_kept",)})
        self._task: Task | None = None
        self.sheet = FormSheet(None, "いまの控え")
        self.newest = self.sheet.add_text("いちばん新しい控え", "読んでいます", wide=True)
        self.sheet.add_text("控えの置き場所", str(desk.folder / "backups"), wide=True)
        self.now = ActionButton("今すぐ控えをとる", "archive")
        self.elsewhere = ActionButton("別の場所にも控えをとる", "save")
        self.look = ActionButton("保管庫を点検する", "shield-check")
        self.progress = ProgressPanel()
        self.findings = FormSheet(None, "点検の結果")
        self.findings.hide()
        self.table = RecordTable(COLUMNS, "控えの一覧", identity=lambda line: line.path)
        set_size(self.table, min_height=11)
        buttons = QWidget()
        buttons.setLayout(Flow(self.now, self.elsewhere, self.look, gap=0.75))
        hint = words(
            "控えは、終わるときと大きな作業の前に、ひとりでにとって、開けることまで確かめています。"
            "別の場所には、鍵のかかるUSBメモリーなどを選んでください。控えも、パスワードか復旧の鍵がないと開きません。",
            voice="soft",
            wrap=True,
        )
        kept = words("残してある控え", "name")
        top = column(self.sheet, buttons, hint, self.progress, self.findings, kept, self.table, gap=0.75)
        self.put_first(top)
        self.now.clicked.connect(self._back_up)
        self.elsewhere.clicked.connect(self._back_up_elsewhere)
        self.look.clicked.connect(self._look_over)
        self.progress.stopped.connect(self._cancel)

    def enter(self) -> None:
        """Read the list again."""
        super().enter()
        self._read()

    def reread(self, changed: Changed) -> None:
        """A backup was made somewhere."""
        super().reread(changed)
        if changed & Changed.BACKUPS:
            self._read()

    def first_focus(self) -> QWidget:
        """The first thing one may want."""
        return self.now

    def _read(self) -> None:
        task = start(Listing(self.desk.folder), self)
        task.done.connect(self._show)
        task.failed.connect(self.fail)

    def _show(self, lines: tuple[BackupLine, ...]) -> None:
        newest = lines[0] if lines else None
        told = (
            f"{newest.day}（{newest.people:,}名、{newest.visits:,}件。開けることを確かめてあります）" if newest else ""
        )
        self.newest.setText(told or "まだありません。終わるときに、ひとりでにとります。")
        self.table.set_rows(lines)

    def _back_up(self) -> None:
        self._start(self.desk.backups.make(), "控えをとって確かめています")
        if self._task is not None:
            self._task.done.connect(self._backed_up)

    def _back_up_elsewhere(self) -> None:
        name = f"見守りデスク {self.desk.home_area or '西区'} {self.desk.today()}.wdbackup"
        target = file_picker.save_file(self, "別の場所にも控えをとる", name, "控え (*.wdbackup)")
        if target is None:
            return
        self._start(self.desk.backups.make(target), "控えをとって確かめています")
        if self._task is not None:
            self._task.done.connect(self._backed_up)

    def _look_over(self) -> None:
        self._start(self.desk.health.job(), "保管庫を点検しています")
        if self._task is not None:
            self._task.done.connect(self._looked_over)

    def _start(self, job: Job, title: str) -> None:
        """One at a time: the buttons say so meanwhile."""
        self.strip.clear()
        for button in (self.now, self.elsewhere, self.look):
            button.set_reason("いま働いています")
        self._task = start(job, self)
        self._task.failed.connect(self._refused)
        self._task.cancelled.connect(self._stopped)
        self._task.progressed.connect(self.progress.show_progress)
        self.progress.begin(title)

    def _end(self) -> None:
        self._task = None
        self.progress.end()
        for button in (self.now, self.elsewhere, self.look):
            button.set_reason(None)

    def _backed_up(self, made: Backup) -> None:
        self._end()
        self._read()
        told = f"{made.people:,}名と{made.visits:,}件が入っていて、開けることを確かめました。"
        self.tell("控えをとりました。", f"{told}「{made.path.name}」です。")

    def _looked_over(self, found: Findings) -> None:
        self._end()
        self.findings.clear()
        for check in found.checks:
            self.findings.add(CHECKED.get(check.name, check.name), _result(check), wide=True)
        self.findings.show()
        if found.ok:
            self.tell("点検しました。保管庫に、悪い所はありません。")
        else:
            sentence = "下の結果を見て、見守り相談室か区役所の担当の方に知らせてください。"
            self.strip.say(sentence, "urgent", lead="点検で、悪い所が見つかりました。")

    def _refused(self, error: Exception) -> None:
        self._end()
        self.fail(error)

    def _stopped(self) -> None:
        self._end()
        self.complain(WatchDeskError("途中でやめました。何も変わっていません。"))

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()


def _result(check: Check) -> QWidget:
    made = QWidget()
    told = words(check.text, wrap=True)
    layout = row(Badge("よい" if check.ok else "悪い", "ok" if check.ok else "urgent"), told, gap=0.6)
    layout.setStretch(1, 1)
    made.setLayout(layout)
    made.setAccessibleName(f"{'よい' if check.ok else '悪い'} {check.text}")
    return made
