"""The lines of 今日 on the first page: each with its picture and the place that shows exactly its records."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from ui.pages.today.line import TodayLine
from ui.places import LOSS, REVIEWS, WHEREABOUTS, Place, Room
from ui.theme import Theme, set_property
from ui.widgets.boxes import column
from watchdesk.desk import ASTRAY, DAY_LINES, DUE, WORRYING, DayFacts, DayLine
from watchdesk.domain.definitions import DAY
from watchdesk.domain.follow_up import FollowUpLine
from watchdesk.domain.lines import PersonLine

_PROMISED = "今日までの要対応"
_CASES = "対応中の相談"
_HANDED = "返事を待っている、つなぎ"
_PAPER = "まだ戻っていない紙"
_ASKED = "半年、確かめていない関係者"


def _promised(lines: tuple[FollowUpLine, ...]) -> Place:
    """Exactly those counted; where there are none, what is due later."""
    ids = tuple(line.id for line in lines)
    return Place(room=Room.FOLLOW_UPS, only=ids, because=_PROMISED) if ids else Place(room=Room.FOLLOW_UPS)


def _only(lines: tuple[PersonLine, ...], because: str) -> Place:
    return Place(room=Room.PEOPLE, only=tuple(line.id for line in lines), because=because)


def _case_place(facts: DayFacts) -> Place:
    ids = tuple(line.id for line in facts.consultations)
    return Place(room=Room.CONSULTATIONS, only=ids, because=_CASES)


def _partners_place(facts: DayFacts) -> Place:
    return Place(room=Room.PARTNERS, only=tuple(line.id for line in facts.partners), because=_ASKED)


def _referral_place(facts: DayFacts) -> Place:
    ids = tuple(line.id for line in facts.referrals)
    return Place(room=Room.REFERRALS, only=ids, because=_HANDED)


def _alarm_place(facts: DayFacts) -> Place:
    waiting = (*facts.alarms, *facts.to_answer)
    return Place(room=Room.ALARM, record_id=waiting[0].id if len(waiting) == 1 else None)


def _round_place(facts: DayFacts) -> Place:
    """Where sheets are typed in; where there is other paper too, or only lost paper, exactly these copies."""
    if facts.rounds and not facts.overdue:
        only = facts.rounds[0].id if len(facts.rounds) == 1 else None
        return Place(room=Room.ROUND, record_id=only)
    numbers = [*(one.number for one in facts.rounds), *(one.number for one in facts.overdue)]
    if numbers:
        return Place(room=Room.COPIES, only=tuple(map(str, numbers)), because=_PAPER)
    lost = tuple(str(one.number) for one in facts.lost)
    return Place(room=Room.COPIES, only=lost, because=ASTRAY) if lost else Place(room=Room.ROUND)


def _loss_place(facts: DayFacts) -> Place:
    """What to do about the lost copy; where there are several, exactly these."""
    numbers = tuple(str(one.copy.number) for one in facts.losses)
    if len(numbers) == 1:
        return Place(room=Room.COPIES, section=LOSS, record_id=numbers[0])
    return Place(room=Room.COPIES, only=numbers, because=ASTRAY)


def _receipt_place(facts: DayFacts) -> Place:
    """Where receipts are written down, at the file that has waited longest."""
    first = facts.unreceipted[0].id if facts.unreceipted else None
    return Place(room=Room.HANDING, record_id=first)


def _end_place(facts: DayFacts) -> Place:
    """Where it is written down that a stick came back or a file was erased, at what was promised first."""
    first = facts.to_end[0].id if facts.to_end else None
    return Place(room=Room.HANDING, record_id=first)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leads:
    """What a line of ``DAY_LINES`` has on screen: its icon, and the place where it leads."""

    icon: str
    place: Callable[[DayFacts], Place]


LEADS: dict[str, Leads] = {
    "alarms": Leads(icon="phone-call", place=_alarm_place),
    "lost": Leads(icon="file-output", place=_loss_place),
    "due": Leads(icon="footprints", place=lambda facts: _only(facts.due, DUE)),
    "worrying": Leads(icon="triangle-alert", place=lambda facts: _only(facts.worrying, WORRYING)),
    "appointments": Leads(icon="calendar-days", place=lambda facts: Place(room=Room.PLANS)),
    "follow_ups": Leads(icon="hourglass", place=lambda facts: _promised(facts.follow_ups)),
    "consultations": Leads(icon="handshake", place=_case_place),
    "referrals": Leads(icon="clock", place=_referral_place),
    "rounds": Leads(icon="file-output", place=_round_place),
    "whereabouts": Leads(icon="package", place=lambda facts: Place(room=Room.COPIES, section=WHEREABOUTS)),
    "receipts": Leads(icon="file-lock-2", place=_receipt_place),
    "ends": Leads(icon="file-lock-2", place=_end_place),
    "partners": Leads(icon="landmark", place=_partners_place),
    "review": Leads(icon="siren", place=lambda facts: Place(room=Room.CONSENT, section=REVIEWS)),
    "ask": Leads(icon="circle-question-mark", place=lambda facts: Place(room=Room.CONSENT)),
    "backup": Leads(icon="shield-check", place=lambda facts: Place(room=Room.SETTINGS, because="控え")),
}


class TodayLines(QFrame):
    """The lines, one below the other; ``wanted`` carries the Place that one leads to. ``line(key)`` is one of them."""

    wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._facts: DayFacts | None = None
        self._lines = {
            one.key: TodayLine(theme, LEADS[one.key].icon, one.title, DAY.get(one.key, "")) for one in DAY_LINES
        }
        for one in DAY_LINES:
            self._lines[one.key].clicked.connect(lambda _checked=False, one=one: self._open(one))
            if not one.always:
                self._lines[one.key].hide()
        self._lines[DAY_LINES[-1].key].last = True
        layout = column(*self._lines.values(), gap=0)
        layout.setContentsMargins(1, 1, 1, 1)
        self.setLayout(layout)
        set_property(self, "ground", "sheet")

    def line(self, key: str) -> TodayLine:
        """One line by its key."""
        return self._lines[key]

    def first(self) -> TodayLine:
        """The first line in sight."""
        return next(line for line in self._lines.values() if not line.isHidden())

    def explain(self, on: bool) -> None:
        """Let each line say what it counts, or how it stands again."""
        for line in self._lines.values():
            line.explain(on)

    def show_facts(self, facts: DayFacts) -> None:
        """Say what there is."""
        self._facts = facts
        for one in DAY_LINES:
            told, line = one.told(facts), self._lines[one.key]
            line.setVisible(one.is_told(facts))
            if told.badge:
                line.show_state(told.about, told.badge, told.tone)
            else:
                line.show_figure(told.count, told.unit, told.about, told.tone)

    def _open(self, one: DayLine) -> None:
        if self._facts is not None:
            self.wanted.emit(LEADS[one.key].place(self._facts))
