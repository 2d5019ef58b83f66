"""What the list 要対応 shows of a promise, how it is narrowed, and its counts in words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from ui.tasks import Progress
from watchdesk.columns import ALWAYS, Column
from watchdesk.desk import Desk
from watchdesk.domain.era import show_month_day, weekday
from watchdesk.domain.folding import fold
from watchdesk.domain.follow_up import FollowUpLine
from watchdesk.domain.words import Status

OPEN, LATE, DONE, VOIDED, ALL = "open", "late", "done", "voided", "all"
STATES = (
    (OPEN, "まだのもの"),
    (LATE, "期限を過ぎたもの"),
    (DONE, "すんだもの"),
    (VOIDED, "取り消したもの"),
    (ALL, "すべて"),
)


@dataclass(frozen=True, slots=True)
class Listed:
    """One row: the line, the day it was read, and all its words folded."""

    line: FollowUpLine
    today: date
    folded: str

    @property
    def id(self) -> str:
        """The record's id: rows are told apart by it."""
        return self.line.id


class Listing:
    """The work of reading all promises."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def run(self, progress: Progress) -> tuple[Listed, ...]:
        """Read them, what is due first in front; what is done comes behind, the latest first."""
        today = self._desk.today()
        rows = tuple(_listed(line, today) for line in self._desk.follow_ups.all())
        done = sorted((row for row in rows if not row.line.is_open), key=_ended, reverse=True)
        return (*(row for row in rows if row.line.is_open), *done)


def _ended(row: Listed) -> date:
    return row.line.done_on or row.line.due_on


def _listed(line: FollowUpLine, today: date) -> Listed:
    told = (line.what, line.name, line.kana, line.who, line.outcome, line.put_off_reason, line.void_reason)
    return Listed(line, today, "\n".join(fold(text) for text in told if text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the list is narrowed to: a state, words, one person, or the records behind a figure."""

    state: str = OPEN
    needles: tuple[str, ...] = ()
    person_id: str | None = None
    only: frozenset[str] | None = None

    @property
    def narrows(self) -> bool:
        """Whether it shows anything else than what is still to be done."""
        return self != Wanted()

    def keeps(self, row: Listed) -> bool:
        """Whether a row is shown."""
        return (
            self.is_about(row)
            and (self.only is None or row.id in self.only)
            and _STATES[self.state](row.line)
            and all(needle in row.folded for needle in self.needles)
        )

    def is_about(self, row: Listed) -> bool:
        """Whether a row is about the person who is asked for."""
        return self.person_id is None or row.line.person_id == self.person_id


_STATES: dict[str, Callable[[FollowUpLine], bool]] = {
    OPEN: lambda line: line.is_open,
    LATE: lambda line: line.is_open and line.overdue_days > 0,
    DONE: lambda line: line.done_on is not None and not line.voided,
    VOIDED: lambda line: line.voided,
    ALL: lambda line: True,
}


def counted(rows: Sequence[Listed], shown: Sequence[Listed], wanted: Wanted) -> str:
    """What is shown, in words."""
    late = sum(row.line.overdue_days > 0 for row in shown)
    told = (
        f"{len(shown)}件です。"
        if not wanted.narrows
        else f"全部で{len(rows)}件のうち、{len(shown)}件を表示しています。"
    )
    return f"{told}うち{late}件は、期限を過ぎています。" if late else told


def state(row: Listed) -> tuple[str, str]:
    """Where a promise stands, in words, and its tone."""
    line, left = row.line, (row.line.due_on - row.today).days
    if line.voided:
        return "取消", "soft"
    if line.done_on is not None:
        return "すみ", "soft"
    if line.overdue_days:
        return f"{line.overdue_days}日超過", "care"
    return ("今日まで", "wait") if left == 0 else (f"あと{left}日", "soft")


def day(on: date, today: date) -> str:
    """A day with its weekday, and its year where that is another one."""
    year = f"{on.year}年" if on.year != today.year else ""
    return f"{year}{show_month_day(on)}（{weekday(on)}）"


def below(row: Listed) -> str:
    """What became of it, or why it was put off."""
    line = row.line
    if line.voided:
        return f"取り消したわけ：{line.void_reason}"
    if line.done_on is not None:
        return f"{show_month_day(line.done_on)}：{line.outcome}".replace(" ", "")
    return f"延ばしたわけ：{line.put_off_reason}" if line.put_off_reason else ""


def whom(row: Listed) -> str:
    """The person, and that the watch rests or has ended."""
    line = row.line
    if line.name is None:
        return "—"
    return f"{line.name}（{line.status.label}）" if line.status in _RESTS else line.name


_RESTS = (Status.PAUSED, Status.ENDED)


def source(row: Listed) -> str:
    """What it came from."""
    line = row.line
    if line.visited_on is not None:
        return f"{show_month_day(line.visited_on)}の訪問".replace(" ", "")
    return "気がかり" if line.alarm_id is not None else ""


def _grey(row: Listed) -> str:
    return "" if row.line.is_open else "soft"


COLUMNS: tuple[Column[Listed], ...] = (
    Column(
        "期限",
        lambda row: day(row.line.due_on, row.today),
        sort_key=lambda row: row.line.due_on,
        width=7,
        importance=ALWAYS,
        alone=lambda row: day(row.line.due_on, row.today),
    ),
    Column(
        "状態",
        lambda row: state(row)[0],
        sort_key=lambda row: row.line.due_on,
        tone=lambda row: state(row)[1],
        width=5,
        importance=ALWAYS,
        alone=lambda row: state(row)[0],
    ),
    Column("すること", lambda row: row.line.what, below=below, tone=_grey, width=16, importance=ALWAYS),
    Column(
        "どなたのこと",
        whom,
        sort_key=lambda row: fold(row.line.kana or row.line.name or "") or None,
        above=lambda row: row.line.kana or "",
        width=9,
        importance=ALWAYS,
        alone=whom,
    ),
    Column("だれが", lambda row: row.line.who or "", width=6, importance=6),
    Column("はじまり", source, sort_key=lambda row: row.line.visited_on, width=6, importance=4),
)
