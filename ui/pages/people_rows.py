"""Rows of the list 要援護者: a person's line with what sorting and marking need, read on another thread."""

from dataclasses import dataclass, field
from datetime import date

from ui.tasks import Progress
from ui.widgets import person_words
from watchdesk.columns import ALWAYS, Align, Column
from watchdesk.desk import Desk
from watchdesk.domain.cadence import DueState, due_words
from watchdesk.domain.kana import sort_key
from watchdesk.domain.lines import PersonLine
from watchdesk.domain.words import Consent


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One row: the line, the day it was read, whether somebody has a similar name, and the place in the 五十音."""

    line: PersonLine
    today: date
    alike: bool
    order: str = field(repr=False)

    @property
    def id(self) -> str:
        """The person's id: rows are told apart by it."""
        return self.line.id

    @property
    def overdue(self) -> bool:
        """Whether the wanted day has passed."""
        return self.line.due is not None and self.line.due.state is DueState.OVERDUE


class Listing:
    """The work of reading everybody."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def run(self, progress: Progress) -> tuple[Listed, ...]:
        """Read all people with their marks."""
        alike = self._desk.search.all_alike()
        today = self._desk.today()
        return tuple(
            Listed(line=line, today=today, alike=line.id in alike, order=sort_key(line.kana or "￿" + line.name))
            for line in self._desk.people.lines()
        )


class Matching:
    """The work of finding who fits some words, by the rules of the search box."""

    def __init__(self, desk: Desk, words: str) -> None:
        self._desk, self._words = desk, words

    def run(self, progress: Progress) -> tuple[str, frozenset[str]]:
        """Return the words and the ids of those who fit."""
        return self._words, self._desk.search.fitting(self._words)


def _marks(row: Listed) -> str:
    marks = ("秘匿" if row.line.hidden else "", "似た名前" if row.alike else "")
    return "・".join(mark for mark in marks if mark)


def _marks_tone(row: Listed) -> str:
    return "care" if row.alike else "away" if row.line.hidden else ""


def _consent_tone(row: Listed) -> str:
    agreed = row.line.consent is Consent.AGREED and row.line.consent_watch
    return "soft" if agreed else person_words.consent(row.line)[1]


def _due(row: Listed) -> str:
    due = row.line.due
    if due is None:
        return "—"
    return due_words(due) if row.overdue else person_words.day(due.due_on, row.today)


def _due_below(row: Listed) -> str:
    due = row.line.due
    return due_words(due) if due is not None and not row.overdue else ""


def _consent(row: Listed) -> str:
    return person_words.consent_short(row.line)


_SEEN = ("urgent", "care", "away", "wait", "ok", "")
"""Tones in the order in which 様子 sorts."""


def _condition_order(row: Listed) -> tuple[int, str]:
    words, tone = person_words.condition(row.line)
    return _SEEN.index(tone), words


def _agreement(row: Listed) -> str:
    said = _consent(row)
    return said if "同意" in said else f"同意 {said}"


def _wanted_day(row: Listed) -> str:
    below = _due_below(row)
    said = f"{_due(row)}（{below}）" if below else _due(row)
    return said if row.overdue else f"次の期限 {said}"


AREA = "地域"
"""Told in a store of the whole ward only."""

COLUMNS: tuple[Column[Listed], ...] = (
    Column(
        "様子",
        lambda row: person_words.condition(row.line)[0],
        sort_key=_condition_order,
        tone=lambda row: person_words.condition(row.line)[1],
        width=6,
        importance=ALWAYS,
        alone=lambda row: person_words.condition(row.line)[0],
    ),
    Column(
        "氏名",
        lambda row: row.line.name,
        sort_key=lambda row: row.order,
        above=lambda row: row.line.kana or "",
        width=8,
        importance=ALWAYS,
    ),
    Column(
        "注意",
        _marks,
        sort_key=lambda row: _marks(row) or None,
        tone=_marks_tone,
        width=6,
        importance=5,
        alone=_marks,
    ),
    Column(
        "年齢",
        lambda row: "" if row.line.age is None else f"{row.line.age}歳",
        sort_key=lambda row: row.line.age,
        align=Align.END,
        width=4,
        importance=7,
        alone=lambda row: "" if row.line.age is None else f"{row.line.age}歳",
    ),
    Column(AREA, lambda row: row.line.area, width=4),
    Column(AREA, lambda row: row.line.area, width=4, importance=6, alone=lambda row: row.line.area),
    Column(
        "住所",
        lambda row: person_words.address(row.line),
        sort_key=lambda row: (row.line.town or "￿", row.line.address or "", row.line.building or ""),
        below=lambda row: row.line.building or "",
        width=7,
        importance=6,
        alone=lambda row: " ".join(part for part in (person_words.address(row.line), row.line.building) if part),
    ),
    Column(
        "同意",
        _consent,
        sort_key=_consent,
        tone=_consent_tone,
        width=5,
        importance=ALWAYS,
        alone=_agreement,
    ),
    Column(
        "前に会えた日",
        lambda row: person_words.day(row.line.last_confirmed, row.today) if row.line.last_confirmed else "まだ",
        sort_key=lambda row: row.line.last_confirmed or date.min,
        width=5,
        importance=4,
    ),
    Column(
        "次の期限",
        _due,
        sort_key=lambda row: row.line.due.due_on if row.line.due else None,
        below=_due_below,
        tone=lambda row: "care" if row.overdue else "",
        width=6,
        importance=ALWAYS,
        alone=_wanted_day,
    ),
    Column(
        "見守り員",
        lambda row: row.line.watcher or "",
        sort_key=lambda row: row.line.watcher or None,
        width=5,
        importance=3,
    ),
)
"""Name, state, consent and the next day always have a place; the others fold where room is short."""
