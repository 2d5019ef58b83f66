"""Promised: what is still to be done for one person, a line each, with what leads to the page 要対応."""

from collections.abc import Sequence

from ui.pages.person.told_part import ToldPart
from ui.places import Place, Room
from watchdesk.domain.era import show_month_day
from watchdesk.domain.follow_up import FollowUpLine

SHOWN = 3
"""So many stand here; all of them on the page."""


class Promised(ToldPart):
    """``show_promises(person_id, lines)``; ``wanted(Place)`` to see them, or to write one."""

    def __init__(self) -> None:
        super().__init__("要対応")
        self._person_id = ""
        self.see.clicked.connect(self._see)
        self.add.clicked.connect(self._add)

    def show_promises(self, person_id: str, lines: Sequence[FollowUpLine]) -> None:
        """Show what is due first; what is late is told in its own voice."""
        self._person_id = person_id
        more = (f"ほか{len(lines) - SHOWN}件",) if len(lines) > SHOWN else ()
        late = any(line.overdue_days for line in lines)
        self.tell([*map(promise_words, lines[:SHOWN]), *more], voice="care" if late else "text")

    def _see(self) -> None:
        self.wanted.emit(Place(room=Room.FOLLOW_UPS, person_id=self._person_id))

    def _add(self) -> None:
        self.wanted.emit(Place(room=Room.FOLLOW_UPS, person_id=self._person_id, new=True))


def promise_words(line: FollowUpLine) -> str:
    """要対応 11月24日まで 薬のことを聞く（3日超過）."""
    late = f"（{line.overdue_days}日超過）" if line.overdue_days else ""
    return f"要対応 {show_month_day(line.due_on).replace(' ', '')}まで {line.what}{late}"
