"""SheetKind: a report as window and command line offer it: what it is called, what it is for, and what it asks."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from watchdesk.domain.era import parse_day
from watchdesk.domain.folding import fold
from watchdesk.domain.month import Month
from watchdesk.errors import Invalid, WatchDeskError

Choice = tuple[str, str]
"""(code, word)."""

EARLIEST_YEAR, LATEST_YEAR = 1989, 9998


class Takes(StrEnum):
    """What an option takes; in brackets what it is once read."""

    PERSON = "person"
    """Somebody on the register (an id)."""
    PEOPLE = "people"
    """Several of them, in order (ids); the window gets them from the list one comes from and does not ask."""
    AREA = "area"
    """One of the areas (its name); None: the whole store."""
    TOWN = "town"
    """One of the ward's towns (its name); None: all of them."""
    WATCHER = "watcher"
    """One of the 見守り員 (an id); None: all of them."""
    DAY = "day"
    """A day (date)."""
    MONTH = "month"
    """A month (Month)."""
    YEAR = "year"
    """A 年度 by the year of its April (int)."""
    RECEIVER = "receiver"
    """Who gets the paper: a code of recipients, or ``NOBODY`` for the desk's own."""
    ONE_OF = "one_of"
    """One of a list (a code): ``choices``, or what the kind's papers offer in this store."""
    SOME_OF = "some_of"
    """Several of such a list, in the order given (codes)."""
    NUMBER = "number"
    """A whole number from ``least`` to ``most``."""
    FLAG = "flag"
    """Yes or no (bool)."""
    TEXT = "text"
    LONG_TEXT = "long_text"
    STAMPS = "stamps"
    """決裁欄: the titles of boxes to stamp in, at most ``most``."""


AS_GIVEN = "given"
"""The choice of an order that is the one in which the people were named: only where they were."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One thing a report asks: ``key`` is its name in ``asked(values)``, ``title`` its word on screen.

    ``hint`` is a plain sentence, without a stop on the command line. ``choices`` where they are the same in every
    store. ``word`` is its name on the command line where that is not the key. ``usual`` is the value that holds where
    nothing is told, or how it follows from the day; the window begins with it. ``of_all``: the window asks it only
    where one does not come from a list with people chosen; ``of_ward``: only where the store has several areas.
    """

    key: str
    title: str
    takes: Takes
    required: bool = False
    hint: str = ""
    choices: tuple[Choice, ...] = ()
    least: int = 0
    most: int = 9999
    unit: str = ""
    word: str = ""
    of_all: bool = False
    of_ward: bool = False
    usual: Any = None

    @property
    def flag(self) -> str:
        """How it is written on the command line."""
        return f"--{self.word or self.key.replace('_', '-')}"

    @property
    def is_several(self) -> bool:
        """Whether its value is a tuple."""
        return self.takes in _SEVERAL

    @property
    def explained(self) -> str:
        """The hint; where there is none, what holds if nothing is told."""
        if self.hint or self.usual is None or not self.choices:
            return self.hint
        usual = self.usual if self.is_several else (self.usual,)
        words = "".join(f"「{word}」" for code, word in self.choices if code in usual)
        return f"選ばないときは、{words if len(usual) < len(self.choices) else 'すべて'}です。"

    def usual_on(self, day: date) -> Any:
        """Return what holds on a day where nothing is told; None where nothing does."""
        return self.usual(day) if callable(self.usual) else self.usual

    @property
    def missing(self) -> str:
        """What is said where it is required and nothing was told."""
        told = "書いて" if self.takes in (Takes.TEXT, Takes.LONG_TEXT, Takes.NUMBER, Takes.STAMPS) else "選んで"
        return f"「{self.title}」を{told}ください。"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetKind:
    """A kind of report: ``key`` on the command line and in the ledger, ``title``, ``about``: what for, one sentence.

    ``examples`` are command lines without the program's name. ``unit`` is what its rows are counted in. ``along`` are
    the keys of kinds that are made for the very same people, each with the words that lead there.
    """

    key: str
    title: str
    about: str
    options: tuple[Option, ...] = ()
    examples: tuple[str, ...] = ()
    unit: str = "名"
    along: tuple[Choice, ...] = ()

    def read(self, told: Mapping[str, Any]) -> dict[str, Any]:
        """Return every option's value by key, read from texts or values; Invalid names the first that is wrong.

        What was not told is None, () or False; what is no option of this kind is passed over.
        """
        return {option.key: read(option, told.get(option.key)) for option in self.options}


def read(option: Option, told: Any) -> Any:
    """Return an option's value, from what a form's field or the command line gave; Invalid where it is none."""
    value = _READERS.get(option.takes, _as_it_is)(option, told)
    if option.required and value in (None, "", ()):
        raise Invalid(option.key, option.missing, kind="missing")
    return value


def code_of(option: Option, choices: Collection[Choice], told: str) -> str:
    """Return the code of a choice told by its code or its word; Invalid where it is neither."""
    for code, _ in choices:
        if code == told:
            return code
    for code, word in choices:
        if fold(word) == fold(told):
            return code
    raise Invalid(option.key, f"「{option.title}」に「{told}」は、ありません。", kind="unknown")


def _as_it_is(option: Option, told: Any) -> Any:
    return told.strip() or None if isinstance(told, str) else told


def _day(option: Option, told: Any) -> date | None:
    if told is None or isinstance(told, date):
        return told
    try:
        return parse_day(str(told))
    except WatchDeskError as unread:
        raise Invalid(option.key, str(unread), kind="unreadable") from unread


def _month(option: Option, told: Any) -> Month | None:
    return told if told is None or isinstance(told, Month) else Month.parse(str(told))


def _number(option: Option, told: Any) -> int | None:
    if told in (None, ""):
        return None
    year = option.takes is Takes.YEAR
    least, most = (EARLIEST_YEAR, LATEST_YEAR) if year else (option.least, option.most)
    try:
        number = int(told)
    except ValueError:
        number = least - 1
    if not least <= number <= most:
        raise Invalid(option.key, f"「{option.title}」は、{least}から{most}までの数にしてください。", kind="number")
    return number


def _several(option: Option, told: Any) -> tuple[str, ...]:
    if isinstance(told, str):
        told = re.split("[,、，・]", told)
    return tuple(dict.fromkeys(part.strip() for part in told or () if part.strip()))


def _stamps(option: Option, told: Any) -> tuple[str, ...]:
    boxes = _several(option, told)
    if len(boxes) > option.most:
        raise Invalid(option.key, f"決裁欄は、{option.most}つまでです。", kind="too_many")
    return boxes


_SEVERAL = frozenset({Takes.PEOPLE, Takes.SOME_OF, Takes.STAMPS})

_READERS: Mapping[Takes, Callable[[Option, Any], Any]] = {
    Takes.DAY: _day,
    Takes.MONTH: _month,
    Takes.YEAR: _number,
    Takes.NUMBER: _number,
    Takes.FLAG: lambda option, told: bool(told),
    Takes.PEOPLE: _several,
    Takes.SOME_OF: _several,
    Takes.STAMPS: _stamps,
}

# ---- options that many reports have

PERSON = Option(
    key="person", title="どなた", takes=Takes.PERSON, required=True, hint="台帳の方を、お名前やふりがなでさがします。"
)
AREA = Option(key="area", title="地域", takes=Takes.AREA, hint="選ばないときは、すべての地域です。")
MONTH = Option(key="month", title="月", takes=Takes.MONTH, required=True)
YEAR = Option(key="year", title="年度", takes=Takes.YEAR, required=True, hint="4月から翌年の3月までです。")
RECEIVER = Option(
    key="receiver",
    title="渡し先",
    takes=Takes.RECEIVER,
    required=True,
    word="for",
    hint="渡すときは、その先への提供に同意をいただいている方だけがのります。",
)
HEADING = Option(key="heading", title="見出し", takes=Takes.TEXT, hint="紙の上に、この言葉を印刷します。")
REMARKS = Option(key="remarks", title="備考", takes=Takes.LONG_TEXT, hint="紙の終わりに印刷します。")
STAMPS = Option(
    key="stamps",
    title="決裁欄",
    takes=Takes.STAMPS,
    most=5,
    hint="「課長、係長、担当」のように、5つまで書きます。空にすると、印刷しません。",
)
