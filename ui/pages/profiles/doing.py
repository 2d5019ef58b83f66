"""ProfileDoing: what can be done with a column of a profile, and with the profile itself."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ui.pages.profiles.rows import ColumnRow
from ui.widgets.action_button import ActionButton
from ui.widgets.flow import Flow


class ProfileDoing(QWidget):
    """The buttons of a column; ``add`` and ``remove`` are the profile's own and stand beside its name."""

    def __init__(self) -> None:
        super().__init__()
        self.add = ActionButton("新しい形をつくる", "pen-line", "Ctrl+N", "main")
        self.remove = ActionButton("この形を消す", "circle-x", kind="low")
        self.turn = ActionButton("外す", "check", "Enter", only_shown=True)
        self.up = ActionButton("前へ", "arrow-up", "Alt+↑", only_shown=True)
        self.down = ActionButton("後ろへ", "arrow-down", "Alt+↓", only_shown=True)
        self.title = ActionButton("列の名前を変える", "pen-line", "F2")
        self.whole = ActionButton("このシートを入れない", "circle-stop", kind="low")
        self._all = (self.turn, self.up, self.down, self.title, self.whole)
        self.setLayout(Flow(*self._all, gap=0.6))

    def show_column(self, listed: ColumnRow, every: Sequence[ColumnRow]) -> None:
        """Offer what fits a column among all of its sheet."""
        inside = [one.key for one in every if one.place is not None]
        goes = listed.place is not None
        self.turn.set_words("この列を外す" if goes else "この列を入れる", "circle-x" if goes else "check")
        self.title.setVisible(goes)
        for button, end in ((self.up, inside[:1]), (self.down, inside[-1:])):
            button.setVisible(goes)
            button.setEnabled([listed.key] != end)
        self.whole.set_words("このシートを入れない" if inside else "このシートを入れる")

    def hide_keys(self, hidden: bool) -> None:
        """Leave the key caps out where room is short."""
        for button in (*self._all, self.add):
            button.hide_keys(hidden)
