"""AskFile: which file came, and what opens it: the password told by phone, or the own key file."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.theme import set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, frame, row, words
from ui.widgets.password_field import PasswordField
from watchdesk.desk import receiving

_NONE = "まだ選んでいません。"
_BY_PASSWORD = "送った方が、電話で伝えたパスワードです。"  # noqa: S105  # a sentence about it
_BY_KEY = "鍵をつくったときに残した、自分の鍵のファイルです。だれにも渡していないほうです。"


class AskFile(QWidget):
    """``ask_for(path, asks)`` once a file was chosen; ``opening`` when it is to be opened with what stands here."""

    opening = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.path: Path | None = None
        self.key: Path | None = None
        self.asks: receiving.Asks | None = None
        self.choose = ActionButton("受け取ったファイルを選ぶ", "file-input", "Ctrl+O", "main")
        self.choose_key = ActionButton("自分の鍵のファイルを選ぶ", "key-round")
        self.password = PasswordField("ファイルのパスワード")
        self.open = ActionButton("開いて確かめる", "lock-open", "Enter", only_shown=True)
        self._name, self._key_name = words(_NONE, "strong", wrap=True), words(_NONE, "strong", wrap=True)
        set_size(self.password, max_width=26)
        self._by_password, self._by_key = QWidget(), QWidget()
        self._by_password.setLayout(
            column(words("ファイルのパスワード", "strong"), words(_BY_PASSWORD, voice="soft", wrap=True), self.password)
        )
        file_line, key_line = row(self.choose, self._name), row(self.choose_key, self._key_name)
        for line in (file_line, key_line):
            line.setStretch(1, 1)
        self._by_key.setLayout(
            column(
                words("自分の鍵のファイル", "strong"),
                words(_BY_KEY, voice="soft", wrap=True),
                key_line,
            )
        )
        self._open_line = QWidget()
        self._open_line.setLayout(row(self.open, STRETCH))
        parts = (file_line, self._by_password, self._by_key, self._open_line)
        self.setLayout(column(frame(column(*parts, gap=0.75, margins=(1.1, 1.4))), gap=0))
        self.password.entered.connect(self._submit)
        self.password.edited.connect(self._judge)
        self.open.clicked.connect(self._submit)
        self.forget()

    def ask_for(self, path: Path, asks: receiving.Asks) -> None:
        """Ask for what opens this file."""
        self.wipe()
        self.path, self.asks = path, asks
        self._name.setText(path.name)
        self._by_password.setVisible(asks is receiving.Asks.PASSWORD)
        self._by_key.setVisible(asks is receiving.Asks.KEY)
        self._open_line.show()
        self.choose.set_kind("plain")
        self.choose.set_words("別のファイルを選ぶ")
        self.open.set_kind("main")
        self._judge()

    def take_key(self, key: Path) -> None:
        """The own key file was chosen; it is read when the file is opened."""
        self.key = key
        self._key_name.setText(key.name)
        self._judge()

    def wipe(self) -> None:
        """Leave nothing of a password behind."""
        self.password.clear()
        self.password.line.setText("")
        self._judge()

    def forget(self) -> None:
        """Ask for a file again."""
        self.path = self.key = self.asks = None
        self._name.setText(_NONE)
        self._key_name.setText(_NONE)
        for part in (self._by_password, self._by_key, self._open_line):
            part.hide()
        self.choose.set_kind("main")
        self.choose.set_words("受け取ったファイルを選ぶ")
        self.wipe()

    def first(self) -> QWidget:
        """What is asked next."""
        if self.asks is receiving.Asks.PASSWORD:
            return self.password.line
        if self.asks is receiving.Asks.KEY:
            return self.choose_key if self.key is None else self.open
        return self.choose

    def _submit(self) -> None:
        if self.open.isEnabled() and self.path is not None:
            self.opening.emit()

    def _judge(self) -> None:
        if self.asks is receiving.Asks.KEY:
            self.open.set_reason(None if self.key is not None else "鍵のファイルを選ぶと進めます")
        else:
            self.open.set_reason(None if self.password.text() else "パスワードを入れると進めます")
