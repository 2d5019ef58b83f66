"""利用者の一覧: who may open this store; each deed asks for the own password, so that nobody else does it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.pages.settings.section import SettingsSection
from ui.pages.settings.users_form import DRAFT, Deed, UserForm
from ui.theme import set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import column, frame, row, words
from ui.widgets.flow import Flow
from ui.widgets.record_table import RecordTable
from ui.widgets.strip import Strip
from watchdesk.changed import Changed
from watchdesk.columns import ALWAYS, Column
from watchdesk.desk import ROLES, Desk, User

LEAD = (
    "この保管庫を開ける方です。書きかけは、お一人ずつ別で、ほかの方には見えません。"
    "足したり、パスワードを決め直したりするときは、あなたのパスワードで確かめます。"
)


def _state(user: User) -> str:
    return "使えません" if user.disabled else "使えます"


COLUMNS: tuple[Column[User], ...] = (
    Column("開くときのお名前", lambda user: user.name, width=12, importance=ALWAYS),
    Column("お名前", lambda user: user.full_name, width=12),
    Column("役割", lambda user: ROLES.get(user.role, user.role), width=13),
    Column("状態", _state, width=8, importance=ALWAYS),
)


class UsersList(SettingsSection):
    """A list, and one form at a time below it; part of the section 利用者, whose ``strip`` it speaks in."""

    TITLE = "利用者の一覧"

    def __init__(self, desk: Desk, strip: Strip) -> None:
        super().__init__(desk)
        self.strip = strip
        self.table = RecordTable(COLUMNS, "利用者の一覧", identity=lambda user: user.name, folds=True)
        set_size(self.table, min_height=8)
        self.add = ActionButton("利用者を足す", "user-round-plus", kind="plain")
        self.reset = ActionButton("パスワードを決め直す", "lock")
        self.disable = ActionButton("使えなくする", "circle-stop")
        self.form = UserForm(desk)
        deeds = QWidget()
        deeds.setLayout(Flow(self.reset, self.disable, gap=0.6))
        head = row(words(LEAD, voice="soft", wrap=True), self.add, gap=0.75)
        head.setStretch(0, 1)
        parts = column(words(self.TITLE, "name"), head, self.table, deeds, gap=0.75, margins=(0.9, 1))
        self.setLayout(column(frame(parts, "sheet"), self.form, gap=0.75))
        self.add.clicked.connect(self._ask_add)
        self.reset.clicked.connect(self._ask_reset)
        self.disable.clicked.connect(self._ask_disable)
        self.table.current_changed.connect(self._show_buttons)
        self.form.done.connect(self._tell_done)
        self.form.failed.connect(self.fail)
        self.form.closed.connect(self._go_back)

    def enter(self) -> None:
        """Show who may open the store; a half-written new one comes back."""
        self._show_users()
        if self.form.isHidden() and self.desk.drafts.load(DRAFT) is not None:
            self.form.ask(Deed.ADD)

    def leave(self) -> None:
        """Keep what is half-written; nothing secret stays on screen."""
        self.form.keep()

    def reread(self, changed: Changed) -> None:
        """Somebody came or went."""
        if changed & Changed.USERS:
            self._show_users()

    def first_focus(self) -> QWidget:
        """The list."""
        return self.table

    def _show_users(self) -> None:
        self.table.set_rows(self.desk.users.all())
        self._show_buttons()

    def _show_buttons(self, *_: object) -> None:
        """Nobody disables himself: so the last one stays."""
        user = self.table.row()
        mine = user is not None and user.name == self.desk.user
        away = user is None or user.disabled
        self.reset.set_reason("「利用者」で変えます" if mine else "使えなくした方です" if away else None)
        self.disable.set_reason("ご自分です" if mine else "もう使えません" if away else None)

    def _ask_add(self) -> None:
        self.strip.clear()
        self.form.ask(Deed.ADD)

    def _ask_reset(self) -> None:
        self.strip.clear()
        self.form.ask(Deed.RESET, self.table.row())

    def _ask_disable(self) -> None:
        self.strip.clear()
        self.form.ask(Deed.DISABLE, self.table.row())

    def _tell_done(self, sentence: str) -> None:
        self._show_users()
        self.tell(sentence)
        self._go_back()

    def _go_back(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
