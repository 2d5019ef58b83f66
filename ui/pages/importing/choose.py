"""Choosing the list's file: what can be read, the file's own password where it has one, and earlier imports."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.pages.importing.history import ImportHistory
from ui.theme import set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, frame, row, words
from ui.widgets.password_field import PasswordField


class ChooseFile(QWidget):
    """``button`` asks for the file; ``password_given`` once the file's own password was typed."""

    password_given = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.button = ActionButton("ファイルを選ぶ", "file-input", "Ctrl+O", "main", only_shown=True)
        self.password = PasswordField("ファイルのパスワード")
        self.open_button = ActionButton("このパスワードで開く", "lock-open", "Enter", only_shown=True)
        self.history = ImportHistory()
        self.password.entered.connect(self._give)
        self.open_button.clicked.connect(self._give)
        set_size(self.password, max_width=24)
        self._password_part = QWidget()
        self._password_part.setLayout(
            column(words("ファイルのパスワード", "strong"), self.password, row(self.open_button, STRETCH), gap=0.4)
        )
        about = column(
            words("Excel、LibreOffice、CSVの名簿と訪問記録を読みます。", "strong", wrap=True),
            words(
                "ファイルは書きかえません。どの列がどこに入るかを見て、試してから取りこみます。"
                "台帳にあるものは、書きかえてよいと選ぶまで変わりません。",
                voice="soft",
                wrap=True,
            ),
            row(self.button, STRETCH),
            self._password_part,
            gap=0.75,
            margins=(1.1, 1.4),
        )
        self.setLayout(column(frame(about), self.history, gap=1.2))
        self._password_part.hide()

    def ask_password(self, wanted: bool) -> None:
        """Show or hide the field for the file's own password."""
        self._password_part.setVisible(wanted)
        self.password.clear()
        if wanted:
            self.password.setFocus()

    def _give(self) -> None:
        if self.password.text():
            self.password_given.emit(self.password.text())
