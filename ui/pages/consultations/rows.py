"""What the list 相談 shows of a case, its tabs by state, how it is narrowed, and its counts in words."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ui.pages.consultations import words
from ui.tasks import Progress
from watchdesk.columns import ALWAYS, Column
from watchdesk.desk import Desk
from watchdesk.domain.consultation import ConsultationLine, ConsultState, Urgency
from watchdesk.domain.folding import fold

LEFT, OVERDUE, WAITING, OPEN, CLOSED, VOIDED = "left", "overdue", "waiting", "open", "closed", "voided"
TABS: Mapping[str, str] = {
    LEFT: "終わっていない",
    OVERDUE: "期限を過ぎた",
    WAITING: "返事待ち",
    OPEN: "対応中",
    CLOSED: "終了",
    VOIDED: "取り消した",
}
"""Tab → its word, in the order of the bar."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One row: the line, what it is about in words, and all its words folded."""

    line: ConsultationLine
    about: str
    folded: str

    @property
    def id(self) -> str:
        """The record's id: rows are told apart by it."""
        return self.line.id


class Listing:
    """The work of reading all cases, or those of one person."""

    def __init__(self, desk: Desk, person_id: str | None = None) -> None:
        self._desk, self._person_id = desk, person_id

    def run(self, progress: Progress) -> tuple[Listed, ...]:
        """Read them, what presses most in front."""
        codes = self._desk.codes
        fields, contents = codes.labels(words.CONSULT_FIELDS), codes.labels(words.CONSULT_CONTENTS)
        lines = self._desk.consultations.lines(person_id=self._person_id, with_voided=True)
        return tuple(_listed(line, words.about(line, fields, contents)) for line in lines)


def _listed(line: ConsultationLine, about: str) -> Listed:
    told = (line.said, line.name, line.kana, line.outcome, about)
    return Listed(line, about, "\n".join(fold(text) for text in told if text))


_STATES: Mapping[str, Callable[[ConsultationLine], bool]] = {
    LEFT: lambda line: not line.voided and line.state is not ConsultState.CLOSED,
    OVERDUE: lambda line: not line.voided and line.state is ConsultState.OVERDUE,
    WAITING: lambda line: not line.voided and line.state is ConsultState.WAITING,
    OPEN: lambda line: not line.voided and line.state is ConsultState.OPEN,
    CLOSED: lambda line: not line.voided and line.state is ConsultState.CLOSED,
    VOIDED: lambda line: line.voided,
}


def tab_of(line: ConsultationLine) -> str:
    """The first tab on which a case stands."""
    return next(tab for tab, has in _STATES.items() if has(line))


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the list is narrowed to: a tab, words, or exactly the records behind a figure, whatever their state."""

    tab: str = LEFT
    needles: tuple[str, ...] = ()
    only: frozenset[str] | None = None

    def keeps(self, row: Listed) -> bool:
        """Whether a row is shown."""
        stands = _STATES[self.tab](row.line) if self.only is None else row.id in self.only
        return stands and all(needle in row.folded for needle in self.needles)


def counts(rows: Sequence[Listed]) -> Mapping[str, int]:
    """How many cases stand on each tab."""
    return Counter(tab for row in rows for tab, has in _STATES.items() if has(row.line))


def _urgency(row: Listed) -> str:
    line = row.line
    return "" if line.urgency is Urgency.USUAL or line.closed_on is not None else line.urgency.label


def _whom(row: Listed) -> str:
    return words.whom(row.line)


COLUMNS: tuple[Column[Listed], ...] = (
    Column(
        "状態",
        lambda row: words.state(row.line)[0],
        sort_key=lambda row: (-row.line.overdue_days, row.line.state.value),
        tone=lambda row: words.state(row.line)[1],
        width=7,
        importance=ALWAYS,
        alone=lambda row: words.state(row.line)[0],
    ),
    Column(
        "何日目",
        lambda row: words.age(row.line),
        sort_key=lambda row: -row.line.days_open,
        below=_urgency,
        width=5,
        importance=ALWAYS,
        alone=lambda row: words.age(row.line),
    ),
    Column(
        "どなたのこと",
        _whom,
        sort_key=lambda row: fold(row.line.kana or row.line.name or "") or None,
        above=lambda row: row.line.kana or "",
        width=8,
        importance=ALWAYS,
        alone=_whom,
    ),
    Column(
        "相談",
        lambda row: row.line.said.replace("\n", " "),
        below=lambda row: row.about,
        width=14,
        importance=ALWAYS,
        alone=lambda row: row.line.said.replace("\n", " "),
    ),
)
