"""KeyFields: the recovery key, a field for each of its groups, typed from the paper or put in whole."""

import unicodedata

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.theme import set_gaps, set_property, set_role, set_size, theme
from ui.widgets.boxes import row, words
from ui.widgets.text_fields import LineField

SIZES = (5, 5, 5, 5, 5, 5, 4)
"""Characters of each group."""

_CELL = 9.8
"""Em that a group takes with its number."""


class GroupField(LineField):
    """One group; upper case as on the paper. ``pasted`` with a longer text, ``full`` once its last sign is typed."""

    pasted = Signal(str)
    full = Signal()
    emptied = Signal()

    def __init__(self, number: int, size: int) -> None:
        super().__init__(f"{number}番目の組、{size}文字")
        self._size = size
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setInputMethodHints(Qt.InputMethodHint.ImhLatinOnly | Qt.InputMethodHint.ImhNoPredictiveText)
        set_role(self, "choice")
        set_size(self, height=3.0, min_width=7)
        self.textEdited.connect(self._take)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Backspace and not self.text():
            self.emptied.emit()
            return
        super().keyPressEvent(event)

    def _take(self, text: str) -> None:
        folded = _signs(text)
        if len(folded) > self._size:
            self.pasted.emit(folded)
            return
        if folded != text:
            at = self.cursorPosition() - (len(text) - len(folded))
            self.setText(folded)
            self.setCursorPosition(max(0, at))
        if len(folded) == self._size and self.cursorPosition() == self._size:
            self.full.emit()


class KeyFields(QWidget):
    """``groups()`` as typed, ``missing()`` how many are not whole; ``edited`` at each change, ``entered`` on Enter."""

    edited = Signal()
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.fields = [GroupField(number, size) for number, size in enumerate(SIZES, 1)]
        self._grid = QGridLayout()
        set_gaps(self._grid, 0.75)
        self._cells: list[QWidget] = []
        for number, field in enumerate(self.fields, 1):
            cell = QWidget()
            layout = row(words(str(number), "small", "soft"), field, gap=0.4)
            layout.setStretch(1, 1)
            cell.setLayout(layout)
            self._cells.append(cell)
            field.edited.connect(self._tell)
            field.pasted.connect(self._spread)
            field.full.connect(self._go_on)
            field.emptied.connect(self._go_back)
            field.returnPressed.connect(self.entered)
        self._columns = 0
        self.setLayout(self._grid)
        self.setFocusProxy(self.fields[0])
        self._arrange(4)

    def groups(self) -> tuple[str, ...]:
        """What stands in each field."""
        return tuple(field.text() for field in self.fields)

    def text(self) -> str:
        """The key as typed, groups parted by hyphens."""
        return "-".join(self.groups())

    def missing(self) -> int:
        """How many groups are not whole yet."""
        return sum(len(group) < size for group, size in zip(self.groups(), SIZES, strict=True))

    def clear(self) -> None:
        """Empty all."""
        for field in self.fields:
            field.clear()
        self.mark(())

    def mark(self, wrong: tuple[int, ...]) -> None:
        """Mark groups (from 1) as wrong, all others as not."""
        for number, field in enumerate(self.fields, 1):
            set_property(field, "wrong", number in wrong)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(max(1, min(4, int(self.width() / theme().em(_CELL)))))

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for at, cell in enumerate(self._cells):
            self._grid.removeWidget(cell)
            self._grid.addWidget(cell, at // columns, at % columns)
        for column in range(4):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def _tell(self) -> None:
        self.mark(())
        self.edited.emit()

    def _at(self) -> int:
        sender = self.sender()
        return next((at for at, field in enumerate(self.fields) if field is sender), 0)

    def _go_on(self) -> None:
        at = self._at() + 1
        if at < len(self.fields) and not self.fields[at].text():
            self.fields[at].setFocus(Qt.FocusReason.TabFocusReason)

    def _go_back(self) -> None:
        at = self._at() - 1
        if at >= 0:
            self.fields[at].setFocus(Qt.FocusReason.BacktabFocusReason)
            self.fields[at].end(False)

    def _spread(self, signs: str) -> None:
        """Put a longer text into this field and those behind it."""
        for at in range(self._at(), len(self.fields)):
            self.fields[at].setText(signs[: SIZES[at]])
            signs = signs[SIZES[at] :]
            if not signs:
                break
        self._tell()


def _signs(text: str) -> str:
    """Letters and digits in half width and upper case."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).upper() if sign.isalnum())
