"""The lines of a person's history: what each says in the list, and the work of reading them."""

from dataclasses import dataclass, field
from datetime import datetime

from ui.tasks import Progress
from watchdesk.columns import ALWAYS, Column
from watchdesk.desk import Desk, Past
from watchdesk.domain.era import show_day_short

NOTHING = "（なし）"


@dataclass(frozen=True, slots=True, kw_only=True)
class PastLine:
    """One field as one deed changed it, with the full name of who did it.

    ``parts``: by this line a merge that still holds is taken back.
    """

    past: Past
    who: str = field(repr=False)
    parts: bool = False

    @property
    def id(self) -> tuple[int, int, str]:
        """What tells it from the other lines."""
        return self.past.line, self.past.change, self.past.title


@dataclass(frozen=True, slots=True, kw_only=True)
class Pasts:
    """All lines of somebody, newest first."""

    person_id: str
    lines: tuple[PastLine, ...]


class PastReading:
    """The work of reading them."""

    def __init__(self, desk: Desk, person_id: str) -> None:
        self._desk, self._person_id = desk, person_id

    def run(self, progress: Progress) -> Pasts:
        """Read them."""
        names = {user.name: user.full_name for user in self._desk.users.all()}
        holding = {entry.id for entry in self._desk.merging.of_person(self._person_id)}
        lines = tuple(
            PastLine(past=past, who=names.get(past.by or "", past.by or ""), parts=past.merge in holding)
            for past in self._desk.history.of_person(self._person_id)
        )
        return Pasts(person_id=self._person_id, lines=lines)


def moment(at: datetime | None) -> str:
    """R8.11.22  9:30."""
    return f"{show_day_short(at.date())} {at.hour:2}:{at.minute:02}" if at else ""


def one_line(text: str) -> str:
    """Words of several lines in one."""
    return " ".join(text.split("\n"))


def _deed(line: PastLine) -> str:
    return f"{line.past.action}（まとめた方）" if line.past.from_other else line.past.action


def _values(line: PastLine) -> bool:
    return line.past.change > 0 and not line.past.merge


COLUMNS: tuple[Column[PastLine], ...] = (
    Column(
        "いつ・だれが",
        lambda line: moment(line.past.at),
        sort_key=lambda line: line.past.line,
        below=lambda line: line.who,
        width=8,
        importance=ALWAYS,
        alone=lambda line: f"{moment(line.past.at)} {line.who}",
    ),
    Column("欄", lambda line: line.past.title, below=_deed, width=7, importance=ALWAYS),
    Column("前の値", lambda line: one_line(line.past.old) or NOTHING * _values(line), width=9, importance=7),
    Column(
        "あとの値",
        lambda line: one_line(line.past.new) or NOTHING * _values(line),
        below=lambda line: f"わけ：{one_line(line.past.reason)}" if line.past.reason else "",
        width=11,
        importance=8,
    ),
)
"""What the list of a history shows."""
