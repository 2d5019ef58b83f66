"""UnlockScreen: who, password, 保管庫を開く; and what to do when it does not open."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QStackedWidget, QWidget

from ui import tasks
from ui.start.card import CardPage, card_head, labelled
from ui.start.doorway import Doorway
from ui.start.patience import Patience
from ui.theme import set_property, set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, Item, column, row, rule, words
from ui.widgets.choice_field import ChoiceField
from ui.widgets.field_note import FieldNote
from ui.widgets.icon_label import IconLabel
from ui.widgets.password_field import PasswordField
from ui.widgets.strip import Strip
from watchdesk.errors import Damaged, InUse, NewerStore, NoStore, WatchDeskError, WrongKey

CHECKING = "確かめています"
WRONG = "パスワードがちがいます。"
NO_WIPE = (
    "まちがえても、保管庫が消えることはありません。続けてまちがえると、次に試せるまでの時間が少しずつ長くなります。"
)


class UnlockScreen(CardPage):
    """``opened(desk)`` once the password was right; the other signals are the ways out when it can't be.

    What is typed before the program is wholly loaded is kept, and Enter waits for it.
    """

    opened = Signal(object)
    key_wanted = Signal()
    backup_wanted = Signal()
    setup_wanted = Signal()
    practice_wanted = Signal()

    def __init__(self, doorway: Doorway, folder: Path, patience: Patience, *, area: str = "") -> None:
        super().__init__()
        self._doorway, self._folder, self._patience = doorway, folder, patience
        self._busy = False
        self._last_user = ""
        self.strip = Strip()
        self.strip.answered.connect(self._answer)
        self.user = ChoiceField("お名前", optional=False)
        self.password = PasswordField()
        self.password.entered.connect(self.unlock)
        self.password.edited.connect(self._take_error_away)
        self.note, self._below = FieldNote(), QStackedWidget()
        self.button = ActionButton("保管庫を開く", "lock-open", "Enter", "main", only_shown=True)
        self.button.clicked.connect(self.unlock)
        self._lay_out(f"{area}地域の保管庫" if area else "見守りの保管庫")
        patience.ticked.connect(self._show_wait)
        self._show_wait(patience.left)

    def look(self) -> None:
        """Ask who may unlock the store; loads the program on another thread the first time."""
        folder = self._folder
        self._work(False)
        task = tasks.start(self._doorway.errand(lambda door, _tell: door.users(folder)), self)
        task.done.connect(self.offer)
        task.failed.connect(self._refuse)

    def offer(self, users: tuple[str, ...]) -> None:
        """Offer the users, first who was there when the screen was hidden."""
        chosen = self.user.value()
        self.user.set_choices([(name, name) for name in users])
        if chosen is None and self._last_user in users:
            self.user.set_value(self._last_user)

    def first_focus(self) -> QWidget:
        """Where the focus is at first."""
        return self.password

    def say_hidden(self, at: str, *, drafts: bool, user: str = "") -> None:
        """Say that the screen was hidden at a time (13時20分) by a user, and whether something half-written waits."""
        self._work(True)
        self._last_user = user
        waits = "書きかけは残してあり、元の欄にもどります。" if drafts else "保管庫は閉じてあります。"
        self.strip.say(waits, lead=f"{at}に、画面を隠しました。", icon="eye-off")

    def unlock(self) -> None:
        """Try what was typed."""
        if self._busy:
            return
        if self._patience.left:
            self._complain(f"{WRONG}あと{self._patience.left}秒待ってから、もう一度お試しください。")
            return
        if not self.password.text():
            self._complain("パスワードを打ちこんでください。")
            return
        self._work(True)
        folder, password = self._folder, self.password.text()
        chosen = self.user.value()
        work = self._doorway.errand(lambda door, _tell: door.open(folder, chosen or door.users(folder)[0], password))
        task = tasks.start(work, self)
        task.done.connect(self._enter)
        task.failed.connect(self._refuse)

    def _enter(self, desk: object) -> None:
        self._work(False)
        self.password.clear()
        self._patience.forget()
        self.opened.emit(desk)

    def _refuse(self, error: Exception) -> None:
        """Each reason in its own words: a wrong password at the field, all others in the strip."""
        self._work(False)
        if not isinstance(error, WatchDeskError):
            raise error
        if isinstance(error, WrongKey):
            self._complain(str(error))
            self._type_over()
            self._patience.failed()
            return
        tone, button = _ANSWERS.get(type(error), ("urgent", ""))
        self.strip.say(str(error), tone, button=button)

    def _answer(self) -> None:
        words_of_button = self.strip.button.text()
        if words_of_button == _RESTORE:
            self.backup_wanted.emit()
        elif words_of_button == _SETUP:
            self.setup_wanted.emit()
        else:
            self.strip.clear()
            self.look()

    def _work(self, busy: bool) -> None:
        self._busy = busy
        self.button.set_reason(CHECKING if busy else None)
        for way_out in (self.by_key, self.by_backup, self.practice):
            way_out.setEnabled(not busy)

    def _show_wait(self, seconds: int) -> None:
        if self._busy:
            return
        self.button.set_reason(f"あと{seconds}秒" if seconds else None)
        if not seconds and self.password.line.hasFocus():
            self._type_over()

    def _type_over(self) -> None:
        """Select what was wrong, so that the next try does not stand behind it."""
        self.password.line.setFocus()
        self.password.line.selectAll()

    def _complain(self, sentence: str) -> None:
        self.note.complain(sentence)
        self._below.setCurrentIndex(1)

    def _take_error_away(self) -> None:
        """Typing answers a message; while one has to wait it stays, for it says why nothing happens."""
        if not self._patience.left:
            self.note.say("")
            self._below.setCurrentIndex(0)

    def _lay_out(self, subtitle: str) -> None:
        beside = self.password.layout()
        if isinstance(beside, QBoxLayout):
            off = words("日本語入力は、ここでは自動で切ってあります。", "small", "soft", wrap=True)
            line = row(IconLabel("keyboard", "soft", 1.0), off, gap=0.5, margins=(0, 0.2, 0, 0))
            line.setStretch(1, 1)
            self._fill_below(line)
            beside.insertWidget(2, self._below)
        self.fill(
            (
                card_head("見守りデスク", subtitle),
                self.strip,
                labelled("お名前", self.user),
                labelled("パスワード", self.password),
                self.button,
            ),
            self._help(),
        )

    def _fill_below(self, hint: QBoxLayout) -> None:
        """A hint or a message in its place, which is as high with either: nothing jumps when one comes and goes."""
        for part in (column(hint, STRETCH), column(self.note, STRETCH)):
            place = QWidget()
            place.setLayout(part)
            set_property(place, "ground", "none")
            self._below.addWidget(place)
        set_size(self._below, min_height=_TWO_LINES)
        self._below.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def _help(self) -> tuple[Item, ...]:
        self.by_key = ActionButton("復旧の鍵で開く", "key-round")
        self.by_backup = ActionButton("控えから戻す", "archive-restore")
        self.practice = ActionButton("練習用の台帳を開く", "sprout", kind="link")
        for button, signal in (
            (self.by_key, self.key_wanted),
            (self.by_backup, self.backup_wanted),
            (self.practice, self.practice_wanted),
        ):
            button.clicked.connect(signal)
            set_property(button, "startAligned", True)
        return (
            words("お困りのとき", "name"),
            self.by_key,
            words("パスワードを忘れたときは、紙に印刷して預けてある復旧の鍵で開けます。", "small", "soft", wrap=True),
            self.by_backup,
            words(
                "保管庫がこわれて開かないときに使います。今の保管庫は、消さずに残します。", "small", "soft", wrap=True
            ),
            rule(),
            words(NO_WIPE, "small", "soft", wrap=True),
            row(self.practice, STRETCH),
        )


_TWO_LINES = 3.1
"""Em that a message of two lines takes."""

_RESTORE, _SETUP, _AGAIN = "控えから戻す", "はじめての準備をする", "もう一度たしかめる"
_ANSWERS = {
    Damaged: ("urgent", _RESTORE),
    NoStore: ("care", _SETUP),
    InUse: ("care", _AGAIN),
    NewerStore: ("care", ""),
}
"""Kind of refusal → tone and the words of the one answer."""
