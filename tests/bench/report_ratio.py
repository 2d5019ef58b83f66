"""The monthly report against its floor: the same texts at the same places by bare canvas calls."""

import io
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any
from unittest.mock import patch

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

import resources
from watchdesk.domain.consent import Disclosed, Purpose, disclose
from watchdesk.domain.histories import AreaEntry, ConsentEntry
from watchdesk.domain.month import Month
from watchdesk.domain.person import Person
from watchdesk.domain.summary import DEFAULT_VISIT_COUNT_METHODS, Added, Ended, Members, VisitCounts, figures_of
from watchdesk.domain.words import Consent, Method, Result
from watchdesk.reports.monthly import report as monthly
from watchdesk.reports.monthly.facts import MonthlyFacts, PersonLine, VisitLine
from watchdesk.reports.page import A4
from watchdesk.reports.pen import Pen

MONTH = Month(2026, 10)
KANJI = bytes(byte for row in range(0xB0, 0xC0) for cell in range(0xA1, 0xFF) for byte in (row, cell)).decode("euc_jp")
SENTENCES = (
    "玄関先で10分ほどお話をうかがった。",
    "「足が痛くて買い物に出にくい」とのこと、",
    "配食サービスを週に3回使っておられる。",
    "次は11月2日の午前に訪ねる約束をした。",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text as the report drew it."""

    page: int
    x: float
    y: float
    text: str
    size: float
    bold: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """CPU seconds of report and floor, and sizes of their files in bytes."""

    visits: int
    pages: int
    report: float
    floor: float
    report_bytes: int
    floor_bytes: int

    @property
    def ratio(self) -> float:
        """How many times the floor the report takes."""
        return self.report / self.floor


def measure(visits: int, people: int = 60, rounds: int = 3) -> Ratio:
    """Draw ``visits`` visits with notes of 100 to 400 characters both ways, side by side; the best of some rounds.

    Fonts are read before; breaking into lines counts for the report only.
    """
    facts = facts_of(visits, people)
    texts = drawn_texts(facts)
    for bold, name in ((False, "Regular"), (True, "Bold")):
        pdfmetrics.registerFont(TTFont(f"floor-{bold}", str(resources.path("fonts", f"BIZUDGothic-{name}.ttf"))))
    reports, floors = [], []
    for _ in range(rounds):
        floors.append(_timed(lambda into: draw_floor(texts, into)))
        reports.append(_timed(lambda into: monthly.draw(facts, into)))
    (report, report_bytes), (floor, floor_bytes) = min(reports), min(floors)
    pages = texts[-1].page
    return Ratio(
        visits=visits, pages=pages, report=report, floor=floor, report_bytes=report_bytes, floor_bytes=floor_bytes
    )


def draw_floor(texts: list[Text], into: io.BytesIO) -> None:
    """Draw the texts with reportlab's own calls."""
    canvas = Canvas(into, pagesize=(A4.width, A4.height), initialFontName="floor-False")
    page = 1
    for one in texts:
        if one.page > page:
            canvas.showPage()
            page = one.page
        canvas.setFont(f"floor-{one.bold}", one.size)
        canvas.drawString(one.x, A4.height - one.y, one.text)
    canvas.showPage()
    canvas.save()


def drawn_texts(facts: MonthlyFacts) -> list[Text]:
    """What the report draws, page by page."""
    found: list[Text] = []
    numbers: dict[int, int] = {}
    original = Pen.text

    def record(pen: Pen, x: float, y: float, text: str, size: float, **how: Any) -> None:
        page = numbers.setdefault(id(pen), len(numbers) + 1)
        found.append(Text(page=page, x=x, y=y, text=text, size=size, bold=how.get("bold", False)))
        original(pen, x, y, text, size, **how)

    with patch.object(Pen, "text", record):
        monthly.draw(facts, io.BytesIO())
    return sorted(found, key=lambda one: one.page)


def _timed(draw: Callable[[io.BytesIO], object]) -> tuple[float, int]:
    into = io.BytesIO()
    start = time.process_time()
    draw(into)
    return time.process_time() - start, len(into.getvalue())


def facts_of(visits: int, people: int) -> MonthlyFacts:
    """A month of fictional people, the same each time."""
    random = Random(1)  # noqa: S311 - a sample, not a secret
    names = [f"{random.choice(KANJI)}{random.choice(KANJI)} {random.choice(KANJI)}子" for _ in range(people)]
    lines = [_visit(random, names, number * 31 // visits) for number in range(visits)]
    ids = tuple(map(str, range(people)))
    who = Members(
        under_watch=ids,
        at_start=ids,
        added_by=dict.fromkeys(Added, ()),
        ended_by=dict.fromkeys(Ended, ()),
        at_end=ids,
        confirmed_under_watch=ids,
        not_confirmed=(),
    )
    counts = VisitCounts(rows=((Method.VISIT, Result.MET, None, visits),))
    return MonthlyFacts(
        month=MONTH,
        area="九条南",
        printed_on=date(2026, 11, 2),
        figures=figures_of(who, counts, DEFAULT_VISIT_COUNT_METHODS),
        people=_given([PersonLine(name=name, kana="ヤマダ ハナコ", address="九条南1-2-3", age=80) for name in names]),
        visits=_given(lines),
    )


def _visit(random: Random, names: list[str], days: int) -> VisitLine:
    note = "".join(
        random.choice(SENTENCES) + "".join(random.choices(KANJI, k=6)) for _ in range(random.randrange(5, 16))
    )
    return VisitLine(
        day=MONTH.first + timedelta(days=days),
        name=random.choice(names),
        kana="ヤマダ ハナコ",
        method=Method.VISIT,
        result=Result.MET,
        note=note,
        visitor="中村 清",
    )


def _given(rows: list[Any]) -> Disclosed[Any]:
    person = Person(
        id="p1",
        family_name="試し",
        area_history=(AreaEntry(area="九条南"),),
        created_on=date(2025, 4, 1),
        consent_history=(ConsentEntry(state=Consent.AGREED),),
    )
    subjects = ((person, row) for row in rows)
    return disclose(
        subjects,
        purpose=Purpose.MONTHLY_REPORT,
        receiver="ward",
        day=MONTH.last,
        default_recipients=frozenset({"ward"}),
    )


def table(sizes: tuple[int, ...] = (300, 5000)) -> list[str]:
    """One line a size, for people to read."""
    return [
        f"{one.visits} visits, {one.pages} pages: {one.ratio:.2f} x floor ({one.report:.2f} s / {one.floor:.2f} s), "
        f"{one.report_bytes / 1e6:.2f} MB / {one.floor_bytes / 1e6:.2f} MB"
        for one in map(measure, sizes)
    ]


if __name__ == "__main__":
    print("\n".join(table()))
