"""The lines of a month's figures: each, and its parts where it was unfolded, beside what it is compared with."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from ui.pages.reports.behind import opens, side_words
from ui.tasks import Progress
from ui.widgets.figure_line import FigureLine
from watchdesk.desk import Beside, Desk, Part, said_of
from watchdesk.domain.counted import Counted, PartWords, Said, parts, sums, wholes
from watchdesk.domain.definitions import of_counted
from watchdesk.domain.made_of import Side
from watchdesk.domain.month import Month
from watchdesk.domain.remark import Remark


def heads(month: Month) -> tuple[str, ...]:
    """What stands over the figures: the month, the month before, the same month last year, the year to date."""
    return tuple(side_words(side, month) for side in Side)


class ReadBeside:
    """A job: reads what stands beside the figures of a part."""

    def __init__(self, desk: Desk, part: Part) -> None:
        self._desk, self.part = desk, part

    def run(self, progress: Progress) -> Beside:
        """Read it."""
        return self._desk.figures.beside(self.part)


class ReadProposal:
    """A job: reads a first proposal for the remarks on a part's month."""

    def __init__(self, desk: Desk, part: Part) -> None:
        self._desk, self.part = desk, part

    def run(self, progress: Progress) -> Remark:
        """Read it."""
        return self._desk.proposals.of(self.part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a figure stands among the lines: what stands beside it, and the keys of the figures it is a part of."""

    counted: Counted
    other: str
    above: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What is shown of a part; ``part`` None while it is being counted, ``beside`` None while that is read."""

    part: Part | None = None
    words: PartWords = field(default_factory=PartWords)
    beside: Beside | None = None

    def said(self) -> tuple[Said | None, ...]:
        """What each side says; people by criterion are known of the month itself only."""
        if self.part is None:
            return ()
        criteria = self.beside.criteria if self.beside is not None else None
        part = self.part
        return tuple(said_of(part, side, criteria if side is Side.MONTH else None) for side in Side)

    def lines(self, unfolded: Collection[str] | None) -> list[tuple[Counted, FigureLine]]:
        """Return the lines, parts below their figure; ``unfolded`` are the keys of what was unfolded, None: of all."""
        said = self.said()
        return [line for counted in wholes() for line in self._lines(counted, said, unfolded, 0)]

    def every(self) -> dict[str, "Standing"]:
        """Return every line, those of folded parts too, by key."""
        found: dict[str, Standing] = {}
        above: list[str] = []
        for counted, line in self.lines(None):
            del above[line.depth :]
            found[counted.key] = Standing(counted=counted, other=line.other, above=tuple(above))
            above.append(counted.key)
        return found

    def _lines(
        self, counted: Counted, said: Sequence[Said | None], unfolded: Collection[str] | None, depth: int
    ) -> list[tuple[Counted, FigureLine]]:
        known = [one for one in said if one is not None]
        below = (*parts(counted, known, self.words), *sums(counted, known, self.words)) if known else ()
        is_open = unfolded is None or counted.key in unfolded
        line = FigureLine(
            key=counted.key,
            title=counted.title,
            cells=tuple(_cell(counted, one) for one in said),
            opens=opens(counted),
            other=self._other(counted),
            about=of_counted(counted),
            depth=depth,
            unfolded=is_open if below else None,
        )
        found = [(counted, line)]
        for part in below if is_open else ():
            found += self._lines(part, said, unfolded, depth + 1)
        return found

    def _other(self, counted: Counted) -> str:
        """訪問20件 beside people, 実80名 beside visits; people and visits stand side by side wherever one is shown."""
        other = self.beside.other.get(counted.key) if self.beside is not None else None
        if other is None:
            return ""
        return f"訪問{other:,}件" if counted.figure.is_of_people else f"実{other:,}名"


def _cell(counted: Counted, said: Said | None) -> str:
    number = said.number(counted) if said is not None else None
    return "—" if number is None else f"{number:,}{counted.unit}"
