"""Drawing on one page: text, rules, boxes and shades at points measured from the paper's top left corner, downwards.

The few PDF operators a form needs are written directly: nothing is measured or remembered twice, so a report of
thousands of visits costs little more than its characters.
"""

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from watchdesk.domain.figure_place import FigureRef
from watchdesk.reports.typesetter import RAISED_SIZE, Justified, Run, Typesetter

MM = 72 / 25.4
"""One millimetre in points."""
HAIR, FRAME = 0.5, 1.2
"""Widths of rules and of frames and total lines, in points."""
LABEL_GREY = 0.933
"""The ground of label cells, #EEE."""
RISE = 0.36
"""How far the number beside a 〓 is raised, in ems."""
SMALLEST = 7.5
"""Nothing that is to be read is smaller, in points: its readers are often over 60."""
LEAST_SHRUNK = 0.6
"""So much smaller a text may be where it has to fit."""
STRONGER = 0.03
"""How much a regular letter is thickened, in ems, where the font of rare characters has no bold."""


class Pen:
    """Writes one page's content."""

    def __init__(self, setter: Typesetter, height: float, *, area: str = "") -> None:
        self.setter = setter
        self.code: list[str] = []
        self.marks: set[str] = set()
        """What was written as 〓, to be explained on the same page."""
        self.figures: list[tuple[FigureRef, float, float, float, float]] = []
        """Where figures stand: left, top, width and height; never written into the file."""
        self._height, self._area = height, area

    def figure(self, ref: FigureRef, x: float, y: float, width: float, height: float) -> None:
        """Remember where a figure stands; nothing is drawn."""
        told = ref._replace(area=ref.area or self._area)
        self.figures.append((told, x, y, width, height))

    def figures_in(
        self,
        x: float,
        y: float,
        lines: Sequence[Justified],
        told: Sequence[tuple[str, FigureRef]],
        *,
        size: float,
        leading: float,
    ) -> None:
        """Remember where figures stand in running text, as ``lines`` wrote it; ``told``: their words in its order."""
        chars = [(line, at) for line, (text, _) in enumerate(lines) for at, char in enumerate(text) if char.strip()]
        whole, start = "".join(lines[line].text[at] for line, at in chars), 0
        for words, ref in told:
            bare = "".join(words.split())
            start = whole.find(bare, start)
            if start < 0:
                return
            places = chars[start : start + len(bare)]
            start += len(bare)
            for line in dict.fromkeys(line for line, _ in places):
                ends = [at for one, at in places if one == line]
                left, right = (self._reach(lines[line], at, size) for at in (ends[0], ends[-1] + 1))
                self.figure(ref, x + left, y + line * leading - size, right - left, leading)

    def _reach(self, line: Justified, chars: int, size: float) -> float:
        """How far so many characters of a line reach, in points."""
        return self.setter.measure(line.text[:chars], size) + line.spread * chars

    def text(self, x: float, y: float, text: str, size: float, *, bold: bool = False, spread: float = 0.0) -> None:
        """Write a prepared text from ``x`` on the baseline ``y``; ``spread`` (points) is added to each character."""
        if not text:
            return
        if self.setter.marks:
            self.marks |= self.setter.marked(text)
        shown = _shown(self.setter.runs(text, bold=bold), size, bold=bold)
        if spread:
            shown = f"{spread:.3f} Tc {shown} 0 Tc"
        self.code.append(f"BT {x:.2f} {self._height - y:.2f} Td {shown} ET")

    def text_white(self, x: float, y: float, text: str, size: float) -> None:
        """Write a bold text with its middle at ``x`` in white, on black."""
        self.code.append("1 g")
        self.text_middle(x, y, text, size, bold=True)
        self.code.append("0 g")

    def text_right(self, x: float, y: float, text: str, size: float, *, bold: bool = False) -> None:
        """Write a prepared text that ends at ``x``."""
        self.text(x - self.setter.measure(text, size, bold=bold), y, text, size, bold=bold)

    def text_middle(self, x: float, y: float, text: str, size: float, *, bold: bool = False) -> None:
        """Write a prepared text with its middle at ``x``."""
        self.text(x - self.setter.measure(text, size, bold=bold) / 2, y, text, size, bold=bold)

    def text_within(
        self, x: float, y: float, text: str, size: float, width: float, *, bold: bool = False, end: bool = False
    ) -> None:
        """Write a prepared text that has only ``width``: smaller where it must be, cut with … if that is not enough.

        ``end``: it ends at ``x`` instead of beginning there.
        """
        measure = self.setter.measure
        size *= max(
            LEAST_SHRUNK, SMALLEST / max(size, SMALLEST), min(1.0, width / max(measure(text, size, bold=bold), 1.0))
        )
        if measure(text, size, bold=bold) > width + 0.1:
            text = self.setter.broken(text, width - size, size, bold=bold)[0].rstrip("。、") + "…"
        (self.text_right if end else self.text)(x, y, text, round(size, 2), bold=bold)

    def lines(self, x: float, y: float, lines: Sequence[Justified], *, size: float, leading: float) -> None:
        """Write lines one below the other, the first on the baseline ``y``."""
        for number, (text, spread) in enumerate(lines):
            self.text(x, y + number * leading, text, size, spread=spread)

    def rule(self, x1: float, y1: float, x2: float, y2: float, width: float = HAIR) -> None:
        """Draw a line."""
        self.code.append(f"{width:.2f} w {x1:.2f} {self._height - y1:.2f} m {x2:.2f} {self._height - y2:.2f} l S")

    def box(self, x: float, y: float, width: float, height: float, line: float = HAIR) -> None:
        """Draw a frame whose top left corner is at ``x``, ``y``."""
        self.code.append(f"{line:.2f} w {self._rectangle(x, y, width, height)} S")

    def shade(self, x: float, y: float, width: float, height: float, grey: float = LABEL_GREY) -> None:
        """Fill a rectangle; 0 is black, 1 is white."""
        self.code.append(f"{grey:.3f} g {self._rectangle(x, y, width, height)} f 0 g")

    def hatch(self, x: float, y: float, width: float, height: float, gap: float = 3.5) -> None:
        """Fill a rectangle with thin slanting lines, which a copier keeps apart from black and white."""
        self.code.append(f"q {self._rectangle(x, y, width, height)} W n")
        start = x - height
        while start < x + width:
            self.rule(start, y + height, start + height, y, 0.6)
            start += gap
        self.code.append("Q")

    @contextmanager
    def slanted(self, x: float, y: float, angle: float, grey: float) -> Iterator[None]:
        """What is drawn inside is grey, measured from ``x``, ``y`` and turned to the left by ``angle`` (radians).

        It is an artifact of the page, which a reader's voice passes over.
        """
        turn = f"{math.cos(angle):.5f} {math.sin(angle):.5f} {-math.sin(angle):.5f} {math.cos(angle):.5f}"
        self.code.append(f"/Artifact BMC q {grey:.3f} g {grey:.3f} G {turn} {x:.2f} {self._height - y:.2f} cm")
        height, self._height = self._height, 0.0
        yield
        self._height = height
        self.code.append("Q EMC")

    def _rectangle(self, x: float, y: float, width: float, height: float) -> str:
        return f"{x:.2f} {self._height - y - height:.2f} {width:.2f} {height:.2f} re"


def _shown(runs: list[Run], size: float, *, bold: bool) -> str:
    """Runs as operators inside a text object."""
    parts = []
    for font, codes, raised in runs:
        if raised:
            parts.append(f"{size * RISE:.2f} Ts /{font.name} {size * RAISED_SIZE:.2f} Tf <{codes}> Tj 0 Ts")
            continue
        shown = f"/{font.name} {size:g} Tf <{codes}> Tj"
        thin = bold and not font.face.bold
        parts.append(f"{size * STRONGER:.2f} w 2 Tr {shown} 0 Tr" if thin else shown)
    return " ".join(parts)
