"""Promised: what is still to be done for one person, a line each, with what leads to the page 要対応."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.places import Place, Room
from ui.theme import set_property
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, rule, words
from watchdesk.domain.era import show_month_day
from watchdesk.domain.follow_up import FollowUpLine

SHOWN = 3
"""So many stand here; all of them on the page."""


class Promised(QWidget):
    """``show_promises(person_id, lines)``; ``wanted(Place)`` to see them, or to write one."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._person_id = ""
        self.told = words("", wrap=True)
        self.see = ActionButton("要対応を見る", kind="link")
        self.add = ActionButton("要対応を書く", kind="link")
        buttons = row(STRETCH, self.see, self.add, margins=(0, 0.5))
        self.setLayout(column(rule(), row(self.told, margins=(0.9, 0.4, 0.9, 0)), buttons, gap=0.1))
        self.see.clicked.connect(self._see)
        self.add.clicked.connect(self._add)

    def show_promises(self, person_id: str, lines: Sequence[FollowUpLine]) -> None:
        """Show what is due first; what is late is told in its own voice."""
        self._person_id = person_id
        more = (f"ほか{len(lines) - SHOWN}件",) if len(lines) > SHOWN else ()
        told = [*map(promise_words, lines[:SHOWN]), *more]
        self.told.setText("\n".join(told) or "要対応は、ありません。")
        set_property(self.told, "voice", "care" if any(line.overdue_days for line in lines) else "text")
        self.see.setVisible(bool(lines))

    def _see(self) -> None:
        self.wanted.emit(Place(room=Room.FOLLOW_UPS, person_id=self._person_id))

    def _add(self) -> None:
        self.wanted.emit(Place(room=Room.FOLLOW_UPS, person_id=self._person_id, new=True))


def promise_words(line: FollowUpLine) -> str:
    """要対応 11月24日まで 薬のことを聞く（3日超過）."""
    late = f"（{line.overdue_days}日超過）" if line.overdue_days else ""
    return f"要対応 {show_month_day(line.due_on).replace(' ', '')}まで {line.what}{late}"
