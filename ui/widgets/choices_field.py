"""ChoicesField: several of a list, as boxes to tick; one stop for Tab, arrows inside."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from ui.theme import set_gaps
from ui.widgets.choice_field import Choice

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}


class ChoicesField(QWidget):
    """Several codes of ``choices`` [(code, word)]; ``value()`` is a tuple of codes in the list's order.

    Codes that are not in the list (an older list had them) are kept behind.
    """

    edited = Signal()

    def __init__(self, name: str, choices: Sequence[Choice], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._boxes: dict[str, QCheckBox] = {}
        self._others: tuple[str, ...] = ()
        layout = QVBoxLayout()
        set_gaps(layout, 0.1)
        for code, word in choices:
            box = QCheckBox(word.replace("&", "&&"))
            box.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            box.clicked.connect(self._tell)
            box.installEventFilter(self)
            self._boxes[code] = box
            layout.addWidget(box)
        self.setLayout(layout)
        self.setAccessibleName(name)
        self._let_in(next(iter(self._boxes.values()), None))

    def value(self) -> tuple[str, ...]:
        """The codes ticked."""
        return (*(code for code, box in self._boxes.items() if box.isChecked()), *self._others)

    def set_value(self, value: object) -> None:
        """Tick these codes."""
        codes = tuple(str(code) for code in value) if isinstance(value, tuple | list | frozenset | set) else ()
        self._others = tuple(code for code in codes if code not in self._boxes)
        for code, box in self._boxes.items():
            box.setChecked(code in codes)

    def text(self) -> str:
        """The codes in one text, for drafts."""
        return " ".join(self.value())

    def set_text(self, text: str) -> None:
        """Tick by the text of a draft."""
        self.set_value(tuple(text.split()))

    def problem(self) -> str:
        """Ticks can always be read."""
        return ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(watched, QCheckBox):
            return False
        if event.type() == QEvent.Type.FocusIn:
            self._let_in(watched)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _STEPS:
            boxes = list(self._boxes.values())
            at = min(max(boxes.index(watched) + _STEPS[Qt.Key(event.key())], 0), len(boxes) - 1)
            boxes[at].setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return False

    def _let_in(self, chosen: QCheckBox | None) -> None:
        """Tab comes to one box only: the one left last."""
        for box in self._boxes.values():
            box.setFocusPolicy(Qt.FocusPolicy.StrongFocus if box is chosen else Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(chosen) if chosen else None

    def _tell(self) -> None:
        self.edited.emit()
