"""The lines of 今日 as data: what waits, how many, and the place that shows exactly these records."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from ui.pages.today.line import TodayLine
from ui.places import REVIEWS, Place, Room
from ui.theme import Theme, set_property
from ui.widgets.boxes import column
from watchdesk.desk import AskLine, DayFacts
from watchdesk.domain.asking import AskReason
from watchdesk.domain.cadence import DueState
from watchdesk.domain.era import show_month_day
from watchdesk.domain.lines import PersonLine

ALARMS = "対応中の気がかり"
DUE = "今日までに会いたい方"
WORRYING = "無事が確かめられていない方"
TO_ASK = "同意を確かめ直す方"
TO_REVIEW = "緊急の提供の確かめ"
APPOINTMENTS = "今日の予定"
FOLLOW_UPS = "今日までの要対応"
PAPER = "まだ戻っていない紙"
BACKUP = "控え（バックアップ）"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a line says: a figure with its unit, or a state in a badge, and the words below the title."""

    about: str
    tone: str
    count: int = 0
    unit: str = ""
    badge: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """One line: ``told`` reads it from the day's facts, ``place`` is where it leads.

    ``always``: shown also when there is nothing, since it is good to read so.
    """

    key: str
    icon: str
    title: str
    told: Callable[[DayFacts], Told]
    place: Callable[[DayFacts], Place]
    always: bool = True


def _only(lines: tuple[PersonLine, ...], because: str) -> Place:
    return Place(room=Room.PEOPLE, only=tuple(line.id for line in lines), because=because)


def _alarms(facts: DayFacts) -> Told:
    waiting = facts.alarms or facts.to_answer
    first = waiting[0] if waiting else None
    if first is None:
        return Told(about="", tone="urgent")
    about = f"{first.name}さん　{first.holder_name}さんが受け持っています"
    if not facts.alarms:
        about = f"{first.reporter}さんに、どうなったかを伝えてください" if first.reporter else "知らせた方に伝えます"
    return Told(count=len(facts.alarms) + len(facts.to_answer), unit="件", about=about, tone="urgent")


def _alarm_place(facts: DayFacts) -> Place:
    waiting = (*facts.alarms, *facts.to_answer)
    return Place(room=Room.ALARM, record_id=waiting[0].id if len(waiting) == 1 else None)


def _due(facts: DayFacts) -> Told:
    over = sum(line.due is not None and line.due.state is DueState.OVERDUE for line in facts.due)
    about = f"うち{over}名は、期限を過ぎています" if over else "期限を過ぎた方は、いません"
    return Told(count=len(facts.due), unit="名", about=about, tone="wait")


def _worrying(facts: DayFacts) -> Told:
    unanswered = sum(line.due is not None and line.due.unanswered for line in facts.worrying)
    silent = len(facts.worrying) - unanswered
    parts = (f"続けて会えない方 {silent}名" if silent else "", f"応答のない方 {unanswered}名" if unanswered else "")
    about = "、".join(part for part in parts if part) or "心配な方は、いまのところいません"
    return Told(count=len(facts.worrying), unit="名", about=about, tone="care" if facts.worrying else "ok")


def _follow_ups(facts: DayFacts) -> Told:
    late = sum(line.overdue_days > 0 for line in facts.follow_ups)
    about = f"うち{late}件は、期限を過ぎています" if late else "今日までに約束したことは、ほかにありません"
    if not facts.follow_ups:
        about = "今日までに約束したことは、ありません"
    return Told(count=len(facts.follow_ups), unit="件", about=about, tone="care" if late else "wait")


def _appointments(facts: DayFacts) -> Told:
    first = facts.appointments[0] if facts.appointments else None
    about = f"{first.clock} {first.title}".strip() if first is not None else ""
    more = len(facts.appointments) - 1
    return Told(
        count=len(facts.appointments), unit="件", about=f"{about}　ほか{more}件" if more > 0 else about, tone="wait"
    )


def _rounds(facts: DayFacts) -> Told:
    if not facts.rounds:
        return Told(count=0, unit="枚", about="まわり用紙は、すべて戻っています", tone="ok")
    oldest = min(facts.rounds, key=lambda one: (one.on, one.number))
    whose = f"、{oldest.walker}さん" if oldest.walker else ""
    about = f"{show_month_day(oldest.on)}のまわり用紙{whose}"
    return Told(count=len(facts.rounds), unit="枚", about=about, tone="care")


def _round_place(facts: DayFacts) -> Place:
    only = facts.rounds[0].id if len(facts.rounds) == 1 else None
    return Place(room=Room.ROUND, record_id=only)


def _to_review(facts: DayFacts) -> Told:
    return Told(count=len(facts.to_review), unit="件", about="何を渡したかを、まだ書いていません", tone="urgent")


def _to_ask(facts: DayFacts) -> Told:
    about = _ask_words(facts.to_ask) or "確かめ直す時期の方は、いません"
    return Told(count=len(facts.to_ask), unit="名", about=about, tone="care" if facts.to_ask else "ok")


def _ask_words(lines: tuple[AskLine, ...]) -> str:
    reasons = [one.why.reason for one in lines]
    counted = [f"{word}{number}" for reason, word in _REASONS.items() if (number := reasons.count(reason))]
    return "・".join(counted)


_REASONS = {
    AskReason.EXPIRED: "期限切れ",
    AskReason.LONG_AGO: "間があく",
    AskReason.UNDATED: "日付なし",
    AskReason.PENDING: "未回答",
}


def _backup(facts: DayFacts) -> Told:
    made = facts.backed_up
    if made is None:
        return Told(about="終わるときに、ひとりでにとります", badge="まだです", tone="wait")
    about = f"{show_month_day(made.date())} {made.hour}時{made.minute:02}分の控えです"
    return Told(about=about, badge="確かめ済み", tone="ok")


LINES: tuple[Waits, ...] = (
    Waits(key="alarms", icon="phone-call", title=ALARMS, told=_alarms, place=_alarm_place, always=False),
    Waits(key="due", icon="footprints", title=DUE, told=_due, place=lambda facts: _only(facts.due, DUE)),
    Waits(
        key="worrying",
        icon="triangle-alert",
        title=WORRYING,
        told=_worrying,
        place=lambda facts: _only(facts.worrying, WORRYING),
    ),
    Waits(
        key="appointments",
        icon="calendar-days",
        title=APPOINTMENTS,
        told=_appointments,
        place=lambda facts: Place(room=Room.PLANS),
        always=False,
    ),
    Waits(
        key="follow_ups",
        icon="hourglass",
        title=FOLLOW_UPS,
        told=_follow_ups,
        place=lambda facts: Place(room=Room.FOLLOW_UPS),
    ),
    Waits(key="rounds", icon="file-output", title=PAPER, told=_rounds, place=_round_place),
    Waits(
        key="review",
        icon="siren",
        title=TO_REVIEW,
        told=_to_review,
        place=lambda facts: Place(room=Room.CONSENT, section=REVIEWS),
        always=False,
    ),
    Waits(
        key="ask",
        icon="circle-question-mark",
        title=TO_ASK,
        told=_to_ask,
        place=lambda facts: Place(room=Room.CONSENT),
        always=False,
    ),
    Waits(
        key="backup",
        icon="shield-check",
        title=BACKUP,
        told=_backup,
        place=lambda facts: Place(room=Room.SETTINGS, because="控え"),
    ),
)
"""In the order of the page."""


class TodayLines(QFrame):
    """The lines, one below the other; ``wanted`` carries the Place that one leads to. ``line(key)`` is one of them."""

    wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._facts: DayFacts | None = None
        self._lines = {one.key: TodayLine(theme, one.icon, one.title) for one in LINES}
        for one in LINES:
            self._lines[one.key].clicked.connect(lambda _checked=False, one=one: self._open(one))
            if not one.always:
                self._lines[one.key].hide()
        self._lines[LINES[-1].key].last = True
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

    def show_facts(self, facts: DayFacts) -> None:
        """Say what there is."""
        self._facts = facts
        for one in LINES:
            told, line = one.told(facts), self._lines[one.key]
            line.setVisible(one.always or told.count > 0)
            if told.badge:
                line.show_state(told.about, told.badge, told.tone)
            else:
                line.show_figure(told.count, told.unit, told.about, told.tone)

    def _open(self, one: Waits) -> None:
        if self._facts is not None:
            self.wanted.emit(one.place(self._facts))
