"""Change over time: several signs 気づき that are new against a person's own past, told by a rule that can be read.

The rule (ours; no law or form asks for it). A sign *has changed* on a day when all of this holds:

1. it was noted within the last ``RECENT`` days;
2. it began within the last ``BEGAN`` days: before the day it began on it was not noted for ``QUIET`` days;
3. in these ``QUIET`` days the person was seen on at least ``SEEN_BEFORE`` days, so that its absence says something;
4. since then it was noted on at least ``TIMES`` different days; once is enough where it is high or urgent.

What only one season asks about never counts. Something is said where signs of two groups or more have changed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

RECENT, BEGAN, QUIET = 90, 180, 180
"""Days."""

TIMES, SEEN_BEFORE, GROUPS = 2, 2, 2

WEIGHTY = frozenset({"high", "urgent"})
"""Urgencies of signs that count at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One day's look at a person: the codes noted; a look without any tells that nothing was noticed.

    Made of the visits at which somebody could notice something: confirmed contacts, and any at which a sign was noted.
    """

    on: date
    signs: frozenset[str] = field(default=frozenset(), repr=False)


@dataclass(frozen=True, slots=True)
class SignKind:
    """What the rule needs of a sign: its group, its topic in a word (服装), and how urgent it is.

    ``seasonal``: asked about in some months only.
    """

    group: str
    topic: str
    urgency: str = ""
    seasonal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A group of signs that changed: its signs' topics in the list's order, and the days on which they were noted."""

    group: str
    topics: tuple[str, ...]
    days: tuple[date, ...]
    weighty: bool

    @property
    def since(self) -> date:
        """The day on which the earliest of them began."""
        return self.days[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What changed, in the order in which it began; two groups at least."""

    groups: tuple[Changed, ...] = field(repr=False)

    @property
    def weighty(self) -> bool:
        """Whether something high or urgent is among it."""
        return any(one.weighty for one in self.groups)


def change(looks: Iterable[Look], kinds: Mapping[str, SignKind], day: date) -> Change | None:
    """Return what changed of a person up to a day; None where less than two groups did. The order is of no account."""
    seen = sorted((look for look in looks if look.on <= day), key=lambda look: look.on)
    began = {
        code: since
        for code, kind in kinds.items()
        if not kind.seasonal and (since := _began(code, kind, seen, day)) is not None
    }
    grouped: dict[str, list[str]] = {}
    for code in began:
        grouped.setdefault(kinds[code].group, []).append(code)
    if len(grouped) < GROUPS:
        return None
    changed = (_changed(group, {code: began[code] for code in codes}, kinds, seen) for group, codes in grouped.items())
    return Change(groups=tuple(sorted(changed, key=lambda one: one.since)))


def _changed(group: str, began: Mapping[str, date], kinds: Mapping[str, SignKind], seen: list[Look]) -> Changed:
    days = {look.on for look in seen for code, since in began.items() if code in look.signs and look.on >= since}
    return Changed(
        group=group,
        topics=tuple(dict.fromkeys(kinds[code].topic for code in began)),
        days=tuple(sorted(days)),
        weighty=any(kinds[code].urgency in WEIGHTY for code in began),
    )


def _began(code: str, kind: SignKind, seen: list[Look], day: date) -> date | None:
    """The day on which a sign began, where it counts as changed."""
    noted = sorted({look.on for look in seen if code in look.signs})
    if not noted or noted[-1] <= day - timedelta(days=RECENT):
        return None
    since = _start_of_last_run(noted)
    times = sum(on >= since for on in noted)
    if since <= day - timedelta(days=BEGAN) or times < (1 if kind.urgency in WEIGHTY else TIMES):
        return None
    before = {look.on for look in seen if since - timedelta(days=QUIET) <= look.on < since}
    return since if len(before) >= SEEN_BEFORE else None


def _start_of_last_run(noted: list[date]) -> date:
    """The first of the days that follow each other with less than ``QUIET`` days between."""
    since = noted[-1]
    for on in reversed(noted[:-1]):
        if (since - on).days > QUIET:
            break
        since = on
    return since


def change_words(found: Change) -> str:
    """服装と会話が、6月からどちらも変わっています; each with its own month where they began in different ones."""
    names = ["・".join(one.topics[:2]) for one in found.groups]
    months = [f"{one.since.month}月" for one in found.groups]
    if len(set(months)) == 1:
        every = "どちらも" if len(names) == 2 else f"{len(names)}つとも"
        return f"{_listed(names)}が、{months[0]}から{every}変わっています。"
    return f"{_listed([f'{name}（{month}から）' for name, month in zip(names, months, strict=True)])}が変わっています。"


def _listed(names: list[str]) -> str:
    return "と".join(names) if len(names) == 2 else "、".join(names)


RULE_WORDS = (
    f"この{RECENT}日のあいだに付いた気づきのうち、新しく始まったものを数えます。",
    f"新しいとは、始まる前の{QUIET}日には付いていなかったことです。"
    f"そのあいだに{SEEN_BEFORE}日以上、ようすを見た記録があるときだけ、くらべます。",
    f"{BEGAN}日より前に始まったものは、いまのふだんと見て、数えません。",
    f"1度だけの気づきは、たまたまのことがあるので、{TIMES}日以上付いたものを数えます。"
    "急ぐ気づき（何日も姿を見ない、異臭がするなど）は、1度で数えます。",
    f"{GROUPS}つ以上の種類（服装と会話など）で始まっていれば、お知らせします。暑さの気づきは、数えません。",
)
"""The rule in the user's words, sentence by sentence."""
