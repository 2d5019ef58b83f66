"""同意の確認のお願い: a letter to one person, folded in three for a window envelope 長形3号, the form behind it."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import BinaryIO

from watchdesk.domain.asking import AskAgain
from watchdesk.domain.consent import Disclosed
from watchdesk.domain.era import show_day, weekday
from watchdesk.reports.consent_form import FormPerson, FormWords, draw_form
from watchdesk.reports.numbered import EachNumbered
from watchdesk.reports.page import BODY, Document, Drawn, Progress
from watchdesk.reports.pen import FRAME, HAIR, MM
from watchdesk.reports.typesetter import Typesetter

KEY = "re-ask"
TITLE = "同意の確認のお願い"
LARGE, PHONE_SIZE, READ = 14.0, 28.0, 11.0
"""Sizes of type in points: of the letter, of the number to call, and the least of who writes on one line."""
LEADING = 1.75
WINDOW_LEFT, WINDOW_WIDTH = 22 * MM, 66 * MM
"""Where the address shows in the window of a 長形3号 envelope (90 × 45 mm, 22 mm from the left, 12 mm from the top),
however the sheet, folded in three, slips about in it."""
WINDOW_TOP, WINDOW_BOTTOM = 14 * MM, 38 * MM
PLACE_HEIGHT = 11 * MM
LEAST, NAME_LEAST = 8.0, 9.0
"""The smallest type there, in points: of the address and of the name."""
CROWDED_LEAST, CROWDED_NAME_LEAST = 6.5, 8.0
"""The smallest where the two would else meet; whoever finds no room even so gets no letter."""
CROWDED_LEADING = 1.2
ABOVE_LINE, BELOW_LINE = 0.9, 0.2
"""How far letters reach above and below the line they stand on, in sizes of their type."""
SENDER_LEFT = 118 * MM
"""Right of it the window never comes."""
FOLDS = (99 * MM, 198 * MM)
_PART = re.compile(r"[^・ ]*[・ ]?")
BY_HAND = "（手渡し）"
THANKS = "日ごろは、見守り活動にご理解をいただき、ありがとうございます。"
FREELY = (
    "いまのお気持ちを、あらためてお聞かせください。同意は、してもしなくてもかまいません。"
    "あとから取りやめることもできます。"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(FormPerson):
    """One letter: to whom, and why it is written; ``postal`` 550-0014, ``place`` where it goes, "" for by hand."""

    why: AskAgain
    postal: str = field(default="", repr=False)
    place: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReAskFacts(EachNumbered):
    """What is printed: a letter to each; ``reply_by`` is the day by which an answer is hoped for."""

    people: Disclosed[Asked]
    words: FormWords
    reply_by: date
    with_form: bool = True


def draw(facts: ReAskFacts, target: BinaryIO, progress: Progress | None = None) -> Drawn:
    """Draw the letters, each with its form behind it; the same facts give the same bytes."""
    document = Document(
        title=TITLE, author=facts.maker or facts.office, day=facts.printed_on, watermark=facts.watermark
    )
    for number, asked in enumerate(facts.people.rows):
        own = facts.alone(number)
        document.begin_part()
        _Letter(document, own, asked).draw()
        if facts.with_form:
            draw_form(document, own, facts.words, facts.people, number)
        if progress:
            progress(number + 1, len(facts.people.rows))
    if not facts.people.rows:
        document.new_page(facts.foot(TITLE, named=False))
        document.pen.text(document.left, document.y + 14, "お願いする方は、おられません。", LARGE)
    return document.finish(target)


def shows(setter: Typesetter, name: str, place: str) -> bool:
    """Whether name and address of somebody have room in the window, one below the other and large enough to read."""
    to = setter.prepare(_to(name), "お名前")
    return _written(setter, setter.prepare(place or BY_HAND, "ご住所"), to) is not None


class _Letter:
    """A letter being drawn: address and sender in the upper third, the letter below the fold."""

    def __init__(self, document: Document, facts: ReAskFacts, asked: Asked) -> None:
        self.document, self._facts, self._asked = document, facts, asked
        prepare = document.setter.prepare
        self._name = prepare(_to(asked.name), "お名前")
        self._place = prepare(asked.place or BY_HAND, "ご住所")

    def draw(self) -> None:
        """Draw it."""
        document = self.document
        document.new_page(self._facts.foot(TITLE))
        document.bookmark(document.setter.prepare(self._asked.name, "お名前"))
        document.print_marks(document.setter.marked(self._name + self._place))
        for fold in FOLDS:
            document.pen.rule(5 * MM, fold, 10 * MM, fold, HAIR)
        self._draw_address()
        self._draw_sender()
        self._draw_words()
        self._draw_office()

    def _draw_address(self) -> None:
        """Within what the window shows, smaller where it is long; by hand where it finds no room at all."""
        setter, pen = self.document.setter, self.document.pen
        written = _written(setter, self._place, self._name)
        if self._asked.postal and written is not None:
            pen.text(WINDOW_LEFT, _FIRST_LINE, f"〒{self._asked.postal}", 11)
        for line in written or _written(setter, BY_HAND, self._name) or ():
            pen.text(WINDOW_LEFT, line.y, line.text, line.size, bold=line.bold)

    def _draw_sender(self) -> None:
        facts, document = self._facts, self.document
        setter = document.setter
        area = f"{facts.words.area}地域" if facts.words.area else ""
        texts = (show_day(facts.printed_on), area, facts.office, "見守りコーディネーター", facts.maker)
        y = 16 * MM
        for text in texts:
            prepared = setter.prepare(text, "差出人")
            for line in setter.broken(prepared, document.right - SENDER_LEFT, BODY) if text else ():
                document.pen.text(SENDER_LEFT, y, line, BODY)
                y += BODY * 1.5
            document.print_marks(setter.marked(prepared))

    def _draw_words(self) -> None:
        document, facts = self.document, self._facts
        middle = (document.left + document.right) / 2
        document.y = 62 * MM
        document.pen.text_middle(middle, document.y + 8 * MM, TITLE, 20, bold=True)
        document.y += 18 * MM
        for text in (THANKS, self._asked.why.letter, FREELY):
            self._paragraph(text)
        document.y = max(document.y + 2 * MM, FOLDS[0] + 42 * MM)
        day = f"{show_day(facts.reply_by)}（{weekday(facts.reply_by)}）"
        document.pen.text(document.left, document.y, "お願いすること", LARGE + 2, bold=True)
        document.y += 3 * MM
        for number, text in enumerate(_wanted(day, with_form=facts.with_form), 1):
            self._paragraph(f"{number}．{text}")
        self._paragraph("ご家族など、代わりの方がお書きになってもかまいません。")

    def _paragraph(self, text: str) -> None:
        document = self.document
        prepared = document.setter.prepare(text, TITLE)
        lines = document.setter.justified(prepared, document.width, LARGE)
        document.pen.lines(document.left, document.y + LARGE * 1.3, lines, size=LARGE, leading=LARGE * LEADING)
        document.y += LARGE * LEADING * len(lines) + 1.5 * MM

    def _draw_office(self) -> None:
        """Whom to call, in large type."""
        document, facts = self.document, self._facts
        setter, pen = document.setter, document.pen
        top, height = FOLDS[1] + 16 * MM, 36 * MM
        pen.box(document.left, top, document.width, height, FRAME)
        middle = (document.left + document.right) / 2
        asked = "わからないこと、うかがってほしいことは、えんりょなくお知らせください。"
        pen.text_middle(middle, top + 8 * MM, asked, 12)
        phone = setter.prepare(f"電話　{facts.words.phone}", "電話") if facts.words.phone else ""
        pen.text_middle(middle, top + 21 * MM, phone, PHONE_SIZE, bold=True)
        office, maker = setter.prepare(facts.office, "差出人"), "　".join(("見守りコーディネーター", facts.maker))
        lines = self._who(office, setter.prepare(maker.rstrip("　"), "差出人"))
        for number, (line, size) in enumerate(lines):
            below = (31 if len(lines) == 1 else 28 + 5.2 * number) - (0 if phone else 8)
            pen.text_middle(middle, top + below * MM, line, size, bold=True)

    def _who(self, office: str, maker: str) -> list[tuple[str, float]]:
        """Who writes, on one line, or on two where that would become small, with their sizes."""
        measure, room = self.document.setter.measure, self.document.width - 8 * MM
        whole = "　".join(part for part in (office, maker) if part)
        if measure(whole, READ, bold=True) <= room:
            return [(whole, min(LARGE, LARGE * room / max(measure(whole, LARGE, bold=True), 1)))]
        return [(line, min(READ, READ * room / max(measure(line, READ, bold=True), 1))) for line in (office, maker)]


@dataclass(frozen=True, slots=True)
class _Line:
    """A line in the window: where it stands, in points from the top, and how large."""

    y: float
    text: str
    size: float
    bold: bool = False


_FIRST_LINE, _LAST_LINE = WINDOW_TOP + 3 * MM, WINDOW_BOTTOM - 1 * MM
_BETWEEN = 1.5 * MM
"""The least between the address and the top of the name."""


def _to(name: str) -> str:
    return f"{name}　様"


def _written(setter: Typesetter, place: str, name: str) -> tuple[_Line, ...] | None:
    """The address from the top and the name at the bottom of the window, as large as both fit; None where they don't.

    First each by itself down to a size read with ease, then both together.
    """
    least = _size(setter, place, (11, LEAST), PLACE_HEIGHT)
    above = _FIRST_LINE + len(_by_parts(setter, place, least, bold=False)) * least * 1.3
    own = _size(setter, name, (15, NAME_LEAST), _LAST_LINE - above - _BETWEEN, bold=True)
    found = _stacked(setter, (place, least, 1.3), (name, own))
    step = 0
    while found is None and step <= 2 * (NAME_LEAST - CROWDED_NAME_LEAST + LEAST - CROWDED_LEAST):
        size, own = max(CROWDED_LEAST, LEAST - step / 2), max(CROWDED_NAME_LEAST, NAME_LEAST - step / 2)
        found = _stacked(setter, (place, size, CROWDED_LEADING), (name, own))
        step += 1
    return found


def _size(setter: Typesetter, text: str, sizes: tuple[float, float], height: float, *, bold: bool = False) -> float:
    """The size at which a text fits a height of the window, from the largest to the least."""
    size, least = sizes
    while size > least and len(_by_parts(setter, text, size, bold=bold)) * size * 1.3 > height:
        size -= 0.5
    return size


def _stacked(setter: Typesetter, place: tuple[str, float, float], name: tuple[str, float]) -> tuple[_Line, ...] | None:
    """The lines of both at their sizes; None where they meet. ``place`` with the height of its lines in sizes."""
    (text, size, leading), (called, large) = place, name
    y = _FIRST_LINE
    found = [_Line(y := y + size * leading, line, size) for line in _by_parts(setter, text, size, bold=False)]
    names = _by_parts(setter, called, large, bold=True)
    first = _LAST_LINE - (len(names) - 1) * large * 1.2
    if first - large * ABOVE_LINE < y + size * BELOW_LINE:
        return None
    return (*found, *(_Line(first + at * large * 1.2, line, large, bold=True) for at, line in enumerate(names)))


def _by_parts(setter: Typesetter, text: str, size: float, *, bold: bool) -> list[str]:
    """A name or address in lines of the window, parted where its parts are (中黒, space) if each has room."""

    def fits(line: str) -> bool:
        return setter.measure(line.rstrip(), size, bold=bold) <= WINDOW_WIDTH

    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.append("")
        for part in _PART.findall(paragraph):
            lines[-1:] = [lines[-1] + part] if fits(lines[-1] + part) else [lines[-1], part]
    shown = [line.rstrip() for line in lines if line.strip()]
    return shown if all(map(fits, shown)) else setter.broken(text, WINDOW_WIDTH, size, bold=bold)


def _wanted(day: str, *, with_form: bool) -> tuple[str, ...]:
    if with_form:
        return (
            "2枚目の同意書をお読みになり、お気持ちのとおりに書き入れてください。",
            f"{day}までに、見守り員か、下の事務所にお渡しください。",
        )
    return (f"{day}までに、下の電話へお知らせください。うかがって、同意書のご説明をします。",)
