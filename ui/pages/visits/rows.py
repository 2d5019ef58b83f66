"""What the list 訪問記録 shows of a visit, how it is narrowed, and its counts in words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import time

from ui.pages.visit import words as visit_words
from watchdesk.columns import ALWAYS, Column
from watchdesk.desk import Desk
from watchdesk.domain.folding import fold
from watchdesk.domain.lines import VisitLine
from watchdesk.domain.month import Month
from watchdesk.domain.words import Condition, Result

ALL, VOIDED = "all", "voided"
RESULTS = (
    (ALL, "すべて"),
    *((result.value, result.label) for result in Result),
    (VOIDED, "取消"),
)
CONDITIONS = ((ALL, "すべて"), *((condition.value, condition.label) for condition in Condition))

_FIRST_WORDS = 60
"""Characters of a note that a cell may need; measuring a whole page of text would stall the list."""
_RANK = {"urgent": 0, "care": 1, "away": 2, "": 3, "ok": 4}


def _name_key(line: VisitLine) -> str:
    return fold(line.kana or line.name)


def _note(line: VisitLine) -> str:
    if line.voided and line.void_reason:
        return f"わけ：{line.void_reason[:_FIRST_WORDS]}"
    return " ".join((line.note or "")[:_FIRST_WORDS].split())


def _seen(line: VisitLine) -> str:
    return "取消" if line.voided else visit_words.seen(line)[0]


def _tone(line: VisitLine) -> str:
    return "soft" if line.voided else visit_words.seen(line)[1]


def _rank(line: VisitLine) -> int:
    return len(_RANK) if line.voided else _RANK[_tone(line)]


AREA = "地域"
"""The one a visit counts in; told in a store of the whole ward only."""

COLUMNS: tuple[Column[VisitLine], ...] = (
    Column(
        "訪問日",
        visit_words.day,
        sort_key=lambda line: (line.on, line.at or time.max),
        width=7,
        importance=ALWAYS,
        alone=visit_words.day,
    ),
    Column("時刻", lambda line: visit_words.clock(line.at), sort_key=lambda line: line.at, width=3, importance=4),
    Column(
        "氏名",
        lambda line: line.name,
        sort_key=_name_key,
        width=8,
        above=lambda line: line.kana or "",
        importance=ALWAYS,
    ),
    Column(AREA, lambda line: line.area, width=4, importance=6, alone=lambda line: line.area),
    Column("様子", _seen, sort_key=_rank, width=6, tone=_tone, importance=ALWAYS, alone=_seen),
    Column("方法", lambda line: line.method.label, width=7, importance=6, alone=lambda line: line.method.label),
    Column("結果", lambda line: line.result.label, width=7, importance=5, alone=lambda line: line.result.label),
    Column("書きとめ", _note, width=5, importance=7, alone=_note),
    Column("訪問した人", lambda line: line.visitor or "", width=6, importance=3),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A month's records (None: some of several months), the newest first, and by id the words one may look for."""

    month: Month | None
    lines: tuple[VisitLine, ...] = field(repr=False)
    folded: dict[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Reading:
    """Reads a month, or the records behind a figure of several months, on another thread."""

    desk: Desk
    month: Month
    only: tuple[str, ...] | None = None
    """Ids of visits of any month; None: those of the month."""

    def run(self, progress: Callable[[int, int], None]) -> Read:
        """Read it; ``progress`` is told once."""
        progress(0, 1)
        desk = self.desk.visits
        lines = desk.during(self.month) if self.only is None else desk.of_ids(self.only)
        return Read(
            month=self.month if self.only is None else None,
            lines=lines,
            folded={line.id: _words_of(line) for line in lines},
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the fields above the list ask for; ``needles`` are folded words.

    ``only``: ids of visits, or of people, behind a figure.
    """

    needles: tuple[str, ...] = ()
    result: str = ALL
    condition: str = ALL
    area: str = ALL
    only: frozenset[str] | None = None

    @property
    def narrows(self) -> bool:
        """Whether anything is asked for."""
        return self != Wanted()

    @property
    def count(self) -> int:
        """How many things are asked for."""
        return sum(
            (bool(self.needles), self.result != ALL, self.condition != ALL, self.area != ALL, self.only is not None)
        )

    def keeps(self, line: VisitLine, folded: str) -> bool:
        """Whether a record is shown; ``folded`` are its words."""
        return (
            (self.only is None or line.id in self.only or line.person_id in self.only)
            and self._has_result(line)
            and self.area in (ALL, line.area)
            and (self.condition == ALL or (line.condition == self.condition and not line.voided))
            and all(needle in folded for needle in self.needles)
        )

    def _has_result(self, line: VisitLine) -> bool:
        if self.result == VOIDED:
            return line.voided
        return self.result == ALL or (line.result == self.result and not line.voided)


def counted(lines: Sequence[VisitLine], shown: Sequence[VisitLine], wanted: Wanted, because: str) -> str:
    """What is shown, in words; voided records are told apart, since they count nowhere."""
    total, kept = (sum(not line.voided for line in some) for some in (lines, shown))
    voided = len(shown) - kept
    if wanted.result == VOIDED:
        return f"取消{voided}件を表示しています。数には入りません。"
    aside = f"ほかに取消が{voided}件あり、数には入りません。" if voided else ""
    if not wanted.narrows:
        return f"{total}件です。{aside}"
    which = f"「{because}」の" if wanted.only is not None and because else ""
    return f"{total}件のうち、{which}{kept}件を表示しています。{aside}"


def elsewhere(lines: Sequence[VisitLine], home_area: str | None) -> str:
    """How many records count in another area's report, since their people lived there on that day."""
    number = sum(not line.voided and line.area != home_area for line in lines) if home_area else 0
    return f"このうち{number}件は、転居などで、ほかの地域の数に入ります。" if number else ""


def _words_of(line: VisitLine) -> str:
    parts = (line.name, line.kana, line.note, line.visitor, line.method.label, line.result.label)
    return "\n".join(fold(part) for part in parts if part)
