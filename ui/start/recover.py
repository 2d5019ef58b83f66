"""RecoverScreen: the recovery key opens the store, then the user sets a new password."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui import tasks
from ui.start.card import CardPage, card_head, labelled
from ui.start.doorway import Doorway
from ui.start.key_fields import KeyFields
from ui.start.new_password import NewPassword
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.choice_field import ChoiceField
from ui.widgets.field_note import FieldNote
from ui.widgets.strip import Strip
from watchdesk.errors import Invalid, WatchDeskError, WrongKey

if TYPE_CHECKING:
    from watchdesk.desk import Desk

CHECKING = "確かめています"


class RecoverScreen(CardPage):
    """First the key, then the new password; ``opened(desk)`` at the end, ``back_wanted`` while the store is closed."""

    opened = Signal(object)
    back_wanted = Signal()

    def __init__(self, doorway: Doorway, folder: Path) -> None:
        super().__init__()
        self._doorway, self._folder = doorway, folder
        self.desk: Desk | None = None
        self._busy = False
        self.strip = Strip()
        self._pages = QStackedWidget()
        self._pages.addWidget(self._key_page())
        self._pages.addWidget(self._password_page())
        self.fill(
            (card_head("復旧の鍵で開く", "封筒の紙を見て、打ちこんでください。"), self.strip, self._pages), width=46
        )
        task = tasks.start(doorway.errand(lambda door, _tell: door.users(folder)), self)
        task.done.connect(self._offer)
        task.failed.connect(self._refuse)

    def first_focus(self) -> QWidget:
        """Where the focus is at first."""
        return self.keys

    def open(self) -> None:
        """Try the key."""
        if self._busy or self.keys.missing():
            return
        self._work(True)
        folder, user, typed = self._folder, self.user.value(), self.keys.text()
        work = self._doorway.errand(lambda door, _tell: door.open_by_key(folder, user or door.users(folder)[0], typed))
        task = tasks.start(work, self)
        task.done.connect(self._ask_password)
        task.failed.connect(self._refuse)

    def set_password(self) -> None:
        """Give the user the new password."""
        if self._busy or self.password.problem() or self.desk is None:
            return
        self._work(True)
        desk, password = self.desk, self.password.text()
        task = tasks.start(self._doorway.errand(lambda _door, _tell: desk.users.set_password(password)), self)
        task.done.connect(self._finish)
        task.failed.connect(self._refuse)

    def _key_page(self) -> QWidget:
        self.user = ChoiceField("お名前", optional=False)
        self.keys, self.note = KeyFields(), FieldNote()
        self.back = ActionButton("もどる", "arrow-left")
        self.open_button = ActionButton("この鍵で開く", "key-round", "Enter", "main", only_shown=True)
        self.keys.edited.connect(self._judge)
        self.keys.entered.connect(self.open)
        self.back.clicked.connect(self.back_wanted)
        self.open_button.clicked.connect(self.open)
        page = QWidget()
        page.setLayout(
            column(
                labelled("お名前", self.user),
                words("復旧の鍵", "strong"),
                self.keys,
                self.note,
                STRETCH,
                row(self.back, STRETCH, self.open_button),
                gap=0.75,
            )
        )
        self._judge()
        return page

    def _password_page(self) -> QWidget:
        self.password = NewPassword()
        self.password.edited.connect(self._judge)
        self.password.entered.connect(self.set_password)
        self.set_button = ActionButton("新しいパスワードで開く", "lock-open", "Enter", "main", only_shown=True)
        self.set_button.clicked.connect(self.set_password)
        page = QWidget()
        said = Strip()
        page.setLayout(column(said, self.password, STRETCH, row(STRETCH, self.set_button), gap=0.75))
        said.say("新しいパスワードを決めてください。前のものは、使えなくなります。", "ok", lead="鍵が合いました。")
        return page

    def _offer(self, users: tuple[str, ...]) -> None:
        self.user.set_choices([(name, name) for name in users])
        if self.user.value() is None:
            self.user.setCurrentIndex(0)

    def _ask_password(self, desk: Desk) -> None:
        self.desk = desk
        self.strip.clear()
        self._work(False)
        self.password.forbid((desk.user, desk.users.current().full_name, desk.home_area or ""))
        self._pages.setCurrentIndex(1)
        self._judge()
        self.password.setFocus()

    def _finish(self, _done: object) -> None:
        desk, self.desk = self.desk, None
        self.opened.emit(desk)

    def _refuse(self, error: Exception) -> None:
        self._work(False)
        if not isinstance(error, WatchDeskError):
            raise error
        if isinstance(error, Invalid | WrongKey) and self.desk is None:
            self.note.complain(str(error))
            self.keys.setFocus()
        else:
            self.strip.say(str(error), "care")

    def _work(self, busy: bool) -> None:
        self._busy = busy
        self._judge()

    def _judge(self) -> None:
        missing = self.keys.missing()
        if not self._busy:
            self.note.say("")
        self.open_button.set_reason(CHECKING if self._busy else f"あと{missing}組" if missing else None)
        self.back.setEnabled(not self._busy)
        if self._pages.count() > 1:
            self.set_button.set_reason(CHECKING if self._busy else self.password.problem() or None)
