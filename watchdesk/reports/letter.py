"""Letter: a paper for one receiver about one person: to whom it goes, words that run on, fields, and room to answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from watchdesk.domain.consent import EMERGENCY, Disclosed
from watchdesk.domain.era import show_day
from watchdesk.domain.sharing import NAME, SharedPerson
from watchdesk.reports.numbered import NumberedFacts
from watchdesk.reports.page import BODY, HEADING, SMALL, Document, Head
from watchdesk.reports.pen import MM
from watchdesk.reports.sections import pieces
from watchdesk.reports.tables import Cell, Row, Table
from watchdesk.reports.typesetter import Typesetter

LEADING = 1.55
"""From line to line of what is written, in ems."""
LABEL = 24 * MM
BESIDE = 2
"""So many short fields stand beside each other."""
TO, FROM, VALUE = 14.0, 9.0, 9.5
"""Sizes of type in points: of to whom it goes, of who sends it, and of a field."""
SENDER = 0.45
"""The most that who sends it takes of the width."""
UNDER = 3.5 * MM
HONOUR = "　御中"
"""Never parted, and never without some of the name it honours."""
NUMBER = "number"
"""The field of shared_fields.csv that is the 整理番号."""
_RETURN = "ほかの目的に使わず、使い終えたら、お返しいただくか、細かく裁ってください。"
_NOT_REGISTERED = "要援護者台帳にない方のことなので、写しの番号はつきません。"


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFacts(NumberedFacts):
    """For whom (``body``, and ``receiver`` by its word), from which ``area`` and ``phone``, and about whom.

    ``people`` is the one person, through the gate; nobody where it is about somebody who is not on the register.
    """

    body: str
    receiver: str
    area: str
    phone: str = ""
    people: Disclosed[SharedPerson]

    @property
    def person(self) -> SharedPerson | None:
        """Whom it is about."""
        return self.people.rows[0] if self.people.rows else None


class Letter:
    """A letter being drawn; what does not fit goes on the next page."""

    def __init__(self, document: Document, facts: LetterFacts, title: str) -> None:
        self.document, self._facts, self._title = document, facts, title

    def begin(self) -> None:
        """Begin the first page: to whom and from whom."""
        self._page([self._title])
        document, facts = self.document, self._facts
        setter = document.setter
        most = document.width * SENDER
        right = [line for text in self._sender() for line in setter.broken(setter.prepare(text, "差出人"), most, FROM)]
        widest = max((setter.measure(text, FROM) for text in right), default=0.0)
        room = document.width - widest - 6 * MM
        top = document.y
        to = setter.prepare(facts.body, "つなぎ先")
        *above, last = setter.broken(to, room - setter.measure(HONOUR, TO, bold=True), TO, bold=True)
        for line in (*above, last + HONOUR):
            document.y += TO * 1.3
            document.pen.text(document.left, document.y, line, TO, bold=True)
        document.print_marks(setter.marked(to + "".join(right)))
        for number, text in enumerate(right, 1):
            document.pen.text(document.right - widest, top + number * FROM * 1.4, text, FROM)
        document.y = max(document.y + 2 * MM, top + len(right) * FROM * 1.4) + UNDER
        self.note(f"{facts.copy}　{_RETURN}" if facts.person is not None else _NOT_REGISTERED)

    def _sender(self) -> list[str]:
        facts = self._facts
        place = facts.office or (f"{facts.area}地域" if facts.area else "")
        maker = f"見守りコーディネーター　{facts.maker}" if facts.maker else "見守りコーディネーター"
        phone = f"電話 {facts.phone}" if facts.phone else ""
        return [text for text in (show_day(facts.printed_on), place, maker, phone) if text]

    def note(self, text: str) -> None:
        """Write a small line across the page."""
        prepared = self.document.setter.prepare(text, self._title)
        lines = self.document.setter.broken(prepared, self.document.width, SMALL)
        for line in lines:
            self.document.note(line)
        self.document.print_marks(self.document.setter.marked(prepared))
        self.document.y += 1.5 * MM

    def heading(self, text: str, keep: float = 16 * MM) -> None:
        """Write a head of a part; never alone at the foot of a page."""
        self.need(HEADING * 1.6 + keep)
        document = self.document
        document.y += HEADING * 1.2
        document.pen.text(document.left, document.y, text, HEADING, bold=True)
        document.y += 1.6 * MM

    def told(self, title: str, text: str) -> None:
        """Write what was written under its title, which is repeated where it goes on overleaf."""
        self.heading(title)
        self.paragraph(text, title, under=title)

    def paragraph(self, text: str, where: str, *, under: str = "") -> None:
        """Write a text line by line; where it goes on overleaf, it stands ``under`` that title again."""
        document = self.document
        prepared = document.setter.prepare(text, where)
        for line in document.setter.broken(prepared, document.width - 4 * MM, BODY):
            if document.room() < BODY * LEADING:
                self._go_overleaf()
                if under:
                    self.heading(f"{under}（つづき）")
            document.y += BODY * LEADING
            document.pen.text(document.left + 2 * MM, document.y, line, BODY)
        document.print_marks(document.setter.marked(prepared))
        document.y += UNDER

    def fields(self, person: SharedPerson) -> None:
        """Write the person's fields, two beside each other where they are short."""
        emergency = any(self._facts.people.emergency)
        self.heading(f"この方について　{EMERGENCY}" if emergency else "この方について")
        setter, document = self.document.setter, self.document
        half = document.width / 2
        narrow = Table(setter, (LABEL, half - LABEL, LABEL, half - LABEL))
        wide = Table(setter, (LABEL, document.width - LABEL))
        for table, rows in _runs(setter, person, narrow, wide):
            self._draw(table, rows)
        document.y += UNDER

    def rows(self, table: Table, rows: Sequence[Row], heads: Row | None = None) -> None:
        """Draw rows, over as many pages as they need."""
        self._draw(table, rows, heads)
        self.document.y += UNDER

    def need(self, height: float) -> None:
        """Go on a new page where so much room is not left."""
        if self.document.room() < height:
            self._go_overleaf()

    def _whose(self) -> list[str]:
        """What the receiver is told of who it is: 整理番号 and name, as on the first page; nothing of others."""
        person = self._facts.person
        going = {one.key: one for one in person.fields if one.goes} if person is not None else {}
        if person is None or NAME not in going:
            return []
        setter, number = self.document.setter, going.get(NUMBER)
        told = [f"{number.title} {setter.prepare(number.words, number.title)}"] if number is not None else []
        return [*told, setter.prepare(person.name, going[NAME].title)]

    def _go_overleaf(self) -> None:
        """Begin a page that says of whom it tells; the name comes last, as what is too long is cut at its end."""
        self._page([self._title, *self._whose()])

    def _page(self, told: Sequence[str]) -> None:
        facts = self._facts
        head = Head(title="　".join(told), confidential=True)
        self.document.new_page(facts.foot(self._title, named=facts.person is not None), head)

    def _draw(self, table: Table, rows: Sequence[Row], heads: Row | None = None) -> None:
        document = self.document
        above = heads.height if heads is not None else 0.0
        part: list[Row] = []
        for row in rows:
            taken = above + sum(one.height for one in part)
            if part and document.room() < taken + row.height:
                document.y = table.draw(document.pen, document.left, document.y, part, heads=heads)
                part = []
            if not part and document.room() < above + row.height:
                self._go_overleaf()
            document.print_marks(row.marks)
            part.append(row)
        if part:
            document.y = table.draw(document.pen, document.left, document.y, part, heads=heads)


def _runs(setter: Typesetter, person: SharedPerson, narrow: Table, wide: Table) -> list[tuple[Table, list[Row]]]:
    """The fields in their order as runs of rows: short ones in pairs, each long one by itself."""
    runs: list[tuple[Table, list[Row]]] = []
    waiting: list[tuple[str, str]] = []

    def put(table: Table, *cells: Cell) -> None:
        if not runs or runs[-1][0] is not table:
            runs.append((table, []))
        runs[-1][1].append(table.row(*cells))

    def empty() -> None:
        cells = [cell for one in waiting for cell in _cells(*one)]
        if cells:
            put(narrow if len(waiting) == BESIDE else wide, *cells)
        waiting.clear()

    for title, words in person.told:
        prepared = setter.prepare(words, title)
        if "\n" in words or setter.measure(prepared, VALUE) > narrow.inside(1):
            empty()
            for at, part in enumerate(pieces(setter, prepared, wide.inside(1), VALUE)):
                put(wide, *_cells(f"{title}（つづき）" if at else title, part))
            continue
        waiting.append((title, prepared))
        if len(waiting) == BESIDE:
            empty()
    empty()
    return runs


def _cells(title: str, words: str) -> tuple[Cell, Cell]:
    return Cell(text=title, size=SMALL, label=True, shrink=True), Cell(text=words, size=VALUE)
