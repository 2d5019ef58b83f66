"""Informed: what 福祉情報 one person was told and when, the latest first, with what leads to telling more."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.places import Place, Room
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import column, row, rule, words
from watchdesk.domain.era import show_day
from watchdesk.domain.info_item import GivenLine

SHOWN = 3
"""So many stand here; all of them in the room."""
_LETTERS = 40


class Informed(QWidget):
    """``show_given(person_id, lines)``; ``wanted(Place)`` to see them all, or to tell one more."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._person_id = ""
        self.told = words("", wrap=True)
        self.tell = ActionButton("福祉情報を伝えた・見る", kind="link")
        self.tell.setAccessibleName("福祉情報を伝えたと書く、伝えたものを見る")
        line = row(self.told, self.tell, gap=0.3, margins=(0.3, 0.9))
        line.setStretch(0, 1)
        line.setAlignment(self.tell, Qt.AlignmentFlag.AlignTop)
        self.setLayout(column(rule(), line, gap=0.1))
        self.tell.clicked.connect(self._tell)

    def show_given(self, person_id: str, lines: Sequence[GivenLine]) -> None:
        """Show the latest."""
        self._person_id = person_id
        more = (f"ほか{len(lines) - SHOWN}件",) if len(lines) > SHOWN else ()
        told = [*map(given_words, lines[:SHOWN]), *more]
        self.told.setText("\n".join(told) or "福祉情報は、まだ伝えていません。")

    def _tell(self) -> None:
        self.wanted.emit(Place(room=Room.INFORMATION, person_id=self._person_id))


def given_words(line: GivenLine) -> str:
    """福祉情報 令和8年11月20日（訪問） 高齢者の配食サービス."""
    title = f"{line.title[:_LETTERS]}…" if len(line.title) > _LETTERS else line.title
    return f"福祉情報 {show_day(line.on)}{f'（{line.where}）' if line.where else ''} {title}"
