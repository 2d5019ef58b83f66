"""What the list 写しの台帳 shows of a copy, its tabs by state, and what a copy's past says in words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ui.pages.state_tabs import LEFT, Tab
from ui.tasks import Progress
from watchdesk.columns import ALWAYS, Column
from watchdesk.desk import Desk
from watchdesk.domain.copies import CopyDeed, CopyEvent, CopyLine, CopyState
from watchdesk.domain.era import show_day_short, show_month_day
from watchdesk.domain.folding import fold
from watchdesk.domain.honorific import with_san

OVERDUE, LOST, OWN, IN, ALL = "overdue", "lost", "own", "in", "all"

TONES = {CopyState.OUT: "wait", CopyState.LOST: "urgent"}
"""Of a state in which something is still to be done."""


@dataclass(frozen=True, slots=True)
class Told:
    """A copy on a day."""

    copy: CopyLine
    today: date

    @property
    def late(self) -> int:
        """How many days it should have been back."""
        return self.copy.overdue_days(self.today)


@dataclass(frozen=True, slots=True)
class Listed:
    """One row: the copy on the day it is, and all its words folded, those of the people on it too."""

    line: Told
    folded: str

    @property
    def id(self) -> str:
        """The copy's number: rows are told apart by it."""
        return str(self.copy.number)

    @property
    def copy(self) -> CopyLine:
        """The copy."""
        return self.line.copy


TABS: Mapping[str, Tab[Told]] = {
    LEFT: Tab("出ている", lambda one: one.copy.is_out),
    OVERDUE: Tab("期限を過ぎた", lambda one: one.late > 0),
    OWN: Tab("机の上の紙", lambda one: one.copy.is_out and one.copy.own),
    LOST: Tab("なくした", lambda one: one.copy.state is CopyState.LOST),
    IN: Tab("戻った・廃棄", lambda one: one.copy.state not in (CopyState.OUT, CopyState.LOST)),
    ALL: Tab("すべて", lambda one: True),
}
"""In the order of the bar."""

_DAY = re.compile(r"令和(\d+)年(\d+)月(\d+)日")
"""A day in a title, which stands as short as those of the columns beside it."""
_SHORT = 13
"""A title of so many letters stands whole on one line."""


class Listing:
    """The work of reading all copies, or those that name a person."""

    def __init__(self, desk: Desk, person_id: str | None = None) -> None:
        self._desk, self._person_id = desk, person_id

    def run(self, progress: Progress) -> tuple[Listed, ...]:
        """Read them, newest first."""
        room, today = self._desk.copies, self._desk.today()
        names = room.names()
        wanted = None if self._person_id is None else set(self._desk.ledger.copies_naming(self._person_id))
        return tuple(
            _listed(Told(one, today), names.get(one.number, ()))
            for one in room.all()
            if wanted is None or one.number in wanted
        )


def _listed(told: Told, names: Sequence[str]) -> Listed:
    copy = told.copy
    called = (copy.title, copy.name, copy.shown, f"第{copy.number}号")
    said = (*called, copy.who, copy.receiver_word, copy.purpose or "", *names)
    return Listed(told, "\n".join(fold(text) for text in said if text))


def state(told: Told) -> tuple[str, str]:
    """Where it is, in a word, and its tone."""
    if told.late:
        return f"{told.late:,}日超過", "care"
    return told.copy.state.label, TONES.get(told.copy.state, "ok")


def day(day: date | None) -> str:
    """令8.11.22, empty for none."""
    return show_day_short(day) if day is not None else ""


def who(copy: CopyLine) -> str:
    """Who has it, in words."""
    return copy.who or "記録なし"


def split(copy: CopyLine) -> tuple[str, str]:
    """What it is, and below what tells it from others of its kind: month, area, issue; so that neither is cut."""
    parts = copy.name.split()
    whole = " ".join(parts)
    below = _DAY.sub(r"R\1.\2.\3", " ".join(parts[1:]))
    return (whole, "") if len(whole) <= _SHORT else (parts[0], below)


def _below(row: Listed) -> str:
    """What tells it from others, else how many people are on it where its title does not say so."""
    count = f"{row.copy.people:,}名" if row.copy.people else ""
    return split(row.copy)[1] or (count if count not in row.copy.name else "")


COLUMNS: tuple[Column[Listed], ...] = (
    Column("番号", lambda row: row.copy.shown, sort_key=lambda row: row.copy.number, width=6, importance=ALWAYS),
    Column(
        "状態",
        lambda row: state(row.line)[0],
        sort_key=lambda row: (-row.line.late, row.copy.state.value),
        tone=lambda row: state(row.line)[1],
        width=7,
        importance=ALWAYS,
        alone=lambda row: state(row.line)[0],
    ),
    Column(
        "持っている方",
        lambda row: who(row.copy),
        sort_key=lambda row: (not row.copy.who, row.copy.who),
        width=8,
        importance=ALWAYS,
        alone=lambda row: who(row.copy),
    ),
    Column(
        "写し",
        lambda row: split(row.copy)[0],
        sort_key=lambda row: row.copy.title,
        below=_below,
        width=12,
        importance=ALWAYS,
        alone=lambda row: row.copy.name,
    ),
    Column("返す日", lambda row: day(row.copy.due_back), sort_key=lambda row: row.copy.due_back, width=6, importance=7),
)
"""What tells one copy from another; the rest stands beside the list, so that a row has two lines at most."""


# ---- the past


def happened(event: CopyEvent, names: Mapping[str, str], people: Mapping[str, str], *, first: bool) -> tuple[str, str]:
    """What was done, when and by whom: its line, and what was written about it; ``names`` are the users' full ones.

    ``first``: it is how the copy left; what is out once more was found.
    """
    by = names.get(event.by, event.by)
    deed = _deed(event, people) if first or event.deed is not CopyDeed.OUT else _FOUND
    return f"{show_month_day(event.on).replace(' ', '')}　{deed}　{by}さん", event.note or ""


_FOUND = "あるとわかりました"


def _deed(event: CopyEvent, people: Mapping[str, str]) -> str:
    named = people.get(event.person_id or "")
    told = event.whom or (f"{named}さん" if named else "ご本人")
    if event.deed in (CopyDeed.TOLD, CopyDeed.NOT_TOLD):
        return f"{told}に知らせました" if event.deed is CopyDeed.TOLD else f"{told}への知らせを取り消しました"
    if event.deed is CopyDeed.HANDED_ON:
        return f"{with_san(event.whom or '')}が持つことになりました"
    if event.deed is CopyDeed.OUT:  # printed or only saved as yet: whoever holds it may get it later
        return f"{with_san(event.whom)}の分をつくりました" if event.whom is not None else "つくりました"
    return event.deed.label if event.whom is None else f"{with_san(event.whom)}に渡しました"
