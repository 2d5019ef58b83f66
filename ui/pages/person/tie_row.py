"""TieRow: one of those around a person, or one paper of hers: reading, name, what is known, and what one can do."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from ui.theme import set_gaps, theme
from ui.widgets.action_button import ActionButton
from ui.widgets.badge import Badge
from ui.widgets.boxes import STRETCH, Item, column, row, rule, words
from ui.widgets.person_words import State

_WORDS = 20.0
"""Em that the words want beside the buttons, which else stand below them."""
_AT_ONCE = 2
"""So many rows are made in one turn of the event loop."""


class TieRow(QWidget):
    """``reading`` above ``name`` with badges beside it, ``told`` line by line below, buttons at the right or below."""

    def __init__(
        self,
        name: str,
        reading: str = "",
        told: Sequence[str] = (),
        *,
        states: Sequence[State] = (),
        buttons: Sequence[ActionButton] = (),
        lead: QWidget | None = None,
    ) -> None:
        super().__init__()
        badges: list[Item] = [Badge(*state) for state in states if state[1]]
        above: tuple[Item, ...] = (words(reading, "small", "soft"),) if reading else ()
        lines = [words("\n".join(line for line in told if line), wrap=True)] if any(told) else []
        text = column(*above, row(words(name, "name"), *badges, STRETCH, gap=0.6), *lines, gap=0.1)
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._parts.addLayout(text, 1)
        self._parts.addLayout(row(*buttons, STRETCH, gap=0.4))
        set_gaps(self._parts, 0.5)
        whole = row(*((lead,) if lead is not None else ()), self._parts, gap=0.75, margins=(0.5, 0.9))
        whole.setStretch(whole.count() - 1, 1)
        self.setLayout(whole)
        self.setAccessibleName(" ".join(part for part in (name, reading, *told) if part))
        self.buttons, self._lead = tuple(buttons), lead
        for button in buttons:
            button.setAccessibleName(f"{button.text()} {name}")
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        look = theme()
        wanted = sum(button.sizeHint().width() + look.em(0.4) for button in self.buttons) / look.em(1)
        lead = self._lead.sizeHint().width() if self._lead is not None else 0
        narrow = 0 < self.width() - lead < look.em(wanted + _WORDS)
        self._parts.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)


class TieRows(QFrame):
    """``show_rows(makers)``: what these make, one below the other on a sheet; without any it says ``empty``."""

    def __init__(self, name: str, empty: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._empty = empty
        self.setProperty("ground", "sheet")
        self.setAccessibleName(name)
        self._place = QVBoxLayout()
        set_gaps(self._place, 0)
        self.setLayout(self._place)
        self.rows: tuple[TieRow, ...] = ()
        self._left: list[Callable[[], TieRow]] = []
        self._turn = QTimer(self)
        self._turn.timeout.connect(self._make_next)

    def show_rows(self, makers: Sequence[Callable[[], TieRow]], empty: str | None = None) -> None:
        """Show the rows that these make, the first two at once; ``empty`` is said in place of the usual sentence."""
        while self._place.count():
            item = self._place.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.hide()
                old.deleteLater()
        self.rows, self._left = (), list(makers)
        if not makers:
            self._place.addWidget(_said(self._empty if empty is None else empty))
        for _ in makers[:_AT_ONCE]:
            self._make_next()
        self._turn.start()

    def _make_next(self) -> None:
        """Make one more row, a turn of the event loop each, so that many stop nobody."""
        if not self._left:
            self._turn.stop()
            return
        made = self._left.pop(0)()
        if self.rows:
            self._place.addWidget(rule())
        self._place.addWidget(made)
        self.rows += (made,)


def _said(sentence: str) -> QWidget:
    made = QWidget()
    made.setLayout(row(words(sentence, voice="soft", wrap=True), margins=(0.5, 0.9)))
    return made
