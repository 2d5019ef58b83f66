"""AlarmList: the alarms that are open, and those whose reporter is still to be told, each opened by a press."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.pages.alarms import words as alarm_words
from ui.pages.person.tie_row import TieRow, TieRows
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.empty import Empty
from ui.widgets.person_words import State
from watchdesk.domain.alarm import AlarmLine, duration_words
from watchdesk.domain.honorific import with_san

_LONGEST = 24
"""Letters of a name in a line."""


class AlarmList(QWidget):
    """``show_lines(open, to_answer)``; ``opened(alarm's id)``, ``beginning`` for a new one."""

    opened = Signal(str)
    beginning = Signal()

    def __init__(self, clock: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self.begin = ActionButton("気がかりを始める", "siren", "Ctrl+N", kind="main", only_shown=True)
        self.begin.clicked.connect(self.beginning)
        self.rows = TieRows("開いている気がかり", "")
        self.to_answer = TieRows("知らせてくれた方に、まだ伝えていないもの", "")
        self._later = words("知らせてくれた方に、まだ伝えていません", "name")
        self.nothing = Empty()
        self.nothing.say("開いている気がかりは、ありません。", icon="circle-check", tone="ok")
        self._stack = QStackedWidget()
        lines = QWidget()
        lines.setLayout(column(self.rows, self._later, self.to_answer, STRETCH, gap=0.75))
        self._stack.addWidget(lines)
        self._stack.addWidget(self.nothing)
        head = row(words("気がかり", "title"), STRETCH, self.begin)
        self.setLayout(column(head, self._stack, gap=0.9))

    def show_lines(self, open_: Sequence[AlarmLine], to_answer: Sequence[AlarmLine]) -> None:
        """Show them."""
        self.rows.show_rows([partial(self._row, line) for line in open_])
        self.rows.setVisible(bool(open_))
        self.to_answer.show_rows([partial(self._row, line) for line in to_answer])
        for part in (self._later, self.to_answer):
            part.setVisible(bool(to_answer))
        self._stack.setCurrentIndex(0 if open_ or to_answer else 1)

    def first(self) -> QWidget:
        """The first line, or the button that begins one."""
        rows = (*self.rows.rows, *self.to_answer.rows)
        return rows[0].buttons[0] if rows else self.begin

    def _row(self, line: AlarmLine) -> TieRow:
        now = self._clock()
        opens = ActionButton("開く", "chevron-right", kind="low")
        opens.clicked.connect(partial(self.opened.emit, line.id))
        since = f"{alarm_words.moment(line.raised_at, now)}から　{line.origin.label}　担当 {line.holder_name}さん"
        states: tuple[State, ...] = ()
        if line.is_open:
            states = ((f"{duration_words(now - line.raised_at)}経過", "care"),)
            return TieRow(
                _short(line.name),
                line.kana or "",
                (since, alarm_words.waiting(line, now)),
                states=states,
                buttons=(opens,),
            )
        ended = f"{line.outcome.label if line.outcome else ''}　知らせてくれた方：{with_san(line.reporter or '')}"
        return TieRow(_short(line.name), line.kana or "", (since, ended), buttons=(opens,))


def _short(name: str) -> str:
    """Of what was said of somebody not on the register, as much as a line takes; all of it stands on the page."""
    return name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…"
