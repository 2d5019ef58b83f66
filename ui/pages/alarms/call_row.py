"""CallRow: one number to call, large enough to dial from, and what came of the call in one press."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from ui.pages.alarms import words as alarm_words
from ui.theme import set_gaps, set_size, theme
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, words
from watchdesk.domain.consent import HIDDEN
from watchdesk.domain.ladder import Call

_SIDE_BY_SIDE = 38.0
"""Em of width from which all stands in one line."""


class CallRow(QFrame):
    """``called(call, reached)`` once somebody was called; ``tried`` tells what came of earlier calls."""

    called = Signal(object, object)

    def __init__(self, call: Call, tried: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.call = call
        self.setProperty("ground", "sheet")
        relation = words(call.relation, "small", "soft")
        name = words(call.name, "strong", wrap=True)
        number = words(self._shown(), "title" if call.phone else "small", "" if call.phone else "soft")
        number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.reached = ActionButton(alarm_words.REACHED, "phone-call", kind="low")
        self.missed = ActionButton(alarm_words.NOT_REACHED, "phone-missed", kind="low")
        for button in (self.reached, self.missed):
            button.setAccessibleName(f"{button.text()} {alarm_words.callee(call)} {self._shown()}")
        self.reached.clicked.connect(self._reach)
        self.missed.clicked.connect(self._miss)
        before = (words(tried, "small", "care", wrap=True),) if tried else ()
        who = QWidget()
        who.setLayout(column(*((relation,) if call.relation else ()), name, *before, gap=0.05))
        set_size(who, min_width=9)
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._parts.addWidget(who, 1)
        self._parts.addWidget(number, 1)
        self._parts.addLayout(row(self.reached, self.missed, STRETCH, gap=0.6))
        set_gaps(self._parts, 0.6, (0.35, 0.75))
        self.setLayout(self._parts)
        self.setAccessibleName(f"{alarm_words.callee(call)} {self._shown()} {tried}".strip())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= theme().em(_SIDE_BY_SIDE)
        self._parts.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def _shown(self) -> str:
        if self.call.phone == HIDDEN:
            return "秘匿（番号を隠しています）"
        return self.call.phone or "番号がありません"

    def _reach(self) -> None:
        self.called.emit(self.call, True)

    def _miss(self) -> None:
        self.called.emit(self.call, False)
