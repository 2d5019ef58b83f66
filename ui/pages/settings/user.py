"""利用者: the full name, a new password, a new recovery key, and who else may open the store."""

from PySide6.QtWidgets import QFrame, QWidget

from ui.drafts import DraftKeeper, Texts
from ui.pages.settings.key import KeyRenewal
from ui.pages.settings.section import SettingsSection
from ui.pages.settings.users_list import UsersList
from ui.start.card import labelled
from ui.start.new_password import NewPassword
from ui.tasks import Progress, start
from ui.theme import set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, frame, row, words
from ui.widgets.form_sheet import FormSheet
from ui.widgets.password_field import PasswordField
from ui.widgets.scroll import bring_into_sight
from ui.widgets.text_fields import LineField
from watchdesk.changed import Changed
from watchdesk.desk import Desk
from watchdesk.errors import WatchDeskError, WrongKey

_NAME = "full_name"


class ChangingPassword:
    """A job: a new password in place of the old one; hardening each takes about a second."""

    def __init__(self, desk: Desk, old: str, new: str) -> None:
        self._desk, self._old, self._new = desk, old, new

    def run(self, progress: Progress) -> None:
        """Change it."""
        self._desk.users.change_password(self._old, self._new)


class UserSection(SettingsSection):
    """Who unlocked the store, and what opens it."""

    TITLE = "利用者"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.full_name = LineField("お名前")
        self.save_name = ActionButton("お名前を保存する", "save")
        self._busy = False
        self.old = PasswordField("今のパスワード")
        set_size(self.old.line, max_width=24)
        self.password = NewPassword("新しいパスワード")
        self.save_password = ActionButton("パスワードを変える", "lock")
        self.key = KeyRenewal(desk)
        self.users = UsersList(desk, self.strip)
        sheet = FormSheet(None, "お名前")
        sheet.add_text("利用者名", desk.user, wide=True)
        sheet.add("お名前", self.full_name, wide=True)
        self.setLayout(column(sheet, row(self.save_name, STRETCH), self._paper(), self.key, self.users, STRETCH, gap=1))
        self._keeper = DraftKeeper(desk, self._texts, self)
        self._keeper.what = "利用者のお名前を変える"
        self.full_name.edited.connect(self._keeper.touch)
        self.full_name.returnPressed.connect(self.write_name)
        self.save_name.clicked.connect(self.write_name)
        self.old.edited.connect(self._judge)
        self.old.entered.connect(self.password.setFocus)
        self.password.edited.connect(self._judge)
        self.password.entered.connect(self.write_password)
        self.save_password.clicked.connect(self.write_password)
        self.key.done.connect(self.tell)
        self.key.failed.connect(self.fail)
        self.users.said.connect(self.said)
        self._judge()

    def enter(self) -> None:
        """Show who it is; a password is never shown or kept."""
        self._show_name()
        self.users.enter()
        self.password.forbid((self.desk.user, self.desk.users.current().full_name, self.desk.home_area or ""))

    def leave(self) -> None:
        """Keep a half-written name; nothing secret stays on screen."""
        self._keeper.keep_all()
        self.users.leave()
        for field in (self.old, self.password.first, self.password.again):
            field.clear()
        self.key.hide_key()

    def reread(self, changed: Changed) -> None:
        """A name was changed, somebody came or went."""
        self.users.reread(changed)
        if changed & Changed.USERS and not self._keeper.changed():
            self._show_name()

    def first_focus(self) -> QWidget:
        """The name."""
        return self.full_name

    def write_name(self) -> None:
        """Save the name."""
        try:
            self.desk.users.rename(self.full_name.text().strip())
        except WatchDeskError as wrong:
            self.complain(wrong)
            return
        self._keeper.forget()
        self._show_name()
        self.tell("お名前を保存しました。", "月報に印刷する氏名は、「月報」の設定で変えられます。")

    def write_password(self) -> None:
        """Save the password, once it is right; what is missing gets the focus."""
        if self._busy or self.password.problem() or not self.old.text():
            (self.password if self.old.text() else self.old).setFocus()
            return
        self.strip.clear()
        self._work(True)
        task = start(ChangingPassword(self.desk, self.old.text(), self.password.text()), self)
        task.done.connect(self._changed)
        task.failed.connect(self._refused)

    def _changed(self, _result: object) -> None:
        self._work(False)
        self.leave()
        self.tell("パスワードを変えました。", "次に開くときから、新しいパスワードを使ってください。")

    def _refused(self, error: Exception) -> None:
        """A wrong old password is told at its field; all that was typed stays."""
        self._work(False)
        if isinstance(error, WrongKey):
            self.old.setFocus()
            self.old.show_error(str(error))
            bring_into_sight(self.old)
        else:
            self.fail(error)

    def _work(self, busy: bool) -> None:
        self._busy = busy
        self._judge()

    def _judge(self) -> None:
        missing = self.password.problem() if self.old.text() else "今のパスワードを入れると進めます"
        self.save_password.set_reason("変えています" if self._busy else missing or None)

    def _paper(self) -> QFrame:
        lead = words(
            "次に開くときから、新しいパスワードを使います。復旧の鍵は、そのまま使えます。", voice="soft", wrap=True
        )
        head = column(words("パスワード", "name"), lead, labelled("今のパスワード", self.old), gap=0.75)
        return frame(column(head, self.password, row(self.save_password, STRETCH), gap=0.75, margins=(0.9, 1)), "sheet")

    def _show_name(self) -> None:
        """A half-written one comes back; it stands there until it is saved, or written as it was."""
        if self._keeper.form is not None and self._keeper.changed():
            return
        self.full_name.set_value(self.desk.users.current().full_name)
        draft = self._keeper.begin(_NAME)
        if draft is not None:
            self.full_name.set_text(draft.texts[_NAME])

    def _texts(self) -> Texts:
        return {_NAME: self.full_name.text()}, _NAME
