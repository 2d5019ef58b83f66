"""同意書: the consent to sign, in large type: what is kept, what for, who may get it, and that it may be withdrawn."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, BinaryIO

from watchdesk.domain.consent import Disclosed
from watchdesk.domain.era import era_of, show_day
from watchdesk.reports.numbered import EachNumbered, NumberedFacts
from watchdesk.reports.page import SMALL, Document, Drawn, Head, Progress
from watchdesk.reports.pen import FRAME, MM
from watchdesk.reports.tables import Cell, Row, Stand, Table

KEY = "consent-form"
TITLE = "見守りの同意書"
LARGE = 14.0
"""The size of type in points: who signs is often over 80."""
TITLE_SIZE = 18.0
WHOLE_TITLE = "見守りと、個人情報の提供についての同意書"
LABEL = 38 * MM
BOX = 4.6 * MM
TO_HERSELF = "ご本人にお渡しする紙"
KEPT = (
    ("書きとめること", "お名前、生年月日、ご住所、電話、緊急の連絡先、見守りが必要なわけ、見守りのときのご様子。"),
    ("使いみち", "ふだんの見守りとご相談、災害のときの安否の確認と避難の手助けにだけ使います。"),
    ("取りやめ", "同意は、いつでも取りやめられます。そのことで、不利になることはありません。{phone}"),
)
RECEIVERS_HEAD = "知らせてもよい先の四角に、印（✓）をつけてください。"
USUAL_NOTE = "どこにも印がないときは、太い字の先に知らせてもよいものとします。"
NOT_ASKED = "書かなくてもかまいません。"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPerson:
    """Whose form it is, as she stands on the register; the whereabouts of a hidden person are None."""

    id: str
    name: str = field(repr=False)
    kana: str = field(default="", repr=False)
    birth_date: date | None = field(default=None, repr=False)
    address: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FormWords:
    """What every form says: from which ``area`` and ``phone``, and the receivers, each with whether it is usual."""

    area: str
    phone: str = ""
    receivers: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentFormFacts(EachNumbered):
    """What is printed: a form for each of the people, and so many ``blank`` ones."""

    people: Disclosed[FormPerson]
    words: FormWords
    blank: int = 0


def draw(facts: ConsentFormFacts, target: BinaryIO, progress: Progress | None = None) -> Drawn:
    """Draw the forms and write them to ``target``; the same facts give the same bytes."""
    document = Document(
        title=TITLE, author=facts.maker or facts.office, day=facts.printed_on, watermark=facts.watermark
    )
    forms: list[int | None] = [*range(len(facts.people.rows)), *[None] * facts.blank]
    for number, at in enumerate(forms, 1):
        document.begin_part()
        draw_form(document, facts.alone(at), facts.words, facts.people, at)
        if progress:
            progress(number, len(forms))
    return document.finish(target)


def draw_form(
    document: Document, facts: NumberedFacts, told: FormWords, people: Disclosed[Any], at: int | None
) -> None:
    """Draw one form, on a page of its own, for the person at a place among the people; ``at`` None: a blank one."""
    _Form(document, facts, told, people.rows[at] if at is not None else None).draw()


class _Form:
    """A form being drawn; what does not fit goes on the next page."""

    def __init__(self, document: Document, facts: NumberedFacts, told: FormWords, person: FormPerson | None) -> None:
        self.document, self._facts, self._told, self._person = document, facts, told, person
        setter = document.setter
        self._texts = {
            "お名前": setter.prepare(person.name, "お名前") if person else "",
            "ふりがな": setter.prepare(person.kana, "ふりがな") if person else "",
            "ご住所": setter.prepare(person.address, "ご住所") if person else "",
            "電話": setter.prepare(person.phone, "電話") if person else "",
        }
        self._marks = setter.marked("".join(self._texts.values()))

    def draw(self) -> None:
        """Draw it from top to bottom."""
        self._page()
        if self._person is not None:
            self.document.bookmark(self._texts["お名前"])
        self._draw_title()
        self._draw_kept()
        self._draw_receivers()
        self._draw_answers()
        self._draw_person()
        self._draw_office()

    def _page(self) -> None:
        facts, named = self._facts, self._person is not None
        place = " ".join(part for part in (f"{self._told.area}地域" if self._told.area else "", facts.office) if part)
        head = Head(title=self.document.setter.prepare(place, "地域"), note=TO_HERSELF, confidential=named)
        self.document.new_page(facts.foot(TITLE, named=named), head)
        self.document.print_marks(self._marks)

    def _need(self, height: float) -> None:
        if self.document.room() < height:
            self._page()

    def _draw_title(self) -> None:
        document = self.document
        middle = (document.left + document.right) / 2
        document.pen.text_middle(middle, document.y + 6.5 * MM, WHOLE_TITLE, TITLE_SIZE, bold=True)
        document.y += 10.5 * MM

    def _table(self, *widths: float, least: float = 8.6 * MM) -> Table:
        rest = self.document.width - sum(widths)
        return Table(self.document.setter, [*widths, rest], padding=1.6 * MM, least=least, air=1.6 * MM)

    def _put(self, table: Table, rows: Sequence[Row], under: float = 2.5 * MM) -> None:
        document = self.document
        self._need(sum(row.height for row in rows))
        document.y = table.draw(document.pen, document.left, document.y, rows) + under

    def _draw_kept(self) -> None:
        """What is kept, what for, and that it may be withdrawn."""
        table = self._table(LABEL)
        phone = f"電話 {self._told.phone} へ。" if self._told.phone else ""
        self._put(
            table,
            [table.row(_label(title), Cell(text=words.format(phone=phone), size=LARGE)) for title, words in KEPT],
        )

    def _draw_receivers(self) -> None:
        """Each receiver with a box, in one size, two beside each other where both fit; those usual in heavy type."""
        document, setter = self.document, self.document.setter
        receivers = sorted(self._told.receivers, key=lambda one: not one[1])
        half = document.width / 2
        room = half - BOX - 4 * MM
        cells = [(setter.prepare(word, "提供先"), usual) for word, usual in receivers]
        step = 7.6 * MM
        self._need(14 * MM + step * min(len(cells), 4) / 2)
        document.pen.text(document.left, document.y + 5 * MM, RECEIVERS_HEAD, LARGE, bold=True)
        document.pen.text(document.left, document.y + 10.4 * MM, USUAL_NOTE, 11)
        document.y += 12 * MM
        for line in self._beside(cells, room):
            self._need(step)
            for place, (word, usual) in enumerate(line):
                self._draw_receiver(document.left + half * place, word, usual=usual)
            document.y += step
        document.y += 2 * MM

    def _beside(self, cells: Sequence[tuple[str, bool]], room: float) -> Iterator[tuple[tuple[str, bool], ...]]:
        """Two receivers a line; one that is longer than half of it has the line for itself."""
        waiting: tuple[tuple[str, bool], ...] = ()
        for cell in cells:
            if self.document.setter.measure(cell[0], LARGE, bold=cell[1]) > room:
                yield (cell,)
                continue
            waiting = (*waiting, cell)
            if len(waiting) == 2:
                yield waiting
                waiting = ()
        if waiting:
            yield waiting

    def _draw_receiver(self, x: float, word: str, *, usual: bool) -> None:
        document, setter = self.document, self.document.setter
        room = document.right - x - BOX - 4 * MM
        size = min(LARGE, LARGE * room / max(setter.measure(word, LARGE, bold=usual), 1))
        document.pen.box(x + 1 * MM, document.y + 1.2 * MM, BOX, BOX, 0.9)
        document.pen.text(x + BOX + 3 * MM, document.y + 5.4 * MM, word, size, bold=usual)
        document.print_marks(setter.marked(word))

    def _draw_answers(self) -> None:
        table = self._table(LABEL, least=9.4 * MM)
        era = era_of(self._facts.printed_on)
        until = f"{era.name if era else ''}　　年　　月　　日まで"
        self._put(
            table,
            [
                table.row(_label("同意"), Cell(text="□ 同意します　　　□ 同意しません", size=LARGE + 1, bold=True)),
                table.row(_label("訪問・電話"), Cell(text="□ 希望します　　　□ 希望しません（台帳だけ）", size=LARGE)),
                table.row(_label("同意の期限"), Cell(text=f"□ きめません　□ {until}", size=LARGE)),
            ],
        )

    def _draw_person(self) -> None:
        """Who agrees, and whoever writes in her place."""
        document, person, told = self.document, self._person, self._texts
        era = era_of(self._facts.printed_on)
        seal = 22 * MM
        name = self._table(LABEL, document.width - LABEL - seal, least=16 * MM)
        wide = self._table(LABEL, least=10 * MM)
        secret = person is not None and person.hidden
        born = show_day(person.birth_date) if person is not None and person.birth_date is not None else ""
        dated = f"{era.name if era else ''}　　　年　　　月　　　日"
        rows = [
            wide.row(_label("書いた日"), Cell(text=dated, size=LARGE)),
            wide.row(_label("生年月日"), Cell(text=born or "　　　　　　年　　　月　　　日", size=LARGE)),
            wide.row(_label("ご住所"), _known(told["ご住所"], secret=secret), least=15 * MM),
            wide.row(_label("電話"), _known(told["電話"], secret=secret)),
        ]
        proxy = self._table(LABEL, 78 * MM, 17 * MM, least=13 * MM)
        signed = Cell(text=told["お名前"], above=told["ふりがな"], size=LARGE + 3, shrink=True)
        self._need(16 * MM + 13 * MM + sum(row.height for row in rows))
        self._put(name, [name.row(_label("お名前"), signed, Cell(text="印", size=9))], under=0.0)
        self._put(wide, rows, under=0.0)
        self._put(proxy, [proxy.row(_label("代理の方"), Cell(), _label("ご関係", 11), Cell())])

    def _draw_office(self) -> None:
        """The office's part, below a line of its own."""
        document, number = self.document, self._facts.number
        copy = f"第{number}号" if number is not None and self._person is not None else ""
        widths = [22 * MM, 34 * MM, 16 * MM, 44 * MM, 24 * MM]
        table = Table(document.setter, [*widths, document.width - sum(widths)], padding=1.2 * MM, least=8.5 * MM)
        row = table.row(
            Cell(text="受付日", size=SMALL, label=True),
            Cell(),
            Cell(text="受付者", size=SMALL, label=True),
            Cell(),
            Cell(text="写しの番号", size=SMALL, label=True),
            Cell(text=copy, size=11),
        )
        self._need(row.height + 5.5 * MM)
        document.pen.text(document.left, document.y + 3.4 * MM, "事務所で書くところ", SMALL)
        document.pen.rule(document.left + 32 * MM, document.y + 2.3 * MM, document.right, document.y + 2.3 * MM, FRAME)
        document.y += 5 * MM
        self._put(table, [row], under=0.0)


def _known(words: str, *, secret: bool) -> Cell:
    """What is known already; of a hidden person nothing is, and she need not tell it."""
    return Cell(text=NOT_ASKED, size=11, stand=Stand.END) if secret else Cell(text=words, size=LARGE)


def _label(text: str, size: float = LARGE) -> Cell:
    return Cell(text=text, size=size, bold=True, label=True, shrink=True)
