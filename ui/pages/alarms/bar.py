"""AlarmBar: whom it is about and the way to say 通報した, where the page is low and both would scroll away."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, rule, words


class AlarmBar(QWidget):
    """``show_who(name)``; ``reported`` once 119 or 110 was called. It stands outside of what scrolls."""

    reported = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._who = words("", "strong", wrap=True)
        self.report = ActionButton("119番・110番に通報した", "siren", "F8", kind="danger")
        self.report.clicked.connect(self.reported)
        line = row(self._who, STRETCH, self.report, gap=0.75, margins=(0.5, 1.5))
        line.setStretch(0, 1)
        self.setLayout(column(rule(), line, gap=0))
        self.hide()

    def show_who(self, name: str) -> None:
        """Whose alarm it is."""
        self._who.setText(name)
