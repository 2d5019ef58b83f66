"""What the list 活動・連絡調整 shows of a record, how it is narrowed, and its counts in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time

from ui.pages.activities.kinds import ACTIVITY_KINDS, COORDINATION_KINDS, OWN_ACTIVITIES
from ui.tasks import Progress
from watchdesk.columns import ALWAYS, Align, Column
from watchdesk.desk import Desk
from watchdesk.domain.activity import Activity, Coordination
from watchdesk.domain.era import weekday
from watchdesk.domain.folding import fold
from watchdesk.domain.month import Month
from watchdesk.domain.partner import Partner

ALL, ACTIVITIES, CONTACTS, VOIDED = "all", "activities", "contacts", "voided"
STATES = ((ALL, "活動も連絡調整も"), (ACTIVITIES, "活動だけ"), (CONTACTS, "連絡調整だけ"), (VOIDED, "取り消したもの"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One row: an activity or a contact, with its words as they are shown and folded."""

    record: Activity | Coordination = field(repr=False)
    kind: str
    with_whom: str = field(default="", repr=False)
    folded: str = field(default="", repr=False)

    @property
    def id(self) -> str:
        """The record's id: rows are told apart by it."""
        return self.record.id

    @property
    def activity(self) -> Activity | None:
        """The record, where it is an activity."""
        return self.record if isinstance(self.record, Activity) else None

    @property
    def contact(self) -> Coordination | None:
        """The record, where it is a contact."""
        return self.record if isinstance(self.record, Coordination) else None

    @property
    def what(self) -> str:
        """What was done, or said."""
        return self.record.title if isinstance(self.record, Activity) else self.record.what


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """The records of a month or those behind a figure (``month`` None), newest first, and the whole directory."""

    month: Month | None
    rows: tuple[Listed, ...]
    partners: tuple[Partner, ...] = field(repr=False)


class Listing:
    """The work of reading a month, or just the records of some ids, whenever they were."""

    def __init__(self, desk: Desk, month: Month, only: Sequence[str] | None) -> None:
        self._desk, self._month, self._only = desk, month, only

    def run(self, progress: Progress) -> Read:
        """Read them, voided ones too."""
        desk, days = self._desk, (self._month.first, self._month.last)
        partners = desk.partners.all(with_retired=True)
        names = {one.id: one.name for one in partners}
        held = desk.activities.lines(*days, ids=self._only, with_voided=True)
        told = desk.activities.coordination(*days, ids=self._only, with_voided=True)
        rows = (*(_of_activity(desk, one, names) for one in held), *(_of_contact(desk, one, names) for one in told))
        ordered = sorted(rows, key=lambda row: (row.record.on, row.record.at or time.min), reverse=True)
        return Read(month=self._month if self._only is None else None, rows=tuple(ordered), partners=partners)


def _of_activity(desk: Desk, one: Activity, names: Mapping[str, str]) -> Listed:
    counted = desk.codes.label(ACTIVITY_KINDS, one.kind)
    kind = desk.codes.label(OWN_ACTIVITIES, one.own_kind) if one.own_kind is not None else counted
    whom = "、".join(names.get(partner, "") for partner in one.partners)
    words = (one.title, kind, counted, one.place, whom, one.note, one.void_reason)
    return Listed(record=one, kind=kind, with_whom=whom, folded=_folded(words))


def _of_contact(desk: Desk, one: Coordination, names: Mapping[str, str]) -> Listed:
    kind = desk.codes.label(COORDINATION_KINDS, one.kind)
    whom = names.get(one.partner_id or "", "") or one.whom or ""
    return Listed(record=one, kind=kind, with_whom=whom, folded=_folded((one.what, kind, whom, one.void_reason)))


def _folded(words: Sequence[str | None]) -> str:
    return "\n".join(fold(text) for text in words if text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the list is narrowed to: a state, words, or the records behind a figure."""

    state: str = ALL
    needles: tuple[str, ...] = ()
    only: frozenset[str] | None = None

    @property
    def narrows(self) -> bool:
        """Whether it shows anything else than all of a month."""
        return self != Wanted()

    def keeps(self, row: Listed) -> bool:
        """Whether a row is shown."""
        return (
            (self.only is None or row.id in self.only)
            and self._is_in_state(row)
            and all(needle in row.folded for needle in self.needles)
        )

    def _is_in_state(self, row: Listed) -> bool:
        if row.record.voided or self.state == VOIDED:
            return row.record.voided and (self.state == VOIDED or self.only is not None)
        return self.state == ALL or (self.state == ACTIVITIES) == (row.activity is not None)


def counted(shown: Sequence[Listed]) -> str:
    """What is shown, in words: 活動3件、連絡調整5件です。."""
    held = sum(row.activity is not None for row in shown)
    told = ((held, "活動"), (len(shown) - held, "連絡調整"))
    parts = [f"{word}{count}件" for count, word in told if count]
    return f"{'、'.join(parts)}です。" if parts else ""


def day(row: Listed) -> str:
    """11月24日（火）."""
    on: date = row.record.on
    return f"{on.month}月{on.day}日（{weekday(on)}）"


def clock(row: Listed) -> str:
    """10:00〜12:00."""
    record = row.record
    begun = f"{record.at.hour}:{record.at.minute:02}" if record.at is not None else ""
    until = record.until if isinstance(record, Activity) else None
    return f"{begun}〜{until.hour}:{until.minute:02}" if until is not None else begun


def sort(row: Listed) -> str:
    """What sort of record it is, in the list's own words."""
    if row.record.voided:
        return "取消"
    return "活動" if row.activity is not None else "連絡"


def _tone(row: Listed) -> str:
    return "away" if row.record.voided else "soft"


def below(row: Listed) -> str:
    """Where it was, or why it is voided."""
    if row.record.voided:
        return f"取り消したわけ：{row.record.void_reason}"
    held = row.activity
    return held.place or "" if held is not None else ""


def heads(row: Listed) -> str:
    """How many took part."""
    held = row.activity
    return f"{held.participants}人" if held is not None and held.participants is not None else ""


def _head_count(row: Listed) -> int | None:
    return row.activity.participants if row.activity is not None else None


def came(row: Listed) -> str:
    """Of the people of the register: 来られた 3／5名."""
    held = row.activity
    if held is None or not held.guests:
        return ""
    there = sum(guest.came is True for guest in held.guests)
    return f"{there}／{len(held.guests)}名"


COLUMNS: tuple[Column[Listed], ...] = (
    Column(
        "日",
        day,
        sort_key=lambda row: (row.record.on, row.record.at or time.min),
        below=clock,
        width=8,
        importance=ALWAYS,
        alone=lambda row: f"{day(row)} {clock(row)}".strip(),
    ),
    Column("", sort, sort_key=sort, tone=_tone, width=4, importance=ALWAYS, alone=sort),
    Column("中身", lambda row: row.what, below=below, width=16, importance=ALWAYS, alone=lambda row: row.what),
    Column("種類", lambda row: row.kind, width=10, importance=6, alone=lambda row: row.kind),
    Column("相手・参加の関係者", lambda row: row.with_whom, width=9, importance=7, alone=lambda row: row.with_whom),
    Column("人数", heads, sort_key=_head_count, align=Align.END, width=4, importance=4),
    Column("来られた方", came, align=Align.END, width=5, importance=3),
)
