"""How every printed page looks: paper, margins, head and foot, page n of m, notes on unprintable characters."""

import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any, BinaryIO

from reportlab.pdfgen.canvas import Canvas

from watchdesk.domain.figure_place import FigurePlace
from watchdesk.reports.fonts import Lost
from watchdesk.reports.pen import FRAME, HAIR, MM, SMALLEST, Pen
from watchdesk.reports.typesetter import Justified, Typesetter
from watchdesk.reports.watermark import draw_watermark

CONFIDENTIAL = "取扱注意・個人情報"
SMALL, BODY, HEADING = 8.5, 10.0, 12.0
FOOT, FOOT_LEADING = 8.0, 1.15
"""The foot's size in points and its leading in ems; one too long for its line is smaller, on two or three."""
NOTE_LEADING = 12.5
HEAD_HEIGHT = 11 * MM
"""What a page's head takes."""
SECTION_HEIGHT = 8.2 * MM
PROGRAM = "見守りデスク"

Progress = Callable[[int, int], None]
"""Told (done, of) while a long piece of paper is drawn; may raise Cancelled, and then nothing is written."""

Step = Callable[[int], None]
"""Told that so many more rows are drawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A sheet and its margins, in points; 20 mm on the left for the punched holes."""

    width: float
    height: float
    left: float = 20 * MM
    right: float = 15 * MM
    top: float = 15 * MM
    bottom: float = 20 * MM
    foot: float = 17 * MM
    """From the lower edge up to the rule over the foot."""
    ruled: bool = True
    """Whether there is such a rule."""


A4 = Paper(width=210 * MM, height=297 * MM)
B5 = Paper(width=182 * MM, height=257 * MM)
"""JIS B5, as Japanese offices use it (ISO's is smaller)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The line over a page: what is on it, a smaller word on the right, and whether names stand on it."""

    title: str
    note: str = ""
    confidential: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What came out: number of pages, what stands as 〓, and whose selector was dropped (contract §6).

    ``figures``: where figures stand that the screen explains.
    """

    pages: int
    unprintable: tuple[Lost, ...] = ()
    degraded: tuple[Lost, ...] = ()
    figures: tuple[FigurePlace, ...] = ()


@dataclass(slots=True)
class _Page:
    pen: Pen
    foot: str
    bookmarks: list[tuple[str, int]] = field(default_factory=list)
    marks: set[str] = field(default_factory=set)
    part: int = 0


class Document:
    """A document being drawn from its first page to its last; ``finish`` writes it.

    ``y`` is where the next thing goes, in points from the top. The same drawing on the same day gives the same bytes.
    ``watermark`` (透かし) names the holder: large and light across each page, like a marker under its text.
    """

    def __init__(self, *, title: str, author: str, day: date, paper: Paper = A4, watermark: str = "") -> None:
        self.setter = Typesetter()
        self.paper = paper
        self.y = paper.top
        self._title, self._author, self._day = title, author, day
        self._pages: list[_Page] = []
        self._part = 0
        self._area = ""
        self._watermark = self.setter.prepare(" ".join(watermark.split()), "透かしの名前")
        self._everywhere = self.setter.marked(self._watermark + self.setter.prepare(author, "つくった人"))

    @property
    def left(self) -> float:
        """Where the type area begins."""
        return self.paper.left

    @property
    def right(self) -> float:
        """Where the type area ends."""
        return self.paper.width - self.paper.right

    @property
    def width(self) -> float:
        """The width of the type area."""
        return self.right - self.left

    @property
    def pen(self) -> Pen:
        """What draws on the page at hand."""
        return self._pages[-1].pen

    @property
    def number(self) -> int:
        """The number of the page at hand, from 1."""
        return len(self._pages)

    def begin_part(self) -> None:
        """Count pages anew from the next one on: what follows goes to somebody else, and is whole by itself."""
        self._part += 1

    def figures_of(self, area: str) -> None:
        """From the next page on figures are those of an area's part."""
        self._area = area

    def new_page(self, foot: str, head: Head | None = None) -> None:
        """Begin a page; ``foot`` stands at its foot, beside n / m."""
        pen = Pen(self.setter, self.paper.height, area=self._area)
        foot = self.setter.prepare(foot, "ページの下")
        self._pages.append(_Page(pen, foot, part=self._part))
        self._everywhere |= self.setter.marked(self._pages[-1].foot)
        self.print_marks(self.setter.marked(self._watermark + self._pages[-1].foot))
        self.y = self.paper.top
        if head:
            self._draw_head(head)

    def bookmark(self, title: str, level: int = 0) -> None:
        """Let the viewer's list of contents lead to the page at hand."""
        self._pages[-1].bookmarks.append((title, level))

    def print_marks(self, marks: Iterable[str]) -> None:
        """Promise a note at the foot of this page for characters that will be printed on it as 〓.

        What is written gets its note without; promised ones count in ``room`` before they are written.
        """
        self._pages[-1].marks.update(marks)

    def repeat(self, *texts: str) -> None:
        """Keep room for the notes of prepared texts that will stand on every page."""
        self._everywhere |= self.setter.marked("\n".join(texts))

    def room(self, marks: Iterable[str] = ()) -> float:
        """How much height is left on this page, if ``marks`` too get their notes."""
        page = self._pages[-1]
        return self.full_room(page.marks.union(page.pen.marks, marks)) - (self.y - self.paper.top)

    def full_room(self, marks: Iterable[str] = ()) -> float:
        """How much height an empty page has, without the notes for ``marks`` and for what stands on every page."""
        notes = self.note_lines(self._everywhere.union(marks))
        reserved = len(notes) * NOTE_LEADING + 3 * MM if notes else 0.0
        return self.paper.height - self.paper.top - self.paper.bottom - reserved

    def note_lines(self, marks: Iterable[str]) -> list[Justified]:
        """The notes for characters printed as 〓, in lines."""
        order = sorted(marks, key=self.setter.marks.__getitem__)
        notes = (self.setter.footnote(cluster) for cluster in order)
        return [line for note in notes for line in self.setter.justified(note, self.width, SMALL)]

    def section(self, number: int, title: str, note: str = "", *, x: float | None = None, width: float = 0.0) -> None:
        """Write a section's head with its boxed number; moves ``y`` below it."""
        left = self.left if x is None else x
        side, baseline = 6.4 * MM, self.y + 4.9 * MM
        self.pen.box(left, self.y, side, side, 1.0)
        self.pen.text_middle(left + side / 2, self.y + 4.6 * MM, str(number), 10.5, bold=True)
        self.pen.text(left + side + 2.5 * MM, baseline, title, HEADING, bold=True)
        self.pen.text_right(left + (width or self.width), baseline, note, SMALL)
        self.y += SECTION_HEIGHT

    def note(self, text: str) -> None:
        """Write a small prepared note across the page; moves ``y`` below it."""
        lines = self.setter.justified(text, self.width, SMALL)
        self.pen.lines(self.left, self.y + 9, lines, size=SMALL, leading=NOTE_LEADING)
        self.y += NOTE_LEADING * len(lines)

    def finish(self, target: Path | BinaryIO) -> Drawn:
        """Write the document with its page numbers and say what came out."""
        buffer = io.BytesIO()
        canvas = _Canvas(buffer, pagesize=(self.paper.width, self.paper.height), invariant=1, lang="ja-JP")
        canvas.describe(title=self._title, author=self._author, day=self._day)
        for page, of in zip(self._pages, self._counted(), strict=True):
            self._draw_foot(page, of)
            self._draw_notes(page)
            canvas.add_page(page.pen.code, page.bookmarks, self._across())
            page.pen.code = []
        canvas.add_fonts([font for font in self.setter.fonts.values() if font.clusters])
        canvas.save()
        _write(buffer.getvalue(), target)
        return Drawn(
            pages=len(self._pages),
            unprintable=self.setter.unprintable,
            degraded=self.setter.degraded,
            figures=tuple(self._figures()),
        )

    def _figures(self) -> Iterator[FigurePlace]:
        for number, page in enumerate(self._pages):
            for ref, x, y, width, height in page.pen.figures:
                yield FigurePlace(ref=ref, page=number, left=x, top=y, width=width, height=height)

    def _across(self) -> list[str]:
        """The holder's name as drawn across a page; nothing where nobody is named."""
        pen = Pen(self.setter, self.paper.height)
        if self._watermark:
            draw_watermark(pen, self._watermark, self.paper.width, self.paper.height)
        return pen.code

    def _draw_head(self, head: Head) -> None:
        baseline, end = self.y + 4.4 * MM, self.right
        if head.confidential:
            width = self.setter.measure(CONFIDENTIAL, SMALL) + 4 * MM
            self.pen.box(end - width, self.y, width, 5.4 * MM, 0.8)
            self.pen.text(end - width + 2 * MM, self.y + 3.8 * MM, CONFIDENTIAL, SMALL)
            end -= width + 4 * MM
        note = self.setter.measure(head.note, SMALL)
        self.pen.text_right(end, baseline, head.note, SMALL)
        self.pen.text_within(self.left, baseline, head.title, HEADING, end - note - 3 * MM - self.left, bold=True)
        self.pen.rule(self.left, self.y + 7 * MM, self.right, self.y + 7 * MM, FRAME)
        self.y += HEAD_HEIGHT

    def _counted(self) -> Iterator[str]:
        """n / m of each page, within its part."""
        for _, part in groupby(self._pages, key=lambda page: page.part):
            pages = list(part)
            yield from (f"{number} / {len(pages)}" for number in range(1, len(pages) + 1))

    def _draw_foot(self, page: _Page, of: str) -> None:
        top = self.paper.height - self.paper.foot
        if self.paper.ruled:
            page.pen.rule(self.left, top, self.right, top, 0.3)
        page.pen.text_right(self.right, top + 4.4 * MM, of, 9, bold=True)
        room = self.width - self.setter.measure(of, 9, bold=True) - 4 * MM
        size = FOOT if self.setter.measure(page.foot, FOOT) <= room else SMALLEST
        lines = self.setter.parted(page.foot, room, size)
        leading = size * FOOT_LEADING
        first = max(4.4 * MM - (len(lines) - 1) / 2 * leading, size)
        for place, line in enumerate(lines):
            page.pen.text(self.left, top + first + place * leading, line, size)

    def _draw_notes(self, page: _Page) -> None:
        lines = self.note_lines(page.marks | page.pen.marks)
        if not lines:
            return
        top = self.paper.height - self.paper.bottom - len(lines) * NOTE_LEADING + 1 * MM
        page.pen.rule(self.left, top, self.right, top, HAIR)
        page.pen.lines(self.left, top + NOTE_LEADING - 1, lines, size=SMALL, leading=NOTE_LEADING)


class _Canvas(Canvas):  # type: ignore[misc]  # reportlab has no types
    """reportlab's canvas as the writer of the file: pages come to it drawn, and no page names a font it doesn't use."""

    def _make_preamble(self) -> None:
        """Start pages bare: reportlab's own would put an unembedded Helvetica on each."""
        self._preamble = "1 0 0 1 0 0 cm"

    def describe(self, *, title: str, author: str, day: date) -> None:
        """Set what a viewer shows of the document; the day it was made is a fact, never the clock."""
        self.setTitle(title)
        self.setAuthor(author)
        self.setSubject(title)
        self.setCreator(PROGRAM)
        self.setProducer(PROGRAM)
        self.setDateFormatter(lambda *_: f"D:{day:%Y%m%d}000000+09'00'")
        self.setViewerPreference("DisplayDocTitle", "true")

    def add_page(self, code: list[str], bookmarks: list[tuple[str, int]], across: list[str]) -> None:
        """Add a drawn page, the places in it that the list of contents leads to, and what only darkens all of it."""
        for title, level in bookmarks:
            key = f"p{self.getPageNumber()}-{len(self._outlines)}-{title}"
            self.bookmarkPage(key)
            self.addOutlineEntry(title, key, level)
        self._code.extend(code)
        if across:
            self.saveState()
            self.setBlendMode("Multiply")  # over grey rows too, while black letters stay black
            self._code.extend(across)
            self.restoreState()
        self.showPage()

    def add_fonts(self, fonts: list[Any]) -> None:
        """Embed fonts when the document is saved."""
        self._doc.delayedFonts.extend(fonts)


def _write(content: bytes, target: Path | BinaryIO) -> None:
    if isinstance(target, Path):
        target.write_bytes(content)
    else:
        target.write(content)
