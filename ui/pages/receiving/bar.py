"""ReceivedBar: what can be done with what came: kept without a lock where the user says, or closed and forgotten."""

from PySide6.QtWidgets import QBoxLayout, QFrame

from ui.pages.page import Shape
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import row, words
from ui.widgets.flow import Flow

SHORT = "残したファイルには、鍵がかかりません。"
UNLOCKED = f"{SHORT}見てよい方だけが使う場所に残してください。残さずに閉じると、中身はどこにも残りません。"


class ReceivedBar(QFrame):
    """``save`` and ``close_file``, and what to know before one saves."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "bar")
        self.save = ActionButton("エクセルの形で残す", "save", "Ctrl+S", "main")
        self.close_file = ActionButton("閉じて忘れる", "eye-off", "Esc", only_shown=True)
        self._told = words(UNLOCKED, voice="soft", wrap=True)
        self._line = row(
            self._told,
            Flow(self.close_file, self.save, gap=0.75),
            gap=1,
            margins=(0.6, 1.5),
        )
        self._line.setStretch(0, 1)
        self.setLayout(self._line)

    def name_save(self, *, workbook: bool) -> None:
        """A workbook is saved as one, a set of files into a folder."""
        self.save.set_words("エクセルの形で残す" if workbook else "フォルダーに残す")

    def reshape(self, shape: Shape) -> None:
        """Say less where room is short, so that what came stays in sight; the buttons below where it is narrow."""
        narrow = shape is Shape.NARROW
        self._told.setText(UNLOCKED if shape is Shape.WIDE else SHORT)
        self._told.setVisible(not narrow)
        self._line.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        for button in (self.save, self.close_file):
            button.hide_keys(shape is not Shape.WIDE)
