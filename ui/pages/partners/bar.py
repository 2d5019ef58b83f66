"""PartnersBar: what can be done with the current partner of the list, by a press or its key."""

from PySide6.QtWidgets import QWidget

from ui.pages.partners.rows import Listed
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import words
from ui.widgets.flow import Flow
from ui.widgets.record_table import RecordTable
from ui.widgets.sort_field import SortField


class PartnersBar(QWidget):
    """``offer(row)`` shows what fits a row: of those who retired nobody asks whether all still holds."""

    def __init__(self, table: RecordTable) -> None:
        super().__init__()
        self._keys_told = words("↑ ↓ で選びます。", "small", "soft")
        self.sort = SortField(table)
        self.open = ActionButton("", "book-open-text", "Enter", kind="low", only_shown=True)
        self.right = ActionButton("いまも正しい", "check", "S", kind="plain")
        self.mend = ActionButton("", "pen-line", "F2", kind="low")
        self.setLayout(Flow(self._keys_told, self.sort, self.open, self.right, self.mend))
        self.reshape(wide=True)

    def reshape(self, *, wide: bool) -> None:
        """Fewer words, and no keys, where room is short."""
        self._keys_told.setVisible(wide)
        self.sort.setVisible(not wide)
        self.open.set_words("この関係者を開く" if wide else "開く")
        self.mend.set_words("変わったところを直す" if wide else "直す")
        for button in (self.open, self.right, self.mend):
            button.hide_keys(not wide)

    def offer(self, listed: Listed | None) -> None:
        """Show what can be done with a row."""
        self.open.setVisible(listed is not None)
        for button in (self.right, self.mend):
            button.setVisible(listed is not None and not listed.partner.retired)
