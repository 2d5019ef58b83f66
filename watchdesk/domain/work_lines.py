"""Lines of the records behind the figures of work: one row type for all kinds, as a list below a figure shows it."""

from dataclasses import dataclass, field
from datetime import date, time

from watchdesk.domain.words import Word


class WorkKind(Word):
    """What a line is of."""

    VISIT = "visit", "訪問記録"
    CONSULTATION = "consultation", "相談"
    REFERRAL = "referral", "つなぎ"
    ACTIVITY = "activity", "活動"
    COORDINATION = "coordination", "連絡調整"
    DAY = "day", "日"


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkLine:
    """One record: its day, ``what`` it is in the list's words (``more`` below it), ``who`` it is about, its state.

    A ``DAY`` is one of the days worked on; ``what`` says what was done on it, and ``ids`` are its records by kind.
    """

    kind: WorkKind
    id: str
    on: date
    at: time | None = None
    what: str = field(default="", repr=False)
    more: str = field(default="", repr=False)
    who: str = field(default="", repr=False)
    stands: str = field(default="", repr=False)
    ids: tuple[tuple[WorkKind, tuple[str, ...]], ...] = ()


def day_line(on: date, ids: dict[WorkKind, tuple[str, ...]]) -> WorkLine:
    """Return the line of a day with what was done on it."""
    told = "、".join(f"{kind.label}{len(those)}件" for kind, those in ids.items() if those)
    kept = tuple((kind, those) for kind, those in ids.items() if those)
    return WorkLine(kind=WorkKind.DAY, id=on.isoformat(), on=on, what=told, ids=kept)
