"""Sections of a list on paper: rows under their heads, page after page, with stamp boxes above and remarks below."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from watchdesk.domain.consent import EMERGENCY, Disclosed
from watchdesk.domain.figure_place import FigureRef
from watchdesk.reports.explained import draw_explained
from watchdesk.reports.flow import FEWEST, Block, filled
from watchdesk.reports.long_rows import LongRow
from watchdesk.reports.numbered import NumberedFacts
from watchdesk.reports.page import BODY, CONFIDENTIAL, HEADING, NOTE_LEADING, SMALL, Document, Head, Progress
from watchdesk.reports.pen import FRAME, MM
from watchdesk.reports.tables import Row, Table
from watchdesk.reports.typesetter import Typesetter

STAMP_SIDE, STAMP_HEAD = 18 * MM, 5 * MM
"""A box to stamp in 決裁欄 and the line of its title, square below."""
LEAST_BOLD, LEAST_READ = 10.5, 8.0
"""Beside stamp boxes what is larger is bold; the smallest type of who made it when, in points."""
TITLE_HEIGHT = 6.4 * MM
GAP = 3 * MM
REMARK_LEADING = 15.5
GOING_ON = "（前のページの続き）"
MOST_LINES = 18
"""So many lines of a text stand in one row; a longer one goes on in further rows, so that no row outgrows a page."""

Counted = Sequence[tuple[str, FigureRef]]
"""Words of a line, each with the figure that its number is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetFacts(NumberedFacts):
    """What every list says: to whom it goes (empty: the desk's own), over what it stands, stamp boxes, remarks."""

    receiver: str = ""
    heading: str = field(default="", repr=False)
    stamps: tuple[str, ...] = ()
    remarks: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetColumn:
    """A column that can be chosen: ``key`` of what it tells, its head, its width in mm where all are shown.

    ``shrink``: what is too long for it is written smaller, not on more lines.
    """

    key: str
    title: str
    width: float
    shrink: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Rows of a table under a title; ``heads`` are repeated on each page. Without rows ``empty`` is said.

    ``table`` None: there is only what ``empty`` says. ``fresh``: it begins on a page of its own.
    """

    title: str = ""
    note: str = ""
    counted: Counted = ()
    """The figures of the note."""
    table: Table | None = None
    heads: Row | None = None
    rows: Sequence[Block] = ()
    empty: str = ""
    fresh: bool = False
    joined: bool = False
    """The next section goes on right below, as one table."""
    under: str = ""
    """The title under which it goes on from the section before, told where it begins a page."""

    @property
    def above(self) -> float:
        """What title and heads take, in points."""
        return (TITLE_HEIGHT if self.title else 0.0) + (self.heads.height if self.heads else 0.0)


class SectionPages:
    """The pages of a document, filled from top to bottom: no head without two rows, no row alone overleaf.

    ``total``: how many rows there will be, for ``progress``. ``counted``: the figures of the head's note.
    """

    def __init__(
        self,
        document: Document,
        foot: str,
        head: Head,
        *,
        progress: Progress | None = None,
        total: int = 0,
        counted: Counted = (),
    ) -> None:
        self.document, self._counted = document, counted
        self._foot, self._head = document.setter.prepare(foot, "ページの下"), head
        self._progress, self._done, self._total = progress, 0, total
        self._is_fresh = True
        """Whether nothing stands on the page yet but its head."""

    def advance(self, rows: int) -> None:
        """Tell that so many more rows are drawn, or made ready; Cancelled where one has stopped it."""
        self._done += rows
        if self._progress:
            self._progress(min(self._done, self._total), self._total)

    def head_next(self, head: Head) -> None:
        """Let another head stand over the pages from the next one on."""
        self._head = head

    def begin(self) -> None:
        """Begin a page."""
        document = self.document
        document.new_page(self._foot, self._head)
        boxed = document.setter.measure(CONFIDENTIAL, SMALL) + 8 * MM if self._head.confidential else 0.0
        start = document.right - boxed - document.setter.measure(self._head.note, SMALL)
        self._place(start, document.paper.top + 4.4 * MM, self._head.note, self._counted)
        self._is_fresh = True

    def open(self, facts: SheetFacts, lines: Iterable[str], counted: Counted = ()) -> None:
        """Begin the first page: the heading and what is to be known, with the stamp boxes on the right.

        ``counted``: the figures of the lines.
        """
        self.begin()
        document = self.document
        top = document.y
        width = draw_stamps(document, facts.stamps)
        room = document.width - (width + 5 * MM if width else 0.0)
        if facts.heading:
            self._write(facts.heading, HEADING, room, bold=True)
        for line in lines:
            self._write(line, SMALL, room, counted=counted)
        if width:
            document.y = max(document.y, top + STAMP_HEAD + STAMP_SIDE)
        document.y += 1.5 * MM
        self._is_fresh = False

    def put(self, section: Section) -> None:
        """Put a section's rows where there is room."""
        if section.fresh and not self._is_fresh:
            self.begin()
        if not section.rows:
            self._put_empty(section)
            return
        if section.title:
            self._keep_together(section)
            self.document.bookmark(section.title, 0)
        left, going_on = section.rows, False
        while left:
            here, left = self._filled(section, left)
            if not here:
                self.begin()
                continue
            self._draw(section, here, going_on=going_on)
            going_on = True
        self.document.y += 0.0 if section.joined else GAP

    def say(self, text: str, *, bold: bool = False, counted: Counted = ()) -> None:
        """Write a sentence across the page; ``counted``: its figures."""
        setter, size = self.document.setter, BODY if bold else SMALL
        lines = len(setter.broken(setter.prepare(text, "知らせ"), self.document.width, size, bold=bold))
        if self.document.room() < NOTE_LEADING * lines + 1 * MM and not self._is_fresh:
            self.begin()
        self._write(text, size, self.document.width, bold=bold, counted=counted)
        self.document.y += 0.8 * MM
        self._is_fresh = False

    def remark(self, text: str) -> None:
        """Write the remarks 備考 into a frame, over as many pages as they need; nothing where there are none."""
        if not text:
            return
        document = self.document
        prepared = document.setter.prepare(text, "備考")
        lines, note = document.setter.justified(prepared, document.width - 6 * MM, BODY), ""
        while lines:
            need = TITLE_HEIGHT + REMARK_LEADING * min(len(lines), FEWEST) + 4 * MM
            if document.room(document.setter.marked(prepared)) < need and not self._is_fresh:
                self.begin()
            document.print_marks(document.setter.marked(prepared))
            self._title("備考", note)
            fitting = max(1, int((document.room() - 4 * MM) / REMARK_LEADING))
            page, lines, note = lines[:fitting], lines[fitting:], GOING_ON
            height = REMARK_LEADING * len(page) + 3 * MM
            document.pen.box(document.left, document.y, document.width, height, FRAME)
            document.pen.lines(document.left + 3 * MM, document.y + 13, page, size=BODY, leading=REMARK_LEADING)
            document.y += height + GAP
            self._is_fresh = False

    def explain(self, told: Sequence[tuple[str, str]]) -> None:
        """Write what the figures count 数えかた, below everything else."""
        draw_explained(self.document, told, self.begin)

    # ---- inside

    def _put_empty(self, section: Section) -> None:
        if section.empty:
            if self.document.room() < TITLE_HEIGHT + 3 * NOTE_LEADING and not self._is_fresh:
                self.begin()
            self._title(section.title, section.note, section.counted)
            self.say(section.empty)
            self.document.y += GAP - 0.8 * MM

    def _keep_together(self, section: Section) -> None:
        if not self._is_fresh and not self._filled(section, section.rows)[0]:
            self.begin()

    def _filled(self, section: Section, rows: Sequence[Block]) -> tuple[Sequence[Block], Sequence[Block]]:
        """The rows that go on this page, and those that are left."""
        repeated = TITLE_HEIGHT if section.under and self._is_fresh else 0.0
        return filled(rows, self.document.room, above=section.above + repeated, is_fresh=self._is_fresh)

    def _draw(self, section: Section, rows: Sequence[Block], *, going_on: bool) -> None:
        document = self.document
        if section.title:
            self._title(section.title, GOING_ON if going_on else section.note, section.counted)
        elif section.under and self._is_fresh:
            self._title(section.under, GOING_ON)
        else:
            self._bookmark_names(rows)
        for row in rows:
            document.print_marks(row.marks)
        if section.table is not None:
            document.y = section.table.draw(document.pen, document.left, document.y, rows, heads=section.heads)
        self._is_fresh = False
        self.advance(len(rows))

    def _bookmark_names(self, rows: Sequence[Block]) -> None:
        """Where no title leads to a page, the first and the last of its people do."""
        names = [row.name for row in rows if isinstance(row, LongRow) and row.name]
        if names:
            self.document.bookmark("～".join(dict.fromkeys((names[0], names[-1]))))

    def _title(self, title: str, note: str, counted: Counted = ()) -> None:
        if not title:
            return
        document = self.document
        setter = document.setter
        prepared, note = setter.prepare(title, "見出し"), setter.prepare(note, "見出し")
        room = document.width - setter.measure(note, SMALL) - 4 * MM
        shown = _shortened(setter, prepared, room)
        document.pen.text(document.left, document.y + 4.6 * MM, shown, 11, bold=True)
        start = document.left + setter.measure(shown, 11, bold=True) + 3 * MM
        document.pen.text(start, document.y + 4.6 * MM, note, SMALL)
        self._place(start, document.y + 4.6 * MM, note, counted)
        document.print_marks(setter.marked(shown + note))
        document.y += TITLE_HEIGHT

    def _write(self, text: str, size: float, width: float, *, bold: bool = False, counted: Counted = ()) -> None:
        document = self.document
        prepared = document.setter.prepare(text, "見出し")
        for line in document.setter.broken(prepared, width, size, bold=bold):
            document.pen.text(document.left, document.y + size, line, size, bold=bold)
            self._place(document.left, document.y + size, line, counted)
            document.y += size * 1.45
        document.print_marks(document.setter.marked(prepared))

    def _place(self, x: float, baseline: float, line: str, counted: Counted) -> None:
        """Tell where the figures of a line in small type stand, the last of the same words."""
        measure = self.document.setter.measure
        for words, figure in counted:
            at = line.rfind(words)
            if at >= 0:
                start = x + measure(line[:at], SMALL)
                self.document.pen.figure(figure, start, baseline - SMALL, measure(words, SMALL), SMALL * 1.3)


def draw_stamps(document: Document, titles: Sequence[str]) -> float:
    """Draw boxes to stamp in at the right end, below each other's titles; returns what they take of the width."""
    if not titles:
        return 0.0
    pen, setter = document.pen, document.setter
    width = STAMP_SIDE * len(titles)
    x = left = document.right - width
    for title in titles:
        prepared = setter.prepare(title, "決裁欄")
        size = min(SMALL, SMALL * (STAMP_SIDE - 1 * MM) / max(setter.measure(prepared, SMALL), 1.0))
        pen.shade(x, document.y, STAMP_SIDE, STAMP_HEAD)
        pen.text_middle(x + STAMP_SIDE / 2, document.y + 3.6 * MM, prepared, size)
        document.print_marks(setter.marked(prepared))
        if x > left:
            pen.rule(x, document.y, x, document.y + STAMP_HEAD + STAMP_SIDE)
        x += STAMP_SIDE
    pen.rule(left, document.y + STAMP_HEAD, document.right, document.y + STAMP_HEAD)
    pen.box(left, document.y, width, STAMP_HEAD + STAMP_SIDE, FRAME)
    return width


def draw_stamped_head(document: Document, stamps: Sequence[str], lines: Iterable[tuple[str, float, float]]) -> float:
    """Draw what stands beside boxes to stamp in, which take the right half; return how much lower all ends, in points.

    A line is its prepared text, its size in points, and how many mm below the top it stands. One that is too long is
    smaller; where it would become too small to be read, it goes on below, parted at its line ends first.
    """
    setter, pen = document.setter, document.pen
    room = document.width - draw_stamps(document, stamps) - 4 * MM
    lower = 0.0
    for text, size, below in lines:
        bold, whole = size > LEAST_BOLD, text.replace("\n", "　")
        fitting = min(size, size * room / max(setter.measure(whole, size, bold=bold), 1.0))
        parts = [whole] if fitting >= LEAST_READ else setter.broken(text, room, LEAST_READ, bold=bold)
        for number, part in enumerate(parts):
            lower += LEAST_READ * 1.3 if number else 0.0
            pen.text(document.left, document.y + below * MM + lower, part, max(fitting, LEAST_READ), bold=bold)
        document.print_marks(setter.marked(text))
    return lower


def draw_made(document: Document, place: str, size: float, made: Sequence[str]) -> float:
    """Draw whose a sheet is on the left, and who made it when at the right end; return how much lower it ends.

    ``y`` is the baseline; ``made`` are prepared parts, which stand below each other where one line is too long.
    """
    setter, pen = document.setter, document.pen
    pen.text(document.left, document.y, place, size, bold=True)
    room = document.width - setter.measure(place, size, bold=True) - 6 * MM
    whole = "　".join(made)
    fitting = BODY * min(1.0, room / max(setter.measure(whole, BODY), 1.0))
    parts = (
        [whole] if fitting >= LEAST_READ else [one for part in made for one in setter.broken(part, room, LEAST_READ)]
    )
    for number, part in enumerate(parts):
        pen.text_right(document.right, document.y + number * LEAST_READ * 1.3, part, max(fitting, LEAST_READ))
    document.print_marks(setter.marked(whole))
    return (len(parts) - 1) * LEAST_READ * 1.3


def widths(document: Document, columns: Sequence[SheetColumn]) -> tuple[float, ...]:
    """The widths of columns in points, sharing the page among them."""
    share = document.width / sum(column.width for column in columns)
    return tuple(column.width * share for column in columns)


def pieces(setter: Typesetter, text: str, width: float, size: float) -> list[str]:
    """A prepared text in parts of at most ``MOST_LINES`` lines in a column of a width in points."""
    if len(text) <= MOST_LINES:
        return [text]
    lines = setter.broken(text, width, size)
    if len(lines) <= MOST_LINES:
        return [text]
    return ["\n".join(lines[at : at + MOST_LINES]) for at in range(0, len(lines), MOST_LINES)]


WITHHELD = "withheld"
"""The key of how many a consent keeps off a list; of one reason: ``withheld/refused``."""


def who_is_missing(people: Disclosed[Any]) -> Iterable[str]:
    """What stands at the end of a list of who is left out by a consent, and of who is on it by an override."""
    withheld = {reason: count for reason, count in people.withheld.items() if count}
    if withheld:
        told = "・".join(f"{reason.label}{count:,}名" for reason, count in withheld.items())
        total = sum(withheld.values())
        yield f"ほかに、渡し先への提供の同意をいただいていない方が{total:,}名おられます（{told}。お名前はのせません）。"
    if any(people.emergency):
        yield f"「{EMERGENCY}」は、同意によらず、緊急のためにお知らせする方です。"


def missing_counted(people: Disclosed[Any]) -> Counted:
    """The figures of ``who_is_missing``."""
    reasons = [
        (f"{reason.label}{count:,}名", FigureRef(f"{WITHHELD}/{reason.value}"))
        for reason, count in people.withheld.items()
        if count
    ]
    return [(f"{sum(people.withheld.values()):,}名おられます", FigureRef(WITHHELD)), *reasons]


def _shortened(setter: Typesetter, text: str, room: float) -> str:
    """A title on one line: what is too long ends in …"""
    if setter.measure(text, 11, bold=True) <= room:
        return text
    return setter.broken(text, room - 11, 11, bold=True)[0] + "…"
