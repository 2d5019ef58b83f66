"""Charts on paper: black, white and hatched only, every value written, so that a black-and-white copy says the same."""

from collections.abc import Sequence
from dataclasses import dataclass

from watchdesk.domain.figure_place import FigureRef
from watchdesk.reports.pen import MM, Pen

BLACK = 0.2
"""The grey of solid bars: dark, but kind to toner."""
VALUE, LABEL = 8.0, 8.5
"""Sizes of type in points."""
LYING = 0.95
"""How much of a lying bar's line its words may take."""
FEWEST_BARS = 6
"""Fewer bars stand no broader than this many would."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Where a chart stands, in points from the top left corner of the paper."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: its label and its parts (solid, hatched, white), in the order of the legend.

    ``instead`` stands where its number would, on a standing one that has none to show. ``figures``: which figures the
    parts of a standing one are.
    """

    label: str
    parts: tuple[int, ...]
    instead: str = ""
    figures: tuple[FigureRef | None, ...] = ()

    @property
    def total(self) -> int:
        """The sum of the parts."""
        return sum(self.parts)


def draw_title(pen: Pen, frame: Frame, title: str, legend: Sequence[str]) -> None:
    """Draw the chart's frame, its title, and below it what solid, hatched and white mean."""
    pen.box(frame.x, frame.y, frame.width, frame.height, 0.8)
    pen.text(frame.x + 3 * MM, frame.y + 5 * MM, title, 9.5, bold=True)
    x = frame.x + 3 * MM
    for number, meaning in enumerate(legend):
        fill(pen, number, Frame(x=x, y=frame.y + 7.4 * MM, width=7, height=7))
        pen.text(x + 9, frame.y + 9.7 * MM, meaning, VALUE)
        x += 9 + pen.setter.measure(meaning, VALUE) + 3 * MM


def fill(pen: Pen, number: int, frame: Frame) -> None:
    """Fill a rectangle: 0 solid, 1 hatched, 2 white; with an edge."""
    if frame.width <= 0 or frame.height <= 0:
        return
    if number == 0:
        pen.shade(frame.x, frame.y, frame.width, frame.height, BLACK)
    elif number == 1:
        pen.hatch(frame.x, frame.y, frame.width, frame.height)
    pen.box(frame.x, frame.y, frame.width, frame.height, 0.6)


def draw_lying(pen: Pen, frame: Frame, bars: Sequence[Bar]) -> None:
    """Draw bars from left to right, one a line: label, parts one behind the other, values behind the bar."""
    step = frame.height / len(bars)
    label, value_size = min(LABEL, step * LYING), min(VALUE, step * LYING)
    left = frame.x + max(pen.setter.measure(bar.label, label) for bar in bars) + 2 * MM
    values = max(pen.setter.measure(_values(bar), value_size) for bar in bars) + 1.5 * MM
    longest = max(bar.total for bar in bars) or 1
    scale = max(frame.x + frame.width - left - values, 0) / longest
    for number, bar in enumerate(bars):
        middle = frame.y + step * (number + 0.5)
        pen.text_right(left - 1.5 * MM, middle + 3, bar.label, label)
        x = left
        for part, value in enumerate(bar.parts):
            fill(pen, part, Frame(x=x, y=middle - step * 0.32, width=value * scale, height=step * 0.64))
            x += value * scale
        pen.text(x + 1.5 * MM, middle + 2.8, _values(bar), value_size)
    pen.rule(left, frame.y, left, frame.y + frame.height)


def draw_standing(pen: Pen, frame: Frame, bars: Sequence[Bar]) -> None:
    """Draw bars side by side: the solid part below, its value in it; the hatched part above, its value on top."""
    base = frame.y + frame.height - 5 * MM
    highest = max(bar.total for bar in bars) or 1
    scale = (base - frame.y - 4 * MM) / highest
    step = frame.width / max(len(bars), FEWEST_BARS)
    size = _fitting(pen, str(highest), step)
    left = frame.x + (frame.width - step * len(bars)) / 2
    for number, bar in enumerate(bars):
        _draw_standing_bar(pen, bar, Frame(x=left + step * number, y=base, width=step, height=scale), size)
    pen.rule(frame.x, base, frame.x + frame.width, base)


def _draw_standing_bar(pen: Pen, bar: Bar, place: Frame, size: float) -> None:
    """Draw one bar on its base line (``place.y``); ``place.height`` is points a unit."""
    width, middle = place.width * 0.74, place.x + place.width / 2
    y = place.y
    for part, value in enumerate(bar.parts):
        height = value * place.height
        y -= height
        fill(pen, part, Frame(x=middle - width / 2, y=y, width=width, height=height))
        _mark(pen, bar, part, Frame(x=place.x, y=y, width=place.width, height=height))
    solid, *_ = bar.parts
    inside = solid * place.height > size * 1.3
    if inside:
        pen.text_white(middle, place.y - 2.4, str(solid), size)
    if not inside and len(bar.parts) == 1 and solid:
        pen.text_middle(middle, y - 2, str(solid), size)
    elif bar.instead:
        pen.text_middle(middle, y - 2, bar.instead, _fitting(pen, bar.instead, place.width))
    elif bar.total > solid or not bar.total:
        pen.text_middle(middle, y - 2, str(bar.total - solid), size)
    pen.text_middle(middle, place.y + 4 * MM, bar.label, min(LABEL, _fitting(pen, bar.label, place.width)))


def _mark(pen: Pen, bar: Bar, part: int, place: Frame) -> None:
    """Tell where a part stands; the uppermost one with the number on top of it."""
    figure = bar.figures[part] if part < len(bar.figures) else None
    above = VALUE + 2 if part == len(bar.parts) - 1 else 0.0
    if figure is not None and place.height + above > 0:
        pen.figure(figure, place.x, place.y - above, place.width, place.height + above)


def _fitting(pen: Pen, text: str, width: float) -> float:
    """The size at which a text fits a width, at most ``VALUE``."""
    return min(VALUE, VALUE * (width - 1) / max(pen.setter.measure(text, VALUE, bold=True), 1))


def _values(bar: Bar) -> str:
    """``118（82・2・34）``: the total and its parts."""
    parts = "・".join(f"{part:,}" for part in bar.parts)
    return f"{bar.total:,}（{parts}）" if bar.total else "0"
