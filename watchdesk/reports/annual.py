"""年間のまとめ: what a 年度 brought, for the area's own meeting: no names, no small numbers, each figure explained."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import BinaryIO

from watchdesk.domain import annual
from watchdesk.domain.activity_count import Period
from watchdesk.domain.annual import of
from watchdesk.domain.annual_behind import RATE, place_key
from watchdesk.domain.definitions import ANNUAL, ANNUAL_PARTS
from watchdesk.domain.era import show_day, show_year
from watchdesk.domain.month import Month
from watchdesk.domain.small_cells import Told
from watchdesk.domain.words import Method
from watchdesk.reports import annual_parts as parts
from watchdesk.reports.activity_count import period_words
from watchdesk.reports.annual_parts import NOTHING, SMALL_SIGN, TOTAL, Line, Listed, Number
from watchdesk.reports.explained import draw_explained
from watchdesk.reports.numbered import NumberedFacts
from watchdesk.reports.page import BODY, Document, Drawn, Head, Progress
from watchdesk.reports.pen import MM
from watchdesk.reports.sections import draw_made, draw_stamped_head

KEY = "annual"
TITLE = "年間のまとめ"
GAP = 4 * MM
REMARK_LEADING = 17.0
NOTE = (
    "「3未満」は、1か2です。「※」は、「3未満」の数がほかの数から計算できないように、のせていない数です。"
    "「※※」は、数が少ないので、まとめてのせていません。0は、そのまま書いています。お名前は、どこにもありません。"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualPlace:
    """The pages of an area or the ward: numbers by key (``domain.annual.of``); ``before`` None: nothing is known of it.

    ``contents``, ``kinds`` and ``signs`` are the codes listed, with their words.
    """

    place: str
    this: Mapping[str, Told]
    before: Mapping[str, Told] | None
    contents: tuple[tuple[str, str], ...] = ()
    kinds: tuple[tuple[str, str], ...] = ()
    signs: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualFacts(NumberedFacts):
    """What is drawn. ``months`` are those that have begun; ``until``: the last day counted where the year still runs.

    ``before_from``: the first day known of the year before, where that is not its first.
    """

    period: Period
    months: tuple[Month, ...]
    places: tuple[AnnualPlace, ...]
    until: date | None = None
    before_from: date | None = None
    remarks: str = field(default="", repr=False)
    stamps: tuple[str, ...] = ()


def draw(facts: AnnualFacts, target: BinaryIO, progress: Progress | None = None) -> Drawn:
    """Draw two pages a place, which name nobody. The same facts give the same bytes."""
    document = Document(
        title=f"{TITLE} {period_words(facts.period)}", author=facts.maker or facts.office, day=facts.printed_on
    )
    for at in range(len(facts.places)):
        _Pages(document, facts, at).draw()
        if progress:
            progress(at + 1, len(facts.places))
    return document.finish(target)


class _Pages:
    """The pages of one place being drawn."""

    def __init__(self, document: Document, facts: AnnualFacts, at: int) -> None:
        setter, place = document.setter, facts.places[at]
        self.document, self._facts, self._at = document, facts, at
        self._place = replace(place, place=setter.prepare(place.place, "地域"))
        month = facts.period.month
        self._year, self._beside = (f"{show_year(one.first)}度" for one in (month, month.year_before))
        self._foot = f"{TITLE} {period_words(facts.period)} {place.place}"

    def draw(self) -> None:
        """Draw the year beside the one before and by month, then by method, content, kind and sign."""
        document = self.document
        document.new_page(self._foot)
        document.bookmark(self._place.place)
        self._draw_head()
        self._draw_compared()
        self._draw_months()
        self._next_page()
        document.bookmark("うちわけ", 1)
        self._draw_lists()
        self._draw_signs()
        self._draw_remarks()
        draw_explained(self.document, ANNUAL_PARTS, self._next_page)

    def _next_page(self) -> None:
        note = f"{TITLE} {self._year}"
        self.document.new_page(self._foot, Head(title=self._place.place, note=note))

    def _need(self, height: float) -> None:
        if self.document.room() < height:
            self._next_page()

    def _draw_head(self) -> None:
        """What it is, of when and where, who made it; beside stamp boxes, where there are any, else over the page."""
        document, facts = self.document, self._facts
        words = period_words(facts.period)
        if facts.until is not None:
            words += f"\n暫定・{facts.until.month}月{facts.until.day}日まで"
        setter = document.setter
        parts = (facts.office, facts.maker, f"{show_day(facts.printed_on)} 作成")
        made = [setter.prepare(part, "作成者") for part in parts if part]
        if facts.stamps:
            lines = (
                (TITLE, 19.0, 7.5),
                (words, 10.0, 13.5),
                (self._place.place, 13.0, 20.0),
                ("\n".join(made), 9.0, 24.5),
            )
            document.y += 27 * MM + draw_stamped_head(document, facts.stamps, lines)
            return
        pen, middle = document.pen, (document.left + document.right) / 2
        pen.text_middle(middle, document.y + 8 * MM, TITLE, 21, bold=True)
        pen.text_middle(middle, document.y + 15 * MM, words.replace("\n", " "), 11)
        document.y += 23 * MM
        document.y += 4 * MM + draw_made(document, self._place.place, 13, made)

    def _draw_compared(self) -> None:
        """① this year beside the one before, each figure with what it counts."""
        self.document.section(1, "1年の数", self._compared_with())
        lines = [self._compared(key, *words) for key, words in ANNUAL.items()]
        parts.draw_compared(self.document, (self._year, self._beside, "増減"), lines)
        self.document.y += GAP

    def _compared_with(self) -> str:
        facts = self._facts
        if self._place.before is None:
            return "前の年度の記録は、ありません"
        until = f"前の年度も{facts.until.month}月{facts.until.day}日までです" if facts.until is not None else ""
        since = f"前の年度は、{show_day(facts.before_from)}からの記録です" if facts.before_from is not None else ""
        return "。".join(part for part in (until, since) if part)

    def _compared(self, key: str, title: str, unit: str, meaning: str) -> Line:
        cells = parts.cells(self._place.this, self._place.before, key, unit)
        return Line(title=title, below=meaning, cells=self._numbers(key, cells))

    def _numbers(self, key: str, cells: Sequence[str]) -> tuple[Number, ...]:
        """Texts of this year, the one before and so on, each with which figure of the sheet it is."""
        key = place_key(self._at, len(self._facts.places), key)
        return tuple(parts.number(text, key, column) for column, text in enumerate(cells))

    def _draw_months(self) -> None:
        """② month by month, with two pictures beside."""
        document, this = self.document, self._place.this
        document.section(
            2, "月ごとのうつりかわり", "同じ方も、月ごとに数えます。人数を足しても、1年の人数にはなりません"
        )
        rows = [(f"{month.number}月", self._month(month)) for month in self._facts.period.months]
        total = ("1年", self._span())
        parts.draw_months(document, ("月", "見守った方（名）", "安否確認率", "訪問記録（件）"), rows, total)
        key = partial(place_key, self._at, len(self._facts.places))
        parts.draw_charts(document, this, self._facts.months, key)
        document.note(NOTE)

    def _month(self, month: Month) -> tuple[Number, ...]:
        if month in self._facts.months:
            return self._span(month)
        return (Number(NOTHING),) * 3

    def _span(self, *month: Month) -> tuple[Number, ...]:
        """Those watched, the rate and the visits of the year, or of a month."""
        this = self._place.this
        told = {
            annual.WATCHED: parts.words(this[of(annual.WATCHED, *month)]),
            RATE: parts.rate_words(this, *month),
            annual.VISITS: parts.words(this[of(annual.VISITS, *month)]),
        }
        return tuple(self._numbers(of(name, *month), (text,))[0] for name, text in told.items())

    def _draw_lists(self) -> None:
        """③ to ⑤: methods and activities on the left, consultations by content on the right."""
        methods = [(method.value, method.label) for method in Method]
        left = [
            (3, "訪問の方法（件）", self._rows(annual.VISITS, methods)),
            (4, "活動の種類（件）", self._rows(annual.ACTIVITIES, self._place.kinds)),
        ]
        right = [(5, "相談の内容（件）", self._rows(annual.CONSULTATIONS, self._place.contents))]
        parts.draw_beside(self.document, left, right, (self._year, self._beside), self._next_page)

    def _rows(self, name: str, codes: Sequence[tuple[str, str]]) -> list[Listed]:
        shown = [self._listed(label, of(name, code)) for code, label in codes]
        return [*shown, self._listed(TOTAL, name)]

    def _listed(self, label: str, key: str) -> Listed:
        return Listed(label=label, cells=self._numbers(key, parts.both(self._place.this, self._place.before, key)))

    def _draw_signs(self) -> None:
        """⑥ the signs seen most; one visit may have several, so they have no sum."""
        self._need(30 * MM)
        document = self.document
        document.section(6, "多かった気づき（件）", f"1件の訪問に2つ以上のこともあります。{SMALL_SIGN}は、のせません")
        rows = [self._listed(label, of(annual.SIGN, code)) for code, label in self._place.signs]
        if rows:
            parts.draw_list(document, document.left, document.width, rows, (self._year, self._beside))
        else:
            document.note("3件以上あった気づきは、ありません。")
        document.y += GAP

    def _draw_remarks(self) -> None:
        """⑦ what the coordinator adds; long remarks go on to the next page."""
        document, setter = self.document, self.document.setter
        text = setter.prepare(self._facts.remarks, "ひとこと")
        lines = setter.justified(text, document.width - 4 * MM, BODY) if text else []
        if lines:
            self._need(24 * MM)
            document.section(7, "ひとこと")
        while lines:
            document.print_marks(setter.marked(text))
            fitting = max(int((document.room() - 2 * MM) / REMARK_LEADING), 1)
            page, lines = lines[:fitting], lines[fitting:]
            document.pen.lines(document.left + 2 * MM, document.y + 12, page, size=BODY, leading=REMARK_LEADING)
            document.y += REMARK_LEADING * len(page) + GAP
            if lines:
                self._next_page()
