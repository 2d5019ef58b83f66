"""ReceivedBar: what can be done with what came: kept without a lock where the user says, or closed and forgotten."""

from PySide6.QtWidgets import QBoxLayout, QFrame

from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import row, words
from ui.widgets.flow import Flow

UNLOCKED = (
    "残したファイルには、鍵がかかりません。見てよい方だけが使う場所に残してください。"
    "残さずに閉じると、中身はどこにも残りません。"
)


class ReceivedBar(QFrame):
    """``save`` and ``close_file``, and what to know before one saves."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "bar")
        self.save = ActionButton("エクセルの形で残す", "save", "Ctrl+S", "main")
        self.close_file = ActionButton("閉じて忘れる", "eye-off", "Esc", only_shown=True)
        self._line = row(
            words(UNLOCKED, voice="soft", wrap=True),
            Flow(self.close_file, self.save, gap=0.75),
            gap=1,
            margins=(0.6, 1.5),
        )
        self._line.setStretch(0, 1)
        self.setLayout(self._line)

    def name_save(self, *, workbook: bool) -> None:
        """A workbook is saved as one, a set of files into a folder."""
        self.save.set_words("エクセルの形で残す" if workbook else "フォルダーに残す")

    def arrange(self, *, below: bool) -> None:
        """The buttons beside the sentence, or below it."""
        self._line.setDirection(QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight)
        for button in (self.save, self.close_file):
            button.hide_keys(below)
