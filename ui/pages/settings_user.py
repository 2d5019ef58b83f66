"""利用者: the full name, a new password, and a new recovery key."""

from PySide6.QtWidgets import QWidget

from ui.pages.settings_key import KeyRenewal
from ui.pages.settings_section import SettingsSection
from ui.start.new_password import NewPassword
from ui.tasks import Progress, start
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, frame, row, words
from ui.widgets.form_sheet import FormSheet
from ui.widgets.text_fields import LineField
from watchdesk.changed import Changed
from watchdesk.desk import Desk
from watchdesk.errors import WatchDeskError


class ChangingPassword:
    """A job: a new password, which takes about a second to be hardened."""

    def __init__(self, desk: Desk, password: str) -> None:
        self._desk, self._password = desk, password

    def run(self, progress: Progress) -> None:
        """Change it."""
        self._desk.users.set_password(self._password)


class UserSection(SettingsSection):
    """Who unlocked the store, and what opens it."""

    TITLE = "利用者"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.full_name = LineField("お名前")
        self.save_name = ActionButton("お名前を保存する", "save")
        self.password = NewPassword()
        self.save_password = ActionButton("パスワードを変える", "lock")
        self.key = KeyRenewal(desk)
        sheet = FormSheet(None, "お名前")
        sheet.add_text("利用者名", desk.user, wide=True)
        sheet.add("お名前", self.full_name, wide=True)
        lead = words(
            "次に開くときから、新しいパスワードを使います。復旧の鍵は、そのまま使えます。", voice="soft", wrap=True
        )
        paper = frame(
            column(
                words("新しいパスワード", "name"),
                lead,
                self.password,
                row(self.save_password, STRETCH),
                gap=0.75,
                margins=(0.9, 1),
            ),
            "sheet",
        )
        self.setLayout(column(sheet, row(self.save_name, STRETCH), paper, self.key, STRETCH, gap=1))
        self.full_name.returnPressed.connect(self.write_name)
        self.save_name.clicked.connect(self.write_name)
        self.password.edited.connect(self._judge)
        self.password.entered.connect(self.write_password)
        self.save_password.clicked.connect(self.write_password)
        self.key.done.connect(self.tell)
        self._judge()

    def enter(self) -> None:
        """Show who it is; a password is never shown or kept."""
        self._show_name()
        self.password.forbid((self.desk.user, self.desk.users.current().full_name, self.desk.home_area or ""))

    def leave(self) -> None:
        """Nothing secret stays on screen."""
        self.password.first.clear()
        self.password.again.clear()
        self.key.hide_key()

    def reread(self, changed: Changed) -> None:
        """The name was changed."""
        if changed & Changed.USERS and not self.full_name.isModified():
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
        self.full_name.setModified(False)
        self.tell("お名前を保存しました。", "月報に印刷する氏名は、「月報」の設定で変えられます。")

    def write_password(self) -> None:
        """Save the password, once it is right."""
        if self.password.problem():
            return
        self.save_password.set_reason("変えています")
        task = start(ChangingPassword(self.desk, self.password.text()), self)
        task.done.connect(self._changed)
        task.failed.connect(self._refused)

    def _changed(self, _result: object) -> None:
        self.leave()
        self._judge()
        self.tell("パスワードを変えました。", "次に開くときから、新しいパスワードを使ってください。")

    def _refused(self, error: Exception) -> None:
        self._judge()
        self.fail(error)

    def _judge(self) -> None:
        self.save_password.set_reason(self.password.problem() or None)

    def _show_name(self) -> None:
        self.full_name.set_value(self.desk.users.current().full_name)
        self.full_name.setModified(False)
