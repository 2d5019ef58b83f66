"""RestoreScreen: a backup is put back beside the store, proven, and opened; nothing of today is overwritten."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from ui import file_picker, tasks
from ui.start.card import CardPage, card_head, labelled
from ui.start.doorway import Doorway
from ui.start.key_fields import KeyFields
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.choice_field import ChoiceField
from ui.widgets.password_field import PasswordField
from ui.widgets.progress_panel import ProgressPanel
from ui.widgets.strip import Strip
from ui.widgets.text_fields import LineField
from watchdesk.domain.era import show_day
from watchdesk.errors import WatchDeskError, WrongKey

if TYPE_CHECKING:
    from ui.start.door import Door
    from ui.tasks import Progress, Task
    from watchdesk.desk import Desk, Manifest


class RestoreScreen(CardPage):
    """Which backup, by which secret of its day; ``opened(desk)`` with what was put back, ``back_wanted`` to go back."""

    opened = Signal(object)
    back_wanted = Signal()

    def __init__(self, doorway: Doorway, folder: Path) -> None:
        super().__init__()
        self._doorway, self._folder = doorway, folder
        self._task: Task | None = None
        self._desk: Desk | None = None
        self.strip, self.panel = Strip(), ProgressPanel()
        self.strip.answered.connect(self._open)
        self.panel.stopped.connect(self._stop)
        self._build()
        self.fill(
            (
                card_head("控えから戻す", "今の保管庫は消さずに、となりに戻します。"),
                self.strip,
                self._choice,
                self._secret,
                self.panel,
                row(self.back, STRETCH, self.button),
            ),
            width=46,
        )
        task = tasks.start(doorway.errand(lambda door, _tell: door.backups(folder)), self)
        task.done.connect(self._offer)
        task.failed.connect(self._offer_none)
        self._judge()

    def first_focus(self) -> QWidget:
        """Where the focus is at first."""
        return self.backup

    def pick(self, path: Path) -> None:
        """Take a backup from a file, first of the list from now on."""
        name = path.name
        self.backup.insertItem(0, f"えらんだファイル {name}", str(path))
        self.backup.setCurrentIndex(0)
        self._judge()

    def restore(self) -> None:
        """Put the chosen backup back and open it."""
        from ui.start.door import Proof  # noqa: PLC0415  # loaded behind the first paint

        if self._task is not None or self._missing():
            return
        chosen, folder = Path(self.backup.value() or ""), self._folder
        by_key = self.by_key.isChecked()
        secret = self.keys.text() if by_key else self.password.text()
        proof = Proof(secret=secret, by_key=by_key, user=self.user.text().strip())

        def work(door: Door, tell: Progress) -> Desk:
            return door.put_back(chosen, folder, proof, tell)

        self.strip.clear()
        self.panel.begin("控えを戻して、開けることを確かめています", "%")
        self._task = tasks.start(self._doorway.errand(work), self)
        self._task.progressed.connect(self.panel.show_progress)
        self._task.done.connect(self._tell)
        self._task.failed.connect(self._refuse)
        self._task.cancelled.connect(self._stopped)
        self._judge()

    def _build(self) -> None:
        self.backup = ChoiceField("控え", optional=False)
        self.file = ActionButton("ほかのファイルを選ぶ", "archive")
        self.file.clicked.connect(self._choose_file)
        line = row(self.backup, self.file)
        line.setStretch(0, 1)
        self._choice = QWidget()
        self._choice.setLayout(column(words("どの控えですか", "strong"), line, gap=0.35))
        self.by_password, self.by_key = QRadioButton("その日のパスワードで"), QRadioButton("その日の復旧の鍵で")
        ways = QButtonGroup(self)
        for way in (self.by_password, self.by_key):
            ways.addButton(way)
        self.by_password.setChecked(True)
        self.password, self.keys = PasswordField(), KeyFields()
        self.user = LineField("お名前")
        self._user_part = labelled("お名前（控えをとった日の、開くときのお名前）", self.user)
        self._user_part.hide()
        self.keys.hide()
        self._secret = QWidget()
        self._secret.setLayout(
            column(
                words("何で開きますか", "strong"),
                row(self.by_password, self.by_key, STRETCH, gap=1.5),
                self._user_part,
                self.password,
                self.keys,
                gap=0.5,
            )
        )
        self.back = ActionButton("もどる", "arrow-left")
        self.button = ActionButton("戻して開く", "archive-restore", "Enter", "main", only_shown=True)
        self.back.clicked.connect(self.back_wanted)
        self.button.clicked.connect(self.restore)
        self.by_key.toggled.connect(self._switch)
        for field in (self.password, self.keys):
            field.edited.connect(self._judge)
            field.entered.connect(self.restore)

    def _offer(self, backups: tuple[tuple[Path, Manifest], ...]) -> None:
        self.backup.set_choices([(str(path), _words_of(manifest)) for path, manifest in backups])
        self.backup.setCurrentIndex(0)
        if not backups:
            self.strip.say("この場所には控えがありません。USBメモリーなどの控えのファイルを選んでください。")
        self._judge()

    def _offer_none(self, _error: Exception) -> None:
        self._offer(())

    def _choose_file(self) -> None:
        path = file_picker.open_file(self, "控えのファイルを選ぶ", "控え (*.wdbackup)")
        if path is not None:
            self.pick(path)

    def _switch(self, by_key: bool) -> None:
        self.keys.setVisible(by_key)
        self.password.setVisible(not by_key)
        self._judge()

    def _missing(self) -> str:
        if not self.backup.value():
            return "控えを選ぶと進めます"
        if self.by_key.isChecked():
            return f"あと{self.keys.missing()}組" if self.keys.missing() else ""
        return "" if self.password.text() else "パスワードを入れると進めます"

    def _judge(self) -> None:
        busy = self._task is not None or self._desk is not None
        self.button.set_reason("戻しています" if self._task is not None else self._missing() or None)
        self.button.setVisible(self._desk is None)
        for part in (self.back, self._choice, self._secret):
            part.setEnabled(not busy)

    def _tell(self, desk: Desk) -> None:
        """Say where it was put before it is opened, so that nobody wonders which register this is."""
        self._task, self._desk = None, desk
        self.panel.end()
        self._judge()
        self.strip.say(
            f"戻した場所は「{desk.folder}」です。これからは、この保管庫を開きます。前の保管庫も残してあります。",
            "ok",
            lead="控えを戻しました。",
            button="この保管庫を開く",
        )
        self.strip.button.setFocus()

    def _open(self) -> None:
        desk, self._desk = self._desk, None
        if desk is not None:
            self.opened.emit(desk)

    def _refuse(self, error: Exception) -> None:
        self._task = None
        self.panel.end()
        self._judge()
        if not isinstance(error, WatchDeskError):
            raise error
        if isinstance(error, WrongKey) and error.code == "unknown_user":
            self._user_part.show()
            self.user.setFocus()
        self.strip.say(str(error), "care" if isinstance(error, WrongKey) else "urgent")

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _stopped(self) -> None:
        self._task = None
        self.panel.end()
        self._judge()
        self.strip.say("途中でやめました。何も変わっていません。")


def _words_of(manifest: Manifest) -> str:
    at = manifest.at
    return f"{show_day(at.date())} {at:%H:%M}　{manifest.people}名・{manifest.visits}件"
