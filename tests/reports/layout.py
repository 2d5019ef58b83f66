"""What stands where on the pages of our PDFs: each text and rule with its place, read back from the file itself."""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ContentStream

from watchdesk.domain.figure_place import FigurePlace
from watchdesk.reports.lines import NEVER_FIRST, NEVER_LAST
from watchdesk.reports.page import A4
from watchdesk.reports.pen import MM
from watchdesk.reports.widths import SIDEWAYS

EDGE = 7.5 * MM
"""Printers leave so much of the paper's edge white."""
LEAST = 7.45
"""The smallest type in points: 7.5, less what a text gives away that just fits its line."""
ALONE = frozenset("—-–")
"""Said for a number that there is none of."""
_BULLET = "・"
_BFCHAR = re.compile(r"<([0-9A-F]{4})> <([0-9A-F]+)>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text from ``x`` on the baseline ``y`` (points from the paper's top left corner), as wide as it is printed.

    ``pieces``: from where to where each of its characters reaches, and it.
    """

    x: float
    y: float
    width: float
    size: float
    bold: bool
    text: str
    pieces: tuple[tuple[float, float, str], ...] = ()

    @property
    def ink(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom; a sign that hangs over the edge is none."""
        hanging = self.size if self.text[-1:] in "。、" else 0.0
        return self.x, self.y - 0.75 * self.size, self.x + self.width - hanging, self.y + 0.05 * self.size

    def __str__(self) -> str:
        weight = "b" if self.bold else ""
        return f"{self.x:.1f} {self.y:.1f} +{self.width:.1f} {self.size:g}{weight} {self.text}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """A rule, frame (``box``) or ground (``fill``) between two corners."""

    kind: str
    x: float
    y: float
    x2: float
    y2: float

    def __str__(self) -> str:
        return f"{self.kind} {self.x:.1f} {self.y:.1f} {self.x2:.1f} {self.y2:.1f}"


@dataclass(slots=True)
class Sheet:
    """A page: its size in points, its texts and strokes in the order in which they are drawn; ``across`` it: 透かし."""

    width: float
    height: float
    texts: list[Text] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    across: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return "\n".join(map(str, self.texts))


def printed_in(sheets: Sequence[Sheet], place: FigurePlace) -> str:
    """What is printed in a figure's rectangle, its unit with it."""
    found = []
    for text in sheets[place.page].texts:
        _, top, _, bottom = text.ink
        found += [char for left, right, char in text.pieces if place.holds((left + right) / 2, (top + bottom) / 2)]
    return "".join(found)


def layout(pdf: bytes) -> list[Sheet]:
    """Read all pages."""
    reader = PdfReader(io.BytesIO(pdf))
    fonts: dict[Any, _Font] = {}
    sheets = []
    for page in reader.pages:
        named = page["/Resources"].get_object()["/Font"].get_object()
        ours = {name: fonts.setdefault(name, _Font(font.get_object())) for name, font in named.items()}
        sheets.append(_Reader(ours, float(page.mediabox.width), float(page.mediabox.height)).read(page, reader))
    return sheets


class _Font:
    """Which text and width each code of an embedded font has."""

    def __init__(self, font: Any) -> None:
        self.bold = "Bold" in font["/BaseFont"]
        told = font["/ToUnicode"].get_object().get_data().decode("ascii")
        self.texts = {int(code, 16): bytes.fromhex(text).decode("utf-16-be") for code, text in _BFCHAR.findall(told)}
        first, widths = font["/DescendantFonts"][0].get_object()["/W"]
        self.widths = {first + place: float(width) for place, width in enumerate(widths)}


class _Reader:
    """Follows the operators that Pen writes."""

    def __init__(self, fonts: dict[str, _Font], width: float, height: float) -> None:
        self._fonts, self._sheet = fonts, Sheet(width, height)
        self._font, self._size, self._spread = next(iter(fonts.values())), 0.0, 0.0
        self._path: list[Stroke] = []
        self._turned = 0
        self._does = {b"cm": self._turn, b"Td": self._begin, b"Tf": self._set, b"Tj": self._show, b"ET": self._end}
        self._does |= {b"m": self._move, b"l": self._line, b"re": self._box, b"S": self._stroke, b"f": self._fill}
        self._does |= {b"n": self._drop, b"Tc": self._spread_out, b"EMC": self._straighten}

    def read(self, page: Any, reader: PdfReader) -> Sheet:
        for operands, operator in ContentStream(page.get_contents(), reader).operations:
            if operator in self._does:
                self._does[operator](operands)
        return self._sheet

    def _turn(self, matrix: Sequence[Any]) -> None:
        self._turned += [float(number) for number in matrix] != [1, 0, 0, 1, 0, 0]

    def _straighten(self, _: Sequence[Any]) -> None:
        self._turned = 0

    def _begin(self, place: Sequence[Any]) -> None:
        self._x, self._y = float(place[0]), self._sheet.height - float(place[1])
        self._parts: list[str] = []
        self._pieces: list[tuple[float, float, str]] = []
        self._wide, self._largest, self._bold = 0.0, 0.0, False

    def _spread_out(self, spread: Sequence[Any]) -> None:
        self._spread = float(spread[0])

    def _set(self, font: Sequence[Any]) -> None:
        self._font, self._size = self._fonts[font[0]], float(font[1])
        self._largest = max(self._largest, self._size)
        self._bold = self._bold or self._font.bold

    def _show(self, shown: Sequence[Any]) -> None:
        data = shown[0].original_bytes
        codes = [int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data), 2)]
        for code in codes:
            start, text = self._x + self._wide, self._font.texts[code]
            self._wide += self._font.widths[code] * self._size / 1000 + self._spread
            self._parts.append(text)
            self._pieces.append((start, self._x + self._wide, text))

    def _end(self, _: Sequence[Any]) -> None:
        text = "".join(self._parts)
        if self._turned:
            self._sheet.across.append(text)
            return
        place = Text(
            x=self._x,
            y=self._y,
            width=self._wide,
            size=self._largest,
            bold=self._bold,
            text=text,
            pieces=tuple(self._pieces),
        )
        self._sheet.texts.append(place)

    def _move(self, place: Sequence[Any]) -> None:
        self._from = [float(number) for number in place]

    def _line(self, place: Sequence[Any]) -> None:
        (x, y), (x2, y2), high = self._from, map(float, place), self._sheet.height
        self._path.append(Stroke(kind="rule", x=x, y=high - y, x2=x2, y2=high - y2))

    def _box(self, place: Sequence[Any]) -> None:
        x, y, width, height = map(float, place)
        top = self._sheet.height - y - height
        self._path.append(Stroke(kind="box", x=x, y=top, x2=x + width, y2=top + height))

    def _stroke(self, _: Sequence[Any]) -> None:
        self._sheet.strokes += self._path
        self._path = []

    def _fill(self, _: Sequence[Any]) -> None:
        self._sheet.strokes += [Stroke(kind="fill", x=one.x, y=one.y, x2=one.x2, y2=one.y2) for one in self._path]
        self._path = []

    def _drop(self, _: Sequence[Any]) -> None:
        self._path = []


def faults(sheets: Sequence[Sheet]) -> list[str]:
    """What a reader would stumble over on any page; empty where all is well."""
    found = []
    for number, sheet in enumerate(sheets, 1):
        notes = (sheet, sheets[-1])  # those of labels stand on a page behind them
        told = (*_beyond_the_edge(sheet), *_over_each_other(sheet), *_through_rules(sheet), *_unexplained(sheet, notes))
        found += [f"page {number}: {one}" for one in (*told, *_badly_broken(sheet))]
    return found


def too_small(sheets: Sequence[Sheet]) -> list[str]:
    """What is printed so small that a reader over 60 gives up."""
    return [
        f"page {number}: {text}" for number, sheet in enumerate(sheets, 1) for text in sheet.texts if text.size < LEAST
    ]


def outside_the_margins(sheets: Sequence[Sheet]) -> list[str]:
    """What stands where a sheet is punched, or beside what is set; the foot has its own place below."""
    found = []
    for number, sheet in enumerate(sheets, 1):
        margins = (A4.left, A4.right, A4.top) if sheet.width < sheet.height else (A4.right, A4.right, SIDEWAYS.top)
        start, end, top = margins[0] - 1, sheet.width - margins[1] + 1, margins[2] - 1
        beyond = (text for text in sheet.texts if text.ink[0] < start or text.ink[2] > end or text.ink[1] < top)
        found += [f"page {number}: {text}" for text in beyond]
    return found


def _badly_broken(sheet: Sheet) -> Iterator[str]:
    """Lines that begin or end with a sign that may not; a bullet may begin one."""
    for text in sheet.texts:
        told = text.text.strip()
        begins = told[:1] in NEVER_FIRST and told not in ALONE and told[:1] != _BULLET
        if told and (begins or told[-1] in NEVER_LAST):
            yield f"badly broken: {text}"


def _beyond_the_edge(sheet: Sheet) -> Iterator[str]:
    for text in sheet.texts:
        left, top, right, bottom = text.ink
        if left < EDGE or top < EDGE or right > sheet.width - EDGE or bottom > sheet.height - EDGE:
            yield f"too near the edge: {text}"


def _over_each_other(sheet: Sheet) -> Iterator[str]:
    lines = sorted((text for text in sheet.texts if text.text.strip()), key=lambda text: text.ink[1])
    for place, one in enumerate(lines):
        for other in lines[place + 1 :]:
            if other.ink[1] >= one.ink[3] - 1:
                break
            if min(one.ink[2], other.ink[2]) - max(one.ink[0], other.ink[0]) > 1:
                yield f"over each other: {one} | {other}"


def _through_rules(sheet: Sheet) -> Iterator[str]:
    rules = list(_edges(sheet))
    for text in sheet.texts:
        crossed = next((rule for rule in rules if _crosses(rule, text)), None)
        if crossed is not None:
            yield f"through {crossed}: {text}"


def _crosses(rule: Stroke, text: Text) -> bool:
    """Whether an upright or lying rule goes through a text."""
    left, top, right, bottom = text.ink
    low, high = sorted((rule.y, rule.y2))
    start, end = sorted((rule.x, rule.x2))
    upright = end - start < 0.1 and left + 1 < start < right - 1 and low < bottom - 1 and high > top + 1
    lying = high - low < 0.1 and top + 1 < low < bottom - 1 and start < right - 1 and end > left + 1
    return upright or lying


def _edges(sheet: Sheet) -> Iterator[Stroke]:
    """Rules, and the sides of frames."""
    for one in sheet.strokes:
        if one.kind == "rule":
            yield one
        elif one.kind == "box":
            for x in (one.x, one.x2):
                yield Stroke(kind="rule", x=x, y=one.y, x2=x, y2=one.y2)
            for y in (one.y, one.y2):
                yield Stroke(kind="rule", x=one.x, y=y, x2=one.x2, y2=y)


def _unexplained(sheet: Sheet, notes: Sequence[Sheet]) -> Iterator[str]:
    used = {mark for text in sheet.texts for mark in re.findall(r"〓\d+", text.text)}
    explained = {text.text.split(" ")[0] for one in notes for text in one.texts if "文字コード" in text.text}
    yield from (f"not explained: {mark}" for mark in sorted(used - explained))
