"""What the list 相談 shows of a case, and its tabs by state."""

from collections.abc import Mapping
from dataclasses import dataclass

from ui.pages.consultations import words
from ui.pages.state_tabs import LEFT, Tab
from ui.tasks import Progress
from watchdesk.columns import ALWAYS, Column
from watchdesk.desk import Desk
from watchdesk.domain.consultation import ConsultationLine, ConsultState, Urgency
from watchdesk.domain.folding import fold

OVERDUE, WAITING, OPEN, CLOSED, VOIDED = "overdue", "waiting", "open", "closed", "voided"
TABS: Mapping[str, Tab[ConsultationLine]] = {
    LEFT: Tab("終わっていない", lambda line: not line.voided and line.state is not ConsultState.CLOSED),
    OVERDUE: Tab("期限を過ぎた", lambda line: not line.voided and line.state is ConsultState.OVERDUE),
    WAITING: Tab("返事待ち", lambda line: not line.voided and line.state is ConsultState.WAITING),
    OPEN: Tab("対応中", lambda line: not line.voided and line.state is ConsultState.OPEN),
    CLOSED: Tab("終了", lambda line: not line.voided and line.state is ConsultState.CLOSED),
    VOIDED: Tab("取り消した", lambda line: line.voided),
}
"""In the order of the bar."""


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
