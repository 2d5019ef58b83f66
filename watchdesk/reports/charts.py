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
OVER = 2.0
"""Between a standing bar and the number over it, in points."""
TALL = 1.3
"""So much higher than a number, in its sizes, is a part that holds it."""
BOTH = 2
"""Of so many parts each has its own value; of more all above the solid one have theirs together."""
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

    ``instead`` stands where its number would, on a standing one that has none to show. ``whole`` and ``figures``:
    which figures its sum and its parts are; a press on what stands ``instead`` opens the last of them.
    """

    label: str
    parts: tuple[int, ...]
    instead: str = ""
    whole: FigureRef | None = None
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
        _draw_lying_bar(pen, bar, Frame(x=left, y=middle - step / 2, width=scale, height=step), value_size)
    pen.rule(left, frame.y, left, frame.y + frame.height)


def _draw_lying_bar(pen: Pen, bar: Bar, place: Frame, size: float) -> None:
    """Draw one bar and its values behind it in its line; ``place.width`` is points a unit."""
    x = place.x
    for part, value in enumerate(bar.parts):
        inside = Frame(x=x, y=place.y + place.height * 0.18, width=value * place.width, height=place.height * 0.64)
        fill(pen, part, inside)
        _place(pen, bar, part, inside)
        x += inside.width
    x += 1.5 * MM
    pen.text(x, place.y + place.height / 2 + 2.8, _values(bar), size)
    _place_values(pen, bar, Frame(x=x, y=place.y, width=0, height=place.height), size)


def _place_values(pen: Pen, bar: Bar, at: Frame, size: float) -> None:
    """Remember which figures the numbers of ``_values`` are."""
    parts = [(one, value, "・") for one, value in zip(bar.figures, bar.parts, strict=False)]
    x, told = at.x, [(bar.whole, bar.total, "（"), *parts]
    for figure, value, sign in told if bar.total else told[:1]:
        width = pen.setter.measure(f"{value:,}", size)
        if figure is not None:
            pen.figure(figure, x, at.y, width, at.height)
        x += width + pen.setter.measure(sign, size)


def _place(pen: Pen, bar: Bar, part: int, inside: Frame) -> None:
    """Remember which figure a part of a bar is."""
    figure = bar.figures[part] if 0 <= part < len(bar.figures) else None
    if figure is not None and inside.width > 0 and inside.height > 0:
        pen.figure(figure, inside.x, inside.y, inside.width, inside.height)


def draw_standing(pen: Pen, frame: Frame, bars: Sequence[Bar]) -> None:
    """Draw bars side by side: the solid part below, its value in it; the hatched part above, its value on top.

    A solid part too low for its value has it right above, on white where it stands on the hatched part.
    """
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
    y, tops = place.y, []
    for part, value in enumerate(bar.parts):
        height = value * place.height
        y -= height
        fill(pen, part, Frame(x=middle - width / 2, y=y, width=width, height=height))
        tops.append(y)
    pen.text_middle(middle, place.y + 4 * MM, bar.label, min(LABEL, _fitting(pen, bar.label, place.width)))
    bounds = Frame(x=middle - width / 2, y=place.y, width=width, height=0)
    if bar.instead:
        pen.text_middle(middle, y - OVER, bar.instead, _fitting(pen, bar.instead, place.width))
        _place(pen, bar, len(bar.figures) - 1, Frame(x=bounds.x, y=y - OVER - size, width=width, height=OVER + size))
    elif not bar.total:
        _value(pen, bar, 0, Frame(x=bounds.x, y=y - OVER - size, width=width, height=OVER + size), size)
    else:
        _draw_values(pen, bar, bounds, tops, size)


def _draw_values(pen: Pen, bar: Bar, foot: Frame, tops: Sequence[float], size: float) -> None:
    """Write the values of a standing bar; ``foot`` is its base line, ``tops`` where its parts end above."""
    solid, top = foot.y - tops[0], tops[0]
    inside = Frame(x=foot.x, y=top, width=foot.width, height=solid)
    if solid > size * TALL:
        pen.text_white(foot.x + foot.width / 2, foot.y - 2.4, str(bar.parts[0]), size)
        _place(pen, bar, 0, inside)
    elif len(bar.parts) <= BOTH:
        top -= OVER + size
        label = Frame(x=foot.x, y=top, width=foot.width, height=OVER + size)
        if tops[-1] < top + size:
            pen.shade(foot.x + 0.6, top, foot.width - 1.2, label.height - 0.6, 1.0)
        _value(pen, bar, 0, label, size)
    if len(bar.parts) > 1:
        highest = min(tops[-1], top)
        _place(pen, bar, _above(bar), Frame(x=foot.x, y=highest, width=foot.width, height=top - highest))
        label = Frame(x=foot.x, y=highest - OVER - size, width=foot.width, height=OVER + size)
        _value(pen, bar, _above(bar), label, size)


def _value(pen: Pen, bar: Bar, part: int, place: Frame, size: float) -> None:
    """Write the value of a part at the foot of its place; above the solid one it is that of all there are."""
    value = bar.parts[0] if part == 0 else bar.total - bar.parts[0]
    pen.text_middle(place.x + place.width / 2, place.y + place.height - OVER, str(value), size)
    _place(pen, bar, part, place)


def _above(bar: Bar) -> int:
    """The part above the solid one whose figure the number on top is: the hatched one, or the only one there."""
    tall = [part for part, value in enumerate(bar.parts) if part and value]
    return tall[0] if len(tall) == 1 else 1


def _fitting(pen: Pen, text: str, width: float) -> float:
    """The size at which a text fits a width, at most ``VALUE``."""
    return min(VALUE, VALUE * (width - 1) / max(pen.setter.measure(text, VALUE, bold=True), 1))


def _values(bar: Bar) -> str:
    """``118（82・2・34）``: the total and its parts."""
    parts = "・".join(f"{part:,}" for part in bar.parts)
    return f"{bar.total:,}（{parts}）" if bar.total else "0"
