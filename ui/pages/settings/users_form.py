"""UserForm: what is asked to add a user, to give one a new password, to disable one; always with the own password."""

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from ui.drafts import DraftKeeper, Texts, told_restored
from ui.start.card import labelled
from ui.start.new_password import NewPassword
from ui.tasks import Progress, start
from ui.theme import set_property, set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.choice_field import ChoiceField
from ui.widgets.manners import composing
from ui.widgets.password_field import PasswordField
from ui.widgets.scroll import bring_into_sight
from ui.widgets.text_fields import LineField
from watchdesk.desk import ROLES, STAFF, Desk, User
from watchdesk.errors import WatchDeskError, WrongKey

DRAFT = "user:new"
"""Under which a half-written new user is kept; passwords never are."""


class Deed(Enum):
    """What is to be done: its title, what is told of it, the words of its button and its icon."""

    ADD = (
        "利用者を足します",
        "足した方は、そのお名前とパスワードで、この保管庫を開けます。できることは、あなたと同じです。",
        "利用者を足す",
        "user-round-plus",
    )
    RESET = (
        "{}さんのパスワードを決め直します",
        "前のパスワードでは、開けなくなります。新しいパスワードは、その方だけに伝えてください。",
        "パスワードを決め直す",
        "lock",
    )
    DISABLE = (
        "{}さんを使えなくします",
        "これからは、この保管庫を開けません。書いた記録は残ります。また足すと、もう一度使えるようになります。"
        "前の日の控えは、その日のパスワードで開けます。",
        "使えなくする",
        "circle-stop",
    )


class Doing:
    """A job: one deed; hardening the passwords takes some seconds."""

    def __init__(self, does: Callable[[], User]) -> None:
        self._does = does

    def run(self, progress: Progress) -> User:
        """Do it."""
        return self._does()


class UserForm(QFrame):
    """``ask(deed, user)`` opens; ``done(sentence)`` after it was done, ``failed(error)`` where not, ``closed``."""

    done = Signal(str)
    failed = Signal(object)
    closed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.deed = Deed.ADD
        self._user: User | None = None
        self._busy = False
        self.name, self.full_name = (
            LineField("開くときのお名前", "例 ichiro"),
            LineField("その方のお名前", "例 佐藤 一郎"),
        )
        self.role = ChoiceField("役割", list(ROLES.items()), optional=False)
        self.password = NewPassword("その方のパスワード")
        self.own = PasswordField("あなたの今のパスワード")
        self.go, self.leave_off = ActionButton("利用者を足す"), ActionButton("やめる", kind="low")
        self._title, self._told = words("", "name"), words("", voice="soft", wrap=True)
        self.keeper = DraftKeeper(desk, self._texts, self)
        self.keeper.what = "利用者を足す"
        self._lay_out()
        self._connect()
        self.hide()

    def ask(self, deed: Deed, user: User | None = None) -> None:
        """Open it for a deed, and for the user it is done to."""
        self.put_away()
        self.deed, self._user = deed, user
        title, told, button, icon = deed.value
        self._title.setText(title.format(user.full_name if user is not None else ""))
        self._told.setText(told)
        self.go.set_words(button, icon)
        self._who.setVisible(deed is Deed.ADD)
        self.password.setVisible(deed is not Deed.DISABLE)
        if deed is Deed.ADD:
            self._begin()
        self._judge()
        self.show()
        self.first().setFocus(Qt.FocusReason.OtherFocusReason)
        bring_into_sight(self)

    def first(self) -> QWidget:
        """The field to begin with."""
        return {Deed.ADD: self.name, Deed.RESET: self.password.first.line, Deed.DISABLE: self.own.line}[self.deed]

    def keep(self) -> None:
        """Keep the names that are half-written, at once; nothing secret stays."""
        self.keeper.keep_all()
        self.forget_secrets()

    def forget_secrets(self) -> None:
        """Empty the passwords."""
        for field in (self.own, self.password.first, self.password.again):
            field.clear()

    def put_away(self) -> None:
        """Close it; half-written names stay kept."""
        self.keep()
        self.keeper.forget_form()
        for field in (self.name, self.full_name):
            field.clear()
        self.hide()

    def write(self) -> None:
        """Do it, once all is there; what is missing gets the focus."""
        missing = self._missing()
        if self._busy or missing is not None:
            (missing or self.own).setFocus()
            return
        self._work(True)
        task = start(Doing(self._deed()), self)
        task.done.connect(self._finish)
        task.failed.connect(self._refuse)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes it, and what was written of it stays for the next time."""
        if event.key() == Qt.Key.Key_Escape and not composing(QApplication.focusWidget()):
            self.put_away()
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _begin(self) -> None:
        self.role.set_value(STAFF)
        draft = self.keeper.begin(DRAFT)
        if draft is not None:
            self._told.setText(f"{told_restored(draft.at, self._desk.now())}パスワードは、打ち直してください。")
        for key, field in self._fields().items():
            if draft is not None and key in draft.texts:
                field.set_text(draft.texts[key])

    def _fields(self) -> dict[str, LineField | ChoiceField]:
        return {"name": self.name, "full_name": self.full_name, "role": self.role}

    def _texts(self) -> Texts:
        focus = next((key for key, field in self._fields().items() if field.hasFocus()), "")
        return {key: field.text() for key, field in self._fields().items()}, focus

    def _deed(self) -> Callable[[], User]:
        """All that is asked of the desk, taken from the fields on the window's thread."""
        users, own, password = self._desk.users, self.own.text(), self.password.text()
        name = self._user.name if self._user is not None else self.name.text()
        full_name, role = self.full_name.text(), self.role.value() or STAFF
        deeds: dict[Deed, Callable[[], User]] = {
            Deed.ADD: lambda: users.add(own, name, password, full_name=full_name, role=role),
            Deed.RESET: lambda: users.reset(own, name, password),
            Deed.DISABLE: lambda: users.disable(own, name),
        }
        return deeds[self.deed]

    def _missing(self) -> QWidget | None:
        if self.deed is Deed.ADD and not self.name.text().strip():
            return self.name
        if self.deed is not Deed.DISABLE and self.password.problem():
            return self.password
        return None if self.own.text() else self.own

    def _reason(self) -> str:
        """What keeps the button from being pressed, in few words."""
        if self._busy:
            return "確かめています"
        missing = self._missing()
        told = {self.name: "開くときのお名前を入れると進めます", self.own: "あなたのパスワードを入れると進めます"}
        return "" if missing is None else told.get(missing, self.password.problem())

    def _finish(self, user: User) -> None:
        self._work(False)
        sentence = {
            Deed.ADD: f"{user.full_name}さんが、「{user.name}」のお名前で開けるようになりました。",
            Deed.RESET: f"{user.full_name}さんのパスワードを、決め直しました。",
            Deed.DISABLE: f"{user.full_name}さんを、使えなくしました。",
        }[self.deed]
        if self.deed is Deed.ADD:
            self.keeper.forget()
        self.put_away()
        self.done.emit(sentence)

    def _refuse(self, error: Exception) -> None:
        """A wrong own password is told at its field; what else was typed stays."""
        self._work(False)
        if isinstance(error, WrongKey):
            self.own.setFocus()
            self.own.show_error(str(error))
            bring_into_sight(self.own)
        elif isinstance(error, WatchDeskError):
            self.failed.emit(error)
        else:
            raise error

    def _work(self, busy: bool) -> None:
        self._busy = busy
        self._judge()

    def _judge(self) -> None:
        self.go.set_reason(self._reason() or None)

    def _edited(self) -> None:
        self.password.forbid((self.name.text(), self.full_name.text(), self._desk.home_area or ""))
        self.keeper.touch()
        self._judge()

    def _give_up(self) -> None:
        """The user throws away what was half-written."""
        if self.deed is Deed.ADD:
            self.keeper.forget()
        self.put_away()
        self.closed.emit()

    def _lay_out(self) -> None:
        for field in (self.name, self.full_name, self.own.line):
            set_size(field, max_width=24)
        self._who = QWidget()
        fields = (
            labelled("開くときのお名前", self.name, "開く画面で、選ぶお名前です。あとから変えられません。"),
            labelled("その方のお名前", self.full_name),
            row(labelled("役割", self.role), STRETCH),
        )
        self._who.setLayout(column(*fields, gap=0.75))
        own = labelled("あなたの今のパスワード", self.own, "あなたがしていることを、確かめるためです。")
        buttons = row(self.go, self.leave_off, STRETCH)
        self.setLayout(
            column(self._title, self._told, self._who, self.password, own, buttons, gap=0.75, margins=(0.9, 1))
        )
        set_property(self, "ground", "sheet")

    def _connect(self) -> None:
        for field in (self.name, self.full_name, self.role):
            field.edited.connect(self._edited)
        self.password.edited.connect(self._judge)
        self.password.entered.connect(self.own.setFocus)
        self.own.edited.connect(self._judge)
        self.own.entered.connect(self.write)
        self.go.clicked.connect(self.write)
        self.leave_off.clicked.connect(self._give_up)
