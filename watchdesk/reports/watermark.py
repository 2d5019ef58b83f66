"""The holder's name across a page (透かし): so light that what stands there is read as before, and on grey rows too."""

import math

from watchdesk.reports.pen import Pen

LIGHT = 0.89
"""The grey of the letters: a laser printer still sets it as dots, and a copy of the copy still shows it."""
LARGEST, SMALLEST, STEP = 68, 16, 4
"""Sizes of type in points, tried from the largest."""
ALONG, ACROSS = 0.68, 0.3
"""What the lines may take of the page's diagonal, and all together of its height."""
LEADING = 1.3
RISE_OF_LINE = 0.38
"""From the middle of a line down to its baseline, in ems."""


def draw_watermark(pen: Pen, name: str, width: float, height: float) -> None:
    """Write a prepared name along the diagonal of a page of this size (points), in as many lines as it needs."""
    size, lines = _set(pen, name, math.hypot(width, height) * ALONG, height * ACROSS)
    step = size * LEADING
    baseline = size * RISE_OF_LINE - step * (len(lines) - 1) / 2
    with pen.slanted(width / 2, height / 2, math.atan2(height, width), LIGHT):
        for number, line in enumerate(lines):
            pen.text_middle(0, baseline + number * step, line, size, bold=True)


def _set(pen: Pen, name: str, length: float, height: float) -> tuple[float, list[str]]:
    """The largest size at which the name fits, and its lines; the smallest where none does."""
    size = float(LARGEST)
    while True:
        lines = pen.setter.broken(name, length, size, bold=True)
        if len(lines) * size * LEADING <= height or size <= SMALLEST:
            return size, lines
        size -= STEP
