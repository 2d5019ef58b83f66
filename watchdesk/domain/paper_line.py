"""PaperLine: a figure of a paper as the screen tells it beside the pages, its parts below it, and what it opens."""

from dataclasses import dataclass

from watchdesk.domain.small_cells import Kept
from watchdesk.domain.words import Word


class RecordKind(Word):
    """What a figure of a paper is made of."""

    PERSON = "person", "要援護者"
    VISIT = "visit", "訪問記録"
    CONSULTATION = "consultation", "相談"
    REFERRAL = "referral", "つなぎ"
    ACTIVITY = "activity", "活動"
    FOLLOW_UP = "follow_up", "要対応"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRecords:
    """Exactly those that a figure of a paper counts, all of one kind."""

    kind: RecordKind
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    """A figure as the paper tells it, a cell for each span; ``part_of`` is the key of the figure it is a part of.

    ``opens``: it has records of its own. ``kept``: for each cell why it stands there as something else than its number.
    """

    key: str
    title: str
    cells: tuple[str, ...]
    about: str
    part_of: str = ""
    opens: bool = True
    kept: tuple[Kept | None, ...] = ()

    def opens_in(self, column: int) -> bool:
        """Whether a cell has records; one of a span of which nothing is known has none."""
        return self.opens and column < len(self.cells) and self.cells[column] != UNKNOWN

    def why_kept(self, column: int) -> Kept | None:
        """Why a cell stands there as something else than its number."""
        return self.kept[column] if column < len(self.kept) else None


UNKNOWN = "—"
"""Stands where nothing is known of a span, or it has no such figure."""
