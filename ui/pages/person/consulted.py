"""Consulted: the consultations about one person, a line each, with what leads to the page 相談 and writes another."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.pages.consultations import words as case_words
from ui.places import SHARING, Place, Room
from ui.theme import set_gaps, set_property
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, rule, words
from watchdesk.domain.consultation import ConsultationLine, ConsultState

SHOWN = 3
"""So many stand here; all of them on the page."""
_LETTERS = 24


class Consulted(QWidget):
    """``show_cases(person_id, lines)``; ``wanted(Place)`` to see them, or to write one."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._person_id = ""
        self._open: ConsultationLine | None = None
        self.told = words("", wrap=True)
        self.see = ActionButton("相談を見る", kind="link")
        self.add = ActionButton("相談を書く", kind="link")
        self.hand_on = ActionButton("つなぐ", kind="link")
        self._parts = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._parts.addLayout(row(self.told, margins=(0.4, 0.9)), 1)
        self._parts.addLayout(row(STRETCH, self.see, self.add, self.hand_on, margins=(0, 0.5)))
        set_gaps(self._parts, 0)
        self.setLayout(column(rule(), self._parts, gap=0.1))
        self.see.clicked.connect(self._see)
        self.add.clicked.connect(self._add)
        self.hand_on.clicked.connect(self._hand_on)

    def show_cases(self, person_id: str, lines: Sequence[ConsultationLine]) -> None:
        """Show those that are not over, what presses most in front; of the others only how many there were."""
        self._person_id = person_id
        left = [line for line in lines if line.state is not ConsultState.CLOSED]
        over = len(lines) - len(left)
        more = (f"ほか{len(left) - SHOWN}件",) if len(left) > SHOWN else ()
        ended = (f"終わった相談 {over}件",) if over else ()
        told = [*map(case_line, left[:SHOWN]), *more, *ended]
        self.told.setText("\n".join(told) or "相談は、ありません。")
        set_property(self.told, "voice", "care" if any(line.overdue_days for line in left) else "text")
        self._open = None if left or not lines else lines[0]
        self.see.setVisible(bool(lines))
        beside = QBoxLayout.Direction.LeftToRight  # where there is nothing to tell, the visits above want the room
        self._parts.setDirection(QBoxLayout.Direction.TopToBottom if lines else beside)

    def _see(self) -> None:
        record_id = self._open.id if self._open is not None else None
        self.wanted.emit(Place(room=Room.CONSULTATIONS, person_id=self._person_id, record_id=record_id))

    def _hand_on(self) -> None:
        self.wanted.emit(Place(room=Room.REFERRAL, person_id=self._person_id, new=True))

    def share(self) -> None:
        """Come to the 情報共有シート of whom the cases are about."""
        self.wanted.emit(Place(room=Room.REFERRALS, person_id=self._person_id, section=SHARING))

    def _add(self) -> None:
        self.wanted.emit(Place(room=Room.CONSULTATION, person_id=self._person_id, new=True))


def case_line(line: ConsultationLine) -> str:
    """相談 返事待ち 12日目 配食のことを聞きたい."""
    said = " ".join(line.said.split())
    short = f"{said[:_LETTERS]}…" if len(said) > _LETTERS else said
    return f"相談 {case_words.state(line)[0]} {case_words.age(line)} {short}"
