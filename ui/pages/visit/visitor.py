"""VisitorField: who visited: a name to type, or to choose among those who visited lately."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QListView, QWidget

from ui.theme import set_size


class VisitorField(QComboBox):
    """``value()`` is the name or None; ``edited`` is the user's doing only. ↓ chooses, any other name may be typed."""

    edited = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = QLineEdit()
        self.setLineEdit(self._line)
        self.setView(QListView())  # Qt styles the rows of its own list only
        # a completer's list would take the keys from an open conversion
        self.setCompleter(None)  # type: ignore[arg-type]  # Qt takes none, its stubs do not say so
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(12)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        set_size(self, min_width=11)
        self._line.setAccessibleName(name)
        self._line.setStyleSheet("border: 0; background: transparent; padding: 0; min-height: 0;")
        self._line.textEdited.connect(self._tell)
        self.activated.connect(self._tell)

    def set_names(self, names: Sequence[str]) -> None:
        """Offer these names, each once; what stands in the field stays."""
        text = self.text()
        self.clear()
        self.addItems(list(dict.fromkeys(names)))
        self.set_text(text)

    def value(self) -> str | None:
        """The name, or None."""
        return self.text().strip() or None

    def set_value(self, value: object) -> None:
        """Show a name, or none."""
        self.set_text("" if value is None else str(value))

    def text(self) -> str:
        """What stands in it, as typed."""
        return self.currentText()

    def set_text(self, text: str) -> None:
        """Put back what was typed."""
        self.setCurrentIndex(self.findText(text))
        self.setEditText(text)

    def problem(self) -> str:
        """A name can always be read."""
        return ""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the wheel scrolls the page; a name is not changed by the way

    def _tell(self) -> None:
        self.edited.emit()
