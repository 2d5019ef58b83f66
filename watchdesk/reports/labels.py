"""Address labels 宛名ラベル: names and addresses on the usual label sheets, from the first label that is left."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO, NamedTuple

from watchdesk.domain.consent import Disclosed
from watchdesk.reports.numbered import NumberedFacts
from watchdesk.reports.page import A4, SMALL, Document, Drawn, Head, Paper, Progress
from watchdesk.reports.pen import MM
from watchdesk.reports.typesetter import Typesetter

TITLE = "宛名ラベル"
FOOT = 13.8 * MM
"""The foot stands in the margin below the last labels, without a rule."""
SIDE, ABOVE = 6 * MM, 3 * MM
"""Free on either side of a label, and above and below."""
POSTAL = 9.0
SIZES = (11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0, 6.5)
"""Sizes of the address in points, from the usual to the smallest that is read."""
READABLE = 8.5
"""Down to this size an address is rather made smaller than broken."""
NAMES = (15.0, 14.0, 13.0, 12.0, 11.0, 10.0, 9.0)
"""Sizes of the name."""
LEADING = 1.3
MOST_NAME_LINES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelForm:
    """An A4 sheet of labels: so many side by side and below each other, each of a width and height in mm."""

    code: str
    word: str
    across: int
    down: int
    width: float
    height: float

    @property
    def on_sheet(self) -> int:
        """How many labels a sheet has."""
        return self.across * self.down

    @property
    def room(self) -> tuple[float, float]:
        """Width and height for what is written on a label, in points."""
        return self.width * MM - 2 * SIDE, self.height * MM - 2 * ABOVE

    def corner(self, place: int) -> tuple[float, float]:
        """The top left corner of a label of a sheet, from 0, line by line, in points."""
        left = (A4.width - self.across * self.width * MM) / 2
        top = (A4.height - self.down * self.height * MM) / 2
        return left + place % self.across * self.width * MM, top + place // self.across * self.height * MM


FORMS: tuple[LabelForm, ...] = (
    LabelForm(code="a12", word="A4・12面（86.4×42.3mm）", across=2, down=6, width=86.4, height=42.3),
    LabelForm(code="a24", word="A4・24面（66×33.9mm）", across=3, down=8, width=66.0, height=33.9),
)
"""The sheets that are offered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """One label: ``street`` is the address without the building; ``honorific`` stands behind the name."""

    id: str
    name: str = field(repr=False)
    street: str = field(repr=False)
    building: str = field(default="", repr=False)
    postal: str = field(default="", repr=False)
    honorific: str = "様"
    hidden: bool = False

    @property
    def to(self) -> str:
        """To whom, as it is written."""
        return f"{self.name} {self.honorific}"

    @property
    def address(self) -> tuple[str, str]:
        """The parts of the address, each on a line of its own."""
        return self.street, self.building


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelFacts(NumberedFacts):
    """What is printed: on which sheets, from which label of the first on (from 1)."""

    form: LabelForm
    people: Disclosed[Label]
    start: int = 1


class Written(NamedTuple):
    """A line on a label: its text, its size, its weight."""

    text: str
    size: float
    bold: bool = False

    @property
    def height(self) -> float:
        """Points that it takes."""
        return self.size * LEADING


def draw(facts: LabelFacts, target: BinaryIO, progress: Progress | None = None) -> Drawn:
    """Draw the labels and write them to ``target``; the same facts give the same bytes.

    What no font has is told on a page of its own behind them, since a label has no room for it.
    """
    paper = Paper(width=A4.width, height=A4.height, foot=FOOT, ruled=False)
    document = Document(title=TITLE, author=facts.maker or facts.office, day=facts.printed_on, paper=paper)
    foot = document.setter.prepare(facts.foot(TITLE), "ページの下")
    rows, on_sheet = facts.people.rows, facts.form.on_sheet
    for number, label in enumerate(rows):
        place = (number + facts.start - 1) % on_sheet
        if number == 0 or place == 0:
            document.new_page(foot)
            document.bookmark(_from_to(rows[number : number + on_sheet - place]))
        _draw_label(document, facts.form, place, label)
        document.pen.marks.clear()  # the notes stand behind the labels, not on them
        if progress:
            progress(number + 1, len(rows))
    _draw_end(document, facts, foot)
    return document.finish(target)


def written_on(
    setter: Typesetter, form: LabelForm, to: str, address: Sequence[str], postal: str = ""
) -> tuple[Written, ...] | None:
    """Return what stands on a label, line by line, as large as it fits; None where it finds no room at all.

    ``to`` is the name with what stands behind it, ``address`` its parts: the street, the building.

    A number such as 4-5-14 is never cut, and a building begins on a line of its own; rather than to break it, it is
    written a little smaller.
    """
    width, height = form.room
    parts = [setter.prepare(part, TITLE) for part in address if part]
    name = _name(setter, width, setter.prepare(to, TITLE))
    code = (Written(f"〒{postal}", POSTAL),) if postal else ()
    if name is None:
        return None
    for size, unbroken in (*((size, True) for size in SIZES if size >= READABLE), *((size, False) for size in SIZES)):
        lines = tuple(Written(line, size) for part in parts for line in setter.broken(part, width, size))
        written = (*code, *lines, *name)
        fits = all(setter.measure(line.text.rstrip("、。"), line.size) <= width + 0.01 for line in lines)
        whole = not unbroken or len(lines) == len(parts)
        if fits and whole and sum(line.height for line in written) + SMALL / 2 <= height:
            return written
    return None


def _name(setter: Typesetter, width: float, text: str) -> tuple[Written, ...] | None:
    """The name on one line, as large as it fits, else on two; its honorific stays with it."""
    for size in NAMES:
        if setter.measure(text, size, bold=True) <= width:
            return (Written(text, size, bold=True),)
    for size in NAMES[-3:]:
        lines = setter.broken(text, width, size, bold=True)
        if len(lines) <= MOST_NAME_LINES and all(setter.measure(line, size, bold=True) <= width for line in lines):
            return tuple(Written(line, size, bold=True) for line in lines)
    return None


def _from_to(here: Sequence[Label]) -> str:
    """Who stands on a sheet, for the viewer's list of contents: the first and the last of them."""
    return "～".join(dict.fromkeys((here[0].name, here[-1].name)))


def _draw_label(document: Document, form: LabelForm, place: int, label: Label) -> None:
    left, top = form.corner(place)
    written = written_on(document.setter, form, label.to, label.address, label.postal) or ()
    free = form.room[1] - sum(line.height for line in written)
    y = top + ABOVE + free / 2
    first_of_name = next((at for at, line in enumerate(written) if line.bold), 0)
    for at, line in enumerate(written):
        y += SMALL / 2 if at == first_of_name else 0.0
        y += line.height
        document.pen.text(left + SIDE, y - line.size * 0.3, line.text, line.size, bold=line.bold)


def _draw_end(document: Document, facts: LabelFacts, foot: str) -> None:
    """Nobody at all, or what is printed as 〓, on a page of plain paper."""
    if not facts.people.rows:
        document.new_page(foot, Head(title=TITLE))
        document.note(document.setter.prepare("ラベルにのせる方は、おられません。", TITLE))
    elif document.setter.marks:
        title = f"{TITLE}の字について"
        document.new_page(foot, Head(title=title, confidential=True))
        document.bookmark(title)
        for sentence in _marked(facts.people.rows, document.setter):
            document.note(document.setter.prepare(sentence, TITLE))
        document.print_marks(document.setter.marks)


def _marked(rows: Sequence[Label], setter: Typesetter) -> Iterator[str]:
    yield "このページは、ふつうの紙に印刷してください。次のラベルには、このパソコンの文字にない字があります。"
    for number, label in enumerate(rows, 1):
        told = setter.prepare(f"{label.name}{label.street}{label.building}", TITLE)
        if setter.marked(told):
            yield f"{number}枚目：{label.name}"
