"""Consulted: the consultations about one person, a line each, with what leads to the page 相談 and writes another."""

from collections.abc import Sequence

from ui.pages.consultations import words as case_words
from ui.pages.person.told_part import ToldPart
from ui.places import PERSON_RECORD, SHARING, Place, Room
from ui.widgets.action_button import ActionButton
from watchdesk.domain.consultation import ConsultationLine, ConsultState

SHOWN = 3
"""So many stand here; all of them on the page."""
_LETTERS = 24


class Consulted(ToldPart):
    """``show_cases(person_id, lines)``; ``wanted(Place)`` to see them, to write one, or to hand something on."""

    def __init__(self) -> None:
        hand_on = ActionButton("つなぐ", kind="link")
        super().__init__("相談", hand_on)
        self.hand_on = hand_on
        self._person_id = ""
        self._open: ConsultationLine | None = None
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
        late = any(line.overdue_days for line in left)
        self.tell([*map(case_line, left[:SHOWN]), *more, *ended], voice="care" if late else "text")
        self._open = None if left or not lines else lines[0]

    def _see(self) -> None:
        record_id = self._open.id if self._open is not None else None
        self.wanted.emit(Place(room=Room.CONSULTATIONS, person_id=self._person_id, record_id=record_id))

    def _hand_on(self) -> None:
        self.wanted.emit(Place(room=Room.REFERRAL, person_id=self._person_id, new=True))

    def share(self) -> None:
        """Come to the 情報共有シート of whom the cases are about."""
        self.wanted.emit(Place(room=Room.REFERRALS, person_id=self._person_id, section=SHARING))

    def print_record(self) -> None:
        """Come to the 個人記録 of whom the cases are about, on paper."""
        self.wanted.emit(Place(room=Room.SHEETS, person_id=self._person_id, section=PERSON_RECORD))

    def hand_over(self) -> None:
        """Come to where what is known of whom the cases are about goes out as a locked file."""
        self.wanted.emit(Place(room=Room.HANDING, person_id=self._person_id))

    def _add(self) -> None:
        self.wanted.emit(Place(room=Room.CONSULTATION, person_id=self._person_id, new=True))


def case_line(line: ConsultationLine) -> str:
    """相談 返事待ち 12日目 配食のことを聞きたい."""
    said = " ".join(line.said.split())
    short = f"{said[:_LETTERS]}…" if len(said) > _LETTERS else said
    return f"相談 {case_words.state(line)[0]} {case_words.age(line)} {short}"
