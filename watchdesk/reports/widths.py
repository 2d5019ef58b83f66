"""How wide the columns of a chosen list are: no number breaks, what is empty gives its room to what says much."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from watchdesk.reports.lines import words
from watchdesk.reports.page import A4, Paper
from watchdesk.reports.pen import MM, SMALLEST
from watchdesk.reports.titles import title_lines
from watchdesk.reports.typesetter import Typesetter

SIDEWAYS = Paper(width=A4.height, height=A4.width, left=15 * MM, right=15 * MM, top=20 * MM, bottom=20 * MM)
"""A4 sideways; the punched holes are above."""
NUMBER_WIDTH = 10 * MM
"""The first column of a list: the numbers of its rows."""
MOST_EMS = 14.0
"""A word that never breaks, such as the name of a file, has no more on its line."""
PART = 0.7
"""So much of its length a title on two lines has at least."""
SHORT = 3
"""A title of so few letters stays on its line."""
STEPS = 40
"""So often the measure is halved by which columns are cut: it is exact then to less than a printer's dot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What a column needs, in points: ``least`` so that no number breaks, ``told`` so that no text does, ``most`` so
    that not even its title does.

    ``weight``: how much more it gets than others where not all have what they need.
    """

    least: float
    told: float
    most: float
    weight: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Type:
    """The type of a list in points: its size, that of its heads, what is free on either side of a text.

    ``least``: so many letters of a text that breaks stand on a line; ``most``: one that is wider breaks even where
    there is room.
    """

    size: float
    head: float
    padding: float
    bold: bool = False
    least: float = 5.0
    most: float = math.inf


def need(
    setter: Typesetter,
    title: str,
    texts: Iterable[str],
    look: Type,
    *,
    readings: Iterable[str] = (),
    weight: float = 1.0,
) -> Need:
    """What a column of prepared texts, with ``readings`` over them, needs; its title may stand on two lines."""
    lines = {line for text in texts for line in text.split("\n")}
    longest = _widest(setter, lines, look.size, bold=look.bold)
    word = _widest(setter, {word for line in lines for word in words(line)}, look.size, bold=look.bold)
    head = setter.measure(title, look.head)
    parted = _widest(setter, title_lines(setter, title, head * PART, look.head), look.head)
    free = 2 * look.padding + 1
    least = max(
        min(longest, look.least * look.size),
        min(word, MOST_EMS * look.size),
        head if len(title) <= SHORT else parted,
    )
    told = max(least, min(longest, look.most), min(_widest(setter, readings, SMALLEST), look.most))
    return Need(least=least + free, told=told + free, most=max(told, head) + free, weight=weight)


def _widest(setter: Typesetter, texts: Iterable[str], size: float, *, bold: bool = False) -> float:
    return max((setter.measure(text, size, bold=bold) for text in texts), default=0.0)


def shared(needs: Sequence[Need], room: float) -> tuple[float, ...]:
    """Widths that fill the room: what is short stays on its line, what is long is cut to one measure and breaks."""
    fits = sum(one.told for one in needs) <= room
    bounds = [(one.told, one.most) if fits else (one.least, one.told) for one in needs]
    low, high = 0.0, max((one.most / one.weight for one in needs), default=0.0)
    for _ in range(STEPS):
        middle = (low + high) / 2
        low, high = (low, middle) if sum(_cut(needs, bounds, middle)) > room else (middle, high)
    widths = _cut(needs, bounds, low)
    return tuple(width * room / max(sum(widths), 1.0) for width in widths)


def laid_out(
    looks: Sequence[Type], needs: Callable[[Type], Sequence[Need]], *, narrower: float = 1.0
) -> tuple[Paper, Type, tuple[float, ...]]:
    """Return the paper of a list, its type, and the widths of its columns out to the paper's edge, the numbers' first.

    Upright as long as the columns, as much ``narrower``, have the room they want; where they find none sideways either
    the type is the smaller of the two ``looks``; a number breaks in none.
    """
    usual, close = looks
    wanted = needs(usual)
    upright, sideways = (paper.width - paper.left - paper.right - NUMBER_WIDTH for paper in (A4, SIDEWAYS))
    if sum(one.most for one in wanted) * narrower <= upright:
        return A4, usual, (NUMBER_WIDTH, *shared(wanted, upright))
    if sum(one.least for one in wanted) <= sideways:
        return SIDEWAYS, usual, (NUMBER_WIDTH, *shared(wanted, sideways))
    return SIDEWAYS, close, (NUMBER_WIDTH, *shared(needs(close), sideways))


def _cut(needs: Sequence[Need], bounds: Sequence[tuple[float, float]], measure: float) -> list[float]:
    """Widths of a measure, each within its bounds."""
    cut = zip(needs, bounds, strict=True)
    return [min(max(lowest, measure * one.weight), highest) for one, (lowest, highest) in cut]
