"""LateMark: on a record's own page, that it changed a month which was closed already 締めたあとの訂正, and why."""

from PySide6.QtWidgets import QWidget

from ui.widgets.badge import Badge
from ui.widgets.boxes import row, words
from watchdesk.desk import Desk

MARK = "締めたあとの訂正"


class LateMark(QWidget):
    """``show_record(id)`` shows the mark where there is one; None, and every other record, has none."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.badge, self.told = Badge(MARK, "care"), words("", "small", "soft", wrap=True)
        line = row(self.badge, self.told, gap=0.6)
        line.setStretch(1, 1)
        self.setLayout(line)
        self.hide()

    def show_record(self, record_id: str | None) -> None:
        """Read it, and show the mark or nothing."""
        told = self._desk.closings.mark(record_id) if record_id is not None else ""
        self.told.setText(told)
        self.setAccessibleName(f"{MARK}。{told}" if told else "")
        self.setVisible(bool(told))
