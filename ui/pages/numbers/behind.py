"""Behind a number: a job that reads the records it is made of, and what is said over them."""

from typing import Protocol

from ui.pages.numbers.ways import Line
from ui.tasks import Progress

UNRECORDED = "このころの記録はありません。"


class Behind(Protocol):
    """A job that reads the records of a number; ``title`` is its word, ``expected`` so many of ``unit``."""

    @property
    def title(self) -> str:
        """What the number counts."""

    @property
    def expected(self) -> float:
        """The number as it is printed."""

    @property
    def unit(self) -> str:
        """名, 件, 回, 日."""

    @property
    def why(self) -> str:
        """What stands beside it, in brackets."""

    @property
    def about(self) -> str:
        """What it counts, in one sentence."""

    @property
    def known(self) -> bool:
        """Whether the store has a record of it at all; where not, there is no number."""

    def agrees(self, lines: tuple[Line, ...]) -> bool:
        """Whether the records that were read make the number."""

    def run(self, progress: Progress) -> tuple[Line, ...]:
        """Read them."""


def told_over(behind: Behind, other: str = "") -> str:
    """Return what is told of a figure on the pages; ``other`` stands beside its number."""
    if not behind.known:
        return f"{behind.title}\n{behind.about}\n{UNRECORDED}"
    beside = f"（{other}）" if other else ""
    number = f"{behind.title} {behind.expected:,}{behind.unit}{beside}"
    return f"{number}\n{behind.about}\n押すと、もとの記録が出ます。"
