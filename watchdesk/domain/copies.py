"""Copies 写し: sheets and files with names in them that left the program, who has them, and what became of them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

from watchdesk.domain import check_digit
from watchdesk.domain.consent import NOBODY
from watchdesk.domain.era import show_month
from watchdesk.domain.folding import half_width
from watchdesk.domain.lines import PersonLine
from watchdesk.domain.month import Month
from watchdesk.domain.words import Word
from watchdesk.errors import Invalid


class CopyState(Word):
    """Where a copy is."""

    OUT = "out", "出ています"
    RETURNED = "returned", "戻りました"
    DESTROYED = "destroyed", "廃棄しました"
    LOST = "lost", "なくしました"
    GIVEN = "given", "ご本人に渡しました"


class CopyDeed(Word):
    """What was done with a copy; the first five are states, from then on."""

    OUT = "out", "渡しました"
    RETURNED = "returned", "戻りました"
    DESTROYED = "destroyed", "廃棄しました"
    LOST = "lost", "なくしました"
    GIVEN = "given", "ご本人に渡しました"
    SEEN = "seen", "あるのを確かめました"
    HANDED_ON = "handed on", "持つ方が変わりました"
    TOLD = "told", "なくしたことを知らせました"
    NOT_TOLD = "not told", "知らせたのは、まちがいでした"
    NOT_MADE = "not made", "できあがりませんでした"

    @property
    def state(self) -> CopyState | None:
        """The state that it brings; None where the copy stays where it is."""
        return CopyState(self.value) if self.value in _STATES else None


_CONTENTS = re.compile(" 内容[0-9A-F]{4}$")
"""What ``told_apart`` puts behind a title."""
_MONTH = re.compile(r"(?<= )[0-9]{4}-(?:0[1-9]|1[0-2])(?= |$)")
_STATES = frozenset(state.value for state in CopyState)

OWN_KINDS = frozenset({"call_list", "people_list", "calendar", "today_sheet"})
"""Kinds of paper that stay on the desk where they have no receiver; the keys of their reports."""

GIVEN_KINDS: Final = frozenset({"consent-form", "re-ask"})
"""Kinds of paper that go to the persons on them, and never come back; the keys of their reports."""

DAY_SHEET: Final = "day_sheet"
"""The kind of a まわり用紙, which alone bears its number with the check digit."""

ERASED: Final = "ファイルを消した"
"""How a file is destroyed."""

DESTROYED_HOW: Final = (
    "細かく裁った",
    "区役所に返した",
    "相手の方が廃棄した",
    "溶解・焼却に出した",
    ERASED,
)
"""How a copy may have been destroyed; other words will do too."""

OFFICES: Final = ("見守り相談室", "保健福祉課")
"""Who is told on the same day that a copy is lost."""

A_MONTH: Final = timedelta(days=30)
"""After which a list that somebody received is due back, where nothing else was said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Who has a copy, in words, what for, and by when it comes back; ``marked``: the name stands across each page."""

    holder: str | None = field(default=None, repr=False)
    purpose: str | None = None
    due_back: date | None = None
    marked: bool = False


def proposed(receiver: str, holder: str | None, today: date, *, purpose: str) -> Held:
    """Return what is proposed beside the pages: of what somebody receives, that it comes back in a month."""
    return Held(holder=holder, purpose=purpose, due_back=None if receiver == NOBODY else today + A_MONTH)


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyEvent:
    """What was done with a copy on a day; ``at`` and ``by`` say when and by whom that was written down.

    ``whom``: the new holder, or the office that was told. ``person_id``: the person on the copy who was told.
    """

    number: int
    on: date
    deed: CopyDeed
    by: str
    at: datetime | None = None
    note: str | None = field(default=None, repr=False)
    whom: str | None = field(default=None, repr=False)
    person_id: str | None = None


def state_on(events: Iterable[CopyEvent], day: date) -> CopyState | None:
    """Return where a copy was on a day: the latest deed by then, of equal dates the one written last; None before."""
    found: CopyState | None = None
    newest = date.min
    for event in events:
        state = event.deed.state
        if state is not None and newest <= event.on <= day:
            found, newest = state, event.on
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyLine:
    """One numbered copy. ``receiver`` is a code of recipients.csv, ``receiver_word`` its word on screen.

    ``state_on`` is the day of the state, ``checked_on`` the last one on which somebody looked for it or had it in hand
    since it left. A copy that was printed in part and given up is none. ``reprint_of``: the same paper printed before.
    """

    number: int
    kind: str
    title: str
    made_on: date
    made_by: str
    receiver: str | None = None
    receiver_word: str = ""
    holder: str | None = field(default=None, repr=False)
    purpose: str | None = None
    pages: int | None = None
    due_back: date | None = None
    state: CopyState = CopyState.OUT
    state_on: date | None = None
    checked_on: date | None = None
    reprint_of: int | None = None
    people: int = 0

    @property
    def own(self) -> bool:
        """Whether it is the desk's own paper 机の上で使う紙, which nobody received."""
        return self.receiver is None and self.kind in OWN_KINDS

    @property
    def name(self) -> str:
        """Its title in words: months too, and without the signs by which a reprint of the same contents is known."""
        return _MONTH.sub(lambda found: show_month(Month.parse(found[0])), _CONTENTS.sub("", self.title))

    @property
    def shown(self) -> str:
        """The number as it stands on the paper."""
        return check_digit.shown(self.number) if self.kind == DAY_SHEET else f"第{self.number}号"

    @property
    def who(self) -> str:
        """Who has it, in words: the holder, else the receiver; empty where nobody wrote it down."""
        return self.holder or self.receiver_word or ("机の上" if self.own else "")

    @property
    def is_out(self) -> bool:
        """Whether it is still out."""
        return self.state is CopyState.OUT

    def overdue_days(self, day: date) -> int:
        """How many days it should have been back; 0 where it is not overdue."""
        late = self.is_out and self.due_back is not None and day > self.due_back
        return (day - self.due_back).days if late and self.due_back is not None else 0

    def to_check(self, day: date) -> bool:
        """Whether nobody has looked for it in the month of a day, though it was out when that month began."""
        first = Month.of(day).first
        return self.is_out and self.made_on < first and (self.checked_on or self.made_on) < first


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office to be told of a loss: its word, the numbers in the directory, and when it was told, if it was."""

    word: str
    phones: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    told: CopyEvent | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Affected:
    """A person on a lost copy, and when that one was told, if she was; ``line`` is None where the register has none."""

    person_id: str
    line: PersonLine | None = None
    told: CopyEvent | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """A lost copy: since when, how, who wrote it down, whom to tell, and the people on it in the order of reading."""

    copy: CopyLine
    lost: CopyEvent
    offices: tuple[Office, ...]
    people: tuple[Affected, ...] = ()

    @property
    def left(self) -> int:
        """How many are still to be told."""
        return sum(one.told is None for one in self.offices) + sum(one.told is None for one in self.people)


def still_to_tell(losses: Iterable[Loss]) -> str:
    """まだ知らせていない方 58名・1か所, each person and each office once; empty where all were told."""
    every = tuple(losses)
    people = {one.person_id for loss in every for one in loss.people if one.told is None}
    offices = {one.word for loss in every for one in loss.offices if one.told is None}
    counted = (f"{len(people):,}名" if people else "", f"{len(offices):,}か所" if offices else "")
    told = "・".join(part for part in counted if part)
    return f"まだ知らせていない{'方' if people else '所'} {told}" if told else ""


def by_holder(lines: Iterable[CopyLine]) -> Mapping[str, tuple[CopyLine, ...]]:
    """Return copies by who has them, each in the order given; those of whom nobody knows stand last."""
    found: dict[str, list[CopyLine]] = {}
    for line in lines:
        found.setdefault(line.who, []).append(line)
    return {who: tuple(found[who]) for who in sorted(found, key=lambda who: (not who, who))}


def told_apart(title: str, digest: str) -> str:
    """Return a title with four signs of its pages' digest, others where the pages say anything else."""
    return f"{title} 内容{digest[:4].upper()}"


def numbers_told(numbers: Sequence[int]) -> str:
    """第12号, or 第12号から第14号 of several that follow each other; empty of none."""
    if not numbers:
        return ""
    return f"第{numbers[0]}号" + (f"から第{numbers[-1]}号" if len(numbers) > 1 else "")


def numbers_meant(text: str) -> tuple[int, ...]:
    """Return the numbers that a text may mean: 12, 第12号, or with the check digit 125, 12-5, 第12-5号; else none.

    Digits alone may be a number, or one with its check digit: both come back, the number itself in front.
    """
    typed = half_width("".join(text.split()))
    bare = typed.removeprefix("写し").removeprefix("第").removesuffix("号")
    found = [int(bare)] if bare.isascii() and bare.isdecimal() and int(bare) else []
    with suppress(Invalid):
        found.append(check_digit.read(bare))
    return tuple(dict.fromkeys(found))
