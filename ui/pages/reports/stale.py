"""StaleLines: sentences of a remark whose numbers are others by now, each with what its rule would say instead."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from ui.tasks import Progress
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, words
from watchdesk.desk import Desk
from watchdesk.domain.month import Month
from watchdesk.domain.standing_remark import Stale, stands

_LEAD = "締めたあとに数が変わり、いまの数と合わない文があります。"


class ReadStale:
    """A job: reads which sentences of a month's kept remarks agree no longer with it."""

    def __init__(self, desk: Desk, month: Month, area: str | None) -> None:
        self._desk, self.month, self.area = desk, month, area

    def run(self, progress: Progress) -> tuple[Stale, ...]:
        """Read them."""
        return self._desk.proposals.stale(self.month, self.area, self._desk.remarks.of(self.month, self.area))


class StaleLines(QFrame):
    """``show_stale(sentences)``; ``rewriting(Stale)``: the user wants one of them as its rule says it now."""

    rewriting = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = column(words(_LEAD, "strong", "care", wrap=True), gap=0.4)
        self.setLayout(self._layout)
        self.setAccessibleName(_LEAD)
        self.buttons: dict[Stale, ActionButton] = {}
        self._parts: dict[Stale, QWidget] = {}
        self.hide()

    def show_stale(self, found: Sequence[Stale]) -> None:
        """Show these sentences, each with its button where a rule says something else now."""
        for one in list(self._parts):
            self._take_away(one)
        for one in found:
            self._parts[one] = self._part(one)
            self._layout.addWidget(self._parts[one])
        self.setVisible(bool(found))

    def keep_to(self, text: str) -> None:
        """Leave out what stands in a text no longer."""
        for one in [one for one in self._parts if not stands(text, one)]:
            self._take_away(one)
        self.setVisible(bool(self._parts))

    def _part(self, one: Stale) -> QWidget:
        made = QWidget()
        if one.instead is None:
            gone = f"「{one.sentence}」の数は、いまの数にありません。読み直してください。"
            made.setLayout(column(words(gone, wrap=True), gap=0))
            return made
        now = f"いまの数では「{one.instead}」です。" if one.instead else "いまは、書くことがありません。"
        button = ActionButton("いまの数で書き直す" if one.instead else "この文を消す", "pen-line", kind="low")
        button.setAccessibleDescription(f"「{one.sentence}」{now}")
        button.clicked.connect(partial(self.rewriting.emit, one), Qt.ConnectionType.QueuedConnection)
        self.buttons[one] = button
        told = words(f"「{one.sentence}」　{now}", wrap=True)
        made.setLayout(column(told, row(button, STRETCH), gap=0.2))
        return made

    def _take_away(self, one: Stale) -> None:
        self.buttons.pop(one, None)
        part = self._parts.pop(one)
        self._layout.removeWidget(part)
        part.hide()
        part.deleteLater()
